//! Shows a reply where it belongs.

use crate::ui::app::words;
use std::rc::Rc;

use crate::api::{HistoryEntry, Reply, Request};
use crate::domain::case::Case;
use crate::domain::case::stage::first_day;
use crate::domain::rules::{Finding, most_urgent_first};
use crate::keymap::action::Action;
use crate::ui::app::App;
use crate::ui::attendance::import_sheet;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::documents::DocumentsPane;
use crate::ui::import;
use crate::ui::list::ListPane;
use crate::ui::list::trials::TrialSheet;
use crate::ui::list::views::ViewPicker;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::history_sheet::HistorySheet;
use crate::ui::overlay::restricted::RestrictPrompt;
use crate::ui::overlay::schools_sheet::SchoolsSheet;
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, Then};
use crate::ui::session::Session;
use crate::ui::subject_access;

impl App {
    /// Shows a reply where it belongs; may ask for more.
    pub(super) fn show(&mut self, reply: Reply) -> Vec<Pending> {
        let today = self.session.today;
        let changes = match reply {
            Reply::List(page) => {
                self.list.take(*page);
                let look = self.list.look(&self.session);
                look.and(self.list.ask_setup())
            }
            Reply::Case { case, line, findings } => {
                self.list.put_line(*line);
                self.show_case(Rc::from(case), findings)
            }
            Reply::Opened { says, case, line, .. } => {
                self.list.put_line(*line);
                self.list.go_to(case.id);
                self.pane = Pane::Passport;
                self.form.show_passport();
                Changes::say(saved(&says)).and(Changes::ask(Request::Case(case.id)))
            }
            Reply::Saved { says, case, line, findings, .. } => {
                if let Some(tutor) = &mut self.tutor {
                    tutor.saved();
                }
                self.list.put_line(*line);
                self.list.go_to(case.id);
                let unsaid = self.take_unsaid();
                let shown = self.show_case(Rc::from(case), findings);
                let said = format!("{} {unsaid}", saved(&says));
                Changes::say(said.trim_end()).and(shown)
            }
            Reply::Notices(all) => self.take_notices(all),
            Reply::Lines(fresh) => {
                self.list.take_lines(fresh);
                Changes::none()
            }
            Reply::Clash { says, case, line, findings, is_same } => {
                self.list.put_line(*line);
                let shown = self.show_case(Rc::from(case), findings);
                let said = if is_same { Changes::say(says) } else { Changes::refuse(says) };
                said.and(shown)
            }
            Reply::SavedAll { says, .. } => self.saved_all(&says),
            Reply::Deleted { says, .. } => {
                self.session.case = None;
                self.pane = Pane::Cases;
                Changes::say(says).and(Changes::ask(self.list.ask(today)))
            }
            Reply::Drafts { session, all } => {
                self.has_joined(session);
                self.session.kept.load(&all);
                self.list.offer(all)
            }
            Reply::Terms { says, .. } if says.is_empty() => Changes::none(),
            Reply::Terms { says, .. } => {
                let said = Changes::say(words::saved(&says.trim_end_matches('.')));
                said.and(Changes::ask(Request::Calendars)).and(ask_anew(&self.list, &self.session))
            }
            Reply::RegisterTaken { says } => {
                Changes::say(says).and(ask_anew(&self.list, &self.session))
            }
            Reply::SchoolsTaken { says } => {
                let anew: Changes = self.session.ask_schools().into_iter().collect();
                Changes::say(says).and(anew).and(ask_anew(&self.list, &self.session))
            }
            Reply::Imported { says, .. } => {
                let known = self.session.ask_schools().into_iter();
                let known: Changes = known.chain([Request::SetupStatus]).collect();
                let said = Changes::say(words::imported(&says));
                said.and(known).and(ask_anew(&self.list, &self.session))
            }
            Reply::Pupils(pupils) => import::take_pupils(pupils, &self.session),
            Reply::RegisterRefused(lines) => import_sheet::refused(lines),
            Reply::Offered { case, sources } => {
                self.form.take_suggestions(case, sources, &self.session)
            }
            Reply::PaperList { case, all } => {
                self.documents.take(case, all, None);
                Changes::none()
            }
            Reply::Blocked { says, may_override: true, .. } => {
                let leave = self.session.key_words(Action::LeaveText);
                Changes::refuse(words::needs_a_reason(&says, &leave))
            }
            Reply::Blocked { says, .. } | Reply::Refused { says, .. } => Changes::refuse(says),
            other => self.show_apart(other),
        };
        self.carry_out(changes)
    }

