//! One row of the list as searches and orders read it.

use crate::domain::fold;
use crate::domain::list::sort_key::SortKey;
use crate::domain::list::summary::Summary;

/// A school as a line names it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SchoolNames<'a> {
    /// Its id in the register, "" where none is chosen.
    pub id: &'a str,
    /// The name on screen, "" where none is chosen.
    pub name: &'a str,
    /// Its place among the schools that the seeker knows.
    pub index: Option<usize>,
}

/// A case's line as searches and orders read it.
#[derive(Debug, Clone, Copy)]
pub struct QueryRow<'a> {
    /// Its numbers.
    pub sort_key: &'a SortKey,
    /// The child's name.
    pub name: &'a str,
    /// The UPN, "" where it is not known.
    pub upn: &'a str,
    /// The letters of name and UPN, as [`fold::char_mask`] gives them.
    pub char_mask: u64,
    /// The home school.
    pub home: SchoolNames<'a>,
    /// The host school.
    pub host: SchoolNames<'a>,
}

impl<'a> QueryRow<'a> {
    /// Returns the line of a summary with the names of its schools.
    pub fn new(
        case: &'a Summary,
        sort_key: &'a SortKey,
        home: &'a str,
        host: &'a str,
    ) -> QueryRow<'a> {
        let school = |id, name| SchoolNames { id, name, index: None };
        QueryRow {
            sort_key,
            name: &case.name,
            upn: &case.upn,
            char_mask: fold::char_mask(&case.name) | fold::char_mask(&case.upn),
            home: school(&case.home, home),
            host: school(&case.host, host),
        }
    }
}
