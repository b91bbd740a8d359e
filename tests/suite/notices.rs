//! What one officer's session shows of another's work without being asked: the list and the open
//! case follow, nothing moves under the cursor, and each sees where the other is.

use offsite::api::{Notice, Reply, Request, Viewer};
use offsite::domain::case::{CaseRef, FieldPath};
use offsite::domain::value::Value;
use offsite::ui::specimens;

use crate::flow::{self, Flow};
use crate::office::{HERE, ID, Office, THERE};

fn on_known_as(office: &mut Office) {
    let known_as = FieldPath::case("child.known_as");
    office.flow.keys("3");
    office.there("3");
    assert!(specimens::go_to(&mut office.flow.ui, &known_as));
    assert!(specimens::go_to(&mut office.other, &known_as));
    office.hear();
}

#[test]
fn open_case_and_its_line_follow_a_colleagues_change() {
    let mut office = Office::on_the_case();
    on_known_as(&mut office);
    office.there("<Enter>Amy<Enter>").there_says("Known as: Amy · saved");
    office.flow.lacks("Amy");
    office.hear();
    office.flow.says("b.khan changed this case at").says("Known as: Amy.").cursor_on("Amy");
    // What a search of the list shows is the line as it now stands.
    office.flow.keys("<Esc>");
    let full = FieldPath::case("child.full_name");
    assert!(specimens::go_to(&mut office.other, &full));
    office.there("<Enter>Zachary Quill<Enter>").there_says("saved");
    office.hear();
    office.flow.says("Zachary Quill");
}

#[test]
fn list_is_neither_reordered_nor_added_to_under_the_cursor() {
    let mut office = Office::on_the_case();
    office.flow.keys("<Esc><Esc>jjjj");
    let before: Vec<String> = office.flow.lines();
    let at = office.flow.current();
    // A new case, and a case that is less pressing than before.
    office.there("1n").there_says("Opened");
    office.hear();
    assert_eq!(office.flow.current(), at);
    let after = office.flow.lines();
    let names = |lines: &[String]| {
        let cut = |line: &String| line.chars().skip(2).take(30).collect::<String>();
        lines.iter().skip(1).map(cut).collect::<Vec<_>>()
    };
    assert_eq!(names(&before), names(&after));
    assert_ne!(before[0], after[0], "the counts of the head line follow");
    // A search that hides a case goes on hiding it.
    office.flow.keys("/nobody of this name<Enter>").says("No cases match");
    on_case_there(&mut office, "Amy");
    office.hear();
    office.flow.says("No cases match");
}

/// Has the colleague answer how the child is known.
fn on_case_there(office: &mut Office, name: &str) {
    office.there("/OSD-2026-0006<Enter><Enter>3");
    assert!(specimens::go_to(&mut office.other, &FieldPath::case("child.known_as")));
    office.there(&format!("<Enter>{name}<Enter>"));
}

#[test]
fn cursor_stays_on_its_line_when_a_colleague_adds_rows_above_it() {
    let mut office = Office::on_the_case();
    office.flow.keys("4");
    let case = office.case();
    let last = case.rows("event.note").next_back().map(|(row, _)| row);
    office.flow.keys("k");
    let (_, (_, y)) = office.flow.frame();
    let here: String = office.flow.lines()[usize::from(y)].chars().skip(58).collect();
    office.there("anote<Enter>jjj<Enter>Dad rang<Ctrl-O><Ctrl-O>").there_says("saved");
    office.hear();
    assert_ne!(office.case().rows("event.note").next_back().map(|(row, _)| row), last);
    office.flow.cursor_on(here.trim());
}

#[test]
fn text_being_typed_is_told_of_a_colleagues_answer_before_it_is_saved() {
    let mut office = Office::on_the_case();
    on_known_as(&mut office);
    office.flow.keys("<Enter>Bee");
    office.there("<Enter>Amy<Enter>").hear();
    office.flow.says("Now Amy (b.khan, at").says("save it twice").says("Bee");
    // A key that had been on its way already replaces nothing unseen.
    office.flow.keys("<Enter>").says("It now says “Known as: Amy”");
    assert_eq!(office.case().answer("child.known_as"), &Value::Text("Amy".into()));
    office.flow.keys("<Enter>").says("Known as: Bee · saved");
    // What was said to be saved is not left standing alone where it no longer holds.
    office.hear().there_says("Known as: Amy · saved a.shah changed this case at");
}

