//! Colours and styles by role, read from a file.

use ratatui::style::{Color, Modifier, Style};
use std::collections::BTreeMap;

macro_rules! roles {
    ($($role:ident = $name:literal),* $(,)?) => {
        /// What a piece of text is for; a theme says how it looks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role { $($role),* }
        impl Role {
            /// Every role with its name in theme files.
            pub const ALL: &'static [(Role, &'static str)] = &[$((Role::$role, $name)),*];
        }
    };
}
roles! {
    Text = "text", Label = "label", Dim = "dim", Focus = "focus", Title = "title", Warn = "warn",
    Late = "late", Ok = "ok", Field = "field", Hint = "hint", Key = "key", Bar = "bar",
}

/// How each role looks.
#[derive(Debug, Clone)]
pub struct Theme {
    styles: BTreeMap<Role, Style>,
}

impl Theme {
    /// Returns the theme of the terminal's own colours.
    pub fn built_in() -> Theme {
        Theme { styles: BTreeMap::new() }.read("themes/terminal.toml", include_str!("../../themes/terminal.toml")).0
    }

    /// Returns this theme with a file laid over it, and one sentence for each line that could not be used; the others hold.
    pub fn read(mut self, file: &str, text: &str) -> (Theme, Vec<String>) {
        let mut faults = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("{file}, line {}: {what} The other lines hold.", i + 1);
            let table = match line.parse::<toml::Table>() {
                Ok(table) => table,
                Err(_) => {
                    faults.push(wrong("this is not of the form role = [\"word\"]."));
                    continue;
                }
            };
            for (name, value) in table {
                let Some((role, _)) = Role::ALL.iter().find(|(_, n)| *n == name) else {
                    faults.push(wrong(&format!("there is no role \"{name}\".")));
                    continue;
                };
                let words: Option<Vec<&str>> = value.as_array().map(|a| a.iter().filter_map(|v| v.as_str()).collect());
                match words.map(|w| style(&w)) {
                    Some(Ok(style)) => drop(self.styles.insert(*role, style)),
                    Some(Err(word)) => faults.push(wrong(&format!("\"{word}\" is no colour or style."))),
                    None => faults.push(wrong("a role is a list of words.")),
                }
            }
        }
        (self, faults)
    }

    /// Returns the theme with its colours taken out; bold, dim, reverse and underline stay.
    pub fn without_colour(mut self) -> Theme {
        for style in self.styles.values_mut() {
            style.fg = None;
            style.bg = None;
        }
        self
    }

    /// Returns how a role looks.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

fn style<'a>(words: &[&'a str]) -> Result<Style, &'a str> {
    let mut style = Style::default();
    for word in words {
        style = match *word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "reverse" => style.add_modifier(Modifier::REVERSED),
            "underline" => style.add_modifier(Modifier::UNDERLINED),
            colour => style.fg(self::colour(colour).ok_or(*word)?),
        };
    }
    Ok(style)
}

fn colour(word: &str) -> Option<Color> {
    const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    let (plain, bright) = word.strip_prefix("bright-").map_or((word, 0), |w| (w, 8));
    let at = NAMES.iter().position(|n| *n == plain)? as u8;
    const PLAIN: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    PLAIN.get(usize::from(at + bright)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_stands_in_the_built_in_theme_and_a_bad_line_keeps_the_others() {
        let theme = Theme::built_in();
        assert!(Role::ALL.iter().all(|(r, _)| theme.styles.contains_key(r)));
        let (theme, faults) = theme.read("my.toml", "warn = [\"blue\"]\nlate = \nfoo = []\nok = [\"pinkish\"]");
        assert_eq!(theme.style(Role::Warn).fg, Some(Color::Blue));
        assert_eq!(faults.len(), 3);
        assert!(faults[0].contains("line 2") && faults[1].contains("line 3") && faults[2].contains("pinkish"));
    }
}
