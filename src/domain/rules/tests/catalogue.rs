//! The rules as a whole: ids, sources, what each is raised and settled by.

use super::*;

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
fn what_is_overdue_is_called_by_what_is_at_stake_and_by_what_asks_for_it() {
    let (due, today) = (day("2026-11-20"), day("2026-11-23"));
    let mut seen = BTreeSet::new();
    for rule in rules() {
        let label = urgency(rule, Some(due), None, today).label();
        let wanted = match (rule.consequence, rule.basis) {
            (Consequence::Whereabouts | Consequence::Safeguarding, _) => "overdue (safety)",
            (_, Authority::Statute) => "overdue (legal)",
            (_, Authority::Guidance) => "overdue (guidance)",
            (_, Authority::Protocol | Authority::Practice) => "overdue",
        };
        assert_eq!(label, wanted, "{}", rule.id);
        seen.insert(label);
    }
    assert_eq!(seen.len(), 4, "some label is never said: {seen:?}");
}

/// The requirements of the protocol, by their letters: how many there are of each.
const REQUIREMENTS: [(&str, usize); 12] = [
    ("P-BG", 7),
    ("P-CR", 7),
    ("P-CX", 3),
    ("P-PR", 5),
    ("P-ME", 2),
    ("P-LE", 10),
    ("P-IN", 3),
    ("P-TR", 2),
    ("P-FU", 2),
    ("P-AT", 4),
    ("P-RV", 9),
    ("P-MM", 5),
];

/// Requirements that no rule asks for, and where they are kept instead.
const KEPT_ELSEWHERE: &[(&str, &str)] = &[
    ("P-CX3", "no rule asks for consent; attempts and views are recorded"),
    ("P-AT4", "no rule asks for consent to two rolls"),
    ("P-LE10", "the letter itself says who reviews"),
    ("P-RV6", "a record that was signed off is frozen: domain::case::sign_off"),
];

#[test]
fn every_requirement_of_the_protocol_is_cited_by_a_rule_or_says_why_not() {
    let all: BTreeSet<String> = REQUIREMENTS
        .iter()
        .flat_map(|(stem, count)| (1..=*count).map(move |n| format!("{stem}{n}")))
        .collect();
    assert_eq!(all.len(), 59);
    let cited: BTreeSet<String> = rules()
        .flat_map(|r| r.cites.split(';').map(|part| part.trim().to_owned()))
        .filter(|part| part.starts_with("P-"))
        .collect();
    let unknown: Vec<_> = cited.difference(&all).collect();
    assert!(unknown.is_empty(), "no such requirement: {unknown:?}");
    let uncited: Vec<&str> = all.difference(&cited).map(String::as_str).collect();
    let mut elsewhere: Vec<&str> = KEPT_ELSEWHERE.iter().map(|(id, _)| *id).collect();
    elsewhere.sort_unstable();
    assert_eq!(uncited, elsewhere);
}

/// The rules that no reason opens, by what they cite: the manual names them.
#[test]
fn the_manual_names_every_rule_that_nobody_may_go_on_against() {
    let manual = include_str!("../../../manual/rules.md");
    for rule in rules().filter(|r| matches!(r.blocks, Enforcement::Always(_))) {
        for cited in rule.cites.split("; ") {
            assert!(manual.contains(cited), "{}: {cited} is not in manual/rules.md", rule.id);
        }
    }
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
    assert_eq!(
        t.refused_by("event.start", &[("on", on("2026-12-02"))]),
        ["send-team", "looked-after", "board-decision", "two-schools"]
    );
    assert_eq!(
        t.refused_by("event.end", &[("on", on("2026-12-11")), ("how", is("managed_move"))]),
        ["send-team", "looked-after", "all-agreed"]
    );
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

/// Answers without which a rule has nothing to ask, and why nobody is misled.
const SILENT_WITHOUT: &[(&str, &str, &str)] = &[
    ("adjustments", "send.support", "asked for with the other needs (needs-known)"),
    ("review-agencies", "agency.camhs", "the passport asks for it (Form 2)"),
    ("absence-told", "plan.social_worker", "the passport asks for it (Form 2, 1b)"),
    ("ctf-practice", "school.home_kind", "the rule of a maintained school stands instead (ctf)"),
    ("record-practice", "school.home_kind", "the rule of a maintained school stands (record)"),
    ("direct-route", "case.route", "an unanswered route is a direction, with its own rules"),
    ("move-evidence", "case.route", "an unanswered route is a direction, with its own rules"),
    ("move-confirmed", "case.route", "an unanswered route is a direction, with its own rules"),
];

/// Each rule is tried with its dangerous answer (raised) and its harmless one (settled) by its table;
/// here with none: whatever answer is taken away, the rule still asks, or the answer is asked for.
#[test]
fn an_answer_that_is_taken_away_silences_no_rule() {
    let mut silent = Vec::new();
    for table in TABLES.iter().flat_map(|t| t.iter()) {
        let mut raised = TestCase::new();
        (table.raised)(&mut raised);
        let asked: Vec<String> = raised
            .case
            .answers
            .iter()
            .filter(|(_, v)| matches!(v, Value::YesNo(_) | Value::Choice(_)))
            .map(|(field, _)| field.clone())
            .collect();
        for field in asked {
            let mut t = TestCase::new();
            (table.raised)(&mut t);
            t.case.answers.remove(&field);
            let found = t.findings();
            let asks = |f: &Finding| {
                f.rule.id == table.rule || matches!(f.step, NextStep::Answer(id) if id == field)
            };
            if !found.iter().any(asks) {
                silent.push((table.rule, field));
            }
        }
    }
    let unsaid: Vec<_> = silent
        .iter()
        .filter(|(rule, field)| !SILENT_WITHOUT.iter().any(|(r, f, _)| r == rule && f == field))
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:#?}");
    for (rule, field, why) in SILENT_WITHOUT {
        let is_silent = silent.iter().any(|(r, f)| r == rule && f == field);
        assert!(is_silent && !why.is_empty(), "{rule} asks without {field}");
    }
}
