//! The national floor: what no profile may undercut.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::profile::toml_value::TomlValue;

pub(super) static FLOOR: LazyLock<Floor> =
    LazyLock::new(|| toml::from_str(FLOOR_TEXT).unwrap_or_default());

const FLOOR_TEXT: &str = include_str!("../data/england-statute-2026-07.toml");

/// The national floor: what no profile may undercut.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Floor {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) bound: Vec<Bound>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Bound {
    pub(super) key: String,
    least: Option<i64>,
    most: Option<i64>,
    #[serde(default)]
    holds: Vec<String>,
    only: Option<Vec<String>>,
    pub(super) reason: String,
}

impl Bound {
    pub(super) fn allows(&self, given: &TomlValue) -> bool {
        match given {
            TomlValue::Number(n) => {
                self.least.is_none_or(|least| least <= *n)
                    && self.most.is_none_or(|most| *n <= most)
            }
            TomlValue::Words(all) => {
                self.holds.iter().all(|h| all.contains(h))
                    && self.only.as_ref().is_none_or(|only| all.iter().all(|w| only.contains(w)))
            }
            TomlValue::Word(_) | TomlValue::Yes(_) | TomlValue::Day(_) => true,
        }
    }
}
