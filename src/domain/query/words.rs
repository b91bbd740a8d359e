//! The terms of the search language, one row each: parsing, evaluation, completion, help and errors
//! all read this table.

use chrono::NaiveDate;

use crate::domain::case::stage::Stage;
use crate::domain::list::facets::{FLAGS, Facet, MISSING};
use crate::domain::query::QueryRow;

/// What stands after a word, and how it is read from a case.
#[derive(Clone, Copy)]
pub enum TermArgument {
    /// Nothing: the word stands alone.
    Nothing(fn(&QueryRow, NaiveDate) -> bool),
    /// A day, a number of days from today, or two days with `..` between them.
    Day(fn(&QueryRow) -> Option<NaiveDate>),
    /// A number of days or weeks since a day.
    Since(fn(&QueryRow) -> Option<NaiveDate>),
    /// A number, held against a fraction.
    Number(fn(&QueryRow) -> Option<(i64, i64)>),
    /// Any text, found anywhere in the answer.
    Text(for<'a> fn(&QueryRow<'a>) -> [&'a str; 2]),
    /// One of some words.
    One(TermChoices),
}

/// A word for some stages, its help, and which stages it names.
pub type StageWord = (&'static str, &'static str, fn(Stage) -> bool);

/// The words of a `Takes::One`.
#[derive(Clone, Copy)]
pub enum TermChoices {
    /// Stages, by the words that name them.
    Stages(&'static [StageWord]),
    Flags(&'static [Facet]),
    Missing(&'static [Facet]),
}

impl TermChoices {
    /// Returns each word with its help.
    pub fn words(self) -> Vec<(&'static str, &'static str)> {
        match self {
            TermChoices::Stages(all) => all.iter().map(|(w, help, _)| (*w, *help)).collect(),
            TermChoices::Flags(all) | TermChoices::Missing(all) => {
                all.iter().map(|(w, help, _)| (*w, *help)).collect()
            }
        }
    }
}

/// One word of the language.
pub struct SearchTerm {
    pub name: &'static str,
    pub takes: TermArgument,
    pub help: &'static str,
    pub example: &'static str,
}

const fn word(
    name: &'static str,
    takes: TermArgument,
    help: &'static str,
    example: &'static str,
) -> SearchTerm {
    SearchTerm { name, takes, help, example }
}

/// How far a case has come, in one word.
const STAGES: &[StageWord] = &[
    ("considering", "no host has been asked", |s| s == Stage::Considering),
    ("approached", "a host was asked", |s| s == Stage::HostApproached),
    ("agreed", "a host agreed in principle", |s| s == Stage::AgreedInPrinciple),
    ("directed", "the board decided, not started", |s| s == Stage::Directed),
    ("running", "the child is at the host", |s| s == Stage::Running),
    ("open", "not ended", |s| !s.is_ended()),
    ("ended", "returned, moved or ended", Stage::is_ended),
];

/// Every word, most used first.
pub const WORDS: &[SearchTerm] = &[
    word(
        "late",
        TermArgument::Nothing(|l, today| l.brief.due().is_some_and(|d| d < today)),
        "something is late",
        "late",
    ),
    word(
        "today",
        TermArgument::Nothing(|l, today| l.brief.due() == Some(today)),
        "something is due today",
        "today",
    ),
    word("due", TermArgument::Day(|l| l.brief.due()), "when the next duty is due", "due<7d"),
    word(
        "stage",
        TermArgument::One(TermChoices::Stages(STAGES)),
        "how far it has come",
        "stage:running",
    ),
    word(
        "host",
        TermArgument::Text(|l| [l.host.name, l.host.id]),
        "the host school",
        "host:\"North Bromsgrove\"",
    ),
    word(
        "home",
        TermArgument::Text(|l| [l.home.name, l.home.id]),
        "the home school",
        "home:Hagley",
    ),
    word(
        "flag",
        TermArgument::One(TermChoices::Flags(FLAGS)),
        "what the host must know",
        "flag:cla",
    ),
    word(
        "missing",
        TermArgument::One(TermChoices::Missing(MISSING)),
        "what is not there",
        "missing:review",
    ),
    word(
        "year",
        TermArgument::Number(|l| l.brief.year_group.map(|y| (y, 1))),
        "the year group",
        "year>=9",
    ),
    word(
        "attendance",
        TermArgument::Number(|l| {
            (l.brief.facts.possible > 0).then_some((
                i64::from(l.brief.facts.attended) * 100,
                i64::from(l.brief.facts.possible),
            ))
        }),
        "per cent of marked sessions",
        "attendance<90",
    ),
    word(
        "untouched",
        TermArgument::Since(|l| l.brief.facts.touched),
        "days since anything was recorded",
        "untouched>14d",
    ),
    word(
        "unmarked",
        TermArgument::Nothing(|l, today| l.brief.facts.unmarked.is_some_and(|d| d < today)),
        "a past host session has no host mark",
        "unmarked",
    ),
    word(
        "review",
        TermArgument::Day(|l| l.brief.facts.review),
        "the next review booked",
        "review<2w",
    ),
    word(
        "start",
        TermArgument::Day(|l| l.brief.facts.start),
        "the first day at the host",
        "start:1/9/2026..31/10/2026",
    ),
    word("end", TermArgument::Day(|l| l.brief.facts.end), "the last day at the host", "end<14d"),
    word(
        "born",
        TermArgument::Day(|l| l.brief.born),
        "the date of birth",
        "born:1/9/2012..31/8/2013",
    ),
    word("name", TermArgument::Text(|l| [l.name, ""]), "the child's name", "name:ashworth"),
    word("upn", TermArgument::Text(|l| [l.upn, ""]), "the UPN", "upn:F999"),
];

/// Returns the word of that name, in capitals or not.
pub fn find(name: &str) -> Option<&'static SearchTerm> {
    WORDS.iter().find(|w| w.name.eq_ignore_ascii_case(name))
}

/// Returns the word nearest to a name that is none, where one is near: at most two letters off, and
/// fewer than half of them.
pub fn near<'a>(name: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let off = among.map(|w| (distance(&name, w), w)).min_by_key(|(d, _)| *d)?;
    (off.0 <= 2 && off.0 * 2 < name.chars().count().max(2)).then_some(off.1)
}

/// Returns how many letters must be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let over = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = over.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
