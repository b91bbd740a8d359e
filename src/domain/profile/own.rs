//! What an authority asks for besides: notifications of its own with their due days, checklist rows,
//! a panel, caps on sessions, and who is copied in by name.

use chrono::NaiveDate;

use crate::domain::case::flags;
use crate::domain::forms;

/// A notification of the authority's own: what it wants to be told, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnNotification {
    /// The fields that it asks for, by their ids.
    pub fields: Vec<String>,
    /// School days after the event within which it is made; none where the authority wants none.
    pub school_days: Option<u32>,
}

/// The part of a case's life to which a checklist row belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckStage {
    /// Before the first day.
    Before,
    /// From the first day to the last.
    Running,
    /// After the last day.
    Ended,
}

/// A row of the authority's own checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// When it is due.
    pub stage: CheckStage,
    /// Whether the next step waits for it; an officer may go on with a reason.
    pub blocks: bool,
    /// What is to be done, as the authority says it.
    pub words: String,
}

/// A view of the case list that every officer of the authority has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnView {
    /// At most 24 characters.
    pub name: String,
    /// A search of the search language.
    pub search: String,
}

/// The authority's panel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panel {
    /// Its name; empty where there is none.
    pub name: String,
    /// The days on which it sits.
    pub dates: Vec<NaiveDate>,
    /// Days from its decision within which the pupil is on roll; none where it sets no limit.
    pub on_roll_days: Option<u32>,
}

/// Returns for which children somebody is copied in by name, as a flag of the case, and the name;
/// no flag where it is for every child.
pub(super) fn copied_where(line: &str) -> (Option<&str>, &str) {
    match line.split_once(": ") {
        Some((flag, name)) => (Some(flag.trim()), name.trim()),
        None => (None, line.trim()),
    }
}

/// Returns whether a line of the copy list names somebody, for every child or for those of a flag
/// that cases have.
pub(super) fn is_copy(line: &str) -> bool {
    let (flag, name) = copied_where(line);
    (1..=60).contains(&name.chars().count())
        && flag.is_none_or(|flag| flags::FLAGS.iter().any(|(id, ..)| *id == flag))
}

/// The most sessions a week at each kind of host, by the option's id.
pub type SessionCaps = Vec<(String, u32)>;

const STAGES: [(&str, CheckStage); 3] = [
    ("before", CheckStage::Before),
    ("running", CheckStage::Running),
    ("ended", CheckStage::Ended),
];

/// Reads a checklist row: `before: block: Discussed at the area panel`.
pub(super) fn check_row(text: &str) -> Option<CheckRow> {
    let mut parts = text.splitn(3, ": ");
    let stage = parts.next()?;
    let (_, stage) = STAGES.into_iter().find(|(word, _)| *word == stage)?;
    let blocks = match parts.next()? {
        "block" => true,
        "warn" => false,
        _ => return None,
    };
    let words = parts.next()?.trim().to_owned();
    let fits = (1..=80).contains(&words.chars().count());
    fits.then_some(CheckRow { stage, blocks, words })
}

/// Returns whether every word is the id of a field, of the case or of a row.
pub(super) fn are_fields(ids: &[String]) -> bool {
    ids.iter().all(|id| forms::any_field(id).is_some())
}

/// Reads days like `2026-12-03`, in order.
pub(super) fn dates(all: &[String]) -> Option<Vec<NaiveDate>> {
    let mut days = all.iter().map(|d| d.parse().ok()).collect::<Option<Vec<NaiveDate>>>()?;
    days.sort();
    Some(days)
}

/// Reads caps like `ap_other: 4`: a kind of host, and the sessions a week at most.
pub(super) fn caps(all: &[String]) -> Option<SessionCaps> {
    let one = |text: &String| {
        let (kind, most) = text.split_once(": ")?;
        let known = ["school", "pru", "ap_school", "ap_other"].contains(&kind);
        let most = most.parse().ok().filter(|n| (1..=10).contains(n))?;
        known.then(|| (kind.to_owned(), most))
    };
    all.iter().map(one).collect()
}
