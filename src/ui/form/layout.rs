//! Which lines of a form stand in which rows on the screen: headings, questions, tables with the
//! names of their columns, and what is told under a row.

use crate::ui::form::words;
use std::ops::Range;

use crate::domain::case::outline::{EditorView, OutlineLine, stops};
use crate::domain::case::{Case, evidence};
use crate::domain::forms::schema::Table;
use crate::domain::forms::{field, table};
use crate::domain::value::Value;
use crate::ui::form::grid::Grid;
use crate::ui::form::page::FormPage;
use crate::widgets::text::wrap;

/// One row on the screen.
pub(super) enum FormRow {
    /// Between two sections.
    Blank,
    /// A section's heading.
    Section(usize),
    /// A field, or a table's heading.
    One(usize),
    /// The first or second line of the headings of a table's columns.
    Heads {
        /// Which table's columns.
        grid: usize,
        /// Which of the two lines.
        line: usize,
    },
    /// One row of a table: its answers are these lines.
    Answers {
        /// Which table's columns.
        grid: usize,
        /// Its lines.
        cells: Range<usize>,
    },
    /// An item of the list of evidence that a table's heading is followed by.
    Item(evidence::EvidenceItem),
    /// A line of a correction, told whole under its row: what stood, what it should be, why and by
    /// whom.
    Told(String),
}

impl FormRow {
    /// Returns whether it belongs to the table above it.
    fn is_of_table(&self) -> bool {
        match self {
            FormRow::Heads { .. }
            | FormRow::Answers { .. }
            | FormRow::Item(_)
            | FormRow::Told(_) => true,
            FormRow::Blank | FormRow::Section(_) | FormRow::One(_) => false,
        }
    }
}

/// Every row of a form.
pub(super) struct FormLayout {
    /// The rows, from the top.
    pub(super) rows: Vec<FormRow>,
    /// The columns of each table.
    pub(super) grids: Vec<Grid>,
    /// The row of the cursor.
    cursor: usize,
    /// The list of evidence comes before the next section.
    is_evidence_next: bool,
}

impl FormLayout {
    /// Lays the lines of a form out within a width in cells.
    pub(super) fn new(page: &FormPage, width: usize) -> FormLayout {
        let mut layout =
            FormLayout { rows: Vec::new(), grids: Vec::new(), cursor: 0, is_evidence_next: false };
        let mut stops = stops(page.all).into_iter().peekable();
        for (i, line) in page.all.iter().enumerate() {
            match line {
                // One row by itself has its name in the title above.
                OutlineLine::Section(_) if matches!(page.editor.view, EditorView::Row { .. }) => {}
                OutlineLine::Section(_) => layout.add_section(i, page.case),
                OutlineLine::Table { table, rows, .. } => {
                    if stops.next_if(|s| s.start == i).is_some() && page.editor.cursor == i {
                        layout.cursor = layout.rows.len();
                    }
                    layout.add_table(i, table, *rows, page, width);
                }
                OutlineLine::Row { .. } => {}
                OutlineLine::Field { .. } => {
                    if let Some(stop) = stops.next_if(|s| s.start == i) {
                        layout.add_answers(i, stop, page, width);
                    }
                }
            }
        }
        layout.add_evidence(page.case);
        layout
    }

    fn add_section(&mut self, head: usize, case: &Case) {
        self.add_evidence(case);
        if !self.rows.is_empty() {
            self.rows.push(FormRow::Blank);
        }
        self.rows.push(FormRow::Section(head));
    }

    fn add_evidence(&mut self, case: &Case) {
        if std::mem::take(&mut self.is_evidence_next) {
            let asked = evidence::checklist(case)
                .into_iter()
                .filter(|i| i.state != evidence::ItemState::NotAsked);
            self.rows.extend(asked.map(FormRow::Item));
        }
    }

    fn add_table(
        &mut self,
        head: usize,
        table: &'static Table,
        rows: usize,
        page: &FormPage,
        width: usize,
    ) {
        self.rows.push(FormRow::One(head));
        self.is_evidence_next = table.id == table::EVIDENCE;
        if rows > 0 {
            let width = width.saturating_sub(3);
            let columns = Grid::of(table, page.all, head, page.case, page.look, width, page.editor);
            let (grid, lines) = (self.grids.len(), columns.head_lines());
            self.grids.push(columns);
            self.rows.extend((0..lines).map(|line| FormRow::Heads { grid, line }));
        }
    }

    /// Adds a question, or a row of a table.
    fn add_answers(&mut self, i: usize, stop: Range<usize>, page: &FormPage, width: usize) {
        if stop.contains(&page.editor.cursor) {
            self.cursor = self.rows.len();
        }
        let is_in_table = i > 0 && matches!(page.all[i - 1], OutlineLine::Row { .. });
        match self.grids.len().checked_sub(1).filter(|_| is_in_table) {
            Some(grid) => {
                self.rows.push(FormRow::Answers { grid, cells: stop });
                let told = correction(page.case, &page.all[i], width.saturating_sub(4));
                self.rows.extend(told.into_iter().map(FormRow::Told));
            }
            None => self.rows.push(FormRow::One(i)),
        }
    }

    /// Returns the first row shown of so many, so that the cursor's is among them. Under a table's
    /// heading its rows are seen too, as far as there is room.
    pub(super) fn top(&self, page: &FormPage, per: usize) -> usize {
        let is_heading =
            matches!(page.all.get(page.editor.cursor), Some(OutlineLine::Table { .. }));
        let below = self.rows.iter().skip(self.cursor + 1).take_while(|r| r.is_of_table()).count();
        let ahead = if is_heading { below.min(per / 3) } else { 0 };
        let last = self.rows.len().saturating_sub(1);
        first_shown((self.cursor + ahead).min(last), per).min(self.rows.len().saturating_sub(per))
    }
}

/// Returns a correction in sentences, where this is the first answer of one that stands in a table.
fn correction(case: &Case, line: &OutlineLine, width: usize) -> Vec<String> {
    let OutlineLine::Field { path: at, field, .. } = line else { return Vec::new() };
    let row = at
        .row
        .as_ref()
        .filter(|(table, _)| table == table::EVENT_APPENDIX && field.id == field::APPENDIX_ON.id);
    let Some(cells) = row.and_then(|(table, row)| case.row(table, *row)) else { return Vec::new() };
    let text = |id: &str| cells.get(id).map_or("", Value::as_text).replace('\n', " ");
    let (old, new, why, who) = (
        text(field::APPENDIX_OLD.id),
        text(field::APPENDIX_NEW.id),
        text(field::APPENDIX_WHY.id),
        text(field::APPENDIX_WHO.id),
    );
    wrap(&words::correction(&old, &new, &why, &who), width.max(1))
}

/// Returns the first row shown: it changes by two thirds of a page at a time, so that moving within
/// a page draws little.
fn first_shown(here: usize, per: usize) -> usize {
    let step = (per * 2 / 3).max(1);
    if here < per { 0 } else { ((here - per) / step + 1) * step }
}
