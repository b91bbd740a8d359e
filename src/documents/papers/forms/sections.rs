//! The sections of a form: their questions and tables, in the order of the dictionary.

use crate::documents::papers::answer::PaperRow;
use crate::documents::papers::forms::answers::ticks;
use crate::documents::papers::forms::labels::asked_label;
use crate::documents::papers::forms::sheet::{FormSheet, NOTHING};
use crate::documents::papers::forms::signatures::is_signature;
use crate::documents::papers::paper::Block;
use crate::domain::case::RowValues;
use crate::domain::case::outline::rows_in;
use crate::domain::forms;
use crate::domain::forms::schema::{Field, FieldKind, SectionPart};
use crate::domain::forms::{field, table};

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

    /// Adds the boxes of the outcome where nothing is decided yet. The protocol's form has three;
    /// moving on after Year 11 (`DfE` 2026) shows only where it was decided.
    pub(super) fn outcome(&mut self) {
        let decided = forms::table(table::EVENT_DECISION)
            .is_some_and(|t| rows_in(self.case(), t, self.row).next().is_some());
        let Some((_, Field { kind: FieldKind::Choice(options), .. })) =
            forms::any_field(field::DECISION_OUTCOME.id).filter(|_| !decided)
        else {
            return;
        };
        let three: Vec<(&str, bool)> =
            options.iter().filter(|(id, _)| *id != "post16").map(|(_, w)| (*w, false)).collect();
        self.blocks.push(Block::Fields(vec![PaperRow {
            label: "Outcome of the review".into(),
            answer: ticks(&three, false),
        }]));
    }

    /// Returns one field of the case, or of the row that the form writes up.
    pub(super) fn field(&mut self, id: &'static str, before: &[SectionPart]) -> Option<PaperRow> {
        let (of, field) = forms::any_field(id)?;
        if !self.reader.sees(field, None) {
            return None;
        }
        let cells: &RowValues = match of {
            None => &self.case().answers,
            Some(_) => self.row.and_then(|r| self.case().row(self.table?, r)).unwrap_or(&NOTHING),
        };
        let answer = self.shown(field, cells)?;
        if is_signature(id) {
            self.gap(field, &answer, None);
            return None;
        }
        let label = if self.blank { asked_label(field, before) } else { field.label.to_owned() };
        self.gap(field, &answer, None);
        Some(PaperRow { label, answer })
    }
}
