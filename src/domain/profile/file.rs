//! A profile as it stands in a file: its lines laid over another profile.

use toml::de::{DeTable, DeValue};

use crate::domain::profile::Profile;
use crate::domain::profile::floor::FLOOR;
use crate::domain::profile::keys::KEYS;
use crate::domain::profile::toml_value::given;
use crate::error::{Fault, Faults};

impl Profile {
    pub(super) fn laid(mut self, text: &str) -> (Profile, Faults) {
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(e) => {
                let at = e.span().map_or(0, |s| s.start);
                let said: String =
                    e.message().chars().filter(|c| !c.is_control()).take(120).collect();
                let message =
                    format!("{}. The profile does not read as TOML.", said.trim_end_matches('.'));
                return (self, Faults(vec![Fault::at(line(at), message)]));
            }
        };
        let mut faults = Faults::default();
        for (name, value) in table {
            let at = line(name.span().start);
            let name: String = name.into_inner().chars().take(40).collect();
            match value.into_inner() {
                DeValue::Table(inner) => {
                    for (key, value) in inner {
                        let at = line(key.span().start);
                        let key: String = key.into_inner().chars().take(40).collect();
                        if let Some(message) =
                            self.set(&format!("{name}.{key}"), value.into_inner())
                        {
                            faults.push(Fault::at(at, message));
                        }
                    }
                }
                other => {
                    if let Some(message) = self.set(&name, other) {
                        faults.push(Fault::at(at, message));
                    }
                }
            }
        }
        (self, faults)
    }

    /// Sets one value, or returns what is wrong with it.
    fn set(&mut self, path: &str, value: DeValue) -> Option<String> {
        let Some((_, read)) = KEYS.iter().find(|(known, _)| *known == path) else {
            let path: String = path.chars().filter(|c| !c.is_control()).collect();
            return Some(format!("there is no setting \"{path}\"."));
        };
        let Some(given) = given(value) else {
            return Some(format!("{path} has a value of a kind that no setting takes."));
        };
        let undercut = FLOOR.bound.iter().find(|b| b.key == path && !b.allows(&given));
        if let Some(bound) = undercut {
            return Some(format!(
                "{path} undercuts {} {}: {}.",
                FLOOR.name, FLOOR.version, bound.reason
            ));
        }
        read(self, given).err().map(|wanted| format!("{path} takes {wanted}."))
    }
}
