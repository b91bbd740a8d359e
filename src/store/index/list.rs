//! Reads the list: a window of it, its counts, one line.

use std::ops::ControlFlow;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::case::CaseRef;
use crate::domain::list::summary::{Summary, Tally};
use crate::error::Result;
use crate::store::index::order::{IndexOrder, day, is_late};
use crate::store::index::{COUNT_ALL, COUNT_RUNNING};
use crate::store::{Store, codec, keys};

/// How far a walk goes back for tasks that are not late although their day has passed: a task lies
/// before its due day by a long holiday at most.
const LONGEST_HOLIDAY: u64 = 120;

impl Store {
    /// Returns the line of one case; one that cannot be read says so itself.
    ///
    /// # Errors
    /// The records are not open.
    pub fn line(&self, id: CaseRef) -> Result<Option<Summary>> {
        self.records()?;
        Ok(self.stored_line(id).unwrap_or_else(|_| Some(Summary::unreadable(id))))
    }

    /// Returns the line of one case as it stands.
    pub(in crate::store) fn stored_line(&self, id: CaseRef) -> Result<Option<Summary>> {
        Ok(self.get(&keys::of_case(b's', id))?.map(|value| codec::decode(&value)).transpose()?)
    }

    /// Returns the lines from the `from`-th on, at most `count`, in the order of the morning list
    /// on a day. The beginning of the list costs the same however many cases there are.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn window(&self, today: NaiveDate, from: usize, count: usize) -> Result<Vec<Summary>> {
        let mut out = Vec::new();
        let mut skip = from;
        self.walk(today, &mut |id, _| {
            if skip > 0 {
                skip -= 1;
                return Ok(ControlFlow::Continue(()));
            }
            out.extend(self.line(id)?);
            Ok(if out.len() >= count { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        Ok(out)
    }

    /// Returns the counts of the head line on a day.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn tally(&self, today: NaiveDate) -> Result<Tally> {
        let count = |name: &[u8]| self.meta(name).map(|n| n as usize);
        let mut tally =
            Tally { all: count(COUNT_ALL)?, running: count(COUNT_RUNNING)?, ..Tally::default() };
        let sunday = week_end(today);
        self.walk(today, &mut |_, place| {
            match place {
                ListPosition::Late => tally.late += 1,
                ListPosition::Ahead(task) if task <= &day(Some(today))[..] => tally.today += 1,
                ListPosition::Ahead(task) if task <= &day(Some(sunday))[..] => tally.week += 1,
                ListPosition::Ahead(_) => return Ok(ControlFlow::Break(())),
            }
            let counted = tally.late + tally.today + tally.week;
            Ok(if counted >= Tally::MAX {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        })?;
        Ok(tally)
    }

    /// Walks the morning list of a day: late by statute, late otherwise, then by task.
    fn walk(&self, today: NaiveDate, each: RowFn) -> Result<()> {
        let now = day(Some(today));
        for order in [IndexOrder::Law, IndexOrder::Due] {
            for entry in
                self.scan_range(order.prefix().to_vec(), [&order.prefix()[..], &now].concat())
            {
                let (key, late) = entry?;
                let Some(id) = keys::case_of(&key) else { continue };
                // A case that is late by law has come already.
                if matches!(order, IndexOrder::Due) && is_late(&late, now).0 {
                    continue;
                }
                if each(id, ListPosition::Late)?.is_break() {
                    return Ok(());
                }
            }
        }
        let from = day(today.checked_sub_days(Days::new(LONGEST_HOLIDAY)));
        let prefix = IndexOrder::Task.prefix();
        for entry in self.scan_range([&prefix[..], &from].concat(), vec![prefix[0], prefix[1] + 1])
        {
            let (key, late) = entry?;
            let (Some(id), Some(task)) = (keys::case_of(&key), key.get(2..6)) else { continue };
            if is_late(&late, now).1 {
                continue;
            }
            if each(id, ListPosition::Ahead(task))?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Where a case stands on a walk: late, or ahead with the day of its task as it sorts.
enum ListPosition<'a> {
    Late,
    Ahead(&'a [u8]),
}

/// Takes the cases of a walk in order, and may end it.
type RowFn<'a> = &'a mut dyn FnMut(CaseRef, ListPosition) -> Result<ControlFlow<()>>;

/// Returns the Sunday of a day's week.
fn week_end(today: NaiveDate) -> NaiveDate {
    let left = 6 - u64::from(today.weekday().num_days_from_monday());
    today.checked_add_days(Days::new(left)).unwrap_or(today)
}
