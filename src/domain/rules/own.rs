//! What only some authorities want: notifications of their own, a panel, checklist rows, a cap on
//! sessions, reviews face to face, copies by name. Every value comes from the profile.

use chrono::NaiveDate;

use crate::domain::attendance::timetable;
use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::case::{RowValues, Side};
use crate::domain::forms::choice::{AuthorityStepKind, DaySplit, How};
use crate::domain::forms::{self, field, table};
use crate::domain::profile::{CheckRow, CheckStage, OwnNotification};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::parties::list;
use crate::domain::rules::reviews::{booked, held_reviews};
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

const PROFILE: &str = "the profile of the authority";

/// Returns a rule that only a profile brings to life.
const fn own(
    id: &'static str,
    asks: &'static str,
    judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
) -> Rule {
    Rule::practice(RuleText { id, cites: "practice", asks }, PROFILE, judge)
}

pub(super) static RULES: &[Rule] = &[
    own(
        "authority-start",
        "Some authorities have each start notified on a form of their own, within a period.",
        start,
    ),
    own(
        "authority-outcome",
        "Some authorities have each outcome notified on a form of their own, within a period.",
        outcome,
    ),
    own(
        "authority-first",
        "Some authorities are told before the parents are spoken to.",
        before_parents,
    ),
    own("panel", "Some authorities take each case to a panel before the start.", panel),
    own(
        "own-checklist",
        "Some authorities have a checklist of their own; a row may hold the next step back.",
        checklist,
    )
    .unless(checklist_guard),
    own(
        "session-cap",
        "Some authorities limit the sessions a week at a kind of host.",
        session_cap,
    ),
    own(
        "face-to-face",
        "Some authorities want so many reviews of a direction held face to face.",
        face_to_face,
    ),
    own("own-copies", "Some authorities have the letter copied to others by name.", copies),
];

/// Returns whether a step at the LA of this kind is recorded.
fn has_step(look: &CaseContext, kind: AuthorityStepKind) -> bool {
    look.case.rows(table::EVENT_AUTHORITY_STEP).any(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, kind))
}

/// Asks for a notification within its period after a day, with the fields that it wants.
fn notification(
    rule: &'static Rule,
    look: &CaseContext,
    wanted: &OwnNotification,
    (says, from): (&str, NaiveDate),
) -> Vec<Finding> {
    let Some(days) = wanted.school_days else { return Vec::new() };
    let home = look.context.home;
    let due = home.add_school_days(from, days);
    let line = format!(
        "{days} school days after {} is {} ({}).",
        show_long(from),
        show_long(due),
        look.context.profile.words()
    );
    let counted = look.counted(home, from, due, line).since(from);
    let mut found =
        look.ask_counted(rule, says, counted).step(NextStep::Record(table::EVENT_AUTHORITY_STEP));
    let labels: Vec<String> = wanted
        .fields
        .iter()
        .filter_map(|id| forms::any_field(id).map(|(_, f)| f.label.to_lowercase()))
        .collect();
    if !labels.is_empty() {
        found = found.why(format!("It asks for {}.", labels.join(", ")));
    }
    vec![found]
}

fn start(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let started = look.has(table::EVENT_START);
    let Some(first) = look.first().filter(|_| started) else { return Vec::new() };
    if has_step(look, AuthorityStepKind::Start) {
        return Vec::new();
    }
    let wanted = &look.context.profile.start_notification;
    notification(rule, look, wanted, ("notify the authority of the start", first))
}

fn outcome(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let decided = look.latest(table::EVENT_DECISION, field::DECISION_ON);
    let ended = look.latest(table::EVENT_END, field::END_ON);
    let Some(from) = decided.max(ended) else { return Vec::new() };
    let told = look.case.rows(table::EVENT_AUTHORITY_STEP).any(|(_, r)| {
        r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Outcome)
            && r.date(field::AUTHORITY_STEP_ON).is_some_and(|on| on >= from)
    });
    if told {
        return Vec::new();
    }
    let wanted = &look.context.profile.outcome_notification;
    notification(rule, look, wanted, ("notify the authority of the outcome", from))
}

