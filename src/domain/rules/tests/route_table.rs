//! Every rule by route and stage, as a table to be read in review: where it is raised, and why a
//! cell is empty. Run with `OFFSITE_BLESS=1` to write it anew, then read the difference.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
use crate::domain::case::{Half, Side};
use crate::domain::profile::Profile;
use crate::domain::rules::rules;
use crate::domain::rules::testing::*;
use crate::domain::school::{School, SchoolList};
use crate::domain::value::Value;

/// A stage: its words, and what a case has behind it there.
struct Stop {
    words: &'static str,
    comes: fn(&mut TestCase),
}

fn talked(t: &mut TestCase) {
    t.row("event.parent_discussion", &[("on", on("2026-11-02"))]);
}

fn asked(t: &mut TestCase) {
    talked(t);
    t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("asked"))]);
}

fn agreed(t: &mut TestCase) {
    talked(t);
    t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("agreed"))]);
    t.set("direction.start", on("2026-12-02"));
}

/// The stages of a direction, in the order of the columns.
const DIRECTION: &[Stop] = &[
    Stop { words: "considering", comes: |_| {} },
    Stop { words: "talked", comes: talked },
    Stop { words: "asked", comes: asked },
    Stop { words: "agreed", comes: agreed },
    Stop { words: "directed", comes: TestCase::directed },
    Stop { words: "running", comes: TestCase::running },
    Stop { words: "returned", comes: |t| t.ended("returned") },
    Stop { words: "moved", comes: |t| t.ended("managed_move") },
    Stop { words: "host ended", comes: |t| t.ended("host_ended") },
    Stop { words: "post-16", comes: |t| t.ended("post16") },
];

/// The stages of a direct managed move: its start is the roll date.
const DIRECT: &[Stop] = &[
    Stop { words: "considering", comes: |_| {} },
    Stop { words: "talked", comes: talked },
    Stop { words: "asked", comes: asked },
    Stop { words: "agreed", comes: agreed },
    Stop {
        words: "moved",
        comes: |t| {
            agreed(t);
            t.row("event.start", &[("on", on("2026-12-02"))]);
        },
    },
];

/// Children and schools of whom something is asked: nothing answered, every need, provision that is
/// no school, meetings and marks that leave something to do, another authority, the law before 2026.
const KINDS: &[fn(&mut TestCase)] = &[
    |_| {},
    |t| {
        for field in [
            "send.ehcp",
            "send.disability",
            "cla.is",
            "plan.cp",
            "safeguarding.concerns",
            "agency.camhs",
        ] {
            t.set(field, yes());
        }
        t.set("agency.camhs_details", words("Ms R. Stone"));
        t.set("session.split", is("split"));
        t.row("event.notice", &[("on", on("2026-11-20"))]);
        for pr in ["Ms A", "Mr B"] {
            t.row("contacts", &[("name", words(pr)), ("pr", yes())]);
        }
    },
    |t| {
        t.set("school.home_kind", is("academy"));
        t.set("school.host_kind", is("ap_other"));
        t.set("school.home", Value::School("L-home".into()));
        t.set("school.host", Value::School("L-home".into()));
        t.set("roll.still", no());
        t.set("safeguarding.concerns", yes());
        t.home = Calendar::default();
    },
    |t| {
        t.row("event.notice", &[("on", on("2026-12-01"))]);
        t.set("send.ehcp", yes());
        t.set("plan.social_worker", yes());
        t.set("initial.frequency_weeks", Value::Number(1));
        t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
        t.row("event.review", &[("on", on("2026-12-25"))]);
        t.row("event.review_request", &[("on", on("2026-11-20")), ("written", yes())]);
        t.row("event.host_suspension", &[("on", on("2026-11-16")), ("days", Value::Number(7))]);
        t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("child_protection"))]);
        t.row("event.deletion", &[("on", on("2026-12-14")), ("school", is("host"))]);
        for half in [Half::Am, Half::Pm] {
            for day in 7..=23 {
                t.mark(&format!("2026-10-{day:02}"), half, Side::Host, "O");
                t.mark(&format!("2026-10-{day:02}"), half, Side::Home, "D");
            }
            for day in 2..=23 {
                t.mark(&format!("2026-11-{day:02}"), half, Side::Host, "I");
            }
        }
        t.mark("2026-11-24", Half::Am, Side::Host, "D");
        t.mark("2026-11-24", Half::Am, Side::Home, "D");
        t.mark("2026-11-25", Half::Am, Side::Host, "E");
        t.mark("2026-11-26", Half::Am, Side::Host, "N");
        t.mark("2026-11-26", Half::Am, Side::Home, "/");
    },
    |t| {
        t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
        t.row("event.decision", &[("on", on("2026-11-18")), ("outcome", is("managed_move"))]);
        let closed = ClosedSpan { day: day("2026-12-14"), reason: "TED day".into() };
        let mut known = closing();
        known.closed.push(closed);
        t.host = Calendar::new(known);
        for day in [7, 8] {
            t.mark(&format!("2026-10-{day:02}"), Half::Am, Side::Host, "I");
        }
        for day in 9..=22 {
            t.mark(&format!("2026-10-{day:02}"), Half::Am, Side::Host, "/");
        }
    },
    |t| {
        t.profile = Profile::parse(OTHER).expect("a profile");
        t.row("event.notice", &[("on", on("2026-11-20"))]);
        t.row("event.decision", &[("on", on("2026-11-18")), ("outcome", is("post16"))]);
        t.set("school.host_kind", is("ap_other"));
    },
    |t| {
        let home =
            School { id: "L-home".into(), kind: "Community school".into(), ..School::default() };
        t.register = Some(SchoolList::new(vec![home]));
        t.set("school.home", Value::School("L-home".into()));
        t.set("school.home_kind", is("academy"));
        t.set("school.host", Value::School("L-gone".into()));
        t.set("direction.start", on("2026-12-06"));
        t.set("direction.end", on("2026-12-13"));
    },
    |t| {
        t.set("school.home_kind", is("academy"));
        t.set("direction.start", on("2026-06-01"));
        t.set("direction.end", on("2026-07-10"));
        for (table, date) in [("event.start", "2026-06-01"), ("event.end", "2026-07-10")] {
            let row = t.case.rows(table).next().map(|(row, _)| row);
            if let Some(row) = row {
                t.cell(table, row, "on", on(date));
            }
        }
        t.row("event.review", &[("on", on("2026-06-18")), ("held", yes())]);
        t.row("event.review", &[("on", on("2026-07-08"))]);
        t.row("event.review_request", &[("on", on("2026-06-20")), ("written", yes())]);
    },
];

