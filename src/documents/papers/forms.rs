//! The five forms as documents, filled in or blank: the dictionary as one audience may see it.

use crate::documents::papers::facts::{PaperFacts, time};
use crate::documents::papers::paper::{
    Answer, Block, Filled, Paper, PaperRow, Signature, Span, missing, plain,
};
use crate::documents::papers::people::Person;
use crate::documents::papers::words::name_of;
use crate::documents::papers::{letterhead, people};
use crate::domain::calendar::dates;
use crate::domain::case::stage::cell;
use crate::domain::case::value::Value;
use crate::domain::case::{Case, EMPTY, RowId, RowValues};
use crate::domain::document::{Audience, Missing};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::forms::outline::rows_in;
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Condition, Field, FieldKind, Form, SectionPart, Table};
use crate::domain::forms::table;
use crate::error::{Error, Result};

/// Choices of more options than this are written as words, not as boxes.
const BOXES_MOST: usize = 6;
/// Rows of more columns than this stand one below the other.
const COLUMNS_MOST: usize = 5;

/// What a parent confirms by signing Form 1.
pub(super) const ACKNOWLEDGEMENT: &str = "I have been told by the home school why it is considering an off-site direction, and I understand that it will ask another school about my child.";

/// Returns a form's title, with the number and the name that the protocol gives it.
fn title(form: &str, review: &str, blank: bool) -> &'static str {
    match (form, review) {
        ("notification", _) => "Form 1: Off-site Direction Notification Form",
        ("passport", _) => "Form 2: Off-site Direction Pupil Passport",
        ("initial", _) => "Form 3: Off-site Direction Initial Meeting Form",
        ("review", _) if blank => {
            "Form 4: Off-site Direction Review Form (or Emergency Review) Meeting"
        }
        ("review", "emergency") => "Form 4: Off-site Direction Emergency Review Meeting",
        ("review", _) => "Form 4: Off-site Direction Review Form",
        _ => "Form 5: Particulars of the Direction Letter",
    }
}

/// Whether a part of the dictionary's form is left off the paper: who signed stands in the boxes to
/// sign, and is not printed twice.
fn is_signature(id: &str) -> bool {
    let word = id.split_once('.').map_or("", |(_, word)| word);
    word.starts_with("signed_") && !["signed_off", "signed_by"].contains(&word)
        || [field::NOTIFICATION_NAME.id, field::NOTIFICATION_SIGNED.id, field::NOTIFICATION_DATE.id]
            .contains(&id)
        || [field::PASSPORT_SIGNED.id, field::PASSPORT_DATE.id].contains(&id)
}

/// Tables that the protocol's forms do not have: they are printed where they hold something.
const OFF_FORM: &[&str] = &[
    "attendees",
    "former_upns",
    table::EVENT_PARENT_VIEWS,
    table::EVENT_DECISION,
    table::EVENT_PORTAL_RETURN,
    table::EVENT_SPREADSHEET_UPDATE,
    table::EVENT_APPENDIX,
];

/// Who reads the form.
struct FormReader<'a> {
    audience: Audience,
    /// The parent or pupil that a copy is for.
    person: Option<&'a Person>,
}

/// What tells a parent where somebody else lives, or how to reach them.
const REACH: &[&str] = &[
    field::CONTACTS_PHONE.id,
    field::CONTACTS_EMAIL.id,
    field::CONTACTS_ADDRESS.id,
    field::CONTACTS_LANGUAGE.id,
];

impl FormReader<'_> {
    /// Returns whether the reader may see an answer: by its audience, and never another parent's
    /// address.
    fn sees(&self, field: &Field, row: Option<RowId>) -> bool {
        if !self.audience.sees(field.seen) {
            return false;
        }
        let Some(person) = self.person.filter(|_| self.audience == Audience::Parent) else {
            return true;
        };
        if crate::documents::papers::words::WHERE.contains(&field.id) {
            return person.lives_with;
        }
        !REACH.contains(&field.id) || person.contact.is_some() && person.contact == row
    }
}

