//! Takes replies of the service to where they belong, and offers drafts that an earlier session
//! left.

use std::rc::Rc;

use crate::api::{Draft, HistoryEntry, Reply, Request};
use crate::domain::case::outline::EditorView;
use crate::domain::case::stage::first_day;
use crate::domain::case::{Case, RowValues};
use crate::domain::forms;
use crate::domain::rules::Finding;
use crate::ui::case::overview::Overview;
use crate::ui::case::timeline::Timeline;
use crate::ui::form::editor::Editor;
use crate::ui::list::trials::TrialSheet;
use crate::ui::list::views::ViewPicker;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::{App, Pane};

impl App {
    /// Takes a reply together with the request that it answers; may ask for more.
    ///
    /// Nothing need be remembered of what was asked: a reply means what its request says.
    pub fn on_answer(&mut self, request: &Request, reply: Reply) -> Vec<Request> {
        // The papers of tagged cases are counted together; a case that gets none is named with
        // the others, and any other refusal is said.
        if let Request::MakePaper { case: Some(case), .. } = request
            && self.gather(*case, &reply)
        {
            return Vec::new();
        }
        let then = match request {
            Request::Change { change, .. } => self.on_changed(change, &reply),
            _ => Vec::new(),
        };
        let is_saved = matches!(reply, Reply::Saved { .. });
        let mut out = self.on_reply(reply);
        // What stands before an undo was done at some other time.
        if is_saved && !matches!(request, Request::Change { .. }) {
            self.desk.sure = None;
            self.desk.undone = matches!(request, Request::Undo);
        }
        out.extend(then);
        out
    }

    /// Shows a reply where it belongs; may ask for more.
    pub fn on_reply(&mut self, reply: Reply) -> Vec<Request> {
        if self.overlays.iter_mut().rev().any(|over| over.take(&reply)) {
            return Vec::new();
        }
        match reply {
            Reply::List(page) => {
                self.cases.take(*page);
                let ask = (self.cases.is_empty() && self.cases.begun.is_none())
                    .then_some(Request::SetupStatus);
                return self.look().into_iter().chain(ask).collect();
            }
            Reply::Case { case, line, findings } => {
                self.cases.put_line(*line);
                self.show_case(Rc::from(case), findings);
                let papers = self.ask_papers();
                return papers.into_iter().chain(self.take_held()).collect();
            }
            Reply::Opened { says, case, line } => {
                self.cases.put_line(*line);
                self.cases.go_to(case.id);
                self.pane = Pane::Passport;
                self.editor = Editor::new(EditorView::Form { form: 1, row: None });
                self.say(saved(&says));
                return vec![Request::Case(case.id)];
            }
            Reply::Saved { says, case, line, findings } => {
                self.desk.undone = false;
                self.desk.sure = Some(case.id);
                if let Some(tutor) = &mut self.tutor {
                    tutor.saved();
                }
                self.cases.put_line(*line);
                self.cases.go_to(case.id);
                self.say(saved(&says));
                self.show_case(Rc::from(case), findings);
                return self.ask_papers();
            }
            Reply::Deleted { says, .. } => {
                self.case = None;
                self.pane = Pane::Cases;
                self.say(says);
                return vec![self.cases.ask(self.today)];
            }
            Reply::AllSchools(all) => self.schools = all,
            Reply::Ids(ids) => return self.take_ids(&ids),
            Reply::Views(all) => self.lay(ViewPicker::new(all)),
            Reply::BulkPreviewed(trials) => self.lay(TrialSheet::new(&trials)),
            Reply::SavedAll { says, .. } => return self.saved_all(says),
            Reply::PreviewUndo { undo, says, .. } => {
                let word = if undo { "Undo" } else { "Do again" };
                let yes = self.turn_back(undo);
                let question = format!("{word}: {says}?");
                self.lay(Confirm::new(question, yes, "Everything stays as it is."));
            }
            Reply::SetupStatus { schools, terms } => self.cases.begun = Some((schools, terms)),
            Reply::Drafts(left) => return self.offer(left),
            Reply::Blocked { says, may_override: true, .. } => {
                self.refuse(format!("{says} Give your reason to go on, or Esc leaves it."));
            }
            Reply::Terms { says, .. } => return self.on_terms(&says),
            Reply::Calendars(all) => self.calendars = all,
            Reply::Register(preview) => self.show_preview(*preview),
            Reply::RegisterRefused(lines) => self.show_refused(lines),
            Reply::RegisterTaken { says } => {
                self.say(says);
                let open = self.case.as_ref().map(|c| Request::Case(c.id));
                return std::iter::once(self.cases.ask(self.today)).chain(open).collect();
            }
            Reply::Offered { case, sources } => self.on_offered(case, sources),
            Reply::Preview { title, lines } => self.on_paper(title, lines),
            Reply::File { name, bytes } => self.on_evidence(name, bytes),
            Reply::PaperList { case, all } => self.on_paper_list(case, all),
            Reply::PaperMade(made) => self.on_paper_made(made),
            Reply::Blocked { says, .. } | Reply::Refused(says) => {
                self.refuse(says);
                return self.take_held();
            }
            Reply::History(past) => {
                self.lay(ScrollSheet::new("What was changed, newest first", history(&past)));
            }
            // Places found come too late where the search was closed.
            Reply::Hits { .. } | Reply::Schools(_) | Reply::Done => {}
        }
        Vec::new()
    }

