//! Reads the list: a window of it, its counts, one line.

use std::ops::ControlFlow;

use chrono::{Days, NaiveDate};

use crate::domain::case::CaseRef;
use crate::domain::list::group::Group;
use crate::domain::list::summary::{Summary, Tally};
use crate::domain::rules::Consequence;
use crate::error::Result;
use crate::store::index::order::{IndexOrder, date, day, is_late};
use crate::store::index::{COUNT_ALL, COUNT_RUNNING};
use crate::store::{Store, keys};

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

    /// Returns how many cases there are and how many run, with no group counted.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn totals(&self) -> Result<Tally> {
        let count = |name: &[u8]| self.meta(name).map(|n| n as usize);
        Ok(Tally { all: count(COUNT_ALL)?, running: count(COUNT_RUNNING)?, ..Tally::default() })
    }

    /// Returns the counts of the head line on a day.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn tally(&self, today: NaiveDate) -> Result<Tally> {
        let mut tally = self.totals()?;
        self.walk(today, &mut |_, group| {
            tally.groups.add(group);
            Ok(if tally.groups.total() >= Tally::MAX {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        })?;
        Ok(tally)
    }

    /// Walks the morning list of a day: what is late by its consequence, then by task.
    fn walk(&self, today: NaiveDate, each: RowFn) -> Result<()> {
        let now = day(Some(today));
        for consequence in Consequence::ALL {
            let prefix = IndexOrder::Due(consequence).prefix();
            let group = Group::late(consequence);
            for entry in self.scan_range(prefix.to_vec(), [&prefix[..], &now].concat()) {
                let (key, late) = entry?;
                let Some(id) = keys::case_of(&key) else { continue };
                // A case that is late by something graver has come already.
                if is_late(&late, now, consequence.index()) {
                    continue;
                }
                if each(id, group)?.is_break() {
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
            if is_late(&late, now, Consequence::COUNT) {
                continue;
            }
            if each(id, Group::ahead(date(task), today))?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Takes the cases of a walk in order, and may end it.
type RowFn<'a> = &'a mut dyn FnMut(CaseRef, Group) -> Result<ControlFlow<()>>;
