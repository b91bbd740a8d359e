use std::collections::BTreeSet;

use proptest::prelude::{Strategy, prop_assert};

use super::*;

const LEAST: u32 = 3;

/// Whether each direction began in the term, and what is answered of the child: looked after, not,
/// or nothing.
fn children() -> impl Strategy<Value = Vec<(bool, Option<bool>)>> {
    let one = (proptest::bool::ANY, proptest::option::of(proptest::bool::ANY));
    proptest::collection::vec(one, 0..10)
}

fn case((in_term, looked_after): (bool, Option<bool>)) -> Case {
    let case = begun(if in_term { "2027-01-11" } else { "2026-11-02" });
    match looked_after {
        Some(is) => with(case, &[(field::CLA_IS.id, Value::YesNo(is))]),
        None => case,
    }
}

/// Returns every way in which a number can be divided among so many parts.
fn ways(number: u64, parts: usize) -> Vec<Vec<u64>> {
    match parts {
        0 => Vec::new(),
        1 => vec![vec![number]],
        _ => (0..=number)
            .flat_map(|n| {
                ways(number - n, parts - 1).into_iter().map(move |rest| [vec![n], rest].concat())
            })
            .collect(),
    }
}

/// A number for the term and one for the year to date, as they are printed.
type Shown = (Option<u64>, Option<u64>);

/// Returns what each part may be, in the term and in the year, for a reader who knows the wholes and
/// the parts that are printed. It tries every table there is, and shares no code with what it tests.
fn candidates((term, year): Shown, parts: &[Shown]) -> Vec<[BTreeSet<u64>; 2]> {
    let mut found = vec![<[BTreeSet<u64>; 2]>::default(); parts.len()];
    let Some(year) = year else { return found };
    // Where some numbers of a column are printed, the others are known to be above nought.
    let has_terms = parts.iter().any(|part| part.0.is_some());
    let has_years = parts.iter().any(|part| part.1.is_some());
    let fits = |n: u64, shown: Option<u64>, some_are: bool| match shown {
        Some(shown) => shown == n,
        None => !some_are || n > 0,
    };
    for in_term in (0..=year).filter(|n| term.is_none_or(|term| term == *n)) {
        for terms in ways(in_term, parts.len()) {
            for earlier in ways(year - in_term, parts.len()) {
                let years: Vec<u64> = terms.iter().zip(&earlier).map(|(a, b)| a + b).collect();
                let is_way = parts.iter().zip(terms.iter().zip(&years)).all(|(shown, (t, y))| {
                    fits(*t, shown.0, has_terms) && fits(*y, shown.1, has_years)
                });
                for (place, found) in found.iter_mut().enumerate().filter(|_| is_way) {
                    found[0].insert(terms[place]);
                    found[1].insert(years[place]);
                }
            }
        }
    }
    found
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    /// Neither the whole, the other parts, nor the year to date beside the term tells a number that
    /// is withheld.
    #[test]
    fn no_number_withheld_from_the_public_can_be_had_from_the_totals(children in children()) {
        let cases: Vec<Case> = children.iter().copied().map(case).collect();
        let (open, public) = (figures(&cases, 0), figures(&cases, LEAST));
        let section = "Directions begun";
        let shown = |f: &Figure| -> Shown {
            let pair = f.values[0];
            (number(pair.term.numerator), number(pair.year.numerator))
        };
        let parts = |all: &[Figure]| -> Vec<Shown> {
            all.iter().filter(|f| f.section == section && f.label == "Looked after").map(shown).collect()
        };
        let is_small = |n: u64| n > 0 && n < u64::from(LEAST);
        let whole = shown(find(&public, section, section, ""));
        prop_assert!(!whole.0.is_some_and(is_small) && !whole.1.is_some_and(is_small));
        let (printed, real) = (parts(&public), parts(&open));
        let may_be = candidates(whole, &printed);
        for ((printed, real), may_be) in printed.iter().zip(&real).zip(&may_be) {
            for (place, (printed, real)) in
                [(printed.0, real.0), (printed.1, real.1)].into_iter().enumerate()
            {
                let real = real.expect("a board reads every number");
                prop_assert!(printed.is_none_or(|n| n == real && !is_small(n)), "{printed:?} {real}");
                if whole.1.is_some() {
                    prop_assert!(may_be[place].contains(&real));
                    prop_assert!(!is_small(real) || may_be[place].len() > 1, "{real} of {printed:?}");
                } else {
                    prop_assert!(printed.is_none(), "without the whole no part is printed");
                }
            }
        }
    }
}

#[test]
fn many_reviews_of_few_children_and_sums_of_few_are_not_published() {
    let mut one = with(begun("2027-01-11"), &[(field::FUNDING_AMOUNT.id, Value::Number(900))]);
    for on in 12..20 {
        let cells = [
            (field::REVIEW_ON.id, day(&format!("2027-01-{on}"))),
            (field::REVIEW_HELD.id, Value::YesNo(true)),
        ];
        add(&mut one, table::EVENT_REVIEW, &cells);
    }
    let mut cases = vec![one];
    cases.extend((0..8).map(|_| begun("2027-01-11")));
    let all = figures(&cases, 5);
    let is_withheld = |section: &str, label: &str| {
        let pair = find(&all, section, label, "").values[0];
        [pair.term, pair.year].map(|v| v.numerator == Number::Withheld)
    };
    assert_eq!(is_withheld("Reviews held", "Reviews held"), [true, true]);
    assert_eq!(is_withheld("Attendance, suspensions and cost", "Funding agreed"), [true, true]);
    assert_eq!(is_withheld("Directions begun", "Directions begun"), [false, false]);
}

#[test]
fn a_sum_of_the_time_is_withheld_where_the_rest_of_the_year_is_of_few_children() {
    let agreed = |on: &str| with(begun(on), &[(field::FUNDING_AMOUNT.id, Value::Number(900))]);
    let mut cases: Vec<Case> = (0..6).map(|_| agreed("2027-01-11")).collect();
    cases.push(agreed("2026-11-02"));
    let all = figures(&cases, 5);
    let pair = find(&all, "Attendance, suspensions and cost", "Funding agreed", "").values[0];
    assert_eq!(pair.term.numerator, Number::Withheld);
    assert_eq!(pair.year.numerator, Number::Is(6_300));
}

#[test]
fn the_public_is_told_no_longest_length_and_a_median_only_beside_numbers_that_are_all_told() {
    let ended = |last: &str| {
        let mut case = begun("2027-01-11");
        add(&mut case, table::EVENT_END, &[(field::END_ON.id, day(last))]);
        case
    };
    let mut cases: Vec<Case> = (0..8).map(|_| ended("2027-01-29")).collect();
    let of = |cases: &[Case], label: &str| {
        find(&figures(cases, 5), "Length of ended directions", label, "").values[0].term.numerator
    };
    assert_eq!(of(&cases, "Median length"), Number::Is(30));
    assert_eq!(of(&cases, "Longest length"), Number::Withheld);
    cases.push(ended("2027-03-12"));
    assert_eq!(of(&cases, "Median length"), Number::Withheld, "one is longer than six weeks");
}
