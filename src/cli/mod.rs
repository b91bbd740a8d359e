//! The command line: reads the arguments, opens the store and runs a command or a session.
//!
//! Only this module and [`crate::terminal`] touch the world: arguments, environment, clock, files.
//! Errors become exit codes here, by [`crate::error::ErrorKind::EXIT_CODES`].
//!
//! - [`args`]: The command line's arguments and commands, as clap reads them.

pub mod args;
mod commands;
mod env;
mod passphrase;
mod progress;

use std::path::Path;
use std::process::ExitCode;

use args::{Args, Command};
use chrono::{NaiveDate, Utc};

use crate::cli::env::Env;
use crate::documents::papers;
use crate::documents::papers::Wording;
use crate::domain::calendar::zone;
use crate::error::{Error, ErrorKind, Result};
use crate::service::Service;
use crate::store;
use crate::store::Store;
use crate::store::backup::Daily;
use crate::terminal::screen::TerminalScreen;
use crate::ui::App;

/// How far the clock may stand behind a change that was saved before it is called wrong, in
/// milliseconds.
const CLOCK_MAY_DIFFER: i64 = 5 * 60 * 1000;

/// Runs what the arguments ask for; words go to standard error, data to standard output.
pub fn run(args: Args) -> ExitCode {
    crate::terminal::hardening::begin();
    match verb(&args) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the answer has seen enough, as head does: nothing went wrong.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("offsite: {}", failure.report());
            ExitCode::from(failure.kind().exit_code())
        }
    }
}

fn verb(args: &Args) -> Result<()> {
    let today = args.today.unwrap_or_else(|| zone::day(Utc::now()));
    if let Some(done) = args.verb.as_ref().and_then(commands::without_store) {
        return done;
    }
    match &args.verb {
        Some(Command::Demo { fill }) => return demo_run(args, fill.as_deref(), today),
        Some(Command::Tutor) => return demo_run(args, None, today),
        _ => {}
    }
    let env = Env::resolve(args, today)?;
    if let Some(done) = args.verb.as_ref().and_then(|verb| commands::beside(verb, &env)) {
        return done;
    }
    let Some(verb) = &args.verb else { return session(&env) };
    // A blank form needs no record.
    if env.only_reads && !matches!(verb, Command::Document(asked) if asked.blank) {
        env.has_store()?;
    }
    let mut owner = open(&env)?;
    // An officer reads on while the records are looked through; a script is answered only from
    // sound ones.
    let done =
        owner.wait_for_check().and_then(|()| commands::run(verb, &mut owner, today, || ui(&env)));
    owner.close().and(done)
}

/// Runs a session on the store of a folder. The list as it was left stands on the screen while the
/// records are opened.
fn session(env: &Env) -> Result<()> {
    let (dir, today) = (env.dir.as_path(), env.today);
    let profile = env.profile()?;
    let mut face = Frontend::of(env);
    let mut drawn = None;
    if let Frontend::Drawn(ui) = &mut face
        && let Some(page) = crate::service::read_startup_cache(dir, profile, today)
    {
        ui.glance(page);
        let mut taken = TerminalScreen::take()?;
        drawn = taken.glance(ui).is_ok().then_some(taken);
    }
    let (mut owner, mut notices) = open_with_progress(env, &mut || drawn = None)?;
    notices.extend(on_network(dir));
    match &mut face {
        _ if notices.is_empty() => {}
        // Said where the officer looks; what is printed before the screen is taken nobody reads.
        Frontend::Drawn(ui) => ui.fail(notices.join(" ")),
        Frontend::Linear => say(&notices),
    }
    let kept = env.settings.config.backups_kept.into();
    let daily = if env.is_read_only { None } else { Daily::start(dir, &today.to_string(), kept) };
    let done = open_session(&mut owner, env, face, drawn);
    if done.is_ok() {
        owner.keep_startup_cache(today);
    }
    let closed = owner.close();
    if let Some(Err(words)) = daily.map(Daily::end) {
        eprintln!("offsite: {words}");
    }
    closed.and(done)
}

/// Returns what is said of a store on a network drive.
fn on_network(dir: &Path) -> Option<String> {
    let words = "lies on a network drive, where locks and syncs cannot be relied on. Move it to a disk of this computer.";
    crate::store::is_on_network(dir).then(|| format!("{} {words}", dir.display()))
}

/// How a session meets its officer.
enum Frontend {
    Drawn(Box<App>),
    Linear,
}

impl Frontend {
    /// Returns a drawn session, or the linear one where that is asked for or nothing can be drawn.
    fn of(env: &Env) -> Frontend {
        let undrawable = std::env::var("TERM").is_ok_and(|t| t == "dumb" || t == "unknown");
        if env.is_linear || env.settings.config.linear || undrawable {
            return Frontend::Linear;
        }
        Frontend::Drawn(Box::new(ui(env)))
    }
}