/// Terms in which a host may close on a day of its own.
fn closing() -> Terms {
    let terms =
        vec![(day("2026-09-01"), day("2026-12-18")), (day("2027-01-04"), day("2027-03-26"))];
    Terms { terms, ..Terms::default() }
}

/// What only other authorities ask.
const OTHER: &str = "[length]\nschool_weeks_most = 1\n[agreement]\nparent = true\npupil = true\n[authority]\nstep = \"approve\"\nbefore_parents = true\nstart_school_days = 5\noutcome_school_days = 3\n[panel]\nname = \"Panel\"\n[checklist]\nrows = [\"before: block: Talk\"]\n[host]\nsessions_a_week_most = [\"ap_other: 4\"]\n[review]\nface_to_face_least = 2\n[law]\nchildren_not_in_school_from = 2026-09-01\n[papers]\ncopies = [\"la\", \"Somebody\"]\n[decision]\noutcomes = [\"continue\", \"return\"]\n";

/// Why cells of a route are empty that the order of its stages does not explain: the rules, the
/// route, the reason.
const REASONS: &[(&[&str], &str, &str)] = &[
    (
        &["direct-route", "move-evidence", "move-confirmed"],
        "direction",
        "only a direct move has it (P-MM2)",
    ),
    (
        &["board-decision"],
        "direction",
        "decided by then; later only where the decision lies after the start",
    ),
    (
        &["host-agreed"],
        "direction",
        "agreed by then; later only where the answer lies after the start",
    ),
    (
        &["purpose", "board-decision", "period", "length", "in-policy", "first-day"],
        "managed_move",
        "the board directs nobody: all agree to the move, and it has no end",
    ),
    (
        &[
            "notice",
            "notice-promptly",
            "notice-letter",
            "notice-particulars",
            "notice-everyone",
            "notice-la",
            "copies",
            "parent-agreement",
            "pupil-agreement",
            "authority-step",
        ],
        "managed_move",
        "the move is confirmed by a letter of its own (move-confirmed), and agreed (all-agreed)",
    ),
    (
        &["host-agreed", "evidence", "initial-meeting"],
        "managed_move",
        "the agreements and the evidence of the move stand for it (all-agreed, move-evidence)",
    ),
    (
        &[
            "next-review",
            "first-review",
            "review-interval",
            "review-held",
            "review-decision",
            "review-decision-protocol",
            "monitoring-points",
            "review-agencies",
            "end-decision",
            "outcome-offered",
            "invitation",
            "invitation-protocol",
            "invitation-la",
            "board-nominee",
            "outcome-letter",
            "review-request",
            "review-request-letter",
            "planned-school-day",
            "face-to-face",
        ],
        "managed_move",
        "nothing runs for a time, so nothing is reviewed",
    ),
    (
        &[
            "suspension-recorded",
            "home-told",
            "emergency-review",
            "suspension-told",
            "sixth-day-provision",
            "host-marks",
            "home-d",
            "nobody-expected",
            "absence-persistent",
            "absence-severe",
            "absence-return",
            "sickness-return",
            "absence-told",
            "contact",
            "one-school-open",
            "session-cap",
            "timetable",
            "record-shared",
            "record-shared-practice",
        ],
        "managed_move",
        "one register only: from the roll date the new school answers for the pupil",
    ),
    (
        &[
            "alternative-la-told",
            "alternative-review",
            "alternative-checks",
            "alternative-plan",
            "alternative-changes",
            "alternative-sites",
            "census-place",
            "not-in-school",
        ],
        "managed_move",
        "a move for good goes to a school",
    ),
    (
        &[
            "reintegration",
            "host-ended-review",
            "host-deletion",
            "post16-deletion",
            "post16-home-deletion",
        ],
        "managed_move",
        "nobody returns: a direct move ends by being made",
    ),
];

