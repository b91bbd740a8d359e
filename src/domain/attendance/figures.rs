//! Attendance figures in whole sessions of the merged register.
//!
//! Integers only: a pupil at exactly 90% is persistently absent, and no rounding may hide it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::attendance::codes::CodeClass;
use crate::domain::attendance::merged::{ExpectedAt, MergedMark};
use crate::domain::attendance::registers::Registers;
use crate::domain::attendance::timetable::weekday;
use crate::domain::case::{Half, Session};

/// Sessions by what they count as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Sessions attended, approved activities among them.
    pub attended: usize,
    /// Sessions absent with leave.
    pub authorised: usize,
    /// Sessions absent without leave.
    pub unauthorised: usize,
    /// Marked with a code that is no possible attendance.
    pub not_possible: usize,
    /// Gone by, expected at a school, and marked by neither (or D by both).
    pub unmarked: usize,
    /// Two marks of which neither can be preferred.
    pub unclear: usize,
    /// Possible sessions that rest on a disputed mark: both schools claim the pupil, and they do not
    /// agree or cannot both be right. They are counted above too.
    pub disputed: usize,
}

/// How much of the possible attendance is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band {
    /// 50% or more missed; it counts among the persistent too.
    Severe,
    /// 10% or more missed.
    Persistent,
    /// Neither persistently nor severely absent.
    Usual,
}

impl Band {
    /// Returns mark and word.
    pub fn label(self) -> &'static str {
        match self {
            Band::Severe => "! severe absence (50% or more)",
            Band::Persistent => "! persistent absence (10% or more)",
            Band::Usual => "= under 10% absence",
        }
    }

    /// Returns it as a sentence, for people who have no key to the marks.
    pub fn sentence(self) -> &'static str {
        match self {
            Band::Severe => "This is severe absence: half of the sessions or more were missed.",
            Band::Persistent => {
                "This is persistent absence: a tenth of the sessions or more were missed."
            }
            Band::Usual => "Less than a tenth of the sessions were missed.",
        }
    }
}

impl Figures {
    /// Returns the possible sessions: those attended and those missed.
    pub fn possible(&self) -> usize {
        self.attended + self.absent()
    }

    /// Returns the sessions missed, authorised or not.
    pub fn absent(&self) -> usize {
        self.authorised + self.unauthorised
    }

    /// Returns the band; none where no session was possible.
    pub fn band(&self) -> Option<Band> {
        let (absent, possible) = (self.absent(), self.possible());
        if possible == 0 {
            None
        } else if absent * 2 >= possible {
            Some(Band::Severe)
        } else if absent * 10 >= possible {
            Some(Band::Persistent)
        } else {
            Some(Band::Usual)
        }
    }

    /// Returns the attendance in tenths of a percent, rounded down; none where no session was
    /// possible.
    pub fn per_mille(&self) -> Option<usize> {
        (self.attended * 1000).checked_div(self.possible())
    }

    /// Returns `90.0%`, or `no possible sessions`.
    pub fn percent(&self) -> String {
        self.per_mille().map_or_else(|| "no possible sessions".into(), tenths)
    }

    /// Counts one session's reading.
    pub fn count(&mut self, reading: MergedMark, place: ExpectedAt, gone_by: bool) {
        match reading {
            MergedMark::Mark(code) => match code.class {
                CodeClass::Attending | CodeClass::Approved => self.attended += 1,
                CodeClass::Authorised => self.authorised += 1,
                CodeClass::Unauthorised => self.unauthorised += 1,
                CodeClass::NotPossible | CodeClass::Administrative => self.not_possible += 1,
            },
            MergedMark::Conflict => self.unclear += 1,
            MergedMark::Gap => self.unmarked += usize::from(gone_by),
            MergedMark::Unmarked => {
                self.unmarked += usize::from(gone_by && place != ExpectedAt::Nowhere);
            }
            MergedMark::NotExpected => {}
        }
    }

    /// Returns how many of the sessions rest on a disputed mark, in words; none where none does.
    pub fn disputed_words(&self) -> Option<String> {
        (self.disputed > 0).then(|| format!("{} disputed", self.disputed))
    }

    /// Returns every session counted, one way or another.
    pub fn counted(&self) -> usize {
        self.possible() + self.not_possible + self.unmarked + self.unclear
    }

    /// Returns both together.
    pub fn plus(&self, other: &Figures) -> Figures {
        Figures {
            attended: self.attended + other.attended,
            authorised: self.authorised + other.authorised,
            unauthorised: self.unauthorised + other.unauthorised,
            not_possible: self.not_possible + other.not_possible,
            unmarked: self.unmarked + other.unmarked,
            unclear: self.unclear + other.unclear,
            disputed: self.disputed + other.disputed,
        }
    }
}

/// Returns tenths of a percent as `90.0%`.
pub fn tenths(per_mille: usize) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

impl Registers<'_> {
    /// Returns the Mondays of the direction, up to today where it has no end yet, and that of
    /// another week where it lies outside.
    pub fn mondays(&self, also: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
        let first = self.first.unwrap_or(also).min(also);
        let last = self.last.unwrap_or(today).max(also);
        // Ten years at most: a slip in a date must not make a list without end.
        monday_of(first).iter_days().step_by(7).take(520).take_while(|d| *d <= last).collect()
    }

    /// Returns the figures of the direction up to today.
    pub fn figures(&self, today: NaiveDate) -> Figures {
        let mut sum = Figures::default();
        self.each(today, |session| self.add(&mut sum, session, today));
        sum
    }

    /// Returns the figures of the sessions at the host up to a day, included; those of today are not
    /// missed yet.
    pub fn figures_at_host(&self, until: NaiveDate, today: NaiveDate) -> Figures {
        let mut sum = Figures::default();
        let at_host = self.sessions(until).filter(|s| self.place(*s) == ExpectedAt::Host);
        at_host.for_each(|session| self.add(&mut sum, session, today));
        sum
    }

    /// Returns the figures of each week up to today, by its Monday; a week without school is not
    /// among them.
    pub fn by_week(&self, today: NaiveDate) -> BTreeMap<NaiveDate, Figures> {
        let mut weeks: BTreeMap<NaiveDate, Figures> = BTreeMap::new();
        self.each(today, |session| {
            self.add(weeks.entry(monday_of(session.0)).or_default(), session, today);
        });
        weeks
    }

    /// Returns the figures of each weekday's two sessions, Monday first.
    pub fn by_session(&self, today: NaiveDate) -> [[Figures; 2]; 5] {
        let mut sums = [[Figures::default(); 2]; 5];
        self.each(today, |session| {
            if let Some(day) = weekday(session.0) {
                self.add(&mut sums[day][usize::from(session.1 == Half::Pm)], session, today);
            }
        });
        sums
    }

    fn add(&self, sum: &mut Figures, session: Session, today: NaiveDate) {
        let reading = self.reading(session);
        sum.count(reading, self.place(session), session.0 < today);
        let possible = matches!(reading, MergedMark::Mark(code) if code.class.is_possible());
        sum.disputed += usize::from(possible && self.is_disputed(session));
    }

    fn each(&self, today: NaiveDate, count: impl FnMut(Session)) {
        self.sessions(today).for_each(count);
    }
}

/// Returns the Monday of a day's week.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}
