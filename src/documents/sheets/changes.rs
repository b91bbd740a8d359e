//! What has changed in the authority's spreadsheet since an earlier export of it.

use std::collections::BTreeMap;

use crate::documents::table::{MAX_TITLE, parse};
use crate::error::{Error, Result};

/// One row that is new or has changed since an earlier export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedRow {
    /// The cells as they are now.
    pub cells: Vec<String>,
    /// What was and is, a sentence each; none where the row is new.
    pub changes: Option<Vec<String>>,
}

/// What an earlier export says against the rows of today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetChanges {
    /// The rows that are new or have changed, in the order of today's.
    pub rows: Vec<ChangedRow>,
    /// How many are as they were.
    pub unchanged: usize,
}

/// An earlier export: its rows by their key, a cell for each of today's headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierSheet(BTreeMap<String, Vec<String>>);

impl EarlierSheet {
    /// Reads an earlier export, CSV or XLSX, with today's headings in any order; `key` is the column
    /// that tells its rows apart.
    ///
    /// # Errors
    /// It is no table, or lacks one of the headings.
    pub fn read(bytes: &[u8], headings: &[String], key: usize) -> Result<EarlierSheet> {
        let is_heading = |cell: &str| headings.iter().any(|heading| heading == cell.trim());
        let tables = parse(bytes, &is_heading)
            .map_err(|faults| Error::input(format!("The earlier export was not read. {faults}")))?;
        for table in &tables {
            for (at, row) in table.rows.iter().take(MAX_TITLE + 1).enumerate() {
                let column = |heading: &String| {
                    row.cells().find(|(_, cell)| cell == heading).map(|(column, _)| column)
                };
                let Some(columns) = headings.iter().map(column).collect::<Option<Vec<_>>>() else {
                    continue;
                };
                let cells = table.rows[at + 1..].iter().map(|row| {
                    columns.iter().map(|column| typed(row.cell(*column))).collect::<Vec<String>>()
                });
                let keyed = cells.map(|cells| (cells[key].clone(), cells));
                return Ok(EarlierSheet(keyed.filter(|(key, _)| !key.is_empty()).collect()));
            }
        }
        Err(Error::input(format!(
            "The earlier export has other columns: it needs {}.",
            headings.join(", ")
        ))
        .with_hint("Give the file of the last export, or export every row without it."))
    }

    /// Returns the keys of its rows.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Compares today's rows with it.
    pub fn changes(&self, headings: &[String], key: usize, rows: Vec<Vec<String>>) -> SheetChanges {
        let mut out = SheetChanges::default();
        for cells in rows {
            let changes = self.0.get(cells[key].trim()).map(|was| {
                let pairs = headings.iter().zip(was.iter().zip(&cells));
                let told = pairs.filter(|(_, (was, is))| was.trim() != is.trim());
                let told =
                    told.map(|(heading, (was, is))| format!("{heading}: was “{was}”, now “{is}”."));
                told.collect::<Vec<String>>()
            });
            if changes.as_ref().is_some_and(Vec::is_empty) {
                out.unchanged += 1;
            } else {
                out.rows.push(ChangedRow { cells, changes });
            }
        }
        out
    }
}

/// Returns a cell as it was before an export made sure that it is no formula.
fn typed(cell: &str) -> String {
    let text = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    text.unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::rows;

    fn row(cells: [&str; 3]) -> Vec<String> {
        cells.map(str::to_owned).to_vec()
    }

    #[test]
    fn rows_that_are_new_or_have_changed_are_told_apart_from_those_that_stand() {
        let headings = row(["Reference", "Host school", "Note"]);
        let about = vec!["Directions".to_owned(), "26/11/2026".to_owned()];
        let was = vec![
            about,
            headings.clone(),
            row(["OSD-2026-0001", "Beech Academy", "=now"]),
            row(["OSD-2026-0002", "Beech Academy", ""]),
        ];
        let now = || {
            vec![
                row(["OSD-2026-0001", "Beech Academy", "=now"]),
                row(["OSD-2026-0002", "Larch School", ""]),
                row(["OSD-2026-0003", "Larch School", ""]),
            ]
        };
        let xlsx = rows::xlsx(&was, "Directions", 1).expect("a workbook");
        for bytes in [rows::csv(&was), xlsx] {
            let earlier = EarlierSheet::read(&bytes, &headings, 0).expect("read");
            assert_eq!(earlier.keys().count(), 2);
            let found = earlier.changes(&headings, 0, now());
            assert_eq!(found.unchanged, 1);
            let told: Vec<_> = found.rows.into_iter().map(|row| row.changes).collect();
            let host = "Host school: was “Beech Academy”, now “Larch School”.".to_owned();
            assert_eq!(told, [Some(vec![host]), None]);
        }
    }

    #[test]
    fn earlier_export_of_other_columns_is_refused_with_what_it_needs() {
        let headings = row(["Reference", "Host school", "Note"]);
        let bytes = rows::csv(&[vec!["Reference".to_owned(), "Pupil".to_owned()]]);
        let said = EarlierSheet::read(&bytes, &headings, 0).expect_err("refused").to_string();
        assert!(said.contains("it needs Reference, Host school, Note"), "{said}");
        assert!(EarlierSheet::read(b"", &headings, 0).is_err());
    }
}
