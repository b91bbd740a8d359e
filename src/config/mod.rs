//! The officer's settings, read from `config.toml`. Each is one row of [`SETTINGS`], from which
//! reading, help and `offsite config` follow.

mod file;
mod help_page;
pub(crate) mod load;
mod parse;
mod settings;
#[cfg(test)]
mod tests;

pub use file::{example, with};
pub use help_page::{HelpPage, HelpPages};
pub use parse::{ConfigFault, SettingFault, parse};
pub use settings::{SETTINGS, Setting, SettingKind};

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
    /// Whether what is said stands on the cursor's own line.
    pub message_at_cursor: bool,
    /// The officer's post, kept with corrections of a register.
    pub position: String,
    /// The officer's name as forms have it, "" for the name that the system knows.
    pub name: String,
    /// The school that the officer works for, by its name or URN; "" for none.
    pub home_school: String,
    /// Minutes without a key until the screen is hidden; 0 for never.
    pub lock_minutes: u16,
    /// How many daily backups are kept.
    pub backups_kept: u16,
    /// The age public key that daily backups are encrypted for, "" for none.
    pub backup_recipient: String,
    /// The file of the key with which heads are signed, "" for head.key in the configuration folder.
    pub head_key: String,
}

impl Default for Config {
    fn default() -> Config {
        let mut config = Config {
            keymap: String::new(),
            theme: String::new(),
            clipboard: false,
            linear: false,
            message_at_cursor: false,
            position: String::new(),
            name: String::new(),
            home_school: String::new(),
            lock_minutes: 0,
            backups_kept: 0,
            backup_recipient: String::new(),
            head_key: String::new(),
        };
        for s in SETTINGS {
            (s.put)(&mut config, s.usual, s.usual == "true");
        }
        config
    }
}
