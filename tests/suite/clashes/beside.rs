//! What two officers do beside one another on two screens: terms, reviews, calls, an event that
//! became forbidden meanwhile, and undo.

use offsite::api::{Reply, Request};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{CaseRef, FieldPath};
use offsite::domain::value::Value;
use offsite::ui::specimens;

use crate::flow::{self, Flow};
use crate::office::{ID, Office};

/// Returns everything on screen as one line, wherever its lines break.
fn shown(flow: &Flow) -> String {
    flow.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(flow: &Flow, words: &str) {
    assert!(shown(flow).contains(words), "no {words:?}:\n{}", flow.text());
}

#[test]
fn closures_of_both_stand_and_one_day_that_both_closed_is_decided_by_the_second() {
    let mut office = Office::on_the_case();
    office.flow.keys(":terms and<Enter>").says("Terms and closures, home");
    office.there(":terms and<Enter>");
    office.there("c7/12/2026 boiler<Enter>").there_says("Mon 7 Dec 2026  boiler");
    office.flow.keys("c8/12/2026 strike<Enter>").says("Mon 7 Dec 2026  boiler");
    office.flow.says("Tue 8 Dec 2026  strike");
    // The same day for another reason: told by whom, and decided by doing it again.
    office.there("c9/12/2026 flood<Enter>").there_says("Wed 9 Dec 2026  flood");
    office.flow.keys("c9/12/2026 snow<Enter>").says("Wed 9 Dec 2026  flood");
    says(&office.flow, "changed the closure of Wed 9 Dec 2026 at ");
    says(&office.flow, "it is “flood” now. Yours was not saved. Enter it again");
    office.flow.keys("c9/12/2026 snow<Enter>").says("Wed 9 Dec 2026  snow");
    let school = office.case().answer("school.home").as_text().to_owned();
    let terms = office.flow.owner.terms(&school).expect("terms");
    let reason = |day: &str| {
        let day = day.parse().expect("a day");
        terms.closed.iter().filter(|c| c.day == day).map(|c| &*c.reason).collect::<Vec<_>>()
    };
    assert_eq!(reason("2026-12-07"), ["boiler"]);
    assert_eq!(reason("2026-12-08"), ["strike"]);
    assert_eq!(reason("2026-12-09"), ["snow"]);
    // What the colleague closed is not opened by an undo that would also take the other's away.
    office.there("<Esc>u");
    let there = office.screen_there();
    assert!(there.contains("changed the same at"), "{there}");
}

#[test]
fn two_reviews_that_are_booked_at_once_both_stand_and_whoever_is_second_is_told() {
    let mut office = Office::on_the_case();
    let book = |day: &str| format!("areviews<Enter>ggxe{day}<Enter>meordinary<Enter><Ctrl-O>");
    let before = office.case().rows("event.review").count();
    office.there(&book("12/1/2027")).there_says("review added · saved");
    assert!(!office.screen_there().contains("Two reviews"));
    office.flow.keys(&book("11/1/2027")).says("review added · saved");
    says(&office.flow, "Two reviews are booked within 3 days, for Mon 11 Jan and Tue 12 Jan.");
    assert_eq!(office.case().rows("event.review").count(), before + 2);
    office.there(&book("12/1/2027"));
    assert!(office.screen_there().contains("Two reviews are booked for Tue 12 Jan"));
    // One that is far from both is nobody's second.
    office.flow.keys(&book("15/3/2027")).says("review added · saved").lacks("Two reviews");
}

#[test]
fn call_that_both_noted_is_asked_about_and_another_persons_is_not() {
    let mut office = Office::on_the_case();
    let note = |who: &str| {
        format!("anote<Enter>ggje{who}<Enter>me<Ctrl-U>Rang about uniform<Ctrl-O><Ctrl-O>")
    };
    office.there(&note("Mrs Quill")).there_says("note added · saved");
    office.flow.keys(&note("mrs quill")).says("note added · saved");
    says(&office.flow, "added a note of the same day at ");
    says(&office.flow, "is it the same call? If so, undo yours.");
    office.flow.keys(&note("Mr Quill")).says("note added · saved").lacks("the same call");
    // One's own second call is no colleague's.
    office.flow.keys(&note("Mr Quill")).says("note added · saved").lacks("the same call");
    let notes = office.case().rows("event.note").count();
    assert!(notes >= 4, "each stands: {notes}");
}

#[test]
fn event_that_a_colleague_made_forbidden_is_refused_with_the_rule_and_by_whose_change() {
    let mut office = Office::on_the_case();
    // The board has decided, and the notice may be given.
    let id = CaseRef { number: 37, ..ID };
    office.flow.keys("1<Esc>/OSD-2026-0037<Enter><Enter>anotices<Enter>").answer_missing();
    office.flow.lacks("cannot save this yet");
    let ehcp = FieldPath::case("send.ehcp");
    let old = office.flow.owner.case(id).expect("a case").case.at(&ehcp).clone();
    let change = |edit: Edit| Request::Change {
        change: CaseChange { case: id, edits: vec![edit] },
        why: None,
    };
    let viewer = office.viewer.clone();
    let set = Edit::Set { path: ehcp, old, new: Value::YesNo(true) };
    let reply = office.flow.owner.service.for_viewer(&viewer).ask(change(set));
    assert!(matches!(reply, Reply::Saved { .. }), "{reply:?}");
    office.flow.keys("<Ctrl-O>");
    says(&office.flow, "Record that the SEND Team considered it, on an earlier date. (P-CR6)");
    says(&office.flow, "This is so since b.khan");
    says(&office.flow, "(“EHCP?: Yes”)");
    let case = office.flow.owner.case(id).expect("a case").case;
    assert_eq!(case.rows("event.notice").count(), 0, "nothing is recorded");
    // What one's own change forbids is nobody else's doing.
    let cells = [("notice.on".to_owned(), Value::Date(flow::today()))].into();
    let add = Edit::AddRow { table: "event.notice".into(), row: 1, cells };
    let own = office.flow.owner.service.for_viewer(&viewer).ask(change(add));
    let Reply::Blocked { says, .. } = own else { panic!("{own:?}") };
    assert!(says.contains("P-CR6") && !says.contains("This is so since"), "{says}");
}

#[test]
fn undo_that_a_colleague_overtook_says_both_with_their_times_and_goes_on_to_the_one_before() {
    let mut office = Office::on_the_case();
    office.flow.keys("3");
    office.there("3");
    let [religion, known_as] = ["child.address", "child.known_as"].map(FieldPath::case);
    assert!(specimens::go_to(&mut office.flow.ui, &religion));
    let before = office.case().at(&religion).clone();
    office.flow.keys("e<Ctrl-U>1 Elm Road<Ctrl-O>").says("· saved");
    assert!(specimens::go_to(&mut office.flow.ui, &known_as));
    office.flow.keys("eAmy<Enter>").says("Known as: Amy · saved");
    assert!(specimens::go_to(&mut office.other, &known_as));
    office.hear();
    office.there("eBee<Enter>").there_says("Known as: Bee · saved");
    office.hear();
    office.flow.keys("u");
    says(&office.flow, "“Known as: Amy” in OSD-2026-0006, which you recorded at ");
    says(&office.flow, "was not undone: b.khan");
    says(
        &office.flow,
        "(“Known as: Bee”), and that stays. The change before it can still be undone",
    );
    office.flow.keys("u");
    says(&office.flow, "Undo: ");
    office.flow.keys("y");
    assert_eq!(office.case().at(&religion), &before);
    assert_eq!(office.case().at(&known_as), &Value::Text("Bee".into()));
}

#[test]
fn case_that_a_colleague_has_open_is_not_taken_back_from_under_that() {
    let mut office = Office::on_the_case();
    office.flow.keys("1n").says("Opened OSD-2026-0041");
    office.there("1<Esc>/OSD-2026-0041<Enter><Enter>").there_says("No name yet · OSD-2026-0041");
    office.hear();
    office.flow.keys("u").says("OSD-2026-0041 was not undone: b.khan has it open.");
    assert!(office.flow.owner.case(CaseRef { number: 41, ..ID }).is_ok());
    // The colleague goes back to the list, and the case can be taken back.
    office.there("1<Esc>").hear();
    office.flow.keys("<Esc>u").says("Undo: ").keys("y");
    assert!(office.flow.owner.case(CaseRef { number: 41, ..ID }).is_err(), "it is gone");
}

#[test]
fn line_of_a_case_that_is_gone_stays_under_the_cursor_and_opens_nothing() {
    let mut office = Office::on_the_case();
    office.flow.keys("1n").says("Opened OSD-2026-0041");
    office.there("1<Esc>/OSD-2026-00<Enter>");
    let new = CaseRef { number: 41, ..ID };
    let place = |office: &Office| office.other.current();
    // The cursor beside the new case, so that the list need not move.
    while place(&office) != Some(new) {
        let before = place(&office);
        office.there("j");
        assert_ne!(place(&office), before, "the new case is in the list");
    }
    office.there("k");
    let beside = place(&office);
    office.flow.keys("1u").says("Undo: ").keys("y");
    office.hear();
    assert_eq!(place(&office), beside, "nothing has moved");
    office.there_says("no longer available");
    office.there("j");
    assert_eq!(place(&office), Some(new));
    office.there_says("OSD-2026-0041 is no longer available");
    for key in ["<Enter>", "3", "d", "2"] {
        office.there(key);
        let there = office.screen_there();
        assert!(there.contains("OSD-2026-0041 is no longer available"), "{key}: {there}");
        assert_eq!(place(&office), Some(new), "{key} opens no other child's case");
    }
    // Done again it is there as before; once the list is asked for anew it is gone from there too.
    office.flow.keys("<Ctrl-R>").says("Redo: ").keys("y");
    office.there("k").hear();
    assert!(!office.screen_there().contains("no longer available"), "{}", office.screen_there());
    office.flow.keys("u").says("Undo: ").keys("y");
    office.hear();
    office.there_says("no longer available");
    office.there("<Esc>/OSD-2026-00<Enter>");
    assert!(!office.screen_there().contains("no longer available"), "{}", office.screen_there());
}
