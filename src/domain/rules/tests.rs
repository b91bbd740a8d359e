//! The rules as a whole: every one has its table, ids are unique, guards hold, and worked dates
//! come out.

mod route_table;

use std::collections::BTreeSet;

use crate::domain::rules::testing::*;
use crate::domain::rules::*;
use crate::domain::value::Value;

#[test]
fn ids_are_unique_and_words_are_sentences() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert(rule.id), "{} stands twice", rule.id);
        assert!(
            rule.asks.ends_with('.') && !rule.cites.is_empty() && !rule.source.is_empty(),
            "{}",
            rule.id
        );
        assert_eq!(find(rule.id), Some(rule));
    }
    assert_eq!(
        named("p-rv2").iter().map(|r| r.id).collect::<Vec<_>>(),
        ["invitation", "invitation-protocol"]
    );
    assert!(named("INVITATION").len() == 1 && named("P-XX9").is_empty());
}

/// The requirements of the protocol, by their letters: how many there are of each.
const REQUIREMENTS: [(&str, usize); 12] = [
    ("P-BG", 7),
    ("P-CR", 7),
    ("P-CX", 3),
    ("P-PR", 5),
    ("P-ME", 2),
    ("P-LE", 10),
    ("P-IN", 3),
    ("P-TR", 2),
    ("P-FU", 2),
    ("P-AT", 4),
    ("P-RV", 9),
    ("P-MM", 5),
];

/// Requirements that no rule asks for, and where they are kept instead.
const KEPT_ELSEWHERE: &[(&str, &str)] = &[
    ("P-CX3", "no rule asks for consent; attempts and views are recorded"),
    ("P-AT4", "no rule asks for consent to two rolls"),
    ("P-LE10", "the letter itself says who reviews"),
    ("P-RV6", "a record that was signed off is frozen: domain::case::sign_off"),
];

#[test]
fn every_requirement_of_the_protocol_is_cited_by_a_rule_or_says_why_not() {
    let all: BTreeSet<String> = REQUIREMENTS
        .iter()
        .flat_map(|(stem, count)| (1..=*count).map(move |n| format!("{stem}{n}")))
        .collect();
    assert_eq!(all.len(), 59);
    let cited: BTreeSet<String> = rules()
        .flat_map(|r| r.cites.split(';').map(|part| part.trim().to_owned()))
        .filter(|part| part.starts_with("P-"))
        .collect();
    let unknown: Vec<_> = cited.difference(&all).collect();
    assert!(unknown.is_empty(), "no such requirement: {unknown:?}");
    let uncited: Vec<&str> = all.difference(&cited).map(String::as_str).collect();
    let mut elsewhere: Vec<&str> = KEPT_ELSEWHERE.iter().map(|(id, _)| *id).collect();
    elsewhere.sort_unstable();
    assert_eq!(uncited, elsewhere);
}

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
    assert_eq!(t.refused_by("event.notice", &[]), ["board-decision", "host-agreed", "purpose"]);
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
            && refused[0].message.contains("of the social worker")
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

/// One guard: the event that it holds back, and the answer that makes it do so.
struct GuardTable {
    rule: &'static str,
    table: &'static str,
    cells: &'static [(&'static str, &'static str)],
    /// Takes away what the guard asks for.
    empty: fn(&mut TestCase),
    dangerous: fn(&mut TestCase),
}

const START: &[(&str, &str)] = &[("on", "2026-12-02")];
const MOVE: &[(&str, &str)] = &[("on", "2026-12-11"), ("how", "managed_move")];

fn forget(t: &mut TestCase, field: &str) {
    t.case.answers.remove(field);
}

