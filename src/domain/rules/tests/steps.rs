//! Steps in their order: what has to stand before one is taken.

use super::*;

#[test]
fn a_start_needs_decision_purpose_and_host_and_more_for_some_children() {
    let mut t = TestCase::new();
    t.harmless();
    t.case.answers.remove("direction.purpose");
    let start = [("on", on("2026-12-02"))];
    assert_eq!(
        t.refused_by("event.start", &start),
        ["board-decision", "host-agreed", "purpose", "notice", "first-day"]
    );
    let notice = [("on", on("2026-11-20"))];
    assert_eq!(t.refused_by("event.notice", &notice), ["board-decision", "host-agreed", "purpose"]);
    assert!(t.refused_by("event.note", &[]).is_empty());
    t.harmless();
    t.directed();
    t.row("event.notice", &[("on", on("2026-11-20"))]);
    assert!(t.refused("event.start", &start).is_empty());
    for field in ["send.ehcp", "cla.is"] {
        t.set(field, yes());
    }
    assert_eq!(t.refused_by("event.start", &start), ["send-team", "looked-after"]);
    t.row("event.send_consideration", &[("on", on("2026-11-10")), ("considered", yes())]);
    t.row("event.virtual_school", &[("on", on("2026-11-10")), ("supports", yes())]);
    let refused = t.refused("event.start", &start);
    assert!(
        refused.len() == 1
            && refused[0].message.contains("support from the social worker")
            && !refused[0].may_override(),
        "{refused:?}"
    );
    t.row("event.social_worker", &[("on", on("2026-11-10")), ("supports", yes())]);
    assert!(t.refused("event.start", &start).is_empty());
}

#[test]
fn what_must_come_before_has_a_day_before() {
    let late = "2026-12-20";
    for (rule, table, cells) in [
        ("board-decision", "event.board_decision", vec![("agreed", yes())]),
        ("send-team", "event.send_consideration", vec![("considered", yes())]),
        ("looked-after", "event.virtual_school", vec![("supports", yes())]),
        ("looked-after", "event.social_worker", vec![("supports", yes())]),
        ("safeguarding-shared", "event.safeguarding_shared", vec![]),
        ("host-agreed", "event.host_approach", vec![("answer", is("agreed"))]),
    ] {
        let with = |date: Option<&str>| {
            let mut t = TestCase::new();
            t.harmless();
            t.directed();
            t.row("event.notice", &[("on", on("2026-11-20"))]);
            if rule != "board-decision" {
                t.set("send.ehcp", yes());
                t.set("cla.is", yes());
                t.set("safeguarding.concerns", yes());
            }
            t.row("event.send_consideration", &[("on", on("2026-11-10")), ("considered", yes())]);
            t.row("event.virtual_school", &[("on", on("2026-11-10")), ("supports", yes())]);
            t.row("event.social_worker", &[("on", on("2026-11-10")), ("supports", yes())]);
            t.row("event.safeguarding_shared", &[("on", on("2026-11-10"))]);
            t.case.rows.remove(table);
            let mut cells = cells.clone();
            cells.extend(date.map(|d| ("on", on(d))));
            t.row(table, &cells);
            t.refused_by("event.start", &[("on", on("2026-12-02"))]).contains(&rule)
        };
        assert!(with(Some(late)), "{rule}: after the start");
        assert!(with(None), "{rule}: on no day");
        assert!(!with(Some("2026-11-10")), "{rule}: before the start");
    }
}

#[test]
fn the_host_that_agreed_is_the_host_of_the_case() {
    let (mut t, _) = Act::Start.free();
    let row = t.case.rows("event.host_approach").next().expect("an approach").0;
    t.cell("event.host_approach", row, "school", Value::School("L-other".into()));
    assert!(t.one("host-agreed").phrase.contains("a different school agreed"));
    for act in AHEAD {
        let refused = t.refused(act.table(), &[("on", on("2026-12-02"))]);
        let by = refused.iter().find(|r| r.rule.id == "host-agreed").expect("refused");
        assert!(by.message.contains("not the host of this case"), "{by:?}");
    }
    t.cell("event.host_approach", row, "school", Value::School("L-host".into()));
    assert_eq!(t.found("host-agreed"), []);
}

#[test]
fn parents_who_were_spoken_to_after_the_host_were_not_spoken_to_first() {
    let mut t = TestCase::new();
    t.row("event.host_approach", &[("on", on("2026-11-05"))]);
    let talk = t.row("event.parent_discussion", &[("on", on("2026-11-09"))]);
    let found = t.one("parents-first");
    assert!(found.phrase.contains("before the parents") && found.due == Some(day("2026-11-05")));
    t.cell("event.parent_discussion", talk, "on", on("2026-11-04"));
    assert_eq!(t.found("parents-first"), []);
}

