//! Turns counts into figures. Where the public reads, small numbers are withheld, and as many others
//! as it takes that none follows from the whole, from the other parts, or from the year to date.
//!
//! The year to date is the time and what came earlier in the year. So each division is a table whose
//! rows are its parts and whose columns are year, time and earlier: what
//! [`suppress`](crate::domain::statistics::suppress) makes safe.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::statistics::governors::child_figures::{CHILD_FIGURES, ChildFigure};
use crate::domain::statistics::governors::counted::Counted;
use crate::domain::statistics::governors::counts::{GovernorCounts, PeriodCounts, SumCount};
use crate::domain::statistics::governors::division::Division;
use crate::domain::statistics::governors::divisions;
use crate::domain::statistics::governors::figure::{
    Figure, FigurePair, FigureValue, Number, TENTHS, Unit,
};
use crate::domain::statistics::governors::sums::{Amount, GROUPS, SumGroup};
use crate::domain::statistics::suppress::{
    Published, PublishedRow, Split, nothing_of, publish, publish_where,
};

/// The section of what is summed over cases.
const SUMS: &str = "Attendance, suspensions and cost";

/// The section of how many children what is counted is of.
const CHILDREN: &str = "Children";

/// The section of how long directions were.
const LENGTHS: &str = "Length of ended directions";

/// The words of a division's part.
type PartName = (u16, String);

