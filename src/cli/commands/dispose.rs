//! `offsite dispose` and `offsite rekey`.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use zeroize::Zeroizing;

use crate::cli::args::{DisposeArgs, RekeyArgs};
use crate::cli::env::Env;
use crate::cli::input;
use crate::cli::key;
use crate::cli::open::open;
use crate::cli::output::print;
use crate::cli::passphrase;
use crate::domain::case::CaseRef;
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::Certificate;
use crate::store;
use crate::store::KeySource;

/// Disposes of a case, once its reference was typed again.
pub(super) fn dispose(env: &Env, asked: &DisposeArgs) -> Result<()> {
    env.has_store()?;
    let case: CaseRef = asked.reference.parse().map_err(|e| {
        Error::input(format!("\"{}\" is not a case reference.", asked.reference))
            .with_hint("Write it as OSD-2026-0001.")
            .with_source(e)
    })?;
    if let Some(file) = asked.certificate.as_ref().filter(|file| file.exists()) {
        let words = format!("{} is there already. Nothing was disposed of.", file.display());
        return Err(Error::input(words).with_hint("Name a new file with --certificate."));
    }
    let Some(agreed_by) = &asked.agreed_by else {
        return certify(env, case, asked.certificate.as_deref());
    };
    let reason = input::asked(asked.reason.as_slice())?;
    let mut owner = open(env)?;
    let done = owner.may_be_disposed(case, asked.although_open).and_then(|name| {
        confirmed(case, &name, asked.confirm.as_deref())?;
        owner.for_viewer(&env.viewer()).dispose(case, agreed_by, &reason)
    });
    owner.close().and(done).and_then(|told| {
        print(&format!("= {case} was disposed of: it can no longer be read in this store."))?;
        let certificate = &told.certificate;
        print(&format!("= destroyed: {}.", certificate.counts()))?;
        if let Some(file) = &asked.certificate {
            write_certificate(file, certificate)?;
        }
        for other in &told.others {
            print(&format!("! {other} is about the same child and is kept."))?;
        }
        match certificate.backups.as_slice() {
            [] => Ok(()),
            [one] => print(&format!(
                "! An earlier backup still contains it: {}. Delete it, or wait until a new one replaces it. {COPIES}",
                one.display()
            )),
            all => print(&format!(
                "! {} still contain it, the newest {}. Delete them, or wait until new ones replace them. {COPIES}",
                pluralize(all.len(), "earlier backup"),
                all[0].display()
            )),
        }
    })
}

/// Writes a certificate of a disposal that is over.
fn certify(env: &Env, case: CaseRef, file: Option<&Path>) -> Result<()> {
    let owner = open(env)?;
    let certificate = owner.certificate_of(case);
    owner.close().and(certificate).and_then(|certificate| match file {
        Some(file) => write_certificate(file, &certificate),
        None => print(certificate.text().trim_end()),
    })
}

/// Writes the certificate into a new file that only its owner reads. Where that fails, the
/// certificate is printed, as it cannot be made again.
fn write_certificate(file: &Path, certificate: &Certificate) -> Result<()> {
    let is_json = file.extension().is_some_and(|ending| ending == "json");
    let words = if is_json { format!("{}\n", certificate.to_json()) } else { certificate.text() };
    let written =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(file).and_then(
            |mut opened| opened.write_all(words.as_bytes()).and_then(|()| opened.sync_all()),
        );
    match written {
        Ok(()) => print(&format!("= certificate in {}", file.display())),
        Err(e) => {
            print(words.trim_end())?;
            let words = format!("The certificate could not be written to {}.", file.display());
            Err(Error::io(words, e).with_hint("The case is gone. Keep the certificate above."))
        }
    }
}

/// What is said of backups that still have a case which was disposed of.
const COPIES: &str =
    "Find and delete copies elsewhere yourself. If one is restored, the case is disposed of again.";

/// Refuses unless the reference was typed once more.
fn confirmed(case: CaseRef, name: &str, given: Option<&str>) -> Result<()> {
    let typed = match given {
        Some(typed) => typed.to_owned(),
        None => input::line(&format!(
            "{case} is {name}. You cannot undo this. Type the reference again to dispose of it: "
        ))?,
    };
    if typed.trim() == case.to_string() {
        return Ok(());
    }
    Err(Error::input("That is not the reference. Nothing was disposed of."))
}

/// Seals the store with another store key.
pub(super) fn rekey(env: &Env, asked: &RekeyArgs) -> Result<()> {
    env.has_store()?;
    let passphrase = |file: Option<&Path>| -> Result<KeySource> {
        let words = passphrase::passphrase(file, true)?;
        store::check_passphrase(&words)?;
        Ok(KeySource::Passphrase(Zeroizing::new(words)))
    };
    let to = match (&asked.to, &asked.to_passphrase_file) {
        (Some(file), _) => key::named(file),
        (None, Some(file)) => passphrase(Some(file))?,
        (None, None) if asked.to_passphrase => passphrase(None)?,
        (None, None) => env.key()?.clone(),
    };
    let place = store::rekey(&env.dir, env.key()?, &to)?;
    print(&match place {
        Some(file) => format!(
            "= encrypted with a new store key in {}. Keep a copy of that file away from this computer: without it nothing can be read.",
            file.display()
        ),
        None => "= encrypted with the passphrase. Without it nothing can be read.".to_owned(),
    })
}
