//! A suspension by the host: recorded, reported to the home school at once, and followed by an
//! emergency review.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::attendance::{BothSchools, Registers, host_suspensions};
use crate::domain::calendar::dates::show_short;
use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::ReviewKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::sessions;
use crate::domain::rules::parties::list;
use crate::domain::rules::phrase::{Joint, Phrase};
use crate::domain::rules::rule::{Consequence, Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "suspension-recorded",
            cites: "P-RV9",
            asks: "Record any suspension shown in the host's register, so that the next steps are not missed.",
        },
        recorded,
    )
    .at_stake(Consequence::Safeguarding),
    Rule::protocol(
        RuleText {
            id: "home-told",
            cites: "P-RV9",
            asks: "The host tells the home school about a suspension immediately.",
        },
        told,
    )
    .at_stake(Consequence::Safeguarding),
    Rule::protocol(
        RuleText {
            id: "emergency-review",
            cites: "P-RV9",
            asks: "A host that suspends the pupil calls an emergency review.",
        },
        emergency_review,
    )
    .at_stake(Consequence::Safeguarding),
    Rule::statute(
        RuleText {
            id: "suspension-told",
            cites: "SI 2022/788",
            asks: "The host tells the LA about each suspension without delay, and the child's social worker and Virtual School if any.",
        },
        "Southwark's handbook, which restates the duty of September 2022; the instrument was not seen",
        lawfully_told,
    )
    .second_hand()
    .from(2022, 9, 1),
    Rule::guidance(
        RuleText {
            id: "sixth-day-provision",
            cites: "DfE exclusion guidance",
            asks: "From the sixth school day of a suspension, the child is taught elsewhere.",
        },
        "Southwark's handbook; the regulation behind it was not seen",
        sixth_day,
    )
    .at_stake(Consequence::Safeguarding)
    .second_hand(),
];

/// The protocol says immediately; a meeting within this many school days is taken for it.
const EMERGENCY_SCHOOL_DAYS: u32 = 5;

/// School days of a suspension after which provision is made elsewhere: from the sixth day.
const SIXTH_DAY: u32 = 6;

fn lawfully_told(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.has(table::EVENT_START) || !look.is_direction() {
        return Vec::new();
    }
    let worker = look.has_social_worker();
    let looked_after = !look.case.is_no(field::CLA_IS);
    let ask = |(id, r): (RowId, &RowValues)| {
        let on = r.date(field::HOST_SUSPENSION_ON)?;
        let wanted = [
            (field::HOST_SUSPENSION_LA_TOLD_ON, "the LA", true),
            (field::HOST_SUSPENSION_SOCIAL_WORKER_TOLD_ON, "the social worker", worker),
            (field::HOST_SUSPENSION_VIRTUAL_SCHOOL_TOLD_ON, "the Virtual School", looked_after),
        ];
        let lacking = || wanted.iter().filter(|(field, _, asked)| *asked && r.lacks(*field));
        let (first, ..) = lacking().next()?;
        let open: Vec<&str> = lacking().map(|(_, words, _)| *words).collect();
        let says = Phrase::from(format!("Check {{host}} told {} of the suspension", list(&open)))
            .joined(Joint::From, on);
        Some(
            look.finding_due(rule, says, on)
                .why("Without delay, however short the suspension. Record each date.")
                .step(NextStep::Cell(table::EVENT_HOST_SUSPENSION, id, first.id)),
        )
    };
    look.case.rows(table::EVENT_HOST_SUSPENSION).filter_map(ask).collect()
}

fn sixth_day(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.has(table::EVENT_START) || !look.is_direction() {
        return Vec::new();
    }
    let host = look.context.host;
    let ask = |(id, r): (RowId, &RowValues)| {
        let on = r.date(field::HOST_SUSPENSION_ON)?;
        // How long it lasts may not have been said yet: that is not short.
        let is_long =
            r.number(field::HOST_SUSPENSION_DAYS).is_none_or(|days| days >= i64::from(SIXTH_DAY));
        if !is_long || r.has(field::HOST_SUSPENSION_PROVISION) {
            return None;
        }
        let before = SIXTH_DAY - u32::from(host.is_school_day(on));
        let day = host.add_school_days(on, before);
        let line = format!(
            "Suspended from {}. The sixth school day is {}.",
            show_short(on),
            show_short(day)
        );
        let counted = look.counted(host, on, day, line).since(on).at_host();
        let says = Phrase::from("Record the sixth-day provision").joined(Joint::From, day);
        let found = look.ask_counted(rule, says, counted);
        let provision = field::HOST_SUSPENSION_PROVISION.id;
        Some(found.step(NextStep::Cell(table::EVENT_HOST_SUSPENSION, id, provision)))
    };
    look.case.rows(table::EVENT_HOST_SUSPENSION).filter_map(ask).collect()
}

fn recorded(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let registers =
        Registers::new(look.case, BothSchools { home: look.context.home, host: look.context.host });
    let mut open = host_suspensions(look.case).filter(|(day, _)| !registers.is_recorded(*day));
    let Some(first) = open.next().filter(|_| look.is_running()) else { return Vec::new() };
    let found = look.finding_due(
        rule,
        Phrase::from("Record the suspension[ by {host}]").joined(Joint::From, first.0),
        first.0,
    );
    let line = format!(
        "The host's register shows E for {} with no suspension recorded. Due the same day.",
        sessions(1 + open.count())
    );
    vec![found.why(line).step(NextStep::Record(table::EVENT_HOST_SUSPENSION))]
}

fn told(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let open = look
        .case
        .rows(table::EVENT_HOST_SUSPENSION)
        .filter(|(_, r)| r.lacks(field::HOST_SUSPENSION_TOLD_ON));
    let ask = |(id, r): (RowId, &RowValues)| {
        let on = r.date(field::HOST_SUSPENSION_ON)?;
        let found = look.finding_due(
            rule,
            Phrase::from("Record when you were told[ of the suspension]").joined(Joint::From, on),
            on,
        );
        Some(found.why("Due the same day: the protocol says immediately.").step(NextStep::Cell(
            table::EVENT_HOST_SUSPENSION,
            id,
            field::HOST_SUSPENSION_TOLD_ON.id,
        )))
    };
    open.filter_map(ask).collect()
}

fn emergency_review(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let days = look
        .case
        .rows(table::EVENT_HOST_SUSPENSION)
        .filter_map(|(id, r)| Some((id, r.date(field::HOST_SUSPENSION_ON)?)));
    let is_emergency = |r: &RowValues| r.is(field::REVIEW_KIND, ReviewKind::Emergency);
    // Called months later, or for a day after the direction, it is no emergency review.
    let called = |on: NaiveDate| {
        let latest = look.context.home.add_school_days(on, EMERGENCY_SCHOOL_DAYS);
        let latest = look.last().map_or(latest, |last| latest.min(last.max(on)));
        look.case.rows(table::EVENT_REVIEW).any(|(_, r)| {
            is_emergency(r)
                && r.date(field::REVIEW_ON).is_some_and(|day| (on..=latest).contains(&day))
        })
    };
    let ask = |(id, on): (RowId, NaiveDate)| {
        let found = look.finding_due(
            rule,
            Phrase::from("Ask {host} to call an emergency review[ of the suspension]")
                .joined(Joint::From, on),
            on,
        );
        found
            .why("The host calls it the same day: the protocol says immediately.")
            .about(id)
            .step(NextStep::Record(table::EVENT_REVIEW))
    };
    days.filter(|(_, on)| !called(*on)).map(ask).collect()
}
