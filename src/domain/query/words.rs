//! The terms of the search language, one row each: parsing, evaluation, completion, help and errors
//! all read this table. What a term asks of a case is read from the list's row in `list`.

use crate::domain::case::flags::{FLAGS, MISSING};
use crate::domain::case::stage::Stage;
use crate::domain::query::term::{
    AgeTerm, BareTerm, DayTerm, GroupWord, NumberTerm, SearchTerm, StageWord, TermArgument,
    TermChoices, TextTerm,
};

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

/// The groups of the list in their order, in one word each.
pub(in crate::domain) const GROUPS: &[GroupWord] = &[
    ("safety", "overdue, and the child may be missing or at risk"),
    ("legal", "overdue, and a legal duty"),
    ("overdue", "overdue otherwise"),
    ("today", "to be done today"),
    ("week", "to be done this week"),
    ("later", "to be done after this week"),
    ("undated", "without a date, or with nothing to do"),
];

const GROUP: TermArgument = TermArgument::One(TermChoices::Groups(GROUPS));
const STAGE: TermArgument = TermArgument::One(TermChoices::Stages(STAGES));
const FLAG: TermArgument = TermArgument::One(TermChoices::Flags(FLAGS));
const LACKS: TermArgument = TermArgument::One(TermChoices::Missing(MISSING));

/// Every word, most used first.
pub const WORDS: &[SearchTerm] = &[
    word("late", TermArgument::Nothing(BareTerm::Late), "something is late", "late"),
    word("today", TermArgument::Nothing(BareTerm::Today), "something is due today", "today"),
    word("due", TermArgument::Day(DayTerm::Due), "when the next duty is due", "due<7d"),
    word("stage", STAGE, "how far it has come", "stage:running"),
    word("group", GROUP, "the group of the list", "group:safety"),
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
    word(
        "officer",
        TermArgument::Text(TextTerm::Officer),
        "who saved the latest change",
        "officer:a.shah",
    ),
    word(
        "restricted",
        TermArgument::Nothing(BareTerm::Restricted),
        "only named officers see it",
        "restricted",
    ),
    word(
        "opened",
        TermArgument::Nothing(BareTerm::Opened),
        "an officer not named opened it for a reason",
        "opened",
    ),
    word(
        "access-request",
        TermArgument::Nothing(BareTerm::AccessRequest),
        "a request for subject access is open",
        "access-request",
    ),
];

/// Returns the word of that name, in capitals or not.
pub fn find(name: &str) -> Option<&'static SearchTerm> {
    WORDS.iter().find(|w| w.name.eq_ignore_ascii_case(name))
}
