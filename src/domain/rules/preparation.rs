//! Preparation before the first day: open matters settled, the host checked, evidence and passport
//! shared, times and reviews agreed.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::RowId;
use crate::domain::case::answers::Answers;
use crate::domain::case::evidence::{ItemState, checklist};
use crate::domain::case::outline::{EditorView, OutlineLine, lines};
use crate::domain::case::stage::{Stage, cell};
use crate::domain::forms::answer_type::YesNo;
use crate::domain::forms::choice::{DaySplit, MeetingKind};
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::{is_before, list};
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "settled",
            cites: "P-PR5; P-FU2; P-TR1",
            asks: "Uniform, transport and funding are settled before the formal meeting.",
        },
        settled,
    ),
    Rule::protocol(
        RuleText {
            id: "host-checked",
            cites: "P-LE1",
            asks: "The host is registered with Ofsted or in the LA's directory, and safeguarding checks were made.",
        },
        host_checked,
    ),
    Rule::protocol(
        RuleText {
            id: "evidence",
            cites: "P-ME2",
            asks: "The schools share the evidence: passport, plans, logs, strategies and records.",
        },
        evidence,
    ),
    Rule::protocol(
        RuleText {
            id: "passport",
            cites: "Form 2",
            asks: "The pupil passport is complete, its safeguarding answers first.",
        },
        passport,
    ),
    Rule::protocol(
        RuleText {
            id: "safeguarding-shared",
            cites: "Form 2, 1b",
            asks: "Safeguarding concerns are shared with the host before the start.",
        },
        safeguarding,
    )
    .unless(safeguarding_guard),
    Rule::protocol(
        RuleText {
            id: "timetable",
            cites: "P-LE4",
            asks: "Where the week is split, the timetable says at which school each session is.",
        },
        timetable,
    ),
    Rule::protocol(
        RuleText {
            id: "initial-meeting",
            cites: "P-ME1; Form 3",
            asks: "An initial meeting is held, and agrees how often there is a review.",
        },
        initial_meeting,
    ),
    Rule::protocol(
        RuleText {
            id: "adjustments",
            cites: "P-IN2; Equality Act 2010; Children and Families Act 2014",
            asks: "The duties to a child with special needs or a disability go on at the host: what is adjusted is written down.",
        },
        adjustments,
    ),
];

/// Returns whether a host has agreed and the pupil has not started.
fn is_preparing(look: &CaseContext) -> bool {
    matches!(look.stage(), Stage::AgreedInPrinciple | Stage::Directed)
}

