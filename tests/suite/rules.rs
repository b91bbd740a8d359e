//! Rules in the whole program: what holds a step back, a reason for going on, terms, the profile,
//! and why.

use chrono::NaiveDate;
use offsite::api::{Reply, Request};
use offsite::domain::calendar::{Terms, TermsChange};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{Case, CaseRef, FieldPath, RowValues};
use offsite::domain::value::Value;

use crate::flow::Flow;
use crate::{offsite, text};

const ID: CaseRef = CaseRef { year: 2026, number: 1 };

fn cells(all: &[(&str, Value)]) -> RowValues {
    all.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect()
}

fn add(table: &str, row: u32, all: &[(&str, Value)]) -> Edit {
    Edit::AddRow { table: table.into(), row, cells: cells(all) }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn ask(flow: &mut Flow, edits: Vec<Edit>) -> Reply {
    flow.ask(Request::Change { change: CaseChange { case: ID, edits }, why: None })
}

/// A case that lacks nothing for its notice but the host's agreement.
fn nearly_directed(flow: &mut Flow) -> Case {
    flow.keys("n");
    let set = |field: &str, new: Value| Edit::Set {
        path: FieldPath::case(field),
        old: Value::Empty,
        new,
    };
    let no = || Value::YesNo(false);
    let edits = vec![
        set("send.ehcp", no()),
        set("send.disability", no()),
        set("send.ihcp", no()),
        set("send.support", no()),
        set("cla.is", no()),
        set("roll.still", Value::YesNo(true)),
        set("school.home_kind", Value::Choice("maintained".into())),
        set("school.home", Value::School("L-hagley".into())),
        set("school.host", Value::School("L-bromsgrove".into())),
        set("direction.purpose", Value::Text("To stay calm in lessons".into())),
        set("direction.not_sanction", Value::YesNo(true)),
        add(
            "event.board_decision",
            90,
            &[
                ("board_decision.on", Value::Date(day("2026-11-16"))),
                ("board_decision.agreed", Value::YesNo(true)),
            ],
        ),
    ];
    match ask(flow, edits) {
        Reply::Saved { case, .. } => *case,
        other => panic!("{other:?}"),
    }
}

fn reason(who: &str, rule: &str, why: &str, row: u32) -> Edit {
    let text = |t: &str| Value::Text(t.into());
    let all = [
        ("override.on", Value::Date(day("2026-11-23"))),
        ("override.rule", text(rule)),
        ("override.who", text(who)),
        ("override.reason", text(why)),
    ];
    add("event.override", row, &all)
}

#[test]
fn override_reason_lets_a_notice_through_and_goes_only_with_its_change() {
    let mut flow = Flow::empty();
    nearly_directed(&mut flow);
    let notice = || add("event.notice", 91, &[("notice.on", Value::Date(day("2026-11-23")))]);
    let Reply::Blocked { rule, may_override, .. } = ask(&mut flow, vec![notice()]) else {
        panic!("not blocked")
    };
    assert!(rule.id == "host-agreed" && may_override);
    for (edits, says) in [
        (vec![notice(), reason("a.shah", "host-agreed", " ", 92)], "is blank"),
        (
            vec![notice(), reason("b.other", "host-agreed", "Agreed by telephone.", 92)],
            "in the name",
        ),
        (
            vec![notice(), reason("a.shah", "board-decision", "It will decide tomorrow.", 92)],
            "cannot be overridden",
        ),
        (
            vec![reason("a.shah", "host-agreed", "Agreed by telephone.", 92)],
            "together with its event",
        ),
    ] {
        assert!(
            matches!(ask(&mut flow, edits), Reply::Refused { says: words, .. } if words.contains(says)),
            "{says}"
        );
    }
    assert!(matches!(
        ask(&mut flow, vec![notice(), reason("a.shah", "host-agreed", "Agreed by telephone.", 92)]),
        Reply::Saved { .. }
    ));
    let Reply::Case { case, .. } = flow.ask(Request::Case(ID)) else { panic!("no case") };
    let (row, kept) = case.rows("event.override").next().expect("the reason");
    let kept = kept.clone();
    let changed = Edit::Set {
        path: FieldPath::row("event.override", row, "override.reason"),
        old: Value::Text("Agreed by telephone.".into()),
        new: Value::Empty,
    };
    for edit in [changed, Edit::RemoveRow { table: "event.override".into(), row, cells: kept }] {
        assert!(
            matches!(ask(&mut flow, vec![edit]), Reply::Refused { says: words, .. } if words.contains("cannot be changed"))
        );
    }
    let shown = offsite::domain::case::outline::events(&case);
    assert!(
        shown
            .iter()
            .any(|e| e.table.id == "event.override" && e.words.contains("Agreed by telephone."))
    );
    assert!(
        matches!(flow.undo(), Reply::Saved { case, .. } if case.rows("event.override").next().is_none())
    );
}

#[test]
fn override_asks_for_the_reason_on_the_screen() {
    let mut flow = Flow::empty();
    nearly_directed(&mut flow);
    flow.keys(":record<Enter>notices<Enter>")
        .says("No host had agreed in principle by that day")
        .says("you will have to give a reason");
    flow.keys("meMother<Enter>mepost<Enter><Ctrl-O>").says("No host had agreed in principle");
    flow.says("Reason · Ctrl-O save");
    flow.keys("<Ctrl-O>").says("Type why the override is right");
    flow.keys("Agreed by telephone.<Ctrl-O>").says("notice added and 1 more");
    flow.keys("4").says("reason for going on").says("Agreed by telephone.");
    flow.keys("a").lacks("Rules gone against");
}

#[test]
fn terms_are_stored_by_school_move_findings_at_once_and_are_undone() {
    let mut flow = Flow::empty();
    nearly_directed(&mut flow);
    let set = |field: &str, new: Value| Edit::Set {
        path: FieldPath::case(field),
        old: Value::Empty,
        new,
    };
    let edits = vec![
        Edit::Set {
            path: FieldPath::case("school.home"),
            old: Value::School("L-hagley".into()),
            new: Value::School("L-home".into()),
        },
        set("direction.start", Value::Date(day("2026-11-02"))),
        add("event.host_approach", 93, &[("host_approach.answer", Value::Choice("agreed".into()))]),
    ];
    let reply = ask(&mut flow, edits);
    assert!(matches!(reply, Reply::Saved { .. }), "{reply:?}");
    let notice = |flow: &mut Flow| match flow.ask(Request::Case(ID)) {
        Reply::Case { findings, .. } => {
            findings.into_iter().find(|f| f.rule.id == "notice").expect("a notice")
        }
        other => panic!("{other:?}"),
    };
    let assumed = notice(&mut flow);
    assert!(
        assumed.phrase.to_string().ends_with("(no term dates)")
            && assumed.due == Some(day("2026-10-28")),
        "{assumed:?}"
    );
    let autumn = Terms {
        school: "L-home".into(),
        terms: vec![(day("2026-09-01"), day("2026-10-23")), (day("2026-11-02"), day("2026-12-18"))],
        closed: vec![],
    };
    let none = Terms { school: "L-home".into(), ..Terms::default() };
    let set = |seen: &Terms, new: &Terms| {
        let change = TermsChange { seen: seen.clone(), new: new.clone() };
        Request::SetTerms(Box::new(change))
    };
    assert!(
        matches!(flow.ask(set(&none, &autumn)), Reply::Terms { terms, .. } if *terms == autumn)
    );
    let counted = notice(&mut flow);
    assert!(
        !counted.phrase.to_string().contains("no term dates")
            && counted.due == Some(day("2026-10-21")),
        "{counted:?}"
    );
    let mut wrong = autumn.clone();
    wrong.terms.push((day("2026-12-01"), day("2027-01-31")));
    assert!(
        matches!(flow.ask(set(&autumn, &wrong)), Reply::Refused { says: words, .. } if words.contains("overlap"))
    );
    assert!(
        matches!(flow.undo(), Reply::Terms { terms, says, .. } if terms.terms.is_empty() && says.starts_with("Undone"))
    );
    assert_eq!(notice(&mut flow), assumed);
}

#[test]
fn authoritys_profile_is_applied_and_one_below_the_law_is_refused_by_line() {
    let (_dir, store) = crate::demo();
    let config = store.join("no-config").join("offsite");
    std::fs::create_dir_all(&config).expect("a folder");
    std::fs::write(config.join("profile.toml"), "[words]\nspreadsheet = \"Fair Access list\"\n")
        .expect("written");
    let shown = text(&offsite(&store, &["why", "OSD-2026-0031", "spreadsheet"]));
    assert!(shown.contains("Update the Fair Access list"), "{shown}");
    std::fs::write(config.join("profile.toml"), "[notice]\nschool_days = 1\n").expect("written");
    let refused = offsite(&store, &["today"]);
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(1));
    assert!(words.contains("Line 2: notice.school_days undercuts England statute 2026-07: notice is given at least two"), "{words}");
}

