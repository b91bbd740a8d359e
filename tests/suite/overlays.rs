//! Whatever lies over a pane, walked from its one list: each keeps to the officer's keymap, says
//! the keys that it takes, can be left, and draws at any size.

use std::collections::BTreeSet;
use std::path::Path;

use offsite::keymap::Keymap;
use offsite::keymap::action::Scope;
use offsite::ui::draw;
use offsite::ui::specimens::{ALL, lay};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::flow::Flow;

/// Down and up are J and K, and nothing else.
fn remapped() -> Flow {
    let text = "[global]\ndown = [\"J\"]\nup = [\"K\"]\n";
    let (map, faults) = Keymap::built_in().overlaid("mine.toml", text);
    assert_eq!(faults, [] as [String; 0]);
    let mut flow = Flow::on(crate::demo().0, map);
    flow.keys("2");
    flow
}

fn screen(flow: &Flow) -> String {
    flow.frame().0.content().iter().map(ratatui::buffer::Cell::symbol).collect()
}

#[test]
fn every_overlay_of_the_source_is_in_the_list() {
    let mut found = BTreeSet::new();
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    crate::house::walk(&ui, &mut |_, text| {
        for of_one in ["impl Overlay for ", "impl PromptOverlay for "] {
            let after = text.match_indices(of_one).map(|(i, m)| &text[i + m.len()..]);
            found.extend(
                after.map(|t| t.chars().take_while(|c| c.is_alphanumeric()).collect::<String>()),
            );
        }
    });
    let listed: BTreeSet<String> = ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, found);
}

#[test]
fn j_moves_in_every_list_and_sheet_under_a_keymap_that_says_so() {
    let mut moved = 0;
    for (name, _) in ALL {
        let mut flow = remapped();
        let pane = screen(&flow);
        assert!(lay(&mut flow.ui, name), "{name}");
        let open = (screen(&flow), flow.frame().1);
        assert_ne!(open.0, pane, "{name} shows nothing");
        assert!(!open.0.contains("j and k"), "{name} names keys that it does not take");
        // Where a line is typed J is text, and a question is not moved through.
        if !flow.ui.scopes().contains(&Scope::Global) {
            continue;
        }
        flow.keys("J");
        assert!(flow.ui.is_overlaid(), "{name} closed");
        let after = (screen(&flow), flow.frame().1);
        assert_ne!(after, open, "{name} does not move");
        assert!(!open.0.contains(" scroll") || open.0.contains("J and K"), "{name}");
        flow.keys("K");
        assert_eq!((screen(&flow), flow.frame().1), open, "{name} does not move back");
        moved += 1;
    }
    assert!(moved >= 10, "only {moved} move");
}

#[test]
fn bar_under_every_overlay_names_its_own_keys_and_each_does_something() {
    let mut silent = Vec::new();
    for (name, _) in ALL {
        let mut flow = Flow::demo();
        flow.keys("2");
        assert!(lay(&mut flow.ui, name), "{name}");
        let scopes = flow.ui.scopes();
        let (bar, _) = flow.ui.bar();
        assert!(!bar.is_empty(), "{name} names no key");
        for (action, words) in bar {
            assert!(scopes.contains(&action.scope()), "{name}: {words} is a key of the pane");
            // What an earlier key opened is left, and the overlay laid again.
            for _ in 0..3 {
                if flow.ui.is_overlaid() {
                    flow.keys("<Esc>");
                }
            }
            assert!(lay(&mut flow.ui, name), "{name}");
            let before = (screen(&flow), flow.frame().1);
            assert!(before.0.contains(words), "{name} has no room for {words}");
            let keys = Keymap::built_in().keys_for(action);
            flow.keys(&crate::keys::script(&keys.first().expect("a key").0));
            if flow.ui.take_effects().is_empty() && (screen(&flow), flow.frame().1) == before {
                silent.push(format!("{name}: {words}"));
            }
        }
    }
    assert_eq!(silent, [] as [String; 0]);
}

#[test]
fn the_why_sheet_scrolls_by_the_key_of_the_keymap_and_its_heading_says_so() {
    let mut flow = remapped();
    flow.size = (80, 8);
    flow.keys("w").says("J and K scroll, any other key closes");
    let first = screen(&flow);
    flow.keys("J").says("J and K scroll");
    assert_ne!(screen(&flow), first);
    flow.keys("K");
    assert_eq!(screen(&flow), first);
    flow.keys("j").lacks("J and K scroll");
}

#[test]
fn every_overlay_is_left_by_esc() {
    for (name, _) in ALL {
        let mut flow = Flow::demo();
        flow.keys("2");
        assert!(lay(&mut flow.ui, name), "{name}");
        assert!(flow.ui.is_overlaid(), "{name}");
        flow.keys("<Esc>");
        assert!(!flow.ui.is_overlaid(), "{name} stays after Esc");
    }
}

#[test]
fn a_letter_typed_into_a_line_is_text_whatever_the_keymap_binds_it_to() {
    for name in ["Palette", "ListPicker", "TextSearch", "AnswerInput", "PathPrompt"] {
        let mut flow = remapped();
        lay(&mut flow.ui, name);
        flow.keys("<Home>JK").says("JK");
        flow.keys("<Left><Delete>x").says("Jx");
    }
}

#[test]
fn every_overlay_draws_at_every_size_with_the_cursor_on_it() {
    for (name, _) in ALL {
        let mut flow = Flow::demo();
        flow.keys("2");
        lay(&mut flow.ui, name);
        for (width, height) in [1, 2, 23, 24, 25, 60, 80, 119, 120, 160]
            .into_iter()
            .flat_map(|w| [1, 2, 5, 6, 7, 10, 24, 45].map(|h| (w, h)))
        {
            let area = Rect::new(0, 0, width, height);
            let spot = draw(&flow.ui, area, &mut Buffer::empty(area));
            assert!(
                spot.is_some_and(|(x, y)| x < width && y < height),
                "{name} {width}x{height}: {spot:?}"
            );
        }
    }
}

#[test]
fn no_raw_key_is_looked_at_outside_the_keymap_and_the_text_input() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    crate::house::walk(&ui, &mut |path, text| {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        assert!(
            path.ends_with("overlay/text_input.rs") || !code.contains("KeySym"),
            "{} looks at raw keys",
            path.display()
        );
        assert!(!code.contains("j and k"), "{} names keys of its own", path.display());
    });
}

#[test]
fn no_sentence_of_the_screen_names_a_key_that_a_keymap_may_move() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    crate::house::walk(&ui, &mut |path, text| {
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in program.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let after = line.split("Press ").nth(1).unwrap_or_default();
            let is_letter = after.starts_with(|c: char| c.is_ascii_alphabetic())
                && after[1..].starts_with([' ', '.', ',']);
            let is_named = line.contains('"') && (line.contains("Esc") || line.contains("Ctrl-"));
            assert!(!is_letter && !is_named, "{}: {}", path.display(), line.trim());
        }
    });
}
