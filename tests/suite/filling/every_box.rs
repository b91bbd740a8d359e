//! Every box in which text is typed, left by every way out: what was typed is there again.

use offsite::ui::specimens::{ALL, lay};

use crate::flow::Flow;

/// What is typed: found nowhere else on a screen.
const TYPED: &str = "zqx";

/// What is pressed in an overlay before it takes text.
const FIRST: &[(&str, &str)] =
    &[("ViewNaming", "4"), ("TermsSheet", "c"), ("RequestForm", "<Enter>"), ("ItemSheet", "rr")];

/// What narrows a list, or names one: its words outlive their box but not the session, since they
/// are no part of any record.
const OF_THE_SESSION: &[&str] = &["Palette", "ListPicker", "TextSearch", "ViewNaming"];

/// Opens an overlay over the first case of the demo, ready for text; false where it takes none.
fn opens(flow: &mut Flow, name: &str) -> bool {
    if name == "AnswerInput" {
        // As an officer comes to it: what was typed before is offered with the question.
        flow.keys("3/known as<Enter>e");
        return true;
    }
    assert!(lay(&mut flow.ui, name), "{name}");
    let first = FIRST.iter().find(|(of, _)| *of == name).map_or("", |(_, keys)| *keys);
    flow.keys(first);
    flow.ui.scopes().contains(&offsite::keymap::action::Scope::Text)
}

/// Returns the overlays that take text, each with the session in which it lies open, typed in.
fn boxes() -> Vec<(&'static str, Flow)> {
    let mut all = Vec::new();
    for (name, _) in ALL {
        let mut flow = Flow::demo();
        flow.keys("<Enter>");
        // One letter, as that of a marked case, is no text.
        if opens(&mut flow, name) && flow.keys(TYPED).shows(TYPED) {
            all.push((*name, flow));
        }
    }
    all
}

#[test]
fn what_was_typed_into_a_box_is_there_again_however_the_box_was_left() {
    let found: Vec<&str> = boxes().iter().map(|(name, _)| *name).collect();
    assert_eq!(
        found,
        [
            "Palette",
            "ViewNaming",
            "TextSearch",
            "RestrictPrompt",
            "RecordPrompt",
            "OpeningPrompt",
            "AnswerInput",
            "ListPicker",
            "OverridePrompt",
            "FolderPrompt",
            "PathPrompt",
            "ReasonPrompt",
            "PositionPrompt",
            "RegisterPrompt",
            "RequestForm",
            "ItemSheet",
            "TermsSheet",
        ]
    );
    for (name, mut flow) in boxes() {
        // No key of a text is an interrupt.
        flow.keys("<Ctrl-C>").says(TYPED);
        flow.keys("<Esc>").lacks(TYPED);
        assert!(opens(&mut flow, name));
        assert!(flow.shows(TYPED), "{name}: Esc has lost what was typed");
    }
}

#[test]
fn what_was_typed_over_a_case_is_there_again_after_the_session_was_killed() {
    for (name, flow) in boxes() {
        let is_kept = !OF_THE_SESSION.contains(&name);
        // Nothing is written at the end of a session that was not written at the key.
        let mut flow = flow.again();
        if name == "AnswerInput" {
            flow.says("You were typing this when the session ended").says(TYPED);
            continue;
        }
        flow.keys("<Enter>").lacks(TYPED);
        assert!(opens(&mut flow, name));
        assert_eq!(flow.shows(TYPED), is_kept, "{name}");
        // Taken, or emptied by hand, it is offered no more.
        flow.keys("<Ctrl-U><Esc>");
        assert!(opens(&mut flow, name));
        assert!(!flow.shows(TYPED), "{name}: offered although it was emptied");
    }
}

#[test]
fn search_of_the_list_is_there_again_when_it_was_left() {
    let mut flow = Flow::demo();
    flow.keys(&format!("/{TYPED}<Ctrl-C>")).says(TYPED).keys("<Esc>").lacks(TYPED);
    flow.keys("/").says(TYPED);
}

#[test]
fn line_of_a_prompt_is_there_again_after_the_line_dropped_or_the_session_was_killed() {
    let (_dir, store) = crate::demo();
    for hangs_up in [true, false] {
        let mut s = crate::pty::Session::start(&store);
        s.says("History (");
        s.press("\r3t");
        s.press(&format!("\x15{TYPED}/{hangs_up}"));
        s.says(&format!("{TYPED}/{hangs_up}"));
        if hangs_up {
            s.hang_up();
        } else {
            s.kill();
        }
        let mut s = crate::pty::Session::start(&store);
        s.says("History (");
        s.press("\r3t");
        s.says(&format!("{TYPED}/{hangs_up}"));
        s.kill();
    }
}