    fn show_case(&mut self, case: Rc<Case>, findings: Vec<Finding>) {
        self.findings = findings;
        let other = self.case.as_ref().is_none_or(|c| c.id != case.id);
        if other {
            self.timeline = Timeline::default();
            self.overview = Overview::default();
            self.attendance = self
                .attendance
                .for_another(first_day(&case).filter(|d| *d > self.today).unwrap_or(self.today));
            let form = if let EditorView::Form { form, .. } = self.editor.view { form } else { 1 };
            self.editor = Editor::new(EditorView::Form { form, row: None });
        }
        self.case = Some(case);
        self.go_to_kept_place();
        if let Some(kept) = self.left.first().cloned()
            && self.case.as_ref().is_some_and(|c| c.id == kept.case)
        {
            self.resume(&kept);
        }
    }

    /// Opens the texts that an earlier session left at the fields in which they were typed.
    fn offer(&mut self, left: Vec<Draft>) -> Vec<Request> {
        self.left = left;
        let Some(kept) = self.left.first() else { return Vec::new() };
        let id = kept.case;
        self.cases.go_to(id);
        self.case = None;
        vec![Request::Case(id)]
    }

    /// Puts every kept text of the first one's row back, the latest open for typing.
    fn resume(&mut self, kept: &Draft) {
        let Some(case) = self.case.clone() else { return };
        let left = std::mem::take(&mut self.left);
        self.pane = Pane::Passport;
        let stored = kept.at.row.as_ref().is_none_or(|(t, r)| case.row(t, *r).is_some());
        if let (false, Some((table, _))) = (stored, &kept.at.row) {
            let Some(table) = forms::table(table) else { return };
            self.editor = Editor::record(&case, table.id, RowValues::new());
            if let (Some(p), Some((_, row))) = (&mut self.editor.pending, &kept.at.row) {
                p.row = *row;
                for text in
                    left.iter().skip(1).filter(|k| k.case == kept.case && k.at.row == kept.at.row)
                {
                    if let Some((_, field)) = forms::any_field(&text.at.field)
                        && let Ok(read) =
                            crate::domain::forms::parse::parse(&field.kind, &text.text, self.today)
                    {
                        p.cells.insert(text.at.field.clone(), read.value);
                    }
                }
            }
            if let (EditorView::Row { row, .. }, Some((_, kept_row))) =
                (&mut self.editor.view, &kept.at.row)
            {
                *row = *kept_row;
            }
        } else {
            let views = (0..forms::FORMS.len())
                .map(|form| EditorView::Form { form, row: kept.at.row.as_ref().map(|(_, r)| *r) });
            let row_view =
                kept.at.row.iter().map(|(t, r)| EditorView::Row { table: t.clone(), row: *r });
            for view in views.chain(row_view) {
                self.editor = Editor::new(view);
                if self.editor.go_to(&case, &kept.at) {
                    break;
                }
            }
        }
        self.editor.go_to(&case, &kept.at);
        if let Some((_, field)) = forms::any_field(&kept.at.field) {
            let at = kept.at.clone();
            self.lay(AnswerInput::new(at, field, &kept.text, Some(kept.cursor)));
            self.say("You were typing this when the session ended. This is what was kept: save it, or leave it with Esc.");
        }
    }
}

/// Returns the changes of a case as lines: when and by whom, what, and why where a reason was
/// given.
fn history(past: &[HistoryEntry]) -> Vec<String> {
    let line = |p: &HistoryEntry| {
        let why = p.why.as_ref().map(|w| format!(" Reason: {w}.")).unwrap_or_default();
        format!("{}  {}  {}{why}", p.at.format("%a %-d %b %Y %H:%M"), p.who, p.says)
    };
    past.iter().map(line).collect()
}

/// Returns the message of a change that is saved; a second line of it is a sentence to mind.
fn saved(says: &str) -> String {
    let (first, mind) = says.split_once('\n').unwrap_or((says, ""));
    format!("{} · saved {mind}", first.trim_end_matches('.')).trim_end().to_owned()
}
