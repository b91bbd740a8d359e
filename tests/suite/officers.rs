//! Several officers on one record: what one of them does is never taken away or hidden by another,
//! and a change that was overtaken says by whom.

use offsite::api::{AcceptedSchools, BulkEvent, Bytes, Draft, FileSource, Reply, Request, Viewer};
use offsite::domain::attendance::correct::CorrectionReason;
use offsite::domain::attendance::intake::{AcceptedPreview, Intake, PupilNamed, ReadOptions};
use offsite::domain::calendar::{ClosedSpan, Terms, TermsChange};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{CaseRef, FieldPath, Side};
use offsite::domain::system_user::SystemUser;
use offsite::domain::value::Value;
use offsite::error::ErrorKind;
use offsite::keymap::Keymap;
use offsite::service::{Service, ViewerService};
use offsite::ui::{App, specimens};
use offsite::widgets::theme::Theme;

use crate::flow::{self, Flow};
use crate::office::{HERE, ID, Office, THERE};

/// Returns the service as an officer meets it.
pub(crate) fn by<'a>(owner: &'a mut Service, who: &str) -> ViewerService<'a> {
    owner.for_viewer(&Viewer::new(who, flow::today()))
}

/// Answers a field of the case as an officer does who saw `old` there.
fn answer(owner: &mut Service, who: &str, field: &str, old: Value, new: Value) -> Reply {
    let edits = vec![Edit::Set { path: FieldPath::case(field), old, new }];
    by(owner, who).ask(Request::Change { change: CaseChange { case: ID, edits }, why: None })
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
    // The change that was seen cannot be undone: who overtook it, when and how is said.
    let error = by(owner, HERE).undo(second).expect_err("was not undone");
    assert_eq!(error.kind(), ErrorKind::Conflict);
    let said = error.to_string();
    for part in ["Amy", "OSD-2026-0006", "b.khan (system user", "AmyBee", "was not undone"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // The one before it is offered, with what stays.
    let preview = by(owner, HERE).preview_undo(true).expect("the change before");
    assert_eq!(preview.seq, first);
    assert!(preview.question().contains("b.khan"), "{}", preview.question());
    by(owner, HERE).undo(first).expect("undone");
    assert_eq!(stands(owner, "child.gender"), gender);
    assert_eq!(stands(owner, "child.known_as"), words("AmyBee"));
    assert!(by(owner, HERE).undo(first).is_err_and(|e| e.to_string().contains("undone already")));
    by(owner, HERE).redo(first).expect("done again");
    // An officer undoes what is the officer's own.
    assert!(by(owner, THERE).undo(first).is_err());
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
    by(owner, HERE).undo(shown).expect("undone");
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
    by(owner, HERE).set_terms(first.clone()).expect("stored");
    let second = TermsChange { seen: first.new.clone(), new: terms(&[boiler, strike]) };
    by(owner, THERE).set_terms(second).expect("stored");
    let error = by(owner, HERE).preview_undo(true).expect_err("was not undone");
    assert!(error.to_string().contains("changed the same"), "{error}");
    assert_eq!(owner.terms("L-hagley").expect("terms"), terms(&[boiler, strike]));
    // And what an officer adds who had the sheet open before leaves the colleague's there.
    let inset = ("2026-12-03", "INSET");
    let third = TermsChange { seen: first.new.clone(), new: terms(&[boiler, inset]) };
    by(owner, HERE).set_terms(third).expect("stored");
    assert_eq!(owner.terms("L-hagley").expect("terms"), terms(&[boiler, strike, inset]));
    let flood = TermsChange { seen: first.new, new: terms(&[boiler, ("2026-12-02", "flood")]) };
    let error = by(owner, HERE).set_terms(flood).expect_err("the colleague's strike");
    assert!(error.to_string().contains("Wed 2 Dec"), "{error}");
}

#[test]
fn event_filled_in_beside_a_colleagues_is_saved_as_a_row_of_its_own() {
    let mut office = Office::on_the_case();
    let before = office.case();
    // Both begin a note; the colleague saves first.
    office.flow.keys("anote<Enter>jjj<Enter>Mum rang about transport");
    office.there("anote<Enter>jjj<Enter>Dad rang about uniform<Ctrl-O><Ctrl-O>");
    office.flow.keys("<Ctrl-O><Ctrl-O>");
    office.flow.says("saved");
    let after = office.case();
    let added: Vec<_> = after
        .rows
        .iter()
        .flat_map(|(table, rows)| rows.iter().map(move |(row, cells)| (table, row, cells)))
        .filter(|(table, row, _)| before.row(table, **row).is_none())
        .collect();
    assert_eq!(added.len(), 2, "{added:?}");
    assert_ne!(added[0].1, added[1].1, "a number is never used for two rows");
    let said = format!("{added:?}");
    assert!(said.contains("about transport") && said.contains("about uniform"), "{said}");
}

#[test]
fn clash_over_an_answer_shows_both_and_the_officer_decides() {
    let mut office = Office::on_the_case();
    let known_as = FieldPath::case("child.known_as");
    let before = office.case().at(&known_as).clone();
    let owner = &mut office.flow.owner;
    let edit = |new: &str| Request::Change {
        change: CaseChange {
            case: ID,
            edits: vec![Edit::Set { path: known_as.clone(), old: before.clone(), new: words(new) }],
        },
        why: None,
    };
    assert!(matches!(by(owner, THERE).ask(edit("Amy")), Reply::Saved { .. }));
    let (says, case) = match by(owner, HERE).ask(edit("Bee")) {
        Reply::Clash { says, case, .. } => (says, case),
        other => panic!("{other:?}"),
    };
    assert_eq!(case.at(&known_as), &words("Amy"), "the case comes with it as it now stands");
    for part in ["Known as: Amy", "b.khan", "at ", "You wanted “Known as: Bee”", "save again"] {
        assert!(says.contains(part), "{part}: {says}");
    }
    // The same answer of both stands once, and says whose it is.
    let same = match by(owner, HERE).ask(edit("Amy")) {
        Reply::Clash { says, .. } => says,
        other => panic!("{other:?}"),
    };
    assert!(same.contains("b.khan") && same.contains("has answered the same"), "{same}");
}

#[test]
fn what_was_typed_stays_open_beside_a_colleagues_answer_and_saving_again_replaces_it() {
    let mut office = Office::on_the_case();
    let known_as = FieldPath::case("child.known_as");
    office.flow.keys("3");
    office.there("3");
    assert!(specimens::go_to(&mut office.flow.ui, &known_as));
    assert!(specimens::go_to(&mut office.other, &known_as));
    // Both have the answer open; the colleague saves first.
    office.flow.keys("<Enter>Bee");
    office.there("<Enter>Amy<Enter>").there_says("Known as: Amy · saved");
    office.flow.keys("<Enter>").says("It now says “Known as: Amy”").says("b.khan").says("Bee");
    assert_eq!(office.case().at(&known_as), &words("Amy"));
    // The officer decides for the own one, in full knowledge.
    office.flow.keys("<Enter>").says("Known as: Bee · saved");
    assert_eq!(office.case().at(&known_as), &words("Bee"));
}

#[test]
fn cells_that_say_by_whom_are_the_officers_own_whatever_is_sent() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let case = owner.case(ID).expect("the case").case;
    let cells = [
        ("appendix.on", Value::Date(flow::today())),
        ("appendix.who", words("Head Teacher")),
        ("appendix.why", words("It was another day")),
    ];
    let cells = cells.map(|(id, value)| (id.to_owned(), value)).into();
    let add = Edit::AddRow { table: "event.appendix".into(), row: u32::MAX, cells };
    let change = CaseChange { case: ID, edits: vec![add] };
    let reply = by(owner, HERE).ask(Request::Change { change, why: None });
    let Reply::Saved { case: after, .. } = reply else { panic!("{reply:?}") };
    let (row, cells) = after.rows("event.appendix").next_back().expect("a row");
    assert_eq!(row, case.next_row(), "the service gives the number");
    assert_eq!(cells["appendix.who"], words(HERE));
    let unknown = Edit::AddRow { table: "no.such.table".into(), row: 1, cells: [].into() };
    let change = CaseChange { case: ID, edits: vec![unknown] };
    let reply = by(owner, HERE).ask(Request::Change { change, why: None });
    assert!(
        matches!(&reply, Reply::Refused { says, .. } if says.contains("no table")),
        "{reply:?}"
    );
}

