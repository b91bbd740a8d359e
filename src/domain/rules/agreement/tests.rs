use crate::domain::rules::NextStep;
use crate::domain::rules::rule::Finding;
use crate::domain::rules::testing::*;

pub(crate) const TABLES: &[RuleTable] = &[RuleTable {
    rule: "all-agreed",
    raised: |t| {
        t.running();
        t.row("event.decision", &[("on", on("2026-11-25")), ("outcome", is("managed_move"))]);
    },
    due: "2027-02-12",
    settled: |t| {
        t.set("send.ehcp", no());
        t.set("cla.is", no());
        for party in ["parent", "home", "host", "admission_authority"] {
            t.row("event.agreement", &[("party", is(party)), ("agreed", yes())]);
        }
    },
    not: |t| t.running(),
}];

#[test]
fn a_no_is_heard_with_who_said_it_when_and_what_follows() {
    let mut t = TestCase::new();
    t.running();
    t.set("send.ehcp", no());
    t.set("cla.is", no());
    t.row("event.decision", &[("on", on("2026-11-25")), ("outcome", is("managed_move"))]);
    let row = t.row(
        "event.agreement",
        &[
            ("on", on("2026-11-26")),
            ("party", is("host")),
            ("who", words("Ms P. Nair")),
            ("agreed", no()),
        ],
    );
    let found = t.one("all-agreed");
    assert!(found.phrase.ends_with("the new school said no"), "{found:?}");
    let why = found.why.join(" ");
    assert!(why.contains("Ms P. Nair") && why.contains("26 Nov 2026") && why.contains("P-RV7"));
    t.cell("event.agreement", row, "follows", is("return"));
    assert!(t.one("all-agreed").phrase.starts_with("Record the return"));
    assert_eq!(t.one("all-agreed").step, NextStep::Record("event.end"));
    t.row("event.agreement", &[("party", is("host")), ("agreed", yes())]);
    assert!(t.one("all-agreed").phrase.starts_with("Get agreement from the parent"));
}

#[test]
fn two_parties_that_refuse_are_two_findings() {
    let mut t = TestCase::new();
    t.running();
    t.row("event.decision", &[("on", on("2026-11-25")), ("outcome", is("managed_move"))]);
    for party in ["parent", "host"] {
        t.row("event.agreement", &[("party", is(party)), ("agreed", no())]);
    }
    let found = t.findings();
    let keys: Vec<_> =
        found.iter().filter(|f| f.rule.id == "all-agreed").map(Finding::key).collect();
    assert!(keys.len() == 2 && keys[0] != keys[1], "{keys:?}");
}

#[test]
fn the_la_the_virtual_school_and_the_social_worker_are_parties_where_they_matter() {
    let mut t = TestCase::new();
    let end = [("how", is("managed_move")), ("on", on("2026-12-11"))];
    let asks = |t: &TestCase, party: &str| {
        let refused = t.refused("event.end", &end);
        refused.iter().any(|r| r.rule.id == "all-agreed" && r.message.contains(party))
    };
    for (field, parties) in
        [("send.ehcp", vec!["the LA"]), ("cla.is", vec!["the Virtual School", "the social worker"])]
    {
        for party in parties {
            t.case.answers.remove(field);
            assert!(asks(&t, party), "{party} while {field} is unanswered");
            t.set(field, yes());
            assert!(asks(&t, party), "{party} while {field} is yes");
            t.set(field, no());
            assert!(!asks(&t, party), "{party} while {field} is no");
        }
    }
}