#[test]
fn leaving_a_text_shows_what_a_colleague_wrote_there_meanwhile() {
    let mut office = Office::on_the_case();
    on_known_as(&mut office);
    office.flow.keys("<Enter>Bee");
    office.there("<Enter>Amy<Enter>").hear();
    office.flow.keys("<Esc>").cursor_on("Amy");
    // What was typed is kept, and offered against what stands now.
    office.flow.keys("<Enter>").says("Bee").keys("<Enter>").says("Known as: Bee · saved");
}

#[test]
fn text_elsewhere_goes_on_while_the_case_around_it_follows() {
    let mut office = Office::on_the_case();
    on_known_as(&mut office);
    assert!(specimens::go_to(&mut office.other, &FieldPath::case("child.address")));
    office.flow.keys("<Enter>Bee");
    office.there("<Enter><Ctrl-U>1 Elm Road<Ctrl-O>").there_says("saved");
    office.hear();
    office.flow.says("Bee").lacks("save it twice").says("b.khan changed this case");
    office.flow.keys("<Enter>").says("Known as: Bee · saved").says("1 Elm Road");
    // A refusal is left to be read: it is said with what is saved next.
    office.flow.keys("<Esc>!").says("does nothing here");
    assert!(specimens::go_to(&mut office.other, &FieldPath::case("child.address")));
    office.there("<Enter><Ctrl-U>2 Elm Road<Ctrl-O>").hear();
    office.flow.says("does nothing here").lacks("b.khan changed this case");
    office.flow.keys("<Enter>3");
    assert!(specimens::go_to(&mut office.flow.ui, &FieldPath::case("child.known_as")));
    let saved = "Known as: Cee · saved b.khan changed this case";
    office.flow.keys("<Enter>Cee<Enter>").says(saved);
}

#[test]
fn each_sees_where_the_other_is_and_no_longer_once_that_has_left() {
    let mut office = Office::on_the_case();
    office.hear();
    office.flow.says("~ b.khan has it open");
    on_known_as(&mut office);
    office.there("<Enter>Am").hear();
    office.flow.says("~ b.khan types here");
    office.there("<Esc>").hear();
    office.flow.lacks("types here").says("~ b.khan has it open");
    office.flow.keys("1").says("~ b.khan");
    let session = office.viewer.session;
    office.flow.owner.end_session(session);
    office.hear();
    office.flow.lacks("b.khan");
    office.flow.keys("2").lacks("b.khan");
}

#[test]
fn moving_through_the_list_tells_nobody_anything() {
    let mut office = Office::on_the_case();
    office.flow.keys("1");
    office.hear();
    office.flow.keys("jjkkjj");
    assert!(!office.flow.owner.has_notices(office.viewer.session));
}

/// Returns what a session of an officer is told.
fn told(flow: &mut Flow, viewer: &Viewer) -> Vec<Notice> {
    match flow.owner.for_viewer(viewer).ask(Request::Notices) {
        Reply::Notices(all) => all,
        other => panic!("{other:?}"),
    }
}

#[test]
fn session_that_reads_nothing_is_told_to_ask_for_all_and_who_is_where() {
    let mut flow = Flow::demo();
    let [here, there] = [HERE, THERE].map(|who| Viewer::new(who, flow::today()));
    assert_eq!(told(&mut flow, &there), []);
    let be = |flow: &mut Flow, n: u32| {
        let case = Some(CaseRef { number: n % 30 + 1, ..ID });
        let _ = flow.owner.for_viewer(&here).ask(Request::Here { case, at: None });
    };
    be(&mut flow, 1);
    assert!(flow.owner.take_rung().contains(&there.session));
    for n in 2..200 {
        be(&mut flow, n);
    }
    assert!(!flow.owner.take_rung().contains(&there.session), "it was rung once");
    assert_eq!(told(&mut flow, &there).len(), 199);
    for n in 0..1_000 {
        be(&mut flow, n);
    }
    let all = told(&mut flow, &there);
    assert!(matches!(&all[..], [Notice::Resync, Notice::Here(_)]), "{all:?}");
    // Nobody is told of what it does itself, nor before it asks, nor once it has ended.
    assert_eq!(told(&mut flow, &here), []);
    flow.owner.end_session(there.session);
    be(&mut flow, 3);
    assert!(!flow.owner.take_rung().contains(&there.session));
}
