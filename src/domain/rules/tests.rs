//! The rules as a whole: every one has its table, ids are unique, guards hold, and worked dates
//! come out.

mod route_table;

use std::collections::{BTreeMap, BTreeSet};

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

/// The cells of an event that is about to be stored.
type Cells = BTreeMap<&'static str, Value>;

/// One guard: the events that it holds back, and the answers that make it do so.
struct GuardTable {
    rule: &'static str,
    at: &'static [Act],
    /// Takes away what the guard asks for.
    empty: fn(&mut TestCase, &mut Cells),
    dangerous: fn(&mut TestCase, &mut Cells),
}

/// An event that a guard may hold back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Notice,
    Start,
    /// The first day of an academy's direction before the law bound it.
    EarlyStart,
    /// The first day of a direct managed move.
    DirectStart,
    /// A direction is converted.
    Move,
    Decide,
}

impl Act {
    fn table(self) -> &'static str {
        match self {
            Act::Notice => "event.notice",
            Act::Start | Act::EarlyStart | Act::DirectStart => "event.start",
            Act::Move => "event.end",
            Act::Decide => "event.decision",
        }
    }

    /// Returns the event as it may be stored, in a case that no guard holds back.
    fn free(self) -> (TestCase, Cells) {
        let mut t = TestCase::new();
        t.harmless();
        t.directed();
        for party in ["parent", "home", "host", "admission_authority"] {
            let cells = [("party", is(party)), ("agreed", yes()), ("on", on("2026-11-16"))];
            t.row("event.agreement", &cells);
        }
        let cells = match self {
            Act::Notice => vec![("on", on("2026-11-20"))],
            Act::Start => {
                t.row("event.notice", &[("on", on("2026-11-20"))]);
                vec![("on", on("2026-12-02"))]
            }
            Act::EarlyStart => {
                t.set("school.home_kind", is("academy"));
                t.set("direction.start", on("2026-07-01"));
                t.set("direction.end", on("2026-07-17"));
                for (table, day) in
                    [("event.host_approach", "2026-06-08"), ("event.board_decision", "2026-06-12")]
                {
                    let row = t.case.rows(table).next().expect("a row").0;
                    t.cell(table, row, "on", on(day));
                }
                t.row("event.notice", &[("on", on("2026-06-26"))]);
                vec![("on", on("2026-07-01"))]
            }
            Act::DirectStart => {
                t.set("case.route", is("managed_move"));
                for field in ["move.evidence", "move.assessment", "move.transition"] {
                    t.set(field, words("Shown"));
                }
                t.set("move.multi_agency", no());
                vec![("on", on("2026-12-02"))]
            }
            Act::Move => vec![("on", on("2026-12-11")), ("how", is("managed_move"))],
            Act::Decide => vec![("on", on("2026-12-04")), ("outcome", is("continue"))],
        };
        (t, cells.into_iter().collect())
    }
}

const AHEAD: &[Act] = &[Act::Notice, Act::Start];
const AHEAD_OR_MOVED: &[Act] = &[Act::Notice, Act::Start, Act::DirectStart, Act::Move];

fn forget(t: &mut TestCase, field: &str) {
    t.case.answers.remove(field);
}

fn no_day(_: &mut TestCase, cells: &mut Cells) {
    cells.remove("on");
}

fn another_day(cells: &mut Cells, day: &str) {
    cells.insert("on", on(day));
}

