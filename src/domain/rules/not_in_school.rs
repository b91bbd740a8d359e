//! The register of children not in school: enacted, not in force until its commencement, whose day
//! the profile holds.

use crate::domain::attendance::at_host;
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
        asks: "The LA's register of children not in school includes a pupil sent to provision that is not a school.",
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
    let hours = at_host::hours(look.case).map_or_else(
        || {
            "The hours a week there are not known: a start or finish time is not answered."
                .to_owned()
        },
        |hours| format!("There for {hours} a week."),
    );
    let says = "Tell the LA[ for its register of children not in school]";
    vec![
        look.finding_due(rule, says, first)
            .why(format!("At provision that is not a school since {}.", show_long(first)))
            .why(hours)
            .step(NextStep::Record(table::EVENT_AUTHORITY_STEP)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;
    use crate::domain::value::Value;

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

    #[test]
    fn the_las_register_hears_the_hours_a_week() {
        let mut t = TestCase::new();
        (TABLES[0].raised)(&mut t);
        let why = |t: &TestCase| t.one("not-in-school").why.join(" ");
        assert!(why(&t).contains("hours a week there are not known"));
        t.set("session.per_day", is("one"));
        t.set("session.start", Value::Time(9 * 60));
        t.set("session.finish", Value::Time(12 * 60 + 30));
        assert!(why(&t).contains("There for 17 hours 30 minutes a week"), "{}", why(&t));
    }
}
