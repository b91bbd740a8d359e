//! The calls of a front end that waits for each answer: every one is a [`Request`], and what comes
//! back is read from its [`Reply`].

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::api::backend::Backend;
use crate::api::bulk::{Bulk, BulkEvent, SavedAll};
use crate::api::file::{Bytes, FilePreview, FileSource, NamedFile, NewEvidence};
use crate::api::full_text::TextMatches;
use crate::api::history::{Draft, HistoryEntry, UndoPreview};
use crate::api::list::{ListQuery, Page, SavedView};
use crate::api::notice::Notice;
use crate::api::outcome::{Blocked, CaseView, ClashView, Outcome, Refusal};
use crate::api::queue::{Reply, Request};
use crate::api::registers::RegisterStep;
use crate::api::schools::{AcceptedSchools, SchoolsPreview, SchoolsStamp};
use crate::api::subject_access::{AccessAnswer, AccessAsk, AccessLine};
use crate::domain::access::Access;
use crate::domain::attendance::BothSchools;
use crate::domain::attendance::intake::{AcceptedPreview, Intake};
use crate::domain::calendar::{Calendar, Terms, TermsChange};
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{Case, CaseRef, FieldPath, RowId, RowValues};
use crate::domain::document::{DocumentLine, DocumentOrder, MadeDocument};
use crate::domain::list::view::View;
use crate::domain::officers::Role;
use crate::domain::oversight::OversightSection;
use crate::domain::prefill::Source;
use crate::domain::school::{School, SchoolList};
use crate::error::{Error, Faults, Result};

/// The most lines of the list that are asked for at once.
const WINDOW: usize = 500;

/// What a front end asks with, and what it knows of schools and terms meanwhile.
pub struct Client<'a> {
    backend: &'a mut dyn Backend,
    schools: Rc<SchoolList>,
    /// Which schools these are; none before they were asked for.
    known_schools: Option<SchoolsStamp>,
    calendars: BTreeMap<String, Calendar>,
    /// The calendar of a school whose terms nobody has stored.
    unknown: Calendar,
}

/// Reads a reply as what was asked for; anything else is why it was not done.
macro_rules! read {
    ($reply:expr, $wanted:pat => $value:expr) => {
        match $reply {
            $wanted => Ok($value),
            other => Err(refused(other)),
        }
    };
}

impl<'a> Client<'a> {
    /// Returns the calls to whoever holds the store, and asks for schools and terms.
    pub fn new(backend: &'a mut dyn Backend) -> Client<'a> {
        let (schools, calendars) = (Rc::default(), BTreeMap::new());
        let (known_schools, unknown) = (None, Calendar::default());
        let mut client = Client { backend, schools, known_schools, calendars, unknown };
        client.renew();
        client
    }

    /// Asks again for what others may have changed meanwhile: schools and their terms.
    pub fn renew(&mut self) {
        let request = Request::AllSchools { known: self.known_schools };
        if let Reply::AllSchools { stamp, schools } = self.backend.ask(request) {
            self.known_schools = Some(stamp);
            self.schools = schools.unwrap_or_else(|| Rc::clone(&self.schools));
        }
        if let Reply::Calendars(calendars) = self.backend.ask(Request::Calendars) {
            self.calendars = calendars;
        }
    }

    /// Gets ready for what is likely to be asked next.
    pub fn prepare(&mut self, today: NaiveDate) {
        self.backend.prepare(today);
    }

    /// Returns every school.
    pub fn all_schools(&self) -> Rc<SchoolList> {
        Rc::clone(&self.schools)
    }

    /// Returns the name of a school by its id.
    pub fn school_name(&self, id: &str) -> String {
        self.schools.name_of(id)
    }

    /// Returns the calendars of the schools whose terms are stored.
    pub fn calendars(&self) -> &BTreeMap<String, Calendar> {
        &self.calendars
    }

    /// Returns the calendars of a case's two schools.
    pub fn schools_of(&self, case: &Case) -> BothSchools<'_> {
        BothSchools::of_case(case, &self.calendars, &self.unknown)
    }

