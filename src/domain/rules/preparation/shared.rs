//! The evidence that is shared with the host before the first day.

use crate::domain::case::evidence::{ItemState, checklist};
use crate::domain::case::stage::cell;
use crate::domain::forms::field::{self};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::preparation::is_preparing;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

/// The kinds of evidence, the field that says they were shared, and their words.
const SHARED: [(&str, &str, &str); 11] = [
    ("passport", field::EVIDENCE_SHARED_PASSPORT.id, "passport"),
    ("plans", field::EVIDENCE_SHARED_PLANS.id, "plans"),
    ("behaviour_log", field::EVIDENCE_SHARED_BEHAVIOUR_LOG.id, "behaviour log"),
    ("behaviour_analysis", field::EVIDENCE_SHARED_BEHAVIOUR_ANALYSIS.id, "behaviour analysis"),
    ("graduated", field::EVIDENCE_SHARED_STRATEGIES.id, "evaluation of strategies"),
    ("attendance", field::EVIDENCE_SHARED_ATTENDANCE.id, "attendance record"),
    ("pep", field::EVIDENCE_SHARED_PEP.id, "personal education plan"),
    ("exclusions", field::EVIDENCE_SHARED_EXCLUSIONS.id, "exclusion data"),
    ("ks4", field::EVIDENCE_SHARED_OPTIONS.id, "Key Stage 4 options"),
    ("attainment", field::EVIDENCE_SHARED_ATTAINMENT.id, "latest assessment"),
    ("send", field::EVIDENCE_SHARED_SEND.id, "SEND evidence"),
];

pub(super) fn evidence(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
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
        [] | [_] | [_, _] => format!("Share with {{host}}: {}", list(&open)),
        [first, second, rest @ ..] => {
            format!("Share with {{host}}: {first}, {second} and {} more", rest.len())
        }
    };
    vec![
        look.ask_before_start(rule, says)
            .why(format!("Not shared yet: {}.", list(&open)))
            .step(NextStep::Record(table::EVENT_EVIDENCE_SHARED)),
    ]
}
