//! A session on a store, drawn or linear, and the demonstration on invented pupils.

use std::path::Path;

use chrono::NaiveDate;

use crate::api::{Backend, Reply};
use crate::cli::args::Args;
use crate::cli::env::{Env, today};
use crate::cli::open::{on_network, open, open_with_progress, say};
use crate::config::load;
use crate::error::{Error, Result};
use crate::files::access::FileAccess;
use crate::linear::LinearSetting;
use crate::service::Service;
use crate::store::SystemUser;
use crate::store::backup::{Daily, Encryption};
use crate::terminal::screen::TerminalScreen;
use crate::terminal::watchdog::{ended_by, leave_when_taken_over};
use crate::ui::pending::Then;
use crate::ui::{App, Preferences, ResumePoint};

/// What a session that only reads says at its start.
const READ_ONLY: &str =
    "Read only: this session shows what was saved before it started, and saves nothing.";

/// Runs a session on the store of a folder. The list as it was left stands on the screen while the
/// records are opened.
pub(super) fn session(env: &Env) -> Result<()> {
    let (dir, today) = (env.dir.as_path(), env.today);
    let mut face = Frontend::new(env);
    let mut drawn = None;
    if let Frontend::Drawn(ui) = &mut face
        && let Ok(profile) = env.profile()
        && let Some(page) = crate::service::read_startup_cache(dir, env.key()?, profile, today)
    {
        // What it would ask for is asked at the start.
        let page = Reply::List(Box::new(page));
        let _ = ui.on_reply(Then::Show, page);
        let mut taken = TerminalScreen::take()?;
        drawn = taken.draw_cached(ui).is_ok().then_some(taken);
    }
    let (mut owner, mut notices) = open_with_progress(env, &mut || drawn = None)?;
    notices.extend(on_network(dir));
    let daily = begin_backup(env, &owner, today).unwrap_or_else(|error| {
        notices.push(error.to_string());
        None
    });
    match &mut face {
        Frontend::Drawn(ui) if notices.is_empty() && env.is_read_only => ui.message.say(READ_ONLY),
        Frontend::Linear if notices.is_empty() && env.is_read_only => say(&[READ_ONLY.to_owned()]),
        _ if notices.is_empty() => {}
        // Said where the officer looks; what is printed before the screen is taken nobody reads.
        Frontend::Drawn(ui) => ui.message.refuse(notices.join(" ")),
        Frontend::Linear => say(&notices),
    }
    let done = open_session(&mut owner.for_viewer(&env.viewer()), env, face, drawn, None);
    if done.is_ok() {
        owner.keep_startup_cache(today);
    }
    let closed = owner.close();
    if let Some(Err(words)) = daily.map(Daily::end) {
        eprintln!("offsite: {words}");
    }
    closed.and(done).map(drop)
}

/// Begins the backup of a day; none where there is one, or the session only reads.
///
/// # Errors
/// The setting that says for whom it is encrypted cannot be used: rather none than one in clear.
pub(super) fn begin_backup(env: &Env, owner: &Service, day: NaiveDate) -> Result<Option<Daily>> {
    if env.is_read_only {
        return Ok(None);
    }
    let config = &env.settings.config;
    let seal = Encryption::of_setting(&config.backup_recipient)?;
    Ok(owner.begin_backup(&day.to_string(), config.backups_kept.into(), seal))
}

/// The front end of a session.
pub(super) enum Frontend {
    Drawn(Box<App>),
    Linear,
}

impl Frontend {
    /// Returns a drawn session, or the linear one where that is asked for or nothing can be drawn.
    pub(super) fn new(env: &Env) -> Frontend {
        let undrawable = std::env::var("TERM").is_ok_and(|t| t == "dumb" || t == "unknown");
        if env.is_linear || env.settings.config.linear || undrawable {
            return Frontend::Linear;
        }
        Frontend::Drawn(Box::new(ui(env)))
    }
}

