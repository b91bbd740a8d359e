//! Which sheets of a file are read, and what is said of the others.

use crate::documents::place::FilePlace;
use crate::documents::sheets::column;
use crate::documents::sheets::column::SheetColumn;
use crate::documents::sheets::fault::{SheetFault, SheetFaults};
use crate::documents::sheets::gathered::Gathered;
use crate::documents::sheets::layout;
use crate::documents::sheets::layout::SheetLayout;
use crate::documents::table::{FileTable, SheetInfo, SheetState};
use crate::domain::plural::pluralize;
use crate::domain::sheet::{LEAVE_OUT, SheetAsk, SheetMapping, SheetQuestion};

/// The answer by which a sheet is read.
const READ: &str = "read";

/// Finds the tables that are read, each with its headings; asks where more than one could be.
pub(super) fn choose<'t>(
    tables: &'t [FileTable],
    mapping: &SheetMapping,
    of: Option<&str>,
    out: &mut Gathered,
) -> Result<Vec<(&'t FileTable, SheetLayout)>, SheetFaults> {
    let (mut found, mut hidden) = (Vec::new(), false);
    for table in tables {
        let Some(sheet) = &table.sheet else {
            found.extend(layout::find(table, mapping, of).map(|layout| (table, layout)));
            continue;
        };
        let place = FilePlace::Sheet(sheet.name.clone()).to_string();
        match (sheet.state, layout::find(table, mapping, of)) {
            (SheetState::NoCells, _) => {
                out.reading.pass(place, "", "is a chart and no table of cells; it was not read.");
            }
            (SheetState::Hidden, layout) if tables.len() > 1 => {
                hidden |= layout.is_some();
                out.reading.pass(place, "", "is hidden; it was not read.");
            }
            (_, Some(layout)) => found.push((table, layout)),
            (_, None) if table.rows.is_empty() => out.reading.pass(place, "", "is empty."),
            (_, None) => {
                out.reading.pass(place, "", "has no headings that are known; it was not read.");
            }
        }
    }
    if found.is_empty() {
        let fault = if hidden { SheetFault::NoSheet } else { SheetFault::NoHeadings };
        return Err(SheetFaults::whole(fault));
    }
    if found.len() > 1 {
        found.retain(|(table, layout)| is_read(table, layout, mapping, out));
        if found.is_empty() {
            return Err(SheetFaults::whole(SheetFault::NoSheet));
        }
    }
    for (table, layout) in &found {
        columns(table, layout, out);
    }
    Ok(found)
}

/// Returns whether one of several sheets is read; one that nobody has answered for is asked about.
fn is_read(
    table: &FileTable,
    layout: &SheetLayout,
    mapping: &SheetMapping,
    out: &mut Gathered,
) -> bool {
    let Some(SheetInfo { name, .. }) = &table.sheet else { return true };
    let about = SheetAsk::Sheet(name.clone());
    match mapping.get(&about) {
        Some(READ) => true,
        Some(_) => {
            let place = FilePlace::Sheet(name.clone());
            out.reading.pass(place, "", "is left out, as was answered.");
            false
        }
        None => {
            let rows = table.rows.len() - layout.at - 1;
            out.ask(SheetQuestion {
                about,
                question: format!("Read the sheet \"{name}\", {}?", pluralize(rows, "row")),
                options: vec![
                    (READ.to_owned(), "Read it".to_owned()),
                    (LEAVE_OUT.to_owned(), "Leave it out".to_owned()),
                ],
            });
            true
        }
    }
}

/// Says what each column is, and asks about those that nobody knows.
fn columns(table: &FileTable, layout: &SheetLayout, out: &mut Gathered) {
    for info in &layout.columns {
        let place = table.column_place(info.at);
        let filled = pluralize(info.filled, "filled cell");
        match info.is {
            SheetColumn::Unknown if info.filled == 0 => {
                out.reading.pass(place, &info.heading, "has no filled cell.");
            }
            SheetColumn::Unknown => {
                out.ask(column::question(&info.heading, &info.example));
                out.reading.doubt(place, &info.heading, "is not known.");
            }
            SheetColumn::LeftOut(why) => {
                out.reading.pass(place, &info.heading, format!("{why} It has {filled}."));
            }
            is => out.reading.take(place, &info.heading, is.words()),
        }
    }
}
