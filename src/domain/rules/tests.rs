//! The rules as a whole: every one has its table, ids are unique, guards hold, and worked dates
//! come out.

use std::collections::BTreeSet;

use crate::domain::rules::testing::*;
use crate::domain::rules::*;

#[test]
fn ids_are_unique_and_words_are_sentences() {
    let mut seen = BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert(rule.id), "{} stands twice", rule.id);
        assert!(
            rule.asks.ends_with('.') && !rule.cites.is_empty() && !rule.source.is_empty(),
            "{}",
            rule.id
        );
        assert_eq!(find(rule.id), Some(rule));
    }
    assert_eq!(
        named("p-rv2").iter().map(|r| r.id).collect::<Vec<_>>(),
        ["invitation", "invitation-protocol"]
    );
    assert!(named("INVITATION").len() == 1 && named("P-XX9").is_empty());
}

#[test]
fn a_start_needs_decision_purpose_and_host_and_more_for_some_children() {
    let mut t = TestCase::new();
    assert_eq!(t.refused_by("event.start", &[]), ["board-decision", "host-agreed", "purpose"]);
    assert_eq!(t.refused_by("event.notice", &[]).len(), 3);
    assert!(t.refused_by("event.note", &[]).is_empty());
    for field in ["send.ehcp", "cla.is", "direction.not_sanction"] {
        t.set(field, yes());
    }
    t.set("direction.purpose", words("To learn calm"));
    t.directed();
    assert_eq!(t.refused_by("event.start", &[]), ["send-team", "looked-after"]);
    t.row("event.send_consideration", &[("considered", yes())]);
    t.row("event.virtual_school", &[("supports", yes())]);
    let refused = t.refused("event.start", &[]);
    assert!(
        refused.len() == 1
            && refused[0].says.contains("of the social worker")
            && !refused[0].may_override(),
        "{refused:?}"
    );
    t.row("event.social_worker", &[("supports", yes())]);
    assert!(t.refused("event.start", &[]).is_empty());
}

#[test]
fn a_managed_move_needs_every_agreement() {
    let mut t = TestCase::new();
    let end = [("how", is("managed_move"))];
    for party in ["parent", "home", "host", "admission_authority"] {
        assert_eq!(t.refused_by("event.end", &end), ["all-agreed"], "before {party}");
        t.row("event.agreement", &[("party", is(party)), ("agreed", yes())]);
    }
    assert!(t.refused_by("event.end", &end).is_empty());
    t.row("event.agreement", &[("party", is("parent")), ("agreed", no())]);
    assert_eq!(t.refused_by("event.end", &end), ["all-agreed"]);
    assert!(t.refused_by("event.end", &[("how", is("returned"))]).is_empty());
    t.set("case.route", is("managed_move"));
    assert_eq!(t.refused_by("event.start", &[]), ["all-agreed"]);
}

#[test]
fn only_the_rules_that_allow_it_are_overridden() {
    let mut t = TestCase::new();
    for rule in rules() {
        t.row(
            "event.override",
            &[("rule", words(rule.id)), ("reason", words("The host agreed by telephone."))],
        );
    }
    assert_eq!(t.refused_by("event.start", &[]), ["board-decision"]);
    t.set("send.ehcp", yes());
    t.set("cla.is", yes());
    assert_eq!(t.refused_by("event.start", &[]), ["send-team", "looked-after", "board-decision"]);
    assert_eq!(t.refused_by("event.end", &[("how", is("managed_move"))]), ["all-agreed"]);
}

#[test]
fn each_rule_is_raised_settled_and_late_by_its_table() {
    let mut seen = BTreeSet::new();
    for table in TABLES.iter().flat_map(|t| t.iter()) {
        assert!(seen.insert(table.rule), "{} has two tables", table.rule);
        table.check();
    }
    let all: BTreeSet<&str> = rules().map(|r| r.id).collect();
    assert_eq!(all, seen, "every rule has its table");
}
