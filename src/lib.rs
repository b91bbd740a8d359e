//! Offsite: off-site directions and managed moves by the Worcestershire protocol, from the keyboard.
//!
//! Who may import whom (a test holds it): `domain` nothing of ours; `api` and `store` domain; `documents` domain;
//! `service` domain, api, store, documents; `app` domain, api; `widgets` only ratatui; `panes` domain, app, widgets, api; `shell` everything.

pub mod api;
pub mod config;
pub mod documents;
pub mod domain;
pub mod keymap;
pub mod service;
pub mod shell;
pub mod store;
pub mod ui;
pub mod unwind;
pub mod widgets;
