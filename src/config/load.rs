//! Reads the configuration folder: settings, keymaps, themes and the authority's profile, each over
//! its built-in default.

use std::path::PathBuf;

use crate::config;
use crate::config::Config;
use crate::domain::profile::Profile;
use crate::error::{Error, Faults, Result};
use crate::keymap::{BUILT_IN, Keymap};
use crate::widgets::colour::Depth;
use crate::widgets::theme::{THEMES, Theme};

/// What the configuration folder gives, and what of it could not be used.
pub(crate) struct Settings {
    pub config: Config,
    pub keymap: Keymap,
    pub theme: Theme,
    pub depth: Depth,
    pub faults: Faults,
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// Returns the configuration folder.
pub(crate) fn folder() -> Option<PathBuf> {
    crate::places::config()
}

/// Returns whether the environment names a locale that is not UTF-8. Where it names none, as in a
/// container or under cron, UTF-8 is drawn.
pub(crate) fn is_ascii_locale() -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(variable);
    named.is_some_and(|locale| {
        let locale = locale.to_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// Returns a file of the configuration folder, "" where there is none.
pub(crate) fn own(name: &str) -> String {
    folder().and_then(|d| std::fs::read_to_string(d.join(name)).ok()).unwrap_or_default()
}

/// Returns the authority's profile: `profile.toml` laid over the one that comes with Offsite.
///
/// # Errors
/// Every fault of the file by its line. Duties counted by other values than the office means would
/// be worse than no session.
pub(crate) fn profile() -> Result<Profile> {
    let text = own("profile.toml");
    if text.trim().is_empty() {
        return Ok(Profile::shipped().clone());
    }
    Profile::parse(&text).map_err(|faults| {
        let file =
            folder().map(|d| d.join("profile.toml").display().to_string()).unwrap_or_default();
        let head = format!("The profile {file} cannot be used. Correct it or remove it.");
        Error::input(format!("{head}\n{faults}"))
    })
}

/// Reads the configuration folder.
pub(crate) fn load() -> Settings {
    let (config, wrong) = config::parse("config.toml", &own("config.toml"));
    let mut faults: Faults = wrong.iter().map(ToString::to_string).collect();
    let file = format!("keymaps/{}.toml", config.keymap);
    let text = own(&file);
    if text.is_empty() && Keymap::named(&config.keymap).is_none() {
        let names: Vec<&str> = BUILT_IN.iter().map(|(n, ..)| *n).collect();
        faults.push(format!(
            "config.toml: there is no keymap called \"{}\". The keymaps are {}.",
            config.keymap,
            names.join(", ")
        ));
    }
    let (keymap, wrong) =
        Keymap::named(&config.keymap).unwrap_or_else(Keymap::built_in).overlaid(&file, &text);
    for fault in wrong {
        faults.push(fault);
    }
    let file = format!("themes/{}.toml", config.theme);
    let text = own(&file);
    if text.is_empty() && Theme::named(&config.theme).is_none() {
        let names: Vec<&str> = THEMES.iter().map(|(n, ..)| *n).collect();
        faults.push(format!(
            "config.toml: there is no theme called \"{}\". The themes are {}.",
            config.theme,
            names.join(", ")
        ));
    }
    let depth = Depth::detect(
        &variable("TERM").unwrap_or_default(),
        &variable("COLORTERM").unwrap_or_default(),
        std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()),
    );
    let chosen = Theme::named(&config.theme).unwrap_or_else(Theme::built_in);
    let (theme, wrong) = chosen.with_file(&file, &text);
    for fault in wrong {
        faults.push(fault);
    }
    Settings { config, keymap, theme, depth, faults }
}

/// Keeps one setting in `config.toml`; its comments and other lines stay.
///
/// # Errors
/// A sentence where the file cannot be written.
pub(crate) fn keep(setting: &str, value: &str) -> Result<()> {
    let folder = folder().ok_or_else(|| {
        Error::input("There is no home folder for the settings.")
            .with_hint("Set HOME or XDG_CONFIG_HOME.")
    })?;
    let file = folder.join("config.toml");
    let wrong = |e: std::io::Error| {
        Error::io(format!("{} cannot be written.", file.display()), e)
            .with_hint("Check your permissions. The setting lasts until you quit.")
    };
    std::fs::create_dir_all(&folder).map_err(wrong)?;
    let next = folder.join(format!("config.toml.{}", std::process::id()));
    std::fs::write(&next, config::with(&own("config.toml"), setting, value)).map_err(wrong)?;
    std::fs::rename(&next, &file).map_err(wrong)
}
