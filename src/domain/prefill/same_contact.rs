//! A parent or carer of a file under the name that the case has for them: `Ms Ada Grant` is the
//! `Ada GRANT` who is there already, and no second one.

use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::fold;
use crate::domain::forms::{field, table};
use crate::domain::prefill::{Suggestion, Target};
use crate::domain::value::Value;

const TITLES: [&str; 11] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir", "lady", "master"];

/// Returns an offer with the name that the case has, where it is a parent or carer whom the case has
/// once under another title or order of the name; anything else as it is.
pub fn under_known_name(case: &Case, mut offer: Suggestion) -> Suggestion {
    let Target::Row(of, cells) = &mut offer.put else { return offer };
    let words = words(cells.text(field::CONTACTS_NAME));
    if of != table::CONTACTS || words.is_empty() {
        return offer;
    }
    let known = case.rows(table::CONTACTS).map(|(_, row)| row.text(field::CONTACTS_NAME));
    let mut same = known.filter(|name| self::words(name) == words);
    if let (Some(name), None) = (same.next(), same.next()) {
        cells.insert(field::CONTACTS_NAME.id.to_owned(), Value::Text(name.to_owned()));
    }
    offer
}

/// Returns the words of a name without a title, in the order of the alphabet.
fn words(name: &str) -> Vec<String> {
    let mut words = fold::name_words(name);
    words.retain(|word| !TITLES.contains(&word.as_str()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;

    #[test]
    fn adult_is_known_by_name_whatever_the_title_and_two_of_one_name_are_not_told_apart() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        let cells = |name: &str| [("contacts.name", Value::Text(name.into()))];
        let row = |name: &str| cells(name).map(|(id, value)| (id.to_owned(), value)).into();
        case.rows.insert("contacts".into(), [(1, row("Ms Ada Grant"))].into());
        let name = |case: &Case, name: &str| {
            let offer = under_known_name(case, Suggestion::row("contacts", cells(name)));
            let Target::Row(_, cells) = offer.put else { panic!("no row") };
            cells.text(field::CONTACTS_NAME).to_owned()
        };
        assert_eq!(name(&case, "GRANT, Ada (Mrs)"), "Ms Ada Grant");
        assert_eq!(name(&case, "Ben Grant"), "Ben Grant");
        case.rows.entry("contacts".into()).or_default().insert(2, row("Dr Ada Grant"));
        assert_eq!(name(&case, "Ada Grant"), "Ada Grant");
    }
}
