//! The application: the session, the panes and what lies over them. Keys, replies and what came of
//! effects go in; requests, effects and a state to be drawn come out.
//!
//! It alone carries out what panes and overlays want, so that these need not know one another.

mod access;
mod actions;
mod anywhere;
mod bar;
mod carry_out;
mod held;
mod keys;
mod notices;
mod replies;
mod resume;
mod show;
mod subject_access;
mod words;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;

use crate::api::{LastSeen, Request};
use crate::config::HelpPages;
use crate::domain::case::CaseRef;
use crate::keymap::Keymap;
use crate::ui::app::notices::Told;
use crate::ui::attendance::AttendancePane;
use crate::ui::case::CasePane;
use crate::ui::change::Overlay;
use crate::ui::documents::DocumentsPane;
use crate::ui::effect::Effect;
use crate::ui::form::FormPane;
use crate::ui::input_state::InputState;
use crate::ui::list::ListPane;
use crate::ui::message::MessageLine;
use crate::ui::overlay::privacy_screen::PrivacyScreen;
use crate::ui::oversight::OversightPane;
use crate::ui::pane::Pane;
use crate::ui::pending::Pending;
use crate::ui::session::Session;
use crate::ui::tutor::Tutor;
use crate::widgets::colour::Depth;
use crate::widgets::theme::Theme;

pub use crate::ui::app::resume::ResumePoint;

/// What an officer's settings decide of a session.
#[derive(Debug, Clone)]
pub struct Preferences {
    /// How many colours the terminal shows.
    pub depth: Depth,
    /// Whether references may be sent to the terminal's clipboard.
    pub clipboard: bool,
    /// The officer's position, so that corrections of a register need not ask it.
    pub position: String,
    /// The officer's name as forms have it; "" for the one that stands in the record.
    pub name: String,
    /// The school that the officer works for, by its name or URN; "" for none.
    pub home_school: String,
    /// After how many minutes without a key the screen hides itself; 0 for never.
    pub hide_after: u16,
    /// Whether the lessons are given.
    pub lessons: bool,
    /// What the help offers to read below the keys.
    pub help_pages: HelpPages,
    /// Whether frames and signs are drawn in ASCII.
    pub is_ascii: bool,
    /// Whether what is said stands on the cursor's own line.
    pub message_at_cursor: bool,
    /// The only folder whose files may be named, where Offsite is all that the officer may run: no
    /// other program is started then. None for an officer with a shell.
    pub confined_to: Option<PathBuf>,
}

impl Default for Preferences {
    /// Returns every colour, no clipboard, no position, no lessons, no pages and a screen that never hides
    /// itself.
    fn default() -> Preferences {
        Preferences {
            depth: Depth::Rgb,
            clipboard: false,
            position: String::new(),
            name: String::new(),
            home_school: String::new(),
            hide_after: 0,
            lessons: false,
            help_pages: |_| Vec::new(),
            is_ascii: false,
            message_at_cursor: false,
            confined_to: None,
        }
    }
}

/// The whole session on screen.
#[derive(Debug)]
pub struct App {
    /// What is said above the key bar.
    pub message: MessageLine,
    pub(super) session: Session,
    pub(super) pane: Pane,
    pub(super) list: ListPane,
    pub(super) case: CasePane,
    pub(super) form: FormPane,
    pub(super) attendance: AttendancePane,
    pub(super) documents: DocumentsPane,
    pub(super) oversight: OversightPane,
    /// What lies over the panes, the topmost last.
    pub(super) overlays: Vec<Box<dyn Overlay>>,
    pub(super) input: InputState,
    pub(super) privacy: PrivacyScreen,
    pub(super) tutor: Option<Tutor>,
    effects: Vec<Effect>,
    /// What the officer saw happen last: an undo of anything else is asked about first.
    seen: LastSeen,
    told: Told,
    /// How often anything has happened that may change more of the screen than the row under the
    /// cursor of the list, or what lies over the panes.
    pub(super) changes: u64,
    /// Whether the last key has changed what lies over the panes alone.
    is_in_overlay: bool,
    /// Set once the officer has asked to leave.
    is_done: bool,
}

