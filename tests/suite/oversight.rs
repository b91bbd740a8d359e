//! The oversight: every number opens as many cases as it says, on the screen and by its search.

use serde_json::Value;

use crate::flow::Flow;
use crate::{offsite, text};

#[test]
fn every_number_of_the_oversight_is_that_of_its_search() {
    let (_dir, store) = crate::demo();
    let printed = text(&offsite(&store, &["oversight", "--json"]));
    let mut lines = printed.lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    let first = lines.next().expect("a first line");
    assert_eq!(first["what"], "Oversight of all cases");
    assert_eq!((&first["day"], &first["by"]), (&"2026-11-23".into(), &"a.shah".into()));
    let (mut rows, mut counted) = (0, 0);
    for line in lines {
        let search = line["search"].as_str().expect("a search");
        let found = text(&offsite(&store, &["cases", search, "--json"])).lines().count();
        assert_eq!(line["cases"], found, "{search}");
        rows += 1;
        counted += found;
    }
    assert_eq!(first["rows"], rows);
    assert!(counted > 100, "{counted}: the demonstration has cases of most kinds");
}

#[test]
fn number_of_the_oversight_opens_its_cases_and_the_key_leads_back() {
    let mut flow = Flow::demo();
    flow.keys("7").says("Oversight of all cases").says("By home school").says("To be looked at");
    flow.says("Directions by half-term").says("Enter opens: group:safety");
    flow.keys("jj").says("Enter opens: group:overdue");
    flow.keys("<Enter>").says("The cases behind that number.").says("Find: group:overdue");
    flow.lacks("Oversight of all cases on");
    flow.keys("7").says("Enter opens: group:overdue");
    // What is none is not opened: the demonstration has no restricted case.
    flow.keys(&format!("gg{}", "j".repeat(12))).says("No case is counted here.").keys("<Enter>");
    flow.says("Oversight of all cases on");
    flow.keys("<Esc>").lacks("Oversight of all cases on").says("Find: group:overdue");
}

/// The cursor reaches every number by lines and columns, at any size of the screen.
#[test]
fn every_number_of_the_oversight_is_on_screen_while_the_cursor_is_on_it() {
    for size in [(160, 45), (80, 24), (60, 12)] {
        let mut flow = Flow::demo();
        flow.size = size;
        flow.keys("7");
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..80 {
            let (buf, (x, y)) = flow.frame();
            assert!(buf[(x, y)].symbol().chars().all(|c| c.is_ascii_digit()), "{size:?}");
            let line: String = (0..size.0).map(|x| buf[(x, y)].symbol().to_owned()).collect();
            seen.insert(line.trim().to_owned());
            flow.keys("j");
        }
        assert!(seen.len() > 30, "{size:?}: {} lines", seen.len());
    }
}

#[test]
fn oversight_is_read_in_lines_too() {
    let (_dir, store) = crate::demo();
    let said = crate::linear::linear(&store, &["oversight", "quit"]);
    assert!(said.contains("To be looked at."), "{said}");
    assert!(said.contains("Directions running without a booked review: cases"), "{said}");
    assert!(!said.contains(": cases 0"), "what is none is not read out: {said}");
}
