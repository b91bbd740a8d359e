//! The screen: panes, the overlays above them, and the application that holds both. Panes never
//! touch the store: they return requests and take replies.
//!
//! - [`attendance`]: The attendance pane: both registers week by week, all weeks at a glance, and
//!   the figures.
//! - [`case`]: One case: overview, timeline and recording events.
//! - [`documents`]: The documents pane: what each document lacks, when it was last sent, and where
//!   it was written.
//! - [`form`]: The form pane's layout: forms and completeness, sections at the side, questions,
//!   tables, and details of the question under the cursor.
//! - [`input_state`]: Input state between keys: pending sequence, count, bookmarks and jump list.
//! - [`list`]: The case list, most urgent first.
//! - [`overlay`]: Overlays that belong to no pane.
//! - [`tutor`]: The tutor: ten minutes on invented pupils, one task at a time, each confirmed once
//!   it is done.

pub mod attendance;
pub mod case;
pub mod documents;
mod draw;
pub mod form;
mod input;
pub mod input_state;
pub mod list;
mod navigation;
pub mod overlay;
mod replies;
pub mod tutor;
mod update;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use attendance::AttendancePane;
use chrono::NaiveDate;
pub use draw::{ScreenPart, draw, draw_part, moving_part};

use crate::api::{Draft, Page, Request};
use crate::config::HelpPage;
use crate::domain::attendance::intake::Intake;
use crate::domain::calendar::Calendar;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::EditorView;
use crate::domain::case::{Case, CaseRef, FieldPath};
use crate::domain::rules::Finding;
use crate::domain::school::{School, SchoolList};
use crate::domain::value::Value;
use crate::keymap::Keymap;
use crate::keymap::action::Action;
use crate::ui::attendance::update::CorrectionDefaults;
use crate::ui::case::overview::Overview;
use crate::ui::case::timeline::Timeline;
use crate::ui::form::editor::Editor;
use crate::ui::input_state::InputState;
use crate::ui::list::ListPane;
use crate::ui::overlay::Overlay;
use crate::widgets::colour::Depth;
use crate::widgets::theme::Theme;

/// The cell of the real cursor, where there is one.
pub type CursorPos = Option<(u16, u16)>;

/// What every pane needs in order to draw.
pub struct DrawContext<'a> {
    pub theme: &'a Theme,
    pub today: NaiveDate,
    /// Gives a school's name by its id.
    pub school: &'a dyn Fn(&str) -> String,
    /// The key that deals with what is asked.
    pub deal: &'a str,
    /// Gives the key of an action, as sentences name it.
    pub key: &'a dyn Fn(Action) -> String,
}

/// The panes, one key apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    Cases,
    Overview,
    Passport,
    Timeline,
    Attendance,
    Documents,
}

