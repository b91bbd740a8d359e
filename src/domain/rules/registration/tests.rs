use crate::domain::rules::testing::*;
use crate::domain::value::Value;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "home-roll",
        raised: |t| {
            t.directed();
            t.set("roll.still", no());
        },
        due: "2026-11-27",
        settled: |t| t.set("roll.still", yes()),
        not: |_| {},
    },
    RuleTable {
        rule: "two-schools",
        raised: |t| {
            t.directed();
            for field in ["school.home", "school.host"] {
                t.set(field, Value::School("L-one".into()));
            }
        },
        due: "2026-11-27",
        settled: |t| t.set("school.host", Value::School("L-two".into())),
        not: |t| t.set("school.home", Value::School("L-one".into())),
    },
];

#[test]
fn an_unanswered_roll_is_asked_for_as_a_no_is() {
    let mut t = TestCase::new();
    t.directed();
    assert!(t.one("home-roll").phrase.starts_with("Record whether"));
}
