//! The one door for what comes back: replies of the service with what they are for, and what became
//! of effects.

use crate::api::{Blocked, Bytes, LastSeen, NewEvidence, Reply, Request};
use crate::domain::case::edit::Edit;
use crate::error::ErrorKind;
use crate::ui::app::App;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::effect::{Done, Effect, FilePurpose};
use crate::ui::form::task::AfterAnswer;
use crate::ui::import;
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, RegisterImport, Then};
use crate::ui::session::Session;

impl App {
    /// Takes a reply together with what it is for; may ask for more.
    pub fn on_reply(&mut self, then: Then, reply: Reply) -> Vec<Pending> {
        // That a text is kept is shown nowhere.
        let shows_nothing = matches!((&then, &reply), (Then::Show, Reply::Done));
        self.changes += u64::from(!shows_nothing);
        let mut out = self.take_reply(then, reply);
        out.extend(self.tell_place());
        out
    }

    fn take_reply(&mut self, then: Then, reply: Reply) -> Vec<Pending> {
        note_saved(&mut self.seen, &then, &reply);
        if let Reply::NotOpen { case, says } = reply {
            let is_one_of_many = matches!(then, Then::CollectDocument { .. });
            let mut out = self.not_open(case, says.clone());
            if is_one_of_many && case.is_some() {
                out.extend(
                    self.hand_over(then, Reply::Refused { kind: ErrorKind::Conflict, says }),
                );
            }
            return out;
        }
        if self.overlays.iter_mut().rev().any(|over| over.take(&reply)) {
            return Vec::new();
        }
        let is_case = matches!(reply, Reply::Case { .. });
        match then {
            Then::Refresh(by) => self.refresh(by, reply),
            Then::TakeKey(key) => {
                let mut out = self.show(reply);
                out.extend(self.on_key(key));
                out
            }
            Then::GoToPlace(place) if is_case => {
                let mut out = self.show(reply);
                let shown = self.form.go_to_place(&place, &self.session);
                out.extend(self.carry_out(shown));
                out
            }
            Then::ReturnTo { form, place } if is_case => {
                let mut out = self.show(reply);
                let shown = self.form.return_to(form, &place, &self.session);
                out.extend(self.carry_out(shown));
                out
            }
            Then::ResumeDrafts(left) if is_case => {
                let mut out = self.show(reply);
                let shown = self.form.resume(&left, &self.session);
                out.extend(self.carry_out(shown));
                out
            }
            Then::FinishChange(change) => {
                let finish = self.form.finish_change(&change, &reply, &self.session);
                let is_saved = matches!(reply, Reply::Saved { .. });
                // The cursor has gone on from a mark that was not saved: it is given again there.
                let mark = change.edits.iter().find_map(|edit| match edit {
                    Edit::Mark { session, .. } => Some(*session),
                    _ => None,
                });
                if let (false, Some(session)) = (is_saved, mark) {
                    self.attendance.go_to(session);
                }
                let mut out = self.show(reply);
                out.extend(self.carry_out(finish));
                if is_saved && self.session.is_open(change.case) {
                    if let Some(case) = &self.session.case {
                        self.session.last_used.note(case, &change);
                    }
                    out.extend(self.go_on_with_task());
                }
                out
            }
            then => self.hand_over(then, reply),
        }
    }

    /// Goes on with a task once an answer of it is stored: to what it asks next, or, where it is
    /// settled, back to where it was taken up.
    fn go_on_with_task(&mut self) -> Vec<Pending> {
        if self.is_overlaid() || self.pane != Pane::Passport {
            return Vec::new();
        }
        let changes = match self.form.after_answer(&self.session) {
            AfterAnswer::Ask(task) => self.form.resolve(&task, &self.session),
            AfterAnswer::GoOn => self.form.open_missing(&self.session),
            AfterAnswer::Settled if self.list.is_left_to_deal() => PaneChange::BackToList.into(),
            AfterAnswer::Settled | AfterAnswer::Stay => Changes::none(),
        };
        self.carry_out(changes)
    }