const GUARDS: &[GuardTable] = &[
    GuardTable {
        rule: "send-team",
        table: "event.start",
        cells: START,
        empty: |t| forget(t, "send.ehcp"),
        dangerous: |t| t.set("send.ehcp", yes()),
    },
    GuardTable {
        rule: "send-team",
        table: "event.end",
        cells: MOVE,
        empty: |t| forget(t, "send.ehcp"),
        dangerous: |t| t.set("send.ehcp", yes()),
    },
    GuardTable {
        rule: "looked-after",
        table: "event.notice",
        cells: START,
        empty: |t| forget(t, "cla.is"),
        dangerous: |t| t.set("cla.is", yes()),
    },
    GuardTable {
        rule: "looked-after",
        table: "event.end",
        cells: MOVE,
        empty: |t| forget(t, "cla.is"),
        dangerous: |t| t.set("cla.is", yes()),
    },
    GuardTable {
        rule: "host-agreed",
        table: "event.start",
        cells: START,
        empty: |t| drop(t.case.rows.remove("event.host_approach")),
        dangerous: |t| {
            t.case.rows.remove("event.host_approach");
            t.row("event.host_approach", &[("answer", is("declined"))]);
        },
    },
    GuardTable {
        rule: "purpose",
        table: "event.start",
        cells: START,
        empty: |t| forget(t, "direction.not_sanction"),
        dangerous: |t| t.set("direction.not_sanction", no()),
    },
    GuardTable {
        rule: "board-decision",
        table: "event.start",
        cells: START,
        empty: |t| drop(t.case.rows.remove("event.board_decision")),
        dangerous: |t| {
            t.row("event.board_decision", &[("on", on("2026-11-12")), ("agreed", no())]);
        },
    },
    GuardTable {
        rule: "safeguarding-shared",
        table: "event.start",
        cells: START,
        empty: |t| forget(t, "safeguarding.concerns"),
        dangerous: |t| t.set("safeguarding.concerns", yes()),
    },
    GuardTable {
        rule: "notice",
        table: "event.start",
        cells: START,
        empty: |t| drop(t.case.rows.remove("event.notice")),
        dangerous: |t| {
            t.case.rows.remove("event.notice");
            t.row("event.notice", &[("on", on("2026-12-01"))]);
        },
    },
    GuardTable {
        rule: "notice-letter",
        table: "event.start",
        cells: &[("on", "2026-07-01")],
        empty: |t| {
            t.set("school.home_kind", is("academy"));
            t.set("direction.start", on("2026-07-01"));
            t.case.rows.remove("event.notice");
        },
        dangerous: |t| {
            t.set("school.home_kind", is("academy"));
            t.set("direction.start", on("2026-07-01"));
            t.case.rows.remove("event.notice");
            t.row("event.notice", &[("on", on("2026-06-30"))]);
        },
    },
    GuardTable {
        rule: "first-day",
        table: "event.start",
        cells: START,
        empty: |t| forget(t, "direction.start"),
        dangerous: |t| t.set("direction.start", on("2026-12-07")),
    },
    GuardTable {
        rule: "all-agreed",
        table: "event.end",
        cells: MOVE,
        empty: |t| drop(t.case.rows.remove("event.agreement")),
        dangerous: |t| {
            t.row("event.agreement", &[("party", is("parent")), ("agreed", no())]);
        },
    },
    GuardTable {
        rule: "outcome-offered",
        table: "event.decision",
        cells: &[],
        empty: |_| {},
        dangerous: |t| t.profile.outcomes.clear(),
    },
    GuardTable {
        rule: "home-roll",
        table: "event.start",
        cells: START,
        empty: |t| forget(t, "roll.still"),
        dangerous: |t| t.set("roll.still", no()),
    },
    GuardTable {
        rule: "two-schools",
        table: "event.start",
        cells: START,
        empty: |t| forget(t, "school.host"),
        dangerous: |t| t.set("school.host", Value::School("L-home".into())),
    },
    GuardTable {
        rule: "needs-known",
        table: "event.start",
        cells: START,
        empty: |t| forget(t, "send.disability"),
        dangerous: |t| forget(t, "send.support"),
    },
    GuardTable {
        rule: "direct-route",
        table: "event.notice",
        cells: START,
        empty: |t| t.set("case.route", is("managed_move")),
        dangerous: |t| t.set("case.route", is("managed_move")),
    },
    GuardTable {
        rule: "move-evidence",
        table: "event.start",
        cells: START,
        empty: |t| t.set("case.route", is("managed_move")),
        dangerous: |t| {
            t.set("case.route", is("managed_move"));
            t.set("move.multi_agency", yes());
        },
    },
    GuardTable {
        rule: "start-school-day",
        table: "event.start",
        cells: &[("on", "2026-12-06")],
        empty: |_| {},
        dangerous: |_| {},
    },
    GuardTable {
        rule: "school-kind",
        table: "event.notice",
        cells: START,
        empty: |t| registered(t, "Community school"),
        dangerous: |t| registered(t, "Pupil referral unit"),
    },
    GuardTable {
        rule: "own-checklist",
        table: "event.start",
        cells: START,
        empty: |t| t.profile = northshire(),
        dangerous: |t| {
            t.profile = northshire();
            t.row("event.own_check", &[("item", words("Another row"))]);
        },
    },
];