#[test]
fn why_prints_the_rule_its_source_and_the_arithmetic() {
    let (_dir, store) = crate::demo();
    let all = text(&offsite(&store, &["why", "OSD-2026-0006", "--json"]));
    assert!(all.lines().count() > 1 && all.lines().all(|l| l.contains("\"first_hand\"")), "{all}");
    let one = text(&offsite(&store, &["why", "OSD-2026-0006", "P-RV2"]));
    assert!(
        one.contains("Invite the parents in writing")
            && one.contains("Read second-hand")
            && one.contains("In force from 01/09/2010"),
        "{one}"
    );
    assert_eq!(offsite(&store, &["why", "OSD-2026-0006", "P-XX9"]).status.code(), Some(1));
    // A rule that finds several things holds back some of them only, and says no more than that.
    let decision = text(&offsite(&store, &["why", "OSD-2026-0006", "board-decision"]));
    assert!(
        decision.contains("Can block the next step. No override.")
            && !decision.contains("Blocks the next step"),
        "{decision}"
    );
}

#[test]
fn terms_are_entered_by_keys_and_undone() {
    let mut flow = Flow::demo();
    flow.keys("/OSD-2026-0004<Enter>:terms and<Enter>").says("Terms and closures, home");
    flow.keys("h").says("Terms and closures, host").keys("h");
    flow.keys("t1/9/2027 to 17/12/2027<Enter>")
        .says("saved")
        .says("Wed 1 Sep 2027 to Fri 17 Dec 2027");
    flow.keys("t1/12/2027 to 5/1/2028<Enter>").says("Two terms overlap").keys("<Esc>");
    flow.keys("c25/10/2027 to 29/10/2027 half-term<Enter>")
        .says("Mon 25 to Fri 29 Oct 2027  half-term");
    flow.keys("c8/11/2027<Enter>").says("Mon 8 Nov 2027  TED day");
    flow.keys("u")
        .says("Undone: term dates")
        .lacks("Mon 8 Nov 2027")
        .keys("<Esc>")
        .lacks("Terms and closures");
}