/// Returns the copies of a form: one, or for parents one each.
///
/// # Errors
/// A sentence where the review that the form writes up is not there.
pub(super) fn make(facts: &PaperFacts, id: &str) -> Result<Vec<Paper>> {
    let Some(form) = forms::form(id) else {
        return Err(Error::rule(format!("There is no form {id}.")));
    };
    let audience = facts.order.audience.unwrap_or(Audience::Full);
    if facts.order.blank {
        return Ok(vec![one(facts, form, None, &FormReader { audience, person: None })]);
    }
    let row = match form.row_of {
        None => None,
        Some(_) => Some(to_write_up(facts)?),
    };
    if audience != Audience::Parent {
        return Ok(vec![one(facts, form, row, &FormReader { audience, person: None })]);
    }
    let (family, unclear) = people::family(facts);
    let mut papers: Vec<Paper> = family
        .iter()
        .map(|p| one(facts, form, row, &FormReader { audience, person: Some(p) }))
        .collect();
    for gap in unclear {
        papers[0].missing.push(gap);
    }
    Ok(papers)
}

/// Returns the review that Form 4 writes up: the one named, else the last that was held, else the
/// next that is booked.
pub(super) fn to_write_up(facts: &PaperFacts) -> Result<RowId> {
    let held = |r: &RowValues| cell(r, field::REVIEW_HELD.id).is_yes();
    let none = "No review is recorded in this case. Book one first.";
    facts
        .review(held, true, none)
        .or_else(|_| facts.review(|_| true, false, none))
        .map(|(row, _)| row)
}

fn one(facts: &PaperFacts, form: &'static Form, row: Option<RowId>, reader: &FormReader) -> Paper {
    let blank = facts.order.blank;
    let mut sheet = FormSheet {
        facts,
        reader,
        row,
        table: form.row_of,
        blank,
        gaps: Vec::new(),
        blocks: Vec::new(),
    };
    let layout = if blank { crate::documents::papers::blank::body(form.id) } else { None };
    let has_layout = layout.is_some();
    sheet.blocks.extend(layout.into_iter().flatten());
    for section in form.sections.iter().filter(|_| !has_layout) {
        sheet.section(section.label, section.parts);
        if form.id == "review" && section.label == "Outcome" && !blank {
            sheet.outcome();
        }
        // The review asks how attendance went before it asks for an outcome; a blank form has no
        // figures.
        if form.id == "review" && section.label == "Progress" && !blank {
            sheet.blocks.extend(crate::documents::papers::attendance::page(facts));
        }
    }
    let kind_of_review = sheet.cell_text(field::REVIEW_KIND.id);
    let (mut body, mut gaps) = (sheet.blocks, sheet.gaps);
    let note = |words: String| Block::Para(vec![Span::Text(words)]);
    if !has_layout {
        body.extend((form.id == "notification").then(|| note(ACKNOWLEDGEMENT.to_owned())));
        body.extend(signatures(facts, form.id, row));
        body.extend((form.id == "review").then(|| {
            let profile = facts.context.profile;
            note(format!(
                "If the child returns to the home school or the direction becomes a managed move, complete the return on the {} and update the {}.",
                profile.portal, profile.spreadsheet
            ))
        }));
    }
    let mut blocks = Vec::new();
    if !blank {
        let head = letterhead::block(facts, field::SCHOOL_HOME.id, "home school");
        if let Block::Head { name: Filled::Missing(gap), .. } = &head
            && !gaps.contains(gap)
        {
            gaps.push(gap.clone());
        }
        blocks.push(head);
    }
    // Form 5 as a form goes by a name of its own, beside the letter that is made from it.
    let (kind, label) = crate::documents::papers::KINDS
        .iter()
        .find(|k| k.id == facts.order.kind)
        .map_or((form.id, form.label), |k| (k.id, k.label));
    blocks.push(Block::Title(title(form.id, &kind_of_review, blank).to_owned()));
    if !blank {
        blocks.push(Block::Para(vec![Span::Text(subtitle(facts, reader, gaps.len()))]));
    }
    blocks.extend(body);
    let who = reader.person.map_or_else(|| reader.audience.name().to_owned(), |p| p.slug.clone());
    let to = match reader.person {
        Some(p) => p.words(),
        None => Audience::ALL
            .iter()
            .find(|(a, _, _)| *a == reader.audience)
            .map_or("", |(_, _, words)| words)
            .to_owned(),
    };
    let foot = if blank { "Off-site direction".to_owned() } else { facts.case.id.to_string() };
    let file = if blank { format!("{kind}-blank") } else { format!("{kind}-{who}") };
    let title = label.to_owned();
    Paper { title, file, to, foot, blocks, missing: gaps, ..Paper::default() }
}

