//! What each action does: that of a pane goes to the pane; here is what concerns several.

use crate::api::Request;
use crate::domain::rules::{Finding, NextStep};
use crate::keymap::action::{Action, Scope};
use crate::ui::app::App;
use crate::ui::app::words;
use crate::ui::attendance::AttendancePane;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::documents::DocumentsPane;
use crate::ui::list::ListPane;
use crate::ui::overlay::commands::Situation;
use crate::ui::oversight::OversightPane;
use crate::ui::pane::Pane;
use crate::ui::pending::Pending;
use crate::ui::session::Session;
use crate::ui::subject_access;

impl App {
    /// Does an action, as many times as the count before it says.
    pub(super) fn act(&mut self, action: Action) -> Vec<Pending> {
        self.message.clear();
        if self.refuse_by_role(action) {
            self.input.end_count();
            return Vec::new();
        }
        self.form.begin(action);
        if let Some(tutor) = &mut self.tutor {
            tutor.acted(action);
        }
        let is_list = self.pane == Pane::Cases && !self.is_overlaid();
        self.list.set_moving(action.moves() && is_list);
        let count = self.input.end_count();
        let times = count.unwrap_or(1) as isize;
        let session = &self.session;
        let changes = match action.scope() {
            Scope::Global => return self.act_anywhere(action, count),
            Scope::Cases => self.list.update(action, times, session),
            Scope::Form | Scope::Passport | Scope::Text if action == Action::Cancel => {
                return self.back();
            }
            Scope::Form | Scope::Passport | Scope::Text => self.form.update(action, times, session),
            Scope::Attendance if action == Action::NextPupil => {
                turn_to_pupil(&mut self.list, &mut self.attendance, times, session)
            }
            Scope::Attendance if action == Action::PreviousPupil => {
                turn_to_pupil(&mut self.list, &mut self.attendance, -times, session)
            }
            Scope::Attendance => self.attendance.update(action, times, session),
            Scope::Documents => self.documents.update(action, session),
            Scope::Timeline => self.case.turn_filter(session),
            // These act in what lies over a pane, which takes them before they come here.
            Scope::List
            | Scope::Confirm
            | Scope::Timetable
            | Scope::Terms
            | Scope::Requests
            | Scope::Items => Changes::none(),
        };
        self.carry_out(changes)
    }

    /// Moves the cursor of the pane by a number of lines.
    pub(super) fn step(&mut self, by: isize) -> Changes {
        let session = &self.session;
        match self.pane {
            Pane::Cases => return self.list.step(by, session),
            Pane::Overview => self.case.step_overview(by, session),
            Pane::Passport => self.form.step(by, session),
            Pane::Timeline => self.case.step_timeline(by, session),
            Pane::Attendance => self.attendance.rows(by),
            Pane::Documents => self.documents.step(by),
            Pane::Oversight => self.oversight.step(by),
        }
        Changes::none()
    }

    /// Opens what the cursor of the pane stands on.
    pub(super) fn open(&mut self) -> Vec<Pending> {
        if self.pane == Pane::Oversight {
            if self.oversight.is_on_requests() {
                return self.carry_out(subject_access::open());
            }
            let opened = self.open_counted();
            return self.carry_out(opened);
        }
        if self.session.case.is_none() {
            let refused = self.refuse_without_case();
            return self.carry_out(refused);
        }
        let does = match self.pane {
            Pane::Cases | Pane::Timeline | Pane::Oversight => Action::Open,
            Pane::Overview => Action::Deal,
            Pane::Passport => Action::Edit,
            Pane::Attendance => Action::Run,
            Pane::Documents => Action::MakePaper,
        };
        if self.refuse_by_role(does) {
            return Vec::new();
        }
        let session = &self.session;
        let changes = match self.pane {
            Pane::Cases => return self.go(Pane::Overview, None),
            Pane::Overview => return self.deal(),
            Pane::Timeline => self.case.open(session),
            Pane::Passport => self.form.update(Action::Open, 1, session),
            Pane::Attendance => self.attendance.update(Action::Open, 1, session),
            Pane::Documents => self.documents.update(Action::Open, session),
            Pane::Oversight => Changes::none(),
        };
        self.carry_out(changes)
    }

    /// Leaves what is begun, or goes back to where the pane was come to from.
    pub(super) fn back(&mut self) -> Vec<Pending> {
        match self.pane {
            Pane::Passport if self.form.is_filling() => {
                let mut left = self.form.leave_event(&self.session);
                self.pane = Pane::Timeline;
                // Whoever came from the list goes back to the same row.
                if self.list.stop_dealing() {
                    left = left.and(PaneChange::BackToList);
                }
                self.carry_out(left)
            }
            Pane::Attendance if self.attendance.leave() => Vec::new(),
            Pane::Passport if self.form.shows_row() && !self.list.is_left_to_deal() => {
                self.pane = Pane::Timeline;
                Vec::new()
            }
            Pane::Cases if self.list.is_narrowed() || self.list.current().is_some() => {
                vec![self.list.clear_search(self.session.today).into()]
            }
            Pane::Cases => {
                let quit = self.session.key_words(Action::Quit);
                self.message.say(words::nothing_to_go_back_to(&quit));
                Vec::new()
            }
            Pane::Overview
            | Pane::Passport
            | Pane::Timeline
            | Pane::Attendance
            | Pane::Documents
            | Pane::Oversight => self.carry_out(PaneChange::BackToList),
        }
    }

