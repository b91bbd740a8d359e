use proptest::prelude::*;

use super::*;
use crate::domain::case::CaseRef;

fn case(note: &str) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert("child.full_name".into(), Value::Text("Zoë Māia O’Brien".into()));
    let cells = RowValues::from([("contact.note".to_owned(), Value::Text(note.to_owned()))]);
    case.rows.entry("event.contact".into()).or_default().insert(1, cells);
    case
}

#[test]
fn words_are_found_without_capitals_accents_or_their_ends_and_shown_where_they_stand() {
    let note =
        format!("{} The taxi was late\nagain; mother rang. {}", "x ".repeat(60), "y ".repeat(60));
    let case = case(&note);
    let find = |text: &str| find(&case, &wanted(text));
    let hits = find("taxi MOTH");
    assert_eq!(hits.len(), 1);
    assert!(
        hits[0].excerpt.starts_with('…')
            && hits[0].excerpt.contains("The taxi was late again")
            && hits[0].excerpt.ends_with('…'),
        "{hits:?}"
    );
    let (at, long) = hits[0].found;
    assert_eq!(hits[0].excerpt.chars().skip(at).take(long).collect::<String>(), "taxi");
    for text in ["zoe", "ZOË maia", "o'brien", "obrien", "Māi"] {
        assert_eq!(find(text).len(), 1, "{text}");
    }
    for text in ["taxis", "axi", "zoe taxi", ""] {
        assert_eq!(find(text).len(), 0, "{text}");
    }
}

/// Returns the filter of all words of a text, each made whole first.
fn filter(text: &str) -> Vec<u8> {
    let words = search_words(text).into_iter().map(|(_, word)| word);
    let begins = |word: String| {
        let ends: Vec<usize> =
            word.char_indices().map(|(end, _)| end).skip(1).take(BEGIN).collect();
        ends.into_iter().map(|end| sum(&word[..end])).chain([sum(&word)]).collect::<Vec<u64>>()
    };
    let all: std::collections::BTreeSet<u64> = words.flat_map(begins).collect();
    let mut out = vec![0; all.len().next_power_of_two().clamp(16, 4096)];
    for bit in all.into_iter().flat_map(|sum| bits(sum, out.len())).collect::<Vec<_>>() {
        out[bit / 8] |= 1 << (bit % 8);
    }
    out
}

proptest! {
    #[test]
    fn signature_is_that_of_the_words_each_made_whole_first(note in "[\\PC]{0,300}") {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        case.answers.insert("child.full_name".into(), Value::Text(note.clone()));
        prop_assert_eq!(signature(&case), filter(&note));
    }

    #[test]
    fn a_signature_never_denies_what_is_there(note in "\\PC{0,200}", cut in 1usize..12) {
        let case = case(&note);
        let signature = signature(&case);
        for word in wanted(&note).into_iter().chain(wanted("Zoë Māia")) {
            let word: String = word.chars().take(cut).collect();
            prop_assert!(may_hold(&signature, std::slice::from_ref(&word)), "{}", word);
            prop_assert!(!find(&case, &[word]).is_empty());
        }
    }
}

#[test]
fn a_signature_denies_most_of_what_is_not_there() {
    let note: String = (0..300).map(|n| format!("word{n} thing{n} ")).collect();
    let signature = signature(&case(&note));
    let wrong =
        (0..1000).filter(|n| may_hold(&signature, &[format!("{:04}q", 5 * n + 7_919)])).count();
    println!("{wrong} of 1000 wrongly perhaps, {} bytes", signature.len());
    assert!(wrong < 120, "{wrong}");
}

#[test]
fn signature_stays_as_it_is_where_an_edit_is_said_to_change_no_text() {
    let before = case("The taxi was late.");
    let edit = |value: Value| Edit::Set {
        path: FieldPath::case("send.ehcp"),
        old: Value::Empty,
        new: value,
    };
    let quiet = [edit(Value::YesNo(true)), edit(Value::School("116992".into()))];
    for quiet in quiet {
        assert!(!may_change(&quiet));
        let Edit::Set { path, new, .. } = quiet else { panic!("an answer") };
        let mut after = before.clone();
        after.answers.insert(path.field, new);
        assert_eq!(signature(&after), signature(&before));
    }
    for value in [Value::Text("x".into()), Value::Number(7), Value::Time(540)] {
        assert!(may_change(&edit(value)));
    }
}
