//! Commands by name, help, sequences, counts, marks, back and forward, themes, the clipboard:
//! before, keys, after.

use offsite::keymap::action::{Action, Scope};
use offsite::keymap::{BUILT_IN, Keymap};
use offsite::ui::effect::Effect;

use crate::flow::Flow;
use offsite::ui::Preferences;

#[test]
fn palette_finds_commands_by_name_and_says_why_one_cannot_run() {
    let mut flow = Flow::demo();
    flow.keys(":").says("Commands").cursor_on("Find:");
    flow.keys("timel")
        .says("Timeline")
        .reversed("4      everywhere")
        .keys("<Enter>")
        .reversed(" 4 Timeline ");
    flow.keys("1:fill week")
        .says("(only in attendance)")
        .keys("<Enter>")
        .says("now: only in attendance")
        .says("Commands");
    Flow::empty()
        .keys(":record")
        .says("(there are no cases yet)")
        .keys("<Enter>")
        .says("You cannot use");
    flow.keys("<Esc>5:fill week").lacks("(only in").keys("<Esc>1:zzzz").says("No command matches");
}

#[test]
fn help_lists_commands_of_the_focus_is_searched_and_runs_one() {
    let mut flow = Flow::demo();
    flow.keys("?")
        .says("what you can do here")
        .says("New case")
        .lacks("Fill the week")
        .keys("next duty")
        .says("due<7d")
        .keys("<Esc>?");
    flow.keys("new case<Enter>").says("Opened OSD-2026-0041");
    flow.keys("?")
        .says("Next missing answer")
        .lacks("due<7d")
        .keys("<Esc>1?per cent<Enter>")
        .cursor_on("Find: attendance<90");
}

#[test]
fn key_sequence_lists_what_may_follow_and_esc_cancels_it() {
    let mut flow = Flow::demo();
    let first = flow.frame().1;
    flow.keys("jjj").keys("g").says("g g  First").keys("<Esc>").lacks("g g  First");
    flow.keys("gz").says("g z does nothing here. ? shows the keys.");
    flow.keys("gg");
    assert_eq!(flow.frame().1, first);
}

#[test]
fn count_before_a_key_moves_the_cursor_that_far() {
    let mut flow = Flow::demo();
    flow.keys("012").says("12 times").keys("j");
    let far = flow.frame().1;
    flow.keys("gg").keys("jjjjjjjjjjjj");
    assert_eq!(flow.frame().1, far);
    flow.keys("07G");
    let seventh = flow.frame().1;
    flow.keys("ggjjjjjj");
    assert_eq!(flow.frame().1, seventh);
}

#[test]
fn mark_jumps_to_its_case_and_back_retraces_the_way() {
    let mut flow = Flow::demo();
    flow.keys("'").says("No bookmarks yet. Press m and a letter");
    flow.keys("jjj");
    let third = flow.frame().1;
    flow.keys("m").says("Bookmark this case").keys("a").says("as a. ' a returns to it");
    flow.keys("G'").says("Go to bookmark").keys("a");
    assert_eq!(flow.frame().1, third);
    flow.keys("'z").says("There is no bookmark z");
    flow.keys("gg");
    let first = flow.frame().1;
    flow.keys("31").keys("jj31<lt>");
    assert_eq!(flow.frame().1, first);
    flow.keys("<lt>").says("There is no previous case").keys(">>").says("There is no next case");
}

#[test]
fn theme_picker_previews_each_theme_and_esc_restores_the_old_one() {
    let mut flow = Flow::demo();
    let plain = flow.frame().0;
    flow.keys(":theme<Enter>j").says("light: dark letters on white.").cursor_on("> light");
    assert_ne!(flow.frame().0[(100, 20)].bg, plain[(100, 20)].bg);
    flow.keys("<Esc>").says("Theme not changed.");
    assert_eq!(flow.frame().0[(100, 20)].bg, plain[(100, 20)].bg);
    assert_eq!(flow.ui.take_effects(), []);
    flow.keys(":theme<Enter>j<Enter>");
    assert_eq!(flow.ui.take_effects(), [Effect::Keep { setting: "theme", value: "light".into() }]);
}

#[test]
fn reference_is_copied_only_where_the_setting_allows_it() {
    let mut flow = Flow::demo();
    flow.keys("Y").says("clipboard is off");
    assert_eq!(flow.ui.take_effects(), []);
    flow.ui.configure(Preferences { clipboard: true, ..Preferences::default() });
    flow.keys("Y").says("to your terminal's clipboard.");
    assert!(
        matches!(flow.ui.take_effects().as_slice(), [Effect::Copy(text)] if text.starts_with("OSD-2026-"))
    );
}

#[test]
fn every_action_has_a_key_or_stands_in_the_palette_in_every_keymap() {
    for (name, ..) in BUILT_IN {
        let map = Keymap::named(name).expect("a map");
        let mut flow = Flow::on(tempfile::tempdir().expect("a folder"), map.clone());
        flow.keys(":");
        for (action, words, scope, help) in Action::ALL {
            if !map.keys_for(*action).is_empty() {
                continue;
            }
            assert!(
                !matches!(scope, Scope::Form | Scope::Text),
                "{name}: {words} has no key, and no palette is open there"
            );
            flow.keys(help).says(help);
            for _ in help.chars() {
                flow.keys("<Backspace>");
            }
        }
    }
}

#[test]
fn tutor_advances_when_each_lesson_is_done() {
    let mut flow = Flow::demo();
    flow.ui.configure(Preferences { lessons: true, ..Preferences::default() });
    flow.says("Lesson 1 of 18")
        .keys("k")
        .says("Lesson 1 of 18")
        .keys("jjjkk")
        .says("Lesson 2 of 18: ")
        .says("w explains why")
        .keys("w<Esc>");
    flow.keys("245").says("Lesson 6 of 18").keys("3").keys("m").says("e answers it");
    // Whatever is missing first, a choice or a text.
    flow.keys("e<Enter>");
    if flow
        .frame()
        .0
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect::<String>()
        .contains("Esc cancel")
    {
        flow.keys("x<Ctrl-O>");
    }
    flow.says("Lesson 9 of 18")
        .keys("u")
        .says("Lesson 10")
        .keys("<Ctrl-R>")
        .says("Lesson 11")
        .keys("a<Esc>1")
        .says("Lesson 13 of 18");
    flow.keys("/mai<Enter>")
        .says("Lesson 14 of 18")
        .keys("/<Ctrl-U>late<Enter>")
        .says("Lesson 15 of 18");
    flow.keys("v<Esc>t:<Esc>?<Esc>").says("That is everything. Press q to quit");
    for size in [(80, 24), (40, 12), (24, 6), (200, 60)] {
        flow.size = size;
        let (_, (x, y)) = flow.frame();
        assert!(x < size.0 && y < size.1);
    }
}

#[test]
fn key_of_the_open_pane_says_that_the_officer_is_there() {
    let mut flow = Flow::demo();
    flow.keys("2").keys("2").says("You are already here (overview).");
    flow.keys("4").keys("4").says("You are already here (timeline).");
}