fn subtitle(facts: &PaperFacts, reader: &FormReader, gaps: usize) -> String {
    let copy = match reader.person {
        Some(p) => format!("Copy for {}", p.words()),
        None => Audience::ALL
            .iter()
            .find(|(a, _, _)| *a == reader.audience)
            .map_or(String::new(), |(_, _, w)| format!("Copy for the {w}")),
    };
    let state = match gaps {
        0 => String::new(),
        1 => " One answer is still missing; its box is shaded.".to_owned(),
        n => format!(" {n} answers are still missing; their boxes are shaded."),
    };
    format!(
        "{copy}, as the record stood on {}.{state}",
        crate::documents::papers::facts::day(facts.order.on)
    )
}

/// Returns the boxes to sign, with what is recorded of each signature.
fn signatures(facts: &PaperFacts, form: &str, row: Option<RowId>) -> Option<Block> {
    let blank = facts.order.blank;
    let cells: &RowValues = row
        .and_then(|r| facts.case.row(table::EVENT_REVIEW, r))
        .filter(|_| form == "review")
        .unwrap_or(&facts.case.answers);
    let value = |field: &str| cells.get(field).filter(|_| !blank).unwrap_or(&EMPTY);
    let line = |who: &str, name: &str, signed: &str, on: &str| {
        let text = plain(value(name).as_text());
        Signature {
            who: who.to_owned(),
            name: (!text.trim().is_empty()).then_some(Filled::Known(text)),
            signed: match value(signed) {
                Value::YesNo(yes) => Some(*yes),
                _ => None,
            },
            on: value(on).as_date().map(dates::format).unwrap_or_default(),
        }
    };
    let meeting = |stem: &str| {
        let of = |who: &str, name: &str, short: &str| {
            line(who, &format!("{stem}.{name}"), &format!("{stem}.signed_{short}"), "")
        };
        vec![
            of("Parent or carer", "parent", "parent"),
            of("Child", "", "child"),
            of("Home school", "home_rep", "home"),
            of("Host school", "host_rep", "host"),
            of("Other", "", "other"),
        ]
    };
    let lines = match form {
        "notification" => vec![line(
            "Parent or carer",
            field::NOTIFICATION_NAME.id,
            field::NOTIFICATION_SIGNED.id,
            field::NOTIFICATION_DATE.id,
        )],
        "passport" => vec![line(
            "Person completing the passport",
            field::PASSPORT_COMPLETED_BY.id,
            field::PASSPORT_SIGNED.id,
            field::PASSPORT_DATE.id,
        )],
        "initial" => meeting("initial"),
        "review" => meeting("review"),
        _ => return None,
    };
    Some(Block::Sign(lines))
}

/// A form while it is written.
struct FormSheet<'a> {
    facts: &'a PaperFacts<'a>,
    reader: &'a FormReader<'a>,
    /// The row that the form writes up, and its table.
    row: Option<RowId>,
    table: Option<&'static str>,
    blank: bool,
    gaps: Vec<Missing>,
    blocks: Vec<Block>,
}

