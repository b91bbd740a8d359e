//! `offsite stats`: how directions ended, by length, year group, earlier interventions, distance,
//! and whether the child had been directed before.

use chrono::NaiveDate;
use serde_json::json;

use crate::cli::args::StatsArgs;
use crate::cli::commands::about;
use crate::cli::output::{print, record, write};
use crate::cli::progress::ProgressBar;
use crate::documents::rows::csv;
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::plural::pluralize;
use crate::domain::statistics::groups::By;
use crate::domain::statistics::{StatisticsRow, count};
use crate::error::Result;
use crate::service::ViewerService;

/// What stands in place of a number that is withheld.
const WITHHELD: &str = "c";

/// The headings of the columns.
const HEADINGS: [&str; 5] = ["by", "group", "ended", "successful", "other"];

/// Prints the statistics, after a line that says what they are.
pub(super) fn stats(
    owner: &mut ViewerService<'_>,
    args: &StatsArgs,
    today: NaiveDate,
) -> Result<()> {
    let mut shown = ProgressBar::new();
    let progress = &mut |what: &str, done, of| shown.report(what, done, of);
    let counted = owner.ended_cases(progress);
    shown.end();
    let counted = counted?;
    owner.note_first(AccessKind::Exported, None, counted.len(), "statistics")?;
    let least = args.withhold_below.unwrap_or_else(|| owner.least_published());
    let rows = count(&counted, least);
    let about = About {
        day: today,
        officer: owner.officer(),
        rows: rows.len(),
        hidden: owner.count_hidden(),
        least,
    };
    if args.csv {
        let mut all = vec![about.columns(), HEADINGS.map(str::to_owned).to_vec()];
        all.extend(rows.iter().map(columns));
        return write(&csv(&all));
    }
    record(args.shape, || about.words(), || about.json(), || about.columns())?;
    if !args.shape.is_data() {
        print("Successful: the child returned, moved for good or went on after Year 11.")?;
        print(&row_of(HEADINGS.map(str::to_owned).as_slice()))?;
    }
    rows.iter().try_for_each(|row| {
        record(args.shape, || row_of(&columns(row)), || json_of(row), || columns(row))
    })
}

/// What is counted, of which day and by whom.
struct About<'a> {
    day: NaiveDate,
    officer: &'a str,
    rows: usize,
    /// How many cases are hidden from the officer, and so not counted.
    hidden: usize,
    /// The least number that is not withheld.
    least: u32,
}

impl About<'_> {
    fn words(&self) -> String {
        let (day, rows) = (dates::format(self.day), pluralize(self.rows, "row"));
        format!("Ended directions on {day}, counted by {}: {rows}. {}", self.officer, self.note())
    }

    fn note(&self) -> String {
        let note = match self.least {
            0 | 1 => "Confidential: small numbers are not withheld.".to_owned(),
            least => {
                format!("{WITHHELD} means a number below {least}, or one that would give it away.")
            }
        };
        match self.hidden {
            0 => note,
            _ => format!("{note} {}", about::WITHOUT_RESTRICTED),
        }
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "what": "ended directions",
            "day": self.day,
            "by": self.officer,
            "rows": self.rows,
            "withheld_below": self.least,
            "confidential": self.least <= 1,
            "is_without_restricted": self.hidden > 0,
        })
    }

    fn columns(&self) -> Vec<String> {
        about::columns("Ended directions", self.day, self.officer, self.rows, self.note())
    }
}

fn columns(row: &StatisticsRow) -> Vec<String> {
    let by = row.by.map_or("all", By::label).to_owned();
    let number = |n: Option<u32>| n.map_or_else(|| WITHHELD.to_owned(), |n| n.to_string());
    [by, row.group.clone()].into_iter().chain(row.numbers.map(number)).collect()
}

fn row_of(columns: &[String]) -> String {
    match columns {
        [by, group, ended, successful, other] => {
            format!("{by:<22} {group:<20} {ended:>6} {successful:>11} {other:>6}")
        }
        other => other.join(" "),
    }
}

fn json_of(row: &StatisticsRow) -> serde_json::Value {
    let [ended, successful, other] = row.numbers;
    json!({
        "by": row.by.map_or("all", By::label),
        "group": row.group,
        "ended": ended,
        "successful": successful,
        "other": other,
    })
}
