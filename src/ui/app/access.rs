//! What is not open to the officer, or not any more: it goes from the screen at once, and a sentence
//! says so.

use std::time::{Duration, Instant};

use crate::api::{GlassOpened, Request};
use crate::domain::case::CaseRef;
use crate::domain::officers::{Right, Role};
use crate::keymap::action::Action;
use crate::ui::app::App;
use crate::ui::app::words;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::documents::DocumentsPane;
use crate::ui::form::FormPane;
use crate::ui::oversight::OversightPane;
use crate::ui::pane::Pane;
use crate::ui::pending::Pending;

impl App {
    /// Takes what the officer's role is: what it does not allow is offered nowhere.
    pub(super) fn take_role(&mut self, role: Option<Role>) -> Changes {
        if self.session.role == role {
            return Changes::none();
        }
        self.session.role = role;
        self.session.keymap.set_role(role);
        match role {
            Some(role) if role.may(Right::Read) && !role.may(Right::Record) => {
                let words = words::only_reads(&role.word());
                // What stands there already is not taken away by it.
                match self.message.text() {
                    "" => Changes::say(words),
                    said if self.message.is_refusal() => Changes::refuse(format!("{said} {words}")),
                    said => Changes::say(format!("{said} {words}")),
                }
            }
            _ => Changes::none(),
        }
    }

    /// Says that the officer's role does not allow an action, where it does not.
    pub(super) fn refuse_by_role(&mut self, action: Action) -> bool {
        let role = self.session.keymap.refused_by(action);
        if let Some(role) = role {
            self.message.refuse(words::role_does_not_allow(&role.word()));
        }
        role.is_some()
    }

    /// Takes what is not open to the officer off the screen: a case, or where none is named all.
    pub(super) fn not_open(&mut self, case: Option<CaseRef>, says: String) -> Vec<Pending> {
        let Some(case) = case else {
            self.close_case();
            self.overlays.clear();
            self.list.empty(&says);
            self.session.company.clear();
            self.message.refuse(says);
            return Vec::new();
        };
        let taken = self.take_away(case);
        if taken.is_empty() {
            self.message.refuse(says);
        }
        self.carry_out(taken)
    }

    /// Takes a case off the screen wherever it stands; nothing where it stands nowhere.
    pub(super) fn take_away(&mut self, case: CaseRef) -> Changes {
        self.session.kept.forget_case(case);
        self.session.glass.take_if(|(of, _)| *of == case);
        let was_listed = self.list.remove(case);
        let was_open = self.session.is_open(case);
        if was_open {
            self.close_case();
            self.overlays.clear();
        } else if was_listed {
            // What lies over the pane may show it, but for an answer that is being typed elsewhere.
            self.overlays.retain(|over| over.place().is_some());
        }
        if !was_open && !was_listed {
            return Changes::none();
        }
        let anew = Changes::ask(self.list.ask_here(self.session.today));
        if was_open { anew.and(Changes::refuse(words::not_open_any_more(&case))) } else { anew }
    }

    /// Closes the open case, and with it what was being filled in.
    fn close_case(&mut self) {
        self.session.case = None;
        self.session.findings.clear();
        self.input.pressed.clear();
        self.form = FormPane::default();
        self.documents = DocumentsPane::default();
        self.oversight = OversightPane::default();
        self.list.stop_dealing();
        self.pane = Pane::Cases;
    }

    /// Shows a restricted case that the officer has opened to read it, and says until when.
    pub(super) fn open_glass(&mut self, opened: GlassOpened) -> Changes {
        let until = Instant::now() + Duration::from_millis(opened.open_ms);
        self.session.glass = Some((opened.case, until));
        Changes::from(PaneChange::Show(Pane::Overview))
            .and(Changes::ask(Request::Case(opened.case)))
            .and(Changes::say(opened.says))
    }

    /// Closes a restricted case whose time is over; else returns how long it is open yet, none where
    /// none is.
    pub(super) fn close_glass(&mut self) -> Option<Duration> {
        let (case, until) = self.session.glass?;
        let left = until.saturating_duration_since(Instant::now());
        if !left.is_zero() {
            return Some(left);
        }
        self.changes += 1;
        // The list is asked for anew when the officer comes back to it.
        drop(self.take_away(case));
        self.message.refuse(words::has_closed(&case));
        None
    }
}
