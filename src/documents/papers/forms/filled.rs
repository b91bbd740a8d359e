//! A filled form in the protocol's own layout, and below it what else is recorded with it.

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::forms::answers::ticks;
use crate::documents::papers::forms::blank;
use crate::documents::papers::forms::layouts::{Column, Line, Part, Piece, Room, Source};
use crate::documents::papers::forms::pieces::{Scope, joined, unasked};
use crate::documents::papers::forms::sheet::FormSheet;
use crate::documents::papers::forms::signatures::signatures;
use crate::documents::papers::paper::Block;
use crate::documents::papers::span::Span;
use crate::domain::case::outline::rows_in;
use crate::domain::case::stage::cell;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::forms::schema::{Field, FieldKind, Table};
use crate::domain::forms::table;

impl FormSheet<'_> {
    /// Adds the parts of a form, with the answers of the case.
    pub(super) fn lay(&mut self, form: &str, parts: &'static [Part]) {
        for part in parts {
            let block = match part {
                Part::Heading(_) | Part::Note(_) => Some(blank::block(part)),
                Part::Rows(lines) => self.lines(lines, &self.scope()),
                Part::EachContact(lines) => {
                    self.each_contact(lines);
                    None
                }
                Part::Across(columns) => Some(self.across(columns)),
                Part::Table(id, columns, _) => forms::table(id).map(|t| self.table(t, columns)),
                Part::Questions(head, rows) => self.questions(head, rows),
                Part::Sign(_) => signatures(self.facts, form, self.row),
            };
            self.blocks.extend(block);
        }
    }

    /// Returns where the answers of the form itself stand.
    fn scope(&self) -> Scope<'_> {
        Scope { cells: self.own_cells(), row: None }
    }

    fn lines(&self, lines: &[Line], scope: &Scope) -> Option<Block> {
        let rows: Vec<PaperRow> = lines
            .iter()
            .filter_map(|(label, room, source)| {
                Some(PaperRow {
                    label: (*label).to_owned(),
                    answer: self.source(room, source, scope)?,
                })
            })
            .collect();
        (!rows.is_empty()).then_some(Block::Fields(rows))
    }

    /// Returns what stands beside a label; none where the reader may see nothing of it.
    fn source(&self, room: &Room, source: &Source, scope: &Scope) -> Option<Answer> {
        match source {
            Source::Answers(pieces) => self.pieces(pieces, room, scope),
            Source::Contacts => Some(self.contacts()),
            Source::Moved(changed) => self.moved(changed, room, scope),
            Source::Outcome => Some(self.decided(room)),
            Source::Signed(id) => Some(match self.case().answer(id) {
                answer if answer.is_yes() => Answer::text("Signed on the original"),
                answer if answer.is_no() => Answer::text("Not signed"),
                _ => blank::answer(room),
            }),
        }
    }

    /// Returns the answers of several fields in one space.
    fn pieces(&self, pieces: &[Piece], room: &Room, scope: &Scope) -> Option<Answer> {
        let seen: Vec<(&str, &'static Field)> = pieces
            .iter()
            .filter_map(|(before, id)| Some((*before, forms::any_field(id)?.1)))
            .filter(|(_, field)| self.reader.sees(field, scope.row))
            .collect();
        if seen.is_empty() {
            return None;
        }
        let cells = |field: &Field| self.cells_of(field, scope);
        let shown: Vec<(&str, &'static Field, Answer)> = seen
            .iter()
            .filter_map(|(before, field)| Some((*before, *field, self.shown(field, cells(field))?)))
            .collect();
        if shown.is_empty() {
            return Some(unasked(&seen, |field| cells(field), room));
        }
        Some(joined(shown, room))
    }

    /// Returns the answers among which one of a field stands: the row's, or the case's.
    fn cells_of<'a>(&'a self, field: &Field, scope: &Scope<'a>) -> &'a RowValues {
        match forms::any_field(field.id) {
            Some((Some(_), _)) => scope.cells,
            _ => &self.facts.case.answers,
        }
    }

    fn each_contact(&mut self, lines: &[Line]) {
        let Some(table) = forms::table(table::CONTACTS) else { return };
        let rows: Vec<(RowId, &RowValues)> = rows_in(self.facts.case, table, None).collect();
        let none = RowValues::new();
        let mut scopes: Vec<Scope> =
            rows.iter().map(|(row, cells)| Scope { cells, row: Some(*row) }).collect();
        if scopes.is_empty() {
            scopes.push(Scope { cells: &none, row: None });
        }
        let blocks: Vec<Block> =
            scopes.iter().filter_map(|scope| self.lines(lines, scope)).collect();
        self.blocks.extend(blocks);
    }

    /// Returns the parents and carers, each on a line of their own.
    fn contacts(&self) -> Answer {
        let mut spans = Vec::new();
        for (row, cells) in self.facts.case.rows(table::CONTACTS) {
            spans.extend((!spans.is_empty()).then_some(Span::Line));
            spans.extend(self.contact(&Scope { cells, row: Some(row) }));
        }
        if spans.is_empty() {
            return Answer::Empty { lines: 1, wanted: true };
        }
        Answer::Spans(spans)
    }

    /// Returns a parent or carer: name and relationship, then how to reach them.
    fn contact(&self, scope: &Scope) -> Vec<Span> {
        const PIECES: &[Piece] = &[
            ("", field::CONTACTS_NAME.id),
            (", ", field::CONTACTS_RELATIONSHIP.id),
            ("; ", field::CONTACTS_PHONE.id),
            ("; ", field::CONTACTS_EMAIL.id),
            ("; ", field::CONTACTS_ADDRESS.id),
        ];
        match self.pieces(PIECES, &Room::Lines(1), scope) {
            Some(Answer::Spans(spans)) => {
                // An address takes one line here.
                let comma = |span| if span == Span::Line { Span::Text(", ".into()) } else { span };
                spans.into_iter().map(comma).collect()
            }
            _ => vec![Span::Missing("name of the parent or carer".into())],
        }
    }

    /// Returns the child's address where it has changed since the last meeting.
    fn moved(&self, changed: &'static str, room: &Room, scope: &Scope) -> Option<Answer> {
        let (_, asked) = forms::any_field(changed)?;
        let cells = self.cells_of(asked, scope);
        match cells.get(changed) {
            Some(answer) if answer.is_yes() => {
                self.pieces(&[("", field::CHILD_ADDRESS.id)], room, scope)
            }
            Some(answer) if answer.is_no() => Some(Answer::text("Not changed")),
            _ => match self.shown(asked, cells) {
                Some(answer) if answer.is_wanted() => {
                    Some(Answer::Empty { lines: 1, wanted: true })
                }
                _ => Some(blank::answer(room)),
            },
        }
    }

    /// Returns the boxes of the outcome, the decided one ticked. The protocol's form has three;
    /// moving on after Year 11 (`DfE` 2026) shows only where it was decided.
    fn decided(&self, room: &Room) -> Answer {
        let decisions = forms::table(table::EVENT_DECISION)
            .into_iter()
            .flat_map(|table| rows_in(self.facts.case, table, self.row));
        let outcome = decisions
            .last()
            .map_or("", |(_, cells)| cell(cells, field::DECISION_OUTCOME.id).as_text());
        let Some((_, Field { kind: FieldKind::Choice(options), .. })) =
            forms::any_field(field::DECISION_OUTCOME.id)
        else {
            return blank::answer(room);
        };
        let printed = options.iter().filter(|(id, _)| *id != "post16" || outcome == "post16");
        let of_the_form = if let Room::Boxes(words) = room { words } else { &[][..] };
        let boxes: Vec<(&str, bool)> = printed
            .enumerate()
            .map(|(i, (id, words))| (of_the_form.get(i).copied().unwrap_or(words), *id == outcome))
            .collect();
        ticks(&boxes, false)
    }

    fn across(&self, columns: &[Column]) -> Block {
        let scope = self.scope();
        let cell = |(_, pieces): &Column| self.cell_of(pieces, &scope);
        Block::Grid {
            head: columns.iter().map(|(head, _)| (*head).to_owned()).collect(),
            rows: vec![columns.iter().map(cell).collect()],
        }
    }

    /// Returns what stands in a cell: a box is too narrow for what a reader may not see.
    fn cell_of(&self, pieces: &[Piece], scope: &Scope) -> Answer {
        let empty = || Answer::Empty { lines: 1, wanted: false };
        self.pieces(pieces, &Room::Lines(1), scope).unwrap_or_else(empty)
    }

    /// Returns a table of the case, with the rows that are named beforehand first.
    fn table(&self, table: &'static Table, columns: &[Column]) -> Block {
        let all: Vec<(RowId, &RowValues)> = rows_in(self.facts.case, table, None).collect();
        let head = columns.iter().map(|(head, _)| (*head).to_owned()).collect();
        let line = |(row, cells): &(RowId, &RowValues)| {
            let scope = Scope { cells, row: Some(*row) };
            columns.iter().map(|(_, pieces)| self.cell_of(pieces, &scope)).collect()
        };
        let is_of = |name: &str, cells: &RowValues| cell(cells, table.title).as_text() == name;
        let mut rows: Vec<Vec<Answer>> = Vec::new();
        for name in table.preset_rows {
            match all.iter().find(|(_, cells)| is_of(name, cells)) {
                Some(found) => rows.push(line(found)),
                None => rows.push(first_cell(Answer::text(name), columns.len())),
            }
        }
        let named = |cells: &RowValues| table.preset_rows.iter().any(|name| is_of(name, cells));
        rows.extend(all.iter().filter(|(_, cells)| !named(cells)).map(line));
        if rows.is_empty() {
            rows.push(first_cell(self.no_rows(table), columns.len()));
        }
        Block::Grid { head, rows }
    }

    /// Returns what a table without rows says: that there are none, where somebody said so.
    fn no_rows(&self, table: &'static Table) -> Answer {
        let case = self.facts.case;
        if table.is_missing(0, |id| case.answer(id)) {
            return Answer::Empty { lines: 1, wanted: true };
        }
        let said_none = table.none_field().is_some_and(|none| case.answer(none).is_yes());
        Answer::text(if said_none { "None" } else { "None recorded" })
    }

    /// Returns a table of questions: whether, and the details.
    fn questions(
        &self,
        head: &[&str],
        rows: &'static [(&'static str, &'static str, &'static [Piece])],
    ) -> Option<Block> {
        let scope = self.scope();
        let line = |(name, is, details): &(&'static str, &'static str, &'static [Piece])| {
            let answer = self.pieces(&[("", is)], &Room::YesNo, &scope)?;
            Some(vec![Answer::text(name), answer, self.cell_of(details, &scope)])
        };
        let rows: Vec<Vec<Answer>> = rows.iter().filter_map(line).collect();
        let head = head.iter().map(|h| (*h).to_owned()).collect();
        (!rows.is_empty()).then_some(Block::Grid { head, rows })
    }
}

/// Returns a row whose first cell holds something and whose others are empty.
fn first_cell(first: Answer, columns: usize) -> Vec<Answer> {
    let empty = Answer::Empty { lines: 1, wanted: false };
    std::iter::once(first).chain(std::iter::repeat_n(empty, columns.saturating_sub(1))).collect()
}
