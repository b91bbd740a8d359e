//! The terms of the search language, one row each: parsing, evaluation, completion, help and errors
//! all read this table. What a term asks of a case is read from the list's row in `list`.

use std::fmt;

use crate::domain::case::flags::{FLAGS, Facet, MISSING};
use crate::domain::case::stage::Stage;

/// A term that stands alone: it is true of a case or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BareTerm {
    /// Something is late.
    Late,
    /// Something is due today.
    Today,
    /// A past host session has no host mark.
    Unmarked,
}

/// A term that asks for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayTerm {
    /// When the next duty is due.
    Due,
    /// The next review booked.
    Review,
    /// The first day at the host.
    Start,
    /// The last day at the host.
    End,
    /// The date of birth.
    Born,
}

/// A term that asks how long ago something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeTerm {
    /// Since anything was recorded.
    Untouched,
}

/// A term that asks for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberTerm {
    /// The year group.
    YearGroup,
    /// Per cent of marked sessions.
    Attendance,
}

/// A term that asks for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextTerm {
    /// The host school, by name or id.
    Host,
    /// The home school, by name or id.
    Home,
    /// The child's name.
    Name,
    /// The UPN.
    Upn,
}

/// What stands after a word.
#[derive(Debug, Clone, Copy)]
pub enum TermArgument {
    /// Nothing: the word stands alone.
    Nothing(BareTerm),
    /// A day, a number of days from today, or two days with `..` between them.
    Day(DayTerm),
    /// A number of days or weeks since a day.
    Since(AgeTerm),
    /// A number, held against a fraction.
    Number(NumberTerm),
    /// Any text, found anywhere in the answer.
    Text(TextTerm),
    /// One of some words.
    One(TermChoices),
}

/// A word for some stages, its help, and which stages it names.
pub type StageWord = (&'static str, &'static str, fn(Stage) -> bool);

/// The words of a [`TermArgument::One`].
#[derive(Debug, Clone, Copy)]
pub enum TermChoices {
    /// Stages, by the words that name them.
    Stages(&'static [StageWord]),
    /// What is flagged on a case.
    Flags(&'static [Facet]),
    /// What is missing from a case.
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
    /// As it is typed, in small letters: `due`.
    pub name: &'static str,
    /// What is typed after it.
    pub takes: TermArgument,
    /// What it asks, in a few words.
    pub help: &'static str,
    /// A search in which it is used.
    pub example: &'static str,
}

impl PartialEq for SearchTerm {
    fn eq(&self, other: &SearchTerm) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for SearchTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
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

const STAGE: TermArgument = TermArgument::One(TermChoices::Stages(STAGES));
const FLAG: TermArgument = TermArgument::One(TermChoices::Flags(FLAGS));
const LACKS: TermArgument = TermArgument::One(TermChoices::Missing(MISSING));

/// Every word, most used first.
pub const WORDS: &[SearchTerm] = &[
    word("late", TermArgument::Nothing(BareTerm::Late), "something is late", "late"),
    word("today", TermArgument::Nothing(BareTerm::Today), "something is due today", "today"),
    word("due", TermArgument::Day(DayTerm::Due), "when the next duty is due", "due<7d"),
    word("stage", STAGE, "how far it has come", "stage:running"),
    word(
        "host",
        TermArgument::Text(TextTerm::Host),
        "the host school",
        "host:\"North Bromsgrove\"",
    ),
    word("home", TermArgument::Text(TextTerm::Home), "the home school", "home:Hagley"),
    word("flag", FLAG, "what the host must know", "flag:cla"),
    word("missing", LACKS, "what is not there", "missing:review"),
    word("year", TermArgument::Number(NumberTerm::YearGroup), "the year group", "year>=9"),
    word(
        "attendance",
        TermArgument::Number(NumberTerm::Attendance),
        "per cent of marked sessions",
        "attendance<90",
    ),
    word(
        "untouched",
        TermArgument::Since(AgeTerm::Untouched),
        "days since anything was recorded",
        "untouched>14d",
    ),
    word(
        "unmarked",
        TermArgument::Nothing(BareTerm::Unmarked),
        "a past host session has no host mark",
        "unmarked",
    ),
    word("review", TermArgument::Day(DayTerm::Review), "the next review booked", "review<2w"),
    word(
        "start",
        TermArgument::Day(DayTerm::Start),
        "the first day at the host",
        "start:1/9/2026..31/10/2026",
    ),
    word("end", TermArgument::Day(DayTerm::End), "the last day at the host", "end<14d"),
    word("born", TermArgument::Day(DayTerm::Born), "the date of birth", "born:1/9/2012..31/8/2013"),
    word("name", TermArgument::Text(TextTerm::Name), "the child's name", "name:ashworth"),
    word("upn", TermArgument::Text(TextTerm::Upn), "the UPN", "upn:F999"),
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
