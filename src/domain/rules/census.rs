//! What the school census asks of a place at alternative provision that the school arranged.

use crate::domain::attendance::at_host;
use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::domain::plural::pluralize;
use crate::domain::rules::alternative::is_at_stake;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[Rule::guidance(
    RuleText {
        id: "census-place",
        cites: "School census, places at alternative provision",
        asks: "The school census asks about a place you arranged: the provision's UKPRN, type, main reason, dates and sessions a week.",
    },
    "Devon's page for schools, which calls the return mandatory since spring 2023; the census guide was not seen",
    census,
)
.second_hand()];

fn census(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !is_at_stake(look) {
        return Vec::new();
    }
    let wanted = [
        (field::HOST_UKPRN.id, "the UKPRN"),
        (field::HOST_SETTING_CODE.id, "the type of setting"),
        (field::HOST_CENSUS_REASON.id, "the main reason"),
    ];
    let open: Vec<_> = wanted.iter().filter(|(id, _)| look.case.value(id).is_empty()).collect();
    let Some((first, _)) = open.first() else { return Vec::new() };
    let words: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
    let week = at_host::sessions(look.case);
    let pattern = if week < 10 { "part-time" } else { "full-time" };
    let day = |day: Option<_>| day.map_or_else(|| "not known yet".to_owned(), show_long);
    vec![
        look.finding(rule, format!("Record {} for the school census", list(&words)))
            .why(format!(
                "Already recorded: from {}, until {}, {pattern}, {} a week.",
                day(look.first()),
                day(look.last()),
                pluralize(week, "session")
            ))
            .why("No date: it goes with the next census. That year's guide has the codes.")
            .step(NextStep::Answer(first)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;
    use crate::domain::value::Value;

    pub(crate) const TABLES: &[RuleTable] = &[RuleTable {
        rule: "census-place",
        raised: |t| {
            t.directed();
            t.set("school.host_kind", is("ap_other"));
            t.set("host.ukprn", Value::Number(10_000_001));
        },
        due: "",
        settled: |t| {
            t.set("host.setting_code", words("AP"));
            t.set("host.census_reason", words("1"));
        },
        not: |t| {
            t.directed();
            t.set("school.host_kind", is("school"));
        },
    }];

    #[test]
    fn the_census_hears_the_pattern_and_the_sessions_a_week() {
        let mut t = TestCase::new();
        (TABLES[0].raised)(&mut t);
        let found = t.one("census-place");
        assert!(found.phrase.starts_with("Record the type of setting and the main reason"));
        assert!(found.why[0].contains("full-time, 10 sessions a week"), "{found:?}");
        t.set("session.split", is("split"));
        t.row("timetable", &[("mon_am", is("home")), ("mon_pm", is("home"))]);
        assert!(t.one("census-place").why[0].contains("part-time, 8 sessions a week"));
    }
}
