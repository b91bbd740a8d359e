//! The governing board's decision: its purpose, earlier support, the criterion met and the length.

mod grounds;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::RowId;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, board_decided};
use crate::domain::forms::choice::{DecidingBody, HomeKind};
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::decision::grounds::{
    criterion, different, interventions, lacks_purpose, purpose,
};
use crate::domain::rules::parties::{acted_on, is_before};
use crate::domain::rules::refusal::Refusal;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "purpose",
            cites: "P-BG2",
            asks: "A direction is to improve future behaviour, never a punishment.",
        },
        purpose,
    )
    .unless(|look, entry| {
        (look.is_direction() && entry.goes_ahead() && lacks_purpose(look))
            .then(|| "Record the purpose, and confirm the direction is not a punishment, in the direction section.".into())
    }),
    Rule::protocol(
        RuleText {
            id: "interventions",
            cites: "P-BG3; P-CX1",
            asks: "Interventions in school or by outreach were tried and failed, or were judged not suitable.",
        },
        interventions,
    ),
    Rule::protocol(
        RuleText {
            id: "criterion",
            cites: "P-CR1; P-CR2; P-CR3; P-CR4; P-CR5",
            asks: "At least one of the protocol's five criteria applies.",
        },
        criterion,
    ),
    Rule::protocol(
        RuleText {
            id: "host-different",
            cites: "P-CX2",
            asks: "The host can offer something sufficiently different. Record what.",
        },
        different,
    ),
    Rule::protocol(
        RuleText {
            id: "board-decision",
            cites: "P-BG1",
            asks: "Only the governing body or trust decides, or the person its scheme of delegation names.",
        },
        decision,
    )
    .always(|look, entry| {
        (look.is_direction() && entry.goes_ahead() && !decided_by(look, entry.day())).then(|| {
            if refused(look).is_some() {
                "The board decided against this direction. It can only start after a new board decision.".into()
            } else {
                "The board had not agreed this direction by that day. Record the board's decision first.".into()
            }
        })
    }),
    Rule::protocol(
        RuleText { id: "period", cites: "P-BG4; P-IN3", asks: "A direction is temporary: set its first day and its proposed last day." },
        period,
    ),
    Rule::practice(
        RuleText { id: "length", cites: "practice", asks: "A direction is no longer than the authority allows." },
        "the profile of the authority",
        length,
    ),
];

/// Returns whether the board decided for the direction on or before a day.
fn decided_by(look: &CaseContext, day: Option<NaiveDate>) -> bool {
    let last = look.case.rows(table::EVENT_BOARD_DECISION).next_back();
    board_decided(look.case)
        && last.is_some_and(|(_, r)| is_before(r.date(field::BOARD_DECISION_ON), day))
}

/// Returns the board's no, where its latest decision was one.
fn refused<'a>(look: &'a CaseContext) -> Option<Refusal<'a>> {
    let (_, r) = look.case.rows(table::EVENT_BOARD_DECISION).next_back()?;
    r.is_no(field::BOARD_DECISION_AGREED).then(|| Refusal {
        party: "the board",
        on: r.date(field::BOARD_DECISION_ON),
        who: r.text(field::BOARD_DECISION_WHO),
    })
}