impl App {
    /// Returns a session that has not asked for anything yet; `start` gives its first requests.
    pub fn new(today: NaiveDate, officer: &str, keymap: Keymap, theme: Theme) -> App {
        App {
            message: MessageLine::default(),
            session: Session::new(today, officer, keymap, theme),
            pane: Pane::Cases,
            list: ListPane::default(),
            case: CasePane::default(),
            form: FormPane::default(),
            attendance: AttendancePane::new(today),
            documents: DocumentsPane::default(),
            oversight: OversightPane::default(),
            overlays: Vec::new(),
            input: InputState::default(),
            privacy: PrivacyScreen::default(),
            tutor: None,
            effects: Vec::new(),
            seen: LastSeen::default(),
            told: Told::default(),
            changes: 0,
            is_in_overlay: false,
            is_done: false,
        }
    }

    /// Returns the only folder whose files the session may name, where it is confined to one.
    pub fn confined_to(&self) -> Option<&Path> {
        self.session.confined_to.as_deref()
    }

    /// Takes the officer's settings; the theme is brought down to the colours of the terminal.
    pub fn configure(&mut self, preferences: Preferences) {
        self.changes += 1;
        self.session.depth = preferences.depth;
        self.session.theme = self.session.theme.clone().at_depth(preferences.depth);
        self.session.clipboard = preferences.clipboard;
        self.session.help_pages = preferences.help_pages;
        self.session.is_ascii = preferences.is_ascii;
        self.session.message_at_cursor = preferences.message_at_cursor;
        self.session.keymap.set_confined(preferences.confined_to.is_some());
        self.session.confined_to = preferences.confined_to;
        self.session.position.clone_from(&preferences.position);
        self.session.full_name = preferences.name;
        self.session.home_school = preferences.home_school;
        self.attendance.set_position(&preferences.position);
        self.privacy.hide_after(preferences.hide_after);
        self.tutor = preferences.lessons.then(Tutor::default);
    }

    /// Returns what a session asks for when it starts.
    pub fn start(&self) -> Vec<Pending> {
        let list = self.list.ask(self.session.today);
        // First what others do: nothing that comes after it is then missed.
        let [schools, calendars] = self.session.ask_schools();
        let all = [Request::Notices, Request::Role, schools, list, calendars, Request::Drafts];
        all.map(Pending::from).into()
    }

    /// Returns whether the officer has asked to leave.
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Returns the keys of the session.
    pub fn keymap(&self) -> &Keymap {
        &self.session.keymap
    }

    /// Returns the day that the session goes by.
    pub fn today(&self) -> NaiveDate {
        self.session.today
    }

    /// Returns the case under the cursor of the list.
    pub fn current(&self) -> Option<CaseRef> {
        self.list.current_case()
    }

    /// Returns whether an event is being filled in that is not stored yet.
    pub fn is_pending(&self) -> bool {
        self.form.is_filling()
    }

    /// Returns whether something lies over the pane.
    pub fn is_overlaid(&self) -> bool {
        !self.overlays.is_empty()
    }

    /// Returns whether the last key only moved the cursor of the list.
    pub fn is_moving(&self) -> bool {
        self.list.is_moving() && !self.privacy.is_on()
    }

    /// Returns whether the case under the cursor has not been asked for.
    pub fn is_awaiting(&self) -> bool {
        self.list.is_unread()
    }

    /// Returns what is asked for once the hands rest: the case under the cursor, where only the
    /// cursor has moved so far.
    pub fn ask_deferred(&mut self) -> Vec<Pending> {
        self.list.take_unread().map(Pending::case).into_iter().collect()
    }

    /// Hides the screen where no key has come for too long, and closes a case whose time is over;
    /// else returns how long either may still last, none for ever.
    pub fn idle(&mut self, since_key: Duration) -> Option<Duration> {
        let open = self.close_glass();
        let shown = self.privacy.idle(since_key);
        shown.into_iter().chain(open).min()
    }

    /// Takes what only the front end can do, in order.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Takes another day as today, when midnight has passed.
    pub fn on_day(&mut self, today: NaiveDate) -> Vec<Pending> {
        if self.session.today == today {
            return Vec::new();
        }
        self.session.today = today;
        self.changes += 1;
        vec![self.list.ask_here(today).into()]
    }
}
