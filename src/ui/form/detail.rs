//! Details of the line under the cursor: its whole answer when the line is too short, a hint, and
//! the keys that answer it.

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
                    out.push((
                        format!("  … {} (Enter shows all)", pluralize(left, "more line")),
                        Role::Dim,
                    ));
                }
            }
            let how = match sign_off::meeting(case, at).filter(|_| !editor.is_pending(at)) {
                Some(signed) => {
                    format!("{} is signed off. Press Enter to add a correction.", signed.title())
                }
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
                format!(
                    "{add} attaches a file from this computer; {} shows one.",
                    (look.key)(Action::ShowPaper)
                )
            } else {
                match table.none_field() {
                    Some(_) if *missing => {
                        format!(
                            "{add} adds one; {} says that there are none.",
                            (look.key)(Action::No)
                        )
                    }
                    _ => format!(
                        "{add} adds one. Arrows move between answers; {remove} removes one."
                    ),
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
        FieldKind::YesNo => "y or n",
        FieldKind::Choice(_) => "Enter, then the first letters",
        FieldKind::Date => "Enter, then 12/3/2013, 12/3, today, mon or +6d",
        FieldKind::Time => "Enter, then 8:45",
        FieldKind::Number { .. } | FieldKind::Money => "Enter, then a number",
        FieldKind::School => "Enter, then letters of its name, town or URN",
        FieldKind::Upn => "Enter, then 13 characters",
        FieldKind::Review => "Enter, then choose",
        FieldKind::Line | FieldKind::Long => "Enter to type",
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
