//! What a rule is given: the case, the calendars of both schools and the profile, with the queries
//! that rules share.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};

use crate::domain::calendar::Calendar;
use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::Stage;
use crate::domain::case::{Case, RowId, RowValues, Side, stage};
use crate::domain::forms::choice::{HomeKind, HostKind, Route};
use crate::domain::forms::field::{self, Date, FieldId, Row, YesNo};
use crate::domain::profile::Profile;
use crate::domain::rules::finding::{About, Finding, NextStep};
use crate::domain::rules::phrase::{Assumed, Phrase};
use crate::domain::rules::rule::Rule;

/// The day from which the regulations bind academies, and pupil referral units may direct (read
/// through secondary sources only).
pub const BOUND_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 7, 26);

/// What a case is judged with.
#[derive(Debug, Clone, Copy)]
pub struct RuleContext<'a> {
    pub home: &'a Calendar,
    pub host: &'a Calendar,
    pub profile: &'a Profile,
}

/// The calendar of a school whose terms nobody has loaded.
static UNKNOWN: LazyLock<Calendar> = LazyLock::new(Calendar::default);

/// Without term dates, by the profile that Offsite comes with.
impl Default for RuleContext<'static> {
    fn default() -> RuleContext<'static> {
        RuleContext { home: &UNKNOWN, host: &UNKNOWN, profile: Profile::shipped() }
    }
}

/// A day that was counted in a school's days or weeks.
pub struct CountedDay {
    pub day: NaiveDate,
    /// The count in words, line by line.
    pub why: Vec<String>,
    /// Why the date rests on assumed school days.
    pub assumed: Option<Assumed>,
    /// The day on which what asks for it happened; none where nothing has to happen first.
    pub since: Option<NaiveDate>,
    /// The school that acts: by its calendar a latest day is rolled back.
    pub side: Side,
}

impl CountedDay {
    /// Says on which day what asks for it happened: no task is shown for a day before.
    pub(super) fn since(mut self, day: NaiveDate) -> CountedDay {
        self.since = Some(day);
        self
    }

    /// Says that the host acts.
    pub(super) fn at_host(mut self) -> CountedDay {
        self.side = Side::Host;
        self
    }
}

