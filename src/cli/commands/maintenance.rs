//! `offsite verify`, `offsite backup` and `offsite restore`.

use std::path::Path;

use chrono::Utc;

use crate::cli::args::{BackupArgs, RestoreArgs, ShapeArgs};
use crate::cli::env::Env;
use crate::cli::open::{open, open_quietly};
use crate::cli::output::FindingState::{Note, Well, Wrong};
use crate::cli::output::{finding, print};
use crate::cli::passphrase;
use crate::cli::progress::ProgressBar;
use crate::domain::calendar::zone;
use crate::domain::plural::{count, pluralize};
use crate::error::Error;
use crate::files;
use crate::service::Service;
use crate::store;
use crate::store::HeadSignature;
use crate::store::backup;
use crate::store::backup::{BackupKey, BackupOptions, Encryption, EntryKeys};

/// Compares all heads, opens the store and verifies everything in it. Where it does not open,
/// because it is not the store that it was, the comparison says where the histories part.
pub(super) fn verify(env: &Env, shape: ShapeArgs) -> Result<(), Error> {
    env.has_store()?;
    let heads = store::compare_heads(&env.dir, env.anchor.as_deref(), env.head_key.as_deref())?;
    heads.faults.iter().try_for_each(|fault| finding(shape, "", Wrong, fault))?;
    heads.notes.iter().try_for_each(|note| finding(shape, "", Note, note))?;
    let mut owner = open(env)?;
    let verified = owner.wait_for_check().and_then(|()| verify_open(&mut owner, shape));
    owner.close().and(verified)?;
    if heads.compared > 0 {
        let compared = pluralize(heads.compared, "head");
        let says = format!("compared: {compared}, {} signed with your key.", heads.signed);
        finding(shape, "", Well, &says)?;
    }
    match heads.faults.len() {
        0 => Ok(()),
        n => Err(named_above(n)),
    }
}

fn named_above(n: usize) -> Error {
    let found = count(n, "fault was found", "faults were found");
    Error::damaged(format!("{found} (above)."))
}

fn entries(n: u64) -> String {
    count(n, "journal entry", "journal entries")
}

fn evidence(n: u64) -> String {
    count(n, "file of evidence", "files of evidence")
}

/// Verifies everything in an open store.
fn verify_open(owner: &mut Service, shape: ShapeArgs) -> Result<(), Error> {
    let mut shown = ProgressBar::new();
    let report = owner.verify(&mut |what, done, of| shown.report(what, done, of));
    shown.end();
    no_faults(&report.faults, shape)?;
    let says = format!(
        "complete: {}, {}, {} rebuilt and compared, {}.",
        entries(report.entries),
        count(report.cases, "case", "cases"),
        count(report.records, "record or list", "records and lists"),
        evidence(report.evidence)
    );
    finding(shape, "", Well, &says)?;
    match owner.each_unknown_school(|wrong| finding(shape, "", Wrong, wrong))? {
        0 => Ok(()),
        n => Err(Error::input(format!(
            "The store is complete, but {} of its cases cannot be used as they are (above).",
            pluralize(n, "answer")
        ))),
    }
}

/// Writes a backup; another session may hold the store meanwhile.
pub(super) fn backup(env: &Env, asked: &BackupArgs) -> Result<(), Error> {
    let Some(to) = &asked.file else { return forget_earlier(&env.dir, asked.shape) };
    let seal = match (&asked.to, asked.passphrase || asked.passphrase_file.is_some()) {
        (Some(_), true) => return Err(Error::input("Choose one: --to KEY, or a passphrase.")),
        (Some(key), false) => Encryption::recipient(key)?,
        (None, true) => {
            Encryption::passphrase(passphrase::passphrase(asked.passphrase_file.as_deref(), true)?)?
        }
        (None, false) => Encryption::Open,
    };
    let mut shown = ProgressBar::new();
    // Where the store key is not to be had, as in a copy made by somebody else, the entries are held
    // to their sums alone. A record of an earlier version has none.
    let key = env.key().ok().filter(|_| !store::is_in_clear(&env.dir));
    let keys = key.map(|key| EntryKeys::open(&env.dir, key)).transpose();
    let (keys, unopened) = keys.map_or_else(|e| (None, Some(e)), |keys| (keys, None));
    let options = BackupOptions { seal, signer: env.signer(), keys };
    let done = backup::write(&env.dir, to, &options, &mut |what, done, of| {
        shown.report(what, done, of);
    });
    shown.end();
    let told = done?;
    let kept = match options.seal {
        Encryption::Open if store::carries_its_key(&env.dir) => {
            "with the store key in it: anyone who has it can read it"
        }
        Encryption::Open => "sealed with the store key: keep a copy of that apart from it",
        #[cfg(feature = "age")]
        Encryption::Recipient(_) | Encryption::Passphrase(_) => "encrypted",
    };
    let says = format!(
        "{} written: {}, {}, {} bytes, {kept}.",
        to.display(),
        entries(told.entries),
        evidence(told.evidence),
        told.bytes
    );
    finding(asked.shape, "", Well, &says)?;
    if let Some(error) = &told.unsigned {
        eprintln!("offsite: The backup is not signed. {error}");
    }
    if let Some(error) = &unopened {
        eprintln!(
            "offsite: The entries in it were checked against their sums, and not opened. {error}"
        );
    }
    no_faults(&told.faults, asked.shape)
}

