//! The family: a separate copy for each parent, or for the pupil from 18 on.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::people::{Person, RecipientRole, first_name, greeting};
use crate::documents::papers::span::{Filled, missing, plain};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::case::{RowId, RowValues};
use crate::domain::document::Missing;
use crate::domain::forms::{field, table};

/// Returns the family: each parent who has parental responsibility or with whom the child lives, or
/// the pupil from 18 on. A contact of whom neither is known gets nothing before it is; the second
/// part names what has to be asked first.
pub(in crate::documents::papers) fn family(facts: &PaperFacts) -> (Vec<Person>, Vec<Missing>) {
    if facts.is_adult() {
        return (vec![pupil(facts)], Vec::new());
    }
    let (mut people, mut unclear) = (Vec::new(), Vec::new());
    for (row, r) in facts.case.rows(table::CONTACTS) {
        let (pr, lives) = (cell(r, field::CONTACTS_PR), cell(r, field::CONTACTS_LIVES_WITH));
        if pr.is_yes() || lives.is_yes() {
            people.push(parent(facts, people.len() + 1, row, r));
            if lives.is_empty() && !plain(r.text(field::CONTACTS_ADDRESS)).trim().is_empty() {
                let name = plain(r.text(field::CONTACTS_NAME));
                let words = format!("whether the child lives with {}", name_or(&name, "a parent"));
                unclear.push(missing(&words, &[field::CONTACTS_LIVES_WITH.id]));
            }
        } else if pr.is_empty() || lives.is_empty() {
            let name = plain(r.text(field::CONTACTS_NAME));
            let words = format!(
                "whether {} has parental responsibility, or the child lives with them",
                name_or(&name, "a contact")
            );
            unclear.push(missing(&words, &[field::CONTACTS_PR.id, field::CONTACTS_LIVES_WITH.id]));
        }
    }
    if people.is_empty() {
        people.push(nobody());
    }
    (people, unclear)
}

fn name_or<'a>(name: &'a str, other: &'a str) -> &'a str {
    if name.trim().is_empty() { other } else { name.trim() }
}

fn nobody() -> Person {
    let who = Filled::Missing(missing(
        "a parent or carer to write to",
        &[field::CONTACTS_NAME.id, field::CONTACTS_PR.id, field::CONTACTS_LIVES_WITH.id],
    ));
    let address = Filled::Missing(missing(
        "their address",
        &[field::CONTACTS_ADDRESS.id, field::CHILD_ADDRESS.id],
    ));
    Person {
        role: RecipientRole::Parent,
        slug: "parent-1".into(),
        contact: None,
        name: who.clone(),
        address: vec![address],
        greeting: who,
        lives_with: false,
        by_law: true,
    }
}

fn pupil(facts: &PaperFacts) -> Person {
    let name = facts.text(field::CHILD_FULL_NAME);
    Person {
        role: RecipientRole::Pupil,
        slug: "pupil".into(),
        contact: None,
        name: Filled::or_missing(&name, "the pupil's name", &[field::CHILD_FULL_NAME.id]),
        address: address(
            &facts.text(field::CHILD_ADDRESS),
            "the pupil's address",
            field::CHILD_ADDRESS.id,
        ),
        greeting: Filled::or_missing(
            first_name(&name),
            "the pupil's name",
            &[field::CHILD_FULL_NAME.id],
        ),
        lives_with: true,
        by_law: true,
    }
}

fn parent(facts: &PaperFacts, n: usize, row: RowId, r: &RowValues) -> Person {
    let name = plain(r.text(field::CONTACTS_NAME));
    let whose = name_or(&name, "a parent");
    let lives = cell(r, field::CONTACTS_LIVES_WITH);
    let address = if lives.is_yes() {
        address(
            &facts.text(field::CHILD_ADDRESS),
            &format!("the address of {whose}, with whom the child lives"),
            field::CHILD_ADDRESS.id,
        )
    } else if lives.is_no() || !plain(r.text(field::CONTACTS_ADDRESS)).trim().is_empty() {
        // An address of their own is on record: the letter goes there, whoever the child lives with.
        address(
            &plain(r.text(field::CONTACTS_ADDRESS)),
            &format!("the address of {whose}"),
            field::CONTACTS_ADDRESS.id,
        )
    } else {
        // Nobody has said that the child lives there, so the child's address may be the other
        // parent's secret.
        vec![Filled::Missing(missing(
            &format!("whether the child lives with {whose}, and their address if not"),
            &[field::CONTACTS_LIVES_WITH.id, field::CONTACTS_ADDRESS.id],
        ))]
    };
    Person {
        role: RecipientRole::Parent,
        slug: format!("parent-{n}"),
        contact: Some(row),
        name: Filled::or_missing(
            &name,
            "the name of a parent or carer",
            &[field::CONTACTS_NAME.id],
        ),
        address,
        greeting: Filled::or_missing(
            &greeting(&name),
            "the name of a parent or carer",
            &[field::CONTACTS_NAME.id],
        ),
        lives_with: lives.is_yes(),
        by_law: true,
    }
}

pub(super) fn address(text: &str, words: &str, field: &str) -> Vec<Filled> {
    let parts: Vec<Filled> = text
        .split(['\n', ','])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(|p| Filled::Known(p.to_owned()))
        .collect();
    if parts.is_empty() { vec![Filled::Missing(missing(words, &[field]))] } else { parts }
}
