use proptest::prelude::*;

use crate::domain::query::*;

#[test]
fn faults_point_at_their_column_and_say_what_to_do() {
    for (text, column, says) in [
        ("stagee:running", 1, "Did you mean \"stage\""),
        ("late and", 9, "missing here"),
        ("and late", 1, "missing before it"),
        ("due<", 5, "as in due<7d"),
        ("due<soon", 5, "not a day"),
        ("due:1/2/2026..", 5, "not a day"),
        ("stage:runing", 7, "Did you mean \"running\""),
        ("flag:xxxxxx", 6, "It can be cla, ehcp"),
        ("stage<running", 7, "only : or !="),
        ("(late", 1, "not closed"),
        ("late)", 5, "closes nothing"),
        ("zoë ()", 6, "before this bracket"),
        ("year>=nine", 7, "not a number"),
        ("year>=\"9\"", 7, "no quotes"),
        ("untouched>x", 11, "not a number of days"),
        ("late:yes", 5, "takes no value"),
        (":yes", 1, "a word is missing"),
        ("attendance<9.99", 12, "not a number"),
    ] {
        let fault = Query::parse(text).expect_err(text);
        assert_eq!(fault.column, column, "{text}: {fault}");
        assert!(fault.message.contains(says), "{text}: {fault}");
    }
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&"not ".repeat(100_000)).is_err());
}

#[test]
fn every_example_of_the_table_can_be_read_and_every_name_stands_once() {
    for (i, word) in words::WORDS.iter().enumerate() {
        assert!(Query::parse(word.example).is_ok(), "{}", word.example);
        assert!(words::WORDS[i + 1..].iter().all(|w| w.name != word.name));
    }
    assert!(
        crate::domain::case::flags::FLAGS.len() <= 32
            && crate::domain::case::flags::MISSING.len() <= 32
    );
}

#[test]
fn words_and_values_are_completed() {
    let first = |text: &str| complete(text).first().map(|c| c.text.clone());
    assert_eq!(first("st").as_deref(), Some("stage:"));
    assert_eq!(first("late fl").as_deref(), Some("late flag:"));
    assert_eq!(first("flag:e").as_deref(), Some("flag:ehcp"));
    assert_eq!(first("late flag:").as_deref(), Some("late flag:cla"));
    assert_eq!(first("due<t").as_deref(), Some("due<today"));
    assert_eq!(first("(not mis").as_deref(), Some("(not missing:"));
    assert_eq!(first("late "), None);
    assert_eq!(first(""), None);
    assert_eq!(first("zzz"), None);
}

/// Pieces from which searches are put together at random, right ones and wrong ones.
const PIECES: &[&str] = &[
    "late",
    "due",
    "<",
    ">=",
    ":",
    "=",
    "!=",
    "7d",
    "-2w",
    "12/3/2026",
    "..",
    "fri",
    "none",
    "stage",
    "running",
    "flag",
    "cla",
    "year",
    "9",
    "92.5%",
    "host",
    "\"North B\"",
    "\"",
    "(",
    ")",
    "and",
    "or",
    "not",
    " ",
    " ",
    " ",
    "bailey",
    "Zoë",
    "untouched",
    "14",
    "!",
];

proptest! {
    #[test]
    fn no_text_makes_reading_panic_and_what_is_read_prints_back(text in "\\PC{0,40}") {
        if let Ok(query) = Query::parse(&text) {
            let printed = query.to_string();
            prop_assert_eq!(Query::parse(&printed), Ok(query), "{} -> {}", text, printed);
        }
        complete(&text);
    }

    #[test]
    fn searches_of_real_pieces_print_back_or_point_into_the_text(picks in prop::collection::vec(0..PIECES.len(), 0..14)) {
        let text: String = picks.iter().map(|i| PIECES[*i]).collect();
        match Query::parse(&text) {
            Ok(query) => {
                let printed = query.to_string();
                prop_assert_eq!(Query::parse(&printed), Ok(query), "{} -> {}", text, printed);
            }
            Err(fault) => prop_assert!((1..=text.chars().count() + 1).contains(&fault.column), "{}: {}", text, fault),
        }
        complete(&text);
    }
}
