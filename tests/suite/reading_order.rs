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

/// Returns the numbered or labelled lines of a linear answer that begin so, without what begins them.
fn said_after(said: &str, prompt: &str) -> Vec<String> {
    let answer = said.split(prompt).nth(1).unwrap_or_default();
    answer.lines().map(str::to_owned).collect()
}

#[test]
fn the_list_names_the_cases_in_the_order_in_which_the_linear_list_reads_them() {
    let (said, lines) = both(&["page down", "page down", "page down", "quit"], "", (80, 120));
    let heard: Vec<String> = said
        .lines()
        .filter_map(|line| {
            let (number, rest) = line.trim_start_matches("cases> ").split_once(". ")?;
            number.parse::<usize>().ok()?;
            Some(rest.split(", ").next().unwrap_or_default().to_owned())
        })
        .collect();
    assert_eq!(heard.len(), 40, "{said}");
    let screen = lines.join("\n");
    let mut from = 0;
    for name in heard {
        let at = screen[from..].find(&name);
        let at = at.unwrap_or_else(|| panic!("{name} is not next on the screen:\n{screen}"));
        from += at + name.len();
    }
}

#[test]
fn the_overview_says_what_the_linear_overview_says_in_its_order() {
    let open = format!("open {CASE}");
    let (said, lines) = both(&[open.as_str(), "quit"], &format!("/{CASE}<Enter>2"), (160, 60));
    let heard = said_after(&said, "cases> ");
    // Below the tabs, of which one is called as a fact is.
    let tabs = lines.iter().position(|line| line.contains("2 Overview")).expect("tabs");
    let lines = &lines[tabs + 1..];
    let labels = ["Placement", "Dates", "Reviews", "Attendance", "Passport", "To do"];
    let place = |all: &[String], label: &str| {
        all.iter()
            .position(|line| line.contains(label))
            .unwrap_or_else(|| panic!("{label}: {all:#?}"))
    };
    for two in labels.windows(2) {
        assert!(place(&heard, two[0]) < place(&heard, two[1]), "{two:?}: {heard:#?}");
        assert!(place(lines, two[0]) < place(lines, two[1]), "{two:?}: {lines:#?}");
    }
    for fact in ["Dates", "Passport"] {
        let words =
            heard[place(&heard, fact)].split_once(": ").expect("words").1.trim_end_matches('.');
        assert!(lines[place(lines, fact)].contains(words), "{fact}: {words}");
    }
    for step in ["considered", "agreed", "directed", "running, week"] {
        assert!(heard.iter().any(|l| l.contains(step)), "{step}: {heard:#?}");
        assert!(lines.iter().any(|l| l.contains(step)), "{step}: {lines:#?}");
    }
    // Each task by its first words, in the same order.
    let tasks: Vec<&String> = heard.iter().filter(|l| l.starts_with("To do ")).collect();
    let screen = lines[place(lines, "To do")..].join("\n");
    let mut from = 0;
    assert!(tasks.len() > 8, "{heard:#?}");
    for task in tasks {
        let words = task.splitn(3, ": ").nth(2).expect("words");
        let first: Vec<&str> = words.split(' ').take(3).collect();
        let first = first.join(" ");
        let at = screen[from..].find(&first);
        from += at.unwrap_or_else(|| panic!("{first} is not next:\n{screen}")) + first.len();
    }
}

#[test]
fn the_timeline_says_what_the_linear_timeline_says_in_its_order() {
    let open = format!("open {CASE}");
    let typed = [open.as_str(), "timeline", "quit"];
    let (said, lines) = both(&typed, &format!("/{CASE}<Enter>4"), (160, 60));
    let heard = said_after(&said, &format!("{CASE}> "));
    let screen = lines.join("\n");
    let mut from = 0;
    let mut count = 0;
    for line in heard.iter().filter(|line| !line.is_empty() && !line.ends_with("> ")) {
        let (day, words) = line.split_once(", ").unwrap_or(("", line));
        let first = if let Some(today) = line.strip_prefix("Today is ") {
            today.rsplit_once(' ').expect("a year").0.to_owned()
        } else {
            let words = words.split_once(": ").map_or(words, |(kind, rest)| {
                if matches!(kind, "late" | "due") { rest } else { kind }
            });
            let words = words.trim_end_matches('.').trim_end_matches(", booked");
            let few: Vec<&str> = words.split(' ').take(3).collect();
            few.join(" ")
        };
        let at = screen[from..].find(&first);
        from += at.unwrap_or_else(|| panic!("{day}: {first} is not next:\n{screen}")) + first.len();
        count += 1;
    }
    assert!(count > 15, "{said}");
}