fn decision(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || !look.is_direction()
        || matches!(look.stage(), Stage::Considering | Stage::HostApproached)
    {
        return Vec::new();
    }
    if board_decided(look.case) && !decided_by(look, acted_on(look)) {
        let says = "Correct the board's decision: it is dated after the notice or first day";
        let found = look.ask_before_notice(rule, says);
        return vec![
            found
                .why("The board must decide before the family is told.")
                .step(NextStep::Rows(table::EVENT_BOARD_DECISION)),
        ];
    }
    if let Some(no) = refused(look) {
        let says = no.says("take a changed plan to it, or end the case");
        return vec![
            no.heard(look.ask_before_notice(rule, says))
                .step(NextStep::Record(table::EVENT_BOARD_DECISION)),
        ];
    }
    if !board_decided(look.case) {
        return vec![
            look.ask_before_notice(rule, "Get the board's decision")
                .step(NextStep::Record(table::EVENT_BOARD_DECISION)),
        ];
    }
    if let Some((row, says)) = wrong_body(look) {
        let found = look.ask_before_notice(rule, says);
        return vec![
            found
                .why("The kind of home school decides who may direct, and the letter names that body.")
                .step(NextStep::Row(table::EVENT_BOARD_DECISION, row)),
        ];
    }
    let unnamed = look.case.rows(table::EVENT_BOARD_DECISION).next_back().filter(|(_, r)| {
        r.is(field::BOARD_DECISION_CAPACITY, DecidingBody::Delegate)
            && r.lacks(field::BOARD_DECISION_REFERENCE)
    });
    let Some((row, _)) = unnamed else { return Vec::new() };
    let found = look
        .ask_before_notice(rule, "Record the scheme of delegation reference")
        .step(NextStep::Row(table::EVENT_BOARD_DECISION, row));
    vec![found.why("The decision was delegated, but the reference is not recorded.")]
}

/// Returns the latest decision where its capacity is that of another kind of school: a trust decides
/// for an academy, a management committee for a pupil referral unit, a governing body for the rest
/// (P-BG6). A special school may be a trust's.
fn wrong_body(look: &CaseContext) -> Option<(RowId, &'static str)> {
    let (row, cells) = look.case.rows(table::EVENT_BOARD_DECISION).next_back()?;
    let capacity = cells.choice(field::BOARD_DECISION_CAPACITY)?;
    let says = match (look.case.choice(field::SCHOOL_HOME_KIND)?, capacity) {
        (_, DecidingBody::Delegate)
        | (HomeKind::Academy, DecidingBody::Trust)
        | (HomeKind::Pru, DecidingBody::Committee)
        | (HomeKind::Maintained, DecidingBody::Board)
        | (HomeKind::Special, DecidingBody::Board | DecidingBody::Trust) => return None,
        (HomeKind::Academy, _) => "Correct who decided: for an academy, the trust",
        (HomeKind::Pru, _) => "Correct who decided: for a PRU, the management committee",
        (HomeKind::Maintained | HomeKind::Special, _) => {
            "Correct who decided: for this school, the governing body"
        }
    };
    Some((row, says))
}

fn period(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || !look.is_direction()
        || matches!(look.stage(), Stage::Considering | Stage::HostApproached)
    {
        return Vec::new();
    }
    match (look.first(), look.last()) {
        (None, _) => vec![
            look.finding(rule, "Set the first day")
                .why("Every date before the start is counted from it.")
                .step(NextStep::Answer(field::DIRECTION_START.id)),
        ],
        (Some(_), None) => vec![
            look.ask_before_start(rule, "Set the proposed last day")
                .step(NextStep::Answer(field::DIRECTION_END.id)),
        ],
        (Some(first), Some(last)) if last < first => {
            let line =
                format!("It would end on {} but start on {}.", show_long(last), show_long(first));
            vec![
                look.ask_before_start(rule, "Correct the last day: it is before the first day")
                    .why(line)
                    .step(NextStep::Answer(field::DIRECTION_END.id)),
            ]
        }
        (Some(_), Some(_)) => Vec::new(),
    }
}

fn length(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let (Some(most), Some(first), Some(last)) =
        (look.context.profile.max_length_weeks, look.first(), look.last())
    else {
        return Vec::new();
    };
    let latest = look.context.home.school_weeks_after(first, most);
    if !look.is_open() || last <= latest {
        return Vec::new();
    }
    let line = format!(
        "{} from {} end on {}; the last day is {} ({}).",
        pluralize(most, "school week"),
        show_long(first),
        show_long(latest),
        show_long(last),
        look.context.profile.citation()
    );
    let counted = look.counted(look.context.home, first, latest, line).since(first);
    vec![
        look.ask_counted(rule, "Shorten the direction, or get the longer one agreed", counted)
            .step(NextStep::Answer(field::DIRECTION_END.id)),
    ]
}
