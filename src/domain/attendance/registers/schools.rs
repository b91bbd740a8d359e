//! The calendars of both schools of a case.

use std::collections::BTreeMap;

use crate::domain::calendar::Calendar;
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

    /// Returns the calendar of one school.
    pub fn calendar(&self, side: Side) -> &'a Calendar {
        match side {
            Side::Home => self.home,
            Side::Host => self.host,
        }
    }
}
