use crate::domain::calendar::Calendar;
use crate::domain::profile::AuthorityStep;
use crate::domain::rules::testing::*;
use crate::domain::value::Value;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "parent-agreement",
        raised: |t| {
            t.directed();
            t.profile.parent_agreement = true;
        },
        due: "2026-12-01",
        settled: |t| t.set("notification.signed", yes()),
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "pupil-agreement",
        raised: |t| {
            t.directed();
            t.profile.pupil_agreement = true;
        },
        due: "2026-12-01",
        settled: |t| t.set("initial.signed_child", yes()),
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "authority-step",
        raised: |t| {
            t.directed();
            t.profile.authority = AuthorityStep::Approve;
            t.row("event.authority_step", &[("answer", is("notified"))]);
        },
        due: "2026-12-01",
        settled: |t| {
            t.row("event.authority_step", &[("answer", is("approved"))]);
        },
        not: |t| {
            t.directed();
            t.profile.authority = AuthorityStep::Notify;
            t.row("event.authority_step", &[("answer", is("notified"))]);
        },
    },
    RuleTable {
        rule: "outcome-offered",
        raised: |t| {
            t.running();
            t.profile.outcomes.retain(|o| o != "post16");
            t.row("event.decision", &[("on", on("2026-11-13")), ("outcome", is("post16"))]);
        },
        due: "2026-11-13",
        settled: |t| {
            t.row("event.decision", &[("on", on("2026-11-13")), ("outcome", is("return"))]);
        },
        not: |t| {
            t.running();
            t.row("event.decision", &[("on", on("2026-11-13")), ("outcome", is("post16"))]);
        },
    },
    RuleTable {
        rule: "term-dates",
        raised: |t| {
            t.set("school.home", Value::School("a".into()));
            t.set("school.host", Value::School("b".into()));
            t.host = Calendar::default();
        },
        due: "",
        settled: |t| t.host = terms(),
        not: |t| t.host = Calendar::default(),
    },
];

#[test]
fn an_outcome_that_the_profile_does_not_offer_is_held_back() {
    let mut t = TestCase::new();
    t.running();
    assert!(t.refused_by("event.decision", &[("outcome", is("post16"))]).is_empty());
    t.profile.outcomes.retain(|o| o != "post16");
    let refused = t.refused("event.decision", &[("outcome", is("post16"))]);
    assert!(refused[0].rule.id == "outcome-offered" && refused[0].may_override());
    assert!(
        t.refused_by("event.start", &[]).iter().all(|r| *r != "parent-agreement"),
        "consent is never a blocker (P-CX3)"
    );
}
