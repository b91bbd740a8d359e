//! The register of children not in school: enacted, not in force until its commencement, whose day
//! the profile holds.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{AuthorityStepKind, HostKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[Rule::statute(
    RuleText {
        id: "not-in-school",
        cites: "Children's Wellbeing and Schools Act 2026 s. 38; Education Act 1996 s. 436B(5)(b)",
        asks: "A registered pupil whom the school sends to provision that is no school stands on the LA's register of children not in school.",
    },
    "section 38 of the Act; not commenced, and what the regulations will ask is not known",
    register,
)
.awaited()];

fn register(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let is_school = !look.case.is(field::SCHOOL_HOST_KIND, HostKind::ApOther);
    let told = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .any(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::NotInSchool));
    let asked = look.is_running() && look.is_direction() && !is_school && !told;
    let Some(first) = look.first().filter(|_| asked) else { return Vec::new() };
    let says = "tell the LA for its register of children not in school";
    vec![
        look.finding_due(rule, says, first)
            .why(format!("At provision that is no school since {}.", show_long(first)))
            .step(NextStep::Record(table::EVENT_AUTHORITY_STEP)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub(crate) const TABLES: &[RuleTable] = &[RuleTable {
        rule: "not-in-school",
        raised: |t| {
            t.running();
            t.set("school.host_kind", is("ap_other"));
            t.profile.not_in_school_from = Some(day("2026-09-01"));
        },
        due: "2026-10-07",
        settled: |t| {
            t.row("event.authority_step", &[("kind", is("not_in_school"))]);
        },
        not: |t| {
            t.running();
            t.set("school.host_kind", is("ap_other"));
        },
    }];
}
