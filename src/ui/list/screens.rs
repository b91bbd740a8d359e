//! Cuts the list into screens: the headings of its groups, and the cases under them.

use crate::domain::list::group::{Group, GroupCounts};

/// One thing on a screen of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    /// The heading of a group, with the number of its cases.
    Heading(Group, usize),
    /// The case of a row.
    Case(usize),
}

/// Rows in a run: of one group, or of none where nobody has counted.
#[derive(Clone, Copy)]
struct Span {
    group: Option<Group>,
    first: usize,
    count: usize,
}

/// The screens of a list, each filled from the end of the one before it, so that a cursor that
/// moves within one leaves it as it is.
pub(super) struct Screens {
    spans: Vec<Span>,
    total: usize,
    height: usize,
    /// Lines of a case.
    per: usize,
}

impl Screens {
    /// Returns the screens of so many lines for a list of so many rows, of which each takes `per`
    /// lines.
    pub(super) fn new(total: usize, groups: &GroupCounts, height: usize, per: usize) -> Screens {
        // A screen too low for a heading above a case shows the case alone.
        let has_room = height > per;
        let mut spans: Vec<Span> = groups
            .spans()
            .filter(|(_, first, _)| has_room && *first < total)
            .map(|(group, first, count)| Span { group: Some(group), first, count })
            .collect();
        let counted = spans.last().map_or(0, |span| (span.first + span.count).min(total));
        spans.push(Span { group: None, first: counted, count: total - counted });
        Screens { spans, total, height: height.max(per), per }
    }

    /// Returns the run in which a row stands.
    fn span(&self, row: usize) -> Span {
        let at = self.spans.partition_point(|span| span.first + span.count <= row);
        self.spans[at.min(self.spans.len() - 1)]
    }

    /// Returns what a screen shows that begins with a row: each item with its line.
    pub(super) fn items(&self, top: usize) -> Vec<(usize, Item)> {
        let (mut out, mut y) = (Vec::new(), 0);
        for row in top..self.total {
            let span = self.span(row);
            let heading = span.group.filter(|_| row == top || row == span.first);
            if y + usize::from(heading.is_some()) + self.per > self.height {
                break;
            }
            if let Some(group) = heading {
                out.push((y, Item::Heading(group, span.count)));
                y += 1;
            }
            out.push((y, Item::Case(row)));
            y += self.per;
        }
        out
    }

    /// Returns the first row of the screen on which a row stands.
    pub(super) fn top(&self, row: usize) -> usize {
        let mut top = 0;
        loop {
            let span = self.span(top);
            // Screens that lie within one run are all alike, however many there are.
            let room = self.height - usize::from(span.group.is_some());
            let each = (room / self.per).max(1);
            let whole = (span.first + span.count - top) / each;
            let skipped = whole.min((row - top) / each);
            if skipped > 0 {
                top += skipped * each;
                continue;
            }
            let shown = self.items(top).iter().filter(|(_, i)| matches!(i, Item::Case(_))).count();
            if row < top + shown.max(1) {
                return top;
            }
            top += shown.max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(counts: &[(Group, usize)]) -> GroupCounts {
        let mut out = GroupCounts::default();
        for (group, n) in counts {
            for _ in 0..*n {
                out.add(*group);
            }
        }
        out
    }

    /// Goes from screen to screen, and returns the first row of each.
    fn tops(screens: &Screens) -> Vec<usize> {
        let (mut top, mut out) = (0, Vec::new());
        while top < screens.total {
            out.push(top);
            let cases =
                screens.items(top).iter().filter(|(_, i)| matches!(i, Item::Case(_))).count();
            assert!(cases > 0, "a screen without a case");
            top += cases;
        }
        out
    }

    #[test]
    fn each_row_stands_on_one_screen_under_the_heading_of_its_group() {
        let counted = groups(&[(Group::Law, 3), (Group::Today, 1), (Group::Later, 60)]);
        for (total, height, per) in [(64, 10, 2), (80, 7, 1), (64, 3, 2), (64, 1, 2), (2, 40, 1)] {
            let screens = Screens::new(total, &counted, height, per);
            let all = tops(&screens);
            for row in 0..total {
                let top = screens.top(row);
                let wanted = all.iter().rfind(|top| **top <= row);
                assert_eq!(Some(&top), wanted, "row {row} of {total} at {height} by {per}");
                let items = screens.items(top);
                assert!(items.iter().any(|(_, item)| *item == Item::Case(row)));
                let last = items.last().expect("an item").0;
                assert!(last + per <= height.max(per), "{items:?}");
                if height > per && row < counted.total() {
                    assert!(matches!(items[0], (0, Item::Heading(..))), "{items:?}");
                }
            }
        }
    }

    #[test]
    fn a_heading_says_how_many_and_rows_that_nobody_counted_have_none() {
        let screens = Screens::new(4, &groups(&[(Group::Law, 1), (Group::Week, 1)]), 20, 2);
        assert_eq!(
            screens.items(0),
            [
                (0, Item::Heading(Group::Law, 1)),
                (1, Item::Case(0)),
                (3, Item::Heading(Group::Week, 1)),
                (4, Item::Case(1)),
                (6, Item::Case(2)),
                (8, Item::Case(3)),
            ]
        );
        assert!(Screens::new(0, &GroupCounts::default(), 20, 2).items(0).is_empty());
    }

    #[test]
    fn a_row_far_down_a_long_list_is_found_at_once() {
        let counted = groups(&[(Group::Law, 1_000), (Group::Later, 200_000)]);
        let screens = Screens::new(201_000, &counted, 43, 1);
        assert_eq!(screens.top(200_999), *tops(&screens).last().expect("a screen"));
    }
}
