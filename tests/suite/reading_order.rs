//! What a screen reader hears on the screen, from the top line down, and what the linear mode says:
//! the same facts in the same order.

use crate::flow::Flow;
use crate::linear::linear;

/// A case with something of everything.
const CASE: &str = "OSD-2026-0030";

/// Types lines into a linear session on the demo, and shows panes of the same demo at a size; returns
/// what was said and the lines of the screen.
fn both(typed: &[&str], keys: &str, size: (u16, u16)) -> (String, Vec<String>) {
    let (dir, demo) = crate::demo();
    let said = linear(&demo, typed);
    let mut flow = Flow::on(dir, offsite::keymap::Keymap::built_in());
    flow.size = size;
    flow.keys(keys);
    let (buf, _) = flow.frame();
    let row = |y| (0..size.0).map(|x| buf[(x, y)].symbol()).collect::<String>();
    (said, (0..size.1).map(row).collect())
}

#[test]
fn the_attendance_week_says_what_the_linear_week_says_in_its_order() {
    let open = format!("open {CASE}");
    let typed = [open.as_str(), "attendance 16/11/2026", ".", "quit"];
    let (said, lines) = both(&typed, &format!("/{CASE}<Enter>5["), (90, 40));
    let sessions: Vec<&str> = said.lines().filter(|l| l.contains(", home ")).collect();
    assert_eq!(sessions.len(), 10, "{said}");
    for (label, before) in [("home", ", home "), ("host", ", host "), ("combined", ", combined ")] {
        let heard: Vec<String> = sessions
            .iter()
            .map(|line| line.split_once(before).expect("a mark").1)
            .map(|rest| rest.split([',', ';', '.']).next().unwrap_or_default())
            .map(|mark| match mark {
                "no mark" | "not marked" => "·".to_owned(),
                "neither school expected the pupil" => "!!".to_owned(),
                mark => mark.to_owned(),
            })
            .collect();
        let is_row = |l: &&String| l.trim_start_matches([' ', '>']).starts_with(label);
        let row = lines.iter().find(is_row).expect("a row").replace('│', " ");
        let seen: Vec<&str> = row.split_whitespace().skip(1).collect();
        let seen = if seen[0] == label { &seen[1..] } else { &seen[..] };
        assert_eq!(seen, heard, "{label}:\n{said}\n{}", lines.join("\n"));
    }
}
