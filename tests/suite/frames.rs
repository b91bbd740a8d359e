//! Every pane draws at any size, and the real cursor stands within it.

use chrono::NaiveDate;
use offsite::api::{Page, Reply};
use offsite::domain::case::{Case, CaseRef};
use offsite::domain::list::summary::Summary;
use offsite::domain::rules::{RuleContext, findings};
use offsite::domain::value::Value;
use offsite::keymap::Keymap;
use offsite::ui::pending::Then;
use offsite::ui::{App, Pane, Preferences, draw};
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
