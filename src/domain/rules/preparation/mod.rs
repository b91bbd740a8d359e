//! Preparation before the first day: open matters settled, the host checked, evidence and passport
//! shared, times and reviews agreed.

mod passport;
mod shared;
#[cfg(test)]
pub(super) mod tests;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::Stage;
use crate::domain::forms::answer_type::YesNo;
use crate::domain::forms::choice::{DaySplit, MeetingKind};
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::preparation::passport::{passport, safeguarding, safeguarding_guard};
use crate::domain::rules::preparation::shared::evidence;
use crate::domain::rules::rule::{Consequence, Finding, NextStep, Rule, RuleText, Trigger};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "settled",
            cites: "P-PR5; P-FU2; P-TR1",
            asks: "Settle uniform, transport and funding before the formal meeting.",
        },
        settled,
    ),
    Rule::protocol(
        RuleText {
            id: "in-policy",
            cites: "P-BG7",
            asks: "The school's behaviour policy, alongside its SEN policy, covers off-site direction.",
        },
        in_policy,
    ),
    Rule::protocol(
        RuleText {
            id: "host-checked",
            cites: "P-LE1",
            asks: "The host is registered with Ofsted or in the LA's directory, and safeguarding checks are done.",
        },
        host_checked,
    )
    .at_stake(Consequence::Safeguarding),
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
            asks: "The pupil passport is complete, safeguarding answers first.",
        },
        passport,
    ),
    Rule::protocol(
        RuleText {
            id: "safeguarding-shared",
            cites: "Form 2, 1b",
            asks: "Share safeguarding concerns with the host before the start.",
        },
        safeguarding,
    )
    .at_stake(Consequence::Safeguarding)
    .unless(safeguarding_guard),
    Rule::protocol(
        RuleText {
            id: "timetable",
            cites: "P-LE4; P-IN1",
            asks: "If the week is split, the timetable shows which school each session is at.",
        },
        timetable,
    ),
    Rule::protocol(
        RuleText {
            id: "initial-meeting",
            cites: "P-ME1; Form 3",
            asks: "Hold an initial meeting and agree how often to review.",
        },
        initial_meeting,
    ),
    Rule::protocol(
        RuleText {
            id: "adjustments",
            cites: "P-IN2; Equality Act 2010; Children and Families Act 2014",
            asks: "Duties to a child with SEND continue at the host. Record the adjustments.",
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
    let says = format!("Settle {}[ before the formal meeting]", list(&open));
    let found = match look.case.date(field::INITIAL_DATE) {
        Some(meeting) => look
            .finding_by(rule, says, meeting, Trigger::Planned)
            .why(format!("The initial meeting is on {}.", show_long(meeting))),
        None => look.ask_before_start(rule, says),
    };
    vec![found.step(NextStep::Answer(first))]
}

/// Returns whether the profile has the home school among those whose policy was looked at.
fn is_school_of_policy(look: &CaseContext) -> bool {
    let id = look.case.school(field::SCHOOL_HOME);
    let name = look.registered(field::SCHOOL_HOME).map_or("", |s| s.name.as_str());
    let is_it =
        |known: &String| known == id || (!name.is_empty() && known.eq_ignore_ascii_case(name));
    !id.is_empty() && look.context.profile.in_policy.iter().any(is_it)
}

fn in_policy(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let asked = is_preparing(look) || look.is_running();
    let known = look.case.lacks(field::SETTLED_POLICY) && is_school_of_policy(look);
    if !asked || !look.is_direction() || look.yes(field::SETTLED_POLICY) || known {
        return Vec::new();
    }
    let found = look.ask_before_start(rule, "Confirm the behaviour policy covers directions");
    let why = if look.case.is_no(field::SETTLED_POLICY) {
        "The answer is no: ask the governors to add it."
    } else {
        "Every case asks this until the policy has been checked."
    };
    vec![found.why(why).step(NextStep::Answer(field::SETTLED_POLICY.id))]
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
        ("See the safeguarding checks[ of {host}]", field::HOST_CHECKS.id)
    } else {
        ("Check {host}: Ofsted registration or LA directory", field::HOST_REGISTERED.id)
    };
    vec![look.ask_before_start(rule, says).step(NextStep::Answer(field))]
}

fn timetable(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let split = look.case.is(field::SESSION_SPLIT, DaySplit::Split);
    let asked = look.is_direction() && (is_preparing(look) || look.is_running());
    if asked && look.case.lacks(field::SESSION_SPLIT) {
        let says = "Record whether the week is full-time or split";
        let found = look.ask_before_start(rule, says);
        return vec![found.step(NextStep::Answer(field::SESSION_SPLIT.id))];
    }
    if !asked || !split || look.has(table::TIMETABLE) {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "Fill in the timetable (split week)")
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
        (false, _) => ("Hold the initial meeting", field::INITIAL_DATE.id),
        (true, true) => ("Agree how often to review", field::INITIAL_FREQUENCY_WEEKS.id),
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
        look.ask_before_start(rule, "Record the adjustments[ {host} will make]")
            .step(NextStep::Answer(field::SEND_ADJUSTMENTS.id)),
    ]
}
