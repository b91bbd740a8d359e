//! The sections of a form: their questions and tables, in the order of the dictionary.

use crate::documents::papers::answer::PaperRow;
use crate::documents::papers::forms::labels::asked_label;
use crate::documents::papers::forms::sheet::FormSheet;
use crate::documents::papers::forms::signatures::is_signature;
use crate::documents::papers::paper::Block;
use crate::domain::case::RowValues;
use crate::domain::forms;
use crate::domain::forms::schema::SectionPart;

impl FormSheet<'_> {
    pub(super) fn section(&mut self, label: &str, parts: &[SectionPart]) {
        let before = self.blocks.len();
        let mut rows = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            match part {
                SectionPart::Field(id) => {
                    rows.extend(self.field(id, parts.get(..i).unwrap_or_default()));
                }
                SectionPart::Table(id) => {
                    self.fields(&mut rows);
                    if let Some(table) = forms::table(id) {
                        self.whole_table(table);
                    }
                }
            }
        }
        self.fields(&mut rows);
        if self.blocks.len() > before {
            self.blocks.insert(before, Block::Heading(label.to_owned()));
        }
    }

    /// Returns one field of the case, or of the row that the form writes up.
    pub(super) fn field(&mut self, id: &'static str, before: &[SectionPart]) -> Option<PaperRow> {
        let (of, field) = forms::any_field(id)?;
        if !self.reader.sees(field, None) {
            return None;
        }
        let cells: &RowValues = match of {
            None => &self.case().answers,
            Some(_) => self.own_cells(),
        };
        let answer = self.shown(field, cells)?;
        self.gap(field, &answer, None);
        if is_signature(id) || self.covered.contains(id) {
            return None;
        }
        let label = if self.blank { asked_label(field, before) } else { field.label.to_owned() };
        Some(PaperRow { label, answer })
    }
}
