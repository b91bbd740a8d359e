//! The attendance pane: its sheets at every size, corrections, and a fortnight of ten pupils by
//! keys on a real pty.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use offsite::api::{Page, Reply, Request};
use offsite::documents::jsonl;
use offsite::domain::case::{Case, Half};
use offsite::domain::list::summary::Summary;
use offsite::domain::rules::{RuleContext, findings};
use offsite::keymap::Keymap;
use offsite::keymap::key::Key;
use offsite::ui::pending::Then;
use offsite::ui::{App, Pane, draw};
use offsite::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::pty::Session;
use crate::{offsite, text};

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");

/// A store of directed pupils, the direction from 9 November on.
fn directed(dir: &Path, pupils: usize) -> PathBuf {
    let one = |n: usize| {
        format!(
            "{{\"id\":\"OSD-2026-{n:04}\",\"answers\":{{\"child.full_name\":{{\"Text\":\"Pupil {n:02}\"}},\"direction.start\":{{\"Date\":\"2026-11-09\"}},\
             \"direction.end\":{{\"Date\":\"2026-12-18\"}}}},\"rows\":{{\"event.start\":{{\"1\":{{\"start.on\":{{\"Date\":\"2026-11-09\"}}}}}}}},\"marks\":[]}}\n"
        )
    };
    let file = dir.join("cases.jsonl");
    std::fs::write(&file, (1..=pupils).map(one).collect::<String>()).expect("written");
    let store = dir.join("store");
    assert!(offsite(&store, &["import", "cases", &file.to_string_lossy()]).status.success());
    store
}

fn cases(store: &Path) -> Vec<Case> {
    jsonl::parse(&text(&offsite(store, &["export", "cases"]))).expect("cases")
}

/// The letter that a fault names is one that the program writes.
#[test]
fn every_mark_fault_names_a_document_that_exists() {
    for fault in offsite::domain::attendance::AttendanceFault::ALL {
        if let Some(kind) = fault.about().letter {
            assert!(offsite::documents::papers::kind(kind).is_ok(), "{kind}");
        }
    }
}

#[test]
fn marks_of_ten_pupils_for_a_fortnight_take_few_keys() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = directed(dir.path(), 10);
    let mut s = Session::start(&store);
    s.says("Pupil 01");
    let mut strokes = 0;
    let mut press = |s: &mut Session, keys: &str| {
        strokes += keys.chars().count();
        s.press(keys);
    };
    press(&mut s, "5[[");
    s.says("Week of Mon 9 Nov 2026");
    for pupil in 0..10 {
        if pupil > 0 {
            press(&mut s, "}s");
        }
        // Twenty sessions in each register: the host's present, the home school's D (P-AT1, P-AT2).
        press(&mut s, "r20/");
        s.says("Mon 9 Nov am, host: / and 19 more · saved");
        press(&mut s, "sr20D");
        s.says("Mon 9 Nov am, home: D and 19 more · saved");
    }
    press(&mut s, "}");
    s.says("No more pupils");
    s.kill();
    let all = cases(&store);
    assert_eq!(all.len(), 10);
    for case in &all {
        assert_eq!(case.marks.len(), 20, "{}", case.id);
        for ((_, half), marks) in &case.marks {
            let present = if *half == Half::Am { "/" } else { "\\" };
            assert_eq!(
                (marks.home.as_deref(), marks.host.as_deref()),
                (Some("D"), Some(present)),
                "{}",
                case.id
            );
        }
    }
    println!(
        "attendance by keys: 400 marks of 10 pupils, 2 registers, a fortnight, in {strokes} keystrokes"
    );
    assert!(strokes < 130, "{strokes}");
}

