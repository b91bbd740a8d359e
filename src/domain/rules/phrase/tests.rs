use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn a_day_that_stands_beside_the_words_is_not_said_in_them_again() {
    let shown = day("2026-11-30");
    let hold = Phrase::of_day("Hold the review", shown);
    let absent = Phrase {
        assumed: Some(Assumed::NoTerms),
        ..Phrase::of_day("Find out why Zoë was absent", shown).note("code N").more(2)
    };
    let invite = Phrase {
        latest: Some(shown),
        ..Phrase::of_day("Invite the parents to the review", day("2026-12-04"))
    };
    for (says, whole, beside) in [
        (hold, "Hold the review on Mon 30 Nov", "Hold the review"),
        (
            absent,
            "Find out why Zoë was absent on Mon 30 Nov (code N), and 2 more (no term dates)",
            "Find out why Zoë was absent (code N), and 2 more (no term dates)",
        ),
        (
            invite,
            "Invite the parents to the review on Fri 4 Dec, by Mon 30 Nov 2026",
            "Invite the parents to the review on Fri 4 Dec",
        ),
        ("Set the first day".into(), "Set the first day", "Set the first day"),
    ] {
        assert_eq!(says.beside(Some(shown)), beside);
        assert_eq!(says.beside(None), whole);
        assert_eq!(says.to_string(), whole);
    }
}

#[test]
fn one_text_says_the_same_in_a_list_and_where_there_is_room() {
    let names =
        Names { child: "Zoë".into(), host: "The Chase".into(), home: "Prince Henry's".into() };
    let of = |text: &str| names.fill(text.into());
    let absent = names.fill(
        Phrase::of_day("Find out why[ {child} was] absent", day("2026-10-13")).note("N").more(2),
    );
    assert_eq!(absent.to_string(), "Find out why Zoë was absent on Tue 13 Oct (N), and 2 more");
    for (shown, room, said) in [
        (None, 60, "Find out why absent (Tue 13 Oct, N, 2 more)"),
        (Some(day("2026-10-13")), 60, "Find out why absent (N, 2 more)"),
        (None, 42, "Find out why absent (Tue 13 Oct, 2 more)"),
        (None, 30, "Find out why absent"),
        (None, 5, "Find out why absent"),
    ] {
        assert_eq!(absent.brief(shown, room), said, "{room}");
    }
    assert_eq!(of("Chase {host}").to_string(), "Chase The Chase");
    assert_eq!(of("Ask {home}").short, None, "no shorter form is kept where there is none");
    // An authority's own words are no marks.
    assert_eq!(of(&plain("Ring [{child}]")).to_string(), "Ring ((child))");
}
