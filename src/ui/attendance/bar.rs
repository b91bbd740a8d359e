//! What the bottom bar names in the attendance pane.

use crate::keymap::action::Action;
use crate::ui::attendance::{AttendancePage, AttendancePane};

impl AttendancePane {
    /// Returns the actions that matter most on the page that is open.
    pub fn bar(&self) -> &'static [Action] {
        match self.page {
            AttendancePage::Week if self.anchor.is_some() => {
                &[Action::SelectSessions, Action::Right, Action::Left, Action::Back]
            }
            AttendancePage::Week => &[
                Action::FillWeek,
                Action::SwitchSide,
                Action::NextFault,
                Action::PreviousWeek,
                Action::Timetable,
            ],
            AttendancePage::Term => &[Action::Open, Action::Figures, Action::Back],
            AttendancePage::Figures => &[Action::Open, Action::Term, Action::Back],
        }
    }
}
