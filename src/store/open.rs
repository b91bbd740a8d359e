//! Opening: take the lock, read the journal, open sled with care, and replay or rebuild what it lacks.

use super::{OpenError, Opened, Store, codec, journal::Journal, keys, lock};
use std::fs::{DirBuilder, File};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

impl Store {
    /// Opens or begins the store in a folder for the officer `who`; `now` is shown to whoever finds it held.
    ///
    /// # Errors
    /// Held by another session, damaged, or a folder that cannot be used; each a sentence.
    pub fn open(dir: &Path, who: &str, now: &str) -> Result<Opened, OpenError> {
        let refused = |e: std::io::Error| {
            OpenError::Refused(format!("The folder {} cannot be used: {}. Choose another with --data.", dir.display(), lock::words(&e)))
        };
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refused)?;
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700)).map_err(refused)?;
        let lock = lock::take(dir, who, now)?;
        let mut notices = Vec::new();
        let journal = Journal::open(dir, &mut notices)?;
        let path = dir.join("sled");
        let found = path.exists().then(|| open_sled(&path)).flatten();
        if found.as_ref().is_some_and(|db| applied(db) >= journal.next()) {
            return Err(OpenError::Damaged(format!(
                "The journal in {} is missing or cut short: the records know more than it holds. Restore the journal from your latest backup; nothing was touched.",
                dir.display()
            )));
        }
        let trusted = found.filter(|db| is_whole(db, journal.next()));
        let fresh = !path.exists() || journal.next() == 1;
        let db = match trusted {
            Some(db) => db,
            None => {
                if path.exists() {
                    let aside =
                        (1..).map(|n| dir.join(format!("quarantine-{n}"))).find(|p| !p.exists()).unwrap_or_else(|| dir.join("quarantine"));
                    std::fs::rename(&path, &aside).map_err(refused)?;
                    if !fresh {
                        notices.push(
                            "The records were damaged; they were set aside and rebuilt from the journal. Nothing saved is lost.".into(),
                        );
                    }
                }
                let no_room = || {
                    OpenError::Refused(format!(
                        "The records in {} cannot be opened. Make room on the disk, then start again.",
                        dir.display()
                    ))
                };
                open_sled(&path).ok_or_else(no_room)?
            }
        };
        let file = File::open(path.join("db")).ok();
        let mut store = Store { db, file, journal, _lock: lock };
        store.replay().map_err(OpenError::Damaged)?;
        let _ = store.db.remove(keys::CLEAN);
        close_modes(&path);
        Ok(Opened { store, notices })
    }

    /// Applies the journal's entries that the records lack.
    fn replay(&mut self) -> Result<(), String> {
        for seq in self.meta(keys::APPLIED)? + 1..self.journal.next() {
            let change = self.journal.read(seq)?;
            let batch = self.batch(&change, seq).map_err(|e| format!("Entry {seq} of the journal does not fit the one before: {e}"))?;
            self.db
                .apply_batch(batch)
                .map_err(|_| "The records could not be rebuilt. Make room on the disk, then start again.".to_owned())?;
        }
        Ok(())
    }
}

fn open_sled(path: &Path) -> Option<sled::Db> {
    if let Ok(entries) = std::fs::read_dir(path) {
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // A half-written snapshot makes every open fail; it is made anew.
            if name.starts_with("snap.") && name.ends_with(".generating") {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
    let config = sled::Config::new().path(path).cache_capacity(64 * 1024 * 1024).flush_every_ms(Some(500));
    // sled can panic on a damaged folder; the hook is silenced so that nothing is printed over the screen.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let db = catch_unwind(AssertUnwindSafe(|| config.open().ok())).ok().flatten();
    std::panic::set_hook(hook);
    db
}

/// Returns the number of the last entry that the records hold, 0 where they cannot say.
fn applied(db: &sled::Db) -> u64 {
    db.get(keys::APPLIED).ok().flatten().and_then(|v| codec::read(&v).ok()).unwrap_or(0)
}

/// Returns whether the records can be trusted: left in order at this very entry, or every checksum and the digest right.
fn is_whole(db: &sled::Db, next: u64) -> bool {
    let meta = |key: &[u8]| match db.get(key) {
        Ok(Some(v)) => codec::read::<u64>(&v).ok(),
        Ok(None) => Some(0),
        Err(_) => None,
    };
    let (Some(applied), Some(digest), Some(clean)) = (meta(keys::APPLIED), meta(keys::DIGEST), meta(keys::CLEAN)) else { return false };
    if applied >= next {
        return false;
    }
    if clean == next && applied + 1 == next {
        return true;
    }
    let mut sum = 0u64;
    for entry in db.iter() {
        let Ok((key, value)) = entry else { return false };
        if keys::is_record(&key) {
            sum = sum.wrapping_add(codec::digest(&key, &value));
        }
    }
    sum == digest
}

fn close_modes(path: &Path) {
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700));
}
