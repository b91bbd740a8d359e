//! The tables of a form: as a grid where it fits, else a card for each row.

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::forms::answers::empty;
use crate::documents::papers::forms::labels::asked_label;
use crate::documents::papers::forms::sheet::{FormSheet, NOTHING};
use crate::documents::papers::paper::Block;
use crate::documents::papers::placeholders::name_of_label;
use crate::documents::papers::span::{Span, missing};
use crate::domain::case::outline::rows_in;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::schema::{Field, FieldKind, SectionPart, Table};
use crate::domain::forms::table;

/// Rows of more columns than this stand one below the other.
const MAX_COLUMNS: usize = 5;

/// Tables that the protocol's forms do not have: they are printed where they hold something.
const OFF_FORM: &[&str] = &[
    "attendees",
    "former_upns",
    table::EVENT_PARENT_VIEWS,
    table::EVENT_DECISION,
    table::EVENT_PORTAL_RETURN,
    table::EVENT_SPREADSHEET_UPDATE,
    table::EVENT_APPENDIX,
];

fn title_of(table: &Table, cells: &RowValues, sheet: &FormSheet) -> String {
    let title = table
        .fields
        .iter()
        .find(|f| f.id == table.title)
        .zip(cells.get(table.title))
        .map(|(f, v)| sheet.format(f, v));
    title.filter(|t| !t.is_empty()).unwrap_or_else(|| table.row_label.to_owned())
}

fn blank_line(
    table: &Table,
    plain: &[&'static Field],
    fixed: bool,
    name: Option<&str>,
) -> Vec<Answer> {
    let cell = |f: &&'static Field| match name {
        Some(name) if f.id == table.title => Answer::text(name),
        _ if matches!(f.kind, FieldKind::Long | FieldKind::Choice(_)) => {
            Answer::Empty { lines: 1, wanted: false }
        }
        _ => empty(f, false),
    };
    plain
        .iter()
        .map(cell)
        .chain(fixed.then_some(Answer::Empty { lines: 1, wanted: false }))
        .collect()
}

