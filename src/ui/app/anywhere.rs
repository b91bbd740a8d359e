//! What the actions do that work in every pane.

use crate::api::Request;
use crate::domain::case::people;
use crate::domain::rules::Finding;
use crate::keymap::action::Action;
use crate::ui::app::App;
use crate::ui::app::actions::{no_case, refuse_unsaved};
use crate::ui::app::words;
use crate::ui::attendance;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::effect::Effect;
use crate::ui::form::event;
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::overlay::palette::Palette;
use crate::ui::overlay::restricted::RecordPrompt;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::overlay::themes::ThemePicker;
use crate::ui::overlay::tour::Tour;
use crate::ui::pane::Pane;
use crate::ui::pending::Pending;
use crate::ui::session::Session;
use crate::ui::subject_access;

/// More lines than anything has.
const END: isize = 100_000;

impl App {
    /// Does an action of the whole session, as many times as the count before it says.
    pub(super) fn act_anywhere(&mut self, action: Action, count: Option<usize>) -> Vec<Pending> {
        if let Some(pane) = pane_of(action, self.pane) {
            let has_left = match pane {
                Pane::Attendance => self.attendance.leave(),
                Pane::Passport => self.form.shows_row(),
                // It is counted anew.
                Pane::Oversight => true,
                _ => false,
            };
            if pane == self.pane && !has_left {
                self.message.say(words::already_here(&pane.label().to_lowercase()));
                return Vec::new();
            }
            return self.go(pane, None);
        }
        let times = count.unwrap_or(1) as isize;
        if action == Action::Undo
            && let Some(left) = self.session.kept.take_left(self.session.case_id())
        {
            let back = self.form.take_up(&left, &self.session);
            return self.carry_out(back);
        }
        let session = &self.session;
        let changes = match action {
            Action::Open => return self.open(),
            Action::Back => return self.back(),
            Action::Deal => return self.deal(),
            Action::Down => self.step(times),
            Action::Up => self.step(-times),
            Action::PageDown => self.step(10 * times),
            Action::PageUp => self.step(-10 * times),
            Action::First => self.step(-END),
            Action::Last => match count {
                Some(line) => {
                    let first = self.step(-END);
                    first.and(self.step(line as isize - 1))
                }
                None => self.step(END),
            },
            Action::Left | Action::Right if self.pane == Pane::Passport => {
                self.form.update(action, times, session)
            }
            Action::Left | Action::Right if self.pane == Pane::Attendance => {
                self.attendance.step(if action == Action::Left { -times } else { times });
                Changes::none()
            }
            Action::Left | Action::Right if self.pane == Pane::Oversight => {
                self.oversight.turn(if action == Action::Left { -times } else { times });
                Changes::none()
            }
            Action::Find => self.list.search_again(session),
            Action::Undo | Action::Redo => {
                let is_undo = action == Action::Undo;
                match self.seen.to_turn(is_undo, session.case_id()) {
                    Some(seq) => self.list.undo(is_undo, seq, session.today),
                    None => Changes::ask(Request::PreviewUndo { undo: is_undo }),
                }
            }
            Action::Quit | Action::SubjectAccess if self.form.is_filling() => {
                refuse_unsaved(session)
            }
            Action::Quit => PaneChange::Leave.into(),
            Action::Blank => PaneChange::Hide.into(),
            Action::Older => self.input.along_the_trail(1),
            Action::Newer => self.input.along_the_trail(-1),
            Action::SetMark | Action::GoMark => {
                self.input.ask_bookmark(action, |id| self.list.name_of(id), session)
            }
            Action::Why if session.case.is_some() => why(self.finding(), session),
            Action::Help => Changes::lay(Palette::help(self.situation(), session)),
            Action::Palette => Changes::lay(Palette::new(self.situation(), session)),
            Action::Why | Action::History | Action::People | Action::Record
                if session.case.is_none() && self.list.gone_case().is_some() =>
            {
                self.refuse_without_case()
            }
            _ => act_on_session(action, session),
        };
        self.carry_out(changes)
    }
}

/// Returns the pane that an action goes to, from this one.
fn pane_of(action: Action, here: Pane) -> Option<Pane> {
    match action {
        Action::Cases => Some(Pane::Cases),
        Action::Overview => Some(Pane::Overview),
        Action::Passport => Some(Pane::Passport),
        Action::Timeline => Some(Pane::Timeline),
        Action::Attendance => Some(Pane::Attendance),
        Action::Documents => Some(Pane::Documents),
        Action::Oversight => Some(Pane::Oversight),
        Action::NextPane => Some(here.turned(1)),
        Action::PreviousPane => Some(here.turned(-1)),
        _ => None,
    }
}

/// Does what needs nothing but the session.
fn act_on_session(action: Action, session: &Session) -> Changes {
    match action {
        Action::Record => event::pick(None, session),
        Action::Terms => attendance::terms::open(session),
        Action::Tour => Changes::lay(Tour::default()),
        Action::SubjectAccess => subject_access::open(),
        Action::Why | Action::History | Action::Restrict if session.case.is_none() => {
            no_case(false, session)
        }
        Action::People if session.case.is_none() => no_case(false, session),
        Action::People => people_sheet(session),
        Action::History => session.case_id().into_iter().map(Request::History).collect(),
        Action::Restrict => session.case_id().into_iter().map(Request::WhoSees).collect(),
        Action::OpenRestricted => Changes::lay(RecordPrompt::default()),
        Action::CopyReference => copy_reference(session),
        Action::ChooseTheme => ThemePicker::open(session),
        Action::Suspend => PaneChange::Effect(Effect::Suspend).into(),
        Action::Redraw => PaneChange::Effect(Effect::Redraw).into(),
        Action::ImportSchools => Changes::lay(PathPrompt::new(PathPurpose::Schools, "")),
        Action::BackUp => PaneChange::Effect(Effect::BackUp).into(),
        _ => Changes::none(),
    }
}

/// Opens everybody of the case, a line each.
fn people_sheet(session: &Session) -> Changes {
    let Some(case) = session.case.as_deref() else { return Changes::none() };
    let all = people::people(case, |id| session.schools.get(id));
    if all.is_empty() {
        return Changes::say(words::NO_PEOPLE);
    }
    Changes::lay(ScrollSheet::new(words::PEOPLE, all.iter().map(people::Person::line).collect()))
}

fn copy_reference(session: &Session) -> Changes {
    let Some(id) = session.case_id() else {
        return Changes::refuse(words::NO_REFERENCE);
    };
    if !session.clipboard {
        return Changes::refuse(words::CLIPBOARD_OFF);
    }
    // Nobody here can know that it arrived.
    Changes::say(words::copied(&id)).and(PaneChange::Effect(Effect::Copy(id.to_string())))
}

/// Opens why: the finding that the officer looks at first, then the others of the case.
fn why(first: Option<&Finding>, session: &Session) -> Changes {
    let rest = session.findings.iter().filter(|f| Some(*f) != first);
    let mut lines = Vec::new();
    for finding in first.into_iter().chain(rest) {
        lines.push(format!("{} {}", finding.urgency(session.today).mark(), finding.phrase));
        lines.extend(
            finding.why.iter().chain(&finding.rule.description()).map(|w| format!("   {w}")),
        );
        lines.push(String::new());
    }
    if lines.is_empty() {
        lines.push(words::NOTHING_TO_DO.into());
    }
    Changes::lay(ScrollSheet::new(words::WHY, lines))
}