#[test]
fn terms_of_one_school_judge_the_cases_of_that_school_alone() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let case = owner.case(ID).expect("the case").case;
    let school = case.answer("school.host").as_text().to_owned();
    let seen = owner.terms(&school).expect("terms");
    let mut new = seen.clone();
    new.closed.push(closed("2026-12-01", "boiler"));
    by(owner, HERE).set_terms(TermsChange { seen, new }).expect("stored");
    // Every line is what follows from its case with the new terms: those that were judged again and
    // those that were left.
    let report = owner.verify(&mut |_, _, _| {});
    assert!(report.faults.is_empty(), "{:?}", report.faults);
    let seq = by(owner, HERE).preview_undo(true).expect("the closure").seq;
    by(owner, HERE).undo(seq).expect("undone");
    let report = owner.verify(&mut |_, _, _| {});
    assert!(report.faults.is_empty(), "{:?}", report.faults);
}

#[test]
fn event_for_many_is_stored_as_it_was_looked_at_or_shown_again() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let cases: Vec<CaseRef> = [6, 7].map(|number| CaseRef { number, ..ID }).into();
    let text = ("note.text".to_owned(), words("Snow closed both schools"));
    let on = ("note.on".to_owned(), Value::Date(flow::today()));
    let mut many =
        BulkEvent { cases, table: "event.note".into(), cells: [on, text].into(), agreed: None };
    let previews = |reply| match reply {
        Reply::BulkPreviewed(previews) => previews,
        other => panic!("{other:?}"),
    };
    let first = previews(by(owner, HERE).ask(Request::RecordForAll(many.clone())));
    // A colleague gives one of the children another name before it is agreed to.
    let name = stands(owner, "child.full_name");
    answer(owner, THERE, "child.full_name", name, words("Zoë Walsh-Brown"));
    many.agreed = Some(first.sum);
    let second = previews(by(owner, HERE).ask(Request::RecordForAll(many.clone())));
    assert!(second.is_other && second.sum != first.sum, "{second:?}");
    // Also where what was changed is not shown: it is done to the cases as they were seen.
    let gender = stands(owner, "child.gender");
    let other = Value::Choice(
        if gender == Value::Choice("female".into()) { "male" } else { "female" }.into(),
    );
    assert!(matches!(answer(owner, THERE, "child.gender", gender, other), Reply::Saved { .. }));
    many.agreed = Some(second.sum);
    let third = previews(by(owner, HERE).ask(Request::RecordForAll(many.clone())));
    assert!(third.is_other && third.cases == second.cases, "{third:?}");
    many.agreed = Some(third.sum);
    assert!(matches!(
        by(owner, HERE).ask(Request::RecordForAll(many)),
        Reply::SavedAll { cases: 2, .. }
    ));
}

