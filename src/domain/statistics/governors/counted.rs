//! What the report counts one by one: directions, reviews and other events of a case, each on a day.

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, stage};
use crate::domain::case::{Case, CaseRef, RowId};
use crate::domain::forms::answer_type::Date;
use crate::domain::forms::choice::Route;
use crate::domain::forms::field::FieldId;
use crate::domain::forms::{field, table};
use crate::domain::rules::RuleContext;

/// A case with what it is counted by.
#[derive(Clone, Copy)]
pub struct CountedCase<'a> {
    /// The case.
    pub case: &'a Case,
    /// The calendars of its schools, and the profile.
    pub context: &'a RuleContext<'a>,
    /// The record has an earlier direction of the same child.
    pub has_earlier: bool,
    /// What tells the child from others: the first case of it that the record has.
    pub child: CaseRef,
    /// The day on which it is counted.
    pub today: NaiveDate,
}

/// One thing that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The day that decides in which time it counts.
    pub on: NaiveDate,
    /// Its row, where it is an event.
    pub row: RowId,
    /// Of a review that was due: the day on which it was held.
    pub held: Option<NaiveDate>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Directions that began.
    Begun,
    /// Directions that ended.
    Ended,
    /// Directions that run on the last day.
    Running,
    /// Managed moves without a direction.
    Moves,
    /// Reviews that were due.
    ReviewsDue,
    /// Reviews that were held.
    ReviewsHeld,
    /// Suspensions by a host.
    HostSuspensions,
    /// Steps taken although a rule was not met.
    Overrides,
    /// Corrections of a signed meeting or review.
    Corrections,
}

impl Counted {
    /// Everything, in the order of the report.
    pub const ALL: [Counted; 9] = [
        Counted::Begun,
        Counted::Ended,
        Counted::Running,
        Counted::Moves,
        Counted::ReviewsDue,
        Counted::ReviewsHeld,
        Counted::HostSuspensions,
        Counted::Overrides,
        Counted::Corrections,
    ];

    /// Returns the words, and how it is counted.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Counted::Begun => {
                ("Directions begun", "Directions whose first day at the host is in the time.")
            }
            Counted::Ended => (
                "Directions ended",
                "Directions whose last day is in the time, once the end is recorded.",
            ),
            Counted::Running => (
                "Directions running",
                "Directions that had begun and not ended on the last day. It is the same for the term and the year.",
            ),
            Counted::Moves => (
                "Managed moves without a direction",
                "Cases opened as a managed move, by the first day at the new school.",
            ),
            Counted::ReviewsDue => (
                "Reviews due",
                "Reviews of directions by the day they were due. They are due in school weeks from the first day or the review before, as agreed or as the profile says.",
            ),
            Counted::ReviewsHeld => {
                ("Reviews held", "Reviews of directions recorded as held, by their day.")
            }
            Counted::HostSuspensions => (
                "Suspensions during a direction",
                "Suspensions by the host, by the first day. Several may be of one child.",
            ),
            Counted::Overrides => (
                "Steps taken although a rule was not met",
                "Each time an officer went on and gave a reason, by its day.",
            ),
            Counted::Corrections => (
                "Corrections after sign-off",
                "Corrections recorded beside a signed meeting or review, by their day.",
            ),
        }
    }

    /// Returns the items of a case. `to` is the last day of the time.
    pub fn items(self, of: &CountedCase, to: NaiveDate) -> Vec<Item> {
        let case = of.case;
        let on = |on: NaiveDate| Item { on, row: 0, held: None };
        let events = |table: &str, day: FieldId<Date>| {
            let dated = case.rows(table).filter_map(|(row, r)| Some((row, r.date(day)?)));
            dated.map(|(row, on)| Item { on, row, held: None }).collect()
        };
        match self {
            Counted::Begun => of.begun().map(on).into_iter().collect(),
            Counted::Ended => of.ended().map(on).into_iter().collect(),
            Counted::Running => {
                let runs = of.begun().is_some_and(|day| day <= to) && of.runs_on(to);
                runs.then(|| on(to)).into_iter().collect()
            }
            Counted::Moves => {
                let is_move = case.is(field::CASE_ROUTE, Route::ManagedMove);
                first_start(case).filter(|_| is_move).map(on).into_iter().collect()
            }
            Counted::ReviewsDue => of.reviews_due(),
            Counted::ReviewsHeld => of.reviews_held(),
            Counted::HostSuspensions => {
                events(table::EVENT_HOST_SUSPENSION, field::HOST_SUSPENSION_ON)
            }
            Counted::Overrides => events(table::EVENT_OVERRIDE, field::OVERRIDE_ON),
            Counted::Corrections => events(table::EVENT_APPENDIX, field::APPENDIX_ON),
        }
    }
}

