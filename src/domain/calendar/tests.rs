use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Autumn 2026 with its half-term closed day by day.
fn autumn() -> Calendar {
    let closed = day("2026-10-26")
        .iter_days()
        .take(5)
        .map(|day| ClosedSpan { day, reason: "half-term".into() })
        .collect();
    Calendar::new(Terms {
        school: "L-home".into(),
        terms: vec![(day("2026-09-01"), day("2026-12-18"))],
        closed,
    })
}

#[test]
fn calendar_dates_match_the_worked_examples() {
    let two = Terms {
        terms: vec![(day("2026-09-01"), day("2026-10-23")), (day("2026-11-02"), day("2026-12-18"))],
        ..Terms::default()
    };
    for c in [autumn(), Calendar::new(two)] {
        let invitation = day("2026-11-27") - Days::new(6);
        assert_eq!(invitation, day("2026-11-21"));
        assert_eq!(c.previous_school_day(invitation), day("2026-11-20"));
        assert_eq!(c.previous_school_day(day("2026-11-20")), day("2026-11-20"));
        assert_eq!(c.school_days_before(day("2026-12-02"), 2), day("2026-11-27"));
        assert_eq!(c.school_days_before(day("2026-11-03"), 2), day("2026-10-22"));
        assert_eq!(c.school_weeks_after(day("2026-10-07"), 6), day("2026-11-25"));
        assert_eq!(c.add_school_days(day("2026-11-09"), 5), day("2026-11-16"));
        assert_eq!(c.add_school_days(day("2026-10-23"), 1), day("2026-11-02"));
        assert!(c.knows_terms() && c.covers(day("2026-10-28")) && !c.covers(day("2027-01-04")));
        assert!(!c.is_school_day(day("2026-10-28")) && c.is_school_day(day("2026-12-18")));
    }
    assert_eq!(autumn().why_closed(day("2026-10-28")), Some("half-term"));
}

#[test]
fn school_days_without_terms_are_weekdays_less_bank_holidays() {
    let c = Calendar::default();
    assert!(!c.knows_terms() && c.is_school_day(day("2026-10-28")));
    assert_eq!(c.why_closed(day("2026-12-25")), Some("Christmas Day"));
    assert_eq!(c.add_school_days(day("2026-12-24"), 1), day("2026-12-29")); // Mon 28 Dec stands in for Boxing Day
    assert_eq!(bank_holidays_known_to(), Some(day("2028-12-31")));
    assert_eq!(c.add_school_days(NaiveDate::MAX, 9), NaiveDate::MAX);
    assert_eq!(c.school_weeks_after(NaiveDate::MAX, 9), NaiveDate::MAX);
}
