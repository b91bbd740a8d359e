//! Offsite: off-site directions and managed moves by the Worcestershire protocol, from the keyboard.
//!
//! Who may import whom (a test holds it): `domain` nothing of ours; `wire` and `store` domain; `documents` domain;
//! `owner` domain, wire, store, documents; `app` domain, wire; `widgets` only ratatui; `panes` domain, app, widgets, wire; `shell` everything.

pub mod app;
pub mod documents;
pub mod domain;
pub mod owner;
pub mod panes;
pub mod shell;
pub mod store;
pub mod widgets;
pub mod wire;
