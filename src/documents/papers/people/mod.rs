//! Recipients: a separate copy for each parent, and the copy list of P-LE9.

mod copies;
mod family;

use std::fmt;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::span::Filled;
use crate::domain::case::RowId;
pub(super) use crate::domain::case::pupil::first_name;
use crate::domain::forms::field;

pub(super) use copies::{
    CopyList, authority, copies, copy_lines, home_head, host_head, school_lines,
};
pub(super) use family::family;

/// Why somebody receives a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecipientRole {
    Parent,
    /// The pupil in the parents' place, from 18 on.
    Pupil,
    HomeHead,
    HostHead,
    Admissions,
    SocialWorker,
    VirtualSchool,
    Authority,
    /// Somebody whom only this authority copies in, by name.
    Named,
}

/// Someone who gets a copy.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub role: RecipientRole,
    /// The end of the file's name: `parent-1`, `host`.
    pub slug: String,
    /// The row of the contacts, for a parent.
    pub contact: Option<RowId>,
    pub name: Filled,
    pub address: Vec<Filled>,
    /// The name after "Dear".
    pub greeting: Filled,
    /// Whether the child lives with them, so that they may read the child's address.
    pub lives_with: bool,
    /// Whether the law asks for this copy.
    pub by_law: bool,
}

impl Person {
    fn body(
        role: RecipientRole,
        slug: &str,
        name: String,
        address: Vec<Filled>,
        greeting: &str,
    ) -> Person {
        Person {
            role,
            slug: slug.into(),
            contact: None,
            name: Filled::Known(name),
            address,
            greeting: Filled::Known(greeting.into()),
            lives_with: false,
            by_law: false,
        }
    }

    /// Returns whether the paper goes to them as the relevant person of the regulations.
    pub(super) fn is_family(&self) -> bool {
        matches!(self.role, RecipientRole::Parent | RecipientRole::Pupil)
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Filled::Known(name) => f.write_str(name),
            Filled::Missing(m) => write!(f, "missing: {}", m.words),
        }
    }
}

const TITLES: &[&str] =
    &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "revd", "rev", "sir", "lady", "lord"];

/// Returns the name after "Dear": title and surname where a title is given, else the whole name.
pub(super) fn greeting(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [title, .., last]
            if TITLES.contains(&title.trim_end_matches('.').to_lowercase().as_str()) =>
        {
            format!("{title} {last}")
        }
        _ => words.join(" "),
    }
}

/// Returns the name that a letter calls the child by: the one they go by, else their first name.
pub(super) fn called(facts: &PaperFacts) -> String {
    let known = facts.text(field::CHILD_KNOWN_AS);
    if known.is_empty() {
        first_name(&facts.text(field::CHILD_FULL_NAME)).to_owned()
    } else {
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salutation_follows_the_name_as_written() {
        for (name, dear) in [
            ("Ms Ada Ashworth", "Ms Ashworth"),
            ("Dr. Zoë Brontë-Hill", "Dr. Brontë-Hill"),
            ("Ada Ashworth", "Ada Ashworth"),
            ("Mrs", "Mrs"),
            ("", ""),
        ] {
            assert_eq!(greeting(name), dear);
        }
        assert_eq!(first_name("Bailey Ashworth"), "Bailey");
        assert_eq!(first_name("Ashworth, Bailey J"), "Bailey");
    }
}
