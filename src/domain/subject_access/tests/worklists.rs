use crate::domain::case::CaseRef;
use crate::domain::subject_access::bundle::Bundle;
use crate::domain::subject_access::decision::{Decision, Ground, Redaction, Treatment};
use crate::domain::subject_access::item::{Item, Repeat};
use crate::domain::subject_access::worklist::{Decisions, Worklist};

const CASE: CaseRef = CaseRef { year: 2026, number: 1 };

fn item(key: &str, text: &str) -> Item {
    Item {
        key: key.into(),
        section: "Notes".into(),
        title: "note".into(),
        text: text.into(),
        typed: vec![text.into()],
        repeats: Vec::new(),
    }
}

fn decide(item: &Item, treatment: Treatment) -> (String, Decision) {
    let by = "a.shah".to_owned();
    let made = Decision { treatment, sum: item.sum(), by, user: None, at_ms: 0 };
    (item.key.clone(), made)
}

fn redaction(passage: &str) -> Treatment {
    let ground = Ground::OtherChild;
    Treatment::Redact(vec![Redaction { passage: passage.into(), ground }])
}

fn list(items: &[(Item, Option<Treatment>)]) -> Worklist {
    let made = items.iter().filter_map(|(item, t)| t.clone().map(|t| decide(item, t)));
    let mut list = Worklist::default();
    list.add(CASE, items.iter().map(|(item, _)| item.clone()).collect(), &made.collect());
    list
}

#[test]
fn item_without_a_decision_blocks_the_bundle() {
    let (a, b) = (item("a", "One"), item("b", "Two"));
    let half = list(&[(a.clone(), Some(Treatment::Disclose)), (b.clone(), None)]);
    assert_eq!(half.undecided().count(), 1);
    assert_eq!(Bundle::of(&half), None);
    let ground = Ground::Privilege;
    let whole = list(&[(a, Some(Treatment::Disclose)), (b, Some(Treatment::Withhold(ground)))]);
    let bundle = Bundle::of(&whole).expect("a bundle");
    assert_eq!((bundle.given.len(), bundle.withheld.len(), bundle.count()), (1, 1, 2));
    assert_eq!((bundle.withheld[0].number, bundle.withheld[0].ground), (2, ground));
    assert!(!format!("{bundle:?}").contains("Two"));
}

#[test]
fn item_that_changed_after_its_decision_is_undecided_again_and_voids_the_check() {
    let old = item("a", "One");
    let made: Decisions = [decide(&old, Treatment::Disclose)].into();
    let with = |item: Item| {
        let mut list = Worklist::default();
        list.add(CASE, vec![item], &made);
        list
    };
    let (before, after) = (with(old), with(item("a", "One, and more")));
    assert_eq!(before.entries[0].state(), "disclose");
    assert_eq!((after.entries[0].state(), after.undecided().count()), ("changed", 1));
    assert_ne!(before.sum(), after.sum());
    assert_eq!(Bundle::of(&after), None);
}

#[test]
fn passage_that_another_item_gives_is_named_until_it_is_decided_again() {
    let a = item("a", "Jo Bloggs hit him.");
    let b = item("b", "Seen by\njo  bloggs at noon.");
    let cut = redaction("Jo Bloggs");
    let leaking = list(&[(a.clone(), Some(cut.clone())), (b.clone(), Some(Treatment::Disclose))]);
    let leaks = leaking.leaks();
    assert_eq!((leaks.len(), leaks[0].kept, leaks[0].given), (1, 0, 1));
    assert_eq!(Bundle::of(&leaking), None);
    // Another passage of the second item hides nothing of this one.
    let partly = list(&[(a.clone(), Some(cut.clone())), (b.clone(), Some(redaction("at noon")))]);
    assert_eq!(partly.leaks().len(), 1);
    for safe in [
        redaction("jo bloggs"),
        redaction("by jo bloggs at"),
        Treatment::Withhold(Ground::OtherChild),
    ] {
        let list = list(&[(a.clone(), Some(cut.clone())), (b.clone(), Some(safe))]);
        assert_eq!(list.leaks(), []);
        let bundle = format!("{:?}", Bundle::of(&list).expect("a bundle")).to_lowercase();
        assert!(!bundle.contains("bloggs"), "{bundle}");
    }
}

#[test]
fn text_that_is_withheld_may_not_be_given_with_another_item() {
    let a = item("a", "Jo Bloggs");
    let b = item("b", "Asked Jo Bloggs.");
    let kept = Treatment::Withhold(Ground::ThirdParty);
    let all = list(&[(a, Some(kept.clone())), (b.clone(), Some(Treatment::Disclose))]);
    assert_eq!(all.leaks().len(), 1);
    // A plain yes is no secret.
    let yes = item("a", "Yes");
    let no_leak = list(&[(yes, Some(kept)), (item("b", "Yes, asked."), Some(Treatment::Disclose))]);
    assert_eq!(no_leak.leaks(), []);
}

#[test]
fn change_that_is_withheld_keeps_back_the_change_and_not_the_answer_as_it_is() {
    let answer = item("answer:a", "Lives with an aunt");
    let change = Item {
        typed: vec!["Lives with an aunt".into(), "Lives with Jo Bloggs".into()],
        repeats: vec![Repeat { key: "answer:a".into(), place: 0..1 }],
        ..item("change:4", "A: Lives with an aunt (before: Lives with Jo Bloggs)")
    };
    let note = item("note", "He lives with Jo Bloggs.");
    let kept = Some(Treatment::Withhold(Ground::ThirdParty));
    let given = Some(Treatment::Disclose);
    let all = [(answer, given.clone()), (change, kept), (note, given)];
    assert_eq!(list(&all[..2]).leaks(), [], "the answer is decided on by itself");
    assert_eq!(list(&all).leaks().len(), 1, "what it was before is given nowhere");
}

#[test]
fn change_of_an_answer_that_is_withheld_may_not_be_given_whole() {
    let answer = Item { typed: Vec::new(), ..item("answer:send.ehcp", "Yes") };
    let change = Item {
        typed: Vec::new(),
        repeats: vec![Repeat { key: "answer:send.ehcp".into(), place: 6..9 }],
        ..item("change:4", "EHCP: Yes")
    };
    let kept = Treatment::Withhold(Ground::SeriousHarm);
    let given = [(answer.clone(), Some(kept.clone())), (change.clone(), Some(Treatment::Disclose))];
    assert_eq!(list(&given).leaks().len(), 1);
    let label_alone =
        [(answer.clone(), Some(kept.clone())), (change.clone(), Some(redaction("EHCP")))];
    assert_eq!(list(&label_alone).leaks().len(), 1, "the answer itself has to be hidden");
    for safe in [kept.clone(), redaction("EHCP: Yes"), redaction("yes")] {
        assert_eq!(
            list(&[(answer.clone(), Some(kept.clone())), (change.clone(), Some(safe))]).leaks(),
            []
        );
    }
}
