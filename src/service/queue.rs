//! The one place where a queued [`Request`] becomes a call, and what the call gives a [`Reply`].

use crate::api::{
    Blocked, Bulk, CaseView, ClashView, FileSource, Outcome, Page, Refusal, RegisterStep, Reply,
    Request,
};
use crate::domain::access::AccessKind;
use crate::domain::case::CaseRef;
use crate::error::{Error, ErrorKind, Faults, Result};
use crate::service::ViewerService;
use crate::service::access::look_of;
use crate::service::glass::ONLY_TO_BE_READ;
use crate::service::new_case::OpenedCase;

impl ViewerService<'_> {
    /// Answers one request; what cannot be done is [`Reply::Refused`] with a sentence, or
    /// [`Reply::Blocked`] with the rule.
    pub fn ask(&mut self, request: Request) -> Reply {
        self.look_through(&request);
        let reply = self.answer(request);
        self.shut_glass();
        reply
    }

    fn answer(&mut self, request: Request) -> Reply {
        if let Err(reply) = self.let_in(&request) {
            return *reply;
        }
        let (look, cases) = (look_of(&request), request.cases());
        match self.dispatch(request) {
            Ok(reply) => {
                if let Some((what, case)) = look {
                    self.note(what, Some(case), 1);
                }
                reply
            }
            Err(Refusal::Failed(error)) => {
                // A case that is not there reads as one that is hidden.
                let is_gone = |case: &CaseRef| self.is_shut(*case) || !self.is_there(*case);
                let named = if error.kind() == ErrorKind::NotFound { cases } else { Vec::new() };
                match named.into_iter().find(is_gone) {
                    Some(case) => Reply::NotOpen { case: Some(case), says: error.to_string() },
                    None => Reply::from(error),
                }
            }
            Err(refusal) => refused(refusal),
        }
    }

    /// Lets a request in that the viewer may ask.
    ///
    /// # Errors
    /// The answer that says why not.
    pub(super) fn let_in(&self, request: &Request) -> Result<(), Box<Reply>> {
        // A case under a right that the role lacks is refused for the role, whether it is there or
        // not.
        let allowed = self.allow_request(request);
        if let Err((case, error)) = self.admit_viewer(request)
            && (allowed.is_ok() || case.is_none())
        {
            if case.is_some_and(|case| self.has_opened(case)) {
                return Err(Box::new(Reply::from(Error::conflict(ONLY_TO_BE_READ))));
            }
            return Err(Box::new(Reply::NotOpen { case, says: error.to_string() }));
        }
        allowed.map_err(|error| Box::new(Reply::from(error)))
    }

    fn dispatch(&mut self, request: Request) -> Result<Reply, Refusal> {
        Ok(match request {
            // A list that cannot be read says so in its place: an empty one would be believed.
            Request::List(query) => {
                let page = self.page(&query).and_then(|page| {
                    let elsewhere = self.late_elsewhere(query.today)?;
                    Ok(Page { elsewhere, restricted: self.restricted_seen(), ..page })
                });
                Reply::List(Box::new(page.unwrap_or_else(|error| unread(&error))))
            }
            Request::Ids(query) => Reply::Ids(self.ids(&query)?),
            Request::Lines { cases, today } => Reply::Lines(self.lines_of(cases, today)?),
            Request::Notices => Reply::Notices(self.take_notices()),
            Request::Here { case, at } => {
                self.be_at(case, at);
                Reply::Done
            }
            Request::Views { today } => Reply::Views(self.views(today)?),
            Request::SaveView { slot, view } => done(self.save_view(slot, view))?,
            Request::RecordForAll(many) => match self.record_for_all(&many)? {
                Bulk::Previewed(all) => Reply::BulkPreviewed(all),
                Bulk::Saved(saved) => Reply::SavedAll { says: saved.message, cases: saved.cases },
            },
            Request::SearchText { words, most } => {
                let found = self.search_text(&words, most)?;
                self.note(AccessKind::Searched, None, found.all.len());
                Reply::Hits { all: found.all, more: found.more }
            }
            Request::PreviewUndo { undo } => Reply::PreviewUndo(self.preview_undo(undo)?),
            Request::Oversight { today } => Reply::Oversight(self.oversight(today)?),
            Request::SetupStatus => {
                let status = self.setup_status()?;
                Reply::SetupStatus { schools: status.schools, terms: status.terms }
            }
            Request::Case(id) => {
                let CaseView { case, line, findings } = self.case(id)?;
                Reply::Case { case, line, findings }
            }
            Request::NewCase { on } => opened(self.new_case(on, &[])?),
            Request::NewFrom { on, offers } => opened(self.new_case(on, &offers)?),
            Request::Import { file, on, agreed } => {
                let (says, sum) = self.import_file(&file, on, agreed)?;
                Reply::Imported { says, sum: Some(sum).filter(|_| agreed.is_none()) }
            }
            Request::ImportSheet { file, on, agreed: None } => {
                let preview = Box::new(self.preview_sheet(&file, on)?);
                Reply::SheetPreviewed { file, preview }
            }
            Request::ImportSheet { file, on, agreed: Some(sum) } => {
                Reply::Imported { says: self.import_sheet(&file, on, sum)?, sum: None }
            }
            Request::Pupils { file, on } => Reply::Pupils(self.pupils_of(&file.0, on)?),
            Request::EarlierCases(case) => {
                Reply::Offered { case, sources: self.earlier_cases(case)? }
            }
            Request::SchoolAnswers(case) => {
                Reply::SchoolAnswers { case, answers: self.school_answers(case)? }
            }
            Request::Transfer { case, on, file } => {
                Reply::Offered { case, sources: self.transfer(case, on, &file.0)? }
            }
            Request::AddEvidence { case, on, paper } => stored(self.add_evidence(case, on, paper)?),
            Request::Evidence { case, row } => {
                let file = self.evidence(case, row)?;
                self.note_first(AccessKind::Evidence, Some(case), 1, "file")?;
                Reply::File { name: file.name, bytes: file.bytes }
            }
            Request::Preview { case, row } => {
                let preview = self.preview_evidence(case, row)?;
                Reply::Preview { title: preview.title, lines: preview.lines }
            }
            Request::Change { change, why } => stored(self.change(change, why)?),
            Request::MayRecord { case, table, cells } => {
                self.may_record(case, table, cells)?;
                Reply::Done
            }
            Request::Undo { seq } => stored(self.undo(seq)?),
            Request::Redo { seq } => stored(self.redo(seq)?),
            Request::Schools { words, most } => Reply::Schools(self.find_schools(&words, most)),
            Request::AllSchools { known } => {
                let (stamp, schools) = self.all_schools();
                let schools = Some(schools).filter(|_| known != Some(stamp));
                Reply::AllSchools { stamp, schools }
            }
            Request::SaveDraft(draft) => done(self.save_draft(draft))?,
            Request::DiscardDraft { case, at } => done(self.discard_draft(case, &at))?,
            Request::Drafts => Reply::Drafts { session: self.viewer.session, all: self.drafts()? },
            Request::DraftsOf { session } => {
                Reply::Drafts { session: self.viewer.session, all: self.drafts_of(session)? }
            }
            Request::History(id) => Reply::History(self.history(id)?),
            Request::Looks(case) => self.looks(case)?,
            Request::Role => Reply::Role(self.role_of(&self.viewer)?),
            Request::WhoSees(case) => Reply::WhoSees { case, logins: self.logins_who_see(case)? },
            Request::Restrict { case, logins } => {
                Reply::Restricted { case, says: self.restrict_in_session(case, &logins)? }
            }
            Request::BreakGlass { case, why } => Reply::GlassBroken(self.break_glass(case, &why)?),
            Request::Calendars => Reply::Calendars(self.calendars().clone()),
            Request::Terms { school } => {
                let terms = Box::new(self.terms(&school)?);
                Reply::Terms { terms, says: String::new(), seq: None }
            }
            Request::SetTerms(change) => stored(self.set_terms(*change)?),
            Request::Register { file: FileSource::Read(bytes), intake, take } => {
                match self.register(&bytes.0, &intake, take) {
                    Ok(RegisterStep::Preview(preview)) => Reply::Register(Box::new(preview)),
                    Ok(RegisterStep::Stored(says)) => Reply::RegisterTaken { says },
                    Err(faults) => Reply::RegisterRefused(faults.to_lines()),
                }
            }
            Request::Register { file: FileSource::Named(file), .. } => {
                let unread = format!("{} was not read. Import it again.", file.display());
                return Err(Error::input(unread).into());
            }
            Request::ImportSchools { file, take: None } => {
                let preview = Box::new(self.preview_schools(&file.0).map_err(as_error)?);
                Reply::SchoolsPreviewed { file, preview }
            }
            Request::ImportSchools { file, take: Some(take) } => {
                let says = self.store_schools(&file.0, take).map_err(as_error)?;
                Reply::SchoolsTaken { says }
            }
            Request::PaperList { case, on } => {
                Reply::PaperList { case, all: self.papers(case, on)? }
            }
            Request::Access(ask) => Reply::Access(self.answer_access(ask)?),
            Request::MakePaper { case, order } => {
                Reply::PaperMade(Box::new(self.make_paper(case, &order)?))
            }
        })
    }
}