/// Returns the first field of which the answer is not yes, and the words of all of them.
fn open_of<'a>(
    look: &CaseContext,
    fields: &[(FieldId<YesNo>, &'a str)],
) -> Option<(&'static str, Vec<&'a str>)> {
    let open: Vec<_> = fields.iter().filter(|(field, _)| !look.yes(*field)).collect();
    open.first().map(|(field, _)| (field.id, open.iter().map(|(_, words)| *words).collect()))
}

fn settled(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let fields = [
        (field::SETTLED_UNIFORM, "uniform"),
        (field::SETTLED_TRANSPORT, "transport"),
        (field::SETTLED_FUNDING, "funding"),
    ];
    let asked = is_preparing(look) || look.is_running();
    let Some((first, open)) = open_of(look, &fields).filter(|_| asked) else {
        return Vec::new();
    };
    let says = format!("settle {} before the formal meeting", list(&open));
    let found = match look.case.date(field::INITIAL_DATE) {
        Some(meeting) => look
            .finding_by(rule, says, meeting)
            .why(format!("The initial meeting is on {}.", show_long(meeting))),
        None => look.ask_before_start(rule, says),
    };
    vec![found.step(NextStep::Answer(first))]
}

fn host_checked(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !(is_preparing(look) || look.is_running()) {
        return Vec::new();
    }
    let known = look.yes(field::HOST_REGISTERED) || look.yes(field::HOST_APPROVED);
    if known && look.yes(field::HOST_CHECKS) {
        return Vec::new();
    }
    let (says, field) = if known {
        ("see the host's safeguarding checks", field::HOST_CHECKS.id)
    } else {
        ("look the host up: Ofsted registration or the LA's directory", field::HOST_REGISTERED.id)
    };
    vec![look.ask_before_start(rule, says).step(NextStep::Answer(field))]
}

/// The kinds of evidence, the field that says they were shared, and their words.
const SHARED: [(&str, &str, &str); 11] = [
    ("passport", field::EVIDENCE_SHARED_PASSPORT.id, "passport"),
    ("plans", field::EVIDENCE_SHARED_PLANS.id, "plans"),
    ("behaviour_log", field::EVIDENCE_SHARED_BEHAVIOUR_LOG.id, "behaviour log"),
    ("behaviour_analysis", field::EVIDENCE_SHARED_BEHAVIOUR_ANALYSIS.id, "behaviour analysis"),
    ("graduated", field::EVIDENCE_SHARED_STRATEGIES.id, "strategies weighed up"),
    ("attendance", field::EVIDENCE_SHARED_ATTENDANCE.id, "attendance record"),
    ("pep", field::EVIDENCE_SHARED_PEP.id, "personal education plan"),
    ("exclusions", field::EVIDENCE_SHARED_EXCLUSIONS.id, "exclusion data"),
    ("ks4", field::EVIDENCE_SHARED_OPTIONS.id, "Key Stage 4 options"),
    ("attainment", field::EVIDENCE_SHARED_ATTAINMENT.id, "latest assessment"),
    ("send", field::EVIDENCE_SHARED_SEND.id, "SEND evidence"),
];

fn evidence(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !(is_preparing(look) || look.is_running()) || !look.is_direction() {
        return Vec::new();
    }
    let wanted = checklist(look.case);
    let is_wanted = |kind: &str| {
        kind == "passport"
            || wanted.iter().any(|i| {
                i.kind == kind && matches!(i.state, ItemState::Held(_) | ItemState::Missing)
            })
    };
    let is_shared = |field: &str| {
        look.case.rows(table::EVENT_EVIDENCE_SHARED).any(|(_, r)| cell(r, field).is_yes())
    };
    let open: Vec<&str> = SHARED
        .iter()
        .filter(|(kind, field, _)| is_wanted(kind) && !is_shared(field))
        .map(|(_, _, words)| *words)
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let says = match open.as_slice() {
        [] | [_] | [_, _] => format!("share with the host: {}", list(&open)),
        [first, second, rest @ ..] => {
            format!("share with the host: {first}, {second} and {} more", rest.len())
        }
    };
    vec![
        look.ask_before_start(rule, says)
            .why(format!("Not shared yet: {}.", list(&open)))
            .step(NextStep::Record(table::EVENT_EVIDENCE_SHARED)),
    ]
}

/// The passport's place in `forms::FORMS`.
const PASSPORT: EditorView = EditorView::Form { form: 1, row: None };

fn passport(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || look.stage() == Stage::Considering {
        return Vec::new();
    }
    let (mut wanted, mut missing, mut safeguarding) = (0_usize, Vec::new(), Vec::new());
    let mut tables = Vec::new();
    for line in lines(look.case, &PASSPORT) {
        wanted += usize::from(line.is_wanted().is_some());
        if let OutlineLine::Table { table, missing: true, .. } = line {
            tables.push(table.id);
        }
        let OutlineLine::Field { at, field, missing: is_missing } = line else { continue };
        if is_missing {
            missing.push((at.row, field.id));
            safeguarding.extend(field.safeguarding.then_some(field.id));
        }
    }
    let in_row = |row: &Option<(String, RowId)>| {
        let (table, row) = row.as_ref()?;
        crate::domain::forms::table(table).map(|t| (t.id, *row))
    };
    let step = match (safeguarding.first(), missing.first(), tables.first()) {
        (Some(field), ..) => NextStep::Answer(field),
        (None, Some((row, first)), _) => match in_row(row) {
            Some((table, row)) => NextStep::Row(table, row),
            None => NextStep::Answer(first),
        },
        (None, None, Some(table)) => NextStep::Rows(table),
        (None, None, None) => return Vec::new(),
    };
    let first = if safeguarding.is_empty() {
        String::new()
    } else {
        format!(", {} on safeguarding first", safeguarding.len())
    };
    let says = format!(
        "complete the passport: {} of {wanted} answers missing{first}",
        missing.len() + tables.len()
    );
    vec![look.ask_before_start(rule, says).step(step)]
}

fn safeguarding(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let concerns = [field::SAFEGUARDING_CONCERNS, field::PLAN_CP].into_iter().any(|f| look.yes(f));
    if !(is_preparing(look) || look.is_running())
        || !concerns
        || look.has(table::EVENT_SAFEGUARDING_SHARED)
    {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "share the safeguarding information with the host")
            .step(NextStep::Record(table::EVENT_SAFEGUARDING_SHARED)),
    ]
}

/// Returns whether there is something to share, or nobody has said that there is not.
fn may_be_at_risk(look: &CaseContext) -> bool {
    look.yes(field::PLAN_CP) || !look.case.is_no(field::SAFEGUARDING_CONCERNS)
}

fn safeguarding_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let shared = look
        .case
        .rows(table::EVENT_SAFEGUARDING_SHARED)
        .any(|(_, r)| is_before(r.date(field::SAFEGUARDING_SHARED_ON), entry.day()));
    if entry.table != table::EVENT_START || shared || !may_be_at_risk(look) {
        return None;
    }
    let known = look.yes(field::SAFEGUARDING_CONCERNS) || look.yes(field::PLAN_CP);
    Some(if known {
        "Share the safeguarding information with the host before the first day.".into()
    } else {
        "Answer first whether there are safeguarding concerns.".into()
    })
}

