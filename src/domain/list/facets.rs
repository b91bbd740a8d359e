//! What a search may ask of a case, in a few bytes: it is kept beside the case's line, so that no
//! search reads a whole case.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::attendance::{BothSchools, ExpectedAt, Registers};
use crate::domain::case::stage::{Stage, cell, first_day, last_day, stage};
use crate::domain::case::{Case, Session};

/// A word that is true of some cases, its help, and how it is read from one.
pub type Facet = (&'static str, &'static str, fn(&Case) -> bool);

/// What can be flagged on a case: `flag:cla`.
pub const FLAGS: &[Facet] = &[
    ("cla", "a child looked after", |c| c.answer("cla.is").is_yes()),
    ("ehcp", "has an education, health and care plan", |c| c.answer("send.ehcp").is_yes()),
    ("assessment", "an EHC needs assessment is under way", |c| {
        c.answer("send.assessment").is_yes()
    }),
    ("send", "has SEND support", |c| c.answer("send.support").is_yes()),
    ("disability", "has a disability", |c| c.answer("send.disability").is_yes()),
    ("safeguarding", "safeguarding concerns are recorded", |c| {
        c.answer("safeguarding.concerns").is_yes()
    }),
    ("cp", "has a Child Protection plan", |c| c.answer("plan.cp").is_yes()),
    ("cin", "has a Child in Need plan", |c| c.answer("plan.cin").is_yes()),
    ("early-help", "has an Early Help plan", |c| c.answer("plan.early_help").is_yes()),
    ("premium", "gets Pupil Premium", |c| c.answer("premium.is").is_yes()),
    ("eal", "English is not the first language", |c| c.answer("english.first").is_no()),
    ("refugee", "a refugee or asylum seeker family", |c| c.answer("refugee.is").is_yes()),
    ("camhs", "CAMHS is involved", |c| c.answer("agency.camhs").is_yes()),
    ("yos", "the Youth Offending Service is involved", |c| c.answer("agency.yos").is_yes()),
    ("cme", "an Education Investigation or CME is open", |c| c.answer("agency.cme").is_yes()),
];

/// What can be missing from a case: `missing:review`.
pub const MISSING: &[Facet] = &[
    ("review", "the direction runs and no review is booked", |c| {
        stage(c) == Stage::Running && open_reviews(c).next().is_none()
    }),
    ("invitation", "a review is booked and the parents are not invited", |c| {
        open_reviews(c).any(|(id, _)| !has_of(c, "event.invitation", "invitation.review", id))
    }),
    ("decision", "a review was held and nothing decided after it", |c| {
        let held = c.rows("event.review").filter(|(_, r)| cell(r, "review.held").is_yes());
        held.into_iter().any(|(id, _)| !has_of(c, "event.decision", "decision.review", id))
    }),
    ("name", "the child has no name yet", |c| c.answer("child.full_name").is_empty()),
    ("upn", "there is no UPN", |c| c.answer("child.upn").is_empty()),
    ("contact", "no parent or carer is recorded", |c| c.rows("contacts").next().is_none()),
    ("host", "no host school is chosen", |c| c.answer("school.host").is_empty()),
    ("purpose", "the purpose is not stated", |c| c.answer("direction.purpose").is_empty()),
    ("start", "there is no first day", |c| first_day(c).is_none()),
    ("end", "there is no last day", |c| last_day(c).is_none()),
    ("discussion", "nobody has spoken with the parents", |c| {
        c.rows("event.parent_discussion").next().is_none()
    }),
    ("board", "no board decision is recorded", |c| c.rows("event.board_decision").next().is_none()),
    ("notice", "no written notice is recorded", |c| c.rows("event.notice").next().is_none()),
    ("timetable", "there is no timetable", |c| c.rows("timetable").next().is_none()),
];

fn open_reviews(case: &Case) -> impl Iterator<Item = (u32, NaiveDate)> {
    let open = case.rows("event.review").filter(|(_, r)| !cell(r, "review.held").is_yes());
    open.filter_map(|(id, r)| Some((id, cell(r, "review.on").as_date()?)))
}

fn has_of(case: &Case, table: &str, link: &str, row: u32) -> bool {
    case.rows(table).any(|(_, r)| cell(r, link).as_number() == Some(i64::from(row)))
}

/// What searches ask of a case beside its line. Nothing here depends on today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// A bit for each of `FLAGS`.
    pub flags: u32,
    /// A bit for each of `MISSING`.
    pub missing: u32,
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
    /// The next review that is booked and not held.
    pub review: Option<NaiveDate>,
    /// Merged sessions attended, of how many possible.
    pub attended: u16,
    pub possible: u16,
    /// The first school day of the direction with a host session that nobody has marked.
    pub unmarked: Option<NaiveDate>,
    /// The day of the last change, where the owner knows it.
    pub touched: Option<NaiveDate>,
}

impl Facets {
    /// Returns the facts of a case by both schools' calendars; `touched` is the owner's to say.
    pub fn from_case(case: &Case, schools: BothSchools) -> Facets {
        let bits = |all: &[Facet]| {
            all.iter()
                .enumerate()
                .filter(|(_, (.., is))| is(case))
                .fold(0, |sum, (i, _)| sum | 1 << i)
        };
        let registers = Registers::new(case, schools);
        let sum = registers
            .figures(case.marks.keys().next_back().map_or(NaiveDate::MIN, |(day, _)| *day));
        Facets {
            flags: bits(FLAGS),
            missing: bits(MISSING),
            start: first_day(case),
            end: last_day(case),
            review: open_reviews(case).map(|(_, on)| on).min(),
            attended: u16::try_from(sum.attended).unwrap_or(u16::MAX),
            possible: u16::try_from(sum.possible()).unwrap_or(u16::MAX),
            unmarked: unmarked(&registers),
            touched: None,
        }
    }
}

/// Walks the direction's days, at most two years of them, to the first host session without a host
/// mark.
fn unmarked(registers: &Registers) -> Option<NaiveDate> {
    if !matches!(stage(registers.case), Stage::Running | Stage::Ended(_)) {
        return None;
    }
    let most = registers.first?.checked_add_days(Days::new(730))?;
    let bare =
        |s: &Session| registers.place(*s) == ExpectedAt::Host && registers.marks(*s).host.is_none();
    registers.sessions(most).find(bare).map(|(day, _)| day)
}