fn unread(error: &Error) -> Page {
    Page { fault: Some(error.to_string()), ..Page::default() }
}

fn as_error(faults: Faults) -> Error {
    Error::input(faults.to_lines().join(" "))
}

fn done(result: Result<()>) -> Result<Reply> {
    result.map(|()| Reply::Done)
}

/// Returns the answer that says why something was not done.
pub(super) fn refused(refusal: Refusal) -> Reply {
    match refusal {
        Refusal::Blocked(Blocked { message: says, rule, may_override }) => {
            Reply::Blocked { says, rule, may_override }
        }
        Refusal::Clash(ClashView { message: says, view, is_same }) => {
            let CaseView { case, line, findings } = view;
            Reply::Clash { says, case, line, findings, is_same }
        }
        Refusal::Failed(error) => Reply::from(error),
    }
}

fn opened(OpenedCase { message, view, seq }: OpenedCase) -> Reply {
    Reply::Opened { says: message, case: view.case, line: view.line, seq }
}

pub(super) fn stored(outcome: Outcome) -> Reply {
    match outcome {
        Outcome::Saved { message: says, view: CaseView { case, line, findings }, seq } => {
            Reply::Saved { says, case, line, findings, seq }
        }
        Outcome::Deleted { message: says, case } => Reply::Deleted { says, case },
        Outcome::Terms { message: says, terms, seq } => Reply::Terms { says, terms, seq },
        Outcome::Other => Reply::Done,
    }
}
