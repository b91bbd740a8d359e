use super::*;

#[test]
fn each_kind_reads_what_it_shows_and_refuses_the_rest_with_a_sentence() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    let choice = FieldKind::Choice(&[("a", "First"), ("b", "Second")]);
    let days = FieldKind::Number { min: 1, max: 45, unit: "days" };
    for (kind, raw, shown) in [
        (FieldKind::Line, "  Zoë   B ", "Zoë B"),
        (FieldKind::Long, "a\r\nb\u{1b}[", "a\nb["),
        (FieldKind::YesNo, "Y", "Yes"),
        (choice, "second", "Second"),
        (FieldKind::Date, "12/3/2013", "12/03/2013"),
        (FieldKind::Time, "845", "08:45"),
        (days, "3", "3"),
        (FieldKind::Money, "£1,250.5", ""),
        (FieldKind::Money, "1,250", "£1250.00"),
        (FieldKind::Upn, "f999999925001", "F999999925001"),
        (FieldKind::Line, " ", ""),
    ] {
        let got = parse(&kind, raw, today).map(|t| format(&kind, &t.value)).unwrap_or_default();
        assert_eq!(got, shown, "{raw}");
        let again = parse(&kind, &got, today).map(|t| format(&kind, &t.value));
        assert_eq!(again, Ok(got));
    }
    for (kind, raw) in [
        (days, "46"),
        (days, "x"),
        (FieldKind::Time, "25:00"),
        (choice, "third"),
        (FieldKind::Upn, "I999999925001"),
    ] {
        assert!(parse(&kind, raw, today).is_err_and(|e| e.to_string().ends_with('.')), "{raw}");
    }
    assert!(
        parse(&FieldKind::Upn, "A999999925001", today)
            .is_ok_and(|t| t.warning == Some(ParseWarning::UpnCheckLetter { expected: 'F' }))
    );
    assert!(parse(&FieldKind::Line, &"x".repeat(301), today).is_err());
}

#[test]
fn a_number_that_counts_nothing_is_refused_in_a_whole_sentence() {
    let ukprn = crate::domain::forms::field("host.ukprn").expect("a field");
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
    let refused = parse_field(ukprn, "1234", today).expect_err("too short").to_string();
    assert_eq!(refused, "Type a whole number from 10000000 to 99999999.");
    assert!(parse_field(ukprn, "10012345", today).is_ok());
}
