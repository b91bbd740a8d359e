//! What a provision confirms in writing: its checks of staff, each later change of them, and where
//! it works (KCSIE).

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::EvidenceKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::alternative::{HALF_TERM_WEEKS, is_at_stake};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn checks(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !is_at_stake(look) {
        return Vec::new();
    }
    let open = [field::HOST_CHECKS_ON.id, field::HOST_CHECKS_BY.id]
        .into_iter()
        .find(|id| look.case.value(id).is_empty());
    if let Some(field) = open {
        let says = "Get staff checks confirmed[ in writing by {host}]";
        let found = look.ask_before_start(rule, says).step(NextStep::Answer(field));
        return vec![
            found
                .why("Record the date and who confirmed. Keep the confirmation with the evidence."),
        ];
    }
    let kept = look
        .case
        .rows(table::EVIDENCE)
        .any(|(_, r)| r.is(field::EVIDENCE_KIND, EvidenceKind::HostChecks));
    if kept {
        return Vec::new();
    }
    let found = look.ask_before_start(rule, "File the written confirmation of staff checks");
    vec![
        found
            .why("The date and name are recorded, but the document is not with the evidence.")
            .step(NextStep::Rows(table::EVIDENCE)),
    ]
}

pub(super) fn changes(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let at_stake = is_at_stake(look) && look.is_running();
    let Some(first) = look.first().filter(|_| at_stake) else { return Vec::new() };
    let confirmed =
        look.case.date(field::HOST_CHECKS_ON).max(look.case.date(field::HOST_CHANGES_ON));
    // What was confirmed before the first day counts from that day on.
    let from: NaiveDate = confirmed.map_or(first, |on| on.max(first));
    let home = look.context.home;
    let due = home.school_weeks_after(from, HALF_TERM_WEEKS);
    if look.last().is_some_and(|last| last < due) {
        return Vec::new();
    }
    let line = format!(
        "Last confirmed on {}. Half a term later ({HALF_TERM_WEEKS} school weeks) is {}.",
        show_long(from),
        show_long(due)
    );
    let counted = look.counted(home, from, due, line).since(from);
    let says = "Get changes to staff checks confirmed in writing[ by {host}]";
    vec![
        look.ask_counted(rule, says, counted)
            .why("If the place is not safe, end it at once.")
            .step(NextStep::Answer(field::HOST_CHANGES_ON.id)),
    ]
}

pub(super) fn sites(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !is_at_stake(look) || look.case.has(field::HOST_SITES) {
        return Vec::new();
    }
    let found = look.ask_before_start(rule, "Record the address of every site[ that {host} uses]");
    vec![found.step(NextStep::Answer(field::HOST_SITES.id))]
}
