//! What a front end may ask of the service, and what it answers.
//!
//! The methods of the service answer with the types of this module. [`Request`] and [`Reply`] are
//! the same questions and answers as values, for what the screen queues and for what goes through a
//! socket. A linear session calls [`Client`], whose every method is one request; commands call the
//! methods of the service.

mod backend;
mod bulk;
mod client;
mod file;
mod full_text;
mod glass;
mod history;
mod import;
mod last_seen;
mod list;
mod notice;
mod outcome;
mod queue;
mod registers;
mod schools;
mod setup;
mod subject_access;
mod viewer;

pub use backend::Backend;
pub use bulk::{Bulk, BulkEvent, BulkPreview, BulkPreviews, SavedAll};
pub use client::Client;
pub use file::{Bytes, FilePreview, FileSource, NamedFile, NewEvidence};
pub use full_text::{TextMatch, TextMatches};
pub use glass::GlassOpened;
pub use history::{Draft, HistoryEntry, UndoPreview};
pub use import::{ImportFile, ImportKind, SheetFile, SheetPreview};
pub use last_seen::LastSeen;
pub use list::{FreshLines, ListQuery, Page, SavedView};
pub use notice::{CasesChanged, Heard, ItemKind, Notice, Presence, WhyGone};
pub use outcome::{Blocked, CaseView, ClashView, Outcome, Refusal};
pub use queue::{Reply, Request};
pub use registers::RegisterStep;
pub use schools::{AcceptedSchools, SchoolsPreview, SchoolsStamp};
pub use setup::SetupStatus;
pub use subject_access::{
    AccessAmendment, AccessAnswer, AccessAsk, AccessLine, AccessProgress, AccessView, AccessWork,
    NewAccess, NewDecision,
};
pub use viewer::{SessionId, Viewer};
