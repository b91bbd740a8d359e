//! What the actions of the attendance pane do: marks, runs and selections, the next fault, what
//! lies over the pane.

use crate::domain::attendance::correct::corrections;
use crate::domain::attendance::fill::NOTHING;
use crate::domain::case::Half;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::keymap::action::Action;
use crate::ui::attendance::correction::Waiting;
use crate::ui::attendance::import::RegisterPrompt;
use crate::ui::attendance::reason::ReasonPrompt;
use crate::ui::attendance::timetable::TimetableDialog;
use crate::ui::attendance::week_faults::no_fault;
use crate::ui::attendance::words;
use crate::ui::attendance::{AttendancePage, AttendancePane};
use crate::ui::change::Changes;
use crate::ui::pending::{Pending, RegisterFile, RegisterImport};
use crate::ui::session::Session;

impl AttendancePane {
    /// Does an action of the pane so many times, where that makes a difference.
    pub fn update(&mut self, action: Action, times: isize, session: &Session) -> Changes {
        if let Some(why) = self.cannot(action) {
            return Changes::say(why);
        }
        match action {
            Action::NextWeek => self.week(times as i64),
            Action::PreviousWeek => self.week(-(times as i64)),
            Action::SwitchSide => self.side = self.side.other(),
            Action::Term => self.turn_page(AttendancePage::Term),
            Action::Figures => self.turn_page(AttendancePage::Figures),
            Action::Open => self.page = AttendancePage::Week,
            Action::ClearMark => return self.mark(None, None, session),
            Action::FillWeek => return self.fill(session),
            Action::Timetable => return self.timetable(session),
            Action::Run => {
                self.run = Some(0);
                return Changes::say(words::FILL_HOW_MANY);
            }
            Action::SelectSessions => return self.select(),
            Action::NextFault => return self.go_to_next_fault(session),
            Action::ImportRegister => {
                return Changes::lay(RegisterPrompt::new(self.side, &self.corrections));
            }
            _ => {}
        }
        Changes::none()
    }

    /// Returns why an action makes no difference on the page that is open.
    fn cannot(&self, action: Action) -> Option<&'static str> {
        match (self.page, action) {
            (AttendancePage::Week, Action::Open) => Some(words::TYPE_A_CODE),
            (AttendancePage::Term | AttendancePage::Figures, Action::SwitchSide) => {
                Some(words::BOTH_ARE_SHOWN)
            }
            (AttendancePage::Figures, Action::NextWeek | Action::PreviousWeek) => {
                Some(words::FIGURES_ARE_OF_ALL)
            }
            _ => None,
        }
    }

    /// Sets the mark under the cursor, over the selection or over a run; a count makes a run.
    pub(super) fn mark(
        &mut self,
        code: Option<&str>,
        count: Option<usize>,
        session: &Session,
    ) -> Changes {
        let run = self.run.take().or(count);
        if run == Some(0) {
            return Changes::refuse(words::NUMBER_FIRST);
        }
        let Some(registers) = session.registers() else { return Changes::none() };
        match self.edits(&registers, code, run, session.today) {
            Ok(edits) => {
                let is_one = run.is_none() && self.anchor.take().is_none();
                // A correction is asked about first; the cursor stays on the mark meanwhile.
                if is_one && corrections(&edits) == 0 {
                    self.step(1);
                }
                self.store(edits, session)
            }
            Err(why) => Changes::refuse(why.to_string()),
        }
    }

    /// Stores marks, and asks why first where some that stand would change.
    fn store(&self, edits: Vec<Edit>, session: &Session) -> Changes {
        let Some(case) = session.case_id() else { return Changes::none() };
        if edits.is_empty() {
            return Changes::say(words::ALREADY_THERE);
        }
        if corrections(&edits) > 0 {
            return Changes::lay(ReasonPrompt::new(Waiting::Marks(edits), &self.corrections));
        }
        Changes::ask(Pending::change(CaseChange { case, edits }, None))
    }

    /// Remembers what was said of a correction; after that of one mark the cursor goes on.
    pub fn remember_correction(&mut self, reason: String, position: String, is_one: bool) {
        self.corrections.reason = reason;
        if !position.is_empty() {
            self.corrections.position = position;
        }
        if is_one {
            self.step(1);
        }
    }

    /// Tells the pane the officer's position, so that corrections need not ask it.
    pub fn set_position(&mut self, position: &str) {
        position.trim().clone_into(&mut self.corrections.position);
    }

    /// Takes what a register would change; the file is offered again next time.
    pub fn take_preview(&mut self, import: RegisterImport) -> Changes {
        self.remember_file(&import.source);
        crate::ui::attendance::import_sheet::preview(import, &self.corrections)
    }

    /// Remembers the register that was looked at last.
    pub fn remember_file(&mut self, file: &RegisterFile) {
        self.corrections.file.clone_from(&file.typed);
    }

    fn fill(&self, session: &Session) -> Changes {
        let Some(registers) = session.registers() else { return Changes::none() };
        let edits = self.fill_week(&registers, session.today);
        if edits.is_empty() { Changes::say(NOTHING) } else { self.store(edits, session) }
    }

    /// Begins or ends a selection.
    fn select(&mut self) -> Changes {
        if self.anchor.take().is_some() {
            return Changes::say(words::NOTHING_IS_SELECTED);
        }
        self.anchor = Some(self.here());
        Changes::say(words::MOVE_THEN_TYPE)
    }

    /// Moves to the next session in which the registers do not fit.
    fn go_to_next_fault(&mut self, session: &Session) -> Changes {
        let Some(registers) = session.registers() else { return Changes::none() };
        match self.next_fault(&registers, session.today) {
            Some(words) => {
                self.page = AttendancePage::Week;
                Changes::refuse(words)
            }
            None => Changes::say(format!("{}.", no_fault(&registers, session.today).0)),
        }
    }

    /// Shows another page of the pane, or the week again.
    fn turn_page(&mut self, page: AttendancePage) {
        self.page = if self.page == page { AttendancePage::Week } else { page };
    }

    /// Opens the timetable in force under the cursor.
    fn timetable(&self, session: &Session) -> Changes {
        let (Some(registers), Some(case)) = (session.registers(), &session.case) else {
            return Changes::none();
        };
        let day = self.here().0;
        let from = registers
            .first
            .filter(|first| *first > day || registers.timetables.is_empty())
            .unwrap_or(day);
        Changes::lay(TimetableDialog::new(case, from, registers.week_on(from)))
    }

    /// Shows the week of a session, the cursor on the host's mark.
    pub fn show_session(&mut self, session: crate::domain::case::Session) {
        self.reset(session.0);
        self.cursor = self.cursor / 2 * 2 + usize::from(session.1 == Half::Pm);
    }
}
