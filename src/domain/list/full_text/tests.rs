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

proptest! {
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
