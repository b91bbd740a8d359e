//! Opens the store of a run, with what is to be said of it.

use std::path::Path;

use chrono::Utc;

use crate::cli::env::Env;
use crate::cli::{input, progress};
use crate::config::load;
use crate::domain::calendar::zone;
use crate::domain::profile::Profile;
use crate::error::{Error, ErrorKind, Result};
use crate::files;
use crate::service::{CLOCK_MAY_DIFFER, Service, keeps_authority_files};
use crate::store;
use crate::store::{Opened, Opening, Progress, Store};

/// What is said once before the names of the officer's own files that were taken in.
const NOW_KEPT: &str = "Copied from your configuration folder to the records, for every officer";

/// What is said of an officer's own files that do not count.
const OTHERS_KEPT: &str = "Your own profile, templates or letterheads differ from those stored with the records. Offsite uses the stored ones. To store yours, run offsite profile import.";

/// Returns what is said of a store on a network drive.
pub(super) fn on_network(dir: &Path) -> Option<String> {
    let words =
        "is on a network drive, where saving is not reliable. Move it to a disk in this computer.";
    crate::store::is_on_network(dir).then(|| format!("{} {words}", dir.display()))
}

/// Opens a store to be written; a session may take the place of another.
fn open_to_write(env: &Env, now: &str, progress: Progress<'_>) -> Result<Opened> {
    let (dir, anchor, key) = (env.dir.as_path(), env.anchor.as_deref(), env.key()?);
    let (officer, is_session) = (env.officer.as_str(), env.is_session);
    let opening = Opening { officer, now, anchor, key, is_session };
    match Store::open_with(dir, &opening, progress) {
        Err(error) if is_session && error.kind() == ErrorKind::Held => {
            // Nothing of a screen may stand where it is asked.
            progress("", 0, 0);
            if !(env.takes_over || is_taken_over(&error)?) {
                return Err(error);
            }
            store::take_over(dir)?;
            Store::open_with(dir, &opening, progress)
        }
        opened => opened,
    }
}

/// Opens a copy of a store; one that has to end a disposal first is not shown.
fn open_to_read(env: &Env, progress: Progress<'_>) -> Result<Opened> {
    let mut opened = Store::open_reading(&env.dir, env.anchor.as_deref(), env.key()?, progress)?;
    opened.notices.extend(opened.store.nothing_put_back()?);
    Ok(opened)
}

/// Asks on a terminal whether the place of the session that has the store open is taken.
///
/// # Errors
/// Nobody could be asked.
fn is_taken_over(error: &Error) -> Result<bool> {
    let Some(holder) = store::holder(error) else { return Ok(false) };
    eprintln!("offsite: The records are open in another session ({holder}).");
    input::ask("Take over? The other session keeps what was typed and closes.")
}

/// Opens a store and says on standard error what had to be mended.
pub(super) fn open(env: &Env) -> Result<Service> {
    let (owner, notices) = open_with_progress(env, &mut || {})?;
    say(&notices);
    Ok(owner)
}

pub(super) fn say(notices: &[String]) {
    for notice in notices {
        eprintln!("offsite: {notice}");
    }
}

/// Opens a store that was just restored: that its records are made anew is no news.
pub(super) fn open_quietly(env: &Env) -> Result<Service> {
    open_with_progress(env, &mut || {}).map(|(owner, _)| owner)
}

/// Opens a store; `before` is called before anything is said of how long it takes.
pub(super) fn open_with_progress(
    env: &Env,
    before: &mut dyn FnMut(),
) -> Result<(Service, Vec<String>)> {
    let mut shown = progress::ProgressBar::new();
    let mut progress = |what: &str, done, of| {
        before();
        // Without words, for a question.
        if what.is_empty() { shown.end() } else { shown.report(what, done, of) }
    };
    let now = zone::london(&Utc::now()).format("%H:%M on %d/%m/%Y").to_string();
    let opened = if env.is_read_only || env.only_reads {
        match open_to_read(env, &mut progress) {
            // What only reads writes nothing where the store lies, unless there is no room for a
            // copy elsewhere.
            Err(error) if !env.is_read_only && error.kind() == ErrorKind::NoSpace => {
                open_to_write(env, &now, &mut progress)
            }
            read => read,
        }
    } else {
        open_to_write(env, &now, &mut progress)
    };
    shown.end();
    let mut opened = opened?;
    if opened
        .store
        .last_change_at()
        .is_some_and(|at| at > Utc::now().timestamp_millis() + CLOCK_MAY_DIFFER)
    {
        let words = "The computer's clock is earlier than your last saved change. Ask IT to correct it: due dates depend on it.";
        opened.notices.push(words.into());
    }
    // What an officer keeps at home counts only where nothing of the authority's is kept with the
    // records.
    let is_kept = keeps_authority_files(&opened.store)?;
    let profile = if is_kept { Profile::shipped() } else { env.profile()? }.clone();
    let mut owner = Service::new(opened.store, || Utc::now().timestamp_millis(), profile)?;
    owner.set_head_key(env.head_key.clone());
    let mut notices = opened.notices;
    let own = load::folder().map(|folder| files::authority_files(&folder)).unwrap_or_default();
    if is_kept {
        if env.is_session && !own.is_empty() && own != owner.authority_files()? {
            notices.push(OTHERS_KEPT.into());
        }
    } else if !own.is_empty() {
        let (wording, faults) = own.wording();
        owner.set_own_wording(wording)?;
        let may_keep = env.is_session && env.may_keep_authority && !env.is_read_only;
        if may_keep && faults.is_empty() {
            owner.for_viewer(&env.viewer()).store_authority_files(&own)?;
            notices.push(format!(
                "{NOW_KEPT}: {}. If you change yours later, run offsite profile import.",
                own.words()
            ));
        }
        notices.extend(faults);
    }
    Ok((owner, notices))
}
