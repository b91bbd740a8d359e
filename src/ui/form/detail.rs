//! Details of the line under the cursor: its whole answer when the line is too short, a hint, and
//! the keys that answer it.

use crate::ui::form::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::outline::OutlineLine;
use crate::domain::case::{Case, sign_off};
use crate::domain::forms::schema::{FieldKind, source};
use crate::domain::forms::table;
use crate::domain::plural::pluralize;
use crate::keymap::action::Action;
use crate::ui::answer_text::answer_text;
use crate::ui::form::editor::Editor;
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, truncate, wrap};
use crate::widgets::theme::Role;

/// Returns the lines of the foot, the first of them a rule.
pub(super) fn of(
    editor: &Editor,
    case: &Case,
    all: &[OutlineLine],
    look: &DrawContext,
    width: usize,
    height: usize,
) -> Vec<(String, Role)> {
    let mut out = vec![(String::new(), Role::Dim)];
    match all.get(editor.cursor) {
        Some(OutlineLine::Field { path: at, field, .. }) => {
            let words = answer_text(case, &field.kind, case.at(at), look.school);
            let most = (height / 4).clamp(1, 10);
            if at.row.is_some() {
                out.push((field.label.to_owned(), Role::Label));
            }
            if words.lines().count() > 1 || display_width(&words) > width / 3 {
                let lines = wrap(&words, width.saturating_sub(2).max(1));
                let left = lines.len().saturating_sub(most);
                out.extend(lines.into_iter().take(most).map(|l| (format!("  {l}"), Role::Field)));
                if left > 0 {
                    out.push((words::more_lines(&pluralize(left, words::MORE_LINE)), Role::Dim));
                }
            }
            let how = match sign_off::meeting(case, at).filter(|_| !editor.is_pending(at)) {
                Some(signed) => words::signed_off(&signed.title()),
                None => format!("{} {}", field.hint, how(&field.kind)),
            };
            out.extend(
                wrap(&format!("{how} ({})", source(field.cites)), width.max(1))
                    .into_iter()
                    .take(2)
                    .map(|l| (l, Role::Hint)),
            );
        }
        Some(OutlineLine::Table { table, missing, .. }) => {
            let (add, remove) = ((look.key)(Action::AddRow), (look.key)(Action::RemoveRow));
            let words = if table.id == table::EVIDENCE {
                words::evidence_keys(&add, &(look.key)(Action::ShowPaper))
            } else {
                match table.none_field() {
                    Some(_) if *missing => words::none_or_add(&add, &(look.key)(Action::No)),
                    _ => words::row_keys(&add, &remove),
                }
            };
            out.push((format!("{words} ({})", source(table.cites)), Role::Hint));
        }
        Some(OutlineLine::Section(_) | OutlineLine::Row { .. }) | None => {}
    }
    // Two lines at least, so that a move does not shift the form and send it all again.
    while out.len() < 3 {
        out.push((String::new(), Role::Hint));
    }
    out
}

/// Returns how a kind of answer is given, in a few words.
fn how(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::YesNo => words::HOW_YES_NO,
        FieldKind::Choice(_) => words::HOW_CHOICE,
        FieldKind::Date => words::HOW_DATE,
        FieldKind::Time => words::HOW_TIME,
        FieldKind::Number { .. } | FieldKind::Money => words::HOW_NUMBER,
        FieldKind::School => words::HOW_SCHOOL,
        FieldKind::Upn => words::HOW_UPN,
        FieldKind::Review => words::HOW_REVIEW,
        FieldKind::Line | FieldKind::Long => words::HOW_TEXT,
        FieldKind::ReadOnly => "",
    }
}

/// Draws the foot.
pub(super) fn draw(lines: &[(String, Role)], look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let width = area.width as usize;
    for (y, (words, role)) in lines.iter().enumerate().take(area.height as usize) {
        if y == 0 && look.theme.has_frames() {
            draw_text(buf, area, 0, 0, &"─".repeat(width), look.theme.style(Role::Dim));
        }
        draw_text(buf, area, 0, y as u16, &truncate(words, width), look.theme.style(*role));
    }
}
