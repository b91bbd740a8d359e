//! Which case of a child was the first.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::case::CaseRef;
use crate::domain::case::pupil::Pupil;
use crate::domain::fold;

/// The first case of each child who has been directed, by the hashes of what a child is known by:
/// a few bytes for each, however many cases there are.
#[derive(Default)]
pub(super) struct FirstCases(HashMap<u64, CaseRef>);

impl FirstCases {
    /// Takes a case of a child who was directed.
    pub(super) fn add(&mut self, id: CaseRef, pupil: &Pupil) {
        for key in keys(pupil) {
            let first = self.0.entry(key).or_insert(id);
            *first = id.min(*first);
        }
    }

    /// Returns the first case of the child; none where no case of it was taken.
    pub(super) fn first(&self, pupil: &Pupil) -> Option<CaseRef> {
        keys(pupil).iter().filter_map(|key| self.0.get(key).copied()).min()
    }

    /// Returns whether the child has been directed in a case before this one.
    pub(super) fn has_earlier(&self, id: CaseRef, pupil: &Pupil) -> bool {
        self.first(pupil).is_some_and(|first| first < id)
    }
}

/// Returns what a child is known by, as hashes: present and former UPNs, and the name with the day
/// of birth.
fn keys(pupil: &Pupil) -> Vec<u64> {
    let upns = pupil.former.iter().chain([&pupil.upn]).filter(|upn| !upn.is_empty());
    let mut keys: Vec<u64> = upns.map(hash).collect();
    if let Some(born) = pupil.born {
        keys.extend(fold::name_keys(&pupil.name).iter().map(|name| hash(&(name, born))));
    }
    keys
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_known_again_by_a_former_upn_or_by_name_and_birth_and_not_by_name_alone() {
        let id = |number| CaseRef { year: 2026, number };
        let pupil = |upn: &str, name: &str, born: &str| Pupil {
            upn: upn.to_owned(),
            former: Vec::new(),
            name: name.to_owned(),
            born: born.parse().ok(),
        };
        let mut first = FirstCases::default();
        first.add(id(2), &pupil("A999000000001", "Ann Lane", "2012-03-04"));
        let moved = Pupil {
            former: vec!["A999000000001".to_owned()],
            ..pupil("B999000000002", "Ann Smith", "2012-03-05")
        };
        assert!(first.has_earlier(id(3), &moved));
        assert_eq!(first.first(&moved), Some(id(2)));
        assert!(first.has_earlier(id(3), &pupil("", "LANE, Ann", "2012-03-04")));
        assert!(!first.has_earlier(id(3), &pupil("", "Ann Lane", "2013-03-04")));
        assert!(!first.has_earlier(id(3), &pupil("", "Ann Lane", "")));
        assert!(
            !first.has_earlier(id(2), &pupil("A999000000001", "Ann Lane", "2012-03-04")),
            "itself"
        );
        assert!(
            !first.has_earlier(id(1), &pupil("A999000000001", "Ann Lane", "2012-03-04")),
            "the first"
        );
    }
}
