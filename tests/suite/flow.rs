//! Flows: a session before, keys, a session after, on a store of the demo's pupils; words, styles
//! and the real cursor are looked at.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::NaiveDate;
use offsite::api::{Reply, Request, Viewer};
use offsite::keymap::Keymap;
use offsite::keymap::key::Key;
use offsite::server::loopback::Loopback;
use offsite::service::{Service, ViewerService};
use offsite::store::Store;
use offsite::ui::pending::Pending;
use offsite::ui::{App, draw};
use offsite::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The day of every flow.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// Goes up with every change, and is later than the making of any demo, so that lists stand as they
/// do on a real clock.
fn tick() -> i64 {
    static NOW: AtomicI64 = AtomicI64::new(4_000_000_000_000);
    NOW.fetch_add(1, Ordering::Relaxed)
}

/// A session on a store of its own, without a terminal.
pub(crate) struct Flow {
    pub ui: App,
    /// Every request and reply goes through bytes.
    pub owner: Loopback,
    pub size: (u16, u16),
    /// How many keys were pressed.
    pub pressed: usize,
    folder: tempfile::TempDir,
}

impl Flow {
    /// Opens a session on the demo's forty pupils.
    pub(crate) fn demo() -> Flow {
        Flow::on(crate::demo().0, Keymap::built_in())
    }

    /// Asks what an undo would take back, and takes it back.
    pub(crate) fn undo(&mut self) -> Reply {
        match self.owner.ask(Request::PreviewUndo { undo: true }) {
            Reply::PreviewUndo(preview) => self.owner.ask(Request::Undo { seq: preview.seq }),
            other => other,
        }
    }

    /// Opens a session on an empty store.
    pub(crate) fn empty() -> Flow {
        Flow::on(tempfile::tempdir().expect("a folder"), Keymap::built_in())
    }

    /// Leaves, and opens the next session on the same store.
    pub(crate) fn again(self) -> Flow {
        self.again_on(today())
    }

    /// Leaves, and opens the next session on the same store on another day.
    pub(crate) fn again_on(self, day: NaiveDate) -> Flow {
        let Flow { owner, folder, .. } = self;
        drop(owner);
        Flow::on_day(folder, Keymap::built_in(), day)
    }

    /// Opens a session on the store in a folder.
    pub(crate) fn on(dir: tempfile::TempDir, keymap: Keymap) -> Flow {
        Flow::on_day(dir, keymap, today())
    }

    fn on_day(dir: tempfile::TempDir, keymap: Keymap, day: NaiveDate) -> Flow {
        let opened = Store::open(&dir.path().join("store"), "a.shah", "09:00").expect("a store");
        let service =
            Service::new(opened.store, tick, offsite::domain::profile::Profile::shipped().clone())
                .expect("an owner");
        let owner = Loopback { service, viewer: Viewer::new("a.shah", day) };
        let ui = App::new(day, "a.shah", keymap, Theme::built_in());
        let mut flow = Flow { ui, owner, size: (160, 45), pressed: 0, folder: dir };
        let start = flow.ui.start();
        flow.turn(start);
        flow
    }

    /// Begins another session on the same records, which passes over what an earlier one left.
    pub(crate) fn restart(&mut self) {
        let day = self.owner.viewer.today;
        self.ui = App::new(day, "a.shah", Keymap::built_in(), Theme::built_in());
        let start = self.ui.start();
        self.turn(start);
        if self.ui.is_overlaid() {
            self.keys("<Esc>");
        }
    }

    /// Asks the owner, and for what its answers ask in turn.
    pub(crate) fn turn(&mut self, asks: Vec<Pending>) {
        offsite::terminal::dispatch::dispatch(&mut self.ui, &mut self.owner, asks);
    }