/// Returns the officer's full name: by the settings, else as the system lists its user; none where
/// the officer goes by another name than the user.
fn full_name(env: &Env) -> String {
    let set = &env.settings.config.name;
    if !set.is_empty() {
        return set.clone();
    }
    let user = SystemUser::current();
    user.full_name().filter(|_| user.name == env.officer).unwrap_or_default()
}

/// Returns a session with the officer's settings.
pub(super) fn ui(env: &Env) -> App {
    let settings = &env.settings;
    let (keymap, theme) = (settings.keymap.clone(), settings.theme.clone());
    let mut ui = App::new(env.today, &env.officer, keymap, theme);
    ui.configure(Preferences {
        depth: settings.depth,
        clipboard: settings.config.clipboard,
        position: settings.config.position.clone(),
        name: full_name(env),
        home_school: settings.config.home_school.clone(),
        hide_after: settings.config.lock_minutes,
        lessons: env.is_tutor,
        is_ascii: load::is_ascii_locale(),
        message_at_cursor: settings.config.message_at_cursor,
        confined_to: env.confined_to.clone(),
        help_pages: crate::cli::commands::reference::help_pages,
    });
    match settings.faults.0.as_slice() {
        [] => {}
        [one] => ui.message.say(one.to_string()),
        [first, rest @ ..] => {
            ui.message.say(format!("{first} {} more: run offsite config to see them.", rest.len()));
        }
    }
    ui
}

/// Runs the terminal program, or the linear one. Returns where it stood if the server runs another
/// build by now.
pub(super) fn open_session(
    backend: &mut dyn Backend,
    env: &Env,
    face: Frontend,
    drawn: Option<TerminalScreen>,
    from: Option<ResumePoint>,
) -> Result<Option<ResumePoint>> {
    match face {
        Frontend::Drawn(ui) => {
            let clock = (!env.is_today_given).then_some(today as fn() -> NaiveDate);
            crate::terminal::run(backend, *ui, clock, drawn, from)
        }
        Frontend::Linear => {
            let _modes = leave_when_taken_over()
                .map_err(|cause| Error::io("Signals cannot be waited for.", cause))?;
            env.settings.faults.iter().for_each(|fault| eprintln!("offsite: {fault}"));
            crate::linear::run(
                backend,
                LinearSetting {
                    today: env.today,
                    officer: env.officer.clone(),
                    keymap: env.settings.keymap.clone(),
                    files: FileAccess::confined_to(env.confined_to.as_deref()),
                },
                &mut std::io::stdin().lock(),
                &mut std::io::stdout().lock(),
                &|| ended_by().is_some(),
            )
            .map(|()| None)
        }
    }
}

/// Runs a session on invented pupils, in a store that is thrown away, or writes them into a folder.
pub(super) fn demo_run(args: &Args, fill: Option<&Path>, today: NaiveDate) -> Result<()> {
    let throw_away = std::env::temp_dir().join(format!("offsite-demo-{}", std::process::id()));
    let dir = fill.unwrap_or(&throw_away);
    if fill.is_some() && dir.join("journal").exists() {
        return Err(Error::input(format!(
            "{} already has records in it. Choose an empty folder.",
            dir.display()
        )));
    }
    // Invented pupils need no proof, and leave nothing in the officer's own folder.
    let mut env = Env::in_folder(args, today, dir.to_owned());
    env.head_key = None;
    if fill.is_none() {
        env.keep_key_in_store();
    }
    let mut owner = open(&env)?;
    let terms = crate::demo::terms(today)
        .into_iter()
        .filter_map(|t| Some((t.school.clone(), serde_json::to_string(&t).ok()?)));
    let viewer = env.viewer();
    owner.for_viewer(&viewer).import_items("terms", terms.collect())?;
    owner.for_viewer(&viewer).import_cases(&crate::demo::cases(today))?;
    let done = if fill.is_some() {
        Ok(None)
    } else {
        open_session(&mut owner.for_viewer(&viewer), &env, Frontend::new(&env), None, None)
    };
    let closed = owner.close();
    if fill.is_none() {
        let _ = std::fs::remove_dir_all(&throw_away);
    }
    closed.and(done).map(drop)
}
