//! Where a child is expected in a session, by the timetable in force (P-LE4), and what the two registers say together.

use crate::domain::case::{Case, Half, Marks, Session, Side};
use crate::domain::codes::{self, Class};
use crate::domain::stage::{cell, first_day, last_day};
use chrono::{Datelike, NaiveDate, Weekday};

const DAYS: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];

/// Returns the school at which the child is expected; without a timetable a running direction is full time at the host.
/// None outside the direction, at weekends, and in sessions that the timetable leaves free.
pub fn expected(case: &Case, (day, half): Session) -> Option<Side> {
    if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || !within(case, day) {
        return None;
    }
    let in_force = case
        .rows("timetable")
        .filter(|(_, r)| cell(r, "timetable.from").as_date().is_none_or(|from| from <= day))
        .max_by_key(|(id, r)| (cell(r, "timetable.from").as_date(), *id));
    let Some((_, row)) = in_force else { return Some(Side::Host) };
    let half = if half == Half::Am { "am" } else { "pm" };
    let field = format!("timetable.{}_{half}", DAYS[day.weekday().num_days_from_monday() as usize]);
    match cell(row, &field).as_text() {
        "home" => Some(Side::Home),
        "none" => None,
        _ => Some(Side::Host),
    }
}

/// Returns whether a day lies in the direction, first and last day included.
pub fn within(case: &Case, day: NaiveDate) -> bool {
    first_day(case).is_some_and(|first| day >= first) && last_day(case).is_none_or(|last| day <= last)
}

/// What is wrong with one session's marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    NobodyExpected,
    PresentAtBoth,
    HomeNotD,
    HostMissing,
    SuspendedAtHost,
}

impl Fault {
    /// Returns the words on screen.
    pub fn words(self) -> &'static str {
        match self {
            Fault::NobodyExpected => "both D: nobody expected the child",
            Fault::PresentAtBoth => "present at both schools",
            Fault::HomeNotD => "home mark is not D in a host session",
            Fault::HostMissing => "host mark missing",
            Fault::SuspendedAtHost => "suspended at the host: record it (P-RV9)",
        }
    }
}

fn attends(code: Option<&str>) -> bool {
    code.and_then(codes::find).is_some_and(|c| matches!(c.class, Class::Attending | Class::Approved))
}

/// Returns the fault of a session, for days up to `today`.
pub fn fault(case: &Case, session: Session, marks: &Marks, today: NaiveDate) -> Option<Fault> {
    let (home, host) = (marks.home.as_deref(), marks.host.as_deref());
    if home == Some("D") && host == Some("D") {
        return Some(Fault::NobodyExpected);
    }
    if attends(home) && attends(host) {
        return Some(Fault::PresentAtBoth);
    }
    if host == Some("E") {
        return Some(Fault::SuspendedAtHost);
    }
    if expected(case, session) != Some(Side::Host) {
        return None;
    }
    if home.is_some_and(|h| h != "D") {
        return Some(Fault::HomeNotD);
    }
    (host.is_none() && session.0 < today).then_some(Fault::HostMissing)
}

/// Whole sessions of the merged register: the mark that is not D (P-AT1, P-AT2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    pub attended: usize,
    pub possible: usize,
}

/// Returns the merged attendance of every marked session.
pub fn figures(case: &Case) -> Figures {
    let mut sum = Figures::default();
    for marks in case.marks.values() {
        let real = [&marks.host, &marks.home].into_iter().flatten().find(|m| *m != "D");
        let Some(code) = real.and_then(|m| codes::find(m)) else { continue };
        if !matches!(code.class, Class::NotPossible | Class::Administrative) {
            sum.possible += 1;
            sum.attended += usize::from(matches!(code.class, Class::Attending | Class::Approved));
        }
    }
    sum
}
