//! Checks the store itself and its backups.

use std::path::Path;

use chrono::{Days, NaiveDate};

use crate::cli::commands::doctor::Checkup::{self, Note, Well, Wrong};
use crate::cli::commands::doctor::{records, surroundings};
use crate::cli::env::Env;
use crate::domain::calendar::dates;
use crate::domain::plural::pluralize;
use crate::service::backups_kept;
use crate::store;
use crate::store::backup::Encryption;
use crate::store::{Store, backup};

/// What a look into the store found, and how many backups the authority has kept; none where the
/// officer's own setting says.
pub(super) type Looked = (Vec<(&'static str, Checkup)>, Option<u32>);

pub(super) fn opened(env: &Env) -> Looked {
    let (dir, today) = (env.dir.as_path(), env.today);
    match dir.join("journal").try_exists() {
        Ok(true) => {}
        Ok(false) => return (vec![("store", Note("There are no records yet.".into()))], None),
        Err(cause) => return (vec![("store", Wrong(surroundings::closed(dir, &cause)))], None),
    }
    let anchor = env.anchor.as_deref();
    let opened = env.key().and_then(|key| Store::open_reading(dir, anchor, key, &mut |_, _, _| {}));
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => return (vec![("store", Wrong(error.to_string()))], None),
    };
    let store = opened.store;
    let sound = store.prove_records();
    let state = match (sound, opened.notices.as_slice()) {
        (Err(error), _) => Wrong(error.to_string()),
        (Ok(()), []) => match store::held_by(dir) {
            Some(who) => Note(format!(
                "Open in another session ({who}); close it to have the records on the disk looked at."
            )),
            None => Well("Opened, and every record is sound. offsite verify checks more.".into()),
        },
        (Ok(()), notices) => Note(notices.join(" ")),
    };
    let found = vec![
        ("store", state),
        ("key", store_key(env, &store)),
        ("evidence", evidence(&store)),
        ("clock", surroundings::clock(&store)),
        ("pupils", records::pupils(&store)),
        ("schools", records::schools(&store)),
        ("terms", records::terms(&store, today)),
    ];
    let kept = backups_kept(&store);
    let _ = store.close();
    (found, kept)
}

/// Says where the store key lies, and whether a record in clear is still kept.
fn store_key(env: &Env, store: &Store) -> Checkup {
    if let Some(file) = store::earlier_record(store.folder()) {
        return Note(format!(
            "An unencrypted copy of the record, from before encryption, is still kept in {}. offsite backup --forget-earlier deletes it.",
            file.display()
        ));
    }
    if let [first, rest @ ..] = store::left_in_clear(store.folder()).as_slice() {
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        return Note(format!(
            "Not encrypted, from before encryption: {}{more}. offsite backup --forget-earlier lists them all. Delete them, or lock them away.",
            first.display()
        ));
    }
    let name = store.store_key_name();
    match env.key().map(|key| key.file(store.folder())) {
        Ok(Some(file)) if file.starts_with(store.folder()) => Note(format!(
            "The key {name} is in the store itself, so anyone who copies the folder can read it. offsite rekey --to FILE moves it out."
        )),
        Ok(Some(file)) => Well(format!(
            "Encrypted with the key {name} in {}. Keep a copy of that file away from this computer: without it the records and backups cannot be read.",
            file.display()
        )),
        Ok(None) => Well(format!("Encrypted with the key {name}, made from the passphrase.")),
        Err(error) => Wrong(error.to_string()),
    }
}

/// Holds every file of evidence to its name, and every name to its file.
fn evidence(store: &Store) -> Checkup {
    let (report, orphans) = match (store.verify_evidence(), store.orphaned_evidence()) {
        (Ok(report), Ok(orphans)) => (report, orphans.len()),
        (Err(error), _) | (_, Err(error)) => return Wrong(error.to_string()),
    };
    if !report.faults.is_empty() {
        return Wrong(report.faults.join(" "));
    }
    match orphans {
        0 => Well(format!(
            "{}, each unchanged since it was added.",
            pluralize(usize::try_from(report.files).unwrap_or(usize::MAX), "file")
        )),
        n => Note(format!(
            "No case names {}: offsite evidence --orphans lists them.",
            pluralize(n, "file")
        )),
    }
}

/// Looks at the backups, of which the authority keeps so many.
pub(super) fn backups(env: &Env, kept: Option<u32>) -> Checkup {
    let kept = kept.unwrap_or_else(|| env.settings.config.backups_kept.into());
    let (dir, today) = (env.dir.as_path(), env.today);
    let all = backup::all(dir);
    let Some(newest) = all.first() else {
        return Note(format!(
            "None in {} yet. A session makes one each day.",
            dir.join("backups").display()
        ));
    };
    if let Err(error) = Encryption::of_setting(&env.settings.config.backup_recipient) {
        return Wrong(error.to_string());
    }
    let name = newest.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_encrypted = backup::is_encrypted(newest);
    if !is_encrypted {
        let read = env.key().and_then(|key| {
            backup::check(newest, &backup::BackupKey::default(), key, &mut |_, _, _| {})
        });
        match read {
            Err(error) => return Wrong(format!("{}: {error}", newest.display())),
            Ok(told) if !told.faults.is_empty() => {
                return Wrong(format!("{}: {}", newest.display(), told.faults.join(" ")));
            }
            Ok(_) => {}
        }
    }
    let day = name.get(..10).and_then(|d| d.parse::<NaiveDate>().ok());
    match day {
        Some(day) if day + Days::new(7) < today => Wrong(format!(
            "The newest is of {}. Run offsite backup FILE, and see that sessions can write to {}.",
            dates::format(day),
            dir.join("backups").display()
        )),
        Some(_) | None if is_encrypted => Note(format!(
            "{} of at most {} kept. The newest, {name}, is encrypted and was not read: try it with offsite restore {} --check --identity KEY-FILE. Copy them to another machine.",
            all.len(),
            kept,
            newest.display()
        )),
        Some(_) | None => Well(format!(
            "{} of at most {} kept. The newest, {name}, can be read in full. Copy them to another computer.",
            all.len(),
            kept
        )),
    }
}

/// Looks at the key with which backups and anchors are signed.
pub(super) fn signing(file: &Path) -> Checkup {
    match store::key_status(file) {
        Ok(Some(public)) => {
            Well(format!("{} has the key {}. Keep a copy of it.", file.display(), &public[..16]))
        }
        Ok(None) => Note(format!(
            "There is no key {} yet. The next backup makes one. If you had one, restore it.",
            file.display()
        )),
        Err(error) => Wrong(error.to_string()),
    }
}
