//! What stands in the store beside cases.

/// What stands in the store of schools and terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetupStatus {
    /// Schools that are stored.
    pub schools: usize,
    /// Schools whose terms are stored.
    pub terms: usize,
}