impl Pane {
    /// Every pane with the words on its tab, in the order of their keys.
    pub const ALL: [(Pane, &'static str); 6] = [
        (Pane::Cases, "Cases"),
        (Pane::Overview, "Overview"),
        (Pane::Passport, "Passport"),
        (Pane::Timeline, "Timeline"),
        (Pane::Attendance, "Attendance"),
        (Pane::Documents, "Documents"),
    ];
}

/// The whole session on screen.
pub struct App {
    today: NaiveDate,
    who: String,
    keymap: Keymap,
    theme: Theme,
    pane: Pane,
    cases: ListPane,
    case: Option<Rc<Case>>,
    /// Everything that the open case lacks, soonest first.
    findings: Vec<Finding>,
    overview: Overview,
    /// The officer is dealing with a row of the list; the case that comes after it.
    #[expect(clippy::option_option, reason = "a case, or a new one, where anything is dealt with")]
    dealing: Option<Option<CaseRef>>,
    editor: Editor,
    timeline: Timeline,
    attendance: AttendancePane,
    papers: crate::ui::documents::DocumentsPane,
    /// The paper that was asked of the owner, and what is to be done with it.
    ordered: Option<(
        crate::ui::documents::update::DocumentAction,
        CaseRef,
        crate::domain::document::DocumentOrder,
    )>,
    /// The papers of all tagged cases, while they are made and their folder is asked for.
    gathered: Option<crate::ui::documents::bulk::BulkDocuments>,
    /// The kind of paper on which the cursor is to stand once the list has come.
    looking_for: Option<String>,
    /// The calendars of the schools whose terms are stored, and that of any other.
    calendars: BTreeMap<String, Calendar>,
    unknown: Calendar,
    correcting: CorrectionDefaults,
    /// The register that the owner is looking at.
    importing: Option<(PathBuf, Intake)>,
    /// What the help offers to read below the keys.
    help_pages: Vec<HelpPage>,
    /// What lies over the panes, the topmost last.
    overlays: Vec<Box<dyn Overlay>>,
    desk: InputState,
    filling: crate::ui::form::prefill::PrefillState,
    depth: Depth,
    tutor: Option<tutor::Tutor>,
    /// The last thing said, and whether it was a refusal.
    message: (String, bool),
    schools: Rc<SchoolList>,
    left: Vec<Draft>,
    blank: crate::ui::overlay::privacy_screen::PrivacyScreen,
    /// Set once the officer has asked to leave.
    quit: bool,
}

impl App {
    /// Returns a session that has not asked for anything yet; `start` gives its first requests.
    pub fn new(today: NaiveDate, who: &str, keymap: Keymap, theme: Theme) -> App {
        App {
            today,
            who: who.to_owned(),
            keymap,
            theme,
            pane: Pane::Cases,
            cases: ListPane::default(),
            case: None,
            findings: Vec::new(),
            overview: Overview::default(),
            dealing: None,
            editor: Editor::new(EditorView::Form { form: 1, row: None }),
            timeline: Timeline::default(),
            attendance: AttendancePane::new(today),
            papers: crate::ui::documents::DocumentsPane::default(),
            ordered: None,
            gathered: None,
            looking_for: None,
            calendars: BTreeMap::new(),
            unknown: Calendar::default(),
            correcting: CorrectionDefaults::default(),
            importing: None,
            help_pages: Vec::new(),
            overlays: Vec::new(),
            desk: InputState::default(),
            filling: crate::ui::form::prefill::PrefillState::default(),
            depth: Depth::Rgb,
            tutor: None,
            message: (String::new(), false),
            schools: Rc::default(),
            left: Vec::new(),
            blank: crate::ui::overlay::privacy_screen::PrivacyScreen::default(),
            quit: false,
        }
    }

    /// Says how many colours the terminal shows; the theme is brought down to them.
    pub fn set_depth(&mut self, depth: Depth) {
        self.depth = depth;
        self.theme = self.theme.clone().at_depth(depth);
    }

    /// Tells the session the officer's position, so that corrections of a register need not ask it.
    pub fn set_position(&mut self, position: &str) {
        position.trim().clone_into(&mut self.correcting.position);
    }

    /// Gives the pages that the help offers to read.
    pub fn set_help_pages(&mut self, pages: Vec<HelpPage>) {
        self.help_pages = pages;
    }

    /// Begins the lessons.
    pub fn teach(&mut self) {
        self.tutor = Some(tutor::Tutor::default());
    }

    /// Returns what a session asks for when it starts.
    pub fn start(&self) -> Vec<Request> {
        vec![Request::AllSchools, self.cases.ask(self.today), Request::Calendars, Request::Drafts]
    }

    /// Shows the beginning of the list before anything can be asked.
    pub fn glance(&mut self, page: Page) {
        self.cases.take(page);
    }

    /// Returns whether the officer has asked to leave.
    pub fn is_done(&self) -> bool {
        self.quit
    }

    /// Returns the case under the cursor of the list.
    pub fn current(&self) -> Option<CaseRef> {
        self.cases.current().map(|s| s.id)
    }

    /// Returns whether an event is being filled in that is not stored yet.
    pub fn is_pending(&self) -> bool {
        self.editor.pending.is_some()
    }

    /// Returns whether something lies over the pane.
    pub fn is_overlaid(&self) -> bool {
        !self.overlays.is_empty()
    }

    /// Returns whether the last key only moved the cursor of the list.
    pub fn is_moving(&self) -> bool {
        self.desk.moving && !self.is_hidden()
    }

    /// Says something on the message line.
    pub fn say(&mut self, words: impl Into<String>) {
        self.message = (words.into(), false);
    }

    /// Takes words away that were said while something was waited for, unless something else has
    /// been said since.
    pub fn unsay(&mut self, words: &str) {
        if self.message.0 == words {
            self.message = (String::new(), false);
        }
    }

    /// Says that something asked for could not be done.
    pub fn fail(&mut self, words: impl Into<String>) {
        self.refuse(words);
    }

