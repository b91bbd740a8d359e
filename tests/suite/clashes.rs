//! Two officers at the same place at once: neither's work is lost or replaced unseen, whatever kind
//! of answer it is, and the second decides.

mod beside;
mod kinds;

use offsite::api::{Reply, Request, Viewer};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{FieldPath, Half, Side};
use offsite::domain::forms;
use offsite::domain::forms::schema::{Field, FieldKind};
use offsite::domain::value::Value;
use offsite::service::Service;
use offsite::ui::specimens;

use crate::flow::{self, Flow};
use crate::office::{HERE, ID, Office, THERE};

fn words(text: &str) -> Value {
    Value::Text(text.into())
}

/// Returns two answers to a question; none to one that a file answers, or a list of the case's own.
fn two_answers(field: &Field) -> Option<[Value; 2]> {
    let day = |day: &str| Value::Date(day.parse().expect("a day"));
    Some(match field.kind {
        FieldKind::Line | FieldKind::Long => [words("Amy"), words("Bee")],
        FieldKind::YesNo => [Value::YesNo(true), Value::YesNo(false)],
        FieldKind::Choice([(a, _), (b, _), ..]) => {
            [Value::Choice((*a).into()), Value::Choice((*b).into())]
        }
        FieldKind::School => [Value::School("L-hagley".into()), Value::School("L-other".into())],
        FieldKind::Date => [day("2026-11-02"), day("2026-11-03")],
        FieldKind::Number { min, .. } => [Value::Number(min), Value::Number(min + 1)],
        FieldKind::Money => [Value::Number(100), Value::Number(250)],
        FieldKind::Time => [Value::Time(600), Value::Time(615)],
        FieldKind::Upn | FieldKind::Review | FieldKind::ReadOnly | FieldKind::Choice(_) => {
            return None;
        }
    })
}

fn ask(owner: &mut Service, who: &str, edit: Edit) -> Reply {
    let change = CaseChange { case: ID, edits: vec![edit] };
    owner.for_viewer(&Viewer::new(who, flow::today())).ask(Request::Change { change, why: None })
}

/// Has both change a place that both have seen, and holds that the second is told and decides.
fn both_at(owner: &mut Service, edit: &dyn Fn(Option<&Value>, &Value) -> Edit, two: &[Value; 2]) {
    let what = format!("{:?}", edit(None, &two[0]));
    match ask(owner, THERE, edit(None, &two[0])) {
        Reply::Saved { .. } => {}
        other => panic!("{what}: {other:?}"),
    }
    match ask(owner, HERE, edit(None, &two[0])) {
        Reply::Clash { is_same: true, says, .. } => {
            assert!(says.contains("has answered the same"), "{says}");
        }
        other => panic!("the same of both stands once: {what}: {other:?}"),
    }
    match ask(owner, HERE, edit(None, &two[1])) {
        Reply::Clash { is_same: false, says, .. } => {
            assert!(says.contains(THERE) && says.contains("You wanted"), "{says}");
        }
        other => panic!("the second is asked: {what}: {other:?}"),
    }
    match ask(owner, HERE, edit(Some(&two[0]), &two[1])) {
        Reply::Saved { .. } => {}
        other => panic!("the second decides: {what}: {other:?}"),
    }
}

#[test]
fn every_kind_of_answer_that_two_give_at_once_is_decided_by_the_second() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let case = owner.case(ID).expect("the case").case;
    let mut kinds = Vec::new();
    for field in forms::fields() {
        let path = FieldPath::case(field.id);
        let kind = std::mem::discriminant(&field.kind);
        let is_free = case.at(&path).is_empty() && !kinds.contains(&kind);
        let Some(two) = two_answers(field).filter(|_| is_free) else { continue };
        let edit = |old: Option<&Value>, new: &Value| Edit::Set {
            path: path.clone(),
            old: old.cloned().unwrap_or_default(),
            new: new.clone(),
        };
        both_at(owner, &edit, &two);
        kinds.push(kind);
    }
    assert!(kinds.len() >= 5, "so many kinds were tried: {}", kinds.len());
}

