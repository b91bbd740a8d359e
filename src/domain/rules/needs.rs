//! A direction rests on what the pupil needs: special needs and health are answered before it
//! (P-BG5).

use crate::domain::case::answers::Answers;
use crate::domain::forms::answer_type::YesNo;
use crate::domain::forms::field::{self, FieldId};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[Rule::protocol(
    RuleText {
        id: "needs-known",
        cites: "P-BG5",
        asks: "A direction is based on the pupil's needs. Answer the SEND and health questions first.",
    },
    known,
)
.unless(guard)];

const NEEDS: [(FieldId<YesNo>, &str); 4] = [
    (field::SEND_EHCP, "an EHCP"),
    (field::SEND_DISABILITY, "a disability or condition"),
    (field::SEND_IHCP, "a health care plan"),
    (field::SEND_SUPPORT, "SEND support"),
];

/// Returns the questions that nobody has answered yet: the first field, and the words of all.
fn open(look: &CaseContext) -> Option<(FieldId<YesNo>, Vec<&'static str>)> {
    let open: Vec<_> = NEEDS.iter().filter(|(field, _)| look.case.lacks(*field)).collect();
    let first = open.first()?.0;
    Some((first, open.iter().map(|(_, words)| *words).collect()))
}

fn known(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let asked = look.is_open() && !look.is_considering();
    let Some((first, words)) = open(look).filter(|_| asked) else { return Vec::new() };
    let says = format!("Record whether {{child}} has {}", list(&words));
    let found = look.ask_before_notice(rule, says).step(NextStep::Answer(first.id));
    vec![found.why("Not answered is not the same as no. Answer no if that is right.")]
}

fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let (_, words) = open(look).filter(|_| entry.goes_ahead())?;
    Some(format!("First record whether the child has {}.", list(&words)))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub(crate) const TABLES: &[RuleTable] = &[RuleTable {
        rule: "needs-known",
        raised: |t| {
            t.directed();
            t.set("send.ehcp", yes());
        },
        due: "2026-11-27",
        settled: |t| {
            for field in ["send.disability", "send.ihcp", "send.support"] {
                t.set(field, no());
            }
        },
        not: |_| {},
    }];
}
