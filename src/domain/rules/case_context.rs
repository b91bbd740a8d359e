//! What a rule is given: the case, the calendars of both schools and the profile, with the
//! questions that rules share.

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::called;
use crate::domain::case::stage::Stage;
use crate::domain::case::{Case, RowId, RowValues, Side, flags, stage};
use crate::domain::forms::answer_type::{self, Date, Row, YesNo};
use crate::domain::forms::choice::{HomeKind, HostKind, Route};
use crate::domain::forms::field::{self, FieldId};
use crate::domain::profile::Profile;
use crate::domain::rules::phrase::Names;
use crate::domain::rules::register::kind::is_of_a_trust;
use crate::domain::school::{School, SchoolList, short_name};

/// The day from which the regulations bind academies, and pupil referral units may direct (read
/// through secondary sources only).
pub const BOUND_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 7, 26);

/// What a case is judged with.
#[derive(Debug, Clone, Copy)]
pub struct RuleContext<'a> {
    /// The home school's calendar.
    pub home: &'a Calendar,
    /// The host's calendar.
    pub host: &'a Calendar,
    /// The authority's values.
    pub profile: &'a Profile,
    /// The register of schools; none where nobody has one at hand.
    pub register: Option<&'a SchoolList>,
}

/// The calendar of a school whose terms nobody has loaded.
static UNKNOWN: LazyLock<Calendar> = LazyLock::new(Calendar::default);

/// Without term dates, by the profile that Offsite comes with.
impl Default for RuleContext<'static> {
    fn default() -> RuleContext<'static> {
        RuleContext { home: &UNKNOWN, host: &UNKNOWN, profile: Profile::shipped(), register: None }
    }
}

/// A case and what it is judged with.
pub struct CaseContext<'a> {
    /// What is judged.
    pub case: &'a Case,
    /// What it is judged with.
    pub context: &'a RuleContext<'a>,
}

impl<'a> CaseContext<'a> {
    /// Returns the first day at the host, recorded or planned.
    pub fn first(&self) -> Option<NaiveDate> {
        stage::first_day(self.case)
    }

    /// Returns the last day of the direction, recorded or proposed.
    pub fn last(&self) -> Option<NaiveDate> {
        stage::last_day(self.case)
    }

    /// Returns how far the case has come.
    pub fn stage(&self) -> Stage {
        stage::stage(self.case)
    }

    /// Returns whether the case is an off-site direction, not a managed move from the outset
    /// (P-MM2).
    pub fn is_direction(&self) -> bool {
        !self.case.is(field::CASE_ROUTE, Route::ManagedMove)
    }

    /// Returns whether no host has been approached yet.
    pub fn is_considering(&self) -> bool {
        self.stage() == Stage::Considering
    }

    /// Returns whether a host has agreed and the pupil has not started.
    pub fn is_preparing(&self) -> bool {
        matches!(self.stage(), Stage::AgreedInPrinciple | Stage::Directed)
    }

    /// Returns whether the host keeps an admission register: alternative provision that is no
    /// school does not. A host of unknown kind is taken to be a school.
    pub fn host_registers(&self) -> bool {
        !self.case.is(field::SCHOOL_HOST_KIND, HostKind::ApOther)
    }

    /// Returns whether the child has a social worker.
    pub fn has_social_worker(&self) -> bool {
        flags::has_social_worker(self.case)
    }

    /// Returns the names that stand in tasks: the child's, and each school's as officers say it.
    pub(in crate::domain::rules) fn names(&self) -> Names {
        let school = |field: FieldId<answer_type::School>, unnamed: &str| {
            let known = self.registered(field).map(|s| short_name(&s.name));
            known.filter(|name| !name.is_empty()).unwrap_or_else(|| unnamed.to_owned())
        };
        let child = called(self.case);
        Names {
            child: if child.is_empty() { "the pupil".to_owned() } else { child.to_owned() },
            host: school(field::SCHOOL_HOST, "the host"),
            home: school(field::SCHOOL_HOME, "the home school"),
        }
    }

    /// Returns the calendar of one school.
    pub fn calendar(&self, side: Side) -> &'a Calendar {
        match side {
            Side::Home => self.context.home,
            Side::Host => self.context.host,
        }
    }

    /// Returns whether nothing has ended yet.
    pub fn is_open(&self) -> bool {
        !self.stage().is_ended()
    }

    /// Returns whether the pupil has not started yet and may still do so.
    pub fn is_before(&self) -> bool {
        self.is_open() && self.stage() != Stage::Running
    }

    /// Returns whether the pupil is at the host.
    pub fn is_running(&self) -> bool {
        self.stage() == Stage::Running
    }

    /// Returns what the register says of the school that a question names; none where it has none
    /// of that id, or no register is at hand.
    pub fn registered(&self, field: FieldId<answer_type::School>) -> Option<&'a School> {
        self.context.register?.get(self.case.school(field))
    }

    /// Returns whether the home school is a trust's: an academy, or a special school that the
    /// register has as one.
    pub fn home_is_academy(&self) -> bool {
        match self.case.choice(field::SCHOOL_HOME_KIND) {
            Some(HomeKind::Academy) => true,
            Some(HomeKind::Special) => {
                self.registered(field::SCHOOL_HOME).is_some_and(is_of_a_trust)
            }
            Some(HomeKind::Maintained | HomeKind::Pru) | None => false,
        }
    }

    /// Returns whether the regulations bind the home school on a day. A school of unknown kind
    /// counts as bound.
    pub fn is_bound_on(&self, day: NaiveDate) -> bool {
        let later = self.home_is_academy() || self.case.is(field::SCHOOL_HOME_KIND, HomeKind::Pru);
        !later || BOUND_FROM.is_none_or(|from| from <= day)
    }

    /// Returns whether a question of the case is answered with yes.
    pub fn yes(&self, field: FieldId<YesNo>) -> bool {
        self.case.is_yes(field)
    }

    /// Returns whether a table has any row.
    pub fn has(&self, table: &str) -> bool {
        self.case.rows(table).next().is_some()
    }

    /// Returns the latest of the days that a table's rows name in one field.
    pub fn latest(&self, table: &str, field: FieldId<Date>) -> Option<NaiveDate> {
        self.case.rows(table).filter_map(|(_, r)| r.date(field)).max()
    }

    /// Returns the rows of `table` whose `field` refers to a row.
    pub fn about(
        &self,
        table: &'a str,
        field: FieldId<Row>,
        row: RowId,
    ) -> impl Iterator<Item = (RowId, &'a RowValues)> {
        self.case.rows(table).filter(move |(_, r)| r.row_id(field) == Some(row))
    }
}