impl FormSheet<'_> {
    fn section(&mut self, label: &str, parts: &[SectionPart]) {
        let before = self.blocks.len();
        let mut rows = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            match part {
                SectionPart::Field(id) => {
                    rows.extend(self.field(id, parts.get(..i).unwrap_or_default()));
                }
                SectionPart::Table(id) => {
                    self.fields(&mut rows);
                    if let Some(table) = forms::table(id) {
                        self.whole_table(table);
                    }
                }
            }
        }
        self.fields(&mut rows);
        if self.blocks.len() > before {
            self.blocks.insert(before, Block::Heading(label.to_owned()));
        }
    }

    fn fields(&mut self, rows: &mut Vec<PaperRow>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Fields(std::mem::take(rows)));
        }
    }

    fn case(&self) -> &Case {
        self.facts.case
    }

    /// Returns the text of an answer of the row that the form writes up.
    fn cell_text(&self, id: &str) -> String {
        let cells = self.row.and_then(|r| self.case().row(self.table?, r)).unwrap_or(&NOTHING);
        cells.get(id).unwrap_or(&EMPTY).as_text().to_owned()
    }

    /// Adds the boxes of the outcome where nothing is decided yet. The protocol's form has three;
    /// moving on after Year 11 (`DfE` 2026) shows only where it was decided.
    fn outcome(&mut self) {
        let decided = forms::table(table::EVENT_DECISION)
            .is_some_and(|t| rows_in(self.case(), t, self.row).next().is_some());
        let Some((_, Field { kind: FieldKind::Choice(options), .. })) =
            forms::any_field(field::DECISION_OUTCOME.id).filter(|_| !decided)
        else {
            return;
        };
        let three: Vec<(&str, bool)> =
            options.iter().filter(|(id, _)| *id != "post16").map(|(_, w)| (*w, false)).collect();
        self.blocks.push(Block::Fields(vec![PaperRow {
            label: "Outcome of the review".into(),
            answer: ticks(&three, false),
        }]));
    }

    /// Returns one field of the case, or of the row that the form writes up.
    fn field(&mut self, id: &'static str, before: &[SectionPart]) -> Option<PaperRow> {
        let (of, field) = forms::any_field(id)?;
        if !self.reader.sees(field, None) {
            return None;
        }
        let cells: &RowValues = match of {
            None => &self.case().answers,
            Some(_) => self.row.and_then(|r| self.case().row(self.table?, r)).unwrap_or(&NOTHING),
        };
        let answer = self.shown(field, cells)?;
        if is_signature(id) {
            self.gap(field, &answer, None);
            return None;
        }
        let label = if self.blank { asked_label(field, before) } else { field.label.to_owned() };
        self.gap(field, &answer, None);
        Some(PaperRow { label, answer })
    }

    fn gap(&mut self, field: &Field, answer: &Answer, of: Option<&str>) {
        if !self.blank && answer.is_wanted() {
            let words =
                of.map_or_else(|| name_of(field), |of| format!("{} ({of})", name_of(field)));
            self.gaps.push(missing(&words, &[field.id]));
        }
    }

    /// Returns what stands beside a label; none where the question is not asked.
    fn shown(&self, field: &'static Field, cells: &RowValues) -> Option<Answer> {
        let answer = |id: &str| cells.get(id).unwrap_or(&EMPTY);
        if self.blank {
            return Some(empty(field, false));
        }
        // Before the meeting the form of a review is taken along, with room to write.
        if field.asked == Condition::IfYes(field::REVIEW_HELD.id)
            && answer(field::REVIEW_HELD.id).is_empty()
        {
            return Some(empty(field, false));
        }
        if !field.is_asked(answer)
            || field.asked == Condition::Optional && answer(field.id).is_empty()
        {
            return None;
        }
        let value = answer(field.id);
        if value.is_empty() {
            return Some(empty(field, field.is_missing(answer)));
        }
        // A school that resolves to nothing is no answer that a reader could use.
        if let Value::School(id) = value
            && self.facts.school_name(id).trim().is_empty()
        {
            return Some(empty(field, true));
        }
        Some(match (&field.kind, value) {
            (FieldKind::YesNo, Value::YesNo(yes)) => ticks(&[("Yes", *yes), ("No", !*yes)], false),
            (FieldKind::Choice(options), Value::Choice(id))
                if options.len() <= BOXES_MOST && options.iter().any(|(o, _)| o == id) =>
            {
                let options: Vec<(&str, bool)> =
                    options.iter().map(|(o, words)| (*words, o == id)).collect();
                ticks(&options, false)
            }
            _ => Answer::text(&self.words(field, value)),
        })
    }

    fn words(&self, field: &Field, value: &Value) -> String {
        let text = match value {
            Value::Date(d) => dates::format(*d),
            Value::Time(m) => time(*m),
            Value::School(id) => self.facts.school_name(id),
            Value::Number(n) if field.kind == FieldKind::Review => self.review_words(*n),
            Value::Number(n) if field.id == field::INITIAL_FREQUENCY_WEEKS.id => {
                format!("{n} school week{}", if *n == 1 { "" } else { "s" })
            }
            Value::Number(n) if field.id.ends_with(".bytes") => {
                crate::domain::case::evidence::size(u64::try_from(*n).unwrap_or(0))
            }
            other => parse::format(&field.kind, other),
        };
        plain(&text)
    }

    fn review_words(&self, row: i64) -> String {
        let cells = RowId::try_from(row).ok().and_then(|r| self.case().row(table::EVENT_REVIEW, r));
        let on = cells.and_then(|c| c.get(field::REVIEW_ON.id)).and_then(Value::as_date);
        on.map_or_else(
            || "a review of this case".to_owned(),
            |d| format!("Review of {}", dates::format(d)),
        )
    }

    fn whole_table(&mut self, table: &'static Table) {
        let form_row = self.table.and(self.row);
        let case = self.facts.case;
        let rows: Vec<(RowId, &RowValues)> =
            if self.blank { Vec::new() } else { rows_in(case, table, form_row).collect() };
        if table.id == "timetable" {
            return self.timetable(&rows);
        }
        let fields: Vec<&'static Field> = table
            .fields
            .iter()
            .filter(|f| f.kind != FieldKind::Review && self.may_show(f, &rows))
            .collect();
        if fields.is_empty() {
            return;
        }
        if rows.is_empty() && !self.blank && OFF_FORM.contains(&table.id) {
            return;
        }
        if rows.is_empty() && !self.blank {
            self.blocks.push(Block::Fields(vec![PaperRow {
                label: table.label.to_owned(),
                answer: Answer::text("None recorded"),
            }]));
            return;
        }
        let (plain, fixed): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|f| f.kind != FieldKind::ReadOnly);
        let columns = plain.len() + usize::from(!fixed.is_empty());
        if columns <= COLUMNS_MOST {
            self.grid(table, &plain, &fixed, &rows);
        } else {
            self.cards(table, &plain, &rows);
        }
    }

    /// Returns whether a column is for this reader, in some row at least.
    fn may_show(&self, field: &Field, rows: &[(RowId, &RowValues)]) -> bool {
        if self.blank || rows.is_empty() {
            return self.reader.audience.sees(field.seen);
        }
        rows.iter().any(|(row, _)| self.reader.sees(field, Some(*row)))
    }

    fn grid(
        &mut self,
        table: &'static Table,
        plain: &[&'static Field],
        fixed: &[&'static Field],
        rows: &[(RowId, &RowValues)],
    ) {
        let mut head: Vec<String> = plain.iter().map(|f| f.label.to_owned()).collect();
        head.extend(fixed.first().map(|f| f.label.to_owned()));
        let mut lines = Vec::new();
        for (row, cells) in rows {
            let title = title_of(table, cells, self);
            let mut line = Vec::new();
            for field in plain {
                line.push(self.cell(field, *row, cells, &title));
            }
            if !fixed.is_empty() {
                let words: Vec<String> = fixed
                    .iter()
                    .filter_map(|f| cells.get(f.id).map(|v| self.words(f, v)))
                    .filter(|w| !w.is_empty())
                    .collect();
                line.push(Answer::text(&words.join(" · ")));
            }
            lines.push(line);
        }
        if self.blank {
            let given = table
                .preset_rows
                .iter()
                .map(|name| Some(*name))
                .chain(std::iter::repeat_n(None, 3));
            lines = given.map(|name| blank_line(table, plain, !fixed.is_empty(), name)).collect();
        }
        self.blocks.push(Block::Para(vec![Span::Bold(table.label.to_owned())]));
        self.blocks.push(Block::Grid { head, rows: lines });
    }

    fn cell(
        &mut self,
        field: &'static Field,
        row: RowId,
        cells: &RowValues,
        title: &str,
    ) -> Answer {
        if !self.reader.sees(field, Some(row)) {
            return Answer::Empty { lines: 1, wanted: false };
        }
        let mut answer =
            self.shown(field, cells).unwrap_or(Answer::Empty { lines: 1, wanted: false });
        if let (FieldKind::Choice(_), Answer::Ticks { wanted, .. }) = (field.kind, &answer) {
            // A cell is too narrow for boxes.
            let words = cells.get(field.id).map(|v| self.words(field, v)).unwrap_or_default();
            answer = if words.is_empty() {
                Answer::Empty { lines: 1, wanted: *wanted }
            } else {
                Answer::text(&words)
            };
        }
        self.gap(field, &answer, Some(title));
        answer
    }

    fn cards(
        &mut self,
        table: &'static Table,
        fields: &[&'static Field],
        rows: &[(RowId, &RowValues)],
    ) {
        let mut one = table.row_label.chars();
        let name: String = one.next().into_iter().flat_map(char::to_uppercase).chain(one).collect();
        let count = if self.blank { 2 } else { rows.len() };
        for n in 0..count {
            let mut card = Vec::new();
            let found = rows.get(n).copied();
            let title = found.map_or_else(String::new, |(_, cells)| title_of(table, cells, self));
            for (i, field) in fields.iter().enumerate() {
                let before: Vec<SectionPart> =
                    fields.iter().take(i).map(|f| SectionPart::Field(f.id)).collect();
                let label =
                    if self.blank { asked_label(field, &before) } else { field.label.to_owned() };
                let (row, cells) = found.map_or((None, &NOTHING), |(r, c)| (Some(r), c));
                if !self.reader.sees(field, row) {
                    continue;
                }
                if let Some(answer) = self.shown(field, cells) {
                    self.gap(field, &answer, Some(&title));
                    card.push(PaperRow { label, answer });
                }
            }
            self.blocks.push(Block::Para(vec![Span::Bold(if count == 1 {
                name.clone()
            } else {
                format!("{name} {}", n + 1)
            })]));
            self.blocks.push(Block::Fields(card));
        }
    }

    /// Draws each timetable as a week: two sessions by five days.
    fn timetable(&mut self, rows: &[(RowId, &RowValues)]) {
        let none = RowValues::new();
        let shown: Vec<&RowValues> =
            if self.blank { vec![&none] } else { rows.iter().map(|(_, c)| *c).collect() };
        for cells in shown {
            let from = cells
                .get(field::TIMETABLE_FROM.id)
                .and_then(Value::as_date)
                .map(dates::format)
                .unwrap_or_default();
            if from.is_empty() && !self.blank {
                self.gaps.push(missing(
                    "day from which the timetable holds",
                    &[field::TIMETABLE_FROM.id],
                ));
            }
            self.blocks.push(Block::Para(vec![Span::Bold(format!("Timetable from {from}"))]));
            self.blocks.push(week(cells, self.facts));
            if !self.blank {
                let empty = SESSIONS
                    .iter()
                    .flatten()
                    .filter(|f| cells.get(**f).is_none_or(Value::is_empty));
                self.gaps.extend(empty.map(|f| {
                    missing(
                        &forms::any_field(f).map_or_else(String::new, |(_, f)| name_of(f)),
                        &[*f],
                    )
                }));
            }
        }
    }
}

static NOTHING: RowValues = RowValues::new();

/// The sessions of a week, mornings then afternoons.
const SESSIONS: [[&str; 5]; 2] = [
    [
        field::TIMETABLE_MON_AM.id,
        field::TIMETABLE_TUE_AM.id,
        field::TIMETABLE_WED_AM.id,
        field::TIMETABLE_THU_AM.id,
        field::TIMETABLE_FRI_AM.id,
    ],
    [
        field::TIMETABLE_MON_PM.id,
        field::TIMETABLE_TUE_PM.id,
        field::TIMETABLE_WED_PM.id,
        field::TIMETABLE_THU_PM.id,
        field::TIMETABLE_FRI_PM.id,
    ],
];

/// Returns one timetable as a table of a week, with the names of the schools where they are known.
pub(super) fn week(cells: &RowValues, facts: &PaperFacts) -> Block {
    let named = |v: &Value| {
        let field = match v.as_text() {
            "home" => field::SCHOOL_HOME.id,
            "host" => field::SCHOOL_HOST.id,
            _ => return None,
        };
        Some(plain(&facts.school_of(field).name)).filter(|name| !name.trim().is_empty())
    };
    let line = |name: &str, fields: &[&str; 5]| {
        let place = |id: &&str| match (forms::any_field(id), cells.get(*id)) {
            (Some((_, field)), Some(v)) if !v.is_empty() => {
                Answer::text(&named(v).unwrap_or_else(|| parse::format(&field.kind, v)))
            }
            _ => Answer::Empty { lines: 1, wanted: !cells.is_empty() },
        };
        std::iter::once(Answer::text(name)).chain(fields.iter().map(place)).collect()
    };
    let head =
        ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].map(str::to_owned).to_vec();
    Block::Grid { head, rows: vec![line("Morning", &SESSIONS[0]), line("Afternoon", &SESSIONS[1])] }
}

fn title_of(table: &Table, cells: &RowValues, sheet: &FormSheet) -> String {
    let title = table
        .fields
        .iter()
        .find(|f| f.id == table.title)
        .zip(cells.get(table.title))
        .map(|(f, v)| sheet.words(f, v));
    title.filter(|t| !t.is_empty()).unwrap_or_else(|| table.row_label.to_owned())
}

fn ticks(options: &[(&str, bool)], wanted: bool) -> Answer {
    Answer::Ticks {
        options: options.iter().map(|(words, on)| ((*words).to_owned(), *on)).collect(),
        wanted,
    }
}

/// Returns the answer that nobody has given: boxes without a tick, or room to write.
fn empty(field: &Field, wanted: bool) -> Answer {
    match field.kind {
        FieldKind::YesNo => ticks(&[("Yes", false), ("No", false)], wanted),
        FieldKind::Choice(options) => {
            ticks(&options.iter().map(|(_, words)| (*words, false)).collect::<Vec<_>>(), wanted)
        }
        FieldKind::Long => Answer::Empty { lines: 4, wanted },
        FieldKind::Line
        | FieldKind::Date
        | FieldKind::Time
        | FieldKind::Number { .. }
        | FieldKind::Money
        | FieldKind::School
        | FieldKind::Upn
        | FieldKind::Review
        | FieldKind::ReadOnly => Answer::Empty { lines: 1, wanted },
    }
}

fn blank_line(
    table: &Table,
    plain: &[&'static Field],
    fixed: bool,
    name: Option<&str>,
) -> Vec<Answer> {
    let cell = |f: &&'static Field| match name {
        Some(name) if f.id == table.title => Answer::text(name),
        _ if matches!(f.kind, FieldKind::Long | FieldKind::Choice(_)) => {
            Answer::Empty { lines: 1, wanted: false }
        }
        _ => empty(f, false),
    };
    plain
        .iter()
        .map(cell)
        .chain(fixed.then_some(Answer::Empty { lines: 1, wanted: false }))
        .collect()
}

/// Returns a label on a blank form, with the answer that makes the question apply.
fn asked_label(field: &Field, before: &[SectionPart]) -> String {
    let (on, is) = match field.asked {
        Condition::Always | Condition::Optional => return field.label.to_owned(),
        Condition::IfYes(on) => (on, "yes".to_owned()),
        Condition::IfNo(on) => (on, "no".to_owned()),
        Condition::IfChoice(on, option) => (on, option_words(on, option)),
        Condition::IfAnyYes(_) | Condition::IfAllNo(_) => return field.label.to_owned(),
    };
    let follows = before.iter().rev().find_map(|p| match p {
        SectionPart::Field(id) if *id == on => Some(true),
        SectionPart::Field(id) => match forms::any_field(id)?.1.asked {
            Condition::IfYes(other) | Condition::IfNo(other) | Condition::IfChoice(other, _)
                if other == on =>
            {
                None
            }
            _ => Some(false),
        },
        SectionPart::Table(_) => Some(false),
    });
    let named = forms::any_field(on).map_or("", |(_, f)| f.label.trim_end_matches('?'));
    if follows == Some(true) {
        format!("{} (if {is})", field.label)
    } else {
        format!("{} (if {named}: {is})", field.label)
    }
}

fn option_words(field: &str, option: &str) -> String {
    let Some((_, Field { kind: FieldKind::Choice(options), .. })) = forms::any_field(field) else {
        return option.to_owned();
    };
    options.iter().find(|(id, _)| *id == option).map_or(option, |(_, words)| words).to_lowercase()
}