#[test]
fn cell_of_a_row_and_a_mark_that_two_give_at_once_are_decided_by_the_second() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let row = add_note(owner);
    let case = owner.case(ID).expect("the case").case;
    let seen = case.at(&FieldPath::row("event.note", row, "note.text")).clone();
    let edit = |old: Option<&Value>, new: &Value| Edit::Set {
        path: FieldPath::row("event.note", row, "note.text"),
        old: old.unwrap_or(&seen).clone(),
        new: new.clone(),
    };
    both_at(owner, &edit, &[words("Amy"), words("Bee")]);
    let day = flow::today() - chrono::Duration::days(3);
    let session = (day, Half::Am);
    let before = case.marks.get(&session).and_then(|marks| marks.side(Side::Home));
    let edit = |old: Option<&Value>, new: &Value| Edit::Mark {
        session,
        side: Side::Home,
        old: old.map_or_else(|| before.map(str::to_owned), |old| Some(old.as_text().to_owned())),
        new: Some(new.as_text().to_owned()),
    };
    both_at(owner, &edit, &[words("I"), words("L")]);
}

/// Puts both cursors on a place of the case's forms.
fn both_on(office: &mut Office, at: &FieldPath) {
    office.flow.keys("3");
    office.there("3");
    assert!(specimens::go_to(&mut office.flow.ui, at), "{at:?}");
    assert!(specimens::go_to(&mut office.other, at), "{at:?}");
}

#[test]
fn long_text_is_never_merged_and_stands_beside_what_was_typed() {
    let mut office = Office::on_the_case();
    office.flow.keys("3");
    office.there("3");
    let mut long = forms::fields().filter(|field| field.kind == FieldKind::Long);
    let long = long.by_ref().map(|field| FieldPath::case(field.id)).collect::<Vec<_>>();
    let at = long.into_iter().find(|at| specimens::go_to(&mut office.flow.ui, at)).expect("one");
    assert!(specimens::go_to(&mut office.other, &at));
    office.flow.keys("<Enter>Mine about maths");
    office.there("<Enter>Theirs about music<Ctrl-O>").there_says("saved");
    office.hear();
    office.flow.says("Now ").says("Theirs about music").says("Mine about maths");
    office.flow.keys("<Ctrl-O>").says("save again").says("Mine about maths");
    office.flow.keys("<Ctrl-O>").says("· saved");
    let stands = office.case().at(&at).as_text().to_owned();
    assert!(stands.contains("Mine about maths") && !stands.contains("Theirs"), "{stands}");
}

#[test]
fn choice_of_a_colleague_is_said_in_the_list_that_is_open_on_it() {
    let mut office = Office::on_the_case();
    let gender = FieldPath::case("child.gender");
    both_on(&mut office, &gender);
    office.flow.keys("<Enter>fem");
    office.there("<Enter>male<Enter>").there_says("Gender: Male · saved");
    office.hear();
    office.flow.says("Now Male (b.khan, at").keys("<Enter>").says("It now says “Gender: Male”");
    assert_eq!(office.case().at(&gender), &Value::Choice("male".into()));
    assert!(specimens::go_to(&mut office.flow.ui, &gender));
    office.flow.keys("<Enter>fem<Enter>").says("Gender: Female · saved");
}

#[test]
fn same_answer_of_both_is_no_refusal_and_leaves_nothing_to_do() {
    let mut office = Office::on_the_case();
    let known_as = FieldPath::case("child.known_as");
    both_on(&mut office, &known_as);
    office.flow.keys("<Enter>Amy");
    office.there("<Enter>Amy<Enter>").there_says("saved");
    office.flow.keys("<Enter>").says("b.khan (").says("has answered the same");
    assert!(!office.flow.ui.is_overlaid(), "there is nothing left to save");
    assert!(office.flow.service().drafts().expect("read").is_empty());
}

