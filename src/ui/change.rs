//! What a pane or an overlay wants done, as values: [`Changes`] in their order. The application
//! alone carries them out, so that a pane need know neither the others nor what lies over it.

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request};
use crate::domain::case::{CaseRef, FieldPath, RowId};
use crate::domain::forms::parse::ParseWarning;
use crate::domain::list::view::{Column, View};
use crate::domain::value::Value;
use crate::error::Result;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;
use crate::ui::effect::Effect;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, PickFor, TagScope, TaggedDocuments};
use crate::ui::session::Session;
use crate::widgets::theme::Theme;

/// One thing that is wanted.
#[derive(Debug)]
pub enum PaneChange {
    /// Says something on the message line.
    Say(String),
    /// Says that something could not be done.
    Refuse(String),
    /// Asks the service.
    Ask(Pending),
    /// Has the front end do something.
    Effect(Effect),
    /// Lays something over the pane.
    Lay(Box<dyn Overlay>),
    /// Lays something over the pane unless something lies there already.
    LayIfFree(Box<dyn Overlay>),
    /// Keeps a line that was typed into a prompt and left.
    KeepLine {
        /// What was asked.
        asked: String,
        /// What was typed.
        line: String,
    },
    /// Does an action, as if its key had been pressed.
    Act(Action),
    /// Takes a key again, after what was begun before it has ended.
    Key(Key),
    /// Ends the count that was typed.
    EndCount,
    /// Deals with the finding that the officer looks at.
    Deal,
    /// Turns to a pane.
    Show(Pane),
    /// Goes back to the list.
    BackToList,
    /// Opens a case wherever it stands in the list.
    OpenCase(CaseRef),
    /// Opens a case at a place in it.
    OpenPlace(CaseRef, FieldPath),
    /// Ends the session.
    Leave,
    /// Hides the screen.
    Hide,
    /// Closes the open case, since the list shows none.
    CloseCase,
    /// Gives the open case a letter.
    SetBookmark(char),
    /// Shows everything in another theme.
    WearTheme(Theme),
    /// Takes a picked line.
    Pick(PickFor, Value),
    /// Takes a typed answer.
    Answer {
        /// The field.
        at: FieldPath,
        /// What was read.
        value: Value,
        /// What is doubtful about it.
        warning: Option<ParseWarning>,
    },
    /// Records the event that is filled in, in every tagged case.
    RecordForAll {
        /// The sum of the preview that was agreed to.
        agreed: u32,
    },
    /// Puts the cursor of the timeline on a recorded event.
    ShowEvent {
        /// The id of the event's table.
        table: &'static str,
        /// Its row.
        row: RowId,
    },
    /// Opens a recorded event to be read and corrected.
    OpenEvent {
        /// The id of the event's table.
        table: &'static str,
        /// Its row.
        row: RowId,
    },
    /// Opens the search of the list with these words.
    Search(String),
    /// A search of the list was typed to its end.
    Searched(String),
    /// Shows the list as a view says.
    ApplyView(View),
    /// Shows a column of the list, or hides it.
    TurnColumn(Column),
    /// Asks which tagged cases are listed, and what is to be done with them.
    AskTagged(TagScope),
    /// Begins one event for these cases, so many others being hidden by the search.
    RecordFor {
        /// The cases.
        cases: Vec<CaseRef>,
        /// How many tagged cases the search hides.
        hidden: usize,
    },
    /// Makes the document under the cursor for these cases.
    DocumentsFor(Vec<CaseRef>),
    /// Writes documents into the folder that was typed.
    TakeFolder {
        /// The folder.
        folder: String,
        /// The documents of the tagged cases; none where it is for the one under the cursor.
        tagged: Option<Box<TaggedDocuments>>,
    },
    /// Remembers why and in which position the officer corrects marks; one mark was corrected, so
    /// the cursor goes on, where `is_one`.
    RememberCorrection {
        /// The reason.
        reason: String,
        /// The officer's position.
        position: String,
        /// Whether it was one mark alone.
        is_one: bool,
    },
}

/// What is wanted, in order.
#[derive(Debug, Default)]
#[must_use]
pub struct Changes(Vec<PaneChange>);

impl Changes {
    /// Nothing.
    pub fn none() -> Changes {
        Changes::default()
    }

    /// Says something.
    pub fn say(text: impl Into<String>) -> Changes {
        PaneChange::Say(text.into()).into()
    }

    /// Says that something could not be done.
    pub fn refuse(text: impl Into<String>) -> Changes {
        PaneChange::Refuse(text.into()).into()
    }

    /// Asks the service.
    pub fn ask(pending: impl Into<Pending>) -> Changes {
        PaneChange::Ask(pending.into()).into()
    }

    /// Lays something over the pane.
    pub fn lay(overlay: impl Overlay + 'static) -> Changes {
        PaneChange::Lay(Box::new(overlay)).into()
    }

    /// Returns these and then others.
    pub fn and(mut self, others: impl Into<Changes>) -> Changes {
        self.0.extend(others.into().0);
        self
    }

