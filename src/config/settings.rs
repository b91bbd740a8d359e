//! Every setting: its name, what it takes, its default and its help.

use crate::config::Config;

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
    pub(super) put: fn(&mut Config, &str, bool),
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
        help: "true allows copying a case reference to your terminal's clipboard (OSC 52)",
        put: |c, _, on| c.clipboard = on,
    },
    Setting {
        name: "linear",
        takes: SettingKind::Switch,
        usual: "false",
        help: "true starts with plain prompts and lines, for screen readers and braille displays",
        put: |c, _, on| c.linear = on,
    },
    Setting {
        name: "message_at_cursor",
        takes: SettingKind::Switch,
        usual: "false",
        help: "true shows messages on the cursor's line until the next key, for screen readers that follow the cursor",
        put: |c, _, on| c.message_at_cursor = on,
    },
    Setting {
        name: "position",
        takes: SettingKind::Words,
        usual: "",
        help: "your job title, such as Inclusion officer: register corrections record it, and ask for it if empty",
        put: |c, text, _| text.clone_into(&mut c.position),
    },
    Setting {
        name: "name",
        takes: SettingKind::Words,
        usual: "",
        help: "your full name, such as Amina Shah: forms offer it where they ask who filled them in; if empty, your login name",
        put: |c, text, _| text.clone_into(&mut c.name),
    },
    Setting {
        name: "home_school",
        takes: SettingKind::Words,
        usual: "",
        help: "the name or URN of the school you work for, as in the register of schools: new cases offer it as the home school",
        put: |c, text, _| text.clone_into(&mut c.home_school),
    },
    Setting {
        name: "lock_minutes",
        takes: SettingKind::Number(0, 720),
        usual: "0",
        help: "minutes without a key until the screen is hidden, 0 for never; Enter shows it again, so it is not a password",
        put: |c, text, _| c.lock_minutes = text.parse().unwrap_or(c.lock_minutes),
    },
    Setting {
        name: "backups_kept",
        takes: SettingKind::Number(1, 365),
        usual: "14",
        help: "how many daily backups to keep in the store's backups folder; the oldest are deleted first",
        put: |c, text, _| c.backups_kept = text.parse().unwrap_or(c.backups_kept),
    },
    Setting {
        name: "backup_recipient",
        takes: SettingKind::Words,
        usual: "",
        help: "an age public key (age1...): daily backups are encrypted for the holder of its secret key; if empty, with the store key only",
        put: |c, text, _| text.clone_into(&mut c.backup_recipient),
    },
    Setting {
        name: "head_key",
        takes: SettingKind::Words,
        usual: "",
        help: "the key file that signs backups and anchors, outside the store; if empty, head.key beside this file",
        put: |c, text, _| text.clone_into(&mut c.head_key),
    },
];
