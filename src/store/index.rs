//! The list's index: a summary beside each case, three orders by date, and counts.
//!
//! All of it is derived from the records and written in the same batch. What no evaluator has seen
//! yet is marked and rebuilt.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::case::{Case, CaseRef};
use crate::domain::list::full_text;
use crate::domain::list::summary::{NextDuty, Summary, Tally};
use crate::error::{Error, Result};
use crate::store::{Store, chunks, codec, guard, keys};

/// Makes the line of a case that was changed last at a time in milliseconds since 1970.
pub type SummaryFn<'a> = &'a dyn Fn(&Case, i64) -> Summary;

/// The sum over the whole index, in which order does not matter.
pub const SUM: &[u8] = b"m-index";
/// What the lines were judged with.
const STAMP: &[u8] = b"k-stamp";
const COUNT_ALL: &[u8] = b"k-all";
const COUNT_RUNNING: &[u8] = b"k-running";

/// Returns whether a key belongs to the index: counts, lines, words, orders, and marks of cases
/// that no judge has seen.
pub fn is_index(key: &[u8]) -> bool {
    matches!(chunks::kind(key), Some(b'k' | b's' | b'w' | b'x' | b'y'))
}

/// Returns the key of something that the index keeps of a case.
fn of_case(kind: u8, id: CaseRef) -> Vec<u8> {
    let mut key = keys::case(id);
    key[0] = kind;
    key
}

/// How far a walk goes back for tasks that are not late although their day has passed: a task lies
/// before its due day by a long holiday at most.
const LONGEST_HOLIDAY: u64 = 120;

/// The orders in which lines stand.
#[derive(Clone, Copy)]
enum IndexOrder {
    /// What the law asks, by due day.
    Law,
    /// What is due first.
    Due,
    /// Whose task comes first.
    Task,
}

impl IndexOrder {
    fn prefix(self) -> [u8; 2] {
        match self {
            IndexOrder::Law => *b"xl",
            IndexOrder::Due => *b"xd",
            IndexOrder::Task => *b"xt",
        }
    }
}

fn day(date: Option<NaiveDate>) -> [u8; 4] {
    // Shifted so that days sort as bytes; no date comes last.
    let n = date.map_or(i32::MAX, |d| d.num_days_from_ce());
    (n as u32 ^ 0x8000_0000).to_be_bytes()
}

fn key(
    order: IndexOrder,
    first: Option<NaiveDate>,
    second: Option<NaiveDate>,
    line: &Summary,
) -> Vec<u8> {
    let touched = (line.touched_ms as u64 ^ 1 << 63).to_be_bytes();
    let ended = [u8::from(line.stage.is_ended())];
    [&order.prefix()[..], &day(first), &day(second), &ended, &touched, &keys::case(line.id)]
        .concat()
}

/// Returns the case at the end of a key of the index.
pub(super) fn case_of(key: &[u8]) -> Option<CaseRef> {
    let mut head = key.get(key.len().checked_sub(7)?..)?.to_vec();
    head[0] = b'c';
    keys::case_at(&head)
}

/// Returns the keys under which a line stands. Each holds the day on which the law's finding is
/// late and that on which any is, so that a walk need not read the line to know whether the case
/// has come already.
fn places(line: &Summary) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let due = |n: &Option<NextDuty>| n.as_ref().and_then(|n| n.due);
    let mut keys = vec![key(
        IndexOrder::Task,
        line.soonest.as_ref().and_then(|n| n.task),
        due(&line.soonest),
        line,
    )];
    // A walk through what is late never comes to a line without a day.
    if line.first.is_some() {
        keys.push(key(IndexOrder::Due, due(&line.first), None, line));
    }
    if line.law.is_some() {
        keys.push(key(IndexOrder::Law, due(&line.law), None, line));
    }
    let late = [day(due(&line.law)), day(due(&line.first))].concat();
    keys.into_iter().map(move |key| (key, late.clone()))
}

/// Returns whether a place of the index is late on a day as it sorts: by law, or at all.
fn is_late(value: &[u8], now: [u8; 4]) -> (bool, bool) {
    let before = |at: std::ops::Range<usize>| value.get(at).is_some_and(|due| due < &now[..]);
    let (law, any) = (before(0..4), before(4..8));
    (law, law || any)
}

