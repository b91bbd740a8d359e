//! The case list: its rows, orders, views and full-text search.
//!
//! - [`case_sets`]: What searches ask of cases that their lines do not hold: who saved them last,
//!   and who may see them.
//! - [`columns`]: What a column of the list shows of a row, and how two rows stand in an order.
//! - [`facets`]: The filterable properties of a case in a few bytes, kept beside its summary so
//!   that no search reads whole cases.
//! - [`full_text`]: Full-text search over answers, meetings and notes.
//! - [`group`]: The groups of the list, and how many cases are in each.
//! - [`row`]: One row of the list as searches and orders read it.
//! - [`seeker`]: Holds searches against the rows of the list.
//! - [`sort_key`]: The `Copy` form of a `Summary`, with everything that sorting and filtering need
//!   and nothing else.
//! - [`summary`]: One case as a row of the list: who it is, its stage, and its most urgent duty on
//!   any day.
//! - [`view`]: A saved view of the list: a named search with its order and columns.

pub mod case_sets;
pub mod columns;
pub mod facets;
pub mod full_text;
pub mod group;
pub mod row;
pub mod seeker;
pub mod sort_key;
pub mod summary;
mod terms;
pub mod view;
