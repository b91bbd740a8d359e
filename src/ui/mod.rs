//! The screen: panes, the overlays above them, and the application that holds both. Panes never
//! touch the store: they return what they want done, and take replies.
//!
//! A key goes to the overlay on top, or by its action to a pane. Either answers with
//! [`Changes`](change::Changes), which the [`App`] carries out; what the service is to be asked
//! leaves as [`Pending`](pending::Pending) requests, each with what its reply is for.
//!
//! - [`app`]: The application: routes keys and replies, and carries out what is wanted.
//! - [`session`]: What a session knows: the officer, the day, the open case, the settings.
//! - [`company`]: Where the other sessions are at work.
//! - [`change`]: What a pane or an overlay wants done, as values.
//! - [`pending`]: Requests with what their replies are for.
//! - [`effect`]: What only the front end can do, and what became of it.
//! - [`list`]: The case list, most urgent first.
//! - [`case`]: One case: overview and timeline.
//! - [`form`]: The passport and the other forms, events, and what fills them from elsewhere.
//! - [`attendance`]: Both registers week by week, all weeks at a glance, and the figures.
//! - [`documents`]: What each document lacks, when it was last sent, and where it was written.
//! - `subject_access`: The requests for subject access, and the items of one.
//! - [`input_state`]: Input state between keys: pending sequence, count, bookmarks and jump list.
//! - [`tutor`]: The tutor: ten minutes on invented pupils, one task at a time, each confirmed once
//!   it is done.

mod answer_text;
pub mod app;
pub mod attendance;
pub mod case;
pub mod change;
pub mod company;
pub mod documents;
mod draw;
pub mod effect;
pub mod form;
mod import;
pub mod input_state;
pub mod kept;
pub mod list;
pub mod look;
pub mod message;
pub(crate) mod overlay;
pub mod oversight;
pub mod pane;
pub mod pending;
pub mod session;
pub mod specimens;
mod subject_access;
mod texts;
pub mod tutor;
mod urgency;

pub use app::{App, Preferences, ResumePoint};
pub use draw::{Frame, ScreenPart, Seen, draw, draw_part, part_since};
pub use pane::Pane;
