//! Where the headings of a file of pupils are, and what its columns are.

use crate::documents::clean;
use crate::documents::reading::Reading;
use crate::documents::sheets::pupils::PupilsContext;
use crate::documents::sheets::pupils::column::{PupilColumn, WHOSE};
use crate::documents::table::{FileTable, MAX_TITLE};
use crate::domain::forms::{field, headings};
use crate::domain::plural::pluralize;

/// One column.
pub(super) struct PupilColumnInfo {
    /// Its place, from 0.
    pub at: usize,
    /// Its heading on one line.
    pub heading: String,
    /// What it is.
    pub is: PupilColumn,
}

/// A table with its headings found.
pub(super) struct PupilsLayout {
    /// The place of the row of headings among the rows.
    pub at: usize,
    /// Every column that has a heading.
    pub columns: Vec<PupilColumnInfo>,
}

/// Finds the row of headings: of the first rows the one with most headings that are known; none
/// where no row has a column of UPNs.
pub(super) fn find(table: &FileTable, context: &PupilsContext) -> Option<PupilsLayout> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in table.rows.iter().enumerate().take(MAX_TITLE) {
        let cells = row.cells().filter(|(_, cell)| !cell.is_empty());
        let is: Vec<PupilColumn> =
            cells.map(|(_, cell)| PupilColumn::of(&clean(cell), context)).collect();
        let known = is.iter().filter(|column| column.is_known()).count();
        let has_upn = is.iter().any(|column| matches!(column, PupilColumn::Upn));
        if has_upn && best.is_none_or(|(_, most)| known > most) {
            best = Some((at, known));
        }
    }
    let (at, _) = best?;
    let mut columns: Vec<PupilColumnInfo> = Vec::new();
    let mut has_upn = false;
    for (column, cell) in table.rows[at].cells().filter(|(_, cell)| !cell.is_empty()) {
        let heading = clean(cell);
        let mut is = PupilColumn::of(&heading, context);
        if matches!(is, PupilColumn::Upn) && std::mem::replace(&mut has_upn, true) {
            is = PupilColumn::LeftOut("is left out: another column has the UPN.");
        }
        columns.push(PupilColumnInfo { at: column, heading, is });
    }
    settle_names(&mut columns);
    Some(PupilsLayout { at, columns })
}

/// Takes a bare `Surname` as the adult's only where another column names the pupil: otherwise nobody
/// can tell whose it is.
fn settle_names(columns: &mut [PupilColumnInfo]) {
    let names_the_pupil = |info: &PupilColumnInfo| {
        let found = headings::find(&info.heading, None);
        found.is_some_and(|(f, _)| f.field.id == field::CHILD_FULL_NAME.id)
            && headings::key(&info.heading) != "name"
    };
    let has_pupil = columns.iter().any(names_the_pupil);
    for info in columns {
        if let PupilColumn::BareName(part) = info.is {
            info.is =
                if has_pupil { PupilColumn::NamePart(part) } else { PupilColumn::LeftOut(WHOSE) };
        }
    }
}

impl PupilsLayout {
    /// Says what each column is, with how many cells it has.
    pub(super) fn account(&self, table: &FileTable, reading: &mut Reading) {
        let below = table.rows.get(self.at + 1..).unwrap_or_default();
        for info in &self.columns {
            let place = table.column_place(info.at);
            let filled = below.iter().filter(|row| !row.cell(info.at).is_empty()).count();
            if info.is.is_known() {
                reading.take(place, &info.heading, info.is.words());
            } else {
                let filled = pluralize(filled, "filled cell");
                reading.pass(place, &info.heading, format!("{} It has {filled}.", info.is.words()));
            }
        }
    }
}
