//! A school of the register of schools.

use serde::{Deserialize, Serialize};

/// What is known of a school; "" is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct School {
    /// The URN, or `L-` and the name in small letters where the URN is not known.
    pub id: String,
    pub name: String,
    pub town: String,
    /// Type of establishment.
    pub kind: String,
    pub phase: String,
    pub street: String,
    pub postcode: String,
    pub phone: String,
    /// Where the entry comes from.
    pub source: String,
}