impl FormSheet<'_> {
    pub(super) fn whole_table(&mut self, table: &'static Table) {
        let form_row = self.table.and(self.row);
        let case = self.facts.case;
        let rows: Vec<(RowId, &RowValues)> =
            if self.blank { Vec::new() } else { rows_in(case, table, form_row).collect() };
        if table.id == "timetable" {
            return self.timetable(&rows);
        }
        let fields: Vec<&'static Field> = table
            .fields
            .iter()
            .filter(|f| f.kind != FieldKind::Review && self.may_show(f, &rows))
            .collect();
        if rows.is_empty() && table.fields.iter().any(|f| self.covered.contains(f.id)) {
            return;
        }
        let fields = match self.left_of(table, fields) {
            Some(left) if !left.is_empty() => left,
            _ => return,
        };
        if rows.is_empty() && !self.blank && OFF_FORM.contains(&table.id) {
            return;
        }
        let lacks = !self.blank && table.is_missing(rows.len(), |id| case.answer(id));
        if lacks {
            let field = table.none_field().unwrap_or(table.title);
            self.gaps.push(missing(&name_of_label(table.label), &[field]));
        }
        if rows.is_empty() && !self.blank {
            let said_none = table.none_field().is_some_and(|none| case.answer(none).is_yes());
            let answer = match (lacks, said_none) {
                // A form that is signed says that there are none only where somebody said so.
                (true, _) => Answer::Empty { lines: 1, wanted: true },
                (false, true) => Answer::text("None"),
                (false, false) => Answer::text("None recorded"),
            };
            let label = table.label.to_owned();
            self.blocks.push(Block::Fields(vec![PaperRow { label, answer }]));
            return;
        }
        let (plain, fixed): (Vec<_>, Vec<_>) =
            fields.into_iter().partition(|f| f.kind != FieldKind::ReadOnly);
        let columns = plain.len() + usize::from(!fixed.is_empty());
        if columns <= MAX_COLUMNS {
            self.grid(table, &plain, &fixed, &rows);
        } else {
            self.cards(table, &plain, &rows);
        }
    }

    /// Returns the columns that do not stand elsewhere on the paper, with the one that names a row;
    /// none where every one of them does.
    fn left_of(
        &self,
        table: &'static Table,
        fields: Vec<&'static Field>,
    ) -> Option<Vec<&'static Field>> {
        let is_left = |f: &&'static Field| !self.covered.contains(f.id);
        if fields.iter().all(is_left) {
            return Some(fields);
        }
        let any = fields.iter().any(|f| is_left(f) && f.id != table.title);
        any.then(|| fields.into_iter().filter(|f| is_left(f) || f.id == table.title).collect())
    }

    /// Returns whether a column is for this reader, in some row at least.
    pub(super) fn may_show(&self, field: &Field, rows: &[(RowId, &RowValues)]) -> bool {
        if self.blank || rows.is_empty() {
            return self.reader.audience.sees(field.seen);
        }
        rows.iter().any(|(row, _)| self.reader.sees(field, Some(*row)))
    }

    pub(super) fn grid(
        &mut self,
        table: &'static Table,
        plain: &[&'static Field],
        fixed: &[&'static Field],
        rows: &[(RowId, &RowValues)],
    ) {
        let mut head: Vec<String> = plain.iter().map(|f| f.label.to_owned()).collect();
        head.extend(fixed.first().map(|f| f.label.to_owned()));
        let mut lines = Vec::new();
        for (row, cells) in rows {
            let title = title_of(table, cells, self);
            let mut line = Vec::new();
            for field in plain {
                line.push(self.cell(field, *row, cells, &title));
            }
            if !fixed.is_empty() {
                let words: Vec<String> = fixed
                    .iter()
                    .filter_map(|f| cells.get(f.id).map(|v| self.format(f, v)))
                    .filter(|w| !w.is_empty())
                    .collect();
                line.push(Answer::text(&words.join(" · ")));
            }
            lines.push(line);
        }
        if self.blank {
            let given = table
                .preset_rows
                .iter()
                .map(|name| Some(*name))
                .chain(std::iter::repeat_n(None, 3));
            lines = given.map(|name| blank_line(table, plain, !fixed.is_empty(), name)).collect();
        }
        self.blocks.push(Block::Para(vec![Span::Bold(table.label.to_owned())]));
        self.blocks.push(Block::Grid { head, rows: lines });
    }

    pub(super) fn cell(
        &mut self,
        field: &'static Field,
        row: RowId,
        cells: &RowValues,
        title: &str,
    ) -> Answer {
        if !self.reader.sees(field, Some(row)) {
            return Answer::Empty { lines: 1, wanted: false };
        }
        let mut answer =
            self.shown(field, cells).unwrap_or(Answer::Empty { lines: 1, wanted: false });
        if let (FieldKind::Choice(_), Answer::Ticks { wanted, .. }) = (field.kind, &answer) {
            // A cell is too narrow for boxes.
            let words = cells.get(field.id).map(|v| self.format(field, v)).unwrap_or_default();
            answer = if words.is_empty() {
                Answer::Empty { lines: 1, wanted: *wanted }
            } else {
                Answer::text(&words)
            };
        }
        self.gap(field, &answer, Some(title));
        answer
    }

    pub(super) fn cards(
        &mut self,
        table: &'static Table,
        fields: &[&'static Field],
        rows: &[(RowId, &RowValues)],
    ) {
        let mut one = table.row_label.chars();
        let name: String = one.next().into_iter().flat_map(char::to_uppercase).chain(one).collect();
        let count = if self.blank { 2 } else { rows.len() };
        for n in 0..count {
            let mut card = Vec::new();
            let found = rows.get(n).copied();
            let title = found.map_or_else(String::new, |(_, cells)| title_of(table, cells, self));
            for (i, field) in fields.iter().enumerate() {
                let before: Vec<SectionPart> =
                    fields.iter().take(i).map(|f| SectionPart::Field(f.id)).collect();
                let label =
                    if self.blank { asked_label(field, &before) } else { field.label.to_owned() };
                let (row, cells) = found.map_or((None, &NOTHING), |(r, c)| (Some(r), c));
                if !self.reader.sees(field, row) {
                    continue;
                }
                if let Some(answer) = self.shown(field, cells) {
                    self.gap(field, &answer, Some(&title));
                    card.push(PaperRow { label, answer });
                }
            }
            self.blocks.push(Block::Para(vec![Span::Bold(if count == 1 {
                name.clone()
            } else {
                format!("{name} {}", n + 1)
            })]));
            self.blocks.push(Block::Fields(card));
        }
    }
}
