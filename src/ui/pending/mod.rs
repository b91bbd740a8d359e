//! Requests with what their replies are for.
//!
//! Nothing need be remembered between a request and its reply: the application gets a [`Then`] back
//! together with the reply, and goes on from there.

mod access;
mod register_import;
mod tagged_documents;

pub use access::AccessThen;
pub use register_import::{RegisterFile, RegisterImport};
pub use tagged_documents::TaggedDocuments;

use crate::api::{CasesChanged, Draft, ImportFile, Request, SheetFile};
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{CaseRef, FieldPath, RowId};
use crate::domain::document::DocumentOrder;
use crate::domain::prefill::Source;
use crate::domain::sheet::SheetAsk;
use crate::keymap::key::Key;

/// A request together with what its reply is for.
#[derive(Debug)]
pub struct Pending {
    /// What the service is asked.
    pub request: Request,
    /// What its reply is for.
    pub then: Then,
}

impl Pending {
    /// Returns the request that stores a change, with the reason where one was given.
    pub fn change(change: CaseChange, why: Option<String>) -> Pending {
        let then = Then::FinishChange(change.clone());
        Pending { request: Request::Change { change, why }, then }
    }

    /// Returns the request for a case, which is shown once it has come.
    pub fn case(id: CaseRef) -> Pending {
        Pending { request: Request::Case(id), then: Then::Show }
    }
}

impl From<Request> for Pending {
    /// Most replies are shown where they belong. A change and an undo are followed up, whoever asks
    /// for them.
    fn from(request: Request) -> Pending {
        let then = match &request {
            Request::Change { change, .. } => Then::FinishChange(change.clone()),
            Request::Undo { .. } => Then::NoteUndo,
            _ => Then::Show,
        };
        Pending { request, then }
    }
}

/// What is done once a reply has come.
#[derive(Debug)]
pub enum Then {
    /// It is shown where it belongs.
    Show,
    /// The open case is shown as it now stands, and by whose change where it was one's.
    Refresh(Option<CasesChanged>),
    /// The texts of this session before its connection was lost are kept or dropped, as they now are
    /// on screen.
    Rejoin,
    /// The case that a key needs is shown; then the key is taken.
    TakeKey(Key),
    /// The case is shown with the cursor on a place in it.
    GoToPlace(FieldPath),
    /// The case is shown with the cursor on a place of one of its forms, by the form's number.
    ReturnTo {
        /// The form; none where a row stood open by itself.
        form: Option<usize>,
        /// The place.
        place: FieldPath,
    },
    /// The case is shown; then the texts that an earlier session left in it are put back.
    ResumeDrafts(Vec<Draft>),
    /// The event that was filled in is closed, or what held it back is asked about.
    FinishChange(CaseChange),
    /// What holds the event that was opened back is said before anything is typed.
    WarnOfRule,
    /// The undo is known to have been seen, so that a redo need not be asked about.
    NoteUndo,
    /// The references of the list are tagged, or what is done with the tagged ones begins.
    TakeTags(TagScope),
    /// The documents are listed with the cursor on one kind.
    ListDocuments {
        /// The id of the kind.
        kind: String,
    },
    /// The document is shown or written.
    TakeDocument(DocumentWanted),
    /// The document of one tagged case is put to the others, and the next is asked for.
    CollectDocument {
        /// The case.
        case: CaseRef,
        /// The documents so far.
        all: Box<TaggedDocuments>,
    },
    /// It is asked whether the file is stored.
    ConfirmImport(Box<ImportFile>),
    /// What a register would change is shown.
    PreviewRegister(Box<RegisterFile>),
    /// A piece of evidence is shown.
    ShowEvidence(RowId),
    /// What is answered about requests for subject access is shown or written.
    Access(AccessThen),
    /// A file of the evidence is written into a folder.
    WriteEvidence {
        /// The folder as it was typed.
        folder: String,
    },
}

/// What the references of the list are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagScope {
    /// To tag these rows, both included.
    Range(usize, usize),
    /// To tag every row.
    All,
    /// To give one event to all that are tagged and listed.
    Act,
    /// To write the document under the cursor for all that are tagged and listed.
    Document,
}

/// What is done with a document once it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentAction {
    /// It is written into the folder of this session.
    Write,
    /// It is written into a folder that is asked for again.
    Elsewhere,
    /// It is shown.
    Look,
}

/// One document that was asked for.
#[derive(Debug, Clone)]
pub struct DocumentWanted {
    /// What is done with it.
    pub action: DocumentAction,
    /// The case.
    pub case: CaseRef,
    /// Which document.
    pub order: DocumentOrder,
}

/// What a picked line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickFor {
    /// The answer of a field.
    Answer(FieldPath),
    /// The event to record, in the tagged cases where it is for more than the open one.
    Event(Option<Vec<CaseRef>>),
    /// Whether an event that was begun and left is taken up again, or begun afresh.
    BegunEvent {
        /// The id of its table.
        table: &'static str,
        /// The row that it will be.
        row: RowId,
        /// The tagged cases that get it, where they are many.
        cases: Option<Vec<CaseRef>>,
    },
    /// The review that a document is for.
    Review(DocumentAction),
    /// The line of the form that gets the cursor.
    Line,
    /// What is taken in from a file.
    Import,
    /// The pupil of a transfer file for whom a case is opened.
    Pupil(Vec<Source>),
    /// The answer to a question about a sheet of directions.
    Sheet(Box<SheetFile>, SheetAsk),
    /// The school whose terms are shown.
    TermsOf,
    /// The item of the list of evidence that a file answers.
    Evidence {
        /// The file's path as it was typed.
        path: String,
    },
}