    /// Lists the cases behind the number under the cursor of the oversight.
    fn open_counted(&mut self) -> Changes {
        match self.oversight.search_behind() {
            Ok(search) => self.list.list_only(search.to_owned(), &self.session),
            Err(says) => Changes::say(says),
        }
    }

    /// Goes to a pane, with the case under the cursor of the list; among the documents to a kind,
    /// where one is named.
    pub fn go(&mut self, pane: Pane, kind: Option<&str>) -> Vec<Pending> {
        if self.form.is_filling() {
            return self.carry_out(refuse_unsaved(&self.session));
        }
        if pane == Pane::Cases {
            return self.carry_out(PaneChange::BackToList);
        }
        if pane == Pane::Oversight {
            self.pane = pane;
            let asked = OversightPane::ask(&self.session);
            return self.carry_out(asked);
        }
        let Some(line) = self.list.current_case().filter(|_| self.list.gone_case().is_none())
        else {
            self.pane = Pane::Cases;
            let refused = self.refuse_without_case();
            return self.carry_out(refused);
        };
        self.pane = pane;
        self.input.opened(line);
        if pane == Pane::Passport {
            self.form.show_form();
        }
        let is_open = self.session.is_open(line);
        let mut changes = self.list.look_at(line, &self.session);
        if is_open && changes.is_empty() {
            // A colleague may have changed it meanwhile.
            changes = Changes::ask(Request::Case(line));
            // A case brings its documents along when it comes, the cursor on the first.
            if pane == Pane::Documents && kind.is_some() {
                changes = DocumentsPane::ask(kind, &self.session);
            }
        }
        self.carry_out(changes)
    }

    /// Says why there is no case to act on: the one under the cursor is gone, or there is none.
    pub(super) fn refuse_without_case(&self) -> Changes {
        match self.list.gone_case() {
            Some(gone) => gone,
            None => no_case(self.list.is_narrowed(), &self.session),
        }
    }

    /// Deals with the finding under the cursor: in the overview that which it stands on, elsewhere
    /// the most pressing one.
    pub(super) fn deal(&mut self) -> Vec<Pending> {
        let Some(finding) = self.finding().cloned() else {
            let said = match self.session.case {
                None => self.refuse_without_case(),
                Some(_) => Changes::say(words::NOTHING_TO_DO),
            };
            return self.carry_out(said);
        };
        if matches!(self.pane, Pane::Cases | Pane::Overview) {
            self.list.leave_to_deal();
        }
        let changes = match finding.step {
            NextStep::Record(_)
            | NextStep::Answer(_)
            | NextStep::Row(..)
            | NextStep::Cell(..)
            | NextStep::Rows(_) => self.form.resolve(&finding, &self.session),
            NextStep::Marks(session) => {
                self.attendance.show_session(session);
                self.pane = Pane::Attendance;
                Changes::say(words::next_task(&finding.phrase))
            }
            NextStep::Paper(kind) => {
                return self.go(Pane::Documents, Some(kind));
            }
            NextStep::Terms => Changes::refuse(words::WITHOUT_TERMS),
            NextStep::Nothing => Changes::refuse(words::done_outside(&finding.phrase)),
        };
        self.carry_out(changes)
    }

    /// Returns the finding that the officer looks at.
    pub(super) fn finding(&self) -> Option<&Finding> {
        let session = &self.session;
        if self.pane == Pane::Overview {
            return self.case.overview_finding(session);
        }
        if self.pane == Pane::Timeline
            && let Some(finding) = self.case.timeline_finding(session)
        {
            return Some(finding);
        }
        let next = self.list.current()?.next(session.today)?;
        session.findings.iter().find(|f| f.key() == next.key()).or(session.findings.first())
    }

    /// Returns where the officer is, as far as it decides what can be done.
    pub(in crate::ui) fn situation(&self) -> Situation {
        let is_filling = self.form.is_filling();
        let has_bookmarks = self.input.has_bookmarks();
        Situation {
            scopes: self.pane.scopes(is_filling),
            is_filling,
            has_bookmarks,
            has_selection: self.list.has_tags(),
            has_task: self.finding().is_some(),
        }
    }
}

/// Says that there is no case to act on, and how to come by one.
pub(super) fn no_case(is_narrowed: bool, session: &Session) -> Changes {
    if is_narrowed {
        let back = session.key_words(Action::Back);
        return Changes::refuse(words::no_case_matches(&back));
    }
    let new = session.key_words(Action::NewCase);
    Changes::refuse(words::no_cases(&new))
}

/// Opens another pupil of the list in the attendance pane, on the same week.
fn turn_to_pupil(
    list: &mut ListPane,
    attendance: &mut AttendancePane,
    by: isize,
    session: &Session,
) -> Changes {
    let before = list.position();
    let changes = list.step(by, session);
    let has_turned = list.position() != before;
    attendance.keep_week(has_turned);
    if has_turned {
        return changes;
    }
    changes.and(Changes::say(words::NO_MORE_PUPILS))
}

/// Says that an event is being filled in, and how to end that.
pub(super) fn refuse_unsaved(session: &Session) -> Changes {
    let (save, back) = (session.key_words(Action::Save), session.key_words(Action::Cancel));
    Changes::refuse(words::event_not_saved(&save, &back))
}