/// A division by its place, with the parts that are shown.
type DividedBy = (usize, &'static Division, Vec<PartName>);

impl GovernorCounts {
    /// Returns every figure. Numbers from 1 to one below `least` are withheld, and what would give
    /// them away; nought withholds none.
    pub fn figures(&self, least: u32) -> Vec<Figure> {
        let mut all = Vec::new();
        for what in Counted::ALL {
            all.extend(self.of_whole(what, least));
        }
        all.extend(self.of_children(least));
        all.extend(self.of_lengths(least));
        for (at, group) in GROUPS.iter().enumerate() {
            all.extend(self.of_sums(at, group, least));
        }
        all
    }

    /// Returns what is published of a whole and its divisions, for each time, and the divisions with
    /// their parts.
    fn published(&self, what: Counted, least: u32) -> (Vec<Published>, Vec<DividedBy>) {
        let of_it: Vec<DividedBy> = divisions::all()
            .enumerate()
            .filter(|(_, division)| division.of == what)
            .map(|(at, division)| (at, division, self.part_names(at, division)))
            .collect();
        let of_period = |period: &PeriodCounts| {
            let table = |(at, _, names): &DividedBy| {
                let of = |name| period.parts[*at].get(name).copied().unwrap_or_default();
                names.iter().map(of).collect::<Vec<Split>>()
            };
            let tables: Vec<Vec<Split>> = of_it.iter().map(table).collect();
            published(period, what, &tables, least)
        };
        (self.periods.iter().map(of_period).collect(), of_it)
    }

    /// Returns a whole and its divisions.
    fn of_whole(&self, what: Counted, least: u32) -> Vec<Figure> {
        let (published, of_it) = self.published(what, least);
        let (label, how) = what.words();
        let whole = |p: &Published| pair(p.whole, None);
        let mut figures = vec![Figure {
            section: label,
            label,
            part: None,
            how,
            unit: Unit::Count,
            has_chart: false,
            values: published.iter().map(whole).collect(),
        }];
        for (table, (_, division, names)) in of_it.into_iter().enumerate() {
            for (row, (_, words)) in names.into_iter().enumerate() {
                let value = |p: &Published| pair(p.tables[table][row], Some(p.whole));
                figures.push(Figure {
                    section: label,
                    label: division.label,
                    part: Some(words),
                    how: division.how,
                    unit: Unit::Count,
                    has_chart: division.has_chart,
                    values: published.iter().map(value).collect(),
                });
            }
        }
        figures
    }

    /// Returns the parts of a division that are shown: those that always are, and those that
    /// something has fallen into in any of the times.
    fn part_names(&self, at: usize, division: &Division) -> Vec<PartName> {
        let always = division.shown().iter().zip(0..).map(|(words, at)| (at, (*words).to_owned()));
        let mut names: BTreeSet<PartName> = always.collect();
        for period in &self.periods {
            names.extend(period.parts[at].keys().cloned());
        }
        names.into_iter().collect()
    }

    /// Returns how many children what is counted is of. A child has one event at least, so such a
    /// number says how few a withheld number of events may be: the public is told it only where
    /// nothing of what stands beside it is withheld.
    fn of_children(&self, least: u32) -> Vec<Figure> {
        let figure = |(at, figure): (usize, &ChildFigure)| {
            let beside: Vec<_> = figure
                .beside
                .iter()
                .map(|(what, label)| (self.published(*what, least), *label))
                .collect();
            let is_told = |period: usize| {
                beside.iter().all(|((published, of_it), label)| {
                    let Published { whole, tables } = &published[period];
                    let by_label = of_it
                        .iter()
                        .zip(tables)
                        .filter(|((_, division, _), _)| Some(division.label) == *label);
                    by_label
                        .flat_map(|(_, rows)| rows)
                        .chain([whole])
                        .flatten()
                        .all(Option::is_some)
                })
            };
            let value = |(period, counts): (usize, &PeriodCounts)| {
                counts.children[at].figure(least, figure.of.is_some(), is_told(period))
            };
            Figure {
                section: CHILDREN,
                label: figure.label,
                part: None,
                how: figure.how,
                unit: Unit::Count,
                has_chart: false,
                values: self.periods.iter().enumerate().map(value).collect(),
            }
        };
        CHILD_FIGURES.iter().enumerate().map(figure).collect()
    }

    /// Returns how long ended directions were. A median may tell how a withheld number divides, so
    /// the public is told it only where no number of ended directions is withheld.
    fn of_lengths(&self, least: u32) -> Vec<Figure> {
        let (published, _) = self.published(Counted::Ended, least);
        let is_whole = |p: &Published| {
            p.tables.iter().flatten().chain([&p.whole]).all(|row| row.iter().all(Option::is_some))
        };
        let figure =
            |label, how, of: fn(&BTreeMap<u32, u32>) -> Option<u64>, may_be_shown: bool| {
                let value = |(period, published): (&PeriodCounts, &Published)| {
                    let [in_term, earlier, in_year] = period.wholes[&Counted::Ended].cases;
                    let may_be_shown = may_be_shown && is_whole(published);
                    let is_safe = |n: u32| (n == 0 || n >= least) && may_be_shown;
                    let number = |lengths, is_safe| match of(lengths) {
                        None => Number::Absent,
                        Some(number) if is_safe => Number::Is(number),
                        Some(_) => Number::Withheld,
                    };
                    let [term, year] = &period.lengths;
                    FigurePair {
                        term: plain(number(term, is_safe(in_term) && is_safe(earlier))),
                        year: plain(number(year, is_safe(in_year))),
                    }
                };
                Figure {
                    section: LENGTHS,
                    label,
                    part: None,
                    how,
                    unit: Unit::Weeks,
                    has_chart: false,
                    values: self.periods.iter().zip(&published).map(value).collect(),
                }
            };
        vec![
            figure(
                "Median length",
                "Half of the directions ended in the time were as long or shorter, in school weeks.",
                median,
                true,
            ),
            figure(
                "Longest length",
                "The longest of the directions ended in the time, in school weeks. It is of one child, so the public is not told it.",
                longest,
                least == 0,
            ),
        ]
    }

    fn of_sums(&self, at: usize, group: &SumGroup, least: u32) -> Vec<Figure> {
        let figure = |(line, (label, how)): (usize, &(&'static str, &'static str))| Figure {
            section: SUMS,
            label,
            part: None,
            how,
            unit: group.unit,
            has_chart: false,
            values: self.periods.iter().map(|p| sum(&p.sums[at][line], group, least)).collect(),
        };
        group.lines.iter().enumerate().map(figure).collect()
    }
}

/// Publishes a whole and its tables; all are withheld where the events are of few cases.
fn published(period: &PeriodCounts, what: Counted, tables: &[Vec<Split>], least: u32) -> Published {
    let is_few = |n: u32| n > 0 && n < least;
    let whole = period.wholes[&what];
    let [in_term, earlier, in_year] = whole.cases;
    let is_small = is_few(whole.items.successful) || is_few(whole.items.other);
    if is_few(in_year) {
        nothing_of(tables)
    } else if is_few(in_term) || is_few(earlier) || is_small {
        publish_where(whole.items, tables, least, false)
    } else {
        publish(whole.items, tables, least)
    }
}

/// Returns the sum of one period. It is withheld where few cases add to it, and that of the time
/// also where few add to the rest of the year, which would follow from both.
fn sum(sum: &SumCount, group: &SumGroup, least: u32) -> FigurePair {
    let [in_term, earlier, in_year] = sum.cases.map(|n| n == 0 || n >= least);
    let value = |amount: Amount, is_safe: bool| {
        let number = |n| if is_safe { Number::Is(n) } else { Number::Withheld };
        FigureValue {
            numerator: number(amount[0]),
            denominator: if group.is_share { number(amount[1]) } else { Number::Absent },
        }
    };
    FigurePair {
        term: value(sum.term, in_term && earlier && in_year),
        year: value(sum.year, in_year),
    }
}

/// Returns what is published of a row: the year to date and the time; `whole` where it is a share.
fn pair(row: PublishedRow, whole: Option<PublishedRow>) -> FigurePair {
    let [year, term, _] = row;
    let of = |number: Option<u32>, column: usize| FigureValue {
        numerator: number.into(),
        denominator: whole.map_or(Number::Absent, |whole| whole[column].into()),
    };
    FigurePair { year: of(year, 0), term: of(term, 1) }
}

fn plain(numerator: Number) -> FigureValue {
    FigureValue { numerator, denominator: Number::Absent }
}

/// Returns the median of lengths in tenths: the middle one, or half way between the middle two.
fn median(lengths: &BTreeMap<u32, u32>) -> Option<u64> {
    let count: u64 = lengths.values().map(|n| u64::from(*n)).sum();
    let at = |place: u64| {
        let mut passed = 0;
        lengths.iter().find_map(|(length, n)| {
            passed += u64::from(*n);
            (place < passed).then_some(u64::from(*length))
        })
    };
    let (low, high) = (at(count.checked_sub(1)? / 2)?, at(count / 2)?);
    Some((low + high) * TENTHS / 2)
}

fn longest(lengths: &BTreeMap<u32, u32>) -> Option<u64> {
    let (length, _) = lengths.iter().rev().find(|(_, n)| **n > 0)?;
    Some(u64::from(*length) * TENTHS)
}
