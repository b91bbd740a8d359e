//! Counts cases one by one into the figures of a time and of earlier years; no case is kept.

use std::collections::BTreeMap;

use crate::domain::statistics::governors::child_counts::ChildCount;
use crate::domain::statistics::governors::child_figures::CHILD_FIGURES;
use crate::domain::statistics::governors::counted::{Counted, CountedCase, Item};
use crate::domain::statistics::governors::divisions::{self, school_weeks};
use crate::domain::statistics::governors::period::{PartOfYear, Period};
use crate::domain::statistics::governors::sums::{Amount, GROUPS};
use crate::domain::statistics::suppress::Split;

/// The parts of one division that something has fallen into: their place and words.
pub(super) type PartCounts = BTreeMap<(u16, String), Split>;

/// A whole, and how many cases it comes from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WholeCount {
    /// Those of the time, and those earlier in the year.
    pub items: Split,
    /// Cases with any of them in the time, earlier, and in the year to date.
    pub cases: [u32; 3],
}

/// A sum, and from how many cases it comes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct SumCount {
    pub term: Amount,
    pub year: Amount,
    /// Cases that add to it in the time, earlier, and in the year to date.
    pub cases: [u32; 3],
}

/// The counts of one time and its year to date.
#[derive(Debug, Clone)]
pub(super) struct PeriodCounts {
    pub period: Period,
    pub wholes: BTreeMap<Counted, WholeCount>,
    /// By the place of the division.
    pub parts: Vec<PartCounts>,
    /// By the places of group and line.
    pub sums: Vec<Vec<SumCount>>,
    /// By the place of the figure.
    pub children: Vec<ChildCount>,
    /// How many ended directions were so many school weeks long: of the time, and of the year.
    pub lengths: [BTreeMap<u32, u32>; 2],
}

/// The counts of a report.
#[derive(Debug, Clone)]
pub struct GovernorCounts {
    pub(super) periods: Vec<PeriodCounts>,
}

impl GovernorCounts {
    /// Returns counts of nothing, for a time and the same days of earlier years.
    pub fn new(period: Period) -> GovernorCounts {
        let periods = period.with_earlier_years().into_iter().map(PeriodCounts::new);
        GovernorCounts { periods: periods.collect() }
    }

    /// Counts a case.
    pub fn count(&mut self, case: &CountedCase) {
        for what in Counted::ALL {
            // What runs depends on the last day; everything else is the same for every time.
            let same = self.periods.first().filter(|_| what != Counted::Running);
            let same = same.map(|counts| what.items(case, counts.period.to));
            for counts in &mut self.periods {
                match &same {
                    Some(items) => counts.count_items(case, what, items),
                    None => counts.count_items(case, what, &what.items(case, counts.period.to)),
                }
            }
        }
        for counts in &mut self.periods {
            counts.count_sums(case);
        }
        self.count_children(case);
    }
}

impl GovernorCounts {
    fn count_children(&mut self, case: &CountedCase) {
        let Some(to) = self.periods.first().map(|counts| counts.period.to) else { return };
        for (at, figure) in CHILD_FIGURES.iter().enumerate() {
            let counts = (figure.counts)(case, to);
            let of = figure.of.map_or_else(|| counts.clone(), |of| of(case, to));
            for each in &mut self.periods {
                each.children[at].add(case.child, each.period, &counts, &of);
            }
        }
    }
}

/// Adds a case to those of the time, earlier and the year to date.
fn add_case(cases: &mut [u32; 3], in_term: bool, is_earlier: bool) {
    cases[0] += u32::from(in_term);
    cases[1] += u32::from(is_earlier);
    cases[2] += u32::from(in_term || is_earlier);
}

impl PeriodCounts {
    fn new(period: Period) -> PeriodCounts {
        PeriodCounts {
            period,
            wholes: Counted::ALL.map(|what| (what, WholeCount::default())).into(),
            parts: divisions::all().map(|_| PartCounts::new()).collect(),
            sums: GROUPS.iter().map(|g| vec![SumCount::default(); g.lines.len()]).collect(),
            children: vec![ChildCount::default(); CHILD_FIGURES.len()],
            lengths: Default::default(),
        }
    }

    fn count_items(&mut self, case: &CountedCase, what: Counted, items: &[Item]) {
        let (mut in_term, mut is_earlier) = (false, false);
        for item in items {
            let Some(part) = self.period.part_of(item.on) else { continue };
            let is_of_term = part == PartOfYear::Term;
            in_term |= is_of_term;
            is_earlier |= !is_of_term;
            add(&mut self.wholes.entry(what).or_default().items, is_of_term);
            for (division, parts) in divisions::all().zip(&mut self.parts) {
                if division.of == what {
                    add(parts.entry(division.part(case, *item)).or_default(), is_of_term);
                }
            }
            if what == Counted::Ended
                && let Some(weeks) = school_weeks(case)
            {
                *self.lengths[0].entry(weeks).or_default() += u32::from(is_of_term);
                *self.lengths[1].entry(weeks).or_default() += 1;
            }
        }
        add_case(&mut self.wholes.entry(what).or_default().cases, in_term, is_earlier);
    }

    fn count_sums(&mut self, case: &CountedCase) {
        for (group, sums) in GROUPS.iter().zip(&mut self.sums) {
            for (amounts, sum) in (group.amounts)(case, self.period).into_iter().zip(sums) {
                for place in 0..2 {
                    sum.term[place] += amounts.term[place];
                    sum.year[place] += amounts.term[place] + amounts.earlier[place];
                }
                add_case(&mut sum.cases, amounts.term != [0, 0], amounts.earlier != [0, 0]);
            }
        }
    }
}

/// Counts one more: of the time, or earlier in the year.
fn add(split: &mut Split, is_of_term: bool) {
    if is_of_term {
        split.successful += 1;
    } else {
        split.other += 1;
    }
}
