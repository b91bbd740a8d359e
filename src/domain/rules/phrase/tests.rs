use super::*;

#[test]
fn a_day_that_stands_beside_the_words_is_not_said_in_them_again() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let shown = day("2026-11-30");
    let hold = Phrase::of_day("hold the review", shown);
    let why = Phrase {
        assumed: Some(Assumed::NoTerms),
        ..Phrase::of_day("find the reason for the N", shown)
    };
    let more = format!("find the reason for the N of {}, the first of 2", show_short(shown));
    let invite = Phrase {
        latest: Some(shown),
        ..Phrase::of_day("invite the parents to the review", day("2026-12-04"))
    };
    let forward = format!("bring the review forward from {}", show_short(shown));
    for (says, whole, wanted) in [
        (hold, "hold the review of Mon 30 Nov", "hold the review"),
        (
            why,
            "find the reason for the N of Mon 30 Nov (no term dates)",
            "find the reason for the N (no term dates)",
        ),
        (more.as_str().into(), more.as_str(), more.as_str()),
        (
            invite,
            "invite the parents to the review of Fri 4 Dec, latest Mon 30 Nov 2026",
            "invite the parents to the review of Fri 4 Dec",
        ),
        (forward.as_str().into(), forward.as_str(), forward.as_str()),
    ] {
        assert_eq!(says.beside(Some(shown)), wanted);
        assert_eq!(says.beside(None), whole);
        assert_eq!(says.to_string(), whole);
    }
}