#[test]
fn an_ending_that_nobody_explained_counts_as_no_ending_to_record() {
    let (t, cells) = Act::Move.free();
    let refused = t.refused("event.end", &[("on", cells["on"].clone())]);
    assert!(refused[0].message.contains("how the direction ended"), "{refused:?}");
}

#[test]
fn a_no_is_heard_and_not_asked_for_again_as_if_nobody_had_answered() {
    type Change = fn(&mut TestCase);
    let parties: [(&str, &str, Change); 5] = [
        ("board-decision", "the board said no", |t| {
            let no = [("on", on("2026-11-13")), ("who", words("Mrs Bird")), ("agreed", no())];
            t.row("event.board_decision", &no);
        }),
        ("send-team", "the SEND Team said no", |t| {
            t.set("send.ehcp", yes());
            let no = [("on", on("2026-11-13")), ("who", words("Mrs Bird")), ("considered", no())];
            t.row("event.send_consideration", &no);
        }),
        ("looked-after", "the Virtual School said no", |t| {
            t.set("cla.is", yes());
            t.row("event.social_worker", &[("on", on("2026-11-12")), ("supports", yes())]);
            let no = [("on", on("2026-11-13")), ("who", words("Mrs Bird")), ("supports", no())];
            t.row("event.virtual_school", &no);
        }),
        ("looked-after", "the social worker said no", |t| {
            t.set("cla.is", yes());
            t.row("event.virtual_school", &[("on", on("2026-11-12")), ("supports", yes())]);
            let no = [("on", on("2026-11-13")), ("who", words("Mrs Bird")), ("supports", no())];
            t.row("event.social_worker", &no);
        }),
        ("authority-step", "the LA said no", |t| {
            t.profile.authority = crate::domain::profile::AuthorityStep::Approve;
            let no =
                [("on", on("2026-11-13")), ("who", words("Mrs Bird")), ("answer", is("declined"))];
            t.row("event.authority_step", &no);
        }),
    ];
    for (rule, says, change) in parties {
        let (mut t, _) = Act::Notice.free();
        change(&mut t);
        let found = t.one(rule);
        assert!(found.phrase.contains(says), "{rule}: {:?}", found.phrase);
        let why = found.why.join(" ");
        assert!(why.contains("Refused by Mrs Bird on Fri 13 Nov 2026."), "{rule}: {why}");
    }
}

#[test]
fn a_decision_that_ends_or_shortens_the_direction_moves_its_last_day() {
    let mut t = TestCase::new();
    t.running();
    let decide = |t: &mut TestCase, cells: &[(&str, Value)]| t.row("event.decision", cells);
    let last = |t: &TestCase| crate::domain::case::stage::last_day(&t.case);
    decide(&mut t, &[("outcome", is("continue")), ("until", on("2027-03-12"))]);
    assert_eq!(last(&t), Some(day("2027-03-12")));
    decide(&mut t, &[("outcome", is("continue")), ("until", on("2027-01-29"))]);
    assert_eq!(last(&t), Some(day("2027-01-29")), "the latest, not the furthest");
    decide(&mut t, &[("outcome", is("return")), ("last_day", on("2026-11-27"))]);
    assert_eq!(t.one("end-decision").due, Some(day("2026-11-27")));
}

#[test]
fn a_managed_move_needs_every_agreement() {
    let mut t = TestCase::new();
    t.harmless();
    let end = [("on", on("2026-12-11")), ("how", is("managed_move"))];
    let said = |party: &str, agreed: Value| {
        [("party", is(party)), ("agreed", agreed), ("on", on("2026-11-16"))]
    };
    for party in ["parent", "home", "host", "admission_authority"] {
        assert_eq!(t.refused_by("event.end", &end), ["all-agreed"], "before {party}");
        t.row("event.agreement", &said(party, yes()));
    }
    assert!(t.refused_by("event.end", &end).is_empty());
    // What was agreed after the move was not agreed before it.
    let early = [("on", on("2026-11-13")), ("how", is("managed_move"))];
    assert_eq!(t.refused_by("event.end", &early), ["all-agreed"]);
    t.row("event.agreement", &said("parent", no()));
    assert_eq!(t.refused_by("event.end", &end), ["all-agreed"]);
    let back = [("on", on("2026-12-11")), ("how", is("returned"))];
    assert!(t.refused_by("event.end", &back).is_empty());
    t.set("case.route", is("managed_move"));
    let start = [("on", on("2026-12-02"))];
    assert_eq!(t.refused_by("event.start", &start), ["all-agreed", "move-evidence"]);
}
