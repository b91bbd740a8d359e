//! The pure core: what a case is and what the protocol asks. It knows no file, clock, terminal or database; today is an argument.

pub mod case;
pub mod edit;
pub mod forms;
pub mod schema;
pub mod upn;
pub mod value;
