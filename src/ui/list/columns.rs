//! The columns of the list: which are shown.

use crate::ui::list::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::list::view::Column;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Input, LIST, Overlay, PaneChange, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::which_key;
use crate::ui::session::Session;

/// Returns the columns once one was shown or hidden, in the order of the table.
pub(super) fn turned(columns: &[Column], column: Column) -> Vec<Column> {
    let is_shown = |c: &Column| (*c == column) != columns.contains(c);
    Column::ALL.iter().map(|(c, ..)| *c).filter(is_shown).collect()
}

/// The columns with a cursor.
#[derive(Debug)]
pub(crate) struct ColumnPicker {
    cursor: usize,
    shown: Vec<Column>,
}

impl ColumnPicker {
    /// Returns the list of columns; these are shown now.
    pub(crate) fn new(shown: Vec<Column>) -> ColumnPicker {
        ColumnPicker { cursor: 0, shown }
    }

    /// Shows the column under the cursor or hides it; one is always left.
    fn turn(&mut self) -> Update {
        let column = Column::ALL[self.cursor].0;
        let shown = turned(&self.shown, column);
        if shown.is_empty() {
            return Update::Stay;
        }
        self.shown = shown;
        Update::StayWith(PaneChange::TurnColumn(column).into())
    }
}

impl Overlay for ColumnPicker {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        &[(Action::Choose, words::SHOW_OR_HIDE), (Action::Close, words::CLOSE)]
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        if let Some(by) = input.steps() {
            self.cursor = self.cursor.saturating_add_signed(by).min(Column::ALL.len() - 1);
        }
        match input.action {
            Some(Action::Close) => Update::Close,
            Some(Action::Choose | Action::Toggle) => self.turn(),
            _ => Update::Stay,
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let is = |c: &Column| if self.shown.contains(c) { words::SHOWN } else { words::HIDDEN };
        let lines: Vec<String> = Column::ALL
            .iter()
            .enumerate()
            .map(|(i, (c, _, words))| {
                format!("{} {:<9} {words}", if i == self.cursor { ">" } else { " " }, is(c))
            })
            .collect();
        let keys =
            look.keys(&[(&[Action::Choose], words::SHOWS_OR_HIDES), (&[Action::Close], "cancel")]);
        let title = words::columns(&keys);
        which_key::on_line(which_key::draw(&title, &lines, look, area, buf), self.cursor, area)
    }
}
