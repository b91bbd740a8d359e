//! The pure core: what a case is and what the protocol asks. It knows no file, clock, terminal or database; today is an argument.

pub mod attendance;
pub mod calendar;
pub mod case;
pub mod child;
pub mod codes;
pub mod dates;
pub mod earlier;
pub mod edit;
pub mod evidence;
pub mod facts;
pub mod forms;
pub mod frozen;
pub mod offer;
pub mod outline;
pub mod paper;
pub mod people;
pub mod profile;
pub mod query;
pub mod rules;
pub mod schema;
pub mod school;
pub mod stage;
pub mod summary;
pub mod typed;
pub mod upn;
pub mod value;
