//! Two officers' sessions on one service, each with a screen of its own.

use offsite::api::{Backend, Heard, Viewer};
use offsite::domain::case::{Case, CaseRef};
use offsite::keymap::Keymap;
use offsite::keymap::key::Key;
use offsite::terminal::dispatch;
use offsite::ui::pending::Pending;
use offsite::ui::{App, draw};
use offsite::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::flow::{self, Flow};

/// The case that both work on.
pub(crate) const ID: CaseRef = CaseRef { year: 2026, number: 6 };
/// The officer of the session here.
pub(crate) const HERE: &str = "a.shah";
/// The colleague.
pub(crate) const THERE: &str = "b.khan";

/// Two sessions on one service, each with a screen of its own.
pub(crate) struct Office {
    /// The session here.
    pub flow: Flow,
    /// The colleague's.
    pub other: App,
    pub viewer: Viewer,
}

impl Office {
    /// Opens both on the case of the demo, on its overview.
    pub(crate) fn on_the_case() -> Office {
        Office::at_work(Flow::demo())
    }

    /// Opens a second session beside one, both on the case.
    pub(crate) fn at_work(flow: Flow) -> Office {
        let other = App::new(flow::today(), THERE, Keymap::built_in(), Theme::built_in());
        let mut office = Office { flow, other, viewer: Viewer::new(THERE, flow::today()) };
        let start = office.other.start();
        office.turn(start);
        office.flow.keys("/OSD-2026-0006<Enter><Enter>");
        office.there("/OSD-2026-0006<Enter><Enter>");
        office
    }

    pub(crate) fn turn(&mut self, asks: Vec<Pending>) {
        let mut owner = self.flow.owner.for_viewer(&self.viewer);
        dispatch::dispatch(&mut self.other, &mut owner, asks);
        dispatch::flush_deferred(&mut self.other, &mut owner);
    }

    /// Presses keys in the colleague's session.
    pub(crate) fn there(&mut self, keys: &str) -> &mut Office {
        for key in Key::read_all(keys).expect("keys") {
            let asks = self.other.on_key(key);
            self.turn(asks);
        }
        self
    }

    /// Has both sessions take what they are told.
    pub(crate) fn hear(&mut self) -> &mut Office {
        let heard = self.flow.owner.heard();
        let asks = self.flow.ui.on_heard(heard);
        self.flow.turn(asks);
        if self.flow.owner.has_notices(self.viewer.session) {
            let asks = self.other.on_heard(Heard::News);
            self.turn(asks);
        }
        self
    }

    /// Returns what the colleague's screen shows.
    pub(crate) fn screen_there(&self) -> String {
        let area = Rect::new(0, 0, 160, 45);
        let mut buf = Buffer::empty(area);
        draw(&self.other, area, &mut buf);
        let line = |y| (0..160).map(|x| buf[(x, y)].symbol()).collect::<String>();
        (0..45).map(line).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn there_says(&self, words: &str) -> &Office {
        let all = self.screen_there();
        assert!(all.contains(words), "no {words:?}:\n{all}");
        self
    }

    pub(crate) fn case(&self) -> Case {
        *self.flow.owner.case(ID).expect("the case").case
    }
}