    /// Returns whether nothing is wanted but that texts being typed are kept, of which no pane
    /// shows anything.
    pub fn only_keeps_texts(&self) -> bool {
        let keeps = |change: &PaneChange| {
            matches!(
                change,
                PaneChange::Ask(Pending {
                    request: Request::SaveDraft(_) | Request::DiscardDraft { .. },
                    ..
                })
            )
        };
        self.0.iter().all(keeps)
    }

    /// Returns whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<PaneChange> for Changes {
    fn from(change: PaneChange) -> Changes {
        Changes(vec![change])
    }
}

impl<P: Into<Pending>> FromIterator<P> for Changes {
    /// Asks the service for each in turn.
    fn from_iter<I: IntoIterator<Item = P>>(requests: I) -> Changes {
        Changes(requests.into_iter().map(|request| PaneChange::Ask(request.into())).collect())
    }
}

impl IntoIterator for Changes {
    type Item = PaneChange;
    type IntoIter = std::vec::IntoIter<PaneChange>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// The scopes of a list, a sheet or anything else through which the officer moves.
pub const LIST: &[Scope] = &[Scope::List, Scope::Global];
/// Actions for the bottom bar with what they do where they stand.
pub type BarKeys = &'static [(Action, &'static str)];

/// The bar of a line that is searched with: what is under the cursor is chosen.
pub(crate) const CHOOSES: BarKeys = &[(Action::Accept, "Choose"), (Action::LeaveText, "Cancel")];
/// The bar of a few lines, of which the one under the cursor is chosen.
pub(crate) const CHOOSES_LINE: BarKeys = &[(Action::Choose, "Choose"), (Action::Close, "Cancel")];
/// The bar of a line that is typed and saved.
pub(crate) const SAVES: BarKeys = &[(Action::Accept, "Save"), (Action::LeaveText, "Cancel")];
/// The bar of a line that is typed and used at once.
pub(crate) const USES: BarKeys = &[(Action::Accept, "OK"), (Action::LeaveText, "Cancel")];
/// The bar of a sheet that is only read.
pub(crate) const READS: BarKeys = &[(Action::Close, "Close")];

/// The scope of a line being typed.
pub const TEXT: &[Scope] = &[Scope::Text];
/// The scope of a question that is answered by yes or no.
pub const CONFIRM: &[Scope] = &[Scope::Confirm];

/// A key as an overlay sees it.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// What the keymap says the key does in the overlay's scopes.
    pub action: Option<Action>,
    /// The key itself: for a text it is passed on whole, a picker reads its digit or letter.
    pub key: Key,
}

impl Input {
    /// Returns by how many lines the key moves a cursor; none where it does not move it.
    pub fn steps(self) -> Option<isize> {
        steps(self.action)
    }
}

/// Returns by how many lines an action moves a cursor in a list; none where it does not move it.
pub fn steps(action: Option<Action>) -> Option<isize> {
    match action? {
        Action::Down | Action::NextLine => Some(1),
        Action::Up | Action::PreviousLine => Some(-1),
        Action::PageDown | Action::NextLines => Some(10),
        Action::PageUp | Action::PreviousLines => Some(-10),
        Action::First => Some(-100_000),
        Action::Last => Some(100_000),
        _ => None,
    }
}

/// What becomes of an overlay after a key.
#[derive(Debug)]
pub enum Update {
    /// It stays as it is.
    Stay,
    /// It goes away.
    Close,
    /// It stays, and this is wanted.
    StayWith(Changes),
    /// It goes away, and this is wanted.
    CloseWith(Changes),
}

/// Something that lies over a pane and takes the keys.
pub trait Overlay: Debug {
    /// Returns the scopes in which its keys are looked up, the innermost first.
    fn scopes(&self) -> &'static [Scope];

    /// Takes a key.
    fn update(&mut self, input: Input, session: &Session) -> Update;

    /// Draws it over an area; returns the cell of the real cursor.
    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos;

    /// Offers what was typed here and left, when it is laid over a pane.
    fn offer(&mut self, _session: &Session) {}

    /// Takes pasted text into the line being typed; anywhere else it does nothing.
    fn paste(&mut self, _text: &str, _session: &Session) -> Changes {
        Changes::none()
    }

    /// Takes a reply that it waits for; false where the reply is for others.
    fn take(&mut self, _reply: &Reply) -> bool {
        false
    }

    /// Returns the place of the answer that is being given in it.
    fn place(&self) -> Option<&FieldPath> {
        None
    }

    /// Takes what another session has done at that place meanwhile, to be shown beside it.
    fn meet(&mut self, _words: &str) {}

    /// Takes a text back from the officer's own editor, or why there is none.
    fn edited(&mut self, _back: &Result<String>, _session: &Session) -> Changes {
        Changes::none()
    }

    /// Returns the actions that the bottom bar names, those that matter most first, with what they
    /// do here; none that would do nothing.
    fn bar(&self) -> BarKeys;
}