fn before_parents(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.context.profile.told_before_parents || !look.is_open() {
        return Vec::new();
    }
    let spoken = look
        .case
        .rows(table::EVENT_PARENT_DISCUSSION)
        .filter_map(|(_, r)| r.date(field::PARENT_DISCUSSION_ON))
        .min();
    let told = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .filter_map(|(_, r)| r.date(field::AUTHORITY_STEP_ON))
        .min();
    let in_order = told.is_some_and(|told| spoken.is_none_or(|spoken| told <= spoken));
    if in_order {
        return Vec::new();
    }
    let found = match spoken {
        Some(day) => look
            .finding_due(rule, "tell the authority: the parents were spoken to first", day)
            .why(format!("The parents were spoken to on {}.", show_short(day))),
        None => look
            .finding(rule, "tell the authority before you speak with the parents")
            .why("Before the parents; it gets no date of its own."),
    };
    let words = look.context.profile.words();
    vec![
        found
            .why(format!("Wanted by {words}."))
            .step(NextStep::Record(table::EVENT_AUTHORITY_STEP)),
    ]
}

fn panel(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let panel = &look.context.profile.panel;
    if panel.name.is_empty() {
        return Vec::new();
    }
    let decided = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .filter(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Panel))
        .filter_map(|(_, r)| r.date(field::AUTHORITY_STEP_ON))
        .max();
    let Some(decided) = decided else {
        if !look.is_preparing() {
            return Vec::new();
        }
        let by = look.notice_by().map(|counted| counted.day);
        let sits = by.and_then(|by| panel.dates.iter().rfind(|day| **day <= by)).copied();
        let says = format!("take the case to the {}", panel.name);
        let found = match sits {
            Some(day) => look
                .finding_due(rule, says, day)
                .why(format!("It sits last before the notice on {}.", show_long(day))),
            None => look
                .ask_before_notice(rule, says)
                .why("No day of the panel before the notice is in the profile."),
        };
        return vec![found.step(NextStep::Record(table::EVENT_AUTHORITY_STEP))];
    };
    let Some(days) = panel.on_roll_days.filter(|_| look.is_preparing()) else { return Vec::new() };
    let due = days_after(decided, u64::from(days));
    let line = format!("{days} days after the decision of {}.", show_long(decided));
    let found = look.due_since(rule, "have the pupil on roll", decided, due, Side::Home);
    vec![found.why(line).step(NextStep::Record(table::EVENT_START))]
}

/// Returns the checklist rows of a stage that nobody has recorded as done.
fn unchecked<'a>(look: &'a CaseContext, stage: CheckStage) -> impl Iterator<Item = &'a CheckRow> {
    look.context.profile.checklist.iter().filter(move |row| {
        row.stage == stage
            && !look
                .case
                .rows(table::EVENT_OWN_CHECK)
                .any(|(_, r)| r.text(field::OWN_CHECK_ITEM).eq_ignore_ascii_case(&row.words))
    })
}

fn checklist(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let stages = [
        (CheckStage::Before, look.is_open() && !look.is_considering()),
        (CheckStage::Running, look.is_running()),
        (CheckStage::Ended, !look.is_open()),
    ];
    let ask = |row: &CheckRow| {
        let says = format!("see to this row of the authority's list: {}", row.words);
        let found = match row.stage {
            CheckStage::Before => look.ask_before_start(rule, says),
            CheckStage::Running => look.ask_when(rule, says, look.last()),
            CheckStage::Ended => match look.last() {
                Some(last) => look.finding_due(rule, says, last),
                None => look.finding(rule, says),
            },
        };
        let words = look.context.profile.words();
        found
            .why(format!("Wanted by {words}. Record it with these words: {}.", row.words))
            .step(NextStep::Record(table::EVENT_OWN_CHECK))
    };
    stages
        .into_iter()
        .filter(|(_, applies)| *applies)
        .flat_map(|(stage, _)| unchecked(look, stage).map(ask).collect::<Vec<_>>())
        .collect()
}

