//! The row of the secure Teams spreadsheet (P-MM5): as a sheet to type from, and as the cells of a
//! row of CSV or XLSX. One list of columns gives both.

use chrono::NaiveDate;

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, said_spans};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::sheets::{
    begin, desk, off_roll, plan, school_name, school_number, sheet,
};
use crate::documents::papers::span::{Span, plain};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::document::Missing;
use crate::domain::forms;
use crate::domain::forms::choice::{AuthorityStepKind, DeletedFrom, EndHow};
use crate::domain::forms::field::FieldId;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::forms::{answer_type, field, parse, table};
use crate::domain::profile::Profile;
use crate::domain::sheet::column::{ColumnSource, KnownColumn, OwnColumn, default_columns};
use crate::domain::value::{EMPTY, Value};
use crate::error::Result;

pub(in crate::documents::papers) const SPREADSHEET: PaperKind = PaperKind {
    id: "spreadsheet",
    label: "Spreadsheet entry sheet",
    purpose: "the row to type in the secure Teams spreadsheet",
    template: include_str!("../../templates/spreadsheet.txt"),
    form: None,
    settles: SentRecord::Spreadsheet,
    announces: Announcement::Nothing,
    is_of_a_direction: false,
    make: spreadsheet,
};

/// Returns what stands in one column of a case: nothing where it does not apply to it.
fn cell(column: KnownColumn, f: &PaperFacts, d: &LetterDraft) -> Option<Answer> {
    match column {
        KnownColumn::Reference => known(&f.case.id.to_string()),
        KnownColumn::Pupil => Some(said(d, field::CHILD_FULL_NAME.id)),
        KnownColumn::Upn => Some(said(d, field::CHILD_UPN.id)),
        KnownColumn::Born => dated(f.case.date(field::CHILD_DOB), d, field::CHILD_DOB),
        KnownColumn::YearGroup => Some(said(d, field::CHILD_YEAR_GROUP.id)),
        KnownColumn::Home => Some(school_name(f, d, "home school", field::SCHOOL_HOME.id)),
        KnownColumn::HomeUrn => school_number(f, field::SCHOOL_HOME.id),
        KnownColumn::Host => Some(school_name(f, d, "host school", field::SCHOOL_HOST.id)),
        KnownColumn::HostUrn => school_number(f, field::SCHOOL_HOST.id),
        KnownColumn::Route => {
            let direction = f.context.profile.route.as_str();
            known(if f.is_direct_move() { "Direct managed move" } else { direction })
        }
        KnownColumn::Start => {
            let start = f.case.date(field::DIRECTION_START);
            of_a_direction(f).then(|| dated(start, d, field::DIRECTION_START))?
        }
        KnownColumn::ProposedEnd => {
            let end = f.case.date(field::DIRECTION_END);
            of_a_direction(f).then(|| dated(end, d, field::DIRECTION_END))?
        }
        KnownColumn::State => known(&stands(f)),
        KnownColumn::EndedOn => {
            let ended = of_a_direction(f) && stage::stage(f.case).is_ended();
            ended.then(|| dated(f.ended_on(), d, field::END_ON))?
        }
        KnownColumn::OnRoll => on_the_new_roll(f, d),
        KnownColumn::OffHome => recorded(off_roll(f, DeletedFrom::Home)),
        KnownColumn::OffHost => recorded(off_roll(f, DeletedFrom::Host)),
        KnownColumn::Ehcp => Some(said(d, field::SEND_EHCP.id)),
        KnownColumn::LookedAfter => Some(said(d, field::CLA_IS.id)),
        KnownColumn::WeightingBefore => updated(f, field::SPREADSHEET_UPDATE_WEIGHTING_BEFORE),
        KnownColumn::WeightingAfter => updated(f, field::SPREADSHEET_UPDATE_WEIGHTING_AFTER),
        KnownColumn::PanelOn => recorded(panel(f).0),
        KnownColumn::PanelDecision => known(&panel(f).1),
        KnownColumn::EnteredBy => updated(f, field::SPREADSHEET_UPDATE_WHO),
        KnownColumn::EnteredOn => {
            recorded(f.latest(table::EVENT_SPREADSHEET_UPDATE)?.date(field::SPREADSHEET_UPDATE_ON))
        }
    }
}

/// Returns what stands in a column under the authority's own heading.
fn own_cell(column: &OwnColumn, facts: &PaperFacts, draft: &LetterDraft) -> String {
    match column.source {
        ColumnSource::Known(known) => cell(known, facts, draft).map_or_else(String::new, text),
        ColumnSource::Answer(field) => answered(field, facts),
    }
}

/// Returns the answer to a field as it is shown; of a table, that of its latest row.
fn answered(field: &Field, facts: &PaperFacts) -> String {
    let Some((table, _)) = forms::any_field(field.id) else { return String::new() };
    let value = match table {
        None => facts.case.answer(field.id),
        Some(table) => facts.latest(table.id).map_or(&EMPTY, |row| stage::cell(row, field.id)),
    };
    match (field.kind, value) {
        (FieldKind::School, Value::School(id)) => {
            (facts.school)(id).map_or_else(|| id.clone(), |school| school.name)
        }
        _ => parse::format(&field.kind, value),
    }
}

