//! Every part of a case as an item.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::access::{Access, AccessKind};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, Half, Side};
use crate::domain::forms;
use crate::domain::forms::schema::SectionPart;
use crate::domain::forms::{FORMS, SOCIAL_WORKER, field, table};
use crate::domain::plural::pluralize;
use crate::domain::retention::hold::Hold;
use crate::domain::retention::{Retention, RetentionDue};
use crate::domain::subject_access::change_line::{
    self, answer_key, label, row_cells, row_key, row_label, week_key, words,
};
use crate::domain::subject_access::item::{Item, WholeRecord};
use crate::domain::subject_access::lines::Lines;

/// The tables whose rows say that something went to somebody.
const SENT: [&str; 9] = [
    table::EVENT_NOTICE,
    table::EVENT_AUTHORITY_STEP,
    table::EVENT_EVIDENCE_SHARED,
    table::EVENT_SAFEGUARDING_SHARED,
    table::EVENT_INVITATION,
    table::EVENT_LETTER_SENT,
    table::EVENT_PORTAL_RETURN,
    table::EVENT_FILE_SENT,
    table::EVENT_SPREADSHEET_UPDATE,
];

/// The heading of what is said about the record itself.
const ABOUT: &str = "About the record";

/// The parts that are not taken yet, by field and table.
struct Left<'a> {
    case: &'a Case,
    answers: BTreeSet<&'a str>,
    tables: BTreeSet<&'a str>,
}

pub(super) fn items(record: &WholeRecord<'_>) -> Vec<Item> {
    let case = record.case;
    let answered = case.answers.iter().filter(|(_, value)| !value.is_empty());
    let mut left = Left {
        case,
        answers: answered.map(|(id, _)| id.as_str()).collect(),
        tables: case.rows.iter().filter(|(_, rows)| !rows.is_empty()).map(|(t, _)| &**t).collect(),
    };
    let mut all = Vec::new();
    for form in FORMS {
        for section in form.sections {
            let heading = format!("{}: {}", form.label, section.label);
            for part in section.parts {
                match part {
                    SectionPart::Field(id) => left.take_answer(id, &heading, record, &mut all),
                    SectionPart::Table(id) => left.take_rows(id, &heading, record, &mut all),
                }
            }
        }
    }
    for id in left.answers.clone() {
        left.take_answer(id, "Other answers", record, &mut all);
    }
    let known: Vec<&str> = forms::tables().map(|table| table.id).collect();
    for id in known.into_iter().chain(left.tables.clone()) {
        let heading = forms::table(id).map_or("Other rows", |table| table.label);
        left.take_rows(id, heading, record, &mut all);
    }
    all.extend(weeks(case));
    all.extend(record.changes.iter().map(|change| change_line::item(change, record.school)));
    all.extend(looks(record.looks));
    all.push(sources(record));
    all.push(recipients(record));
    all.push(kept(record.retention));
    all.extend(record.hold.map(hold));
    all
}

impl<'a> Left<'a> {
    fn take_answer(
        &mut self,
        id: &str,
        heading: &str,
        record: &WholeRecord<'a>,
        into: &mut Vec<Item>,
    ) {
        if !self.answers.remove(id) {
            return;
        }
        let given = self.case.answer(id);
        let mut lines = Lines::default();
        lines.say(&words(id, given, record.school));
        lines.are_typed(std::iter::once(given), record.school);
        into.push(lines.into_item(answer_key(id), heading, label(id)));
    }

    fn take_rows(
        &mut self,
        id: &str,
        heading: &str,
        record: &WholeRecord<'a>,
        into: &mut Vec<Item>,
    ) {
        if !self.tables.remove(id) {
            return;
        }
        into.extend(self.case.rows(id).map(|(row, cells)| {
            let mut lines = Lines::default();
            for (label, words) in row_cells(id, cells, record.school) {
                lines.say(&format!("{label}: {words}"));
            }
            lines.are_typed(cells.values(), record.school);
            lines.into_item(row_key(id, row), heading, row_label(id))
        }));
    }
}

