//! A form while it is written: what it knows, and what it lacks so far.

use std::collections::BTreeSet;

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::forms::reader::FormReader;
use crate::documents::papers::paper::Block;
use crate::documents::papers::placeholders::name_of;
use crate::documents::papers::span::missing;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::document::Missing;
use crate::domain::forms::schema::Field;
use crate::domain::value::EMPTY;

/// A form while it is written.
pub(super) struct FormSheet<'a> {
    pub(super) facts: &'a PaperFacts<'a>,
    pub(super) reader: &'a FormReader<'a>,
    /// The row that the form writes up.
    pub(super) row: Option<RowId>,
    /// The table of that row.
    pub(super) table: Option<&'static str>,
    /// Nothing of the case is printed.
    pub(super) blank: bool,
    /// The fields that stand elsewhere on the paper and are not printed here.
    pub(super) covered: BTreeSet<&'static str>,
    /// The particulars found missing so far.
    pub(super) gaps: Vec<Missing>,
    /// The blocks written so far.
    pub(super) blocks: Vec<Block>,
}

pub(super) static NOTHING: RowValues = RowValues::new();

impl<'a> FormSheet<'a> {
    /// Returns an empty sheet of the same form, which leaves out what stands elsewhere.
    pub(super) fn beside(&self, covered: BTreeSet<&'static str>) -> FormSheet<'a> {
        let (facts, reader, row, table) = (self.facts, self.reader, self.row, self.table);
        let blank = self.blank;
        FormSheet {
            facts,
            reader,
            row,
            table,
            blank,
            covered,
            gaps: Vec::new(),
            blocks: Vec::new(),
        }
    }
}

impl FormSheet<'_> {
    pub(super) fn fields(&mut self, rows: &mut Vec<PaperRow>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Fields(std::mem::take(rows)));
        }
    }

    pub(super) fn case(&self) -> &Case {
        self.facts.case
    }

    /// Returns the answers of the row that the form writes up; none where it writes up no row.
    pub(super) fn own_cells(&self) -> &RowValues {
        self.row.and_then(|r| self.facts.case.row(self.table?, r)).unwrap_or(&NOTHING)
    }

    /// Returns the text of an answer of the row that the form writes up.
    pub(super) fn cell_text(&self, id: &str) -> String {
        self.own_cells().get(id).unwrap_or(&EMPTY).as_text().to_owned()
    }

    pub(super) fn gap(&mut self, field: &Field, answer: &Answer, of: Option<&str>) {
        if !self.blank && answer.is_wanted() {
            let words =
                of.map_or_else(|| name_of(field), |of| format!("{} ({of})", name_of(field)));
            self.gaps.push(missing(&words, &[field.id]));
        }
    }
}
