//! Styles by role, read from theme files. A theme may inherit from another, and a role from another
//! role.

use std::collections::BTreeMap;

use ratatui::style::{Modifier, Style};

use crate::widgets::colour;
use crate::widgets::colour::Depth;

macro_rules! roles {
    ($($role:ident = $name:literal),* $(,)?) => {
        /// What a piece of text is for; a theme says how it looks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role { $(#[doc = concat!("`", $name, "` in theme files.")] $role),* }
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

/// Every theme that comes with Offsite: its name, its file, its help.
pub const THEMES: &[(&str, &str, &str)] = &[
    (
        "terminal",
        include_str!("../../themes/terminal.toml"),
        "your terminal's own colours, on a dark or a light ground",
    ),
    ("light", include_str!("../../themes/light.toml"), "dark letters on white"),
    ("dark", include_str!("../../themes/dark.toml"), "light letters on dark grey"),
    ("contrast", include_str!("../../themes/contrast.toml"), "every letter at 7:1 or more"),
    ("deutan", include_str!("../../themes/deutan.toml"), "for eyes that mix up red and green"),
    ("mono", include_str!("../../themes/mono.toml"), "no colour: bold, dim, reverse, underline"),
    ("quiet", include_str!("../../themes/quiet.toml"), "no frames and no colour, for readers"),
];

/// How each role looks.
#[derive(Debug, Clone)]
pub struct Theme {
    styles: BTreeMap<Role, Style>,
    /// Whether lines are drawn between panes.
    frames: bool,
}

impl Theme {
    /// Returns the theme of the terminal's own colours.
    pub fn built_in() -> Theme {
        Theme::named("terminal").unwrap_or(Theme { styles: BTreeMap::new(), frames: true })
    }

    /// Returns a theme that comes with Offsite.
    pub fn named(name: &str) -> Option<Theme> {
        let (name, text, _) = THEMES.iter().find(|(n, ..)| *n == name)?;
        Some(Theme { styles: BTreeMap::new(), frames: true }.with_file(name, text).0)
    }

    /// Returns this theme with a file laid over it, and one sentence for each line that could not
    /// be used; the others hold. A line `inherits = "dark"` begins from that theme instead.
    ///
    /// ```
    /// use offsite::widgets::theme::Theme;
    ///
    /// let file = "focus = [\"reverse\"]\nfocs = [\"bold\"]\n";
    /// let (_, faults) = Theme::built_in().with_file("mine", file);
    /// assert_eq!(faults.len(), 1, "{faults:?}");
    /// ```
    pub fn with_file(mut self, file: &str, text: &str) -> (Theme, Vec<String>) {
        let mut faults = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let mut wrong = |what: &str| {
                faults.push(format!("{file}, line {}: {what} The other lines hold.", i + 1));
            };
            let Ok(table) = line.parse::<toml::Table>() else {
                wrong("this is not of the form role = [\"word\"].");
                continue;
            };
            for (name, value) in table {
                match (name.as_str(), &value) {
                    ("frames", toml::Value::Boolean(on)) => self.frames = *on,
                    ("inherits", toml::Value::String(from)) => match Theme::parent(from, file) {
                        Some(theme) => self = theme,
                        None => wrong(&format!("there is no theme \"{from}\" to begin from.")),
                    },
                    ("frames" | "inherits", _) => wrong(&format!(
                        "{name} takes {}.",
                        if name == "frames" { "true or false" } else { "the name of a theme" }
                    )),
                    _ => {
                        if let Err(what) = self.set(&name, &value) {
                            wrong(&what);
                        }
                    }
                }
            }
        }
        (self, faults)
    }

    /// Returns the theme that a file begins from; a theme that comes with Offsite never begins from
    /// itself.
    fn parent(name: &str, file: &str) -> Option<Theme> {
        let own = file.trim_start_matches("themes/").trim_end_matches(".toml");
        let at = |n: &str| THEMES.iter().position(|(known, ..)| *known == n);
        // Those before it in the list only, so that no circle can be written.
        let allowed = at(own).is_none_or(|own| at(name).is_some_and(|from| from < own));
        if allowed { Theme::named(name) } else { None }
    }

    fn set(&mut self, name: &str, value: &toml::Value) -> Result<(), String> {
        let Some((role, _)) = Role::ALL.iter().find(|(_, n)| *n == name) else {
            return Err(format!("there is no role \"{name}\"."));
        };
        let Some(words) =
            value.as_array().map(|a| a.iter().filter_map(|v| v.as_str()).collect::<Vec<&str>>())
        else {
            return Err("a role is a list of words.".into());
        };
        let mut style = Style::default();
        for word in words {
            style = match word {
                "bold" => style.add_modifier(Modifier::BOLD),
                "dim" => style.add_modifier(Modifier::DIM),
                "reverse" => style.add_modifier(Modifier::REVERSED),
                "underline" => style.add_modifier(Modifier::UNDERLINED),
                _ => self
                    .word(style, word)
                    .ok_or_else(|| format!("\"{word}\" is no colour or style."))?,
            };
        }
        self.styles.insert(*role, style);
        Ok(())
    }

    /// Adds `as ROLE`, `on COLOUR` or a colour to a style.
    fn word(&self, style: Style, word: &str) -> Option<Style> {
        if let Some(name) = word.strip_prefix("as ") {
            let (role, _) = Role::ALL.iter().find(|(_, n)| *n == name)?;
            return Some(style.patch(self.style(*role)));
        }
        match word.strip_prefix("on ") {
            Some(back) => colour::parse_colour(back).map(|c| style.bg(c)),
            None => colour::parse_colour(word).map(|c| style.fg(c)),
        }
    }

    /// Returns the theme as a terminal of so many colours can show it; with none, bold, dim,
    /// reverse and underline stay, and what stood out by its background alone is reversed.
    pub fn at_depth(mut self, depth: Depth) -> Theme {
        let ground = self.style(Role::Text).bg;
        for style in self.styles.values_mut() {
            if depth == Depth::None && style.bg.is_some() && style.bg != ground {
                *style = style.add_modifier(Modifier::REVERSED);
            }
            style.bg = style.bg.and_then(|c| colour::at_depth(c, depth));
            let behind = style.bg.or(ground.and_then(|c| colour::at_depth(c, depth)));
            style.fg = style.fg.and_then(|c| colour::letters_at_depth(c, behind, depth));
        }
        self
    }

    /// Returns the theme with its colours taken out.
    pub fn without_colour(self) -> Theme {
        self.at_depth(Depth::None)
    }

    /// Returns how a role looks.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }

    /// Returns whether lines are drawn between panes.
    pub fn has_frames(&self) -> bool {
        self.frames
    }

    /// Returns the contrast of each role's letters with what lies behind them, where the theme
    /// itself names both colours.
    pub fn contrasts(&self) -> Vec<(&'static str, f64)> {
        let ground = self.style(Role::Text);
        let figure = |role: Role| {
            let style = ground.patch(self.style(role));
            Some(colour::contrast(colour::rgb(style.fg?)?, colour::rgb(style.bg?)?))
        };
        Role::ALL.iter().filter_map(|(role, name)| Some((*name, figure(*role)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    #[test]
    fn every_theme_reads_without_a_fault_and_names_every_role() {
        for (name, text, _) in THEMES {
            let (theme, faults) =
                Theme { styles: BTreeMap::new(), frames: true }.with_file(name, text);
            assert_eq!(faults, [] as [String; 0], "{name}");
            assert!(Role::ALL.iter().all(|(r, _)| theme.styles.contains_key(r)), "{name}");
        }
    }

    #[test]
    fn a_bad_line_keeps_the_others() {
        let text = "warn = [\"blue\"]\nlate = \nfoo = []\nok = [\"pinkish\"]\nhint = [\"as warn\", \"on #000080\"]\ninherits = \"me\"\nframes = 3";
        let (theme, faults) = Theme::built_in().with_file("themes/my.toml", text);
        assert_eq!(theme.style(Role::Warn).fg, Some(Color::Blue));
        assert_eq!(
            (theme.style(Role::Hint).fg, theme.style(Role::Hint).bg),
            (Some(Color::Blue), Some(Color::Rgb(0, 0, 128)))
        );
        assert_eq!(faults.len(), 5, "{faults:?}");
        assert!(
            faults[0].contains("line 2")
                && faults[1].contains("line 3")
                && faults[2].contains("pinkish")
        );
        let (theme, faults) = Theme::built_in()
            .with_file("themes/my.toml", "inherits = \"contrast\"\nlate = [\"red\"]");
        assert!(faults.is_empty() && theme.style(Role::Text).bg == Some(Color::Rgb(0, 0, 0)));
    }

    /// The least contrast of letters that a theme with its own background must have (WCAG 2.2,
    /// 1.4.3 and 1.4.6).
    const MIN_CONTRAST: &[(&str, f64)] =
        &[("light", 4.5), ("dark", 4.5), ("contrast", 7.0), ("deutan", 4.5)];

    #[test]
    fn letters_stand_out_in_every_theme_that_brings_its_own_background() {
        for (name, least) in MIN_CONTRAST {
            for depth in [Depth::Rgb, Depth::Indexed, Depth::Sixteen] {
                // The one red of the sixteen that can be read on black has 5.3:1.
                let least = if depth == Depth::Sixteen { &4.5 } else { least };
                let theme = Theme::named(name).expect("a theme").at_depth(depth);
                let figures = theme.contrasts();
                assert_eq!(
                    figures.len(),
                    Role::ALL.len(),
                    "{name} leaves a colour to the terminal"
                );
                for (role, figure) in &figures {
                    println!("{name} {depth:?} {role} {figure:.1}");
                    assert!(
                        figure >= least,
                        "{name} {depth:?}: {role} {figure:.2} is under {least}"
                    );
                }
            }
        }
        // The others leave their background to the terminal: no figure can be given, and none is
        // claimed.
        for name in ["terminal", "mono", "quiet"] {
            assert!(Theme::named(name).expect("a theme").style(Role::Text).bg.is_none());
        }
    }

    #[test]
    fn late_and_done_keep_their_colour_among_sixteen() {
        let shown = |name: &str, role: Role| {
            let style = Theme::named(name).expect("a theme").at_depth(Depth::Sixteen).style(role);
            (style.fg, style.bg)
        };
        let cases = [
            ("contrast", Role::Late, Color::LightRed, None),
            ("contrast", Role::Ok, Color::LightGreen, None),
            ("dark", Role::Late, Color::LightRed, None),
            ("dark", Role::Ok, Color::Green, None),
            ("deutan", Role::Late, Color::Black, Some(Color::Yellow)),
            ("deutan", Role::Ok, Color::Cyan, None),
            ("light", Role::Late, Color::Red, None),
            // No green of the sixteen can be read on white, and red would say the opposite.
            ("light", Role::Ok, Color::Black, None),
            ("light", Role::Focus, Color::Black, Some(Color::Cyan)),
        ];
        for (name, role, letters, behind) in cases {
            assert_eq!(shown(name, role), (Some(letters), behind), "{name} {role:?}");
        }
    }

    #[test]
    fn a_colour_of_the_sixteen_stays_as_a_theme_names_it() {
        let (theme, _) = Theme::built_in()
            .with_file("themes/my.toml", "inherits = \"contrast\"\nlate = [\"red\"]");
        assert_eq!(theme.at_depth(Depth::Sixteen).style(Role::Late).fg, Some(Color::Red));
    }

    /// Red, which the theme uses, as terminals show it; bright white is white on all of them.
    const REDS: &[(&str, (u8, u8, u8))] =
        &[("xterm", (205, 0, 0)), ("PuTTY", (187, 0, 0)), ("Linux console", (170, 0, 0))];

    #[test]
    fn default_theme_can_be_read_on_a_dark_and_on_a_light_ground() {
        let theme = Theme::built_in();
        for (role, name) in Role::ALL {
            let style = theme.style(*role);
            for (palette, red) in REDS {
                let shown = |colour: Color| match colour {
                    Color::Red => *red,
                    Color::White => (255, 255, 255),
                    other => panic!("{name} uses {other:?}, whose contrast nobody has looked at"),
                };
                // The terminal's own letters on its own ground are its owner's choice.
                let Some(letters) = style.fg.map(shown) else {
                    assert!(style.bg.is_none(), "{name}: a ground needs letters of its own");
                    continue;
                };
                let grounds = match style.bg.map(shown) {
                    Some(own) => vec![own],
                    None => vec![(0, 0, 0), (255, 255, 255)],
                };
                for ground in grounds {
                    let figure = colour::contrast(letters, ground);
                    assert!(figure >= 4.5, "{palette}, {name} on {ground:?}: {figure:.1}");
                }
            }
        }
    }

    #[test]
    fn late_warned_and_done_stay_apart_for_eyes_without_green() {
        let theme = Theme::named("deutan").expect("a theme");
        let seen = |role| {
            let style = theme.style(Role::Text).patch(theme.style(role));
            let part = |c: Option<Color>| {
                colour::seen_by_deutan(c.and_then(colour::rgb).expect("a colour"))
            };
            (part(style.fg), part(style.bg))
        };
        let far = |a: (u8, u8, u8), b: (u8, u8, u8)| {
            u32::from(a.0.abs_diff(b.0))
                + u32::from(a.1.abs_diff(b.1))
                + u32::from(a.2.abs_diff(b.2))
        };
        for (a, b) in [(Role::Late, Role::Warn), (Role::Late, Role::Ok), (Role::Warn, Role::Ok)] {
            let (x, y) = (seen(a), seen(b));
            let apart = far(x.0, y.0).max(far(x.1, y.1));
            println!("{a:?} {b:?} {apart}");
            assert!(apart >= 120, "{a:?} and {b:?} are {apart} apart");
        }
    }

    #[test]
    fn nothing_that_must_be_told_apart_is_told_by_colour_alone() {
        for (name, ..) in THEMES {
            let theme = Theme::named(name).expect("a theme").without_colour();
            assert!(
                Role::ALL
                    .iter()
                    .all(|(r, _)| theme.style(*r).fg.is_none() && theme.style(*r).bg.is_none())
            );
            assert_ne!(
                theme.style(Role::Focus),
                theme.style(Role::Text),
                "{name}: the cursor's line cannot be seen without colour"
            );
            assert_ne!(
                theme.style(Role::Key),
                theme.style(Role::Bar),
                "{name}: keys cannot be told from their words"
            );
        }
    }
}
