use crate::domain::subject_access::decision::{Ground, Redaction};
use crate::domain::subject_access::passage::redact;

fn cut(text: &str, passages: &[&str]) -> String {
    let all = passages
        .iter()
        .map(|passage| Redaction { passage: (*passage).to_owned(), ground: Ground::ThirdParty });
    redact(text, &all.collect::<Vec<_>>())
}

#[test]
fn passage_is_found_whatever_its_capitals_accents_quotes_and_lines() {
    let mark = "[redacted: third party]";
    for text in [
        "He said Zoë O’Neill hit him.",
        "He said ZOE O'NEILL hit him.",
        "He said Zoe\n  O'Neill hit him.",
        "He said zoë\tO\u{2019}Neill hit him.",
        "He said Zo\u{200b}ë O’Nei\u{ad}ll hit him.",
        "He said Zoe\u{308} O’Neill hit him.",
    ] {
        let text = text.replace("zoë\t", "zoë\u{a0}");
        assert_eq!(cut(&text, &["Zoë O'Neill"]), format!("He said {mark} hit him."), "{text}");
    }
    assert_eq!(cut("Sam and Samuel, sam.", &["Sam"]), format!("{mark} and Samuel, {mark}."));
    assert_eq!(cut("Jo's bag", &["Jo"]), format!("{mark}'s bag"));
    assert_eq!(cut("Nothing here", &["", " ", "elsewhere"]), "Nothing here");
}

#[test]
fn mark_has_the_same_length_whatever_is_behind_it_and_passages_may_overlap() {
    let short = cut("A x B", &["x"]);
    let long = cut(&format!("A {} B", "x".repeat(400)), &[&"x".repeat(400)]);
    assert_eq!(short, long);
    let text = "one two three four";
    assert_eq!(cut(text, &["one two three", "two three four"]), "[redacted: third party]");
    assert_eq!(cut(text, &["two", "two three"]), "one [redacted: third party] four");
}

#[test]
fn every_ground_has_words_of_its_own_in_its_mark() {
    let mut marks: Vec<String> = Ground::ALL.iter().map(|ground| ground.mark()).collect();
    marks.sort();
    marks.dedup();
    assert_eq!(marks.len(), Ground::ALL.len());
}
