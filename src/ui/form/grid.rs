//! A table edited in place: one column for each field, the first always visible, the others
//! scrolled with the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::Case;
use crate::domain::case::outline::{EditorView, OutlineLine, columns};
use crate::domain::forms::schema::{Field, FieldKind, Table};
use crate::ui::answer_text::answer_text;
use crate::ui::form::editor::Editor;
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The columns of one table as they are shown now.
pub(super) struct Grid {
    /// Field and width of each column in sight, in order.
    shown: Vec<(&'static Field, usize)>,
    /// Whether columns lie out of sight to the left, and to the right.
    more: (bool, bool),
}

/// Returns the mark of a line: that it is missing, or nothing.
pub(super) fn mark(missing: bool) -> &'static str {
    if missing { "?" } else { "" }
}

impl Grid {
    /// Lays out the table whose heading is line `head`, within a width in cells.
    pub(super) fn of(
        table: &'static Table,
        all: &[OutlineLine],
        head: usize,
        case: &Case,
        look: &DrawContext,
        width: usize,
        editor: &Editor,
    ) -> Grid {
        let fields: Vec<&'static Field> =
            columns(table, matches!(editor.view, EditorView::Form { .. })).collect();
        let mut widths: Vec<usize> = fields.iter().map(|f| least(f)).collect();
        let mut cursor = None;
        for (i, line) in all.iter().enumerate().skip(head + 1) {
            match line {
                OutlineLine::Field { path: at, field, .. }
                    if at.row.as_ref().is_some_and(|(t, _)| t == table.id) =>
                {
                    let Some(column) = fields.iter().position(|f| f.id == field.id) else {
                        continue;
                    };
                    let words = answer_text(case, &field.kind, case.at(at), look.school);
                    let most = most(&field.kind);
                    widths[column] = widths[column]
                        .max(display_width(words.lines().next().unwrap_or_default()).min(most));
                    if i == editor.cursor {
                        cursor = Some(column);
                    }
                }
                OutlineLine::Row { table: of, .. } if of.id == table.id => {}
                _ => break,
            }
        }
        let first = widths.first().copied().unwrap_or(0).min(width);
        let mut from = 1;
        let fits = |from: usize, to: usize| {
            first + widths[from.min(to)..to].iter().map(|w| w + 2).sum::<usize>() <= width
        };
        while let Some(column) = cursor
            && column > from
            && !fits(from, column + 1)
        {
            from += 1;
        }
        let mut to = from.min(fields.len());
        while to < fields.len() && fits(from, to + 1) {
            to += 1;
        }
        let mut shown = vec![(fields[0], first)];
        shown.extend((from..to).map(|i| (fields[i], widths[i])));
        // What is left over goes to the last column in sight.
        let used: usize = shown.iter().map(|(_, w)| w + 2).sum::<usize>().saturating_sub(2);
        if let Some(last) =
            shown.last_mut().filter(|(f, _)| matches!(f.kind, FieldKind::Long | FieldKind::Line))
        {
            last.1 += width.saturating_sub(used).min(40);
        }
        Grid { shown, more: (from > 1, to < fields.len()) }
    }

    /// Returns how many lines the headings take: one or two.
    pub(super) fn head_lines(&self) -> usize {
        // One column is named by the table itself.
        if self.shown.len() == 1 && self.more == (false, false) {
            return 0;
        }
        self.shown.iter().map(|(f, w)| heading(f, *w).len()).max().unwrap_or(1).min(2)
    }

    /// Draws one line of the headings.
    pub(super) fn draw_heads(
        &self,
        line: usize,
        look: &DrawContext,
        y: u16,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let style = look.theme.style(Role::Dim);
        let mut x = 2;
        for (field, width) in &self.shown {
            let words = heading(field, *width);
            // A heading of one line stands on the line next to the rows.
            let at = (words.len() + line).checked_sub(self.head_lines());
            let words = at.and_then(|i| words.get(i)).cloned().unwrap_or_default();
            draw_text(buf, area, x, y, &truncate(&words, *width), style);
            x += *width as u16 + 2;
        }
        if line == 0 && (self.more.0 || self.more.1) {
            let words = match self.more {
                (true, true) => "‹ ›",
                (true, false) => "‹",
                (false, _) => "›",
            };
            draw_text(
                buf,
                area,
                area.width.saturating_sub(display_width(words) as u16),
                y,
                words,
                look.theme.style(Role::Key),
            );
        }
    }

