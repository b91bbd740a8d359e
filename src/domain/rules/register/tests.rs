use crate::domain::rules::testing::*;
use crate::domain::school::{School, SchoolList};
use crate::domain::value::Value;

fn register(t: &mut TestCase) {
    let school = |id: &str, name: &str, kind: &str| School {
        id: id.into(),
        name: name.into(),
        kind: kind.into(),
        ..School::default()
    };
    t.register = Some(SchoolList::new(vec![
        school("1", "Home Academy", "Academy converter"),
        school("2", "Host School", "Community school"),
    ]));
    t.set("school.home", Value::School("1".into()));
    t.set("school.host", Value::School("2".into()));
    t.set("school.home_kind", is("academy"));
    t.set("school.host_kind", is("school"));
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "school-known",
        raised: |t| {
            t.directed();
            register(t);
            t.set("school.host", Value::School("L-gone".into()));
        },
        due: "2026-11-27",
        settled: |t| t.set("school.host", Value::School("2".into())),
        not: |t| {
            t.directed();
            register(t);
            t.set("school.host", Value::School("A provision typed by hand".into()));
        },
    },
    RuleTable {
        rule: "school-kind",
        raised: |t| {
            t.directed();
            register(t);
            t.set("school.home_kind", is("maintained"));
        },
        due: "2026-11-27",
        settled: |t| t.set("school.home_kind", is("academy")),
        not: |t| {
            t.directed();
            register(t);
        },
    },
];

/// B22a: an academy that the record calls maintained would have a governing body in its letter.
#[test]
fn an_academy_called_maintained_is_given_no_notice() {
    let mut t = TestCase::new();
    t.harmless();
    t.directed();
    register(&mut t);
    let notice = [("on", on("2026-11-20"))];
    assert!(t.refused("event.notice", &notice).is_empty());
    t.set("school.home_kind", is("maintained"));
    let refused = t.refused("event.notice", &notice);
    assert_eq!(
        refused.iter().map(|r| r.message.as_str()).collect::<Vec<_>>(),
        [
            "The register lists Home Academy as academy converter; the record says maintained. Correct one of them first. It decides who may direct and under which law."
        ]
    );
    t.set("school.home_kind", is("academy"));
    t.set("school.host_kind", is("ap_other"));
    assert_eq!(t.refused_by("event.notice", &notice), ["school-kind"]);
    let why = t.one("school-kind").why.join(" ");
    assert!(why.contains("Host School as community school"), "{why}");
}
