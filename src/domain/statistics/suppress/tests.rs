use std::collections::BTreeSet;

use proptest::prelude::{Strategy, prop_assert, prop_assert_eq};

use super::*;

fn whole(table: &[Split]) -> Split {
    table.iter().fold(Split::default(), |all, one| Split {
        successful: all.successful + one.successful,
        other: all.other + one.other,
    })
}

fn splits(numbers: &[(u32, u32)]) -> Vec<Split> {
    numbers
        .iter()
        .map(|(successful, other)| Split { successful: *successful, other: *other })
        .collect()
}

/// Returns every way in which a number can be divided among so many groups.
fn divisions(number: u32, groups: usize) -> Vec<Vec<u32>> {
    if groups == 1 {
        return vec![vec![number]];
    }
    let first = |n: u32| {
        let rest = divisions(number - n, groups - 1);
        rest.into_iter().map(move |rest| [vec![n], rest].concat())
    };
    (0..=number).flat_map(first).collect()
}

/// Returns what each number of a table may be for a reader who knows what is published, how many
/// groups there are, and that only numbers above nought are withheld one by one. It tries every
/// table there is, and shares no code with what is tested.
fn candidates(all: Split, shown: &[PublishedRow]) -> Vec<[BTreeSet<u32>; COLUMNS]> {
    let has_splits = shown.iter().any(|row| row[1].is_some() || row[2].is_some());
    let has_sums = shown.iter().any(|row| row[0].is_some());
    let mut found = vec![<[BTreeSet<u32>; COLUMNS]>::default(); shown.len()];
    for successful in divisions(all.successful, shown.len()) {
        for other in divisions(all.other, shown.len()) {
            let rows: Vec<[u32; COLUMNS]> =
                successful.iter().zip(&other).map(|(s, o)| [s + o, *s, *o]).collect();
            let fits = rows.iter().zip(shown).all(|(row, shown)| {
                (0..COLUMNS).all(|x| match shown[x] {
                    Some(published) => published == row[x],
                    None if x == 0 => !has_sums || row[x] > 0,
                    None => !has_splits || row[x] > 0,
                })
            });
            if fits {
                for (found, row) in found.iter_mut().zip(&rows) {
                    for (found, number) in found.iter_mut().zip(row) {
                        found.insert(*number);
                    }
                }
            }
        }
    }
    found
}

const LEAST: u32 = 3;

fn tables() -> impl Strategy<Value = Vec<(u32, u32)>> {
    proptest::collection::vec((0..6u32, 0..6u32), 1..4)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    /// The property that withholding is for.
    #[test]
    fn no_withheld_number_can_be_had_from_what_is_published(numbers in tables()) {
        let table = splits(&numbers);
        let all = whole(&table);
        let published = publish(all, std::slice::from_ref(&table), LEAST);
        let is_small = |n: u32| n > 0 && n < LEAST;
        if published.whole[1].is_some() {
            let known = candidates(all, &published.tables[0]);
            for ((row, shown), may) in table.iter().zip(&published.tables[0]).zip(&known) {
                for (x, number) in row.columns().into_iter().enumerate() {
                    prop_assert!(may[x].contains(&number), "{numbers:?}: {shown:?}");
                    prop_assert!(!is_small(number) || may[x].len() > 1, "{numbers:?}: {number} of {shown:?}");
                }
            }
        } else if published.whole[0].is_some() {
            // Nothing but sums is known: how the whole divides is not.
            let sums: Vec<Option<u32>> = published.tables[0].iter().map(|row| row[0]).collect();
            let has_sums = sums.iter().any(Option::is_some);
            let all_ways = divisions(all.ended(), table.len()).into_iter();
            let fit: Vec<Vec<u32>> = all_ways
                .filter(|way| way.iter().zip(&sums).all(|(n, shown)| shown.map_or(!has_sums || *n > 0, |s| s == *n)))
                .collect();
            for (at, split) in table.iter().enumerate().filter(|(_, split)| is_small(split.ended())) {
                let may: BTreeSet<u32> = fit.iter().map(|way| way[at]).collect();
                prop_assert!(may.contains(&split.ended()) && may.len() > 1, "{numbers:?}: {sums:?}");
            }
        }
    }

    /// What is published is true, and of small numbers there is none.
    #[test]
    fn what_is_published_is_the_number_and_is_not_small(numbers in tables()) {
        let table = splits(&numbers);
        let published = publish(whole(&table), std::slice::from_ref(&table), LEAST);
        let rows = table.iter().chain([&whole(&table)]).copied().collect::<Vec<_>>();
        let shown = published.tables[0].iter().chain([&published.whole]);
        for (row, shown) in rows.into_iter().zip(shown) {
            for (number, shown) in row.columns().into_iter().zip(shown) {
                prop_assert!(shown.is_none_or(|n| n == number && (n == 0 || n >= LEAST)), "{numbers:?}");
            }
        }
        // Without a least number everything is published.
        let full = publish(whole(&table), std::slice::from_ref(&table), 0);
        let all: Vec<PublishedRow> = table.iter().map(|split| split.columns().map(Some)).collect();
        prop_assert_eq!(&full.tables[0], &all);
    }
}

#[test]
fn second_number_is_withheld_where_the_first_would_follow_from_the_sum() {
    let table = splits(&[(20, 2), (30, 10), (40, 12)]);
    let published = publish(whole(&table), &[table], 5);
    let rows = &published.tables[0];
    // The 2 is small; the 22 of its row, or the 20, and as much in another row go with it.
    assert_eq!(rows[0][2], None);
    let withheld = |row: &PublishedRow| row.iter().filter(|n| n.is_none()).count();
    assert_eq!(rows.iter().map(withheld).collect::<Vec<_>>(), [2, 2, 0]);
    assert_eq!(published.whole, [Some(114), Some(90), Some(24)]);
}

#[test]
fn few_cases_in_all_are_not_published_and_few_unsuccessful_ones_only_as_sums() {
    let table = splits(&[(3, 0), (1, 0)]);
    let published = publish(whole(&table), &[table], 5);
    assert_eq!(published.whole, [None; COLUMNS]);
    assert_eq!(published.tables[0], [[None; COLUMNS]; 2]);
    let table = splits(&[(20, 1), (30, 1)]);
    let published = publish(whole(&table), &[table], 5);
    assert_eq!(published.whole, [Some(52), None, None]);
    assert_eq!(published.tables[0], [[Some(21), None, None], [Some(31), None, None]]);
}
