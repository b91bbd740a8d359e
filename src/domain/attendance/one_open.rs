//! The days of a direction on which only one of its two schools is open: an INSET day, a half-term
//! that differs. Said before the start, so that it is agreed where the pupil is then.

use chrono::NaiveDate;

use crate::domain::attendance::registers::Registers;
use crate::domain::case::{Half, Side};

/// The days on which the school that expects the pupil is closed and the other one is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OneOpenDays {
    /// The home school is open; the host, which expects the pupil, is closed.
    pub home_only: Vec<NaiveDate>,
    /// The host is open; the home school, which expects the pupil, is closed.
    pub host_only: Vec<NaiveDate>,
}

impl OneOpenDays {
    /// Returns how many days they are together.
    pub fn count(&self) -> usize {
        self.home_only.len() + self.host_only.len()
    }

    /// Returns the first of them.
    pub fn first(&self) -> Option<NaiveDate> {
        self.home_only.iter().chain(&self.host_only).min().copied()
    }
}

impl Registers<'_> {
    /// Returns the days between the first and last day on which only one school is open and the
    /// pupil is expected at the other; none while either day, or either school's term dates, is
    /// not known.
    pub fn one_open(&self) -> OneOpenDays {
        let mut out = OneOpenDays::default();
        let (Some(first), Some(last)) = (self.first, self.last) else { return out };
        let knows = [Side::Home, Side::Host].iter().all(|s| self.schools.of(*s).knows_terms());
        if !knows || last < first {
            return out;
        }
        for day in first.iter_days().take_while(|day| *day <= last) {
            let open = |side| self.schools.of(side).is_school_day(day);
            let week = self.week_on(day);
            let expects =
                |side| [Half::Am, Half::Pm].iter().any(|h| week.at((day, *h)) == Some(side));
            if open(Side::Home) && !open(Side::Host) && expects(Side::Host) {
                out.home_only.push(day);
            } else if open(Side::Host) && !open(Side::Home) && expects(Side::Home) {
                out.host_only.push(day);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::attendance::{AttendanceFault, BothSchools, Registers};
    use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
    use crate::domain::case::{Case, CaseRef, Half, Marks};
    use crate::domain::value::Value;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn calendar(closed: &[&str]) -> Calendar {
        let closed = closed.iter().map(|d| ClosedSpan { day: day(d), reason: "INSET".into() });
        Calendar::new(Terms {
            terms: vec![(day("2026-09-01"), day("2026-12-18"))],
            closed: closed.collect(),
            ..Terms::default()
        })
    }

    fn case() -> Case {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        case.answers.insert("direction.start".into(), Value::Date(day("2026-11-02")));
        case.answers.insert("direction.end".into(), Value::Date(day("2026-12-11")));
        case
    }

    #[test]
    fn home_d_while_the_host_is_closed_is_no_fault() {
        let mut case = case();
        let (home, host) = (calendar(&["2026-11-30"]), calendar(&["2026-11-27"]));
        let marks = |home: Option<&str>, host: Option<&str>| Marks {
            home: home.map(Into::into),
            host: host.map(Into::into),
        };
        let at = |date: &str| (day(date), Half::Am);
        case.marks.insert(at("2026-11-27"), marks(Some("D"), None));
        let faults = |case: &Case, date: &str| {
            let schools = BothSchools { home: &home, host: &host };
            Registers::new(case, schools).faults(at(date), day("2026-12-18"))
        };
        assert_eq!(faults(&case, "2026-11-27"), []);
        // The closed host cannot have marked anybody.
        case.marks.insert(at("2026-11-27"), marks(Some("D"), Some("/")));
        assert_eq!(faults(&case, "2026-11-27"), [AttendanceFault::NoSchoolDay]);
        // Neither can a closed home school, whether or not the host is open.
        case.marks.insert(at("2026-12-05"), marks(Some("D"), None));
        assert_eq!(faults(&case, "2026-12-05"), [AttendanceFault::NoSchoolDay]);
    }

    #[test]
    fn days_with_one_school_open_are_counted_where_the_pupil_is_expected() {
        let mut case = case();
        let (home, host) =
            (calendar(&["2026-11-30", "2026-12-01"]), calendar(&["2026-11-27", "2026-12-01"]));
        let count = |case: &Case, host: &Calendar| {
            Registers::new(case, BothSchools { home: &home, host }).one_open()
        };
        let full = count(&case, &host);
        assert_eq!((full.home_only.clone(), full.host_only.len()), (vec![day("2026-11-27")], 0));
        assert_eq!((full.count(), full.first()), (1, Some(day("2026-11-27"))));
        // On a Monday at home, the home school's INSET leaves the pupil without a school.
        let cells = [("timetable.from", Value::Date(day("2026-11-02")))]
            .into_iter()
            .chain(["mon_am", "mon_pm"].map(|f| (f, Value::Choice("home".into()))))
            .map(|(f, v)| (if f.contains('.') { f.into() } else { format!("timetable.{f}") }, v));
        case.rows.entry("timetable".into()).or_default().insert(1, cells.collect());
        assert_eq!(count(&case, &host).host_only, [day("2026-11-30")]);
        assert_eq!(count(&case, &Calendar::default()).count(), 0, "nothing is known of the host");
    }
}