/// What a batch is to write: a value, or none where the key goes.
pub type WriteMap = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

impl Store {
    /// Puts into a batch what the index has to say of a case after a change at a time; without a
    /// judge its line waits to be made.
    pub(super) fn index_case(
        &self,
        id: CaseRef,
        after: Option<&Case>,
        at_ms: i64,
        judge: Option<SummaryFn>,
        writes: &mut WriteMap,
    ) -> Result<()> {
        writes.insert(of_case(b'w', id), after.map(full_text::signature));
        match (after, judge) {
            (Some(case), Some(judge)) => self.index_writes(id, Some(&judge(case, at_ms)), writes),
            (Some(_), None) => {
                writes.insert(of_case(b'y', id), Some(Vec::new()));
                Ok(())
            }
            (None, _) => {
                writes.insert(of_case(b'y', id), None);
                self.index_writes(id, None, writes)
            }
        }
    }

    /// Writes to the index outside of any change.
    fn write(&self, writes: WriteMap) -> Result<()> {
        let batch = self.summed(writes)?;
        guard::apply(self.records()?, batch).map_err(|fault| {
            Error::no_space("The list of cases could not be written: the disk may be full.")
                .with_hint("Make room, then start again.")
                .with_source(fault)
        })
    }

    /// Puts into a batch what brings the index from the line that stands to the new one.
    fn index_writes(
        &self,
        id: CaseRef,
        new: Option<&Summary>,
        writes: &mut WriteMap,
    ) -> Result<()> {
        let is = new.map(|l| l.stage == Stage::Running);
        let was = if let Ok(old) = self.stored_line(id) {
            writes.extend(old.iter().flat_map(places).map(|(place, _)| (place, None)));
            old.map(|l| l.stage == Stage::Running)
        } else {
            for entry in self.scan_raw(b"x") {
                let (place, _) = entry?;
                if case_of(&place) == Some(id) {
                    writes.insert(place.to_vec(), None);
                }
            }
            self.case(id)?.map(|case| stage::stage(&case) == Stage::Running)
        };
        writes.extend(new.into_iter().flat_map(places).map(|(place, late)| (place, Some(late))));
        writes.insert(of_case(b's', id), new.map(codec::write));
        for (name, before, after) in [
            (COUNT_ALL, was.is_some(), is.is_some()),
            (COUNT_RUNNING, was == Some(true), is == Some(true)),
        ] {
            if before != after {
                let stands: u64 = match writes.get(name) {
                    Some(Some(value)) => codec::decode(value)?,
                    Some(None) | None => self.meta(name)?,
                };
                let now = if after { stands + 1 } else { stands.saturating_sub(1) };
                writes.insert(name.to_vec(), Some(codec::write(&now)));
            }
        }
        Ok(())
    }

    /// Returns the line of one case; one that cannot be read says so itself.
    ///
    /// # Errors
    /// The records are not open.
    pub fn line(&self, id: CaseRef) -> Result<Option<Summary>> {
        self.records()?;
        Ok(self.stored_line(id).unwrap_or_else(|_| Some(Summary::unreadable(id))))
    }