#[test]
fn correction_asks_for_reason_and_position_once_and_import_is_previewed() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = directed(dir.path(), 1);
    let mut s = Session::start(&store);
    s.says("Pupil 01");
    s.press("5[[N");
    s.says("Mon 9 Nov am, host: N · saved");
    s.says("N at the host: reason not known: Mon 9 am");
    s.press("hI");
    s.says("Why change Mon 9 Nov am, host, from N to I?");
    s.press("\r");
    s.says("Correcting a mark needs a reason");
    s.press("Parent rang\r");
    s.says("Your job title");
    s.press("Inclusion officer\r");
    s.says("correction of a register added and 1 more · saved");
    // The reason is offered again and the position known.
    s.press("hM");
    s.says("from I to M?");
    s.press("\r");
    s.says("Combined: 0 of 1 sessions");
    let file = dir.path().join("host.csv");
    std::fs::write(&file, "Date,AM,PM\n09/11/2026,M,\\\n10/11/2026,A,/\n").expect("written");
    s.press(&format!("i{}\r", file.display()));
    s.says("Line 3, column 2: \"A\" is no attendance code");
    s.press("\x1b");
    s.says("No changes made");
    std::fs::write(&file, "Date,AM,PM\n09/11/2026,M,\\\n10/11/2026,E,/\n").expect("written");
    s.press("i\r");
    s.says("3 new marks in 1 case, 1 stand already.");
    s.says("Tue 10 Nov 2026 am");
    s.press("\r");
    s.says("Saved: 3 new marks, in 1 case.");
    s.says("suspended at the host: Tue 10 am");
    // Not the correction that was seen before it: a register may be of many cases.
    s.press("u");
    s.says("Undo: ");
    s.press("y");
    s.says("Undone");
    s.kill();
    let case = &cases(&store)[0];
    assert_eq!((case.marks.len(), case.rows("event.correction").count()), (1, 2));
    let json = jsonl::write(case);
    for kept in [
        "Parent rang",
        "Inclusion officer",
        "a.shah",
        "\"correction.old\":{\"Text\":\"I\"}",
        "\"correction.new\":{\"Text\":\"M\"}",
    ] {
        assert!(json.contains(kept), "{kept}: {json}");
    }
}

#[test]
fn timetable_edit_adds_a_version_and_keeps_the_earlier_ones() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = directed(dir.path(), 1);
    let mut s = Session::start(&store);
    s.says("Pupil 01");
    s.press("5t");
    s.says("Starts Mon 9 Nov 2026");
    s.press("llllmjm\r");
    s.says("timetable added · saved");
    s.press("t");
    s.says("Saved: from Mon 9 Nov 2026, 8 sessions at the host, 2 at home");
    s.press("x\r");
    s.says("saved");
    s.kill();
    let case = &cases(&store)[0];
    let from: Vec<_> = case
        .rows("timetable")
        .map(|(_, r)| {
            (
                r["timetable.from"].as_date(),
                r["timetable.mon_am"].as_text().to_owned(),
                r["timetable.fri_pm"].as_text().to_owned(),
            )
        })
        .collect();
    let day = |d| NaiveDate::from_ymd_opt(2026, 11, d);
    assert_eq!(
        from,
        [(day(9), "host".into(), "home".into()), (day(23), "none".into(), "home".into())]
    );
}

#[test]
fn every_page_and_sheet_draws_at_every_size_with_the_cursor_on_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = directed(dir.path(), 1);
    let mut case = cases(&store).remove(0);
    for (n, code) in ["/", "N", "E", "D", "C1", "I"].iter().enumerate() {
        let on = (
            NaiveDate::from_ymd_opt(2026, 11, 9 + n as u32 / 2).expect("a day"),
            if n % 2 == 0 { Half::Am } else { Half::Pm },
        );
        case.marks.insert(
            on,
            offsite::domain::case::Marks { home: Some("D".into()), host: Some((*code).into()) },
        );
    }
    let line = Summary::from_case(&case, &RuleContext::default(), 0);
    for keys in ["", "[[", "[[v]l", "z", "zkk", "c", "t", "i", "[[I", "[[C", "r12", "n"] {
        let mut ui = App::new(TODAY, "a.shah", Keymap::built_in(), Theme::built_in());
        ui.on_reply(
            Then::Show,
            Reply::List(Box::new(Page { total: 1, rows: vec![line.clone()], ..Page::default() })),
        );
        let findings = findings(&case, &RuleContext::default());
        ui.on_reply(
            Then::Show,
            Reply::Case { case: Box::new(case.clone()), line: Box::new(line.clone()), findings },
        );
        ui.go(Pane::Attendance, None);
        for key in Key::read_all(keys).expect("keys") {
            let asks = ui.on_key(key);
            assert!(
                asks.iter().all(|a| !matches!(a.request, Request::Change { .. })),
                "{keys} changes an existing mark"
            );
        }
        for (width, height) in
            (1..=200).step_by(11).flat_map(|w| (1..=60).step_by(5).map(move |h| (w, h)))
        {
            let area = Rect::new(0, 0, width, height);
            let spot = draw(&ui, area, &mut Buffer::empty(area));
            assert!(
                spot.is_some_and(|(x, y)| x < width && y < height),
                "{keys} {width}x{height}: {spot:?}"
            );
        }
    }
}

#[test]
fn registers_before_the_first_day_are_not_said_to_fit() {
    let mut flow = crate::flow::Flow::demo();
    flow.keys("/freya<Enter>5").says("nothing to compare yet").lacks("both registers agree");
    flow.keys("n").says("nothing to compare yet").lacks("both registers agree");
}
