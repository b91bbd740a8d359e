use super::*;

#[test]
fn days_are_read_as_officers_type_them() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    for (typed, shown) in [
        ("12/3/2013", "12/03/2013"),
        ("12/3/13", "12/03/2013"),
        ("12.3.2013", "12/03/2013"),
        ("2013-03-12", "12/03/2013"),
        ("today", "23/11/2026"),
        ("fri", "27/11/2026"),
        ("mon", "30/11/2026"),
        ("+6d", "29/11/2026"),
        ("-2w", "09/11/2026"),
        ("12/3", "12/03/2027"),
        ("1/12", "01/12/2026"),
        ("1 September 2026", "01/09/2026"),
        ("1 Sept 26", "01/09/2026"),
        ("27 Mar 13", "27/03/2013"),
        ("27 mar", "27/03/2027"),
        ("Tue 1 Sep 2026", "01/09/2026"),
        ("Tuesday, 1st of September 2026", "01/09/2026"),
        ("September 1, 2026", "01/09/2026"),
        ("1-Sep-2026", "01/09/2026"),
        ("010926", "01/09/2026"),
        ("01092026", "01/09/2026"),
        ("20260901", "01/09/2026"),
        ("2026-09-01T00:00:00", "01/09/2026"),
        ("01/09/2026 00:00:00", "01/09/2026"),
        ("thurs", "26/11/2026"),
    ] {
        assert_eq!(parse(typed, today).map(format), Ok(shown.to_owned()), "{typed}");
    }
    for wrong in
        ["31/2/2026", "", "soon", "12/13/2026", "99999999", "1/2/3/4", "+999999999d", "12/3/0001"]
    {
        assert!(parse(wrong, today).is_err(), "{wrong}");
    }
}

#[test]
fn fault_names_the_part_that_is_wrong() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    for (typed, part) in [
        ("12/13/2026", "there is no month \"13\"."),
        ("1 Sepp 2026", "there is no month \"sepp\"."),
        ("31/2/2026", "February 2026 has 28 days, not 31."),
        ("29 Feb 2026", "February 2026 has 28 days, not 29."),
        ("31/9", "September 2026 has 30 days, not 31."),
        ("Mon 24 Nov 2026", "that day is a Tue, not a Mon."),
        ("12/3/0001", "the year 1 is not from 1900 to 2200."),
        ("12/3/2026 09:15", "Type a date like 12/3/2013, or today, mon, +6d."),
    ] {
        let says = parse(typed, today).expect_err(typed).to_string();
        assert!(says.ends_with(part), "{typed}: {says}");
    }
    assert!(
        parse_written("23 Nov").is_err_and(|e| e.to_string().ends_with("its year is missing."))
    );
    assert_eq!(parse_written("23 Nov 26").map(format), Ok("23/11/2026".to_owned()));
}

#[test]
fn day_without_its_year_is_read_only_where_one_day_fits() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let (first, last) = (day("2026-11-02"), day("2027-01-29"));
    assert_eq!(parse_between("Mon 23 Nov", first, last), Ok(day("2026-11-23")));
    assert_eq!(parse_between("4/1", first, last), Ok(day("2027-01-04")));
    assert!(parse_between("Tue 23 Nov", first, last).is_err(), "a Tuesday of another year");
    assert!(parse_between("1 Sep", first, last).is_err(), "outside the span");
    assert!(parse_between("23 Nov", first, day("2027-12-01")).is_err(), "two years fit");
}

#[test]
fn day_that_has_happened_is_the_last_one() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    for (typed, shown) in [
        ("12/3", "12/03/2026"),
        ("27 mar", "27/03/2026"),
        ("fri", "20/11/2026"),
        ("mon", "23/11/2026"),
        ("22/11", "22/11/2026"),
        ("tomorrow", "24/11/2026"),
        ("12/3/2027", "12/03/2027"),
    ] {
        assert_eq!(parse_past(typed, today).map(format), Ok(shown.to_owned()), "{typed}");
    }
}

#[test]
fn leading_day_takes_as_many_words_as_it_has() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let words: Vec<&str> = "1 September 2026 to Friday".split(' ').collect();
    let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
    assert_eq!(parse_leading(&words, today), Ok((day, 3)));
    assert_eq!(parse_leading(&["1/9/2026", "training"], today), Ok((day, 1)));
}

#[test]
fn whatever_is_typed_is_a_day_or_a_sentence() {
    let rounds = if std::env::var_os("OFFSITE_LONG").is_some() { 20_000_000 } else { 60_000 };
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let scraps = [
        "12",
        "3",
        "31",
        "2013",
        "0",
        "-",
        "/",
        ".",
        " ",
        "+",
        "d",
        "w",
        "today",
        "mon",
        "fri",
        "tomorrow",
        "99999",
        "é",
        "\u{202e}",
        "２",
        "29/2",
        "feb",
        "18446744073709551616",
        "-1",
        "\t",
        "2024-02-29",
        "💥",
        "",
    ];
    let (mut state, mut days) = (20_261_123u64, 0);
    let mut below = |n: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    for _ in 0..rounds {
        let typed: String = (0..=below(5)).map(|_| scraps[below(scraps.len())]).collect();
        match parse(&typed, today) {
            Ok(day) => {
                days += 1;
                // What was read reads again as the same day, however it is shown.
                assert_eq!(parse(&format(day), today), Ok(day), "{typed}");
                assert!((1900..=2200).contains(&day.year()), "{typed}");
            }
            Err(error) => {
                let says = error.to_string();
                assert!(says.ends_with('.') && says.chars().count() < 120, "{typed}: {says}");
            }
        }
    }
    println!("days typed: {rounds}, read: {days}");
    assert!(days > rounds / 50);
}