/// Returns the columns of the authority's spreadsheet.
fn columns(profile: &Profile) -> Vec<OwnColumn> {
    let own = &profile.spreadsheet_columns;
    if own.is_empty() { default_columns() } else { own.clone() }
}

fn spreadsheet(facts: &PaperFacts) -> Result<Vec<Paper>> {
    sheet(facts, &SPREADSHEET, |facts, draft| {
        let row = |column: &KnownColumn| {
            let label = column.heading().to_owned();
            cell(*column, facts, draft).map(|answer| PaperRow { label, answer })
        };
        KnownColumn::ALL.iter().filter_map(row).collect()
    })
}

/// Returns the headings of the rows for the spreadsheet (P-MM5), the authority's own where its
/// profile has them.
pub fn spreadsheet_headings(profile: &Profile) -> Vec<String> {
    columns(profile).into_iter().map(|column| column.heading).collect()
}

/// Returns which of those columns has the references; none where none does.
pub fn spreadsheet_reference(profile: &Profile) -> Option<usize> {
    let is_reference =
        |column: &OwnColumn| matches!(column.source, ColumnSource::Known(KnownColumn::Reference));
    columns(profile).iter().position(is_reference)
}

/// Returns the row of one case for the spreadsheet (P-MM5), a cell for each heading, and what it
/// lacks; such a cell, and one that does not apply to the case, is "".
pub fn spreadsheet_row(facts: &PaperFacts) -> (Vec<String>, Vec<Missing>) {
    let (plan, person) = (plan(facts, &SPREADSHEET), desk());
    let draft = begin(facts, &plan, &person);
    let cells = columns(facts.context.profile).iter().map(|c| own_cell(c, facts, &draft)).collect();
    (cells, draft.words.log().missing)
}

/// Returns an answer as the text of one cell.
fn text(answer: Answer) -> String {
    let Answer::Spans(spans) = answer else { return String::new() };
    let word = |span: Span| match span {
        Span::Text(text) | Span::Bold(text) => text,
        Span::Line => ", ".to_owned(),
        Span::Missing(_) => String::new(),
    };
    spans.into_iter().map(word).collect()
}

fn said(draft: &LetterDraft, key: &str) -> Answer {
    Answer::Spans(said_spans(draft.words.said(key)))
}

fn known(text: &str) -> Option<Answer> {
    (!text.is_empty()).then(|| Answer::text(text))
}

/// Returns a day as it is typed, or that it is missing.
fn dated(
    on: Option<NaiveDate>,
    draft: &LetterDraft,
    field: FieldId<answer_type::Date>,
) -> Option<Answer> {
    recorded(on).or_else(|| Some(said(draft, field.id)))
}

fn recorded(on: Option<NaiveDate>) -> Option<Answer> {
    on.map(|on| Answer::text(&dates::format(on)))
}

/// Returns a text of the latest update that is recorded.
fn updated(facts: &PaperFacts, field: FieldId<answer_type::Text>) -> Option<Answer> {
    known(plain(facts.latest(table::EVENT_SPREADSHEET_UPDATE)?.text(field)).trim())
}

fn of_a_direction(facts: &PaperFacts) -> bool {
    !facts.is_direct_move()
}

/// Returns how far the case has come, as the beginning of a sentence.
fn stands(facts: &PaperFacts) -> String {
    let label = stage::stage(facts.case).label().trim_start_matches("ended: ");
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the roll date: a direct move's first day (P-MM3), or the day agreed for a conversion.
fn on_the_new_roll(facts: &PaperFacts, draft: &LetterDraft) -> Option<Answer> {
    if facts.is_direct_move() {
        return dated(facts.first_day(), draft, field::DIRECTION_START);
    }
    let moved = stage::stage(facts.case) == Stage::Ended(EndHow::ManagedMove);
    let agreed = facts.latest(table::EVENT_END).and_then(|r| r.date(field::END_ROLL_ON));
    moved.then(|| dated(agreed, draft, field::END_ROLL_ON))?
}

/// Returns when a panel sat on the case, and what it decided: as recorded of the authority's own
/// panel, else of the Fair Access Panel to which a pupil returned from home education (P-CR5).
fn panel(facts: &PaperFacts) -> (Option<NaiveDate>, String) {
    let latest = facts
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .rfind(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Panel));
    if let Some((_, row)) = latest {
        let answer = forms::any_field(field::AUTHORITY_STEP_ANSWER.id)
            .map(|(_, f)| parse::format(&f.kind, stage::cell(row, f.id)));
        return (row.date(field::AUTHORITY_STEP_ON), answer.unwrap_or_default());
    }
    (facts.case.date(field::FAP_ON), facts.text(field::FAP_DECISION))
}
