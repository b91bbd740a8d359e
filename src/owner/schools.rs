//! The register of schools.

use super::Owner;
use crate::domain::school::School;

impl Owner {
    pub(super) fn read_schools(&mut self) -> Result<(), String> {
        let own: Vec<School> = self.store.items("schools")?.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()).collect();
        self.schools = if own.is_empty() { crate::documents::schools::built_in() } else { own };
        self.schools.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    /// Returns the name of a school by its id; an id that is no school of the register is a name typed by hand.
    pub fn school_name(&self, id: &str) -> String {
        self.schools.iter().find(|s| s.id == id).map_or_else(|| id.to_owned(), |s| s.name.clone())
    }

    pub(super) fn find_schools(&self, words: &str) -> Vec<School> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let fits = |s: &&School| {
            let hay = format!("{} {} {}", s.name, s.town, s.id).to_lowercase();
            words.iter().all(|w| hay.contains(w))
        };
        self.schools.iter().filter(fits).take(200).cloned().collect()
    }
}
