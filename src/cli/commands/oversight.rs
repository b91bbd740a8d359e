//! `offsite oversight`: the numbers over all cases, one line each, with the search that opens them.

use chrono::NaiveDate;
use serde_json::json;

use crate::cli::args::ShapeArgs;
use crate::cli::commands::about;
use crate::cli::output::{print, record};
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::oversight::OversightSection;
use crate::domain::plural::pluralize;
use crate::error::Result;
use crate::service::ViewerService;

/// What is printed.
const WHAT: &str = "Oversight of all cases";

/// Prints the numbers of a day, after a line that says what they are.
pub(super) fn oversight(
    owner: &mut ViewerService<'_>,
    shape: ShapeArgs,
    today: NaiveDate,
) -> Result<()> {
    let sections = owner.oversight(today)?;
    let rows = sections.iter().flat_map(|s| &s.rows).map(|row| row.cells.len()).sum();
    owner.note_first(AccessKind::Exported, None, rows, "oversight")?;
    let (officer, day) = (owner.officer().to_owned(), dates::format(today));
    let is_partial = owner.count_hidden() > 0;
    let note = about::with_hidden(owner, String::new());
    let (note, officer) = (&note, officer.as_str());
    record(
        shape,
        || {
            let rows = pluralize(rows, "row");
            format!("{WHAT} on {day}, counted by {officer}: {rows}. {note}").trim_end().to_owned()
        },
        || {
            json!({
                "what": WHAT,
                "day": today,
                "by": officer,
                "rows": rows,
                "is_without_restricted": is_partial,
            })
        },
        || about::columns(WHAT, today, officer, rows, note.clone()),
    )?;
    sections.iter().try_for_each(|section| print_section(section, shape))
}

fn print_section(section: &OversightSection, shape: ShapeArgs) -> Result<()> {
    if !shape.is_data() {
        print(&section.title)?;
    }
    let (title, more) = (&section.title, section.more);
    for row in &section.rows {
        for (column, cell) in section.columns.iter().zip(&row.cells) {
            record(
                shape,
                || format!("  {}, {}: {}", row.label, column.to_lowercase(), cell.count),
                || {
                    json!({
                        "section": title,
                        "line": row.label,
                        "column": column,
                        "cases": cell.count,
                        "search": cell.search,
                    })
                },
                || {
                    let words = [title, &row.label, column, &cell.count.to_string(), &cell.search];
                    words.map(String::clone).to_vec()
                },
            )?;
        }
    }
    if more > 0 && !shape.is_data() {
        print(&format!("  and {more} more, with fewer overdue"))?;
    }
    Ok(())
}
