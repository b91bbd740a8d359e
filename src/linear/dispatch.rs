//! Runs the command that a line names.

use crate::config::load;
use crate::domain::case::{Case, Side};
use crate::keymap::action::{Action, InLines};
use crate::linear::commands::name;
use crate::linear::{CommandResult, Linear, SessionEnded};

impl Linear<'_> {
    /// Runs a line: a number of the list, or a command.
    pub(super) fn command(&mut self, line: &str) -> CommandResult {
        self.has_left = false;
        if line.is_empty() {
            return Ok(());
        }
        if line.bytes().all(|b| b.is_ascii_digit()) {
            return self.open_case(line);
        }
        let Some((action, rest)) = self.named(line) else {
            return self.say(&format!(
                "\"{}\" is not a command. Type help for a list.",
                line.chars().take(40).collect::<String>()
            ));
        };
        if let InLines::ScreenOnly(why) = action.in_lines() {
            return self.screen_only(action, why);
        }
        if let Some(role) = self.keymap.refused_by(action) {
            return self
                .say(&format!("Your role here is {}, which does not allow this.", role.word()));
        }
        match action {
            Action::Cases => {
                self.leave_case();
                self.list()
            }
            Action::PageDown => self.more(),
            Action::PageUp => self.earlier(),
            Action::Find => self.find(rest),
            Action::Sort => self.sort(rest),
            Action::SearchText => self.search_text(rest),
            Action::Oversight => self.oversight(),
            Action::SubjectAccess => self.access_requests(),
            Action::Views => self.views(rest),
            Action::KeepView => self.keep_view(rest),
            Action::SelectCase => self.tag(rest),
            Action::SelectRange => self.tag_range(rest),
            Action::SelectAllCases => self.tag_all(),
            Action::ClearSelection => self.untag(),
            Action::ActOnSelected => self.act_on_tagged(rest),
            Action::PaperForAll => self.paper_for_all(rest),
            Action::PaperFolder => self.paper_folder(rest),
            Action::NewCase => self.new_case(),
            Action::Open => self.open_case(rest),
            Action::OpenRestricted => self.open_restricted(rest),
            Action::Older => self.along_the_trail(true),
            Action::Newer => self.along_the_trail(false),
            Action::GoMark => self.go_mark(rest),
            Action::Undo => self.undo_or_redo(true),
            Action::Redo => self.undo_or_redo(false),
            Action::Back => {
                self.leave_case();
                self.say("The case list.")
            }
            Action::ImportSchools => self.import_schools(rest),
            Action::BackUp => self.back_up(),
            Action::Help => self.help(rest),
            Action::Quit => Err(SessionEnded::Left),
            other => {
                let Some(case) = self.case()? else { return Ok(()) };
                self.of_case(other, &case, rest)
            }
        }
    }

    /// Runs a command that needs an open case.
    fn of_case(&mut self, action: Action, case: &Case, rest: &str) -> CommandResult {
        match action {
            Action::Overview => self.overview(case),
            Action::Why => self.why(case, rest),
            Action::Deal => self.deal(case, rest),
            Action::History => self.history(case, rest),
            Action::Restrict => self.restrict(case, rest),
            Action::People => self.people(case),
            Action::Timeline => self.timeline(case),
            Action::Record => self.record(case, rest),
            Action::SetMark => self.set_mark(case, rest),
            Action::Passport => self.form(case, rest),
            Action::Edit => self.edit(case, rest),
            Action::Clear => self.clear(case, rest),
            Action::FindInForm => self.find_in_form(case, rest),
            Action::Missing => self.missing(case, rest),
            Action::NextMissing => self.next_missing(case, false),
            Action::NextSafeguarding => self.next_missing(case, true),
            Action::AddRow => self.add_row_of(case, rest),
            Action::RemoveRow => self.remove_row(case, rest),
            Action::ProposePeople => self.propose_people(case),
            Action::Prefill => self.prefill(case),
            Action::Transfer => self.transfer(case, rest),
            Action::ShowPaper => self.show_evidence(case, rest),
            Action::Attendance => self.attendance(case, rest),
            Action::NextWeek => self.turn_week(case, 7),
            Action::PreviousWeek => self.turn_week(case, -7),
            Action::NextPupil => self.turn_pupil(case, true),
            Action::PreviousPupil => self.turn_pupil(case, false),
            Action::NextFault => self.next_fault(case),
            Action::FillWeek => self.fill_week(case, rest),
            Action::Run => self.run_of_marks(case, rest),
            Action::Term => self.weeks(case),
            Action::Figures => self.figures(case),
            Action::Timetable => self.timetable(case, rest),
            Action::ImportRegister => self.import_register(case, rest),
            Action::Documents => self.documents(case),
            Action::MakePaper => self.make_paper(case, rest),
            Action::PreviewPaper => self.preview_paper(case, rest),
            Action::PaperSent => self.paper_sent(case, rest),
            Action::Terms => self.terms(case, rest),
            Action::OtherSchool => self.terms(case, self.terms_side.other().word()),
            Action::NewTerm => self.new_term(case, rest),
            Action::NewClosure => self.new_closure(case, rest),
            Action::CorrectLine => self.correct_line(case, rest),
            Action::RemoveLine => self.remove_line(case, rest),
            other => self.say(&format!("{} is not known in a linear session.", name(other))),
        }
    }

    fn back_up(&mut self) -> CommandResult {
        let config = load::load().config;
        let (day, kept) = (self.today.to_string(), config.backups_kept.into());
        match self.service.back_up(&day, kept, &config.backup_recipient) {
            Ok(said) => self.say(&said),
            Err(error) => self.not_done(&error),
        }
    }
}

/// Returns the register that a word names.
pub(super) fn side(word: &str) -> Option<Side> {
    [Side::Home, Side::Host].into_iter().find(|side| side.word() == word.to_lowercase())
}
