//! Offsite: off-site directions and managed moves by the Worcestershire protocol, from the
//! keyboard.
//!
//! Who may import whom (a test holds it): `domain` nothing of ours; `api` and `store` domain;
//! `documents` domain; `service` domain, api, store, documents; `keymap` domain; `config` domain,
//! keymap, widgets; `widgets` only ratatui; `ui` domain, api, keymap, config, widgets; `terminal`
//! and `linear` the rooms below them; `cli` everything. `error` may be used by all but `widgets`.

pub mod api;
pub mod cli;
pub mod config;
pub mod demo;
pub mod documents;
pub mod domain;
pub mod error;
pub mod keymap;
pub(crate) mod linear;
pub mod service;
pub mod store;
pub mod terminal;
pub mod ui;
pub mod unwind;
pub mod widgets;
