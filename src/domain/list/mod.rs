//! The case list: its rows, orders, views and full-text search.

pub mod facets;
pub mod full_text;
pub mod sort_key;
pub mod summary;
pub mod view;
