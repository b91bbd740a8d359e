//! Every pane draws at any size, and the real cursor stands within it.

use chrono::NaiveDate;
use offsite::api::{Page, Reply};
use offsite::domain::case::{Case, CaseRef};
use offsite::domain::list::summary::Summary;
use offsite::domain::rules::{RuleContext, findings};
use offsite::domain::value::Value;
use offsite::keymap::Keymap;
use offsite::ui::pending::Then;
use offsite::ui::{App, Frame, Pane, Preferences, ScreenPart, Seen, draw, draw_part, part_since};
use offsite::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::flow::Flow;

#[test]
fn every_pane_draws_at_every_size_with_the_cursor_on_it() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert("child.full_name".into(), Value::Text("Zoe\u{308} Māia 漢字".into()));
    let line = Summary::from_case(&case, &RuleContext::default(), 0);
    for (_, pane) in Pane::ALL {
        for keys in ["", "?", "w", "a", "<Enter>", ":", "m", "g", ":theme<Enter>"] {
            let mut ui = App::new(
                NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"),
                "a.shah",
                Keymap::built_in(),
                Theme::built_in(),
            );
            ui.on_reply(
                Then::Show,
                Reply::List(Box::new(Page {
                    total: 1,
                    rows: vec![line.clone()],
                    ..Page::default()
                })),
            );
            let findings = findings(&case, &RuleContext::default());
            ui.on_reply(
                Then::Show,
                Reply::Case {
                    case: Box::new(case.clone()),
                    line: Box::new(line.clone()),
                    findings,
                },
            );
            ui.go(pane.parse().expect("a pane"), None);
            for key in offsite::keymap::key::Key::read_all(keys).expect("keys") {
                ui.on_key(key);
            }
            for (width, height) in
                [1, 2, 23, 24, 25, 39, 60, 79, 80, 95, 96, 119, 120, 140, 160, 200]
                    .into_iter()
                    .flat_map(|w| [1, 2, 5, 6, 7, 10, 24, 45, 60].map(|h| (w, h)))
            {
                let area = Rect::new(0, 0, width, height);
                let spot = draw(&ui, area, &mut Buffer::empty(area));
                assert!(
                    spot.is_some_and(|(x, y)| x < width && y < height),
                    "{pane} {keys} {width}x{height}: {spot:?}"
                );
            }
        }
    }
}

/// What is said stands where a reader that follows the cursor speaks it, until the next key.
#[test]
fn message_stands_on_the_cursors_own_line_where_the_setting_asks_for_it() {
    for size in [(160, 45), (80, 24)] {
        let mut flow = Flow::demo();
        flow.size = size;
        let preferences = Preferences { message_at_cursor: true, ..Preferences::default() };
        flow.ui.configure(preferences);
        flow.keys("J").cursor_on("J does nothing here").keys("j").lacks("J does nothing here");
        flow.keys("<Enter>3/known as<Enter>eZed<Enter>").cursor_on("Known as: Zed · saved");
        flow.keys("j").lacks("Known as: Zed · saved");
        // Without the setting it stands at the foot.
        flow.ui.configure(Preferences::default());
        flow.keys("J").says("J does nothing here");
        assert!(!flow.cursor_is_on("J does nothing here"));
    }
}

#[test]
fn window_that_is_too_small_says_what_it_needs() {
    for size in [(23, 10), (60, 5), (24, 5), (12, 8)] {
        let mut flow = Flow::demo();
        flow.size = size;
        let (buf, _) = flow.frame();
        let words: Vec<&str> = buf.content().iter().map(ratatui::buffer::Cell::symbol).collect();
        // It is wrapped to the width, so blanks are not compared.
        let words = words.concat().split_whitespace().collect::<String>();
        assert_eq!(words, "Windowtoosmall(needs24×6).", "{size:?}");
    }
    let mut flow = Flow::demo();
    flow.size = (24, 6);
    flow.keys("j");
    assert!(!flow.shows("too small"));
}