/// A case and what it is judged with.
pub struct CaseContext<'a> {
    pub case: &'a Case,
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

    /// Returns whether the child has a social worker, by any of the answers that say so.
    pub fn has_social_worker(&self) -> bool {
        let says = [field::PLAN_SOCIAL_WORKER, field::CLA_IS, field::PLAN_CIN, field::PLAN_CP];
        says.into_iter().any(|f| self.yes(f))
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

    pub fn is_running(&self) -> bool {
        self.stage() == Stage::Running
    }

    /// Returns whether the regulations bind the home school on a day. A school of unknown kind
    /// counts as bound.
    pub fn is_bound_on(&self, day: NaiveDate) -> bool {
        let kind = self.case.choice(field::SCHOOL_HOME_KIND);
        let later = matches!(kind, Some(HomeKind::Academy | HomeKind::Pru));
        !later || BOUND_FROM.is_none_or(|from| from <= day)
    }

    pub fn yes(&self, field: FieldId<YesNo>) -> bool {
        self.case.is_yes(field)
    }

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

    /// Returns a finding without a date.
    pub fn finding(&self, rule: &'static Rule, says: impl Into<Phrase>) -> Finding {
        Finding {
            rule,
            about: About::Case,
            says: says.into(),
            due: None,
            task: None,
            why: Vec::new(),
            step: NextStep::Nothing,
            since: None,
        }
    }

    /// Returns a finding that is due by a day; where there is no school on it, the task is for the
    /// school day before, and both are said.
    pub fn finding_by(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        due: NaiveDate,
    ) -> Finding {
        self.rolled_back(rule, says, due, Side::Home, None)
    }

    /// Returns a finding that is due by a day because of something that happened on `since`: by the
    /// calendar of the school that acts, and never on a day before it happened.
    pub fn due_since(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        since: NaiveDate,
        due: NaiveDate,
        side: Side,
    ) -> Finding {
        self.rolled_back(rule, says, due, side, Some(since))
    }

    fn rolled_back(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        due: NaiveDate,
        side: Side,
        since: Option<NaiveDate>,
    ) -> Finding {
        let calendar = self.calendar(side);
        let back = calendar.previous_school_day(due);
        // Nobody can do it before it is asked for, nor, done today, is it asked for again today.
        let leaves_time = since.is_none_or(|since| back > since);
        let task = if leaves_time { back } else { due };
        let mut found = self.finding(rule, says).due(Some(due), Some(task));
        found.since = since;
        if back == due {
            return found;
        }
        let why = calendar.why_closed(due).unwrap_or("no school");
        let is_everywhere = Calendar::default().why_closed(due).is_some();
        let school = match side {
            _ if is_everywhere => "",
            Side::Home => " at the home school",
            Side::Host => " at the host",
        };
        let shown = show_long(due);
        let Some(since) = since.filter(|_| !leaves_time) else {
            found.says.latest = Some(due);
            return found.why(format!(
                "The latest day is {shown} ({why}{school}): do it on {}, the school day before.",
                show_long(task)
            ));
        };
        found.why(format!(
            "The latest day is {shown} ({why}{school}); no school day lies between it and {}, so it stands.",
            show_long(since)
        ))
    }

    /// Returns a finding that is due by a counted day, marked where school days had to be assumed.
    pub fn ask_counted(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        counted: CountedDay,
    ) -> Finding {
        let mut found = self.rolled_back(rule, says, counted.day, counted.side, counted.since);
        found.says.assumed = counted.assumed;
        found.why = counted.why.into_iter().chain(found.why).collect();
        found
    }

    /// Returns a finding that is due on the last school day before the first day at the host, or
    /// without a date while none is planned.
    pub fn ask_before_start(&self, rule: &'static Rule, says: impl Into<Phrase>) -> Finding {
        match self.first() {
            Some(first) => {
                let day = self.context.home.school_days_before(first, 0);
                let line = format!(
                    "To stand before the first day, {}: so by {}.",
                    show_long(first),
                    show_long(day)
                );
                self.ask_counted(rule, says, self.counted(self.context.home, first, day, line))
            }
            None => self
                .finding(rule, says)
                .why("It gets its date with the first day at the host, which is not planned yet."),
        }
    }

    /// Returns a finding that is due on the last day for the notice, because it holds the notice
    /// back.
    pub fn ask_before_notice(&self, rule: &'static Rule, says: impl Into<Phrase>) -> Finding {
        match self.notice_by() {
            Some(counted) => self.ask_counted(rule, says, counted),
            None => self
                .finding(rule, says)
                .why("It gets its date with the first day at the host, which is not planned yet."),
        }
    }

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
            "the day of the notice counts as one"
        } else {
            "clear days"
        };
        let line = format!(
            "First day {}; {count} school days before it, {reading}: {between} lie between, so by {}.",
            show_long(first),
            show_long(day)
        );
        let mut counted = self.counted(home, first, day, line);
        let host = self.context.host.school_days_before(first, clear);
        if host != day && self.context.host.knows_terms() {
            counted.why.push(format!(
                "By the host's term dates it would be {}; the home school's count.",
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
            why.push("No term dates: counted Monday to Friday less bank holidays.".into());
            Some(Assumed::NoTerms)
        } else if !(calendar.covers(from) && calendar.covers(day)) {
            why.push(
                "beyond the term dates known: counted Monday to Friday less bank holidays.".into(),
            );
            Some(Assumed::BeyondTerms)
        } else {
            None
        };
        CountedDay { day, why, assumed, since: None, side: Side::Home }
    }

    /// Returns a finding that is due on the day on which what calls for it happened: nobody could
    /// have done it on the school day before.
    pub fn finding_due(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        day: NaiveDate,
    ) -> Finding {
        let mut found = self.finding(rule, says).due(Some(day), Some(day));
        found.since = Some(day);
        found
    }

    /// Returns a finding due by a day where there is one.
    pub fn ask_when(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        due: Option<NaiveDate>,
    ) -> Finding {
        match due {
            Some(due) => self.finding_by(rule, says, due),
            None => self.finding(rule, says),
        }
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
