use crate::domain::profile::{CheckStage, Profile};
use crate::domain::rules::NextStep;
use crate::domain::rules::testing::*;

fn like(t: &mut TestCase, own: &str) {
    let text = match own {
        "north" => include_str!("../../data/example-northshire.toml"),
        _ => include_str!("../../data/example-valeshire.toml"),
    };
    t.profile = Profile::parse(text).expect("a profile");
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "authority-start",
        raised: |t| {
            t.running();
            like(t, "vale");
        },
        due: "2026-10-14",
        settled: |t| {
            t.row("event.authority_step", &[("on", on("2026-10-08")), ("kind", is("start"))]);
        },
        not: |t| t.running(),
    },
    RuleTable {
        rule: "authority-outcome",
        raised: |t| {
            t.ended("returned");
            like(t, "vale");
        },
        due: "2026-12-16",
        settled: |t| {
            t.row("event.authority_step", &[("on", on("2026-12-14")), ("kind", is("outcome"))]);
        },
        not: |t| {
            t.running();
            like(t, "vale");
        },
    },
    RuleTable {
        rule: "authority-first",
        raised: |t| {
            t.directed();
            like(t, "vale");
            t.row("event.authority_step", &[("on", on("2026-11-03"))]);
        },
        due: "2026-11-02",
        settled: |t| {
            t.row("event.authority_step", &[("on", on("2026-11-02"))]);
        },
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "panel",
        raised: |t| {
            t.directed();
            like(t, "vale");
        },
        due: "2026-11-19",
        settled: |t| {
            t.profile.panel.on_roll_days = None;
            t.row("event.authority_step", &[("on", on("2026-11-19")), ("kind", is("panel"))]);
        },
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "own-checklist",
        raised: |t| {
            t.directed();
            like(t, "north");
        },
        due: "2026-12-01",
        settled: |t| {
            t.row(
                "event.own_check",
                &[("item", words("Planning meeting held at the home school"))],
            );
        },
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "session-cap",
        raised: |t| {
            t.directed();
            like(t, "north");
            t.set("school.host_kind", is("ap_other"));
        },
        due: "2026-12-01",
        settled: |t| {
            t.set("session.split", is("split"));
            let days = ["mon_am", "mon_pm", "tue_am", "tue_pm"].map(|d| (d, is("host")));
            let rest = ["wed_am", "wed_pm", "thu_am", "thu_pm", "fri_am", "fri_pm"];
            let days = [days.to_vec(), rest.map(|d| (d, is("home"))).to_vec()].concat();
            let row = t.row("timetable", &days);
            t.cell("timetable", row, "from", on("2026-12-02"));
        },
        not: |t| {
            t.directed();
            like(t, "north");
            t.set("school.host_kind", is("school"));
        },
    },
    RuleTable {
        rule: "face-to-face",
        raised: |t| {
            t.running();
            like(t, "north");
            t.row("event.review", &[("on", on("2026-11-20")), ("how", is("video"))]);
        },
        due: "2027-02-12",
        settled: |t| {
            t.row("event.review", &[("on", on("2026-12-04")), ("how", is("person"))]);
        },
        not: |t| t.running(),
    },
    RuleTable {
        rule: "own-copies",
        raised: |t| {
            t.directed();
            like(t, "north");
            t.set("send.ehcp", yes());
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
        due: "2026-12-01",
        settled: |t| {
            t.row("event.own_check", &[("item", words("EHCP coordinator"))]);
        },
        not: |t| {
            // The profile copies the coordinator in only where there is an EHCP.
            t.directed();
            like(t, "north");
            t.set("send.ehcp", no());
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
    },
];

#[test]
fn a_row_that_blocks_holds_the_next_step_back_and_one_that_warns_does_not() {
    let mut t = TestCase::new();
    t.directed();
    like(&mut t, "north");
    let refused = t.refused("event.start", &[]);
    let own = refused.iter().find(|r| r.rule.id == "own-checklist").expect("a refusal");
    assert!(own.message.contains("Planning meeting") && own.may_override());
    t.profile.checklist.iter_mut().for_each(|row| row.blocks = false);
    assert!(!t.refused_by("event.start", &[]).contains(&"own-checklist"));
    assert_eq!(t.profile.checklist[1].stage, CheckStage::Running);
}

#[test]
fn after_the_panel_the_pupil_is_on_roll_within_its_days() {
    let mut t = TestCase::new();
    t.directed();
    like(&mut t, "vale");
    t.row("event.authority_step", &[("on", on("2026-11-19")), ("kind", is("panel"))]);
    let found = t.one("panel");
    assert_eq!(found.due, Some(day("2026-11-26")));
}

#[test]
fn a_panel_that_declined_has_not_settled_the_case() {
    let mut t = TestCase::new();
    t.directed();
    like(&mut t, "vale");
    let step = |t: &mut TestCase, date: &str, answer: &str| {
        let cells = [("on", on(date)), ("kind", is("panel")), ("answer", is(answer))];
        t.row("event.authority_step", &cells);
    };
    step(&mut t, "2026-11-19", "declined");
    let found = t.one("panel");
    assert!(found.phrase.ends_with("the Area inclusion panel: it declined"), "{found:?}");
    assert_eq!(found.due, Some(day("2026-11-19")));
    step(&mut t, "2026-11-24", "approved");
    assert!(t.one("panel").phrase.starts_with("Put the pupil on roll"));
}

#[test]
fn a_form_of_the_authoritys_own_opens_its_sheet() {
    let mut t = TestCase::new();
    (TABLES[0].raised)(&mut t);
    assert_eq!(t.one("authority-start").step, NextStep::Paper("authority"));
    t.profile.start_notification.fields.clear();
    assert_eq!(t.one("authority-start").step, NextStep::Record("event.authority_step"));
}