fn checklist_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let stage = match entry.table {
        table::EVENT_NOTICE | table::EVENT_START => CheckStage::Before,
        table::EVENT_END => CheckStage::Running,
        _ => return None,
    };
    let row = unchecked(look, stage).find(|row| row.blocks)?;
    Some(format!("The authority's list asks for this first: {}.", row.words))
}

/// Returns the sessions a week at the host: by the latest timetable, else all ten.
fn host_sessions(look: &CaseContext) -> usize {
    let split = look.case.is(field::SESSION_SPLIT, DaySplit::Split);
    match timetable::all(look.case).last() {
        Some((.., week)) if split => week.count(Side::Host),
        _ => 10,
    }
}

fn session_cap(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let kind = cell(&look.case.answers, field::SCHOOL_HOST_KIND).as_text();
    let cap = look.context.profile.session_caps.iter().find(|(of, _)| of == kind);
    let at_stake = look.is_direction() && (look.is_preparing() || look.is_running());
    let Some((_, most)) = cap.filter(|_| at_stake) else { return Vec::new() };
    let planned = host_sessions(look);
    if planned <= *most as usize {
        return Vec::new();
    }
    let says = format!("plan at most {most} sessions a week at this kind of host");
    let found = look.ask_before_start(rule, says).step(NextStep::Rows(table::TIMETABLE));
    let words = look.context.profile.words();
    vec![found.why(format!("{planned} are planned ({words})."))]
}

fn face_to_face(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let least = look.context.profile.reviews_face_to_face as usize;
    if least == 0 || !look.is_running() || !look.is_direction() {
        return Vec::new();
    }
    let in_person = |r: &RowValues| r.is(field::REVIEW_HOW, How::Person);
    let count = held_reviews(look).filter(|(_, r, _)| in_person(r)).count()
        + booked(look).filter(|(_, r, _)| in_person(r)).count();
    if count >= least {
        return Vec::new();
    }
    let found = look.ask_when(rule, "hold a review face to face", look.last());
    let words = look.context.profile.words();
    vec![
        found
            .why(format!("{count} of {least} so far, held or booked ({words})."))
            .step(NextStep::Record(table::EVENT_REVIEW)),
    ]
}

fn copies(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.has(table::EVENT_NOTICE) {
        return Vec::new();
    }
    let known = |id: &str| forms::field(format!("copies.{id}")).is_some();
    let sent = |name: &str| {
        look.case
            .rows(table::EVENT_OWN_CHECK)
            .any(|(_, r)| r.text(field::OWN_CHECK_ITEM).eq_ignore_ascii_case(name))
    };
    let listed = look.context.profile.copies.iter().map(String::as_str);
    let open: Vec<&str> = listed.filter(|name| !known(name) && !sent(name)).collect();
    let Some(first) = open.first() else { return Vec::new() };
    let says = format!("send copies of the letter to {}", list(&open));
    let found = look.ask_before_start(rule, says).step(NextStep::Record(table::EVENT_OWN_CHECK));
    vec![found.why(format!("Record each as a check with the name as it stands: {first}."))]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::profile::{CheckStage, Profile};
    use crate::domain::rules::testing::*;

    fn like(t: &mut TestCase, own: &str) {
        let text = match own {
            "north" => include_str!("../data/example-northshire.toml"),
            _ => include_str!("../data/example-valeshire.toml"),
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
                t.row("event.notice", &[("on", on("2026-11-20"))]);
            },
            due: "2026-12-01",
            settled: |t| {
                t.row("event.own_check", &[("item", words("EHCP coordinator"))]);
            },
            not: |t| {
                t.directed();
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
        assert!(own.says.contains("Planning meeting") && own.may_override());
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
}
