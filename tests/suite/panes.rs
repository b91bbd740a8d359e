//! What each pane shows whole: the schools and tasks of the list, the bar, the documents, and what
//! the timeline's filter and the people's key do.

use crate::flow::Flow;

/// Returns the lines of the screen between two columns.
fn lines(flow: &Flow, from: usize, to: usize) -> Vec<String> {
    let (buf, _) = flow.frame();
    let cell = |x: usize, y: u16| buf[(x as u16, y)].symbol();
    (0..flow.size.1).map(|y| (from..to).map(|x| cell(x, y)).collect()).collect()
}

#[test]
fn the_list_cuts_no_school_and_no_task_at_160_columns() {
    let mut flow = Flow::demo();
    for _ in 0..2 {
        let cut: Vec<String> =
            lines(&flow, 0, 100).into_iter().filter(|line| line.contains('…')).collect();
        assert!(cut.is_empty(), "cut in the list:\n{}", cut.join("\n"));
        flow.keys("G");
    }
}

#[test]
fn the_timeline_shows_what_its_filter_says_and_comes_back_to_everything() {
    let mut flow = Flow::demo();
    flow.keys("/OSD-2026-0006<Enter>4").says("shows: everything").says("parent discussion");
    flow.keys("f").says("shows: to do").says("late: ").lacks("parent discussion");
    let mut groups = 0;
    flow.keys("f");
    while !lines(&flow, 56, 160).concat().contains("shows: everything") {
        flow.lacks("late: ").lacks("due: ");
        // A kind of which the case has nothing is not offered.
        flow.lacks("Everything that happens to this case").says("Enter Open");
        groups += 1;
        assert!(groups < 20, "the filter never comes round");
        flow.keys("f");
    }
    assert!(groups >= 2, "only {groups} kinds of events to choose from");
    flow.says("parent discussion").says("late: ");
}

#[test]
fn people_and_their_numbers_are_shown_all_by_one_key_and_copied_nowhere() {
    let mut flow = Flow::demo();
    flow.size = (80, 24);
    flow.keys("/OSD-2026-0030<Enter>2").says("People (4)").says("P all");
    flow.lacks("Social worker");
    flow.keys("P").says("Ms J. Dyer").says("01905 555 0100");
    for role in ["Mother", "Home school", "Host school", "Social worker"] {
        flow.says(role);
    }
    assert!(flow.ui.take_effects().is_empty(), "showing people does something else");
    flow.keys("x").says("To do");
}

/// What begins a pane or stands over it is never cut inside a word: parts that do not fit are left
/// out whole, and tabs have a short name.
#[test]
fn headings_and_tabs_stand_whole_at_every_width() {
    let places = [
        "",
        "2",
        "3",
        "3}",
        "3}}",
        "3}}}",
        "4",
        "5",
        "5z",
        "5c",
        "6",
        "2?",
        "2:",
        "2gt",
        "H",
        "P",
        "v",
        "F",
        "2a",
        "3/full name<Enter>e",
    ];
    let mut flow = Flow::demo();
    for (width, height) in [(80, 24), (100, 30), (120, 35), (160, 45)] {
        flow.size = (width, height);
        for place in places {
            flow.restart();
            flow.keys(place);
            for line in flow.lines() {
                let pane = line.split('│').next_back().unwrap_or_default();
                let is_heading = pane.contains("──");
                let is_title = [
                    " · Enter ",
                    "type to search",
                    " 1 List ",
                    " 1 Cases ",
                    "[Pupil",
                    "[Not",
                    "[Init",
                    "[Rev",
                    "[Dir",
                ]
                .iter()
                .any(|words| pane.contains(words));
                assert!(
                    !(is_heading || is_title) || !pane.contains('…'),
                    "{place:?} at {width}: {pane}"
                );
            }
            let tabs = |first: &str| flow.lines().into_iter().find(|line| line.contains(first));
            if let Some(forms) = tabs("%]") {
                let letter = ["Letter", "Direction letter"];
                assert!(letter.iter().any(|l| forms.contains(l)), "{place:?} at {width}: {forms}");
            }
            if let Some(weeks) = tabs("Mon      Tue      Wed") {
                let end = weeks.trim_end();
                let whole = end.ends_with("attended") || end.contains("attended  check");
                assert!(whole, "{place:?} at {width}: {weeks}");
            }
        }
    }
}