    /// Draws one row; `fields` are its lines, the first of them at `from`. Returns the cell of the
    /// cursor where it stands in it.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn draw_row(
        &self,
        editor: &Editor,
        case: &Case,
        fields: &[OutlineLine],
        from: usize,
        look: &DrawContext,
        y: u16,
        area: Rect,
        buf: &mut Buffer,
    ) -> CursorPos {
        let missing = fields.iter().any(|l| matches!(l, OutlineLine::Field { missing: true, .. }));
        draw_text(buf, area, 0, y, mark(missing), look.theme.style(Role::Warn));
        let (mut x, mut spot) = (2, None);
        for (column, width) in &self.shown {
            let found = fields.iter().enumerate().find_map(|(i, l)| match l {
                OutlineLine::Field { path: at, field, missing } if field.id == column.id => {
                    Some((from + i, at, *missing))
                }
                _ => None,
            });
            let (words, role, here) = match found {
                None => ("·".to_owned(), Role::Dim, false),
                Some((i, at, missing)) => {
                    let value = case.at(at);
                    let words = answer_text(case, &column.kind, value, look.school);
                    let more = words.lines().count() > 1;
                    let first = words.lines().next().unwrap_or_default();
                    let words = match (value.is_empty(), missing) {
                        (true, true) => "?".to_owned(),
                        (true, false) => "–".to_owned(),
                        (false, _) if more => format!("{first} …"),
                        (false, _) => first.to_owned(),
                    };
                    let role = match (value.is_empty(), missing) {
                        (true, true) => Role::Warn,
                        (true, false) => Role::Dim,
                        (false, _) => Role::Text,
                    };
                    (words, role, i == editor.cursor)
                }
            };
            let words = if here { pad_to(&words, *width) } else { truncate(&words, *width) };
            draw_text(
                buf,
                area,
                x,
                y,
                &words,
                look.theme.style(if here { Role::Focus } else { role }),
            );
            if here {
                spot = Some((area.x + x.min(area.width - 1), area.y + y));
            }
            x += *width as u16 + 2;
        }
        spot
    }
}

/// Returns a column's heading in at most two lines.
fn heading(field: &Field, width: usize) -> Vec<String> {
    let mut lines = wrap(field.label.trim_end_matches('?'), width);
    lines.truncate(2);
    lines
}

/// Returns the least width of a column: its kind's, and its heading's longest word within reason.
fn least(field: &Field) -> usize {
    let word = field.label.split_whitespace().map(display_width).max().unwrap_or(0).min(14);
    let half = display_width(field.label).div_ceil(2).min(14);
    let kind = match field.kind {
        FieldKind::Date => 10,
        FieldKind::YesNo | FieldKind::Time | FieldKind::Number { .. } => 4,
        FieldKind::Money => 8,
        FieldKind::Choice(_) | FieldKind::Review => 8,
        FieldKind::Line | FieldKind::School | FieldKind::Upn => 14,
        FieldKind::Long => 14,
        FieldKind::ReadOnly => 8,
    };
    kind.max(word).max(half)
}

/// Returns the most that an answer widens its column to.
fn most(kind: &FieldKind) -> usize {
    match kind {
        FieldKind::Date
        | FieldKind::YesNo
        | FieldKind::Time
        | FieldKind::Number { .. }
        | FieldKind::Money => 12,
        FieldKind::Choice(_) | FieldKind::Review | FieldKind::Upn | FieldKind::ReadOnly => 18,
        FieldKind::Line | FieldKind::School => 26,
        FieldKind::Long => 34,
    }
}
