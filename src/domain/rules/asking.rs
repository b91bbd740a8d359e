//! The findings of a rule: without a date, by a day, by a counted day, or on the day of what calls
//! for it.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::CountedDay;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::rule::{About, Finding, NextStep, Rule, Trigger};

impl CaseContext<'_> {
    /// Returns a finding without a date.
    pub fn finding(&self, rule: &'static Rule, says: impl Into<Phrase>) -> Finding {
        Finding {
            rule,
            about: About::Case,
            phrase: self.names().fill(says.into()),
            due: None,
            task: None,
            why: Vec::new(),
            step: NextStep::Nothing,
            trigger: Trigger::Planned,
        }
    }

    /// Returns a finding that is due by a day; where there is no school at home on it, the task is
    /// for the school day before, and both are said. What asks for it is named, so that no task is
    /// shown for a day before that.
    pub fn finding_by(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        due: NaiveDate,
        trigger: impl Into<Trigger>,
    ) -> Finding {
        self.rolled_back(rule, says, due, Side::Home, trigger.into())
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
        self.rolled_back(rule, says, due, side, Trigger::Day(since))
    }

    fn rolled_back(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        due: NaiveDate,
        side: Side,
        trigger: Trigger,
    ) -> Finding {
        let since = trigger.day();
        // What is asked for only after its day was late from the first.
        let due = since.map_or(due, |since| due.max(since));
        let calendar = self.calendar(side);
        let back = calendar.previous_school_day(due);
        // Nobody can do it before it is asked for, nor, done today, is it asked for again today.
        let leaves_time = since.is_none_or(|since| back > since);
        let task = if leaves_time { back } else { due };
        let mut found = self.finding(rule, says).due(Some(due), Some(task));
        found.trigger = trigger;
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
            found.phrase.latest = Some(due);
            return found.why(format!(
                "The last day is {shown} ({why}{school}), so do it by {}, the school day before.",
                show_long(task)
            ));
        };
        found.why(format!(
            "The last day is {shown} ({why}{school}). There is no school day between it and {}, so the date stays.",
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
        let mut found = self.rolled_back(rule, says, counted.day, counted.side, counted.trigger);
        found.phrase.assumed = counted.assumed;
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
                    "Needed before the first day ({}), so by {}.",
                    show_long(first),
                    show_long(day)
                );
                self.ask_counted(rule, says, self.counted(self.context.home, first, day, line))
            }
            None => self.finding(rule, says).why("No date until the first day at the host is set."),
        }
    }

    /// Returns a finding that is due on the last day for the notice, because it holds the notice
    /// back.
    pub fn ask_before_notice(&self, rule: &'static Rule, says: impl Into<Phrase>) -> Finding {
        match self.notice_by() {
            Some(counted) => self.ask_counted(rule, says, counted),
            None => self.finding(rule, says).why("No date until the first day at the host is set."),
        }
    }

    /// Returns a finding that is due on the day on which what calls for it happened, or without a
    /// date where the record has no day.
    pub fn finding_on(
        &self,
        rule: &'static Rule,
        says: impl Into<Phrase>,
        day: Option<NaiveDate>,
    ) -> Finding {
        match day {
            Some(day) => self.finding_due(rule, says, day),
            None => self.finding(rule, says),
        }
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
        found.trigger = Trigger::Day(day);
        found
    }
}