    /// Shows what changes no case: what lies over the panes, and what the session knows.
    fn show_apart(&mut self, reply: Reply) -> Changes {
        match reply {
            Reply::SheetPreviewed { file, preview } => import::take_sheet(file, *preview),
            Reply::SchoolsPreviewed { file, preview } => {
                Changes::lay(SchoolsSheet::new(file, *preview))
            }
            Reply::Oversight(sections) => {
                self.oversight.take(sections, &self.session);
                Changes::none()
            }
            Reply::Views(all) => Changes::lay(ViewPicker::new(all)),
            Reply::BulkPreviewed(trials) => Changes::lay(TrialSheet::new(&trials)),
            Reply::PreviewUndo(preview) => {
                let yes = self.list.undo(preview.undo, preview.seq, self.session.today);
                let question = preview.question();
                Changes::lay(Confirm::new(question, yes, words::NO_CHANGES))
            }
            Reply::History(past) => {
                let lines = past.iter().map(HistoryEntry::line).collect();
                self.session
                    .case_id()
                    .map_or_else(Changes::none, |id| Changes::lay(HistorySheet::new(id, lines)))
            }
            Reply::Role(role) => self.take_role(role),
            Reply::Access(answer) => subject_access::said(&answer),
            Reply::WhoSees { case, logins } => {
                Changes::lay(RestrictPrompt::new(case, &logins.join(" ")))
            }
            Reply::Restricted { case, says } => {
                let anew = Changes::ask(self.list.ask_here(self.session.today));
                let asked = Pending { request: Request::Case(case), then: Then::Refresh(None) };
                Changes::say(says).and(anew).and(Changes::ask(asked))
            }
            Reply::GlassBroken(opened) => self.open_glass(opened),
            Reply::AllSchools { stamp, schools } => {
                self.session.known_schools = Some(stamp);
                if let Some(schools) = schools {
                    self.session.schools = schools;
                }
                Changes::none()
            }
            Reply::Calendars(all) => {
                self.session.calendars = all;
                Changes::none()
            }
            Reply::SchoolAnswers { case, answers } => {
                if let Some(open) = self.session.case.clone().filter(|open| open.id == case) {
                    self.session.last_used.take(&open, answers);
                }
                Changes::none()
            }
            Reply::SetupStatus { schools, terms } => {
                self.list.take_setup(schools, terms);
                Changes::none()
            }
            // Places found come too late where the search was closed; the others go to whoever
            // asked for them, or are shown already.
            _ => Changes::none(),
        }
    }

    /// Opens a case in every pane; another one than before begins anew in each. Its documents are
    /// asked for where they are on screen.
    pub(super) fn show_case(&mut self, case: Rc<Case>, mut findings: Vec<Finding>) -> Changes {
        if !self.session.is_open(case.id) {
            self.forget_unsaid();
            let today = self.session.today;
            self.case.turn_to_case();
            self.form.turn_to_case();
            let first = first_day(&case).filter(|day| *day > today);
            self.attendance.turn_to_case(first.unwrap_or(today));
        }
        most_urgent_first(&mut findings, self.session.today);
        self.session.findings = findings;
        self.session.case = Some(case);
        match self.pane {
            Pane::Documents => DocumentsPane::ask(None, &self.session),
            Pane::Passport => self.ask_school_answers().into_iter().collect(),
            _ => Changes::none(),
        }
    }

    /// Goes back to the list once an event was stored in many cases.
    fn saved_all(&mut self, says: &str) -> Changes {
        let discarded = self.form.close_event(&self.session);
        self.seen.forget();
        self.list.forget_tags();
        let here = self.list.current_case();
        let undo = self.session.key_words(Action::Undo);
        discarded
            .and(PaneChange::Show(Pane::Cases))
            .and(Changes::say(words::saved_undo_all(&says, &undo)))
            .and(Changes::ask(self.list.ask_here(self.session.today)))
            .and(here.into_iter().map(Request::Case).collect::<Changes>())
    }
}

/// Asks for the list and the open case again, after something both depend on has changed.
fn ask_anew(list: &ListPane, session: &Session) -> Changes {
    let open = session.case_id().map(Request::Case);
    std::iter::once(list.ask(session.today)).chain(open).collect()
}

/// Returns a change of a case as a line: when and by whom, what, and why where a reason was given.
/// Returns the message of a change that is saved; a second line of it is a sentence to mind.
fn saved(says: &str) -> String {
    let (first, mind) = says.split_once('\n').unwrap_or((says, ""));
    words::saved_but(&first.trim_end_matches('.'), &mind).trim_end().to_owned()
}