/// The record says academy, and the register something else of the home school.
fn registered(t: &mut TestCase, kind: &str) {
    let (id, kind) = ("L-home".to_owned(), kind.to_owned());
    let home = crate::domain::school::School { id, kind, ..Default::default() };
    t.register = Some(crate::domain::school::SchoolList::new(vec![home]));
    t.set("school.home_kind", is("academy"));
}

fn northshire() -> crate::domain::profile::Profile {
    crate::domain::profile::Profile::parse(include_str!("../data/example-northshire.toml"))
        .expect("a profile")
}

/// Returns a case that no guard holds back.
fn free() -> TestCase {
    let mut t = TestCase::new();
    t.harmless();
    t.directed();
    t.row("event.notice", &[("on", on("2026-11-20"))]);
    for party in ["parent", "home", "host", "admission_authority"] {
        t.row("event.agreement", &[("party", is(party)), ("agreed", yes())]);
    }
    t
}

#[test]
fn the_empty_answer_blocks_as_the_dangerous_one_does() {
    let value = |text: &str| text.parse().map_or_else(|_| is(text), Value::Date);
    for g in GUARDS {
        let cells: Vec<(&str, Value)> = g.cells.iter().map(|(k, v)| (*k, value(v))).collect();
        for (words, change) in [("empty", g.empty), ("dangerous", g.dangerous)] {
            let mut t = free();
            change(&mut t);
            let refused = t.refused(g.table, &cells);
            let by = refused.iter().find(|r| r.rule.id == g.rule);
            assert!(
                by.is_some_and(|r| r.message.ends_with('.')),
                "{} {words}: {refused:?}",
                g.rule
            );
        }
        if !matches!(g.rule, "start-school-day" | "outcome-offered" | "notice-letter") {
            let refused = free().refused(g.table, &cells);
            assert!(refused.is_empty(), "{} harmless: {refused:?}", g.rule);
        }
    }
    let held: BTreeSet<&str> = GUARDS.iter().map(|g| g.rule).collect();
    let all: BTreeSet<&str> =
        rules().filter(|r| !matches!(r.blocks, Enforcement::No)).map(|r| r.id).collect();
    assert_eq!(held, all, "every guard stands in the table");
}

#[test]
fn a_managed_move_needs_every_agreement() {
    let mut t = TestCase::new();
    t.harmless();
    let end = [("how", is("managed_move"))];
    for party in ["parent", "home", "host", "admission_authority"] {
        assert_eq!(t.refused_by("event.end", &end), ["all-agreed"], "before {party}");
        t.row("event.agreement", &[("party", is(party)), ("agreed", yes())]);
    }
    assert!(t.refused_by("event.end", &end).is_empty());
    t.row("event.agreement", &[("party", is("parent")), ("agreed", no())]);
    assert_eq!(t.refused_by("event.end", &end), ["all-agreed"]);
    assert!(t.refused_by("event.end", &[("how", is("returned"))]).is_empty());
    t.set("case.route", is("managed_move"));
    assert_eq!(t.refused_by("event.start", &[]), ["all-agreed", "move-evidence"]);
}

#[test]
fn only_the_rules_that_allow_it_are_overridden() {
    let mut t = TestCase::new();
    for rule in rules() {
        t.row(
            "event.override",
            &[("rule", words(rule.id)), ("reason", words("The host agreed by telephone."))],
        );
    }
    assert_eq!(
        t.refused_by("event.start", &[]),
        ["send-team", "looked-after", "board-decision", "two-schools"]
    );
    assert_eq!(
        t.refused_by("event.end", &[("how", is("managed_move"))]),
        ["send-team", "looked-after", "all-agreed"]
    );
}

#[test]
fn each_rule_is_raised_settled_and_late_by_its_table() {
    let mut seen = BTreeSet::new();
    for table in TABLES.iter().flat_map(|t| t.iter()) {
        assert!(seen.insert(table.rule), "{} has two tables", table.rule);
        table.check();
    }
    let all: BTreeSet<&str> = rules().map(|r| r.id).collect();
    assert_eq!(all, seen, "every rule has its table");
}