#[test]
fn register_in_a_low_window_says_how_many_of_its_lines_are_below() {
    let mut flow = Flow::demo();
    flow.keys("5").size = (40, 12);
    flow.says("2 below");
    flow.size = (40, 24);
    assert!(!flow.shows(" below"));
}

/// Frames as the painter draws them, each over the one before it.
struct Drawn {
    area: Rect,
    frame: Frame,
    seen: Option<Seen>,
    /// Whether a step may draw its rows alone.
    by_rows: bool,
}

impl Drawn {
    fn new((width, height): (u16, u16), by_rows: bool) -> Drawn {
        let area = Rect::new(0, 0, width, height);
        Drawn { area, frame: Frame::empty(area), seen: None, by_rows }
    }

    /// Draws a frame, and returns which part of the screen that was.
    fn draw(&mut self, ui: &App) -> ScreenPart {
        let seen = self.seen.filter(|_| self.by_rows);
        let part = match self.seen {
            Some(_) => part_since(ui, self.area, seen, ui.is_moving()),
            None => ScreenPart::Whole,
        };
        draw_part(ui, self.area, &mut self.frame, part);
        self.seen = Some(Seen::of(ui, self.area));
        part
    }
}

/// A step of the cursor draws two rows of the list, and a letter that is typed what lies over the
/// panes; whatever happened between two frames, all is as if it had been drawn anew.
#[test]
fn frame_over_the_one_before_it_shows_what_a_whole_one_shows() {
    const IN_LIST: [&str; 22] = [
        "j",
        "j",
        "j",
        "k",
        "j",
        "k",
        "jj",
        "kkk",
        "<PgDn>",
        "<PgUp>",
        "G",
        "gg",
        "<Space>",
        "+",
        "J",
        "3j",
        "/e<Enter>",
        "<Esc>",
        "?<Esc>",
        "<Enter>j1",
        "s",
        "zt",
    ];
    const IN_BOXES: [&str; 22] = [
        "a",
        "b",
        " ",
        "x",
        "yz",
        "<Backspace>",
        "<Left>",
        "<Down>",
        "<Up>",
        "<Enter>",
        "<Esc>",
        ":",
        "?",
        "/",
        "1",
        "3",
        "3/known as<Enter><Enter>",
        "3/address<Enter><Enter>",
        "w",
        "g",
        "<Esc><Esc>",
        "u",
    ];
    for size in [(160, 45), (130, 14), (80, 24), (60, 12)] {
        for (keys, is_step) in [(IN_LIST, true), (IN_BOXES, false)] {
            let mut flow = Flow::demo();
            flow.size = size;
            let (mut quick, mut whole) = (Drawn::new(size, true), Drawn::new(size, false));
            let (mut random, mut found) = (7_u32, 0);
            for _ in 0..400 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let keys = keys[(random >> 16) as usize % keys.len()];
                flow.press(keys);
                // Several keys may come before the next frame.
                if random & 0x300 == 0 {
                    continue;
                }
                // The hands rest now and then.
                if random & 0xc00 == 0 {
                    flow.keys("");
                }
                let part = quick.draw(&flow.ui);
                whole.draw(&flow.ui);
                found += usize::from(match part {
                    ScreenPart::Step(_) => is_step,
                    ScreenPart::Overlays => !is_step,
                    _ => false,
                });
                let says = format!("{size:?}: {keys}, {part:?}");
                let lines = |frame: &Buffer| {
                    let line =
                        |y| (0..size.0).map(move |x| frame[(x, y)].symbol()).collect::<String>();
                    (0..size.1).map(line).collect::<Vec<_>>().join("\n")
                };
                assert_eq!(lines(&quick.frame.cells), lines(&whole.frame.cells), "{says}");
                assert_eq!(quick.frame.cells, whole.frame.cells, "{says}");
            }
            assert!(found > 10, "{size:?}: only {found} such frames");
        }
    }
}
