//! Where the store key comes from: a file of its own, the store itself, or a passphrase.

use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind, Result};
use crate::store::hex::{from_hex, to_hex};
use crate::store::keyring::cipher::{DataKey, KEY, fill_random};
use crate::store::keyring::slots::Wrapping;
use crate::store::keyring::{OWN, slots};
use crate::store::paths;
use crate::store::system_error::describe;

/// How a line with a key begins.
const LINE: &str = "offsite-store-key-1 ";

/// What a file of a store key says before the key.
const ABOUT: &str = "# The store key of Offsite. Anyone who has it can read the store and its backups; without it\n# nobody can. Keep a copy apart from this computer. The first key is the one in use; those\n# below it open older backups.\n";

/// Where the store key comes from.
#[derive(Clone)]
pub enum KeySource {
    /// A file in the store's own folder: nothing to keep apart, and whoever copies the folder can
    /// read it.
    InStore,
    /// A file outside the store, made where there is none.
    File(PathBuf),
    /// What an officer knows.
    Passphrase(Zeroizing<String>),
}

impl KeySource {
    /// Returns the file that a key of this source is kept in.
    pub fn file(&self, dir: &Path) -> Option<PathBuf> {
        match self {
            KeySource::InStore => Some(dir.join(OWN)),
            KeySource::File(file) => Some(file.clone()),
            KeySource::Passphrase(_) => None,
        }
    }

    /// Returns the list of disposals that lies beside a store key outside the store.
    pub(in crate::store) fn disposals(&self) -> Option<PathBuf> {
        match self {
            KeySource::File(file) => Some(file.with_file_name("disposals")),
            KeySource::InStore | KeySource::Passphrase(_) => None,
        }
    }

    /// Returns the store key that a head asks for.
    ///
    /// # Errors
    /// It is not to be had from this source.
    pub(super) fn find(&self, dir: &Path, head: &slots::Head) -> Result<DataKey> {
        let name = to_hex(&head.fingerprint[..4]);
        let sealed = format!("The store in {} is sealed with the key {name}", dir.display());
        if let Wrapping::Passphrase { log_n, salt } = head.wrapping {
            let KeySource::Passphrase(words) = self else {
                return Err(Error::input(format!("{sealed}, which follows from a passphrase."))
                    .with_hint("Give it with --store-passphrase or --store-passphrase-file."));
            };
            let key = derive(words, log_n, &salt)?;
            if key.fingerprint() != head.fingerprint {
                return Err(Error::input("The passphrase does not open the store.")
                    .with_hint("Type it again."));
            }
            return Ok(key);
        }
        // A store that carries its key is opened with it, whatever the officer's own key is.
        let files = [Some(dir.join(OWN)), self.file(dir)];
        for file in files.iter().flatten() {
            let keys = read(file)?;
            if let Some(key) = keys.into_iter().find(|key| key.fingerprint() == head.fingerprint) {
                return Ok(key);
            }
        }
        let place = self.file(dir).map_or_else(
            || "and no file of it was named".to_owned(),
            |file| format!("which is not in {}", file.display()),
        );
        Err(Error::input(format!("{sealed}, {place}.")).with_hint(
            "Copy that file from where the store was made, or name it with --store-key FILE. Nothing was touched.",
        ))
    }

    /// Returns the store key for new records, and how it is had; one is made where there is none.
    ///
    /// # Errors
    /// It cannot be read or written.
    pub(super) fn begin(&self, dir: &Path) -> Result<(DataKey, Wrapping)> {
        if let KeySource::Passphrase(words) = self {
            let mut salt = [0; 16];
            fill_random(&mut salt)?;
            let wrapping = Wrapping::Passphrase { log_n: LOG_N, salt };
            return Ok((derive(words, LOG_N, &salt)?, wrapping));
        }
        let file = self.file(dir).unwrap_or_else(|| dir.join(OWN));
        let key = match read(&file)?.into_iter().next() {
            Some(key) => key,
            None => add(&file, None)?,
        };
        Ok((key, Wrapping::Key))
    }
}

impl KeySource {
    /// Makes a new store key in this place, above those that are there and the one before, with
    /// which older backups open.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn renew(&self, dir: &Path, before: &DataKey) -> Result<(DataKey, Wrapping)> {
        match self.file(dir) {
            Some(file) => Ok((add(&file, Some(before))?, Wrapping::Key)),
            None => self.begin(dir),
        }
    }
}

/// The cost of the passphrase: about half a second and 128 MB.
const LOG_N: u8 = 17;

/// The dearest cost that is taken from a file: beyond it the file is nonsense.
const MAX_LOG_N: u8 = 22;

fn derive(words: &str, log_n: u8, salt: &[u8]) -> Result<DataKey> {
    let nonsense = |e: &dyn std::fmt::Display| {
        Error::damaged(format!("The store's file of keys asks for a passphrase of cost {log_n}."))
            .with_hint("Take the file keys from a backup.")
            .with_source(e.to_string())
    };
    if log_n > MAX_LOG_N {
        return Err(nonsense(&"beyond the dearest"));
    }
    let params = scrypt::Params::new(log_n, 8, 1, KEY).map_err(|e| nonsense(&e))?;
    let mut key = [0; KEY];
    scrypt::scrypt(words.as_bytes(), salt, &params, &mut key).map_err(|e| nonsense(&e))?;
    Ok(DataKey::new(key))
}

/// Returns the keys of a file, the one in use first; none where there is no file.
///
/// # Errors
/// It cannot be read, or holds something else.
pub(super) fn read(file: &Path) -> Result<Vec<DataKey>> {
    let text = match std::fs::read_to_string(file) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|e| refused(file, "read", e))?,
    };
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let key = |line: &str| line.strip_prefix(LINE).and_then(from_hex).map(DataKey::new);
    let keys: Option<Vec<DataKey>> = lines.map(key).collect();
    keys.filter(|keys| !keys.is_empty()).ok_or_else(|| {
        Error::input(format!("{} is no file of a store key.", file.display()))
            .with_hint("Take the copy that was kept apart, or name another with --store-key.")
    })
}

/// Makes a key and writes it into a file, above those that are there and one from elsewhere.
///
/// # Errors
/// The file cannot be written.
fn add(file: &Path, before: Option<&DataKey>) -> Result<DataKey> {
    let key = DataKey::random()?;
    let mut keys = vec![key.clone()];
    keys.extend(read(file)?);
    if let Some(before) = before
        && !keys.iter().any(|key| key.bytes() == before.bytes())
    {
        keys.push(before.clone());
    }
    write(file, &keys)?;
    Ok(key)
}

/// Writes a file of keys, for its owner alone.
fn write(file: &Path, keys: &[DataKey]) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let failed = |e| refused(file, "written", e);
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
    let lines: String = keys.iter().map(|key| format!("{LINE}{}\n", to_hex(key.bytes()))).collect();
    let half = file.with_extension("new");
    paths::write_whole(&half, format!("{ABOUT}{lines}").as_bytes())
        .and_then(|()| std::fs::rename(&half, file))
        .and_then(|()| paths::sync_folder(folder))
        .map_err(failed)
}

fn refused(file: &Path, what: &str, e: std::io::Error) -> Error {
    let words = format!("The store key {} cannot be {what}: {}.", file.display(), describe(&e));
    Error::new(ErrorKind::of_io(&e), words)
        .with_hint("Name a file of your own with --store-key FILE; nothing was touched.")
        .with_source(e)
}