    fn stored_line(&self, id: CaseRef) -> Result<Option<Summary>> {
        Ok(self.get(&of_case(b's', id))?.map(|value| codec::decode(&value)).transpose()?)
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
            Ok(if counted >= Tally::MOST {
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
                let Some(id) = case_of(&key) else { continue };
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
            let (Some(id), Some(task)) = (case_of(&key), key.get(2..6)) else { continue };
            if is_late(&late, now).1 {
                continue;
            }
            if each(id, ListPosition::Ahead(task))?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Returns the cases that may hold all the words, in the order of references; those that do not
    /// come hold them for certain not.
    ///
    /// # Errors
    /// The signatures cannot be read.
    pub fn may_hold(&self, wanted: &[String]) -> Result<Vec<CaseRef>> {
        let mut out = Vec::new();
        for entry in self.scan(b"w") {
            let (key, signature) = entry?;
            if full_text::may_hold(&signature, wanted) {
                out.extend(case_of(&key));
            }
        }
        Ok(out)
    }

    /// Makes the lines anew that no judge has seen, or all of them where `stamp` (what lines are
    /// judged with) is not the one they were made with; `tell` hears how many of how many are
    /// done.
    ///
    /// # Errors
    /// The records cannot be read or the lines not written; the next start tries again.
    pub fn index(
        &mut self,
        stamp: &str,
        judge: SummaryFn,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<()> {
        let stands = self.get(STAMP)?.map(|v| codec::decode::<String>(&v)).transpose()?;
        let all = stands.as_deref() != Some(stamp);
        let ids = if all { self.cases()? } else { self.cases_under(b"y")? };
        if all {
            self.clear_index()?;
        }
        for (i, id) in ids.iter().enumerate() {
            let case = self.case_and_time(*id)?;
            let line = case.as_ref().map(|(case, touched)| judge(case, *touched));
            let mut writes = WriteMap::new();
            writes.insert(
                of_case(b'w', *id),
                case.as_ref().map(|(case, _)| full_text::signature(case)),
            );
            self.index_writes(*id, line.as_ref(), &mut writes)?;
            writes.insert(of_case(b'y', *id), None);
            self.write(writes)?;
            if (i + 1) % 500 == 0 || i + 1 == ids.len() {
                tell(i + 1, ids.len());
            }
        }
        if all {
            self.write(WriteMap::from([(STAMP.to_vec(), Some(codec::write(stamp)))]))?;
        }
        Ok(())
    }

    /// Returns the cases of which something stands under keys of a kind, in the order of
    /// references.
    pub(super) fn cases_under(&self, kind: &[u8]) -> Result<Vec<CaseRef>> {
        self.scan_raw(kind)
            .map(|e| e.map(|(key, _)| case_of(&key)))
            .filter_map(Result::transpose)
            .collect()
    }

    fn clear_index(&mut self) -> Result<()> {
        // What the lines were judged with goes first: while it stands, whoever comes after a cut
        // takes the lines for whole.
        for prefix in [b"k".as_slice(), b"s", b"x"] {
            let mut writes = WriteMap::new();
            for entry in self.scan_raw(prefix) {
                writes.insert(entry?.0.to_vec(), None);
            }
            self.write(writes)?;
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

impl Store {
    /// Derives the whole index from the records once more and returns how many of its entries were
    /// compared, and every fault as a sentence.
    ///
    /// # Errors
    /// Records or index cannot be read.
    pub fn verify_index(
        &self,
        judge: SummaryFn,
        tell: &mut dyn FnMut(usize, usize),
    ) -> Result<(usize, Vec<String>)> {
        let (mut faults, mut entries) = (Vec::new(), 0);
        let ids = self.cases_under(b"c")?;
        let (mut all, mut running) = (0u64, 0u64);
        for (i, id) in ids.iter().enumerate() {
            let Some((case, touched)) = self.case_and_time(*id)? else { continue };
            let line = judge(&case, touched);
            if self.line(*id)?.as_ref() != Some(&line) {
                faults.push(format!(
                    "The line of {id} in the list of cases is not what follows from the case."
                ));
            }
            for (place, late) in places(&line) {
                entries += 1;
                if self.get(&place)?.as_deref() != Some(&late[..]) {
                    faults.push(format!("{id} is missing from an order of the list of cases."));
                }
            }
            all += 1;
            running += u64::from(line.stage == Stage::Running);
            if self.get(&of_case(b'w', *id))?.as_deref() != Some(&full_text::signature(&case)[..]) {
                faults.push(format!(
                    "The words of {id} for the text search are not what follows from the case."
                ));
            }
            // Its line and its words.
            entries += 2;
            if (i + 1) % 500 == 0 || i + 1 == ids.len() {
                tell(i + 1, ids.len());
            }
        }
        if (self.meta(COUNT_ALL)?, self.meta(COUNT_RUNNING)?) != (all, running) {
            faults.push("The counts of the list of cases are wrong.".into());
        }
        // What is there besides belongs to no case.
        let mut there = 0;
        for prefix in [b"s", b"w", b"x", b"y"] {
            for entry in self.scan_raw(prefix) {
                entry?;
                there += 1;
            }
        }
        if there != entries {
            faults.push(format!(
                "The list of cases has {there} entries, and {entries} follow from the cases."
            ));
        }
        Ok((entries, faults))
    }
}
