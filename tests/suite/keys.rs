//! What keys do where the officer is: none is silent, the bottom bar names few and none that could
//! do nothing, and a letter typed on an answer begins it.

use offsite::keymap::Keymap;
use offsite::keymap::action::Action;
use offsite::keymap::key::Key;

use crate::flow::Flow;

/// A place in the program: its name, whether the store is empty, and the keys that lead there.
type Place = (&'static str, bool, &'static str);

const PLACES: &[Place] = &[
    ("the list", false, "jj"),
    ("a search without a match", false, "/qqqq<Enter>"),
    ("an empty list", true, ""),
    ("the overview", false, "jj2j"),
    ("the passport", false, "jj3"),
    ("the notification", false, "jj3}}}}"),
    ("an event", false, "jjacontact<Enter>"),
    ("the timeline", false, "jj4"),
    ("an event of the timeline", false, "jj4gg"),
    ("the week", false, "jj5"),
    ("the weeks", false, "jj5z"),
    ("the figures", false, "jj5c"),
    ("the documents", false, "jj6"),
    ("a document that cannot be made", false, "jj6G"),
];

fn open(place: &Place) -> Flow {
    if place.1 { Flow::empty() } else { Flow::demo() }
}

/// Goes to a place in a session that has just begun.
fn go(flow: &mut Flow, place: &Place) {
    flow.restart();
    flow.keys(place.2);
    if flow.ui.is_overlaid() {
        flow.keys("<Enter>");
    }
    // So is the text that the key began in it.
    if flow.ui.is_overlaid() {
        flow.keys("<Esc>");
    }
    assert!(!flow.ui.is_overlaid(), "{}", place.0);
}

/// Returns keys as scripts write them.
pub(crate) fn script(keys: &[Key]) -> String {
    let one = |key: &Key| match key.to_string() {
        name if name == "<" => "<lt>".to_owned(),
        name if name.chars().count() == 1 => name,
        name => format!("<{name}>"),
    };
    keys.iter().map(one).collect()
}

/// Returns whether keys did something that the officer sees: the screen is another, the cursor
/// stands elsewhere, or the front end has something to do.
fn is_seen(flow: &mut Flow, keys: &[Key]) -> bool {
    let before = flow.frame();
    flow.keys(&script(keys));
    !flow.ui.take_effects().is_empty() || flow.ui.is_done() || flow.frame() != before
}

#[test]
fn no_key_is_silent_anywhere() {
    // Motions end where there is nothing more.
    let may_be_still =
        |action: Action| action.moves() || matches!(action, Action::Left | Action::Right);
    let keymap = Keymap::built_in();
    let mut silent = Vec::new();
    for place in PLACES {
        let mut flow = open(place);
        go(&mut flow, place);
        let scopes = flow.ui.scopes();
        for (_, keys, action) in keymap.all().iter().filter(|(s, ..)| scopes.contains(s)) {
            if place.1 {
                flow = open(place);
            }
            go(&mut flow, place);
            if !may_be_still(*action) && !is_seen(&mut flow, &keys.0) {
                silent.push(format!("{}: {keys} ({})", place.0, action.name()));
            }
        }
    }
    assert_eq!(silent, [] as [String; 0]);
}

#[test]
fn bar_names_five_keys_and_help_and_each_does_something() {
    for place in PLACES {
        let mut flow = open(place);
        for size in [(160, 45), (80, 24)] {
            flow.size = size;
            go(&mut flow, place);
            let (actions, _) = flow.ui.bar();
            assert!(!actions.is_empty(), "{}", place.0);
            for (action, _) in actions {
                // A case that was opened leaves no store empty.
                if place.1 {
                    flow = open(place);
                }
                go(&mut flow, place);
                let keys = Keymap::built_in().keys_for(action);
                let keys = keys.first().expect("a key");
                assert!(is_seen(&mut flow, &keys.0), "{}: {keys}", place.0);
                // Saving says what is missing, and the next problem what is wrong.
                let is_refused = flow.ui.message.is_refusal()
                    && !matches!(action, Action::Save | Action::NextFault);
                assert!(!is_refused, "{}: {keys}: {}", place.0, flow.ui.message.text());
            }
        }
    }
}

#[test]
fn letters_on_an_answer_begin_it_and_run_no_command_elsewhere() {
    let mut flow = Flow::demo();
    flow.keys("3/full name<Enter>");
    // H is the history and G the last line, where no answer can begin with them.
    for letter in ["A", "H", "G", "M", "D", "Y", "Z"] {
        flow.keys(letter).cursor_on(letter).keys("<Esc>").says("Full name");
    }
    // Small ones do too, but those that the form itself has: no letter leads away.
    for letter in ["a", "b", "d", "q", "w", "z"] {
        flow.keys(letter).cursor_on(letter).keys("<Esc>").says("Full name");
    }
    flow.keys("/home address<Enter>x14 Foregate Street<Ctrl-O>").says("14 Foregate Street");
    // A day typed without a key before it is a day, and never a way to another pane.
    flow.keys("/date of birth<Enter>12/3/2013<Enter>").says("12/03/2013");
    flow.keys("/former<Enter>oA999999925001<Enter>").says("A999999925001");
    // A yes-or-no question has no answer that begins with a letter: there they are commands.
    flow.keys("/still on<Enter>H").says("newest first").keys("<Esc>2").says("Overview");
}
