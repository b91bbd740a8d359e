use proptest::prelude::{Strategy, prop_assert, prop_assert_eq};

use super::*;

const LEAST: u32 = 3;

/// Returns a case of the child with a number.
fn of_child(child: usize, case: Case) -> Case {
    with(case, &[(field::CHILD_UPN.id, Value::Text(format!("A{child:012}")))])
}

fn suspended(case: &mut Case, on: &str) {
    add(case, table::EVENT_HOST_SUSPENSION, &[(field::HOST_SUSPENSION_ON.id, day(on))]);
}

fn review(case: &mut Case, on: &str) {
    let cells = [(field::REVIEW_ON.id, day(on)), (field::REVIEW_HELD.id, Value::YesNo(true))];
    add(case, table::EVENT_REVIEW, &cells);
}

/// Returns a figure of children: how many, and of how many, in the term and in the year to date.
fn children(all: &[Figure], label: &str) -> [(Option<u64>, Option<u64>); 2] {
    let pair = find(all, "Children", label, "").values[0];
    [both(pair.term), both(pair.year)]
}

#[test]
fn a_child_counts_once_however_many_events_and_directions_it_had() {
    let mut first = of_child(1, begun("2026-09-07"));
    suspended(&mut first, "2026-10-05");
    suspended(&mut first, "2026-10-12");
    add(&mut first, table::EVENT_END, &[(field::END_ON.id, day("2026-11-06"))]);
    let mut second = of_child(1, begun("2027-01-11"));
    suspended(&mut second, "2027-02-01");
    let other = of_child(2, begun("2027-01-11"));
    let all = figures(&[first, second, other], 0);
    let events = "Suspensions during a direction";
    assert_eq!(count(&all, events, events, ""), (1, 3));
    let label = "Children suspended during a direction";
    assert_eq!(children(&all, label), [(Some(1), Some(2)), (Some(1), Some(2))]);
    let begun = children(&all, "Children with a direction begun");
    assert_eq!(begun, [(Some(2), None), (Some(2), None)], "three directions");
}

#[test]
fn a_child_has_a_late_review_where_one_of_several_was_late_or_not_held() {
    // Due six school weeks after Monday 2 November, on 14 December; then every two weeks.
    let fortnightly =
        |on: &str| with(begun(on), &[(field::INITIAL_FREQUENCY_WEEKS.id, Value::Number(2))]);
    let mut late = of_child(1, fortnightly("2026-11-02"));
    review(&mut late, "2026-12-14");
    review(&mut late, "2027-01-20");
    add(&mut late, table::EVENT_END, &[(field::END_ON.id, day("2027-01-22"))]);
    let mut in_time = of_child(2, fortnightly("2026-11-02"));
    review(&mut in_time, "2026-12-14");
    add(&mut in_time, table::EVENT_END, &[(field::END_ON.id, day("2026-12-18"))]);
    let not_held = of_child(3, begun("2027-01-11"));
    let not_due_yet = of_child(4, begun("2027-03-01"));
    let all = figures(&[late, in_time, not_held, not_due_yet], 0);
    let [_, year] = children(&all, "Children with a late review");
    assert_eq!(year, (Some(2), Some(3)), "the first and the third, of the three with one due");
}

#[test]
fn a_direction_ran_in_a_time_from_its_first_day_to_its_last() {
    let ended = |first: &str, last: &str| {
        let mut case = begun(first);
        add(&mut case, table::EVENT_END, &[(field::END_ON.id, day(last))]);
        case
    };
    // The term is 4 January to 25 March.
    let cases = [
        ended("2026-09-07", "2027-01-03"),
        ended("2026-09-07", "2027-01-04"),
        ended("2026-09-07", "2027-07-01"),
        begun("2027-03-25"),
        begun("2027-03-26"),
        ended("2026-03-02", "2026-08-31"),
    ];
    let cases: Vec<Case> = cases.into_iter().zip(1..).map(|(case, n)| of_child(n, case)).collect();
    let ran = children(&figures(&cases, 0), "Children suspended during a direction");
    assert_eq!([ran[0].1, ran[1].1], [Some(3), Some(4)]);
}

/// What a child had: which child it is, whether in the term, whether it was suspended by the host,
/// and whether its direction ended.
type Had = (usize, bool, bool, bool);

fn office() -> impl Strategy<Value = Vec<Had>> {
    let one = (0..14usize, proptest::bool::ANY, proptest::bool::weighted(0.6), proptest::bool::ANY);
    proptest::collection::vec(one, 0..26)
}

fn case((child, in_term, is_suspended, has_ended): Had) -> Case {
    let (first, on, last) = if in_term {
        ("2027-01-11", "2027-01-20", "2027-01-29")
    } else {
        ("2026-11-02", "2026-11-10", "2026-11-20")
    };
    let mut case = of_child(child, begun(first));
    if is_suspended {
        suspended(&mut case, on);
    }
    if has_ended {
        add(&mut case, table::EVENT_END, &[(field::END_ON.id, day(last))]);
    }
    case
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    /// No number of children that the public reads is small, nor any difference between two of them:
    /// those who do not count, and those who are in the year to date and not in the term.
    #[test]
    fn no_small_number_of_children_follows_from_those_that_are_printed(office in office()) {
        let cases: Vec<Case> = office.iter().copied().map(case).collect();
        let (open, public) = (figures(&cases, 0), figures(&cases, LEAST));
        let is_small = |n: u64| n > 0 && n < u64::from(LEAST);
        for (real, shown) in open.iter().zip(&public).filter(|(real, _)| real.section == "Children") {
            let [real, shown] = [real, shown].map(|f| [f.values[0].term, f.values[0].year].map(both));
            let mut printed = Vec::new();
            for (real, shown) in real.into_iter().zip(shown) {
                prop_assert!(shown.0.is_none() || shown == real, "what is printed is the number");
                let (Some(some), Some(all)) = (shown.0, shown.1.or(shown.0)) else { continue };
                prop_assert!(some <= all);
                printed.push([some, all, all - some]);
            }
            for number in printed.iter().flatten() {
                prop_assert!(!is_small(*number), "{shown:?}");
            }
            if let [term, year] = printed.as_slice() {
                for (term, year) in term.iter().zip(year) {
                    prop_assert!(!is_small(year.abs_diff(*term)), "{shown:?}");
                }
            }
        }
    }

    /// Where a number of events is withheld from the public, so is every number of children that
    /// would say how few they may be.
    #[test]
    fn children_are_not_told_beside_events_that_are_withheld(office in office()) {
        let cases: Vec<Case> = office.iter().copied().map(case).collect();
        let public = figures(&cases, LEAST);
        let is_withheld = |section: &str| {
            let pair = find(&public, section, section, "").values[0];
            [pair.term, pair.year].iter().any(|value| value.numerator == Number::Withheld)
        };
        let beside = [
            "Suspensions during a direction",
            "Directions begun",
            "Directions ended",
            "Directions running",
        ];
        if beside.into_iter().any(is_withheld) {
            let told = children(&public, "Children suspended during a direction");
            prop_assert_eq!(told, [(None, None), (None, None)]);
        }
    }
}

#[test]
fn the_public_reads_how_many_children_where_none_of_the_numbers_is_small() {
    let one = |child| case((child, true, child % 2 == 0, child % 3 == 0));
    let cases: Vec<Case> = (0..30).map(one).collect();
    let told = children(&figures(&cases, LEAST), "Children suspended during a direction");
    assert_eq!(told, [(Some(15), Some(30)), (Some(15), Some(30))]);
}
