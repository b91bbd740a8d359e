//! The groups of the list, and how many cases are in each.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates::week_end;
use crate::domain::rules::Consequence;

macro_rules! groups {
    ($($(#[$doc:meta])* $group:ident = $label:literal),* $(,)?) => {
        /// A group of the list, most urgent first.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Group { $($(#[$doc])* $group),* }
        impl Group {
            /// Every group with its heading, in the order of the list.
            pub const ALL: &'static [(Group, &'static str)] = &[$((Group::$group, $label)),*];
        }
        /// How many groups there are.
        const GROUPS: usize = [$($label),*].len();
    };
}
groups! {
    /// Overdue, and the child may be missing or at risk.
    Safety = "Overdue (safety)",
    /// Overdue, and a legal duty.
    Law = "Overdue (legal)",
    /// Overdue otherwise.
    Late = "Overdue",
    /// To be done today.
    Today = "Today",
    /// To be done by Sunday.
    Week = "This week",
    /// After this week.
    Later = "Later",
    /// Without a date, or with nothing to do.
    Undated = "No date",
}

impl Group {
    /// Returns the heading of the group.
    pub fn label(self) -> &'static str {
        Group::ALL[self as usize].1
    }

    /// Returns the group of a case with something overdue of this consequence.
    pub fn late(consequence: Consequence) -> Group {
        match consequence {
            Consequence::Whereabouts | Consequence::Safeguarding => Group::Safety,
            Consequence::Law => Group::Law,
            Consequence::Protocol => Group::Late,
        }
    }

    /// Returns the group of a case with nothing overdue, by the day of its next task.
    pub fn ahead(task: NaiveDate, today: NaiveDate) -> Group {
        if task == NaiveDate::MAX {
            Group::Undated
        } else if task <= today {
            Group::Today
        } else if task <= week_end(today) {
            Group::Week
        } else {
            Group::Later
        }
    }
}

/// How many cases each group has, in the order of the list; rows after all of them belong to a
/// group that nobody has counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GroupCounts([usize; GROUPS]);

impl GroupCounts {
    /// Counts one more case of a group.
    pub fn add(&mut self, group: Group) {
        self.0[group as usize] += 1;
    }

    /// Counts one case of a group less.
    pub fn remove(&mut self, group: Group) {
        self.0[group as usize] = self.0[group as usize].saturating_sub(1);
    }

    /// Counts one more case in the group of a row; a row that nobody has counted stays so.
    pub fn insert(&mut self, row: usize) {
        let group = self.spans().find(|(_, first, count)| (*first..=first + count).contains(&row));
        if let Some((group, ..)) = group {
            self.add(group);
        }
    }

    /// Returns the counts of a list in which the groups follow each other; `before` says how many
    /// rows stand before a group.
    pub fn from_bounds(total: usize, before: impl Fn(Group) -> usize) -> GroupCounts {
        let mut counts = GroupCounts::default();
        let mut end = total;
        for (group, _) in Group::ALL.iter().rev() {
            let start = before(*group).min(end);
            counts.0[*group as usize] = end - start;
            end = start;
        }
        counts
    }

    /// Returns how many cases a group has.
    pub fn of(&self, group: Group) -> usize {
        self.0[group as usize]
    }

    /// Returns how many cases were counted.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// Returns the groups that have any case, each with its first row and its count.
    pub fn spans(&self) -> impl Iterator<Item = (Group, usize, usize)> + '_ {
        let mut from = 0;
        Group::ALL.iter().filter_map(move |(group, _)| {
            let (first, count) = (from, self.of(*group));
            from += count;
            (count > 0).then_some((*group, first, count))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_follow_from_where_each_group_begins() {
        let mut counted = GroupCounts::default();
        for group in [Group::Law, Group::Law, Group::Today, Group::Undated] {
            counted.add(group);
        }
        let rows = [Group::Law, Group::Law, Group::Today, Group::Undated];
        let bounds = GroupCounts::from_bounds(4, |group| rows.partition_point(|g| *g < group));
        assert_eq!(counted, bounds);
        let spans: Vec<_> = counted.spans().collect();
        assert_eq!(spans, [(Group::Law, 0, 2), (Group::Today, 2, 1), (Group::Undated, 3, 1)]);
    }

    #[test]
    fn every_group_has_a_word_of_the_search_language_at_its_place() {
        use crate::domain::query::words::GROUPS as WORDS;
        assert_eq!(WORDS.len(), Group::ALL.len());
        let at = |group: Group| WORDS[group as usize].0;
        assert_eq!(
            Group::ALL.iter().map(|(group, _)| at(*group)).collect::<Vec<_>>(),
            ["safety", "legal", "overdue", "today", "week", "later", "undated"]
        );
    }

    #[test]
    fn the_week_ends_on_sunday_and_what_has_no_date_is_last() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).expect("a day");
        for (task, group) in [
            (day(25), Group::Today),
            (day(26), Group::Today),
            (day(29), Group::Week),
            (day(30), Group::Later),
            (NaiveDate::MAX, Group::Undated),
        ] {
            assert_eq!(Group::ahead(task, day(26)), group, "{task}");
        }
    }
}
