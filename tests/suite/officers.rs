//! Several officers on one record: what one of them does is never taken away or hidden by another,
//! and a change that was overtaken says by whom.

use offsite::api::{Reply, Request};
use offsite::domain::calendar::{ClosedSpan, Terms, TermsChange};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{CaseRef, FieldPath};
use offsite::domain::value::Value;
use offsite::error::ErrorKind;
use offsite::service::Service;

use crate::flow::Flow;

const ID: CaseRef = CaseRef { year: 2026, number: 6 };
const HERE: &str = "a.shah";
const THERE: &str = "b.khan";

/// Answers a field of the case as an officer does who saw `old` there.
fn answer(owner: &mut Service, who: &str, field: &str, old: Value, new: Value) -> Reply {
    owner.act_for(who);
    let edits = vec![Edit::Set { path: FieldPath::case(field), old, new }];
    owner.ask(Request::Change { change: CaseChange { case: ID, edits }, why: None })
}

fn seq(reply: &Reply) -> u64 {
    match reply {
        Reply::Saved { seq, .. } => *seq,
        other => panic!("not saved: {other:?}"),
    }
}

fn words(text: &str) -> Value {
    Value::Text(text.into())
}

fn stands(owner: &Service, field: &str) -> Value {
    owner.case(ID).expect("the case").case.answer(field).clone()
}

#[test]
fn undo_steps_over_what_a_colleague_overtook_and_says_so() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let gender = stands(owner, "child.gender");
    let known_as = stands(owner, "child.known_as");
    let other = Value::Choice("female".into());
    assert_ne!(gender, other);
    let first = seq(&answer(owner, HERE, "child.gender", gender.clone(), other));
    let second = seq(&answer(owner, HERE, "child.known_as", known_as, words("Amy")));
    answer(owner, THERE, "child.known_as", words("Amy"), words("AmyBee"));
    owner.act_for(HERE);
    // The change that was seen cannot be undone: who overtook it, when and how is said.
    let error = owner.undo(second).expect_err("overtaken");
    assert_eq!(error.kind(), ErrorKind::Conflict);
    let said = error.to_string();
    for part in ["Amy", "OSD-2026-0006", "b.khan (system user", "AmyBee", "That stays"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // The one before it is offered, with what stays.
    let preview = owner.preview_undo(true).expect("the change before");
    assert_eq!(preview.seq, first);
    assert!(preview.question().contains("b.khan"), "{}", preview.question());
    owner.undo(first).expect("undone");
    assert_eq!(stands(owner, "child.gender"), gender);
    assert_eq!(stands(owner, "child.known_as"), words("AmyBee"));
    assert!(owner.undo(first).is_err_and(|e| e.to_string().contains("undone already")));
    owner.redo(first).expect("done again");
    // An officer undoes what is the officer's own.
    owner.act_for(THERE);
    assert!(owner.undo(first).is_err());
}

#[test]
fn undo_takes_back_the_change_that_was_shown_and_no_later_one() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let before = stands(owner, "child.known_as");
    let shown = seq(&answer(owner, HERE, "child.known_as", before.clone(), words("Amy")));
    // The same officer's other session saves something else meanwhile.
    let address = stands(owner, "child.address");
    answer(owner, HERE, "child.address", address, words("1 Elm Road"));
    owner.undo(shown).expect("undone");
    assert_eq!(stands(owner, "child.known_as"), before);
    assert_eq!(stands(owner, "child.address"), words("1 Elm Road"));
}

fn closed(day: &str, reason: &str) -> ClosedSpan {
    ClosedSpan { day: day.parse().expect("a day"), reason: reason.into() }
}

fn terms(days: &[(&str, &str)]) -> Terms {
    Terms {
        school: "L-hagley".into(),
        terms: vec![("2026-09-02".parse().expect("a day"), "2026-12-18".parse().expect("a day"))],
        closed: days.iter().map(|(day, reason)| closed(day, reason)).collect(),
    }
}

#[test]
fn undo_never_takes_away_a_colleagues_term_dates() {
    let mut flow = Flow::empty();
    let owner = &mut flow.owner;
    let (boiler, strike) = (("2026-12-01", "boiler"), ("2026-12-02", "strike"));
    let none = Terms { school: "L-hagley".into(), ..Terms::default() };
    let first = TermsChange { seen: none, new: terms(&[boiler]) };
    owner.set_terms(first.clone()).expect("stored");
    owner.act_for(THERE);
    let second = TermsChange { seen: first.new.clone(), new: terms(&[boiler, strike]) };
    owner.set_terms(second).expect("stored");
    owner.act_for(HERE);
    let error = owner.preview_undo(true).expect_err("overtaken");
    assert!(error.to_string().contains("changed again since"), "{error}");
    assert_eq!(owner.terms("L-hagley").expect("terms"), terms(&[boiler, strike]));
    // And what an officer adds who had the sheet open before leaves the colleague's there.
    let inset = ("2026-12-03", "INSET");
    let third = TermsChange { seen: first.new.clone(), new: terms(&[boiler, inset]) };
    owner.set_terms(third).expect("stored");
    assert_eq!(owner.terms("L-hagley").expect("terms"), terms(&[boiler, strike, inset]));
    let flood = TermsChange { seen: first.new, new: terms(&[boiler, ("2026-12-02", "flood")]) };
    let error = owner.set_terms(flood).expect_err("the colleague's strike");
    assert!(error.to_string().contains("Wed 2 Dec"), "{error}");
}
