//! What each action does: session-wide ones here, those of a pane in its folder.

use crate::api::Request;
use crate::domain::case::outline::EditorView;
use crate::domain::forms;
use crate::keymap::action::Action;
use crate::ui::attendance::AttendancePage;
use crate::ui::case::timeline::Current;
use crate::ui::documents::update::DocumentAction;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::{App, Editor, Pane};

impl App {
    pub(super) fn act(&mut self, action: Action) -> Vec<Request> {
        self.message = (String::new(), false);
        if !matches!(action, Action::NextMissing | Action::NextSafeguarding) {
            self.filling.arrived = false;
        }
        if let Some(tutor) = &mut self.tutor {
            tutor.acted(action);
        }
        self.desk.moving = action.moves() && self.pane == Pane::Cases && self.overlays.is_empty();
        let count = self.desk.end_count();
        let times = count.unwrap_or(1) as isize;
        match action {
            Action::Quit if self.editor.pending.is_some() => self.refuse_unsaved(),
            Action::Quit => self.quit = true,
            Action::Help
            | Action::Palette
            | Action::SetMark
            | Action::GoMark
            | Action::Older
            | Action::Newer
            | Action::CopyReference
            | Action::ChooseTheme
            | Action::Suspend
            | Action::Redraw
            | Action::Blank
            | Action::BackUp => return self.act_desk(action),
            Action::Cases => return self.go(Pane::Cases),
            Action::Overview => return self.go(Pane::Overview),
            Action::Passport => return self.go(Pane::Passport),
            Action::Timeline => return self.go(Pane::Timeline),
            Action::Attendance => return self.go(Pane::Attendance),
            Action::Documents => return self.go(Pane::Documents),
            Action::MakePaper
            | Action::PreviewPaper
            | Action::PaperSent
            | Action::PaperFolder
            | Action::PaperForAll => {
                return self.act_papers(action);
            }
            Action::NextPane => return self.turn(1),
            Action::PreviousPane => return self.turn(Pane::ALL.len() - 1),
            Action::Undo => return self.ask_turn(true),
            Action::Redo => return self.ask_turn(false),
            Action::Views
            | Action::KeepView
            | Action::Tag
            | Action::TagRange
            | Action::TagAll
            | Action::Untag
            | Action::ActOnTagged
            | Action::SearchText
            | Action::Sort
            | Action::Columns => return self.act_list(action, times),
            Action::Find => {
                self.pane = Pane::Cases;
                self.cases.search_for(self.cases.filter.clone());
            }
            Action::Record => self.record(),
            Action::Terms => return self.open_terms(crate::domain::case::Side::Home),
            Action::Why | Action::History if self.case.is_none() => {
                let new = self.key_words(Action::NewCase);
                self.refuse(format!("There is no case yet. Press {new} to open the first."));
            }
            Action::Why => self.why(),
            Action::History => return self.case.iter().map(|c| Request::History(c.id)).collect(),
            Action::Deal => return self.deal(),
            Action::Down => return self.step(times),
            Action::Up => return self.step(-times),
            Action::PageDown => return self.step(10 * times),
            Action::PageUp => return self.step(-10 * times),
            Action::First => return self.step(-100_000),
            Action::Last => match count {
                Some(line) => {
                    self.step(-100_000);
                    return self.step(line as isize - 1);
                }
                None => return self.step(100_000),
            },
            Action::Left => self.sideways(-times),
            Action::Right => self.sideways(times),
            Action::Open => return self.open(),
            Action::Back => return self.back(),
            Action::NewCase => return vec![Request::NewCase { on: self.today }],
            Action::Edit => {
                return if self.pane == Pane::Timeline { self.open() } else { self.edit_line() };
            }
            Action::Yes => return self.answer_yes_no(true),
            Action::No => return self.answer_yes_no(false),
            Action::Clear => return self.clear(),
            Action::AddRow => return self.add_row(),
            Action::RemoveRow => self.ask_removal(),
            Action::NextMissing => (0..times).for_each(|_| self.next_missing()),
            Action::NextSafeguarding => (0..times).for_each(|_| self.next_safeguarding()),
            Action::Missing => self.jump(true),
            Action::FindInForm => self.jump(false),
            Action::Prefill => return self.prefill(),
            Action::Transfer => self.ask_path(false),
            Action::ProposePeople => return self.propose_people(),
            Action::ShowPaper => return self.show_paper(),
            Action::NextSection => (0..times).for_each(|_| self.section(true)),
            Action::PreviousSection => (0..times).for_each(|_| self.section(false)),
            Action::NextForm => self.form(1),
            Action::PreviousForm => self.form(forms::FORMS.len() - 1),
            Action::NextWeek => self.attendance.week(times as i64),
            Action::PreviousWeek => self.attendance.week(-(times as i64)),
            Action::SwitchSide => self.switch_side(),
            Action::ClearMark => return self.mark(None),
            Action::FillWeek => return self.fill(),
            Action::Timetable => self.timetable(),
            Action::Run => self.run(),
            Action::Select => self.select(),
            Action::NextFault => self.next_fault(),
            Action::Term => self.page(AttendancePage::Term),
            Action::Figures => self.page(AttendancePage::Figures),
            Action::ImportRegister => self.import(),
            Action::NextPupil => return self.pupil(times),
            Action::PreviousPupil => return self.pupil(-times),
            Action::Save | Action::Done | Action::Accept => {
                return if self.editor.pending.is_some() { self.save() } else { self.edit_line() };
            }
            Action::Cancel => return self.back(),
            // These act in what lies over a pane, which takes them before they come here.
            Action::LeaveText
            | Action::NextLine
            | Action::PreviousLine
            | Action::NextLines
            | Action::PreviousLines
            | Action::Complete
            | Action::ClearLine
            | Action::SelectAll
            | Action::OwnEditor
            | Action::Choose
            | Action::Close
            | Action::Toggle
            | Action::NextPart
            | Action::Extra
            | Action::Agree
            | Action::Decline
            | Action::Dismiss
            | Action::KeepTimetable
            | Action::AtHome
            | Action::AtHost
            | Action::AtNeither
            | Action::AllAlike
            | Action::DayLater
            | Action::DayEarlier
            | Action::WeekLater
            | Action::WeekEarlier
            | Action::NewTerm
            | Action::NewClosure
            | Action::CorrectLine
            | Action::RemoveLine
            | Action::OtherSchool => {}
        }
        Vec::new()
    }