#[test]
fn register_is_stored_into_the_cases_as_they_were_looked_at_or_looked_at_again() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let upn = stands(owner, "child.upn").as_text().to_owned();
    let file = format!("UPN,Date,AM,PM\n{upn},16/11/2026,E,E\n");
    let register = |take| Request::Register {
        file: FileSource::Read(Bytes(file.clone().into_bytes())),
        intake: Box::new(Intake {
            side: Side::Host,
            how: ReadOptions::default(),
            case: None,
            named: PupilNamed::All,
            today: flow::today(),
        }),
        take,
    };
    let reason = Some(CorrectionReason {
        words: "The host rang".into(),
        officer: HERE.into(),
        position: "Inclusion officer".into(),
        date: flow::today(),
    });
    let sum = |reply| match reply {
        Reply::Register(preview) if preview.new + preview.corrected > 0 => preview.sum,
        other => panic!("{other:?}"),
    };
    let seen = sum(by(owner, HERE).ask(register(None)));
    // A colleague works in the case before it is agreed to; none of its marks is another.
    let known_as = stands(owner, "child.known_as");
    let saved = answer(owner, THERE, "child.known_as", known_as, words("Zed"));
    assert!(matches!(saved, Reply::Saved { .. }), "{saved:?}");
    let accepted = |sum| Some(AcceptedPreview { sum, reason: reason.clone() });
    match by(owner, HERE).ask(register(accepted(seen))) {
        Reply::RegisterRefused(why) => assert!(why[0].contains("a case in it"), "{why:?}"),
        other => panic!("{other:?}"),
    }
    let anew = sum(by(owner, HERE).ask(register(None)));
    let taken = by(owner, HERE).ask(register(accepted(anew)));
    assert!(matches!(taken, Reply::RegisterTaken { .. }), "{taken:?}");
}