/// Has the colleague record a note; returns its row.
fn add_note(owner: &mut Service) -> u32 {
    let on = ("note.on".to_owned(), Value::Date(flow::today()));
    let cells = [on, ("note.text".to_owned(), words("Mum rang"))].into();
    let add = Edit::AddRow { table: "event.note".into(), row: 1, cells };
    assert!(matches!(ask(owner, THERE, add), Reply::Saved { .. }));
    let case = owner.case(ID).expect("the case").case;
    case.rows("event.note").next_back().expect("a note").0
}

#[test]
fn answer_of_a_row_that_a_colleague_removed_is_put_in_as_a_new_one_or_kept() {
    let mut office = Office::on_the_case();
    let row = add_note(&mut office.flow.owner);
    office.hear();
    let at = FieldPath::row("event.note", row, "note.text");
    specimens::open_place(&mut office.flow.ui, &at);
    office.flow.keys("<Enter> and rang again");
    let owner = &mut office.flow.owner;
    let cells = owner.case(ID).expect("the case").case.row("event.note", row).cloned();
    let cells = cells.expect("a note");
    let remove = Edit::RemoveRow { table: "event.note".into(), row, cells };
    assert!(matches!(ask(owner, THERE, remove), Reply::Saved { .. }));
    office.hear();
    office.flow.says("b.khan removed this note at").says("and rang again");
    office.flow.keys("<Ctrl-O>").says("has removed this note").says("as a new one?");
    office.flow.keys("y").says("note added · saved");
    let case = office.case();
    let (_, cells) = case.rows("event.note").next_back().expect("a note");
    assert!(cells["note.text"].as_text().contains("and rang again"));
}

#[test]
fn row_that_is_being_filled_in_never_meets_one_that_a_colleague_saves_first() {
    let mut office = Office::on_the_case();
    office.flow.keys("anote<Enter>jjj<Enter>Mum rang about transport");
    office.there("anote<Enter>jjj<Enter>Dad rang about uniform<Ctrl-O><Ctrl-O>");
    office.hear();
    // The session ends before it saves: what was typed is still a note of its own.
    let mut flow = office.flow.again();
    flow.says("You were typing this when the session ended").says("Mum rang about transport");
    flow.keys("<Ctrl-O><Ctrl-O>").says("note added · saved");
    let case = flow.owner.case(ID).expect("the case").case;
    let all: Vec<&str> = case.rows("event.note").map(|(_, c)| c["note.text"].as_text()).collect();
    assert!(all.contains(&"Mum rang about transport"), "{all:?}");
    assert!(all.contains(&"Dad rang about uniform"), "{all:?}");
}

#[test]
fn answer_given_while_the_meeting_is_signed_off_becomes_a_correction() {
    let mut office = Office::on_the_case();
    let at = FieldPath::case("initial.home_rep");
    specimens::open_place(&mut office.flow.ui, &at);
    office.flow.keys("<Enter>Eleven");
    let owner = &mut office.flow.owner;
    let signed = Value::Date(flow::today());
    let path = FieldPath::case("initial.signed_off");
    let old = owner.case(ID).expect("the case").case.at(&path).clone();
    assert!(old.is_empty(), "the demo's meeting is not signed off");
    let sign = Edit::Set { path, old, new: signed };
    assert!(matches!(ask(owner, THERE, sign), Reply::Saved { .. }));
    office.hear();
    office.flow.says("b.khan signed this meeting off at").says("becomes a correction");
    office.flow.keys("<Enter>").says("Eleven").says("P-RV6");
    assert!(office.flow.is_pending(), "a correction is being filled in");
    assert!(office.case().at(&at).as_text() != "Eleven", "nothing signed off is changed");
}