    /// Returns the service as the officer of the session meets it.
    pub(crate) fn service(&mut self) -> ViewerService<'_> {
        self.owner.direct()
    }

    /// Asks the service in the session of the officer.
    pub(crate) fn ask(&mut self, request: Request) -> Reply {
        self.owner.ask(request)
    }

    /// Presses keys as scripts write them.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Flow {
        self.press(keys);
        offsite::terminal::dispatch::flush_deferred(&mut self.ui, &mut self.owner);
        self
    }

    /// Presses keys, after which the hands do not rest.
    pub(crate) fn press(&mut self, keys: &str) {
        for key in Key::read_all(keys).expect("keys") {
            self.pressed += 1;
            let asks = self.ui.on_key(key);
            self.turn(asks);
        }
    }

    /// Returns the screen and the cell of the real cursor.
    pub(crate) fn frame(&self) -> (Buffer, (u16, u16)) {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buf = Buffer::empty(area);
        let spot = draw(&self.ui, area, &mut buf).expect("a cursor");
        (buf, spot)
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        let (buf, _) = self.frame();
        (0..self.size.1).map(|y| (0..self.size.0).map(|x| buf[(x, y)].symbol()).collect()).collect()
    }

    /// Holds that the screen shows the words.
    pub(crate) fn says(&mut self, words: &str) -> &mut Flow {
        let lines = self.lines();
        assert!(
            lines.iter().any(|l| l.contains(words)),
            "the screen does not say {words:?}:\n{}",
            lines.join("\n")
        );
        self
    }

    /// Holds that the screen does not show the words.
    pub(crate) fn lacks(&mut self, words: &str) -> &mut Flow {
        let lines = self.lines();
        assert!(
            !lines.iter().any(|l| l.contains(words)),
            "the screen says {words:?}:\n{}",
            lines.join("\n")
        );
        self
    }

    /// Holds that the real cursor stands on the line that shows the words.
    pub(crate) fn cursor_on(&mut self, words: &str) -> &mut Flow {
        let (_, (_, y)) = self.frame();
        let lines = self.lines();
        assert!(
            lines[usize::from(y)].contains(words),
            "the cursor is on {:?}, not on {words:?}",
            lines[usize::from(y)]
        );
        self
    }

    /// Returns whether the real cursor stands on a line that shows the words.
    pub(crate) fn cursor_is_on(&self, words: &str) -> bool {
        let (_, (_, y)) = self.frame();
        self.lines()[usize::from(y)].contains(words)
    }

    /// Holds that the words are shown reversed, as the line with the focus is in the terminal's own
    /// colours.
    pub(crate) fn reversed(&mut self, words: &str) -> &mut Flow {
        assert!(
            self.is_reversed(words),
            "{words:?} is nowhere reversed:\n{}",
            self.lines().join("\n")
        );
        self
    }

    /// Returns whether the words are shown reversed somewhere.
    pub(crate) fn is_reversed(&self, words: &str) -> bool {
        let (buf, _) = self.frame();
        let is = |y: u16| {
            let line: Vec<&str> = (0..self.size.0).map(|x| buf[(x, y)].symbol()).collect();
            let found = (0..line.len()).find(|x| line[*x..].concat().starts_with(words));
            found.is_some_and(|x| buf[(x as u16, y)].modifier.contains(Modifier::REVERSED))
        };
        (0..self.size.1).any(is)
    }

    /// Returns whether an event is being filled in.
    pub(crate) fn is_pending(&self) -> bool {
        self.ui.is_pending()
    }

    /// Returns whether the screen shows the words.
    pub(crate) fn shows(&self, words: &str) -> bool {
        self.lines().iter().any(|l| l.contains(words))
    }

    /// Returns the whole screen, for what a test says when it fails.
    pub(crate) fn text(&self) -> String {
        self.lines().join("\n")
    }

    /// Returns the case under the cursor of the list.
    pub(crate) fn current(&self) -> Option<offsite::domain::case::CaseRef> {
        self.ui.current()
    }

    /// Ends the session and returns the folder of its store.
    pub(crate) fn close(self) -> tempfile::TempDir {
        self.owner.service.close().expect("in order");
        self.folder
    }

    /// Answers whatever the open event still asks for: the first choice, yes, a day, or a word.
    pub(crate) fn answer_missing(&mut self) -> &mut Flow {
        for _ in 0..30 {
            self.keys("m");
            if self.lines().iter().any(|l| l.contains("Nothing missing")) {
                return self;
            }
            self.keys("e");
            let picks = self.lines().iter().any(|l| l.contains("Enter choose"));
            self.keys(if picks { "<Enter>" } else { "1<Ctrl-O>" });
            if self.lines().iter().any(|l| l.contains("save, Esc cancel")) {
                self.keys("<Backspace>today<Enter>");
            }
        }
        panic!("the event asks for ever:\n{}", self.lines().join("\n"));
    }

    /// Holds that the line with the words is the one that the cursor is on in a box.
    pub(crate) fn reversed_or_marked(&mut self, words: &str) -> &mut Flow {
        assert!(
            self.lines().iter().any(|l| l.contains('>') && l.contains(words)),
            "{words:?} is not marked"
        );
        self
    }

    /// Returns every line of the list.
    pub(crate) fn lines_of_list(&mut self) -> Vec<offsite::domain::list::summary::Summary> {
        use offsite::domain::list::view::Sort;
        let asked = offsite::api::ListQuery {
            today: today(),
            filter: String::new(),
            sort: Sort::Pressing,
            from: 0,
            count: usize::MAX,
        };
        match self.owner.ask(Request::List(asked)) {
            offsite::api::Reply::List(page) => page.rows,
            other => panic!("{other:?}"),
        }
    }

    /// Returns every case whole.
    pub(crate) fn export(&mut self) -> String {
        let ids: std::collections::BTreeSet<_> =
            self.lines_of_list().into_iter().map(|l| l.id).collect();
        let mut out = String::new();
        for id in ids {
            match self.owner.ask(Request::Case(id)) {
                offsite::api::Reply::Case { case, .. } => {
                    out.push_str(&offsite::documents::jsonl::write(&case));
                }
                other => panic!("{other:?}"),
            }
        }
        out
    }
}