    /// Asks [`Request::Schools`].
    pub fn find_schools(&self, words: &str, max: usize) -> Vec<School> {
        self.schools.find(words, max)
    }

    /// Asks [`Request::List`]; a long list comes window by window.
    ///
    /// # Errors
    /// Why there is no list.
    pub fn page(&mut self, asked: &ListQuery) -> Result<Page> {
        let mut whole: Option<Page> = None;
        loop {
            let had = whole.as_ref().map_or(0, |page| page.rows.len());
            let (from, count) = (asked.from + had, WINDOW.min(asked.count - had));
            let query = ListQuery { from, count, ..asked.clone() };
            let page = read!(self.backend.ask(Request::List(query)), Reply::List(page) => *page)?;
            if let Some(fault) = page.fault {
                return Err(Error::input(fault));
            }
            let is_last = page.rows.len() < count || had + page.rows.len() == asked.count;
            match &mut whole {
                Some(whole) => whole.rows.extend(page.rows),
                None => whole = Some(page),
            }
            if is_last {
                return Ok(whole.unwrap_or_default());
            }
        }
    }

    /// Asks [`Request::SearchText`].
    ///
    /// # Errors
    /// Why nothing was looked for.
    pub fn search_text(&mut self, words: &str, most: usize) -> Result<TextMatches> {
        let request = Request::SearchText { words: words.to_owned(), most };
        read!(self.backend.ask(request), Reply::Hits { all, more } => TextMatches { all, more })
    }

    /// Asks [`Request::Views`].
    ///
    /// # Errors
    /// Why there are none.
    pub fn views(&mut self, today: NaiveDate) -> Result<Vec<SavedView>> {
        read!(self.backend.ask(Request::Views { today }), Reply::Views(all) => all)
    }

    /// Asks [`Request::Oversight`].
    ///
    /// # Errors
    /// Why nothing was counted.
    pub fn oversight(&mut self, today: NaiveDate) -> Result<Vec<OversightSection>> {
        read!(self.backend.ask(Request::Oversight { today }), Reply::Oversight(all) => all)
    }

    /// Asks [`AccessAsk::List`].
    ///
    /// # Errors
    /// Why they cannot be read.
    pub fn access_requests(&mut self) -> Result<Vec<AccessLine>> {
        let reply = self.backend.ask(Request::Access(AccessAsk::List));
        read!(reply, Reply::Access(AccessAnswer::List { all, .. }) => all)
    }

    /// Asks [`Request::SaveView`].
    ///
    /// # Errors
    /// Why it was not saved.
    pub fn save_view(&mut self, slot: usize, view: Option<View>) -> Result<()> {
        read!(self.backend.ask(Request::SaveView { slot, view }), Reply::Done => ())
    }

    /// Asks [`Request::Case`].
    ///
    /// # Errors
    /// Why there is none.
    pub fn case(&mut self, id: CaseRef) -> Result<CaseView> {
        let reply = self.backend.ask(Request::Case(id));
        read!(reply, Reply::Case { case, line, findings } => CaseView { case, line, findings })
    }

    /// Asks [`Request::History`].
    ///
    /// # Errors
    /// Why there is none.
    pub fn history(&mut self, id: CaseRef) -> Result<Vec<HistoryEntry>> {
        read!(self.backend.ask(Request::History(id)), Reply::History(all) => all)
    }

