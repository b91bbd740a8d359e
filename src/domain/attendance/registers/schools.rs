//! The calendars of both schools of a case.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::calendar::dates::show_long;
use crate::domain::case::{Case, Side};
use crate::domain::forms::field;

/// The calendars of both schools.
#[derive(Debug, Clone, Copy)]
pub struct BothSchools<'a> {
    /// The home school's.
    pub home: &'a Calendar,
    /// The host's.
    pub host: &'a Calendar,
}

impl<'a> BothSchools<'a> {
    /// Returns the calendars of a case's schools, `unknown` for one whose terms are not stored.
    pub fn of_case(
        case: &Case,
        stored: &'a BTreeMap<String, Calendar>,
        unknown: &'a Calendar,
    ) -> BothSchools<'a> {
        let of = |field| stored.get(case.answer(field).as_text()).unwrap_or(unknown);
        BothSchools { home: of(field::SCHOOL_HOME.id), host: of(field::SCHOOL_HOST.id) }
    }

    /// Returns why there is no school on a day, and at which school; the host speaks first, because
    /// the pupil goes there.
    pub fn closed(&self, day: NaiveDate) -> Option<String> {
        self.closed_at(Side::Host, day).or_else(|| self.closed_at(Side::Home, day))
    }

    fn closed_at(&self, side: Side, day: NaiveDate) -> Option<String> {
        let why = self.calendar(side).why_closed(day)?;
        let school = match side {
            Side::Host => "host",
            Side::Home => "home school",
        };
        Some(format!("no school at the {school}: {why}"))
    }

    /// Returns what is said of a day that was just typed, where a direction counts from it or meets
    /// on it and there is no school. It is kept all the same.
    pub fn said_of_typed(&self, field: &str, day: NaiveDate) -> Option<String> {
        let attended = [
            field::DIRECTION_START.id,
            field::DIRECTION_END.id,
            field::START_ON.id,
            field::DECISION_UNTIL.id,
            field::DECISION_LAST_DAY.id,
            field::END_ROLL_ON.id,
        ];
        let met = [field::REVIEW_ON.id, field::INITIAL_FIRST_REVIEW.id];
        let why = if attended.contains(&field) {
            self.closed(day)?
        } else if met.contains(&field) {
            self.closed_at(Side::Home, day)?
        } else {
            return None;
        };
        Some(format!("{}: {why}. It is kept; choose a school day if it is a slip.", show_long(day)))
    }

    /// Returns the calendar of one school.
    pub fn calendar(&self, side: Side) -> &'a Calendar {
        match side {
            Side::Home => self.home,
            Side::Host => self.host,
        }
    }
}
