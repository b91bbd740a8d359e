//! Where the system keeps what belongs to an officer, by the XDG base directories.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

/// The folder of the program within each of them.
const OWN: &str = "offsite";

/// Returns the officer's home folder.
pub(crate) fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// Returns the configuration folder: `$XDG_CONFIG_HOME/offsite`, else `~/.config/offsite`.
pub(crate) fn config() -> Option<PathBuf> {
    Xdg::new().ok().map(|places| places.config_dir().join(OWN))
}

/// Returns the folder of the store: `$XDG_DATA_HOME/offsite`, else `~/.local/share/offsite`.
pub(crate) fn data() -> Option<PathBuf> {
    Xdg::new().ok().map(|places| places.data_dir().join(OWN))
}

/// Returns the folder that is in memory and goes with the login, where the system has one.
pub(crate) fn runtime() -> Option<PathBuf> {
    Xdg::new().ok()?.runtime_dir()
}
