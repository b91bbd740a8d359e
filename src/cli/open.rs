//! Opens the store of a run, with what is to be said of it.

use std::path::Path;

use chrono::Utc;

use crate::cli::env::Env;
use crate::cli::{input, progress};
use crate::documents::papers;
use crate::documents::papers::Wording;
use crate::domain::calendar::zone;
use crate::error::{Error, ErrorKind, Result};
use crate::service::{CLOCK_MAY_DIFFER, Service};
use crate::store;
use crate::store::{Opened, Opening, Progress, Store};

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
    let profile = env.profile()?.clone();
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
    let mut owner = Service::new(opened.store, || Utc::now().timestamp_millis(), profile)?;
    owner.set_head_key(env.head_key.clone());
    let folder = crate::config::load::folder();
    let own = crate::files::own_templates(folder.as_deref());
    let heads = crate::files::own_letterheads(folder.as_deref());
    let mut notices = opened.notices;
    if !own.is_empty() || heads.is_some() {
        let (letterheads, faults) = heads.unwrap_or_default();
        notices.extend(papers::check_templates(&own).to_lines());
        notices.extend(faults.iter().map(ToString::to_string));
        owner.set_wording(Wording::new(own, letterheads));
    }
    Ok((owner, notices))
}