/// Takes away the record as it was before it was sealed.
fn forget_earlier(dir: &Path, shape: ShapeArgs) -> Result<(), Error> {
    let says = match store::forget_earlier(dir)? {
        Some(file) => format!("Deleted {}.", file.display()),
        None => "there is no record from before it was sealed.".to_owned(),
    };
    finding(shape, "", Well, &says)?;
    let left = store::left_in_clear(dir);
    if left.is_empty() {
        return finding(shape, "", Well, "nothing in the store's folder is unencrypted.");
    }
    left.iter().try_for_each(|file| {
        let file = file.display();
        let says = format!("not encrypted: {file}. Delete it, or lock it away.");
        finding(shape, "", Wrong, &says)
    })
}

/// Names every fault, and refuses where there is one.
fn no_faults(faults: &[String], shape: ShapeArgs) -> Result<(), Error> {
    faults.iter().try_for_each(|fault| finding(shape, "", Wrong, fault))?;
    match faults.len() {
        0 => Ok(()),
        n => Err(named_above(n)),
    }
}

/// Prints the line by which an anchor names how far the record goes.
pub(super) fn anchor(env: &Env) -> Result<(), Error> {
    let now = zone::london(&Utc::now()).format("%H:%M on %d/%m/%Y").to_string();
    let line = store::anchor(&env.dir, &now, env.signer().as_ref())?;
    if let Some(error) = &line.unsigned {
        eprintln!("offsite: The line is not signed. {error}");
    }
    print(&line.text)
}

/// Goes on with a store that is older or other than its witnesses say.
pub(super) fn accept(env: &Env) -> Result<(), Error> {
    let accepted = store::accept(&env.dir, env.anchor.as_deref())?;
    if accepted.is_empty() {
        return print("= nothing to accept: no backup and no anchor names more or other.");
    }
    accepted.iter().try_for_each(|name| print(&format!("= accepted as superseded: {name}.")))
}

/// Returns what opens an encrypted backup.
fn key(asked: &RestoreArgs) -> Result<BackupKey, Error> {
    let passphrase = asked.passphrase || asked.passphrase_file.is_some();
    let passphrase = if passphrase {
        Some(passphrase::passphrase(asked.passphrase_file.as_deref(), false)?)
    } else {
        None
    };
    let text = |file: &Path| std::fs::read_to_string(file).map_err(|e| files::unreadable(file, e));
    let identities = asked.identity.as_deref().map(text).transpose()?;
    Ok(BackupKey { passphrase, identities })
}

/// Returns who signed a backup whose signature holds.
fn signed(env: &Env, signature: Option<&HeadSignature>) -> &'static str {
    match (signature, &env.head_key) {
        (None, _) => "not signed",
        (Some(signature), Some(file)) if store::is_trusted_key(file, &signature.by) => {
            "signed with your key"
        }
        (Some(_), _) => "signed with a key that is not yours",
    }
}

/// Restores a backup into an empty folder, opens the store there and verifies it; with `--check` it
/// is only read.
pub(super) fn restore(env: &Env, asked: &RestoreArgs) -> Result<(), Error> {
    let dir = env.dir.as_path();
    let key = key(asked)?;
    let mut shown = ProgressBar::new();
    let done = if asked.check {
        let progress = &mut |what: &str, done, of| shown.report(what, done, of);
        backup::check(&asked.file, &key, env.key()?, progress)
    } else {
        backup::restore(&asked.file, &key, dir, &mut |what, done, of| shown.report(what, done, of))
    };
    shown.end();
    let told = done?;
    let what = match (asked.check, told.faults.is_empty()) {
        (true, true) if told.entries == 0 => "can be read in full, but has no cases".to_owned(),
        (true, true) => "whole".to_owned(),
        (true, false) => "reads, but lacks evidence".to_owned(),
        (false, _) if told.entries == 0 => {
            format!("restored into {}, but it has no cases", dir.display())
        }
        (false, _) => format!("restored into {}", dir.display()),
    };
    let says = format!(
        "{}: {what}, {}, {}, {}.",
        asked.file.display(),
        entries(told.entries),
        evidence(told.evidence),
        signed(env, told.signature.as_ref())
    );
    finding(asked.shape, "", Well, &says)?;
    if asked.check {
        return no_faults(&told.faults, asked.shape);
    }
    let mut owner = open_quietly(env)?;
    let verified = verify_open(&mut owner, asked.shape);
    owner.close().and(verified)
}
