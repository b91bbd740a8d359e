//! Days counted in a school's days or weeks, with the count in words.

use chrono::{Days, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::phrase::Assumed;
use crate::domain::rules::rule::Trigger;

/// A day that was counted in a school's days or weeks.
pub struct CountedDay {
    pub day: NaiveDate,
    /// The count in words, line by line.
    pub why: Vec<String>,
    /// Why the date rests on assumed school days.
    pub assumed: Option<Assumed>,
    /// What asks for it.
    pub trigger: Trigger,
    /// The school that acts: by its calendar a latest day is rolled back.
    pub side: Side,
}

impl CountedDay {
    /// Says on which day what asks for it happened: no task is shown for a day before.
    pub(super) fn since(mut self, day: NaiveDate) -> CountedDay {
        self.trigger = Trigger::Day(day);
        self
    }

    /// Says that the host acts.
    pub(super) fn at_host(mut self) -> CountedDay {
        self.side = Side::Host;
        self
    }
}

/// Returns a day some days earlier; the day itself at the beginning of time.
pub(super) fn days_before(day: NaiveDate, count: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(count)).unwrap_or(day)
}

/// Returns a day some days later; the day itself at the end of time.
pub(super) fn days_after(day: NaiveDate, count: u64) -> NaiveDate {
    day.checked_add_days(Days::new(count)).unwrap_or(day)
}

/// Returns a count of sessions in words: "1 session".
pub(super) fn sessions(count: usize) -> String {
    crate::domain::plural::pluralize(count, "session")
}

impl CaseContext<'_> {
    /// Returns the latest day for the notice of the direction (SI 2010/1156 reg 3(2)), by the
    /// profile's reading of "two school days before".
    pub fn notice_by(&self) -> Option<CountedDay> {
        let first = self.first()?;
        let (count, home) = (self.context.profile.notice_school_days, self.context.home);
        let clear =
            if self.context.profile.notice_lenient { count.saturating_sub(1) } else { count };
        let day = home.school_days_before(first, clear);
        let between: Vec<String> = day
            .iter_days()
            .skip(1)
            .take_while(|d| *d < first)
            .filter(|d| home.is_school_day(*d))
            .map(crate::domain::calendar::dates::show_short)
            .collect();
        let between = if between.is_empty() { "none".into() } else { between.join(", ") };
        let reading = if self.context.profile.notice_lenient {
            "counting the day of the notice"
        } else {
            "clear days"
        };
        let line = format!(
            "First day {}. {} before it ({reading}; between: {between}) means by {}.",
            show_long(first),
            pluralize(count, "school day"),
            show_long(day)
        );
        let mut counted = self.counted(home, first, day, line);
        let host = self.context.host.school_days_before(first, clear);
        if host != day && self.context.host.knows_terms() {
            counted.why.push(format!(
                "By the host's term dates it would be {}. The home school's dates count.",
                show_long(host)
            ));
        }
        Some(counted)
    }

    /// Returns a counted day, saying where school days were assumed between `from` and `day`.
    pub fn counted(
        &self,
        calendar: &Calendar,
        from: NaiveDate,
        day: NaiveDate,
        line: String,
    ) -> CountedDay {
        let mut why = vec![line];
        let assumed = if !calendar.knows_terms() {
            why.push("No term dates: counted Monday to Friday without bank holidays.".into());
            Some(Assumed::NoTerms)
        } else if !(calendar.covers(from) && calendar.covers(day)) {
            why.push(
                "After the last known term date: counted Monday to Friday without bank holidays."
                    .into(),
            );
            Some(Assumed::BeyondTerms)
        } else {
            None
        };
        CountedDay { day, why, assumed, trigger: Trigger::Planned, side: Side::Home }
    }
}
