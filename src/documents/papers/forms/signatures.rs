//! The boxes to sign, with what is recorded of each signature.

use crate::documents::papers::answer::Signature;
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::paper::Block;
use crate::documents::papers::span::{Filled, plain};
use crate::domain::calendar::dates;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::{field, table};
use crate::domain::value::{EMPTY, Value};

/// Whether a part of the dictionary's form is left off the paper: who signed stands in the boxes to
/// sign, and is not printed twice.
pub(super) fn is_signature(id: &str) -> bool {
    let word = id.split_once('.').map_or("", |(_, word)| word);
    word.starts_with("signed_") && !["signed_off", "signed_by"].contains(&word)
        || [field::NOTIFICATION_NAME.id, field::NOTIFICATION_SIGNED.id, field::NOTIFICATION_DATE.id]
            .contains(&id)
        || [field::PASSPORT_SIGNED.id, field::PASSPORT_DATE.id].contains(&id)
}

/// Returns the boxes to sign, with what is recorded of each signature.
pub(super) fn signatures(facts: &PaperFacts, form: &str, row: Option<RowId>) -> Option<Block> {
    let blank = facts.order.blank;
    let cells: &RowValues = row
        .and_then(|r| facts.case.row(table::EVENT_REVIEW, r))
        .filter(|_| form == "review")
        .unwrap_or(&facts.case.answers);
    let value = |field: &str| cells.get(field).filter(|_| !blank).unwrap_or(&EMPTY);
    let line = |who: &str, name: &str, signed: &str, on: &str| {
        let text = plain(value(name).as_text());
        Signature {
            signatory: who.to_owned(),
            name: (!text.trim().is_empty()).then_some(Filled::Known(text)),
            signed: match value(signed) {
                Value::YesNo(yes) => Some(*yes),
                _ => None,
            },
            date: value(on).as_date().map(dates::format).unwrap_or_default(),
        }
    };
    let meeting = |stem: &str| {
        let of = |who: &str, name: &str, short: &str| {
            line(who, &format!("{stem}.{name}"), &format!("{stem}.signed_{short}"), "")
        };
        vec![
            of("Parent or carer", "parent", "parent"),
            of("Child", "", "child"),
            of("Home school", "home_rep", "home"),
            of("Host school", "host_rep", "host"),
            of("Other", "", "other"),
        ]
    };
    let lines = match form {
        "notification" => vec![line(
            "Parent or carer",
            field::NOTIFICATION_NAME.id,
            field::NOTIFICATION_SIGNED.id,
            field::NOTIFICATION_DATE.id,
        )],
        "passport" => vec![line(
            "Person completing the passport",
            field::PASSPORT_COMPLETED_BY.id,
            field::PASSPORT_SIGNED.id,
            field::PASSPORT_DATE.id,
        )],
        "initial" => meeting("initial"),
        "review" => meeting("review"),
        _ => return None,
    };
    Some(Block::Sign(lines))
}
