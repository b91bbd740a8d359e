//! By what ended directions are counted, and the groups of each.

use crate::domain::statistics::ended::EndedCase;
use crate::domain::statistics::suppress::Split;

/// By what they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// How long the direction ran.
    Length,
    /// The child's year group.
    YearGroup,
    /// How many interventions came before.
    Interventions,
    /// How far the host is from the home school.
    Distance,
    /// Whether the child had been directed before.
    Repeat,
}

/// What a case without the answer is counted under.
const NOT_KNOWN: &str = "not known";

/// Metres of a mile.
const MILE: f64 = 1_609.344;

impl By {
    /// Every one, in the order in which they are printed.
    pub const ALL: &[By] =
        &[By::Length, By::YearGroup, By::Interventions, By::Distance, By::Repeat];

    /// Returns the words.
    pub fn label(self) -> &'static str {
        match self {
            By::Length => "length",
            By::YearGroup => "year group",
            By::Interventions => "earlier interventions",
            By::Distance => "distance",
            By::Repeat => "repeat",
        }
    }

    /// Returns the groups that have a case, in their order, with the split of each.
    pub(super) fn table(self, cases: &[EndedCase]) -> Vec<(String, Split)> {
        let mut groups: Vec<((u32, String), Split)> = Vec::new();
        for case in cases {
            let group = self.group(case);
            let at = groups.iter().position(|(known, _)| *known == group).unwrap_or_else(|| {
                groups.push((group, Split::default()));
                groups.len() - 1
            });
            case.count_in(&mut groups[at].1);
        }
        groups.sort_by(|a, b| a.0.cmp(&b.0));
        groups.into_iter().map(|((_, words), split)| (words, split)).collect()
    }

    /// Returns the group of a case: its place among the others, and its words.
    fn group(self, case: &EndedCase) -> (u32, String) {
        let (place, words) = match self {
            By::YearGroup => match case.year_group.and_then(|year| u32::try_from(year).ok()) {
                Some(0) => (0, "Reception"),
                Some(year) => return (year, format!("Year {year}")),
                None => (u32::MAX, NOT_KNOWN),
            },
            By::Length => match case.weeks {
                Some(..=6) => (0, "up to 6 weeks"),
                Some(7..=12) => (1, "7 to 12 weeks"),
                Some(13..=24) => (2, "13 to 24 weeks"),
                Some(25..) => (3, "more than 24 weeks"),
                None => (4, NOT_KNOWN),
            },
            By::Interventions => match case.interventions {
                0 => (0, "none"),
                1 | 2 => (1, "1 or 2"),
                3..=5 => (2, "3 to 5"),
                6.. => (3, "6 or more"),
            },
            By::Distance => match case.metres.map(|metres| f64::from(metres) / MILE) {
                Some(miles) if miles < 2.0 => (0, "under 2 miles"),
                Some(miles) if miles < 5.0 => (1, "2 to 5 miles"),
                Some(miles) if miles < 10.0 => (2, "5 to 10 miles"),
                Some(_) => (3, "10 miles or more"),
                None => (4, NOT_KNOWN),
            },
            By::Repeat if case.is_repeat => (1, "directed before"),
            By::Repeat => (0, "first direction"),
        };
        (place, words.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forms::choice::EndHow;

    fn case() -> EndedCase {
        EndedCase {
            how: EndHow::Returned,
            weeks: None,
            year_group: None,
            interventions: 0,
            metres: None,
            is_repeat: false,
        }
    }

    #[test]
    fn each_value_falls_into_the_group_that_its_words_name() {
        let of = |by: By, case: EndedCase| by.group(&case).1;
        let weeks = |n| of(By::Length, EndedCase { weeks: Some(n), ..case() });
        let sides = [weeks(6), weeks(7), weeks(12), weeks(13), weeks(24), weeks(25)];
        assert_eq!(
            sides,
            [
                "up to 6 weeks",
                "7 to 12 weeks",
                "7 to 12 weeks",
                "13 to 24 weeks",
                "13 to 24 weeks",
                "more than 24 weeks"
            ]
        );
        let metres = |n| of(By::Distance, EndedCase { metres: Some(n), ..case() });
        assert_eq!([metres(3_218), metres(3_219)], ["under 2 miles", "2 to 5 miles"]);
        let tried = |n| of(By::Interventions, EndedCase { interventions: n, ..case() });
        assert_eq!(
            [tried(0), tried(2), tried(3), tried(6)],
            ["none", "1 or 2", "3 to 5", "6 or more"]
        );
        let year = |n| of(By::YearGroup, EndedCase { year_group: Some(n), ..case() });
        assert_eq!([year(0), year(11)], ["Reception", "Year 11"]);
        for by in By::ALL.iter().filter(|by| !matches!(by, By::Interventions | By::Repeat)) {
            assert_eq!(of(*by, case()), NOT_KNOWN);
        }
    }

    #[test]
    fn every_table_counts_every_case_once_and_stands_in_order() {
        let cases: Vec<EndedCase> = (0..40u32)
            .map(|n| EndedCase {
                how: if n % 3 == 0 { EndHow::HostEnded } else { EndHow::Returned },
                weeks: (n % 7 > 0).then_some(n),
                year_group: Some(i64::from(7 + (n * 5) % 7)),
                interventions: n as usize % 8,
                metres: (n % 4 > 0).then_some(n * 700),
                is_repeat: n % 9 == 0,
            })
            .collect();
        for by in By::ALL {
            let table = by.table(&cases);
            let sum = |f: fn(&Split) -> u32| table.iter().map(|(_, split)| f(split)).sum::<u32>();
            assert_eq!((sum(|s| s.successful), sum(|s| s.other)), (26, 14), "{by:?}");
        }
        let years: Vec<String> =
            By::YearGroup.table(&cases).into_iter().map(|(words, _)| words).collect();
        assert_eq!(years[..4], ["Year 7", "Year 8", "Year 9", "Year 10"]);
    }
}
