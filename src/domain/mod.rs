//! The pure core: what a case is and what the protocol asks of it.
//!
//! It knows no file, clock, terminal or database; today is an argument. Begin with [`case::Case`],
//! [`rules::Rule`] and [`forms`].

pub mod attendance;
pub mod calendar;
pub mod case;
pub mod document;
pub mod forms;
pub mod funding;
pub mod list;
pub mod plural;
pub mod prefill;
pub mod profile;
pub mod query;
pub mod rules;
pub mod school;
