use chrono::NaiveDate;

use super::*;
use crate::domain::query::Query;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn group(id: &str) -> OversightGroup {
    OversightGroup { id: id.into(), name: id.into() }
}

#[test]
fn half_terms_follow_one_another_without_a_gap() {
    let mut term = HalfTerm::of(day("2026-11-26")).expect("a half-term");
    assert_eq!(term.label(), "Autumn 2 2026");
    assert_eq!((term.first, term.last), (day("2026-11-01"), day("2026-12-31")));
    let mut names = Vec::new();
    for _ in 0..6 {
        let before = term.before().expect("one before");
        assert_eq!(before.last.succ_opt(), Some(term.first));
        names.push(before.label());
        term = before;
    }
    assert_eq!(
        names,
        [
            "Autumn 1 2026",
            "Summer 2 2026",
            "Summer 1 2026",
            "Spring 2 2026",
            "Spring 1 2026",
            "Autumn 2 2025"
        ]
    );
    for edge in ["2026-02-15", "2026-02-16", "2027-01-01", "2026-08-31", "2026-09-01"] {
        let of = HalfTerm::of(day(edge)).expect("a half-term");
        assert!((of.first..=of.last).contains(&day(edge)), "{edge}");
    }
}

#[test]
fn every_number_is_that_of_a_search_that_can_be_read() {
    for today in ["2026-11-26", "2026-02-28", "2028-02-29", "2027-01-01"] {
        let one = || (vec![group("137132")], 3);
        for section in sections(day(today), one(), one(), (vec![group("a.shah")], 0)) {
            assert!(!section.rows.is_empty(), "{}", section.title);
            for row in &section.rows {
                assert_eq!(row.cells.len(), section.columns.len(), "{}", row.label);
                for cell in &row.cells {
                    assert!(Query::parse(&cell.search).is_ok(), "{today}: {}", cell.search);
                }
            }
        }
    }
}

#[test]
fn schools_with_the_most_overdue_come_first_and_the_rest_are_counted() {
    let needs = (0..20)
        .map(|n| (format!("{n:02}"), (n % 5, 10)))
        .chain([(String::new(), (9, 9)), ("closed".to_owned(), (0, 0))]);
    let (shown, more) = groups_by_need(needs.collect(), |id| format!("School {id}"));
    let ids: Vec<&str> = shown.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(ids[..5], ["04", "09", "14", "19", "03"]);
    assert_eq!((shown.len(), more), (12, 8));
    assert_eq!(shown[0].name, "School 04");
}
