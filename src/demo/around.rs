//! School days around the day of the demo, on which both schools of a case are open.

use chrono::{Days, NaiveDate};

use crate::domain::calendar::{Calendar, Terms};

/// The school days of one case's two schools together, counted from today.
pub(super) struct SchoolDays {
    /// The day of the demo.
    pub today: NaiveDate,
    open: Calendar,
}

impl SchoolDays {
    /// Takes the terms of both schools: a day counts on which neither is closed.
    pub(super) fn new(today: NaiveDate, home: &Terms, host: &Terms) -> SchoolDays {
        let known = if home.terms.is_empty() { host } else { home };
        let closed = home.closed.iter().chain(&host.closed).cloned().collect();
        let school = home.school.clone();
        let open = Calendar::new(Terms { school, terms: known.terms.clone(), closed });
        SchoolDays { today, open }
    }

    /// Returns the school day so many before today; today itself, or the last one before it, where
    /// that is nought.
    pub(super) fn ago(&self, count: u32) -> NaiveDate {
        self.open.school_days_before(self.today + Days::new(1), count)
    }

    /// Returns the school day so many after today; today itself, or the next one, where that is
    /// nought.
    pub(super) fn ahead(&self, count: u32) -> NaiveDate {
        self.open.add_school_days(self.today - Days::new(1), count + 1)
    }

    /// Returns the school day so many before a day.
    pub(super) fn before(&self, day: NaiveDate, count: u32) -> NaiveDate {
        match count {
            0 => self.open.previous_school_day(day),
            n => self.open.school_days_before(day, n - 1),
        }
    }

    /// Returns the school day so many after a day.
    pub(super) fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        self.open.add_school_days(day, count)
    }

    /// Returns whether both schools are open.
    pub(super) fn is_open(&self, day: NaiveDate) -> bool {
        self.open.is_school_day(day)
    }

    /// Returns the first school day of which an invitation, six days before it, is due today at the
    /// earliest.
    pub(super) fn invited_today(&self) -> NaiveDate {
        self.open.add_school_days(self.today + Days::new(5), 1)
    }
}
