//! The key file: a secret key with which heads are signed, its public key, and public keys that
//! were used earlier. It lies outside the store, so that whoever can write only there cannot sign.

use std::fs::{DirBuilder, Metadata};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use chrono::DateTime;
use ed25519_dalek::SigningKey;

use crate::error::{Error, Result};
use crate::store::chain::{HASH, JournalPos};
use crate::store::heads::signature::HeadSignature;
use crate::store::hex::{from_hex, to_hex};
use crate::store::paths;
use crate::store::system_error::describe;

/// What stands at the top of a key file.
const ABOUT: &str = "# The key with which Offsite signs how far the record goes. Keep it outside the store, where\n# no one else can read it, and keep a copy. Anyone who has it can sign another record.\n# A key that was used earlier is still trusted where a line names it: former PUBLIC-KEY\n";

/// With which key file heads are signed, and at what time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadSigner {
    file: PathBuf,
    at_ms: i64,
}

impl HeadSigner {
    /// Takes a key file, which is made where there is none, and the time in milliseconds since 1970.
    pub fn new(file: &Path, at_ms: i64) -> HeadSigner {
        HeadSigner { file: file.to_owned(), at_ms }
    }

    /// Signs the end of the journal of a store.
    ///
    /// # Errors
    /// The key file lies in the store, others can read it, or it cannot be read or made.
    pub(in crate::store) fn sign(&self, store: &Path, mark: JournalPos) -> Result<HeadSignature> {
        let at = time(self.at_ms);
        lies_outside(&self.file, store)?;
        let keys = HeadKeys::read(&self.file)?;
        let keys = keys.map_or_else(|| HeadKeys::make(&self.file, &at), Ok)?;
        let secret = keys.secret.as_ref().ok_or_else(|| {
            Error::input(format!("{} has no secret key.", self.file.display()))
                .with_hint("Anyone who has it can sign heads.")
        })?;
        Ok(HeadSignature::new(secret, mark.seq, &mark.hash, &at))
    }
}

/// Returns a time as it is signed: in UTC, to the second.
fn time(at_ms: i64) -> String {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What a key file holds.
pub(in crate::store) struct HeadKeys {
    secret: Option<SigningKey>,
    pub(in crate::store) public: [u8; HASH],
    /// Public keys that were used earlier.
    former: Vec<[u8; HASH]>,
    /// When the key was made, in milliseconds since 1970; heads are signed from then on.
    pub(in crate::store) since_ms: Option<i64>,
}

impl HeadKeys {
    /// Reads a key file; none where there is none.
    ///
    /// # Errors
    /// It cannot be read, has no key, or others can read the secret one.
    pub(in crate::store) fn read(file: &Path) -> Result<Option<HeadKeys>> {
        let text = match std::fs::read_to_string(file) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
            text => text.map_err(|e| refused(file, "read", e))?,
        };
        let keys = HeadKeys::parse(&text).ok_or_else(|| {
            Error::input(format!("{} has no key for signing heads.", file.display()))
                .with_hint("Bring back your copy of it, or move it away: a new one is made.")
        })?;
        let mode = std::fs::metadata(file).map_or(0, |about: Metadata| about.mode());
        if keys.secret.is_some() && mode & 0o077 != 0 {
            return Err(Error::input(format!("Others can read the key {}.", file.display()))
                .with_hint("Run chmod 600 on it; where they may have read it, make a new one."));
        }
        Ok(Some(keys))
    }

    fn parse(text: &str) -> Option<HeadKeys> {
        let all = |name: &'static str| {
            text.lines().filter_map(move |line| line.trim().strip_prefix(name)).map(str::trim)
        };
        let secret = all("secret ").next().map(|hex| from_hex(hex).ok_or(())).transpose().ok()?;
        let secret = secret.map(|bytes| SigningKey::from_bytes(&bytes));
        let public = match &secret {
            Some(secret) => secret.verifying_key().to_bytes(),
            None => from_hex(all("public ").next()?)?,
        };
        let since = all("since ").next().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
        Some(HeadKeys {
            secret,
            public,
            former: all("former ").filter_map(from_hex).collect(),
            since_ms: since.map(|at| at.timestamp_millis()),
        })
    }

    /// Makes a key file for its owner alone, and the folder in which it lies.
    fn make(file: &Path, at: &str) -> Result<HeadKeys> {
        let mut secret = [0; HASH];
        getrandom::fill(&mut secret).map_err(|e| {
            Error::input("No key could be made: the system gives no random numbers.").with_source(e)
        })?;
        let public = SigningKey::from_bytes(&secret).verifying_key().to_bytes();
        let text =
            format!("{ABOUT}secret {}\npublic {}\nsince {at}\n", to_hex(&secret), to_hex(&public));
        let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unfinished = folder.join(format!(".head.key.{}", std::process::id()));
        let made = DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .and_then(|()| paths::write_whole(&unfinished, text.as_bytes()))
            // A link is not made over a file: of two sessions that begin, one makes the key.
            .and_then(|()| std::fs::hard_link(&unfinished, file))
            .and_then(|()| paths::sync_folder(folder));
        let _ = std::fs::remove_file(&unfinished);
        match made {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err(refused(file, "made", e)),
            _ => HeadKeys::read(file)?.ok_or_else(|| {
                Error::input(format!("The key {} is not there.", file.display()))
                    .with_hint("Look at its folder.")
            }),
        }
    }

    /// Returns whether a public key is this one's, or one that was used earlier.
    pub(in crate::store) fn trusts(&self, key: &[u8; HASH]) -> bool {
        self.public == *key || self.former.contains(key)
    }
}

