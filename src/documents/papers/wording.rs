//! An authority's own wording: its templates and its schools' letterheads.

use std::collections::BTreeMap;

use crate::documents::papers::letterhead::Letterheads;

/// An authority's own templates, by name without `.txt`.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    own: BTreeMap<String, String>,
    /// What the schools print at the head of their papers.
    pub letterheads: Letterheads,
}

impl Wording {
    /// Takes an authority's own templates, as pairs of name and text, and its letterheads. What
    /// does not read is kept all the same, so that its paper is refused rather than made in other
    /// words; [`check_templates`](super::check_templates) says what is wrong with it.
    pub fn new(own: Vec<(String, String)>, letterheads: Letterheads) -> Wording {
        Wording { own: own.into_iter().collect(), letterheads }
    }

    /// Returns the authority's own text, else the built-in one.
    pub(super) fn source<'a>(&'a self, name: &str, built_in: &'a str) -> &'a str {
        self.own.get(name).map_or(built_in, String::as_str)
    }

    /// Returns whether the authority has a text of its own for this paper.
    pub fn is_own(&self, name: &str) -> bool {
        self.own.contains_key(name)
    }
}