    pub(super) fn turn(&mut self, by: usize) -> Vec<Request> {
        let at = Pane::ALL.iter().position(|(p, _)| *p == self.pane).unwrap_or(0);
        self.go(Pane::ALL[(at + by) % Pane::ALL.len()].0)
    }

    /// Opens why: the finding that the officer looks at first, then the others of the case.
    pub(super) fn why(&mut self) {
        let first = self.finding().cloned();
        let rest = self.findings.iter().filter(|f| Some(*f) != first.as_ref());
        let mut lines = Vec::new();
        for finding in first.iter().chain(rest) {
            lines.push(format!("{} {}", finding.urgency(self.today).mark(), finding.phrase));
            lines.extend(
                finding.why.iter().chain(&finding.rule.description()).map(|w| format!("   {w}")),
            );
            lines.push(String::new());
        }
        if lines.is_empty() {
            lines.push("Nothing is asked of this case.".into());
        }
        self.lay(ScrollSheet::new("Why", lines));
    }

    pub(super) fn step(&mut self, by: isize) -> Vec<Request> {
        let case = self.case.clone();
        match (self.pane, case) {
            (Pane::Cases, _) => return self.step_list(by),
            (Pane::Overview, _) => self.overview.step(&self.findings, by),
            (Pane::Passport, Some(case)) => self.editor.step(&case, by.clamp(-2_000, 2_000)),
            (Pane::Timeline, Some(case)) => {
                self.timeline.step(&case, &self.findings, self.today, by);
            }
            (Pane::Attendance, _) => self.attendance.rows(by),
            (Pane::Documents, _) => self.papers.step(by),
            (Pane::Passport | Pane::Timeline, None) => {}
        }
        Vec::new()
    }

    pub(super) fn sideways(&mut self, by: isize) {
        match self.pane {
            Pane::Attendance => self.attendance.step(by),
            Pane::Passport => self.along(by),
            Pane::Cases | Pane::Overview | Pane::Timeline | Pane::Documents => {}
        }
    }

    pub(super) fn open(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.pane {
            Pane::Cases => return self.go(Pane::Overview),
            Pane::Overview => return self.deal(),
            Pane::Passport => return self.edit_line(),
            Pane::Timeline => {
                if matches!(
                    self.timeline.current(&case, &self.findings, self.today),
                    Some(Current::Due(_))
                ) {
                    return self.deal();
                }
                if let Some(Current::Event(event)) =
                    self.timeline.current(&case, &self.findings, self.today)
                {
                    let review = forms::FORMS.iter().position(|f| f.row_of == Some(event.table.id));
                    self.editor = Editor::new(match review {
                        Some(form) => EditorView::Form { form, row: Some(event.row) },
                        None => {
                            EditorView::Row { table: event.table.id.to_owned(), row: event.row }
                        }
                    });
                    self.pane = Pane::Passport;
                }
            }
            Pane::Attendance => self.attendance.page = AttendancePage::Week,
            Pane::Documents => return self.make_paper(DocumentAction::Write),
        }
        Vec::new()
    }

    pub(super) fn back(&mut self) -> Vec<Request> {
        if self.editor.pending.is_some() && self.pane == Pane::Passport {
            let out = self.forget_pending();
            self.desk.many = None;
            self.editor = Editor::new(EditorView::Form { form: 1, row: None });
            self.pane = Pane::Timeline;
            self.say("The event was left; nothing was recorded.");
            // Whoever came from the list goes back to the same row.
            if self.dealing.take().is_some() {
                return out.into_iter().chain(self.back_to_list()).collect();
            }
            return out;
        }
        match self.pane {
            Pane::Attendance if self.attendance.leave() => Vec::new(),
            Pane::Passport
                if matches!(self.editor.view, EditorView::Row { .. }) && self.dealing.is_none() =>
            {
                self.pane = Pane::Timeline;
                Vec::new()
            }
            Pane::Cases => {
                self.cases.filter.clear();
                vec![self.cases.ask_again(self.today)]
            }
            Pane::Overview
            | Pane::Passport
            | Pane::Timeline
            | Pane::Attendance
            | Pane::Documents => self.back_to_list(),
        }
    }
}
