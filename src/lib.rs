//! Offsite: off-site directions and managed moves by the Worcestershire protocol, from the keyboard.
//!
//! Who may import whom (a test holds it): `domain` nothing of ours; `api` and `store` domain; `documents` domain;
//! `service` domain, api, store, documents; `app` domain, api; `widgets` only ratatui; `panes` domain, app, widgets, api; `shell` everything.

pub mod config;
pub mod keymap;

pub mod api;
pub mod service;

pub mod documents;
pub mod domain;
pub mod panes;
pub mod shell;
pub mod store;
pub mod widgets;