#[test]
fn schools_are_sent_once_and_again_only_when_they_have_changed() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let ask = |owner: &mut Service, known| match by(owner, HERE).ask(Request::AllSchools { known })
    {
        Reply::AllSchools { stamp, schools } => (stamp, schools.map(|all| all.iter().count())),
        other => panic!("{other:?}"),
    };
    let (first, sent) = ask(owner, None);
    assert!(sent.is_some_and(|count| count > 20), "{sent:?}");
    assert_eq!(ask(owner, Some(first)), (first, None), "they are known");
    let known_as = stands(owner, "child.known_as");
    let case = answer(owner, THERE, "child.known_as", known_as, words("Zed"));
    assert!(matches!(case, Reply::Saved { .. }), "{case:?}");
    assert_eq!(ask(owner, Some(first)), (first, None), "a case is no school");
    let file = include_bytes!("../data/field/schools_before.csv").to_vec();
    let import = |take| Request::ImportSchools { file: Bytes(file.clone()), take };
    let Reply::SchoolsPreviewed { preview, .. } = by(owner, THERE).ask(import(None)) else {
        panic!("not read")
    };
    let agreed = AcceptedSchools { move_cases: false, sum: preview.sum };
    let stored = by(owner, THERE).ask(import(Some(agreed)));
    assert!(matches!(stored, Reply::SchoolsTaken { .. }), "{stored:?}");
    let (second, sent) = ask(owner, Some(first));
    assert!(second != first && sent.is_some(), "they have changed");
    assert_eq!(ask(owner, Some(second)).1, None);
    // What was agreed to was made of other schools: it is not done a second time unseen.
    let again = by(owner, HERE).ask(import(Some(agreed)));
    let Reply::Refused { says, .. } = again else { panic!("{again:?}") };
    assert!(says.contains("Nothing was imported.") && says.contains("changed since"), "{says}");
}

#[test]
fn entry_names_the_system_user_at_the_other_end_and_not_the_services_own() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let at = FieldPath::case("child.known_as");
    let mut set = |new: &str, system_user: Option<SystemUser>| {
        let old = stands(owner, "child.known_as");
        let edits = vec![Edit::Set { path: at.clone(), old, new: words(new) }];
        let viewer = Viewer { system_user, ..Viewer::new(HERE, flow::today()) };
        let change = CaseChange { case: ID, edits };
        owner.for_viewer(&viewer).change(change, None).map_err(|_| "refused").expect("saved");
        owner.history(ID).expect("the history")[0].officer.clone()
    };
    let theirs = SystemUser { uid: 4711, name: "a.shah.at.home".into() };
    assert_eq!(set("Amy", Some(theirs)), "a.shah (system user a.shah.at.home)");
    assert!(!set("Bee", None).contains("at.home"));
}

