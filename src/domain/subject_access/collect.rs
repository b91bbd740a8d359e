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
use crate::domain::retention::{Retention, RetentionDue};
use crate::domain::subject_access::change_line::{
    self, add_typed, answer_key, label, row_key, row_lines, week_key, words,
};
use crate::domain::subject_access::item::{Item, WholeRecord};

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
    all.extend(record.hold.map(|hold| Item {
        typed: vec![hold.reason.clone()],
        ..of_program("about:hold", ABOUT, "Hold against disposal", &[hold.words()])
    }));
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
        let mut typed = Vec::new();
        add_typed(&mut typed, std::iter::once(given));
        into.push(Item {
            key: answer_key(id),
            section: heading.to_owned(),
            title: label(id).to_owned(),
            text: words(id, given, record.school),
            typed,
            repeats: Vec::new(),
        });
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
        let title = forms::table(id).map_or("row", |table| table.row_label);
        into.extend(self.case.rows(id).map(|(row, cells)| {
            let mut typed = Vec::new();
            add_typed(&mut typed, cells.values());
            Item {
                key: row_key(id, row),
                section: heading.to_owned(),
                title: title.to_owned(),
                text: row_lines(id, cells, record.school).join("\n"),
                typed,
                repeats: Vec::new(),
            }
        }));
    }
}

/// Returns the marks of each week, those of both registers.
fn weeks(case: &Case) -> Vec<Item> {
    let mut weeks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((day, half), marks) in &case.marks {
        let half = if *half == Half::Am { "am" } else { "pm" };
        let said = |side: Side| marks.side(side).unwrap_or("none");
        let (home, host) = (said(Side::Home), said(Side::Host));
        let line = format!("{} {half}: home {home}, host {host}", dates::show_long(*day));
        weeks.entry(week_key(*day)).or_default().push(line);
    }
    weeks
        .into_iter()
        .map(|(key, lines)| of_program(&key, "Attendance", "Marks of a week", &lines))
        .collect()
}

/// Returns the looks of each day.
fn looks(all: &[Access]) -> Vec<Item> {
    let mut days: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for look in all {
        let (lines, typed) = days.entry(format!("looks:{}", look.at().date())).or_default();
        lines.push(format!(
            "{} {} {}",
            look.at().format("%d/%m/%Y %H:%M"),
            look.author(),
            look.words()
        ));
        typed.extend(Some(look.why.clone()).filter(|why| !why.is_empty()));
    }
    let item = |(key, (lines, typed)): (String, (Vec<String>, Vec<String>))| Item {
        typed,
        ..of_program(&key, "Who looked at the record", "Looks of a day", &lines)
    };
    days.into_iter().map(item).collect()
}

/// Returns by whom and from which files the record was written.
fn sources(record: &WholeRecord<'_>) -> Item {
    let by: BTreeSet<&str> = record.changes.iter().map(|change| change.by.as_str()).collect();
    let mut lines: Vec<String> = by.into_iter().map(|name| format!("Recorded by {name}")).collect();
    let mut repeats = Vec::new();
    for (row, cells) in record.case.rows(table::EVIDENCE) {
        lines.push(format!("From the file {}", cells.text(field::EVIDENCE_FILE)));
        repeats.push(row_key(table::EVIDENCE, row));
    }
    lines.push("Where it was recorded who gave an answer, the answer itself says so.".to_owned());
    Item { repeats, ..of_program("about:sources", ABOUT, "Sources", &lines) }
}

/// Returns to whom anything is recorded as sent, and what was made or exported.
fn recipients(record: &WholeRecord<'_>) -> Item {
    let (mut lines, mut typed, mut repeats) = (Vec::new(), Vec::new(), Vec::new());
    for id in SENT {
        for (row, cells) in record.case.rows(id) {
            let title = forms::table(id).map_or("row", |table| table.row_label);
            lines.push(format!("{title}: {}", row_lines(id, cells, record.school).join("; ")));
            add_typed(&mut typed, cells.values());
            repeats.push(row_key(id, row));
        }
    }
    if lines.is_empty() {
        lines.push("Nothing is recorded as sent.".to_owned());
    }
    let is_out = |look: &&Access| matches!(look.what, AccessKind::Printed | AccessKind::Exported);
    let out = record.looks.iter().filter(is_out).count();
    lines.push(format!(
        "Documents made and exports: {}. Each is named under who looked at the record.",
        pluralize(out, "time")
    ));
    Item { typed, repeats, ..of_program("about:recipients", ABOUT, "Recipients", &lines) }
}

/// Returns how long the record is kept.
fn kept(retention: &Retention) -> Item {
    let mut lines = vec![match retention.due {
        RetentionDue::Open => "The case has not ended. Its time begins when it has.".to_owned(),
        RetentionDue::CannotBeTold => "An answer is missing, so it cannot be told.".to_owned(),
        RetentionDue::Kept => "The schedule sets no end.".to_owned(),
        RetentionDue::From(day) => format!("Kept until {}", dates::format(day)),
    }];
    let classes = retention.classes.iter();
    lines.extend(classes.map(|class| format!("{}: {}", class.class.label(), class.why)));
    let told_by = [
        field::CHILD_DOB.id,
        field::SEND_EHCP.id,
        field::SAFEGUARDING_CONCERNS.id,
        field::FAP_ON.id,
    ];
    let told_by = told_by.iter().chain(SOCIAL_WORKER).filter(|_| !retention.classes.is_empty());
    let repeats = told_by.map(|id| answer_key(id)).collect();
    Item { repeats, ..of_program("about:retention", ABOUT, "How long it is kept", &lines) }
}

/// Returns an item of lines that the program writes.
fn of_program(key: &str, section: &str, title: &str, lines: &[String]) -> Item {
    Item {
        key: key.to_owned(),
        section: section.to_owned(),
        title: title.to_owned(),
        text: lines.join("\n"),
        typed: Vec::new(),
        repeats: Vec::new(),
    }
}
