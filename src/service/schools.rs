//! The register of schools.

use std::rc::Rc;

use crate::domain::school::{School, SchoolList};
use crate::error::Result;
use crate::service::Service;

impl Service {
    pub(super) fn read_schools(&mut self) -> Result<()> {
        let own: Vec<School> = self
            .store
            .items("schools")?
            .iter()
            .filter_map(|(_, json)| serde_json::from_str(json).ok())
            .collect();
        self.schools = Rc::new(SchoolList::new(if own.is_empty() {
            crate::documents::schools::built_in()
        } else {
            own
        }));
        Ok(())
    }

    /// Returns the name of a school by its id; an id that is no school of the register is a name
    /// typed by hand.
    pub fn school_name(&self, id: &str) -> String {
        self.schools.get(id).map_or_else(|| id.to_owned(), |s| s.name.clone())
    }
}
