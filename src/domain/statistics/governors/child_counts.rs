//! Counts children into the figures of one time. Of a child only the reference of its first case is
//! kept.

use std::collections::HashMap;

use crate::domain::case::CaseRef;
use crate::domain::statistics::governors::child_figures::Span;
use crate::domain::statistics::governors::figure::{FigurePair, FigureValue, Number};
use crate::domain::statistics::governors::period::Period;

/// Whether a child counts in the time, and earlier in the year.
type InTime = [bool; 2];

/// Whether a child is one of those of whom the number is, and whether it counts.
#[derive(Debug, Clone, Copy, Default)]
struct Marks {
    of: InTime,
    counts: InTime,
}

/// The children of one figure in one time and its year to date.
#[derive(Debug, Clone, Default)]
pub(super) struct ChildCount(HashMap<CaseRef, Marks>);

/// How many children there are in the time, earlier in the year, and in the year to date. A child
/// may be in both the time and what came before, so the last is no sum of the others.
type Children = [u64; 3];

impl ChildCount {
    /// Counts what one case has of a child: the days on which it counts, and those on which it is
    /// one of those of whom the number is.
    pub(super) fn add(&mut self, child: CaseRef, period: Period, counts: &[Span], of: &[Span]) {
        let counts = in_time(period, counts);
        let of = in_time(period, of);
        if of == [false; 2] && counts == [false; 2] {
            return;
        }
        let marks = self.0.entry(child).or_default();
        for at in 0..2 {
            marks.counts[at] |= counts[at];
            marks.of[at] |= of[at];
        }
    }

    /// Returns the children who count, and those of whom the number is. Nobody counts who is not one
    /// of these.
    fn both(&self) -> [Children; 2] {
        let (mut counts, mut of) = (Children::default(), Children::default());
        for marks in self.0.values() {
            let is_of = [marks.of[0], marks.of[1], marks.of[0] || marks.of[1]];
            let does = [marks.counts[0], marks.counts[1], marks.counts[0] || marks.counts[1]];
            for at in 0..3 {
                of[at] += u64::from(is_of[at]);
                counts[at] += u64::from(is_of[at] && does[at]);
            }
        }
        [counts, of]
    }

    /// Returns the figure, `is_share` where it is of some children. Where any number, or any
    /// difference between two of them, is from 1 to one below `least`, both numbers of the time are
    /// withheld, and those of the year to date where it is one of theirs. `may_be_told` says whether
    /// the public may be told any of it.
    pub(super) fn figure(&self, least: u32, is_share: bool, may_be_told: bool) -> FigurePair {
        let [counts, of] = self.both();
        let is_safe = |n: u64| n == 0 || n >= u64::from(least);
        let may_show = |at: usize| [counts[at], of[at], of[at] - counts[at]].map(is_safe);
        let more = |all: Children| all[2] - all[0];
        let differences = [more(counts), more(of), more(of).abs_diff(more(counts))].map(is_safe);
        let year = may_be_told && may_show(2) == [true; 3];
        let term = year && [may_show(0), may_show(1), differences] == [[true; 3]; 3];
        let value = |at: usize, is_shown: bool| {
            let number = |n: u64| if is_shown { Number::Is(n) } else { Number::Withheld };
            FigureValue {
                numerator: number(counts[at]),
                denominator: if is_share { number(of[at]) } else { Number::Absent },
            }
        };
        FigurePair { term: value(0, term), year: value(2, year) }
    }
}

/// Returns whether any of some days is in the time, and any earlier in the year.
fn in_time(period: Period, days: &[Span]) -> InTime {
    let before = period.from.pred_opt();
    let meets = |from, to| days.iter().any(|(first, last)| *first <= to && *last >= from);
    [
        meets(period.from, period.to),
        before.is_some_and(|before| period.year_from <= before && meets(period.year_from, before)),
    ]
}
