//! Reads the officer's settings, and tells what is wrong by its line.

use std::fmt;

use toml::de::{DeInteger, DeTable, DeValue};

use crate::config::Config;
use crate::config::settings::{SETTINGS, Setting, SettingKind};

/// Why a line of a configuration file could not be used; the others hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingFault {
    /// It is not of the form name = value.
    NotToml,
    /// There is no such setting.
    Unknown,
    /// The setting takes no such value.
    Value,
}

/// A fault with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFault {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The name that stands there; "" where the line is no TOML.
    pub name: String,
    /// What is wrong.
    pub kind: SettingFault,
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ConfigFault { file, line, name, kind } = self;
        write!(f, "{file}, line {line}: ")?;
        match (kind, SETTINGS.iter().find(|s| s.name == name)) {
            (SettingFault::NotToml, _) => f.write_str("write it as name = value.")?,
            (SettingFault::Value, Some(setting)) => match setting.takes {
                SettingKind::Number(from, to) => {
                    write!(f, "{name} is a whole number from {from} to {to}, without quotes.")?;
                }
                SettingKind::Words => write!(f, "{name} is one line between quotes.")?,
                SettingKind::Switch => write!(f, "{name} is true or false.")?,
                SettingKind::Name => {
                    write!(f, "{name} is a name between quotes: {}.", setting.help)?;
                }
            },
            (SettingFault::Value | SettingFault::Unknown, _) => {
                let known: Vec<&str> = SETTINGS.iter().map(|s| s.name).collect();
                let known = known.join(", ");
                write!(f, "there is no setting called \"{name}\". The settings are {known}.")?;
            }
        }
        f.write_str(" The other lines hold.")
    }
}

/// Reads a configuration file; returns the settings and a fault for each line that could not be
/// used. The others hold.
///
/// ```
/// let (config, faults) = offsite::config::parse("config.toml", "linear = true\ncolour = 1\n");
/// assert!(config.linear);
/// assert_eq!(faults.len(), 1, "the unknown setting is named, the other line holds");
/// ```
pub fn parse(file: &str, text: &str) -> (Config, Vec<ConfigFault>) {
    let mut config = Config::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let fault = |line: usize, name: &str, kind: SettingFault| {
        let (file, name) = (file.to_owned(), name.to_owned());
        ConfigFault { file, line, name, kind }
    };
    let broken: Vec<usize> = errors.iter().map(|e| line(e.span().map_or(0, |s| s.start))).collect();
    let mut faults: Vec<ConfigFault> =
        broken.iter().map(|line| fault(*line, "", SettingFault::NotToml)).collect();
    for (name, value) in table.into_inner() {
        let at = line(name.span().start);
        // A line that is no TOML has been named already.
        if broken.contains(&at) {
            continue;
        }
        match SETTINGS.iter().find(|s| s.name == *name.get_ref()) {
            None => faults.push(fault(at, name.get_ref(), SettingFault::Unknown)),
            Some(setting) if !take(&mut config, setting, value.get_ref()) => {
                faults.push(fault(at, setting.name, SettingFault::Value));
            }
            Some(_) => {}
        }
    }
    faults.sort_by_key(|fault| fault.line);
    (config, faults)
}

/// Takes a value into the settings; false where the setting takes no such value.
fn take(config: &mut Config, setting: &Setting, value: &DeValue) -> bool {
    match (setting.takes, value) {
        (SettingKind::Switch, DeValue::Boolean(on)) => (setting.put)(config, "", *on),
        (SettingKind::Name, DeValue::String(word)) if is_name(word) => {
            (setting.put)(config, word, false);
        }
        (SettingKind::Words, DeValue::String(words)) if is_line(words) => {
            (setting.put)(config, words, false);
        }
        (SettingKind::Number(from, to), DeValue::Integer(n)) if is_number(n, from, to) => {
            (setting.put)(config, n.as_str(), false);
        }
        _ => return false,
    }
    true
}

/// Returns whether a word can name a file in the configuration folder, and nothing outside it.
fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 40
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Returns whether a number is written in plain digits and lies between two others, both included.
fn is_number(n: &DeInteger<'_>, from: u16, to: u16) -> bool {
    n.radix() == 10 && n.as_str().parse::<u16>().is_ok_and(|n| (from..=to).contains(&n))
}

/// Returns whether words fit on one line of a record.
fn is_line(words: &str) -> bool {
    words.chars().count() <= 300 && !words.chars().any(char::is_control)
}
