//! Overlays of the attendance pane: the timetable, a correction's question, and an import from file
//! name to result.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::intake::{Intake, IntakePreview};
use crate::domain::case::Case;
use crate::domain::case::edit::Edit;
use crate::ui::attendance::timetable;
use crate::ui::attendance::timetable::TimetableDialog;
use crate::ui::overlay::prompt;
use crate::ui::overlay::prompt::Prompt;
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// What waits for a reason: marks typed here, or a register that was looked at.
#[derive(Debug, Clone)]
pub enum Waiting {
    Marks(Vec<Edit>),
    Register(Box<RegisterImport>),
}

/// An import under way.
#[derive(Debug, Clone)]
pub struct RegisterImport {
    pub file: PathBuf,
    pub intake: Intake,
    pub preview: IntakePreview,
}

/// A sheet over the pane.
#[derive(Debug)]
pub enum AttendanceDialog {
    Timetable(TimetableDialog),
    /// Why marks that stand are changed.
    Reason {
        prompt: Prompt,
        waiting: Waiting,
    },
    /// In which position the officer does so; the reason was given.
    Position {
        prompt: Prompt,
        waiting: Waiting,
        reason: String,
    },
    /// Which file is to be imported.
    File(Prompt),
    /// Whether a pupil who is known by name and date of birth only is the one meant; the first that
    /// is not answered.
    Question(Box<RegisterImport>),
    /// What an import would change.
    Preview {
        import: Box<RegisterImport>,
        top: usize,
    },
    /// Why an import was refused.
    Refused {
        lines: Vec<String>,
        top: usize,
    },
}

/// Draws the sheet; returns the cell of the cursor.
pub fn draw(
    sheet: &AttendanceDialog,
    case: Option<&Case>,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    match sheet {
        AttendanceDialog::Timetable(editor) => timetable::draw(editor, case?, look, area, buf),
        AttendanceDialog::Reason { prompt, .. }
        | AttendanceDialog::Position { prompt, .. }
        | AttendanceDialog::File(prompt) => prompt::draw(prompt, look, area, buf),
        AttendanceDialog::Question(import) => {
            let question = import.open_question().map_or("", |(_, words)| words);
            lines("y yes, n no, Esc leaves the import", &[question.to_owned()], 0, look, area, buf)
        }
        AttendanceDialog::Preview { import, top } => {
            let mut all = vec![import.preview.says.clone(), String::new()];
            all.extend(import.preview.lines.iter().cloned());
            let head = if import.preview.new + import.preview.corrected == 0 {
                "Import · Esc leaves"
            } else {
                "Import · Enter stores these marks, j and k scroll, Esc leaves"
            };
            lines(head, &all, *top, look, area, buf)
        }
        AttendanceDialog::Refused { lines: all, top } => lines(
            "Not imported, nothing was changed · j and k scroll, Esc leaves",
            all,
            *top,
            look,
            area,
            buf,
        ),
    }
}

impl RegisterImport {
    /// Returns the first question without an answer.
    pub fn open_question(&self) -> Option<(usize, &str)> {
        let open = self
            .preview
            .questions
            .iter()
            .find(|(pupil, _)| self.intake.named.answer(*pupil).is_none());
        open.map(|(pupil, words)| (*pupil, words.as_str()))
    }
}

fn lines(
    head: &str,
    all: &[String],
    top: usize,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let (width, height) = (usize::from(area.width), area.height);
    if width == 0 || height == 0 {
        return None;
    }
    let wrapped: Vec<String> = all.iter().flat_map(|l| wrap(l, width)).collect();
    let rows = (wrapped.len() as u16 + 1).min(height);
    clear(buf, Rect { height: rows, ..area }, look.theme.style(Role::Text));
    draw_text(
        buf,
        area,
        0,
        0,
        &pad_to(&truncate(head, width), width),
        look.theme.style(Role::Title),
    );
    let top = top.min(wrapped.len().saturating_sub(usize::from(rows.saturating_sub(1))));
    for (y, line) in (1..rows).zip(wrapped.iter().skip(top)) {
        draw_text(buf, area, 0, y, &truncate(line, width), look.theme.style(Role::Text));
    }
    Some((area.x, area.y))
}