/// Returns a session with the officer's settings.
fn ui(env: &Env) -> App {
    let settings = &env.settings;
    let (keymap, theme) = (settings.keymap.clone(), settings.theme.clone());
    let mut ui = App::new(env.today, &env.officer, keymap, theme);
    ui.set_depth(settings.depth);
    ui.allow_clipboard(settings.config.clipboard);
    ui.set_position(&settings.config.position);
    ui.hide_after(settings.config.lock_minutes);
    match settings.faults.as_slice() {
        [] => {}
        [one] => ui.say(one),
        [first, rest @ ..] => {
            ui.say(format!("{first} {} more: offsite config shows them.", rest.len()));
        }
    }
    ui
}

/// Runs the terminal program, or the linear one.
fn open_session(
    owner: &mut Service,
    env: &Env,
    face: Frontend,
    drawn: Option<TerminalScreen>,
) -> Result<()> {
    match face {
        Frontend::Drawn(mut ui) => {
            let clock: fn() -> NaiveDate = || zone::day(Utc::now());
            if env.is_tutor {
                ui.teach();
            }
            crate::terminal::run(owner, *ui, (!env.is_today_given).then_some(clock), drawn)
        }
        Frontend::Linear => {
            env.settings.faults.iter().for_each(|fault| eprintln!("offsite: {fault}"));
            crate::linear::run(
                owner,
                env.today,
                &env.officer,
                env.settings.keymap.clone(),
                &mut std::io::stdin().lock(),
                &mut std::io::stdout().lock(),
            )
        }
    }
}

fn demo_run(args: &Args, fill: Option<&Path>, today: NaiveDate) -> Result<()> {
    let throw_away = std::env::temp_dir().join(format!("offsite-demo-{}", std::process::id()));
    let dir = fill.unwrap_or(&throw_away);
    if fill.is_some() && dir.join("journal").exists() {
        return Err(
            format!("{} holds a store already. Choose an empty folder.", dir.display()).into()
        );
    }
    let env = Env::in_folder(args, today, dir.to_owned());
    let mut owner = open(&env)?;
    let terms = crate::demo::terms(today)
        .into_iter()
        .filter_map(|t| Some((t.school.clone(), serde_json::to_string(&t).ok()?)));
    owner.import_items("terms", terms.collect())?;
    owner.import_cases(&crate::demo::cases(today))?;
    let done = if fill.is_some() {
        Ok(())
    } else {
        open_session(&mut owner, &env, Frontend::of(&env), None)
    };
    let closed = owner.close();
    if fill.is_none() {
        let _ = std::fs::remove_dir_all(&throw_away);
    }
    closed.and(done)
}

/// Opens a store and says on standard error what had to be mended.
fn open(env: &Env) -> Result<Service> {
    let (owner, notices) = open_with_progress(env, &mut || {})?;
    say(&notices);
    Ok(owner)
}

fn say(notices: &[String]) {
    for notice in notices {
        eprintln!("offsite: {notice}");
    }
}

/// Opens a store that was just restored: that its records are made anew is no news.
fn open_quietly(env: &Env) -> Result<Service> {
    open_with_progress(env, &mut || {}).map(|(owner, _)| owner)
}

/// Opens a store; `before` is called before anything is said of how long it takes.
fn open_with_progress(env: &Env, before: &mut dyn FnMut()) -> Result<(Service, Vec<String>)> {
    let profile = env.profile()?.clone();
    let mut shown = progress::ProgressBar::new();
    let mut progress = |what: &str, done, of| {
        before();
        shown.tell(what, done, of);
    };
    let now = zone::london(&Utc::now()).format("%H:%M on %d/%m/%Y").to_string();
    let (dir, anchor) = (env.dir.as_path(), env.anchor.as_deref());
    let opened = if env.is_read_only {
        Store::open_reading(dir, anchor, &mut progress)
    } else {
        let opened = Store::open_anchored(dir, &env.officer, &now, anchor, &mut progress);
        match opened {
            // What only reads needs no lock and no room.
            Err(error)
                if env.only_reads
                    && (error.kind() == ErrorKind::Held
                        || error.kind() != ErrorKind::Damaged && store::is_read_only(dir)) =>
            {
                Store::open_reading(dir, anchor, &mut progress)
            }
            opened => opened,
        }
    };
    shown.end();
    let mut opened = opened?;
    if opened
        .store
        .last_change_at()
        .is_some_and(|at| at > Utc::now().timestamp_millis() + CLOCK_MAY_DIFFER)
    {
        let words = "This computer's clock stands before the last change that was saved. Have it set right: dates are counted from it.";
        opened.notices.push(words.into());
    }
    let mut owner =
        Service::new(opened.store, &env.officer, || Utc::now().timestamp_millis(), profile)?;
    let folder = crate::config::load::folder();
    let own = crate::terminal::files::own_templates(folder.as_deref());
    let heads = crate::terminal::files::own_letterheads(folder.as_deref());
    let mut notices = opened.notices;
    if !own.is_empty() || heads.is_some() {
        let (letterheads, faults) = heads.unwrap_or_default();
        notices.extend(papers::check_templates(&own).to_lines());
        notices.extend(faults);
        owner.set_wording(Wording::new(own, letterheads));
    }
    Ok((owner, notices))
}
