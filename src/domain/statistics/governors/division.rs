//! A way in which what is counted is divided: into parts of which each item falls into exactly one.

use crate::domain::statistics::governors::counted::{Counted, CountedCase, Item};

/// Which part an item falls into.
#[derive(Clone, Copy)]
pub(super) enum Parts {
    /// Parts that are always shown, even if nothing falls into them; the last is left out where
    /// nothing does. The function gives the place of the part.
    Fixed(&'static [&'static str], fn(&CountedCase, Item) -> usize),
    /// Parts that are shown where something falls into them: their place, and their words.
    Named(fn(&CountedCase, Item) -> (u16, String)),
}

/// A way to divide what is counted.
#[derive(Clone, Copy)]
pub(super) struct Division {
    /// What it divides.
    pub of: Counted,
    /// What the parts have in common: "Sex".
    pub label: &'static str,
    /// How it is counted, in a sentence.
    pub how: &'static str,
    /// The parts.
    pub parts: Parts,
    /// A chart of it helps.
    pub has_chart: bool,
}

impl Division {
    pub(super) const fn fixed(
        of: Counted,
        label: &'static str,
        how: &'static str,
        parts: &'static [&'static str],
        place: fn(&CountedCase, Item) -> usize,
    ) -> Division {
        Division { of, label, how, parts: Parts::Fixed(parts, place), has_chart: false }
    }

    pub(super) const fn with_chart(mut self) -> Division {
        self.has_chart = true;
        self
    }

    /// Returns the part of an item: its place and its words.
    pub(super) fn part(&self, of: &CountedCase, item: Item) -> (u16, String) {
        match self.parts {
            Parts::Fixed(parts, place) => {
                let place = place(of, item).min(parts.len().saturating_sub(1));
                (u16::try_from(place).unwrap_or(u16::MAX), parts[place].to_owned())
            }
            Parts::Named(part) => part(of, item),
        }
    }

    /// Returns the parts that are shown whatever falls into them.
    pub(super) fn shown(&self) -> &'static [&'static str] {
        match self.parts {
            Parts::Fixed(parts, _) => parts.split_last().map_or(parts, |(_, shown)| shown),
            Parts::Named(_) => &[],
        }
    }
}
