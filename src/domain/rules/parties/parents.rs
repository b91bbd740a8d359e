//! The talk with the parents: before anybody else, and understood.

use crate::domain::calendar::dates::show_short;
use crate::domain::case::RowId;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::forms::field::{self};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::{is_before, list};
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn parents_first(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let approached = look
        .case
        .rows(table::EVENT_HOST_APPROACH)
        .filter_map(|(_, r)| r.date(field::HOST_APPROACH_ON))
        .min();
    let talks = || look.case.rows(table::EVENT_PARENT_DISCUSSION);
    let in_time = talks().any(|(_, r)| is_before(r.date(field::PARENT_DISCUSSION_ON), approached));
    if !look.is_open() || in_time {
        return Vec::new();
    }
    if let (Some(day), Some((row, _))) = (approached, talks().next()) {
        let says = "Check the dates: a host was approached before the parents";
        let found = look.finding_due(rule, says, day);
        return vec![
            found
                .why(format!(
                    "A host was approached on {}. No discussion with the parents is recorded by that day.",
                    show_short(day)
                ))
                .step(NextStep::Row(table::EVENT_PARENT_DISCUSSION, row)),
        ];
    }
    let found = look
        .finding_on(rule, "Talk to the parents first", approached)
        .step(NextStep::Record(table::EVENT_PARENT_DISCUSSION));
    vec![match approached {
        Some(day) => found.why(format!(
            "A host was approached on {}. The parents come first. A recorded attempt counts.",
            show_short(day)
        )),
        None => found.why("Before you approach a host. A recorded attempt counts."),
    }]
}

pub(super) fn parents_understand(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let held: Vec<RowId> = look
        .case
        .rows(table::EVENT_PARENT_DISCUSSION)
        .filter(|(_, r)| !r.is_yes(field::PARENT_DISCUSSION_ATTEMPTED))
        .map(|(id, _)| id)
        .collect();
    let Some(last) = held.last().filter(|_| look.is_open()) else { return Vec::new() };
    let understood = |field: &str| {
        look.case.rows(table::EVENT_PARENT_DISCUSSION).any(|(_, r)| cell(r, field).is_yes())
    };
    let points = [
        (field::PARENT_DISCUSSION_PROCESS, "the process"),
        (field::PARENT_DISCUSSION_UNIFORM, "uniform"),
        (field::PARENT_DISCUSSION_ATTENDANCE, "attendance"),
        (field::PARENT_DISCUSSION_TRANSPORT, "transport"),
    ];
    let open: Vec<_> = points.iter().filter(|(field, _)| !understood(field.id)).collect();
    let Some((first, _)) = open.first() else { return Vec::new() };
    let words: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
    let says = format!("Talk the parents through {}", list(&words));
    vec![
        look.ask_before_start(rule, Phrase::from(says).in_short("Talk the parents through it"))
            .step(NextStep::Cell(table::EVENT_PARENT_DISCUSSION, *last, first.id)),
    ]
}
