//! Opens the editor that fits the question under the cursor: a line, a long text, a list to pick
//! from, or a correction where the answer is signed off.

use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::outline::OutlineLine;
use crate::domain::case::{Case, FieldPath, sign_off};
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::forms::{field, table};
use crate::domain::school::School;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::change::Changes;
use crate::ui::form::FormPane;
use crate::ui::form::editor::Editor;
use crate::ui::form::words;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::list_picker::{ListPicker, TypedAs};
use crate::ui::pending::PickFor;
use crate::ui::session::Session;

/// Lines to pick from, each with the answer that it gives.
type Choices = Vec<(Value, String)>;

impl FormPane {
    /// Opens the editor that fits the line under the cursor.
    pub(super) fn edit_line(&mut self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        match self.editor.current(case) {
            Some(OutlineLine::Field { path: at, field, .. }) => {
                self.begin_correction(&at, session).unwrap_or_else(|| self.edit(at, field, session))
            }
            Some(OutlineLine::Table { .. } | OutlineLine::Row { .. }) => self.add_row(session),
            Some(OutlineLine::Section(_)) | None => Changes::none(),
        }
    }

    pub(super) fn edit(&self, at: FieldPath, field: &'static Field, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let case = self.editor.shown(case);
        let value = case.at(&at).clone();
        let choices = match field.kind {
            FieldKind::YesNo => yes_or_no(),
            FieldKind::Choice(options) => options
                .iter()
                .map(|(id, words)| (Value::Choice((*id).into()), (*words).into()))
                .collect(),
            FieldKind::School => schools(&at, &case, session),
            FieldKind::Review => reviews(&case),
            FieldKind::ReadOnly => {
                return Changes::refuse(words::comes_with_a_file(&field.label));
            }
            FieldKind::Line if is_offered(field, &value) => field
                .offers
                .iter()
                .map(|text| (Value::Text((*text).into()), (*text).into()))
                .collect(),
            FieldKind::Line
            | FieldKind::Long
            | FieldKind::Date
            | FieldKind::Time
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::Upn => {
                let text = parse::format(&field.kind, &value);
                return match session.kept.at(case.id, &at) {
                    Some(kept) if kept.cursor.is_none() && kept.text != text => {
                        let typing = AnswerInput::of_draft(at, field, &text, &kept.text, None);
                        Changes::lay(typing).and(typed_before(session))
                    }
                    _ if text.is_empty() => {
                        let likely = session.likely(&case, &at, &field.kind);
                        Changes::lay(AnswerInput::offered(at, field, &likely))
                    }
                    _ => Changes::lay(AnswerInput::new(at, field, &text)),
                };
            }
        };
        let is_home = at.field == field::SCHOOL_HOME.id && value.is_empty();
        let own = session.own_school().filter(|_| is_home);
        let value = own.map_or(value, |id| Value::School(id.to_owned()));
        let here = choices.iter().position(|(v, _)| *v == value).unwrap_or(0);
        let picker = ListPicker::new(field.label, choices, PickFor::Answer(at));
        let free = match field.kind {
            FieldKind::School => Some(TypedAs::School),
            FieldKind::Line => Some(TypedAs::Text),
            _ => None,
        };
        Changes::lay(picker.at(here).free(free))
    }

    /// Returns whether an answer stands in what is signed off.
    pub(super) fn is_signed_off(&self, at: &FieldPath, case: &Case) -> bool {
        !self.editor.is_pending(at) && sign_off::meeting(case, at).is_some()
    }

    /// Begins a correction where the answer is signed off; none where it is not.
    pub(super) fn begin_correction(
        &mut self,
        at: &FieldPath,
        session: &Session,
    ) -> Option<Changes> {
        let case = session.case.as_ref().filter(|_| !self.editor.is_pending(at))?;
        let mut cells = sign_off::correction(case, at)?;
        cells.insert(field::APPENDIX_ON.id.into(), Value::Date(session.today));
        cells.insert(field::APPENDIX_WHO.id.into(), Value::Text(session.officer.clone()));
        self.editor = Editor::record(case, table::EVENT_APPENDIX, cells);
        let save = session.key_words(Action::Save);
        Some(Changes::say(words::cannot_change(&save)))
    }
}

/// Returns whether the usual answers of a line are offered: where there are some, and nobody has
/// written an answer in other words.
fn is_offered(field: &Field, value: &Value) -> bool {
    !field.offers.is_empty() && (value.is_empty() || field.offers.contains(&value.as_text()))
}

fn yes_or_no() -> Choices {
    vec![(Value::YesNo(true), words::YES.into()), (Value::YesNo(false), words::NO.into())]
}

/// Returns the reviews of a case by their days.
fn reviews(case: &Case) -> Choices {
    let reviews = case.rows(table::EVENT_REVIEW).map(|(id, cells)| {
        let on = cells.get(field::REVIEW_ON.id).and_then(Value::as_date);
        let words = on.map_or_else(|| words::REVIEW_WITHOUT_DATE.into(), dates::show_long);
        (Value::Number(i64::from(id)), words)
    });
    reviews.collect()
}

/// Returns the schools to pick from: the nearest to the home school first where both stand on the
/// grid, with name, town, distance and URN.
fn schools(at: &FieldPath, case: &Case, session: &Session) -> Choices {
    let home = case.school(field::SCHOOL_HOME);
    let from = if at.field == field::SCHOOL_HOME.id { None } else { session.schools.get(home) };
    let mut all: Vec<(Option<u32>, &School)> =
        session.schools.iter().map(|s| (from.and_then(|f| f.metres_to(s)), s)).collect();
    all.sort_by_key(|(metres, _)| metres.unwrap_or(u32::MAX));
    let words = |metres: &Option<u32>, school: &School| {
        let far =
            metres.map_or(String::new(), |m| words::distance(&(m / 1_000), &(m % 1_000 / 100)));
        let urn = if school.id.starts_with("L-") { String::new() } else { words::urn(&school.id) };
        format!("{}{far}{urn}", school.with_town())
    };
    all.iter().map(|(m, school)| (Value::School(school.id.clone()), words(m, school))).collect()
}

/// Says that a text is offered that was typed before.
fn typed_before(session: &Session) -> Changes {
    let leave = session.key_words(Action::LeaveText);
    Changes::say(words::your_draft(&leave))
}
