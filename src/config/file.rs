//! The text of a configuration file: an example, and one setting set anew.

use std::fmt::Write;

use crate::config::settings::{SETTINGS, SettingKind};

/// Returns a configuration file that says what is so without one, each setting with its help.
pub fn example() -> String {
    let mut out = String::from("# Offsite's settings, with their usual values.\n");
    for s in SETTINGS {
        let value = match s.takes {
            SettingKind::Switch | SettingKind::Number(..) => s.usual.to_owned(),
            SettingKind::Name | SettingKind::Words => format!("\"{}\"", s.usual),
        };
        let _ = write!(out, "\n# {}.\n{} = {value}\n", s.help, s.name);
    }
    out
}

/// Returns the text of a configuration file with one name set anew; comments and the other lines
/// stay.
pub fn with(text: &str, setting: &str, value: &str) -> String {
    let mut found = false;
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        let is_it = line.split_once('=').is_some_and(|(name, _)| name.trim() == setting);
        if is_it && !found {
            out.push(format!("{setting} = \"{value}\""));
            found = true;
        } else if !is_it {
            out.push(line.to_owned());
        }
    }
    if !found {
        out.insert(0, format!("{setting} = \"{value}\""));
    }
    out.join("\n") + "\n"
}