/// Refuses a key file within a store: whoever can rewrite the record there could sign it anew.
fn lies_outside(file: &Path, store: &Path) -> Result<()> {
    let named = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    // A folder that is yet to be made will lie in the nearest one that is there.
    let folder = named.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok());
    let store = store.canonicalize().ok();
    if folder.zip(store).is_some_and(|(folder, store)| folder.starts_with(store)) {
        return Err(Error::input(format!("The key {} is in the store itself.", file.display()))
            .with_hint("Keep it elsewhere, and name it with --head-key FILE."));
    }
    Ok(())
}

fn refused(file: &Path, what: &str, e: io::Error) -> Error {
    Error::io(format!("The key {} cannot be {what}: {}.", file.display(), describe(&e)), e)
}

/// Returns the public key of a key file as it is printed; none where there is no file yet.
///
/// # Errors
/// It cannot be read or has no key, or others can read it.
pub fn key_status(file: &Path) -> Result<Option<String>> {
    Ok(HeadKeys::read(file)?.map(|keys| to_hex(&keys.public)))
}

/// Returns whether a key file names a public key as its own, or as one that was used earlier.
pub fn is_trusted_key(file: &Path, key: &[u8; HASH]) -> bool {
    HeadKeys::read(file).is_ok_and(|keys| keys.is_some_and(|keys| keys.trusts(key)))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const END: JournalPos = JournalPos { seq: 3, start: 0, end: 40, hash: [5; HASH] };

    #[test]
    fn key_is_made_at_first_need_for_its_owner_alone_and_stays() {
        let dir = tempfile::tempdir().expect("a folder");
        let (store, file) = (dir.path().join("store"), dir.path().join("config/head.key"));
        std::fs::create_dir(&store).expect("made");
        let signer = HeadSigner::new(&file, 1_790_000_000_000);
        let first = signer.sign(&store, END).expect("signed");
        assert!(first.holds(3, &[5; HASH]));
        assert_eq!(first.at, "2026-09-21T14:13:20Z");
        let mode = |path: &Path| std::fs::metadata(path).expect("there").mode() & 0o777;
        assert_eq!((mode(&file), mode(&dir.path().join("config"))), (0o600, 0o700));
        assert_eq!(signer.sign(&store, END).expect("signed"), first);
        assert_eq!(std::fs::read_dir(dir.path().join("config")).expect("read").count(), 1);
        let keys = HeadKeys::read(&file).expect("read").expect("a key");
        assert!(keys.trusts(&first.by) && !keys.trusts(&[1; HASH]));
        assert_eq!(keys.since_ms, Some(1_790_000_000_000));
    }

    #[test]
    fn key_within_the_store_or_open_to_others_signs_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let said = |file: &Path| {
            let signed = HeadSigner::new(file, 0).sign(dir.path(), END);
            signed.expect_err("signed").to_string()
        };
        let within = dir.path().join("head.key");
        assert!(said(&within).contains("is in the store itself") && !within.exists());
        assert!(said(&dir.path().join("new/head.key")).contains("is in the store itself"));
        let other = tempfile::tempdir().expect("a folder");
        let file = other.path().join("head.key");
        std::fs::write(&file, format!("secret {}\n", "ab".repeat(32))).expect("written");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("set");
        assert!(said(&file).contains("Others can read the key"));
        for bad in ["", "secret ab\n", "public x\n"] {
            std::fs::write(&file, bad).expect("written");
            assert!(said(&file).contains("has no key"), "{bad}");
        }
        std::fs::write(&file, format!("public {}\n", "ab".repeat(32))).expect("written");
        assert!(said(&file).contains("has no secret key"));
    }

    #[test]
    fn former_keys_are_trusted_only_where_the_key_file_names_them() {
        let text = format!("secret {}\nformer {}\n", "01".repeat(32), "02".repeat(32));
        let keys = HeadKeys::parse(&text).expect("a key");
        assert!(keys.trusts(&[2; HASH]) && !keys.trusts(&[3; HASH]));
        assert_eq!(keys.since_ms, None);
    }
}
