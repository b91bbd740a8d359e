use super::*;
use crate::domain::case::{Half, Marks};

const SUMS: &str = "Attendance, suspensions and cost";

fn mark(case: &mut Case, on: &str, half: Half, code: &str) {
    let marks = Marks { home: Some("D".to_owned()), host: Some(code.to_owned()) };
    case.marks.insert((date(on), half), marks);
}

#[test]
fn attendance_is_a_sum_of_sessions_each_in_the_time_of_its_day() {
    let mut case = begun("2026-12-14");
    for (on, half, code) in [
        ("2026-12-14", Half::Am, "/"),
        ("2026-12-14", Half::Pm, "O"),
        ("2027-01-11", Half::Am, "/"),
        ("2027-01-11", Half::Pm, "\\"),
        ("2027-01-12", Half::Am, "O"),
        ("2027-01-12", Half::Pm, "I"),
        // A Saturday, and a day before the direction: neither counts.
        ("2027-01-16", Half::Am, "/"),
        ("2026-12-11", Half::Am, "/"),
    ] {
        mark(&mut case, on, half, code);
    }
    let all = figures(&[case], 0);
    let of = |label: &str| {
        let pair = find(&all, SUMS, label, "").values[0];
        (both(pair.term), both(pair.year))
    };
    let is = |n: u64, of: u64| (Some(n), Some(of));
    assert_eq!(of("Attendance during directions"), (is(2, 4), is(3, 6)));
    assert_eq!(of("Authorised absence during directions"), (is(1, 4), is(1, 6)));
    assert_eq!(of("Unauthorised absence during directions"), (is(1, 4), is(2, 6)));
    // Three of six missed is half of them.
    let severe = "Severe absence: 50% or more missed";
    assert_eq!(count(&all, "Directions running", "Attendance so far", severe).0, 1);
}

#[test]
fn attendance_before_is_that_of_the_passports_of_directions_begun_in_the_time() {
    let mut case = begun("2027-01-11");
    for (possible, attended) in [(120, 100), (80, 20)] {
        let cells = [
            (field::PAST_TERMS_POSSIBLE.id, Value::Number(possible)),
            (field::PAST_TERMS_ATTENDED.id, Value::Number(attended)),
        ];
        add(&mut case, table::PAST_TERMS, &cells);
    }
    let all = figures(&[case, begun("2027-01-11")], 0);
    let share = find(&all, SUMS, "Attendance before the direction", "").values[0].term;
    assert_eq!(both(share), (Some(120), Some(200)));
}

#[test]
fn suspensions_before_and_during_count_half_days_as_half_and_cost_what_was_agreed() {
    let mut case = with(begun("2026-11-02"), &[(field::FUNDING_AMOUNT.id, Value::Number(125_050))]);
    let before = [(field::SUSPENSIONS_DAYS.id, Value::Number(3))];
    add(&mut case, table::SUSPENSIONS, &before);
    add(&mut case, table::SUSPENSIONS, &[(field::SUSPENSIONS_HALF.id, Value::YesNo(true))]);
    let during = [
        (field::HOST_SUSPENSION_ON.id, day("2027-01-11")),
        (field::HOST_SUSPENSION_DAYS.id, Value::Number(1)),
        (field::HOST_SUSPENSION_HALF.id, Value::YesNo(true)),
    ];
    add(&mut case, table::EVENT_HOST_SUSPENSION, &during);
    let all = figures(&[case], 0);
    assert_eq!(count(&all, SUMS, "Suspensions before the direction", ""), (0, 2));
    assert_eq!(count(&all, SUMS, "Days of suspension before the direction", ""), (0, 35));
    assert_eq!(count(&all, SUMS, "Days of suspension during a direction", ""), (15, 15));
    let section = "Suspensions during a direction";
    assert_eq!(count(&all, section, section, ""), (1, 1));
    assert_eq!(count(&all, SUMS, "Funding agreed", ""), (0, 125_050));
}