const GUARDS: &[GuardTable] = &[
    GuardTable {
        rule: "send-team",
        at: AHEAD_OR_MOVED,
        empty: |t, _| forget(t, "send.ehcp"),
        dangerous: |t, _| t.set("send.ehcp", yes()),
    },
    GuardTable {
        rule: "looked-after",
        at: AHEAD_OR_MOVED,
        empty: |t, _| forget(t, "cla.is"),
        dangerous: |t, _| t.set("cla.is", yes()),
    },
    GuardTable {
        rule: "host-agreed",
        at: AHEAD,
        empty: |t, _| drop(t.case.rows.remove("event.host_approach")),
        dangerous: |t, _| {
            t.case.rows.remove("event.host_approach");
            t.row("event.host_approach", &[("answer", is("declined"))]);
        },
    },
    GuardTable {
        rule: "purpose",
        at: AHEAD,
        empty: |t, _| forget(t, "direction.not_sanction"),
        dangerous: |t, _| t.set("direction.not_sanction", no()),
    },
    GuardTable {
        rule: "board-decision",
        at: AHEAD,
        empty: |t, _| drop(t.case.rows.remove("event.board_decision")),
        dangerous: |t, _| {
            t.row("event.board_decision", &[("on", on("2026-11-12")), ("agreed", no())]);
        },
    },
    GuardTable {
        rule: "safeguarding-shared",
        at: &[Act::Start, Act::DirectStart],
        empty: |t, _| forget(t, "safeguarding.concerns"),
        dangerous: |t, _| t.set("safeguarding.concerns", yes()),
    },
    GuardTable {
        rule: "safeguarding-shared",
        at: &[Act::Start, Act::DirectStart],
        empty: |t, _| forget(t, "plan.cp"),
        dangerous: |t, _| t.set("plan.cp", yes()),
    },
    GuardTable {
        rule: "safeguarding-shared",
        at: &[Act::Start, Act::DirectStart],
        empty: |t, _| forget(t, "plan.cin"),
        dangerous: |t, _| t.set("plan.cin", yes()),
    },
    GuardTable {
        rule: "notice",
        at: &[Act::Start],
        empty: |t, _| drop(t.case.rows.remove("event.notice")),
        dangerous: |t, _| {
            t.case.rows.remove("event.notice");
            t.row("event.notice", &[("on", on("2026-12-01"))]);
        },
    },
    GuardTable { rule: "notice", at: &[Act::Notice], empty: no_day, dangerous: no_day },
    GuardTable {
        rule: "notice-letter",
        at: &[Act::EarlyStart],
        empty: |t, _| drop(t.case.rows.remove("event.notice")),
        dangerous: |t, _| {
            t.case.rows.remove("event.notice");
            t.row("event.notice", &[("on", on("2026-06-30"))]);
        },
    },
    GuardTable {
        rule: "first-day",
        at: &[Act::Start],
        empty: |t, _| forget(t, "direction.start"),
        dangerous: |t, _| t.set("direction.start", on("2026-12-07")),
    },
    GuardTable {
        rule: "first-day",
        at: &[Act::Start, Act::DirectStart],
        empty: no_day,
        dangerous: no_day,
    },
    GuardTable {
        rule: "end-decision",
        at: &[Act::Move],
        empty: |_, cells| drop(cells.remove("how")),
        dangerous: no_day,
    },
    GuardTable {
        rule: "all-agreed",
        at: &[Act::DirectStart, Act::Move],
        empty: |t, _| drop(t.case.rows.remove("event.agreement")),
        dangerous: |t, _| {
            let no = [("party", is("parent")), ("agreed", no()), ("on", on("2026-11-16"))];
            t.row("event.agreement", &no);
        },
    },
    GuardTable {
        rule: "outcome-offered",
        at: &[Act::Decide],
        empty: |_, cells| drop(cells.remove("outcome")),
        dangerous: |t, _| t.profile.outcomes.retain(|outcome| outcome != "continue"),
    },
    GuardTable {
        rule: "home-roll",
        at: &[Act::Notice, Act::Start, Act::DirectStart],
        empty: |t, _| forget(t, "roll.still"),
        dangerous: |t, _| t.set("roll.still", no()),
    },
    GuardTable {
        rule: "two-schools",
        at: &[Act::Notice, Act::Start, Act::DirectStart],
        empty: |t, _| forget(t, "school.host"),
        dangerous: |t, _| t.set("school.host", Value::School("L-home".into())),
    },
    GuardTable {
        rule: "needs-known",
        at: &[Act::Notice, Act::Start, Act::DirectStart],
        empty: |t, _| forget(t, "send.disability"),
        // Each of the four questions by itself.
        dangerous: |t, _| forget(t, "send.support"),
    },
    GuardTable {
        rule: "direct-route",
        at: &[Act::Notice, Act::Decide],
        // Unanswered, the route is a direction, and a direction has both: only the other answer is
        // dangerous.
        empty: |t, _| t.set("case.route", is("managed_move")),
        dangerous: |t, _| t.set("case.route", is("managed_move")),
    },
    GuardTable {
        rule: "move-evidence",
        at: &[Act::DirectStart],
        empty: |t, _| forget(t, "move.transition"),
        dangerous: |t, _| t.set("move.multi_agency", yes()),
    },
    GuardTable {
        rule: "start-school-day",
        at: &[Act::Start],
        empty: no_day,
        dangerous: |_, cells| another_day(cells, "2026-12-06"),
    },
    GuardTable {
        rule: "school-kind",
        at: AHEAD,
        empty: |t, _| forget(t, "school.home_kind"),
        dangerous: |t, _| registered(t, "Pupil referral unit"),
    },
    GuardTable {
        rule: "own-checklist",
        at: AHEAD,
        empty: |t, _| t.profile = northshire(),
        dangerous: |t, _| {
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

#[test]
fn the_empty_answer_blocks_as_the_dangerous_one_does() {
    for g in GUARDS {
        for act in g.at {
            let refused = |change: fn(&mut TestCase, &mut Cells)| {
                let (mut t, mut cells) = act.free();
                change(&mut t, &mut cells);
                let cells: Vec<(&str, Value)> = cells.into_iter().collect();
                t.refused(act.table(), &cells)
            };
            assert_eq!(refused(|_, _| {}), [], "{} at {act:?} harmless", g.rule);
            for (words, change) in [("empty", g.empty), ("dangerous", g.dangerous)] {
                let all = refused(change);
                let by = all.iter().find(|r| r.rule.id == g.rule);
                assert!(
                    by.is_some_and(|r| r.message.ends_with('.')),
                    "{} at {act:?} {words}: {all:?}",
                    g.rule
                );
            }
        }
    }
    let held: BTreeSet<&str> = GUARDS.iter().map(|g| g.rule).collect();
    let all: BTreeSet<&str> =
        rules().filter(|r| !matches!(r.blocks, Enforcement::No)).map(|r| r.id).collect();
    assert_eq!(held, all, "every guard stands in the table");
}

/// The rules that no reason opens, by what they cite: the manual names them.
#[test]
fn the_manual_names_every_rule_that_nobody_may_go_on_against() {
    let manual = include_str!("../../manual/rules.md");
    for rule in rules().filter(|r| matches!(r.blocks, Enforcement::Always(_))) {
        for cited in rule.cites.split("; ") {
            assert!(manual.contains(cited), "{}: {cited} is not in manual/rules.md", rule.id);
        }
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
        t.refused_by("event.start", &[("on", on("2026-12-02"))]),
        ["send-team", "looked-after", "board-decision", "two-schools"]
    );
    assert_eq!(
        t.refused_by("event.end", &[("on", on("2026-12-11")), ("how", is("managed_move"))]),
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

/// Answers without which a rule has nothing to ask, and why nobody is misled.
const SILENT_WITHOUT: &[(&str, &str, &str)] = &[
    ("adjustments", "send.support", "asked for with the other needs (needs-known)"),
    ("review-agencies", "agency.camhs", "the passport asks for it (Form 2)"),
    ("absence-told", "plan.social_worker", "the passport asks for it (Form 2, 1b)"),
    ("ctf-practice", "school.home_kind", "the rule of a maintained school stands instead (ctf)"),
    ("record-practice", "school.home_kind", "the rule of a maintained school stands (record)"),
    ("direct-route", "case.route", "an unanswered route is a direction, with its own rules"),
    ("move-evidence", "case.route", "an unanswered route is a direction, with its own rules"),
    ("move-confirmed", "case.route", "an unanswered route is a direction, with its own rules"),
];

/// Each rule is tried with its dangerous answer (raised) and its harmless one (settled) by its table;
/// here with none: whatever answer is taken away, the rule still asks, or the answer is asked for.
#[test]
fn an_answer_that_is_taken_away_silences_no_rule() {
    let mut silent = Vec::new();
    for table in TABLES.iter().flat_map(|t| t.iter()) {
        let mut raised = TestCase::new();
        (table.raised)(&mut raised);
        let asked: Vec<String> = raised
            .case
            .answers
            .iter()
            .filter(|(_, v)| matches!(v, Value::YesNo(_) | Value::Choice(_)))
            .map(|(field, _)| field.clone())
            .collect();
        for field in asked {
            let mut t = TestCase::new();
            (table.raised)(&mut t);
            t.case.answers.remove(&field);
            let found = t.findings();
            let asks = |f: &Finding| {
                f.rule.id == table.rule || matches!(f.step, NextStep::Answer(id) if id == field)
            };
            if !found.iter().any(asks) {
                silent.push((table.rule, field));
            }
        }
    }
    let unsaid: Vec<_> = silent
        .iter()
        .filter(|(rule, field)| !SILENT_WITHOUT.iter().any(|(r, f, _)| r == rule && f == field))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
    for (rule, field, why) in SILENT_WITHOUT {
        let is_silent = silent.iter().any(|(r, f)| r == rule && f == field);
        assert!(is_silent && !why.is_empty(), "{rule} asks without {field}");
    }
}
