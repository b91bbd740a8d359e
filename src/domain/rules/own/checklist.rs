//! The rows of the authority's own checklist.

use crate::domain::case::answers::Answers;
use crate::domain::forms::{field, table};
use crate::domain::profile::{CheckRow, CheckStage};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::phrase::plain;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule};

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

pub(super) fn checklist(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let stages = [
        (CheckStage::Before, look.is_open() && !look.is_considering()),
        (CheckStage::Running, look.is_running()),
        (CheckStage::Ended, !look.is_open()),
    ];
    let ask = |row: &CheckRow| {
        let says = format!("Do from the authority's checklist: {}", plain(&row.words));
        let found = match row.stage {
            CheckStage::Before => look.ask_before_start(rule, says),
            CheckStage::Running => match look.last() {
                Some(last) => look.finding_by(rule, says, last, look.first()),
                None => look.finding(rule, says),
            },
            CheckStage::Ended => look.finding_on(rule, says, look.last()),
        };
        let words = look.context.profile.citation();
        found
            .why(format!("Asked for by {words}. Record it with these words: {}.", row.words))
            .step(NextStep::Record(table::EVENT_OWN_CHECK))
    };
    stages
        .into_iter()
        .filter(|(_, applies)| *applies)
        .flat_map(|(stage, _)| unchecked(look, stage).map(ask).collect::<Vec<_>>())
        .collect()
}

pub(super) fn checklist_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let stage = match entry.table {
        table::EVENT_NOTICE | table::EVENT_START => CheckStage::Before,
        table::EVENT_END => CheckStage::Running,
        _ => return None,
    };
    let row = unchecked(look, stage).find(|row| row.blocks)?;
    Some(format!("The authority's checklist asks for this first: {}.", row.words))
}
