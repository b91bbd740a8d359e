//! Where the store key of a run comes from.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::cli::args::{Args, Command};
use crate::cli::passphrase::passphrase;
use crate::config::load;
use crate::error::{Error, Result};
use crate::store;
use crate::store::KeySource;

/// The name of a store key that the system hands to a service.
const CREDENTIAL: &str = "offsite-store-key";

/// The name of the store key in the configuration folder.
const FILE: &str = "store.key";

/// What is written in place of a file to keep the key in the store.
const IN_STORE: &str = "in-store";

/// Returns where the key of the store in a folder comes from, by arguments, environment and
/// configuration folder. The passphrase of a store that has no keys yet is asked for twice.
///
/// # Errors
/// There is no configuration folder, no terminal to type a passphrase on, or the passphrase of a
/// store that has no keys yet is too short.
pub(super) fn source(args: &Args, dir: &Path) -> Result<KeySource> {
    if args.store_passphrase || args.store_passphrase_file.is_some() {
        // The first one makes the key: one mistyped then would open nothing ever after. A backup
        // that is restored brings its keys along.
        let restores = matches!(args.verb, Some(Command::Restore(_)));
        let is_first = !restores && !store::has_keys(dir);
        let words = passphrase(args.store_passphrase_file.as_deref(), is_first)?;
        if is_first {
            store::check_passphrase(&words)?;
        }
        return Ok(KeySource::Passphrase(Zeroizing::new(words)));
    }
    if let Some(file) = &args.store_key {
        return Ok(named(file));
    }
    let given = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
    if let Some(file) = given.map(|dir| dir.join(CREDENTIAL)).filter(|file| file.exists()) {
        return Ok(KeySource::File(file));
    }
    load::folder().map(|dir| KeySource::File(dir.join(FILE))).ok_or_else(|| {
        Error::input("There is no home folder for the store key.")
            .with_hint("Choose its file with --store-key FILE.")
    })
}

/// Returns the place that a file, or the word for the store itself, names.
pub(super) fn named(file: &Path) -> KeySource {
    if file == Path::new(IN_STORE) { KeySource::InStore } else { KeySource::File(file.to_owned()) }
}