    /// Asks [`Request::Looks`]: a line for each look, the latest first, or why none is given.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn looks(&mut self, id: CaseRef) -> Result<Vec<String>> {
        let reply = self.backend.ask(Request::Looks(id));
        let (all, fault) = read!(reply, Reply::Looks { all, fault, .. } => (all, fault))?;
        Ok(all.iter().map(Access::line).chain(fault).collect())
    }

    /// Asks [`Request::WhoSees`]: the logins, none where every officer sees the case.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn who_sees(&mut self, id: CaseRef) -> Result<Vec<String>> {
        read!(self.backend.ask(Request::WhoSees(id)), Reply::WhoSees { logins, .. } => logins)
    }

    /// Asks [`Request::Restrict`]; returns what was done.
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn restrict(&mut self, case: CaseRef, logins: Vec<String>) -> Result<String> {
        let reply = self.backend.ask(Request::Restrict { case, logins });
        read!(reply, Reply::Restricted { says, .. } => says)
    }

    /// Asks [`Request::BreakGlass`]; returns who is told, and when the case closes.
    ///
    /// # Errors
    /// Why it stays closed.
    pub fn break_glass(&mut self, case: CaseRef, why: &str) -> Result<String> {
        let reply = self.backend.ask(Request::BreakGlass { case, why: why.to_owned() });
        read!(reply, Reply::GlassBroken(opened) => opened.says)
    }

    /// Asks [`Request::Here`]: the others see which case is open here.
    ///
    /// # Errors
    /// Why nobody is told.
    pub fn be_at(&mut self, case: Option<CaseRef>) -> Result<()> {
        read!(self.backend.ask(Request::Here { case, at: None }), Reply::Done => ())
    }

    /// Asks [`Request::Role`].
    ///
    /// # Errors
    /// Why none is given.
    pub fn role(&mut self) -> Result<Option<Role>> {
        read!(self.backend.ask(Request::Role), Reply::Role(role) => role)
    }

    /// Asks [`Request::Notices`] for what was done in restricted cases that the officer answers for.
    pub fn glass_told(&mut self) -> Vec<String> {
        let Reply::Notices(all) = self.backend.ask(Request::Notices) else { return Vec::new() };
        let words = |notice| if let Notice::Glass(words) = notice { Some(words) } else { None };
        all.into_iter().filter_map(words).collect()
    }

    /// Asks [`Request::NewCase`]; returns what was done, the case, and the number of the change.
    ///
    /// # Errors
    /// Why none was opened.
    pub fn new_case(&mut self, on: NaiveDate) -> Result<(String, CaseRef, u64)> {
        let reply = self.backend.ask(Request::NewCase { on });
        read!(reply, Reply::Opened { says, case, seq, .. } => (says, case.id, seq))
    }

    /// Asks [`Request::Change`].
    ///
    /// # Errors
    /// Why nothing was changed.
    pub fn change(&mut self, change: CaseChange, why: Option<String>) -> Result<Outcome, Refusal> {
        match self.backend.ask(Request::Change { change, why }) {
            Reply::Blocked { says: message, rule, may_override } => {
                Err(Refusal::Blocked(Blocked { message, rule, may_override }))
            }
            Reply::Clash { says: message, case, line, findings, is_same } => {
                let view = CaseView { case, line, findings };
                Err(Refusal::Clash(ClashView { message, view, is_same }))
            }
            reply => outcome(reply).map_err(Refusal::Failed),
        }
    }

    /// Asks [`Request::MayRecord`]: what holds the event back, where a rule does.
    ///
    /// # Errors
    /// Why it is not known.
    pub fn may_record(
        &mut self,
        case: CaseRef,
        table: String,
        cells: RowValues,
    ) -> Result<Option<Blocked>> {
        match self.backend.ask(Request::MayRecord { case, table, cells }) {
            Reply::Blocked { says: message, rule, may_override } => {
                Ok(Some(Blocked { message, rule, may_override }))
            }
            reply => read!(reply, Reply::Done => None),
        }
    }

    /// Asks [`Request::PreviewUndo`].
    ///
    /// # Errors
    /// Why there is nothing to turn.
    pub fn preview_undo(&mut self, undo: bool) -> Result<UndoPreview> {
        let reply = self.backend.ask(Request::PreviewUndo { undo });
        read!(reply, Reply::PreviewUndo(preview) => preview)
    }

    /// Asks [`Request::Undo`].
    ///
    /// # Errors
    /// Why it was not undone.
    pub fn undo(&mut self, seq: u64) -> Result<Outcome> {
        self.stored(Request::Undo { seq })
    }

    /// Asks [`Request::Redo`].
    ///
    /// # Errors
    /// Why it was not done again.
    pub fn redo(&mut self, seq: u64) -> Result<Outcome> {
        self.stored(Request::Redo { seq })
    }

    /// Asks [`Request::RecordForAll`].
    ///
    /// # Errors
    /// Why nothing was recorded.
    pub fn record_for_all(&mut self, many: &BulkEvent) -> Result<Bulk> {
        match self.backend.ask(Request::RecordForAll(many.clone())) {
            Reply::BulkPreviewed(previews) => Ok(Bulk::Previewed(previews)),
            Reply::SavedAll { says: message, cases } => {
                Ok(Bulk::Saved(SavedAll { message, cases }))
            }
            other => Err(refused(other)),
        }
    }

    /// Asks [`Request::SaveDraft`].
    ///
    /// # Errors
    /// Why it is not on disk.
    pub fn save_draft(&mut self, draft: Draft) -> Result<()> {
        read!(self.backend.ask(Request::SaveDraft(draft)), Reply::Done => ())
    }

    /// Asks [`Request::DiscardDraft`].
    ///
    /// # Errors
    /// Why it is still on disk.
    pub fn discard_draft(&mut self, case: CaseRef, at: &FieldPath) -> Result<()> {
        let request = Request::DiscardDraft { case, at: at.clone() };
        read!(self.backend.ask(request), Reply::Done => ())
    }

    /// Asks [`Request::Drafts`].
    ///
    /// # Errors
    /// Why there are none.
    pub fn drafts(&mut self) -> Result<Vec<Draft>> {
        read!(self.backend.ask(Request::Drafts), Reply::Drafts { all, .. } => all)
    }

    /// Asks [`Request::Terms`].
    ///
    /// # Errors
    /// Why there are none.
    pub fn terms(&mut self, school: &str) -> Result<Terms> {
        let request = Request::Terms { school: school.to_owned() };
        read!(self.backend.ask(request), Reply::Terms { terms, .. } => *terms)
    }

    /// Asks [`Request::SetTerms`].
    ///
    /// # Errors
    /// Why they were not changed.
    pub fn set_terms(&mut self, change: TermsChange) -> Result<Outcome> {
        self.stored(Request::SetTerms(Box::new(change)))
    }

    /// Asks [`Request::EarlierCases`].
    ///
    /// # Errors
    /// Why nothing is offered.
    pub fn earlier_cases(&mut self, id: CaseRef) -> Result<Vec<Source>> {
        let reply = self.backend.ask(Request::EarlierCases(id));
        read!(reply, Reply::Offered { sources, .. } => sources)
    }

    /// Asks [`Request::Transfer`].
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn transfer(&mut self, case: CaseRef, on: NaiveDate, file: &[u8]) -> Result<Vec<Source>> {
        let reply = self.backend.ask(Request::Transfer { case, on, file: Bytes(file.to_vec()) });
        read!(reply, Reply::Offered { sources, .. } => sources)
    }

    /// Asks [`Request::AddEvidence`].
    ///
    /// # Errors
    /// Why it was not taken in.
    pub fn add_evidence(
        &mut self,
        case: CaseRef,
        on: NaiveDate,
        paper: NewEvidence,
    ) -> Result<Outcome> {
        self.stored(Request::AddEvidence { case, on, paper })
    }

    /// Asks [`Request::Evidence`].
    ///
    /// # Errors
    /// Why there is no such file.
    pub fn evidence(&mut self, case: CaseRef, row: RowId) -> Result<NamedFile> {
        let reply = self.backend.ask(Request::Evidence { case, row });
        read!(reply, Reply::File { name, bytes } => NamedFile { name, bytes })
    }

    /// Asks [`Request::Preview`].
    ///
    /// # Errors
    /// Why there is no such file.
    pub fn preview_evidence(&mut self, case: CaseRef, row: RowId) -> Result<FilePreview> {
        let reply = self.backend.ask(Request::Preview { case, row });
        read!(reply, Reply::Preview { title, lines } => FilePreview { title, lines })
    }

    /// Asks [`Request::Register`] with the bytes of a file.
    ///
    /// # Errors
    /// Every fault by its place.
    pub fn register(
        &mut self,
        file: &[u8],
        intake: &Intake,
        take: Option<AcceptedPreview>,
    ) -> Result<RegisterStep, Faults> {
        let file = FileSource::Read(Bytes(file.to_vec()));
        match self.backend.ask(Request::Register { file, intake: Box::new(intake.clone()), take }) {
            Reply::Register(preview) => Ok(RegisterStep::Preview(*preview)),
            Reply::RegisterTaken { says } => Ok(RegisterStep::Stored(says)),
            Reply::RegisterRefused(faults) => Err(faults.into()),
            other => Err(refused(other).into()),
        }
    }

    /// Asks [`Request::ImportSchools`] for what a file would change.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn preview_schools(&mut self, file: &[u8]) -> Result<SchoolsPreview> {
        let request = Request::ImportSchools { file: Bytes(file.to_vec()), take: None };
        read!(self.backend.ask(request), Reply::SchoolsPreviewed { preview, .. } => *preview)
    }

    /// Asks [`Request::ImportSchools`] to store a file.
    ///
    /// # Errors
    /// Every fault of the file, or why it is not stored.
    pub fn store_schools(&mut self, file: &[u8], take: AcceptedSchools) -> Result<String> {
        let request = Request::ImportSchools { file: Bytes(file.to_vec()), take: Some(take) };
        let said = read!(self.backend.ask(request), Reply::SchoolsTaken { says } => says);
        self.renew();
        said
    }

    /// Asks [`Request::PaperList`].
    ///
    /// # Errors
    /// Why there is none.
    pub fn papers(&mut self, case: CaseRef, on: NaiveDate) -> Result<Vec<DocumentLine>> {
        let reply = self.backend.ask(Request::PaperList { case, on });
        read!(reply, Reply::PaperList { all, .. } => all)
    }

    /// Asks [`Request::MakePaper`].
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn make_paper(
        &mut self,
        case: Option<CaseRef>,
        order: &DocumentOrder,
    ) -> Result<MadeDocument> {
        let reply = self.backend.ask(Request::MakePaper { case, order: order.clone() });
        read!(reply, Reply::PaperMade(made) => *made)
    }

    /// Writes the backup of a day anew, as [`Backend::back_up`].
    ///
    /// # Errors
    /// Why it is not written, or not whole.
    pub fn back_up(&mut self, day: &str, keep: usize, recipient: &str) -> Result<String> {
        self.backend.back_up(day, keep, recipient)
    }

    /// Asks for a change of what schools and terms may be part of.
    fn stored(&mut self, request: Request) -> Result<Outcome> {
        let reply = self.backend.ask(request);
        self.renew();
        outcome(reply)
    }
}

/// Reads what became of a change.
fn outcome(reply: Reply) -> Result<Outcome> {
    match reply {
        Reply::Saved { says: message, case, line, findings, seq } => {
            Ok(Outcome::Saved { message, view: CaseView { case, line, findings }, seq })
        }
        Reply::Deleted { says: message, case } => Ok(Outcome::Deleted { message, case }),
        Reply::Terms { terms, says: message, seq } => Ok(Outcome::Terms { message, terms, seq }),
        Reply::Done => Ok(Outcome::Other),
        other => Err(refused(other)),
    }
}

/// Returns why something was not done.
fn refused(reply: Reply) -> Error {
    match reply {
        Reply::NotOpen { says, .. } => Error::conflict(says),
        Reply::Refused { kind, says } => Error::new(kind, says),
        Reply::Blocked { says, .. } => Error::rule(says),
        Reply::Clash { says, .. } => Error::conflict(says),
        _ => Error::damaged("The answer does not fit what was asked.")
            .with_hint("Leave Offsite and start it again."),
    }
}
