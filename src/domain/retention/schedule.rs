//! The authority's retention schedule: for how long what is kept, from when, and by which text.

use serde::{Deserialize, Serialize};

/// What a row of the schedule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RetentionClass {
    /// The papers of a direction that began.
    CaseFile,
    /// The papers of a child with an EHCP.
    Ehcp,
    /// The papers of a child with safeguarding concerns, looked after or with a social worker.
    Safeguarding,
    /// The marks of the attendance registers.
    Registers,
    /// What the other school sent.
    OtherSchool,
    /// What went to the authority's panel.
    Panel,
    /// The papers of a direction that never began.
    NotStarted,
    /// Who changed it and who looked at it.
    Audit,
    /// The log of requests for subject access, which is no part of a case.
    SubjectAccess,
}

/// The event from which the years of a row count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetentionBase {
    /// The child's date of birth.
    Born,
    /// The last mark in a register.
    Entry,
    /// The day on which the panel decided.
    Panel,
    /// The day on which the case ended.
    Ended,
    /// The 31 December after the case ended.
    YearEnd,
    /// The day on which a request for subject access was closed.
    Closed,
}

/// For how long a row keeps something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetentionPeriod {
    /// Whole years from an event; none only from the end of the case.
    Years(RetentionBase, u32),
    /// Until the authority sets a number of years.
    Hold,
    /// As long as the record that it belongs to.
    WithRecord,
}

/// A row of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRow {
    /// What it is about.
    pub class: RetentionClass,
    /// For how long it is kept.
    pub period: RetentionPeriod,
    /// Whether the period was read first-hand in the text that sets it.
    pub is_certain: bool,
    /// The text that sets it.
    pub authority: String,
}

const CLASSES: [(&str, RetentionClass, &str); 9] = [
    ("case_file", RetentionClass::CaseFile, "case file"),
    ("ehcp", RetentionClass::Ehcp, "EHCP"),
    ("safeguarding", RetentionClass::Safeguarding, "safeguarding"),
    ("registers", RetentionClass::Registers, "registers"),
    ("other_school", RetentionClass::OtherSchool, "papers of the other school"),
    ("panel", RetentionClass::Panel, "panel"),
    ("not_started", RetentionClass::NotStarted, "never begun"),
    ("audit", RetentionClass::Audit, "changes and looks"),
    ("subject_access", RetentionClass::SubjectAccess, "log of subject access"),
];

const BASES: [(&str, RetentionBase, &str); 6] = [
    ("born", RetentionBase::Born, "date of birth"),
    ("entry", RetentionBase::Entry, "last mark"),
    ("panel", RetentionBase::Panel, "panel's decision"),
    ("ended", RetentionBase::Ended, "day on which it ended"),
    ("year_end", RetentionBase::YearEnd, "end of the year in which it ended"),
    ("closed", RetentionBase::Closed, "day on which the request was closed"),
];

impl RetentionClass {
    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        CLASSES.iter().find(|(_, class, _)| *class == self).map_or("", |(.., label)| label)
    }
}

impl RetentionBase {
    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        BASES.iter().find(|(_, base, _)| *base == self).map_or("", |(.., label)| label)
    }
}

/// Reads the rows of a schedule, each class once: `ehcp: born + 31: uncertain: IRMS toolkit`.
/// Returns none where one cannot be read.
pub fn parse(rows: &[String]) -> Option<Vec<RetentionRow>> {
    let all = rows.iter().map(|text| row(text)).collect::<Option<Vec<RetentionRow>>>()?;
    let mut classes: Vec<RetentionClass> = all.iter().map(|row| row.class).collect();
    classes.sort_unstable();
    classes.dedup();
    (classes.len() == all.len()).then_some(all)
}

fn row(text: &str) -> Option<RetentionRow> {
    let mut parts = text.splitn(4, ": ").map(str::trim);
    let word = parts.next()?;
    let (_, class, _) = CLASSES.into_iter().find(|(known, ..)| *known == word)?;
    let period = match parts.next()? {
        "hold" => RetentionPeriod::Hold,
        "record" => RetentionPeriod::WithRecord,
        sum => {
            let (word, years) = sum.split_once(" + ")?;
            let (_, base, _) = BASES.into_iter().find(|(known, ..)| *known == word)?;
            let least = u32::from(base != RetentionBase::Ended);
            let years = years.parse().ok().filter(|years| (least..=120).contains(years))?;
            RetentionPeriod::Years(base, years)
        }
    };
    let is_certain = match parts.next()? {
        "certain" => true,
        "uncertain" => false,
        _ => return None,
    };
    let authority = parts.next()?.to_owned();
    let fits = (1..=120).contains(&authority.chars().count());
    fits.then_some(RetentionRow { class, period, is_certain, authority })
}