/// Nobody may go round a rule by recording one thing and correcting it into another.
#[test]
fn a_step_is_not_corrected_into_one_that_is_forbidden() {
    let mut flow = Flow::empty();
    let case = nearly_directed(&mut flow);
    let approach = add(
        "event.host_approach",
        91,
        &[
            ("host_approach.on", Value::Date(day("2026-11-10"))),
            ("host_approach.answer", Value::Choice("agreed".into())),
        ],
    );
    // The numbers that the service gives to the three events.
    let (notice_row, end_row) = (case.next_row() + 1, case.next_row() + 2);
    let set = |table: &str, row: u32, field: &str, old: Value, new: Value| Edit::Set {
        path: FieldPath::row(table, row, field),
        old,
        new,
    };
    let held = |flow: &mut Flow, edit: Edit, by: &str| {
        let reply = ask(flow, vec![edit]);
        let Reply::Blocked { rule, .. } = reply else { panic!("{by}: {reply:?}") };
        assert_eq!(rule.id, by);
    };
    assert!(matches!(ask(&mut flow, vec![approach]), Reply::Saved { .. }));
    let on = |text: &str| Value::Date(day(text));
    let notice = add("event.notice", 92, &[("notice.on", on("2026-11-18"))]);
    assert!(matches!(ask(&mut flow, vec![notice]), Reply::Saved { .. }));
    // The board decided on 16 November.
    let early = set("event.notice", notice_row, "notice.on", on("2026-11-18"), on("2026-11-12"));
    held(&mut flow, early, "board-decision");
    let to_whom =
        set("event.notice", notice_row, "notice.who", Value::Empty, Value::Text("Mother".into()));
    assert!(matches!(ask(&mut flow, vec![to_whom]), Reply::Saved { .. }));
    let end = add(
        "event.end",
        93,
        &[("end.on", on("2026-11-20")), ("end.how", Value::Choice("returned".into()))],
    );
    assert!(matches!(ask(&mut flow, vec![end]), Reply::Saved { .. }));
    let how = |how: &str| Value::Choice(how.into());
    let moved = set("event.end", end_row, "end.how", how("returned"), how("managed_move"));
    held(&mut flow, moved, "all-agreed");
    let route = Edit::Set {
        path: FieldPath::case("case.route"),
        old: case.answer("case.route").clone(),
        new: how("managed_move"),
    };
    held(&mut flow, route, "direct-route");
}

/// A task may open an event for which something else is still missing: what would hold it back is said before anything is typed.
#[test]
fn event_that_a_rule_holds_back_says_so_when_it_is_opened() {
    let mut flow = Flow::demo();
    let (mut held_back, mut saved) = (0, 0);
    for at in 0..40 {
        flow.restart();
        if flow.is_pending() {
            flow.keys("<Esc><Esc>");
        }
        flow.keys(&format!("{}d", "j".repeat(at)));
        if !flow.shows("New: notice") {
            continue;
        }
        let is_warned =
            flow.shows("you will have to give a reason") || flow.shows("You cannot save this yet");
        let opened = flow.text();
        if flow.ui.is_overlaid() {
            flow.keys("<Esc>");
        }
        flow.answer_missing().keys("<Ctrl-O>");
        let is_refused = flow.is_pending() && flow.shows("first");
        assert!(!is_refused || is_warned, "{opened}\n{}", flow.text());
        held_back += usize::from(is_refused);
        saved += usize::from(!flow.is_pending());
    }
    assert!(held_back > 0 && saved > 0, "{held_back} held back, {saved} saved");
}
