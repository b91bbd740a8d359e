//! The report as rows of text, for CSV.

use crate::documents::governors::{GovernorReport, shown};
use crate::domain::statistics::governors::NOT_HELD;

/// The headings before those of the times.
pub(super) const HEADINGS: [&str; 4] = ["Section", "Figure", "Part", "Unit"];

/// The heading of how a figure is counted.
pub(super) const HOW: &str = "How it is counted";

/// Returns the headings.
pub(super) fn headings(report: &GovernorReport) -> Vec<String> {
    let times = report.times().into_iter().flatten();
    let pairs = times.flat_map(|time| [time.clone(), format!("Of: {time}")]);
    HEADINGS.map(str::to_owned).into_iter().chain(pairs).chain([HOW.to_owned()]).collect()
}

/// Returns the report as rows: what it is, the headings, a row for each figure, and what is not held.
pub fn rows(report: &GovernorReport) -> Vec<Vec<String>> {
    let mut all = vec![report.first.clone(), headings(report)];
    for figure in &report.figures {
        let part = figure.part.clone().unwrap_or_default();
        let unit = figure.unit;
        let words = [figure.section, figure.label, &part, unit.label()];
        let mut row = words.map(str::to_owned).to_vec();
        for value in figure.values.iter().flat_map(|pair| [pair.term, pair.year]) {
            row.extend([value.numerator, value.denominator].map(|number| shown(number, unit)));
        }
        row.push(figure.how.to_owned());
        all.push(row);
    }
    all.push(Vec::new());
    all.extend(NOT_HELD.map(|sentence| vec![sentence.to_owned()]));
    all
}
