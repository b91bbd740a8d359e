//! A school of the register, home or host.

mod short;
#[cfg(test)]
mod tests;
mod typed;

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::domain::fold;
pub use crate::domain::school::short::{short_name, shortened_pair};
pub use crate::domain::school::typed::{NOT_IN_THE_REGISTER, typed_name};

/// What is known of one school. Empty text is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct School {
    /// The URN, or `L-` and a slug for a school that is known by name only.
    pub id: String,
    /// As the register spells it.
    pub name: String,
    /// "" where it is not known.
    pub town: String,
    /// The type of establishment: "Academy converter".
    pub kind: String,
    /// "Secondary", "Middle deemed secondary".
    pub phase: String,
    /// Street and locality on one line, without town and postcode.
    pub address: String,
    /// "" where it is not known.
    pub postcode: String,
    /// "" where it is not known.
    pub phone: String,
    /// The head teacher by title and name, "" where it is not known.
    pub head: String,
    /// What the head teacher's post is called: "Headteacher", "Principal"; "" where it is not known.
    pub head_post: String,
    /// Metres on the national grid.
    pub easting: Option<u32>,
    /// Metres on the national grid.
    pub northing: Option<u32>,
    /// The local authority's name.
    pub la: String,
    /// The name of the academy trust, "" where there is none or it is not known.
    pub trust: String,
    /// Where the facts come from, and as at when.
    pub source: String,
    /// It has closed, and is kept for the cases that name it.
    pub closed: bool,
}

impl School {
    /// Returns the id of a school that has no URN: `L-hanley-castle-high-school-upton-upon-severn`.
    pub fn local_id(name: &str, town: &str) -> String {
        let mut id = String::from("L");
        let words = format!("{name} {town}").replace(['\'', '’', '.'], "").to_lowercase();
        for word in words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            id.push('-');
            id.push_str(word);
        }
        id
    }

    /// Returns the name, with the town where the name does not say it.
    pub fn with_town(&self) -> String {
        if self.town.is_empty() || self.name.contains(&self.town) {
            self.name.clone()
        } else {
            format!("{}, {}", self.name, self.town)
        }
    }

    /// Returns the head teacher's name and post; "" where the name is not known.
    pub fn signed_by_head(&self) -> String {
        let post = if self.head_post.is_empty() { "head teacher" } else { &self.head_post };
        if self.head.is_empty() { String::new() } else { format!("{}, {post}", self.head) }
    }

    /// Returns whether another entry is likely this school: by name and town, however they are
    /// written.
    pub fn is_likely(&self, other: &School) -> bool {
        let of = |s: &School| (fold::search(&s.name), fold::search(&s.town));
        of(self) == of(other)
    }

    /// Returns the straight line to another school in metres, where both stand on the grid.
    pub fn metres_to(&self, other: &School) -> Option<u32> {
        let across = u64::from(self.easting?.abs_diff(other.easting?));
        let up = u64::from(self.northing?.abs_diff(other.northing?));
        u32::try_from(across.checked_mul(across)?.checked_add(up.checked_mul(up)?)?.isqrt()).ok()
    }
}

/// Every school that is known, by name; found by id however many there are.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SchoolList {
    all: Vec<School>,
    by_id: HashMap<String, usize>,
    /// Schools of the list that ships, which the own register has under another id: cases that name
    /// one still resolve, and nobody is offered it any more.
    replaced: HashMap<String, School>,
}

impl SchoolList {
    /// Takes schools in any order.
    pub fn new(mut all: Vec<School>) -> SchoolList {
        all.sort_by(|a, b| a.name.cmp(&b.name));
        let by_id = all.iter().enumerate().map(|(i, s)| (s.id.clone(), i)).collect();
        SchoolList { all, by_id, replaced: HashMap::new() }
    }

    /// Returns the own register together with what ships with Offsite: a school that ships stays
    /// until the own register has it, by its id or by name and town.
    pub fn with_shipped(own: Vec<School>, shipped: Vec<School>) -> SchoolList {
        let ids: HashSet<String> = own.iter().map(|s| s.id.clone()).collect();
        let (known, left): (Vec<School>, Vec<School>) = shipped
            .into_iter()
            .filter(|s| !ids.contains(&s.id))
            .partition(|s| own.iter().any(|o| !o.closed && o.is_likely(s)));
        let mut list = SchoolList::new(own.into_iter().chain(left).collect());
        list.replaced = known.into_iter().map(|s| (s.id.clone(), s)).collect();
        list
    }

    /// Returns the school with an id.
    pub fn get(&self, id: &str) -> Option<&School> {
        match self.by_id.get(id) {
            Some(at) => self.all.get(*at),
            None => self.replaced.get(id),
        }
    }

    /// Returns the name of a school by its id; what is no school of the register is a name typed by
    /// hand, or an id that is shown to nobody.
    pub fn name_of(&self, id: &str) -> String {
        match self.get(id) {
            Some(school) => school.name.clone(),
            None if id.is_empty() => String::new(),
            None => typed_name(id).unwrap_or(NOT_IN_THE_REGISTER).to_owned(),
        }
    }

    /// Returns the schools in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &School> {
        self.all.iter()
    }

    /// Returns the schools that have every word in name, town or id, at most `most` of them.
    pub fn find(&self, words: &str, most: usize) -> Vec<School> {
        let words: Vec<String> = words.split_whitespace().map(fold::search).collect();
        let fits = |s: &&School| {
            let hay = fold::search(&format!("{} {} {}", s.name, s.town, s.id));
            !s.closed && words.iter().all(|w| hay.contains(w))
        };
        self.all.iter().filter(fits).take(most).cloned().collect()
    }
}