/// Returns the marks of each week, those of both registers.
fn weeks(case: &Case) -> Vec<Item> {
    let mut weeks: BTreeMap<String, Lines> = BTreeMap::new();
    for ((day, half), marks) in &case.marks {
        let half = if *half == Half::Am { "am" } else { "pm" };
        let said = |side: Side| marks.side(side).unwrap_or("none");
        let (home, host) = (said(Side::Home), said(Side::Host));
        let line = format!("{} {half}: home {home}, host {host}", dates::show_long(*day));
        weeks.entry(week_key(*day)).or_default().say(&line);
    }
    let item =
        |(key, lines): (String, Lines)| lines.into_item(key, "Attendance", "Marks of a week");
    weeks.into_iter().map(item).collect()
}

/// Returns the looks of each day.
fn looks(all: &[Access]) -> Vec<Item> {
    let mut days: BTreeMap<String, Lines> = BTreeMap::new();
    for look in all {
        let lines = days.entry(format!("looks:{}", look.at().date())).or_default();
        let at = look.at().format("%d/%m/%Y %H:%M");
        lines.say(&format!("{at} {} {}", look.author(), look.words()));
        lines.is_typed(&look.why);
    }
    let item = |(key, lines): (String, Lines)| {
        lines.into_item(key, "Who looked at the record", "Looks of a day")
    };
    days.into_iter().map(item).collect()
}

/// Returns by whom and from which files the record was written.
fn sources(record: &WholeRecord<'_>) -> Item {
    let by: BTreeSet<&str> = record.changes.iter().map(|change| change.by.as_str()).collect();
    let mut lines = Lines::default();
    for name in by {
        lines.say(&format!("Recorded by {name}"));
    }
    for (row, cells) in record.case.rows(table::EVIDENCE) {
        let key = [row_key(table::EVIDENCE, row)];
        lines.repeat(key.iter(), "From the file ", cells.text(field::EVIDENCE_FILE));
    }
    lines.say("Where it was recorded who gave an answer, the answer itself says so.");
    lines.into_item("about:sources".to_owned(), ABOUT, "Sources")
}

/// Returns to whom anything is recorded as sent, and what was made or exported.
fn recipients(record: &WholeRecord<'_>) -> Item {
    let mut lines = Lines::default();
    let mut is_sent = false;
    for id in SENT {
        for (row, cells) in record.case.rows(id) {
            is_sent = true;
            lines.say(row_label(id));
            let key = [row_key(id, row)];
            for (label, words) in row_cells(id, cells, record.school) {
                lines.repeat(key.iter(), &format!("  {label}: "), &words);
            }
            lines.are_typed(cells.values(), record.school);
        }
    }
    if !is_sent {
        lines.say("Nothing is recorded as sent.");
    }
    let is_out = |look: &&Access| matches!(look.what, AccessKind::Printed | AccessKind::Exported);
    let out = record.looks.iter().filter(is_out).count();
    lines.say(&format!(
        "Documents made and exports: {}. Each is named under who looked at the record.",
        pluralize(out, "time")
    ));
    lines.into_item("about:recipients".to_owned(), ABOUT, "Recipients")
}

/// Returns how long the record is kept.
fn kept(retention: &Retention) -> Item {
    let told_by = [
        field::CHILD_DOB.id,
        field::SEND_EHCP.id,
        field::SAFEGUARDING_CONCERNS.id,
        field::FAP_ON.id,
    ];
    let told_by: Vec<String> =
        told_by.iter().chain(SOCIAL_WORKER).map(|id| answer_key(id)).collect();
    let mut lines = Lines::default();
    match retention.due {
        RetentionDue::Open => lines.say("The case has not ended. Its time begins when it has."),
        RetentionDue::CannotBeTold => lines.say("An answer is missing, so it cannot be told."),
        RetentionDue::Kept => lines.say("The schedule sets no end."),
        RetentionDue::From(day) => {
            lines.repeat(told_by.iter(), "Kept until ", &dates::format(day));
        }
    }
    for class in &retention.classes {
        let words = format!("{}: {}", class.class.label(), class.why);
        lines.repeat(told_by.iter(), "", &words);
    }
    lines.into_item("about:retention".to_owned(), ABOUT, "How long it is kept")
}

/// Returns the hold against the disposal of the case.
fn hold(hold: &Hold) -> Item {
    let mut lines = Lines::default();
    lines.say(&hold.words());
    lines.is_typed(&hold.reason);
    lines.into_item("about:hold".to_owned(), ABOUT, "Hold against disposal")
}