    /// Hands a reply to the pane that waits for it; any other is shown where it belongs.
    fn hand_over(&mut self, then: Then, reply: Reply) -> Vec<Pending> {
        let changes = match (then, reply) {
            (Then::Rejoin, Reply::Drafts { session, all }) => self.rejoin(session, all),
            (Then::Rejoin, _) => Changes::none(),
            (Then::Access(then), reply) => return self.take_access(then, reply),
            (Then::TakeTags(scope), Reply::Ids(ids)) => self.list.take_tags(scope, &ids),
            (Then::ListDocuments { kind }, Reply::PaperList { case, all }) => {
                self.documents.take(case, all, Some(&kind));
                Changes::none()
            }
            (Then::TakeDocument(wanted), Reply::PaperMade(made)) => {
                self.documents.take_document(wanted, *made)
            }
            (Then::CollectDocument { case, mut all }, reply) => {
                all.take(case, reply);
                self.documents.go_on_with_tagged(all)
            }
            (Then::WarnOfRule, Reply::Blocked { says: message, rule, may_override }) => {
                Changes::refuse(Blocked { message, rule, may_override }.warning())
            }
            (Then::WarnOfRule, Reply::Done) => Changes::none(),
            (Then::ConfirmImport(file), Reply::Imported { says, sum: Some(sum) }) => {
                import::confirm(*file, &says, sum, &self.session)
            }
            (Then::PreviewRegister(source), Reply::Register(preview)) => {
                self.attendance.take_preview(RegisterImport { source: *source, preview: *preview })
            }
            (Then::PreviewRegister(source), reply) => {
                self.attendance.remember_file(&source);
                return self.show(reply);
            }
            (Then::ShowEvidence(row), Reply::Preview { title, lines }) => {
                self.form.take_evidence_text(row, title, lines)
            }
            (Then::WriteEvidence { folder }, Reply::File { name, bytes }) => {
                self.form.remember_folder(&folder);
                PaneChange::Effect(Effect::WriteFile { folder, name, bytes }).into()
            }
            (Then::WriteEvidence { folder }, reply) => {
                self.form.remember_folder(&folder);
                return self.show(reply);
            }
            (_, reply) => return self.show(reply),
        };
        self.carry_out(changes)
    }

    /// Takes what became of an effect; may ask for more.
    pub fn on_done(&mut self, done: Done) -> Vec<Pending> {
        self.changes += 1;
        let session = &self.session;
        let changes = match done {
            Done::Edited(text) => match self.overlays.last_mut() {
                Some(over) => over.edited(&text, session),
                None => Changes::none(),
            },
            Done::FileRead { purpose, name, read: Ok(bytes) } => {
                take_file(purpose, name, Bytes(bytes), session)
            }
            Done::FileRead { read: Err(error), .. } => Changes::refuse(error.to_string()),
            Done::CopiesWritten { of, written } => self.documents.on_written(of, written, session),
        };
        self.carry_out(changes)
    }
}

/// Remembers what the officer has seen happen.
fn note_saved(seen: &mut LastSeen, then: &Then, reply: &Reply) {
    match (then, reply) {
        (Then::FinishChange(_), Reply::Saved { case, seq, .. }) => seen.saved(case.id, *seq),
        (Then::NoteUndo, Reply::Saved { seq, .. }) => seen.undone(*seq),
        // What stands before a redo was done at some other time; what stands before a change that
        // could not be undone, and what changed more than the open case, must be asked about.
        (Then::NoteUndo, Reply::Refused { .. })
        | (
            _,
            Reply::Saved { .. }
            | Reply::SavedAll { .. }
            | Reply::Opened { .. }
            | Reply::Deleted { .. }
            | Reply::RegisterTaken { .. }
            | Reply::SchoolsTaken { .. }
            | Reply::Imported { sum: None, .. }
            | Reply::Terms { seq: Some(_), .. }
            | Reply::Access(_),
        ) => seen.forget(),
        _ => {}
    }
}

/// Asks for what a file that was read is for.
fn take_file(purpose: FilePurpose, name: String, bytes: Bytes, session: &Session) -> Changes {
    let on = session.today;
    let request = match (purpose, session.case_id()) {
        (FilePurpose::Import(kind), _) => return import::take_file(kind, name, bytes, session),
        (FilePurpose::Schools, _) => Request::ImportSchools { file: bytes, take: None },
        (FilePurpose::Transfer, Some(case)) => Request::Transfer { case, on, file: bytes },
        (FilePurpose::Evidence { kind }, Some(case)) => {
            let title = String::new();
            let paper = NewEvidence { kind, title, name, dated: None, bytes };
            Request::AddEvidence { case, on, paper }
        }
        (FilePurpose::Transfer | FilePurpose::Evidence { .. }, None) => return Changes::none(),
    };
    Changes::ask(request)
}