    fn refuse(&mut self, words: impl Into<String>) {
        self.message = (words.into(), true);
    }

    /// Opens a pane by its name: `cases`, `overview`, `passport`, `timeline`, `attendance`,
    /// `documents`.
    ///
    /// # Errors
    /// A sentence with the names of the panes, where there is none of this name.
    pub fn open_pane(&mut self, name: &str) -> Result<Vec<Request>, String> {
        let found = Pane::ALL.iter().find(|(_, words)| words.eq_ignore_ascii_case(name));
        let Some((pane, _)) = found else {
            let names: Vec<String> = Pane::ALL.iter().map(|(_, w)| w.to_lowercase()).collect();
            return Err(format!(
                "There is no pane \"{name}\". The panes are {}.",
                names.join(", ")
            ));
        };
        Ok(self.go(*pane))
    }

    /// Returns the day that the session goes by.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Takes another day as today, when midnight has passed.
    pub fn on_day(&mut self, today: NaiveDate) -> Vec<Request> {
        if self.today == today {
            return Vec::new();
        }
        self.today = today;
        vec![self.cases.ask_for(self.cases.current().map(|s| s.id), today)]
    }

    fn go(&mut self, pane: Pane) -> Vec<Request> {
        if self.editor.pending.is_some() {
            self.refuse_unsaved();
            return Vec::new();
        }
        if pane == Pane::Cases {
            return self.back_to_list();
        }
        let Some(line) = self.cases.current().map(|s| s.id) else {
            self.refuse("There is no case to open. Press n to open the first.");
            self.pane = Pane::Cases;
            return Vec::new();
        };
        self.pane = pane;
        self.desk.opened(line);
        if pane == Pane::Passport && !matches!(self.editor.view, EditorView::Form { .. }) {
            self.editor = Editor::new(EditorView::Form { form: 1, row: None });
        }
        let case = self.look_at(line);
        // A case that has to be asked for brings its papers along when it comes.
        if case.is_empty() { self.ask_papers() } else { case }
    }

    /// Goes back to the list, ranked anew: to the case that was open, or after a row was dealt with
    /// to the next.
    fn back_to_list(&mut self) -> Vec<Request> {
        let was_there = self.pane == Pane::Cases;
        self.pane = Pane::Cases;
        if was_there && self.dealing.is_none() {
            return Vec::new();
        }
        let case = self.dealing.take().unwrap_or(self.cases.current().map(|s| s.id));
        vec![self.cases.ask_for(case, self.today)]
    }

    /// Returns what is asked for once the hands rest: the case under the cursor, where only the
    /// cursor has moved so far.
    pub fn rest(&mut self) -> Vec<Request> {
        self.desk.awaited.take().map(Request::Case).into_iter().collect()
    }

    /// Returns whether the case under the cursor has not been asked for.
    pub fn is_awaiting(&self) -> bool {
        self.desk.awaited.is_some()
    }

    /// Asks for a case unless it is open already; while the cursor only moves, it is awaited.
    fn look_at(&mut self, id: CaseRef) -> Vec<Request> {
        self.desk.awaited = None;
        if self.desk.moving {
            self.desk.awaited = Some(id);
            return Vec::new();
        }
        if self.case.as_ref().is_some_and(|c| c.id == id) {
            Vec::new()
        } else {
            vec![Request::Case(id)]
        }
    }

    fn school_name(&self, id: &str) -> String {
        self.schools.get(id).map_or_else(|| id.to_owned(), School::with_town)
    }

    /// Asks for the case under the cursor.
    fn look(&mut self) -> Vec<Request> {
        if let Some(id) = self.cases.current().map(|s| s.id) {
            self.look_at(id)
        } else {
            (self.case, self.desk.awaited) = (None, None);
            Vec::new()
        }
    }

    /// Moves the cursor of the list, and asks for what it then shows.
    fn step_list(&mut self, by: isize) -> Vec<Request> {
        if self.cases.step(by) { vec![self.cases.ask(self.today)] } else { self.look() }
    }

    /// Returns the change that sets one answer of a stored row or case.
    fn set(&self, at: &FieldPath, new: Value) -> Option<CaseChange> {
        let case = self.case.as_ref()?;
        let old = case.at(at).clone();
        (old != new).then(|| CaseChange {
            case: case.id,
            edits: vec![Edit::Set { at: at.clone(), old, new }],
        })
    }
}
