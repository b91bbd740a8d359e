//! The officer's settings, read from `config.toml`. Each is one row of [`SETTINGS`], from which
//! reading, help and `offsite config` follow.

pub(crate) mod load;

use std::fmt::Write;

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// The name of a keymap or a theme.
    Name,
    /// `true` or `false`.
    Switch,
    /// Any words on one line.
    Words,
    /// A whole number from one to another, both included.
    Number(u16, u16),
}

/// One setting: its name, what it takes, the value where nothing is written, and its help.
pub struct Setting {
    /// Its name in `config.toml`.
    pub name: &'static str,
    /// What may be written.
    pub takes: SettingKind,
    /// The default, as written.
    pub usual: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    put: fn(&mut Config, &str, bool),
}

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "keymap",
        takes: SettingKind::Name,
        usual: "default",
        help: "default, vim, or plain (one key at a time, no Ctrl, no Alt); or a file of your own, keymaps/NAME.toml",
        put: |c, text, _| text.clone_into(&mut c.keymap),
    },
    Setting {
        name: "theme",
        takes: SettingKind::Name,
        usual: "terminal",
        help: "terminal, light, dark, contrast, deutan, mono or quiet; or a file of your own, themes/NAME.toml",
        put: |c, text, _| text.clone_into(&mut c.theme),
    },
    Setting {
        name: "clipboard",
        takes: SettingKind::Switch,
        usual: "false",
        help: "true lets a case reference be sent to your terminal's clipboard (OSC 52)",
        put: |c, _, on| c.clipboard = on,
    },
    Setting {
        name: "linear",
        takes: SettingKind::Switch,
        usual: "false",
        help: "true starts in plain prompts and lines, for readers and braille displays",
        put: |c, _, on| c.linear = on,
    },
    Setting {
        name: "position",
        takes: SettingKind::Words,
        usual: "",
        help: "the post you hold, as Inclusion officer: corrections of a register keep it, and ask for it where it is empty",
        put: |c, text, _| text.clone_into(&mut c.position),
    },
    Setting {
        name: "lock_minutes",
        takes: SettingKind::Number(0, 720),
        usual: "0",
        help: "minutes without a key until the screen is hidden, 0 for never; Enter shows it again, so it is no password",
        put: |c, text, _| c.lock_minutes = text.parse().unwrap_or(c.lock_minutes),
    },
    Setting {
        name: "backups_kept",
        takes: SettingKind::Number(1, 365),
        usual: "14",
        help: "how many daily backups are kept in the store's folder backups, the oldest go first",
        put: |c, text, _| c.backups_kept = text.parse().unwrap_or(c.backups_kept),
    },
];

/// The settings of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of the keymap.
    pub keymap: String,
    /// The name of the theme.
    pub theme: String,
    /// Whether a reference may be sent to the terminal's clipboard.
    pub clipboard: bool,
    /// Whether sessions start in plain lines.
    pub linear: bool,
    /// The officer's post, kept with corrections of a register.
    pub position: String,
    /// Minutes without a key until the screen is hidden; 0 for never.
    pub lock_minutes: u16,
    /// How many daily backups are kept.
    pub backups_kept: u16,
}

impl Default for Config {
    fn default() -> Config {
        let mut config = Config {
            keymap: String::new(),
            theme: String::new(),
            clipboard: false,
            linear: false,
            position: String::new(),
            lock_minutes: 0,
            backups_kept: 0,
        };
        for s in SETTINGS {
            (s.put)(&mut config, s.usual, s.usual == "true");
        }
        config
    }
}

/// Reads a configuration file; returns the settings and one sentence for each line that could not
/// be used. The others hold.
///
/// ```
/// let (config, faults) = offsite::config::parse("config.toml", "linear = true\ncolour = 1\n");
/// assert!(config.linear);
/// assert_eq!(faults.len(), 1, "the unknown setting is named, the other line holds");
/// ```
pub fn parse(file: &str, text: &str) -> (Config, Vec<String>) {
    let mut config = Config::default();
    let (table, errors) = toml::de::DeTable::parse_recoverable(text);
    let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
    let wrong = |at: usize, what: &str| {
        (at, format!("{file}, line {}: {what} The other lines hold.", line(at)))
    };
    let mut faults: Vec<(usize, String)> = errors
        .iter()
        .map(|e| wrong(e.span().map_or(0, |s| s.start), "this is not of the form name = value."))
        .collect();
    for (name, value) in table.into_inner() {
        let at = name.span().start;
        // A line that is no TOML has been named already.
        if errors.iter().any(|e| line(e.span().map_or(0, |s| s.start)) == line(at)) {
            continue;
        }
        let Some(setting) = SETTINGS.iter().find(|s| s.name == *name.get_ref()) else {
            let known: Vec<&str> = SETTINGS.iter().map(|s| s.name).collect();
            faults.push(wrong(
                at,
                &format!(
                    "there is no setting \"{}\". The settings are {}.",
                    name.get_ref(),
                    known.join(", ")
                ),
            ));
            continue;
        };
        match (setting.takes, value.get_ref()) {
            (SettingKind::Switch, toml::de::DeValue::Boolean(on)) => {
                (setting.put)(&mut config, "", *on);
            }
            (SettingKind::Name, toml::de::DeValue::String(word)) if is_name(word) => {
                (setting.put)(&mut config, word, false);
            }
            (SettingKind::Words, toml::de::DeValue::String(words)) if is_line(words) => {
                (setting.put)(&mut config, words, false);
            }
            (SettingKind::Number(from, to), toml::de::DeValue::Integer(n))
                if is_number(n, from, to) =>
            {
                (setting.put)(&mut config, n.as_str(), false);
            }
            (SettingKind::Number(from, to), _) => {
                faults.push(wrong(
                    at,
                    &format!(
                        "{} is a whole number from {from} to {to}, without quotes.",
                        setting.name
                    ),
                ));
            }
            (SettingKind::Words, _) => {
                faults.push(wrong(at, &format!("{} is one line between quotes.", setting.name)));
            }
            (SettingKind::Switch, _) => {
                faults.push(wrong(at, &format!("{} is true or false.", setting.name)));
            }
            (SettingKind::Name, _) => faults.push(wrong(
                at,
                &format!("{} is a name between quotes: {}.", setting.name, setting.help),
            )),
        }
    }
    faults.sort();
    (config, faults.into_iter().map(|(_, says)| says).collect())
}