/// Returns the recorded first day at the host.
fn first_start(case: &Case) -> Option<NaiveDate> {
    case.rows(table::EVENT_START).next_back().and_then(|(_, row)| row.date(field::START_ON))
}

impl CountedCase<'_> {
    /// Returns whether it is a direction, not a managed move from the outset.
    fn is_direction(&self) -> bool {
        !self.case.is(field::CASE_ROUTE, Route::ManagedMove)
    }

    /// Returns the day on which the direction began; none where it has not.
    pub(super) fn begun(&self) -> Option<NaiveDate> {
        first_start(self.case).filter(|_| self.is_direction())
    }

    /// Returns the day on which the direction ended; none where it never began, or its end is not
    /// recorded.
    pub(super) fn ended(&self) -> Option<NaiveDate> {
        self.begun()?;
        let is_ended = matches!(stage(self.case), Stage::Ended(_));
        let (_, end) = self.case.rows(table::EVENT_END).next_back().filter(|_| is_ended)?;
        end.date(field::END_ON)
    }

    /// Returns whether a direction that has begun had not ended on a day. The last day is the first
    /// on which it no longer runs into the next.
    fn runs_on(&self, day: NaiveDate) -> bool {
        let has_end = self.case.rows(table::EVENT_END).next().is_some();
        self.ended().map_or(!has_end, |ended| ended > day)
    }

    /// Returns the first day of the direction, and the last or the end of time where it has none. Of
    /// one that has ended on a day that is not recorded only the first day is known.
    pub(super) fn ran(&self) -> Option<(NaiveDate, NaiveDate)> {
        let first = self.begun()?;
        let has_end = self.case.rows(table::EVENT_END).next().is_some();
        let open = if has_end { first } else { NaiveDate::MAX };
        Some((first, self.ended().unwrap_or(open)))
    }

    fn reviews_held(&self) -> Vec<Item> {
        if !self.is_direction() {
            return Vec::new();
        }
        let held =
            self.case.rows(table::EVENT_REVIEW).filter(|(_, r)| r.is_yes(field::REVIEW_HELD));
        let dated = held.filter_map(|(row, r)| Some((row, r.date(field::REVIEW_ON)?)));
        dated.map(|(row, on)| Item { on, row, held: Some(on) }).collect()
    }

    /// Returns the reviews that were due while the direction ran, and when each was held. One whose
    /// day has not passed and that has not been held is not due yet.
    fn reviews_due(&self) -> Vec<Item> {
        let Some(first) = self.begun() else { return Vec::new() };
        let (home, profile) = (self.context.home, self.context.profile);
        let agreed = self.case.number(field::INITIAL_FREQUENCY_WEEKS);
        let agreed = agreed.and_then(|weeks| u32::try_from(weeks).ok()).filter(|weeks| *weeks > 0);
        let every = agreed.map_or(profile.review_every_weeks, |weeks| weeks.min(99));
        let mut held: Vec<Item> = self.reviews_held();
        held.retain(|item| item.on >= first);
        held.sort_by_key(|item| item.on);
        let mut due = home.school_weeks_after(first, profile.first_review_weeks);
        let mut all = Vec::new();
        for review in held {
            all.push(Item { on: due, ..review });
            due = home.school_weeks_after(review.on, every);
        }
        if due < self.today {
            all.push(Item { on: due, row: 0, held: None });
        }
        all.retain(|item| self.ended().is_none_or(|ended| item.on <= ended));
        all
    }
}
