//! Draws the attendance pane: a week with the figures beside it, or either page by itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::Registers;
use crate::ui::attendance::{AttendancePage, AttendancePane, figures, term, week};
use crate::ui::look::{CursorPos, DrawContext};

/// Columns of the figures beside the week; below that many they have a page of their own.
const BESIDE: u16 = 30;

/// Draws the pane; returns the cell of the cursor.
pub(crate) fn draw(
    grid: &AttendancePane,
    registers: &Registers,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    match grid.page {
        AttendancePage::Term => term::draw(grid, registers, look, area, buf),
        AttendancePage::Figures => figures::draw(registers, look, area, buf),
        AttendancePage::Week if area.width >= week::WIDTH + 2 + BESIDE => {
            let left = week::WIDTH + 2;
            figures::draw(
                registers,
                look,
                Rect { x: area.x + left, width: area.width - left, ..area },
                buf,
            );
            let week = Rect { width: week::WIDTH, ..area };
            Some(week::draw(grid, registers, look, week, buf))
        }
        AttendancePage::Week => Some(week::draw(grid, registers, look, area, buf)),
    }
}