/// Returns whether a word can name a file in the configuration folder, and nothing outside it.
fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 40
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// Returns whether a number is written in plain digits and lies between two others, both included.
fn is_number(n: &toml::de::DeInteger<'_>, from: u16, to: u16) -> bool {
    n.radix() == 10 && n.as_str().parse::<u16>().is_ok_and(|n| (from..=to).contains(&n))
}

/// Returns whether words fit on one line of a record.
fn is_line(words: &str) -> bool {
    words.chars().count() <= 300 && !words.chars().any(char::is_control)
}

/// Returns a configuration file that says what is so without one, each setting with its help.
pub fn example() -> String {
    let mut out = String::from("# Offsite's settings. Every line is as it is without this file.\n");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_reads_back_as_the_usual_settings() {
        assert_eq!(parse("config.toml", &example()), (Config::default(), Vec::new()));
        assert_eq!(parse("config.toml", ""), (Config::default(), Vec::new()));
    }

    #[test]
    fn a_bad_line_is_named_and_the_others_hold() {
        let (config, faults) = parse(
            "config.toml",
            "theme = \"dark\"\nclipboard = \"yes\"\ncolour = 3\nkeymap = \"../../etc\"\nlinear = true\n",
        );
        assert_eq!(
            (config.theme.as_str(), config.keymap.as_str(), config.linear, config.clipboard),
            ("dark", "default", true, false)
        );
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].starts_with("config.toml, line 2: clipboard is true or false."));
        assert!(faults[1].starts_with("config.toml, line 3: there is no setting \"colour\""));
        assert!(faults[2].starts_with("config.toml, line 4"));
        let (config, faults) = parse("config.toml", "theme = \nkeymap = \"vim\"\n");
        assert_eq!((config.keymap.as_str(), faults.len()), ("vim", 1), "{faults:?}");
        assert!(faults[0].contains("line 1"), "{faults:?}");
    }

    #[test]
    fn a_number_out_of_its_bounds_is_named_and_the_usual_one_holds() {
        let usual = Config::default();
        assert_eq!((usual.lock_minutes, usual.backups_kept), (0, 14));
        let (config, faults) = parse("config.toml", "lock_minutes = 10\nbackups_kept = 365\n");
        assert_eq!(
            (config.lock_minutes, config.backups_kept, faults.len()),
            (10, 365, 0),
            "{faults:?}"
        );
        for bad in ["0", "366", "-1", "1.5", "\"20\"", "0x10", "true", "99999999999999999999"] {
            let (config, faults) = parse(
                "config.toml",
                &format!("lock_minutes = 721\nbackups_kept = {bad}\ntheme = \"dark\"\n"),
            );
            assert_eq!(
                (config.lock_minutes, config.backups_kept, config.theme.as_str()),
                (0, 14, "dark"),
                "{bad}"
            );
            assert_eq!(faults.len(), 2, "{bad}: {faults:?}");
            assert!(
                faults[0].starts_with(
                    "config.toml, line 1: lock_minutes is a whole number from 0 to 720"
                ),
                "{faults:?}"
            );
            assert!(
                faults[1].starts_with(
                    "config.toml, line 2: backups_kept is a whole number from 1 to 365"
                ),
                "{faults:?}"
            );
        }
    }

    #[test]
    fn a_theme_is_set_without_touching_the_rest() {
        let text = "# mine\ntheme = \"dark\" # at night\nclipboard = true\n";
        assert_eq!(with(text, "theme", "light"), "# mine\ntheme = \"light\"\nclipboard = true\n");
        assert_eq!(parse("c", &with("", "theme", "light")).0.theme, "light");
        assert_eq!(parse("c", &with("[x]\n", "theme", "light")).0.theme, "light");
    }
}
