//! Flows: a session before, keys, a session after, on a store of the demo's pupils; words, styles and the real cursor are looked at.

use chrono::NaiveDate;
use offsite::app::keymap::Keymap;
use offsite::app::keys::Key;
use offsite::owner::Owner;
use offsite::panes::{Ui, draw};
use offsite::store::Store;
use offsite::widgets::theme::Theme;
use offsite::wire::Request;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The day of every flow.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// A session on a store of its own, without a terminal.
pub struct Flow {
    pub ui: Ui,
    pub owner: Owner,
    pub size: (u16, u16),
    /// How many keys were pressed.
    pub pressed: usize,
    _dir: tempfile::TempDir,
}

impl Flow {
    /// Opens a session on the demo's forty pupils.
    pub fn demo() -> Flow {
        let dir = tempfile::tempdir().expect("a folder");
        let store = dir.path().join("store");
        assert!(crate::offsite(dir.path(), &["demo", "--fill", &store.to_string_lossy()]).status.success());
        Flow::on(dir, Keymap::built_in())
    }

    /// Opens a session on an empty store.
    pub fn empty() -> Flow {
        Flow::on(tempfile::tempdir().expect("a folder"), Keymap::built_in())
    }

    /// Opens a session on the store in a folder.
    pub fn on(dir: tempfile::TempDir, keymap: Keymap) -> Flow {
        let opened = Store::open(&dir.path().join("store"), "a.shah", "09:00").expect("a store");
        let owner = Owner::new(opened.store, "a.shah", || 1_795_000_000_000, offsite::domain::profile::Profile::shipped().clone())
            .expect("an owner");
        let ui = Ui::new(today(), "a.shah", keymap, Theme::built_in());
        let mut flow = Flow { ui, owner, size: (160, 45), pressed: 0, _dir: dir };
        let start = flow.ui.start();
        flow.turn(start);
        flow
    }

    /// Asks the owner, and for what its answers ask in turn.
    pub fn turn(&mut self, asks: Vec<Request>) {
        offsite::shell::screen::turn(&mut self.ui, &mut self.owner, asks);
    }

    /// Presses keys as scripts write them.
    pub fn keys(&mut self, keys: &str) -> &mut Flow {
        for key in Key::read_all(keys).expect("keys") {
            self.pressed += 1;
            let asks = self.ui.on_key(key);
            self.turn(asks);
        }
        self
    }

    /// Returns the screen and the cell of the real cursor.
    pub fn frame(&self) -> (Buffer, (u16, u16)) {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buf = Buffer::empty(area);
        let spot = draw(&self.ui, area, &mut buf).expect("a cursor");
        (buf, spot)
    }

    fn lines(&self) -> Vec<String> {
        let (buf, _) = self.frame();
        (0..self.size.1).map(|y| (0..self.size.0).map(|x| buf[(x, y)].symbol()).collect()).collect()
    }

    /// Holds that the screen shows the words.
    pub fn says(&mut self, words: &str) -> &mut Flow {
        let lines = self.lines();
        assert!(lines.iter().any(|l| l.contains(words)), "the screen does not say {words:?}:\n{}", lines.join("\n"));
        self
    }

    /// Holds that the screen does not show the words.
    pub fn lacks(&mut self, words: &str) -> &mut Flow {
        let lines = self.lines();
        assert!(!lines.iter().any(|l| l.contains(words)), "the screen says {words:?}:\n{}", lines.join("\n"));
        self
    }

    /// Holds that the real cursor stands on the line that shows the words.
    pub fn cursor_on(&mut self, words: &str) -> &mut Flow {
        let (_, (_, y)) = self.frame();
        let lines = self.lines();
        assert!(lines[usize::from(y)].contains(words), "the cursor is on {:?}, not on {words:?}", lines[usize::from(y)]);
        self
    }

    /// Holds that the words are shown reversed, as the line with the focus is in the terminal's own colours.
    pub fn reversed(&mut self, words: &str) -> &mut Flow {
        let (buf, _) = self.frame();
        let is = |y: u16| {
            let line: Vec<&str> = (0..self.size.0).map(|x| buf[(x, y)].symbol()).collect();
            let found = (0..line.len()).find(|x| line[*x..].concat().starts_with(words));
            found.is_some_and(|x| buf[(x as u16, y)].modifier.contains(Modifier::REVERSED))
        };
        assert!((0..self.size.1).any(is), "{words:?} is nowhere reversed:\n{}", self.lines().join("\n"));
        self
    }
}