fn timetable(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let split = look.case.is(field::SESSION_SPLIT, DaySplit::Split);
    if !(is_preparing(look) || look.is_running()) || !split || look.has(table::TIMETABLE) {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "fill in the timetable: the week is split")
            .step(NextStep::Rows(table::TIMETABLE)),
    ]
}

fn initial_meeting(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !(is_preparing(look) || look.is_running()) || !look.is_direction() {
        return Vec::new();
    }
    let held = look
        .case
        .rows(table::EVENT_MEETING)
        .any(|(_, r)| r.is(field::MEETING_KIND, MeetingKind::Initial));
    let (says, field) = match (
        held || look.case.has(field::INITIAL_DATE),
        look.case.lacks(field::INITIAL_FREQUENCY_WEEKS),
    ) {
        (false, _) => ("hold the initial meeting", field::INITIAL_DATE.id),
        (true, true) => ("agree how often there is a review", field::INITIAL_FREQUENCY_WEEKS.id),
        (true, false) => return Vec::new(),
    };
    vec![look.ask_before_start(rule, says).step(NextStep::Answer(field))]
}

fn adjustments(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let needed = [field::SEND_DISABILITY, field::SEND_EHCP, field::SEND_SUPPORT]
        .into_iter()
        .any(|f| look.yes(f));
    if !(is_preparing(look) || look.is_running())
        || !needed
        || look.case.has(field::SEND_ADJUSTMENTS)
    {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "write down what the host adjusts for the child")
            .step(NextStep::Answer(field::SEND_ADJUSTMENTS.id)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    const ALL_SHARED: [&str; 6] = [
        "passport",
        "behaviour_log",
        "behaviour_analysis",
        "strategies",
        "attendance",
        "attainment",
    ];

    pub(crate) const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "settled",
            raised: |t| {
                t.directed();
                t.set("initial.date", on("2026-11-24"));
            },
            due: "2026-11-24",
            settled: |t| {
                for f in ["uniform", "transport", "funding"] {
                    t.set(&format!("settled.{f}"), yes());
                }
            },
            not: |_| {},
        },
        RuleTable {
            rule: "host-checked",
            raised: |t| {
                t.directed();
                t.set("host.approved", yes());
            },
            due: "2026-12-01",
            settled: |t| t.set("host.checks", yes()),
            not: |_| {},
        },
        RuleTable {
            rule: "evidence",
            raised: |t| t.directed(),
            due: "2026-12-01",
            settled: |t| {
                t.row("event.evidence_shared", &ALL_SHARED.map(|f| (f, yes())));
            },
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "passport",
            raised: |t| t.directed(),
            due: "2026-12-01",
            settled: |t| t.fill("passport"),
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "safeguarding-shared",
            raised: |t| {
                t.directed();
                t.set("safeguarding.concerns", yes());
            },
            due: "2026-12-01",
            settled: |t| {
                t.row("event.safeguarding_shared", &[("on", on("2026-11-30"))]);
            },
            not: |t| {
                t.directed();
                t.set("safeguarding.concerns", no());
            },
        },
        RuleTable {
            rule: "timetable",
            raised: |t| {
                t.directed();
                t.set("session.split", is("split"));
            },
            due: "2026-12-01",
            settled: |t| {
                t.row("timetable", &[("from", on("2026-12-02"))]);
            },
            not: |t| {
                t.directed();
                t.set("session.split", is("full"));
            },
        },
        RuleTable {
            rule: "initial-meeting",
            raised: |t| {
                t.directed();
                t.row("event.meeting", &[("on", on("2026-11-20")), ("kind", is("initial"))]);
            },
            due: "2026-12-01",
            settled: |t| {
                t.set("initial.frequency_weeks", crate::domain::value::Value::Number(6));
            },
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "adjustments",
            raised: |t| {
                t.directed();
                t.set("send.support", yes());
            },
            due: "2026-12-01",
            settled: |t| t.set("send.adjustments", words("A quiet room")),
            not: |t| {
                t.directed();
                t.set("send.support", no());
            },
        },
    ];

    #[test]
    fn safeguarding_answers_come_first_and_plans_are_wanted_where_there_are_some() {
        let mut t = TestCase::new();
        t.directed();
        assert!(t.one("passport").says.contains("on safeguarding first"));
        t.row("event.evidence_shared", &ALL_SHARED.map(|f| (f, yes())));
        t.set("send.iep", yes());
        assert!(t.one("evidence").says.ends_with("share with the host: plans"));
    }
}