/// How many stages of a direction follow one another; the rest are ways to end.
const IN_ORDER: usize = 6;

/// Returns the rules that are raised at a stage, whatever child or school it is.
fn raised(route: &str, stop: &Stop) -> BTreeSet<&'static str> {
    let mut out = BTreeSet::new();
    for kind in KINDS {
        let mut t = TestCase::new();
        t.set("case.route", is(route));
        (stop.comes)(&mut t);
        kind(&mut t);
        out.extend(t.findings().iter().map(|f| f.rule.id));
    }
    out
}

/// Returns the cells of a rule on a route, and whether a reason is wanted for one of them.
fn cells(of: &[bool]) -> (String, bool) {
    let (first, last) = (of.iter().position(|x| *x), of.iter().rposition(|x| *x));
    let (Some(first), Some(last)) = (first, last) else { return (" ".repeat(of.len()), true) };
    let cell = |(i, x): (usize, &bool)| match () {
        () if *x => 'x',
        () if i >= IN_ORDER && last >= IN_ORDER => '-',
        () if i < first => '<',
        () if i > last => '>',
        () => '?',
    };
    let text: String = of.iter().enumerate().map(cell).collect();
    let wants = text.contains('?');
    (text, wants)
}

#[test]
fn every_rule_stands_by_route_and_stage_and_an_empty_cell_says_why() {
    let mut out = String::from(
        "x raised at this stage of some child or school\n< not yet: what it asks about comes later\n> over: done by then, or ended with the direction\n- asked at another ending\n? not at this stage, for the reason at the end of the line\n\n",
    );
    let mut unexplained = Vec::new();
    let mut used = BTreeSet::new();
    for (route, stops) in [("direction", DIRECTION), ("managed_move", DIRECT)] {
        let by_stop: Vec<_> = stops.iter().map(|stop| raised(route, stop)).collect();
        let names: Vec<&str> = stops.iter().map(|s| s.words).collect();
        writeln!(out, "{route}: {}", names.join(", ")).expect("written");
        for rule in rules() {
            let of: Vec<bool> = by_stop.iter().map(|found| found.contains(rule.id)).collect();
            let (text, wants) = cells(&of);
            let said = REASONS.iter().find(|(ids, r, _)| ids.contains(&rule.id) && *r == route);
            used.extend(said.filter(|_| wants).map(|_| (rule.id, route)));
            if wants && said.is_none() {
                unexplained.push(format!("{route} {}: {text}", rule.id));
            }
            let why = said.filter(|_| wants).map_or("", |(_, _, why)| why);
            writeln!(out, "{}", format!("  {:28}{text}  {why}", rule.id).trim_end())
                .expect("written");
        }
        out.push('\n');
    }
    assert!(unexplained.is_empty(), "empty without a reason:\n{}", unexplained.join("\n"));
    let given = REASONS.iter().flat_map(|(ids, route, _)| ids.iter().map(|id| (*id, *route)));
    let stale: Vec<_> = given.filter(|of| !used.contains(of)).collect();
    assert!(stale.is_empty(), "reasons for what is raised: {stale:?}");
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/domain/rules/tests/snapshots/route-by-stage.txt");
    if std::env::var_os("OFFSITE_BLESS").is_some() {
        std::fs::write(&file, &out).expect("written");
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(out == wanted, "{} differs:\n{out}", file.display());
}

/// Both worked examples of other authorities: what each asks at each stage of a direction to
/// provision that is no school, and Worcestershire does not. Read the difference in review.
#[test]
fn a_direction_runs_whole_under_each_worked_example() {
    let mut out = String::new();
    for (name, text) in [
        ("Northshire", include_str!("../../data/example-northshire.toml")),
        ("Valeshire", include_str!("../../data/example-valeshire.toml")),
    ] {
        for stop in DIRECTION {
            let mut t = TestCase::new();
            t.set("case.route", is("direction"));
            (stop.comes)(&mut t);
            t.set("school.host_kind", is("ap_other"));
            let usual: BTreeSet<_> = t.findings().iter().map(|f| (f.key(), f.due)).collect();
            t.profile = crate::domain::profile::Profile::parse(text).expect("a profile");
            writeln!(out, "{name}, {}", stop.words).expect("written");
            for found in t.findings().iter().filter(|f| !usual.contains(&(f.key(), f.due))) {
                let due = found.due.map_or_else(|| "no day".to_owned(), |due| due.to_string());
                writeln!(out, "  {due:10}  {:18}  {}", found.rule.id, found.phrase.what)
                    .expect("written");
            }
        }
        out.push('\n');
    }
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("src/domain/rules/tests/snapshots/worked-examples.txt");
    if std::env::var_os("OFFSITE_BLESS").is_some() {
        std::fs::write(&file, &out).expect("written");
    }
    let wanted = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(out == wanted, "{} differs:\n{out}", file.display());
}
