//! Every guard with the empty, the harmless and the dangerous answer.

use super::*;

/// One guard: the events that it holds back, and the answers that make it do so.
struct GuardTable {
    rule: &'static str,
    at: &'static [Act],
    /// Takes away what the guard asks for.
    empty: fn(&mut TestCase, &mut Cells),
    dangerous: fn(&mut TestCase, &mut Cells),
}

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
    crate::domain::profile::Profile::parse(include_str!("../../data/example-northshire.toml"))
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
