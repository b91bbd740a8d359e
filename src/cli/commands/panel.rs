//! `offsite export panel`: what each school took, gave and had returned, for the Fair Access Panel.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::cli::commands::about;
use crate::cli::progress::ProgressBar;
use crate::domain::calendar::dates;
use crate::domain::sheet::panel::{HOW_COUNTED, PanelCounts, PanelFigures};
use crate::error::Result;
use crate::service::ViewerService;

/// The headings of the columns.
const HEADINGS: [&str; 7] =
    ["School", "Year group", "Taken", "Given", "Returned to it", "Returned by it", "Balance"];

/// Returns the rows of the pack, the headings second: every school, its year groups, then all schools
/// together, and last how each figure is counted.
pub(super) fn rows(
    owner: &mut ViewerService<'_>,
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
) -> Result<Vec<Vec<String>>> {
    let to = to.unwrap_or(today);
    let from = from.unwrap_or_else(|| dates::year_start(to));
    about::refuse_backwards(from, to)?;
    let mut shown = ProgressBar::new();
    let counted =
        owner.panel_figures((from, to), &mut |what, done, of| shown.report(what, done, of));
    shown.end();
    let figures = of_schools(owner, &counted?);
    let note = format!(
        "From {} to {}. Confidential: small numbers are not withheld.",
        dates::format(from),
        dates::format(to)
    );
    let note = about::with_hidden(owner, note);
    let first = about::columns("Fair Access Panel", today, owner.officer(), figures.len(), note);
    let mut all = vec![first, HEADINGS.map(str::to_owned).to_vec()];
    all.extend(figures);
    all.push(Vec::new());
    all.extend(HOW_COUNTED.map(|sentence| vec![sentence.to_owned()]));
    Ok(all)
}

/// The figures of a school by year group.
type ByYear = Vec<(Option<i64>, PanelCounts)>;

/// Returns a row for each school and each of its year groups, by the names of the schools.
fn of_schools(owner: &ViewerService<'_>, figures: &PanelFigures) -> Vec<Vec<String>> {
    let mut by_name: BTreeMap<(String, &str), ByYear> = BTreeMap::new();
    let mut total = PanelCounts::default();
    for ((school, year), counts) in figures {
        let name = owner.school_name(school);
        by_name.entry((name, school)).or_default().push((*year, *counts));
        total += *counts;
    }
    let mut rows = Vec::new();
    for ((name, _), years) in by_name {
        let mut all = PanelCounts::default();
        for (_, counts) in &years {
            all += *counts;
        }
        rows.push(row(&name, "All".to_owned(), all));
        for (year, counts) in years {
            let year = year.map_or_else(|| "Not known".to_owned(), |year| year.to_string());
            rows.push(row(&name, year, counts));
        }
    }
    if !rows.is_empty() {
        rows.push(row("All schools", "All".to_owned(), total));
    }
    rows
}

fn row(school: &str, year: String, counts: PanelCounts) -> Vec<String> {
    let PanelCounts { taken, given, returned_to, returned_by } = counts;
    let numbers = [taken, given, returned_to, returned_by, counts.balance()];
    let mut cells = vec![school.to_owned(), year];
    cells.extend(numbers.map(|number| number.to_string()));
    cells
}
