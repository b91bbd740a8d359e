//! A morning: twenty findings of the demo's list are settled from the keyboard. A session without a
//! terminal finds out which keys that takes; the real program on a pty is then given the same keys.
//! `cargo test --test suite settle -- --nocapture` prints the count.

use chrono::NaiveDate;
use offsite::api::{Reply, Request};
use offsite::domain::case::CaseRef;
use offsite::domain::rules::{Finding, most_urgent_first};
use offsite::keymap::Keymap;
use offsite::keymap::key::{Key, KeySym};

use crate::flow::Flow;
use crate::pty::Session;

/// How many findings are settled, and the most keys that all of them may take together.
const FINDINGS: usize = 20;
const MOST_KEYS: usize = 180;

/// A finding is known by its rule, its words and its day, as an officer sees it.
type Named = (&'static str, String, Option<NaiveDate>);

fn findings(flow: &mut Flow, id: CaseRef) -> Vec<Named> {
    let named = |f: Finding| (f.rule.id, f.phrase.to_string(), f.due);
    match flow.ask(Request::Case(id)) {
        Reply::Case { mut findings, .. } => {
            most_urgent_first(&mut findings, flow.ui.today());
            findings.into_iter().map(named).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Returns whether one of a case's findings is gone.
fn has_settled(flow: &mut Flow, id: CaseRef, before: &[Named]) -> bool {
    let after = findings(flow, id);
    before.iter().any(|f| !after.contains(f))
}

/// Keys as the story presses them, and as a terminal sends them.
#[derive(Default)]
struct Pressed {
    bytes: Vec<(String, (u16, u16))>,
    count: usize,
}

impl Pressed {
    fn keys(&mut self, flow: &mut Flow, keys: &str) {
        flow.keys(keys);
        let sent = |key: &Key| match (key.code, key.ctrl) {
            (KeySym::Char(c), true) => char::from(c as u8 & 0x1f),
            (KeySym::Char(c), false) => c,
            (KeySym::Enter, _) => '\r',
            (KeySym::Esc, _) => '\x1b',
            (other, _) => panic!("the story presses no {other:?}"),
        };
        let keys = Key::read_all(keys).expect("keys");
        self.count += keys.len();
        let (_, cursor) = flow.frame();
        self.bytes.push((keys.iter().map(sent).collect(), cursor));
    }
}

/// Deals with the finding under the cursor: opens what settles it, answers what is missing there,
/// saves. Says whether something was opened.
fn deal(flow: &mut Flow, pressed: &mut Pressed) -> bool {
    pressed.keys(flow, "d");
    assert!(!flow.shows("the question is not asked"), "a question that is asked comes first");
    // What holds an event back is said in the place of what comes next.
    if !flow.shows("Next: ") && !flow.is_pending() {
        return false;
    }
    if flow.shows(" 5 Attendance ") && flow.is_reversed("5 Attendance") {
        // Each N in turn: ill, as the host said on the telephone.
        for _ in 0..6 {
            pressed.keys(flow, "I");
            if flow.shows("Why change") {
                pressed.keys(flow, "Rang<Enter>");
            }
            if flow.shows("Your job title") {
                pressed.keys(flow, "Officer<Enter>");
            }
            pressed.keys(flow, "n");
            if !flow.shows(", host: N reason not known") {
                break;
            }
        }
        pressed.keys(flow, "1");
        return true;
    }
    for _ in 0..20 {
        let keys = if flow.shows(", Esc cancel") {
            typed(flow)
        } else if flow.cursor_is_on("Attempted only?") {
            "n"
        } else if flow.shows(" y Yes ") && is_open(flow) {
            "y"
        } else if flow.is_pending() {
            pressed.keys(flow, "<Ctrl-O>");
            break;
        } else {
            break;
        };
        pressed.keys(flow, keys);
    }
    if !flow.is_pending() && !flow.is_reversed("1 Cases") {
        pressed.keys(flow, "<Esc>");
    }
    true
}

/// Returns whether the question under the cursor has no answer yet.
fn is_open(flow: &Flow) -> bool {
    flow.cursor_is_on("not answered") || flow.cursor_is_on(" – ")
}

/// Returns the keys that answer what is open for typing: what is offered is taken, the first of a
/// list is chosen, and anything else is typed as whoever holds the papers would.
fn typed(flow: &Flow) -> &'static str {
    const WORDS: [(&str, &str); 9] = [
        ("Other school agreed on", "26/6<Enter>"),
        ("Absent since", "1/10<Enter>"),
        ("Continue until", "18/12<Enter>"),
        ("Given to", "A. Haddad<Enter>"),
        ("Sent to", "A. Haddad<Enter>"),
        ("Who with", "A. Haddad<Enter>"),
        ("Shared with", "D. Price<Enter>"),
        ("Decided by", "Full board<Enter>"),
        ("Spoken to", "A. Haddad<Enter>"),
    ];
    if flow.shows("Enter choose") || flow.shows("Offered from what is known") {
        return "<Enter>";
    }
    if flow.shows("Ctrl-O save, Esc cancel") {
        return "ok<Ctrl-O>";
    }
    let asked = |label: &&(&str, &str)| flow.shows(&format!("{} · Enter save", label.0));
    match WORDS.iter().find(asked) {
        Some((_, keys)) => keys,
        None => panic!("nobody knows what to type:\n{}", flow.text()),
    }
}

#[test]
fn twenty_findings_are_settled_with_few_keys() {
    let mut flow = Flow::demo();
    flow.size = (140, 40);
    let (mut pressed, mut settled, mut tried) = (Pressed::default(), 0, 0);
    while settled < FINDINGS {
        tried += 1;
        assert!(tried <= 60, "only {settled} findings were settled");
        let id = flow.current().expect("a case");
        let before = findings(&mut flow, id);
        let is_looked_up = before.iter().any(|(rule, ..)| *rule == "absence-told");
        if is_looked_up || before.first().is_some_and(|(rule, ..)| *rule == "host-marks") {
            // A week of marks comes from the host's register, not one key a session; an absence is
            // passed on with the day on which it began, which is looked up first.
            pressed.keys(&mut flow, "j");
            continue;
        }
        let opened = deal(&mut flow, &mut pressed);
        if has_settled(&mut flow, id, &before) {
            settled += 1;
        } else if opened && flow.is_pending() {
            pressed.keys(&mut flow, "<Esc>");
        }
        if flow.current() == Some(id) {
            pressed.keys(&mut flow, "j");
        }
    }
    println!(
        "{FINDINGS} findings settled with {} keys, {:.1} each",
        pressed.count,
        pressed.count as f64 / FINDINGS as f64
    );
    assert!(pressed.count <= MOST_KEYS, "{} keys", pressed.count);
    let end = flow.export();

    // The same keys on a real terminal give the same records.
    let (dir, store) = crate::demo();
    let mut session = Session::start(&store);
    session.says("Cases · most urgent first");
    for (keys, cursor) in &pressed.bytes {
        session.press(keys);
        // As hands do it, one answer after the other: what comes all at once is held as a paste.
        session.comes_to(*cursor);
    }
    session.press("q");
    assert_eq!(session.ends(), 0);
    let mut again = Flow::on(dir, Keymap::built_in());
    assert_eq!(again.export(), end);
}
