use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn terms(awpu: i64, top_up: i64, from: &str, moved_on: &str) -> FundingTerms {
    FundingTerms { awpu, top_up, from: day(from), moved_on: day(moved_on) }
}

#[test]
fn funding_balances_match_the_worked_examples() {
    for (given, days, total) in [
        // 90 of 365 days of £5,000: £1,232.876..., rounded up.
        (terms(500_000, 0, "2027-01-01", "2027-01-01"), vec![90], 123_288),
        // The last day of the year is one day; the first is the whole of it.
        (terms(365_000, 0, "2027-03-31", "2027-03-31"), vec![1], 1_000),
        (terms(500_000, 0, "2026-04-01", "2026-04-01"), vec![365], 500_000),
        // A leap year has 366 days.
        (terms(366_000, 0, "2028-02-29", "2028-02-29"), vec![32], 32_000),
        // Backdated within the year: the days before the move stand by themselves.
        (terms(365_000, 0, "2026-12-01", "2027-01-04"), vec![34, 87], 121_000),
        // Backdated over 1 April: 10 of 365 days, then 11 and 355 of 366.
        (terms(365_000, 0, "2027-03-22", "2027-04-12"), vec![10, 11, 355], 375_000),
        // The move on 1 April itself.
        (terms(365_000, 0, "2027-03-31", "2027-04-01"), vec![1, 366], 366_000),
        // A top-up is a line beside.
        (terms(365_000, 73_000, "2027-03-31", "2027-03-31"), vec![1, 1], 1_200),
        (terms(0, 0, "2027-03-31", "2027-03-31"), vec![], 0),
    ] {
        let got = balance(&given).expect("a balance");
        assert_eq!(got.lines.iter().map(|l| l.days).collect::<Vec<_>>(), days, "{given:?}");
        assert_eq!(got.total, total, "{given:?}");
    }
}

#[test]
fn funding_rounds_half_a_penny_up() {
    // 73 of 365 days are a fifth.
    let fifth =
        |annual| balance(&terms(annual, 0, "2027-01-18", "2027-01-18")).expect("a balance").total;
    assert_eq!((fifth(12), fifth(13), fifth(2), fifth(3)), (2, 3, 0, 1));
    let day_of =
        |annual| balance(&terms(annual, 0, "2027-03-31", "2027-03-31")).expect("a balance").total;
    assert_eq!((day_of(182), day_of(183), day_of(547), day_of(548)), (0, 1, 1, 2));
    // One day of a leap year's 366: exactly half a penny.
    let leap = balance(&terms(183, 0, "2028-03-31", "2028-03-31")).expect("a balance");
    assert_eq!(leap.total, 1);
}

#[test]
fn what_cannot_be_reckoned_is_said_in_a_sentence() {
    for (given, words) in [
        (terms(-1, 0, "2027-01-04", "2027-01-04"), "-£0.01"),
        (terms(1, 100_000_001, "2027-01-04", "2027-01-04"), "£1000000.01"),
        (terms(1, 0, "2027-01-05", "2027-01-04"), "after the move on 04/01/2027"),
        (terms(1, 0, "2024-01-05", "2027-01-04"), "more than two years"),
    ] {
        let fault = balance(&given).expect_err("a fault").to_string();
        assert!(fault.contains(words) && fault.ends_with('.'), "{fault}");
    }
}

#[test]
fn a_case_says_what_it_lacks_and_counts_from_the_roll_date() {
    use crate::domain::rules::testing::*;
    let mut t = TestCase::new();
    assert_eq!(of_case(&t.case), Err(FundingFault::NoAmount));
    t.set("funding.awpu", crate::domain::value::Value::Number(365_000));
    t.running();
    assert_eq!(of_case(&t.case), Err(FundingFault::NoMove), "a direction is no move");
    t.row("event.end", &[("how", is("managed_move")), ("roll_on", on("2027-01-04"))]);
    assert_eq!(of_case(&t.case).map(|b| b.total), Ok(87_000));
    t.set("funding.from", on("2026-10-07"));
    assert_eq!(of_case(&t.case).map(|b| b.total), Ok(87_000 + 89_000));
    let mut t = TestCase::new();
    t.set("funding.awpu", crate::domain::value::Value::Number(365_000));
    t.set("case.route", is("managed_move"));
    t.set("direction.start", on("2027-01-04"));
    assert_eq!(of_case(&t.case).map(|b| b.total), Ok(87_000), "the start is the roll date");
}

proptest! {
    #[test]
    fn every_day_is_counted_once_and_the_sum_is_within_half_a_penny_a_line(
        awpu in 0..=MAX_PENCE, back in 0..=MAX_BACKDATED_DAYS, at in 0..4_000_i64,
    ) {
        let moved_on = day("2020-01-01") + chrono::Duration::days(at);
        let from = moved_on - chrono::Duration::days(back);
        let got = balance(&FundingTerms { awpu, top_up: 0, moved_on, from }).expect("a balance");
        let mut next = from;
        for line in &got.lines {
            prop_assert_eq!(line.first, next);
            prop_assert_eq!(line.is_backdated, line.last < moved_on);
            // Twice the error of a line is at most its denominator.
            let error = 2 * (line.pence * line.year_days - line.annual * line.days);
            prop_assert!(error.abs() <= line.year_days);
            next = line.last + chrono::Duration::days(1);
        }
        prop_assert!(got.lines.is_empty() || (next.month(), next.day()) == (4, 1));
    }
}