#[test]
fn half_typed_text_stays_with_its_session_and_is_offered_once_that_has_ended() {
    let mut flow = Flow::demo();
    let owner = &mut flow.owner;
    let place = FieldPath::case("child.known_as");
    let draft = |text: &str| Draft {
        case: ID,
        path: place.clone(),
        text: text.into(),
        cursor: Some((0, 1)),
    };
    let [first, second, third] = [HERE; 3].map(|who| Viewer::new(who, flow::today()));
    let kept = |owner: &mut Service, viewer: &Viewer| {
        let drafts = owner.for_viewer(viewer).drafts().expect("read");
        drafts.into_iter().map(|draft| draft.text).collect::<Vec<_>>()
    };
    owner.for_viewer(&first).save_draft(draft("Bee")).expect("kept");
    // A second session of the same officer is not offered it, and cannot give it up.
    assert!(kept(owner, &second).is_empty());
    owner.for_viewer(&second).save_draft(draft("Amy")).expect("kept");
    owner.for_viewer(&second).discard_draft(ID, &place).expect("given up");
    assert_eq!(kept(owner, &first), ["Bee"]);
    owner.for_viewer(&second).save_draft(draft("Amy")).expect("kept");
    // Both end: the next is offered the latest, and the other is not lost.
    owner.end_session(first.session);
    owner.end_session(second.session);
    assert_eq!(kept(owner, &third), ["Amy"]);
    // It is the third session's now, and no other's.
    assert_eq!(kept(owner, &Viewer::new(HERE, flow::today())), ["Bee"]);
    owner.for_viewer(&third).discard_draft(ID, &place).expect("saved");
    assert!(kept(owner, &third).is_empty());
    assert!(kept(owner, &Viewer::new(THERE, flow::today())).is_empty());
}

#[test]
fn second_session_of_an_officer_does_not_take_what_is_being_typed_in_the_first() {
    let mut office = Office::on_the_case();
    office.flow.keys("3");
    assert!(specimens::go_to(&mut office.flow.ui, &FieldPath::case("child.known_as")));
    office.flow.keys("<Enter>Bee");
    office.other = App::new(flow::today(), HERE, Keymap::built_in(), Theme::built_in());
    office.viewer = Viewer::new(HERE, flow::today());
    let start = office.other.start();
    office.turn(start);
    let seen = office.screen_there();
    assert!(!seen.contains("You were typing") && !seen.contains("Bee"), "{seen}");
    office.there("<Esc>");
    // The session that was left unclosed is offered its text again at the next start.
    let mut flow = office.flow.again();
    flow.says("You were typing this when the session ended").says("Bee");
}

#[test]
fn no_door_takes_a_day_that_has_not_come_for_what_has_happened() {
    let mut flow = Flow::demo();
    let tomorrow = flow::today().succ_opt().expect("a day");
    let add = |day| Request::Change {
        change: CaseChange {
            case: ID,
            edits: vec![Edit::AddRow {
                table: "event.note".into(),
                row: 1,
                cells: [
                    ("note.on".to_owned(), Value::Date(day)),
                    ("note.text".to_owned(), words("Mum rang")),
                ]
                .into(),
            }],
        },
        why: None,
    };
    let reply = flow.ask(add(tomorrow));
    assert!(
        matches!(&reply, Reply::Refused { says, .. } if says.contains("not come yet")),
        "{reply:?}"
    );
    // The same request is taken in a session that goes by that day.
    flow.owner.viewer.today = tomorrow;
    assert!(matches!(flow.ask(add(tomorrow)), Reply::Saved { .. }));
}
