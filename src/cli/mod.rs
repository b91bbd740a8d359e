//! The command line: reads the arguments, opens the store and runs a command or a session.
//!
//! Only this module and [`crate::terminal`] touch the world: arguments, environment, clock, files.
//! Errors become exit codes here, by [`crate::error::ErrorKind::EXIT_CODES`].
//!
//! - [`args`]: The command line's arguments and commands, as clap reads them.

pub mod args;
mod commands;
mod passphrase;
mod progress;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use args::{Args, Command};
use chrono::{NaiveDate, Utc};

use crate::config::load::Settings;
use crate::documents::papers;
use crate::documents::papers::Wording;
use crate::domain::calendar::zone;
use crate::domain::profile::Profile;
use crate::error::{Error, ErrorKind};
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
        Err(failure) => {
            eprintln!("offsite: {}", failure.report());
            ExitCode::from(failure.kind().exit_code())
        }
    }
}

fn verb(args: &Args) -> Result<(), Error> {
    let today = args.today.unwrap_or_else(|| zone::day(Utc::now()));
    if let Some(done) = args.verb.as_ref().and_then(crate::cli::commands::without_store) {
        return done;
    }
    match &args.verb {
        Some(Command::Demo { fill }) => return demo_run(args, fill.as_deref(), today),
        Some(Command::Tutor) => return demo_run(args, None, today),
        _ => {}
    }
    let dir = folder(args)?;
    if let Some(done) =
        args.verb.as_ref().and_then(|verb| crate::cli::commands::beside(verb, &dir, args, today))
    {
        return done;
    }
    let Some(verb) = &args.verb else { return session(&dir, args, today) };
    let mut owner = open(&dir, args)?;
    // An officer reads on while the records are looked through; a script is answered only from
    // sound ones.
    let done = owner.wait_for_check().and_then(|()| {
        crate::cli::commands::run(verb, &mut owner, today, || {
            ui(crate::config::load::load(), args, today)
        })
    });
    owner.close().and(done)
}

/// Runs a session on the store of a folder. The list as it was left stands on the screen while the
/// records are opened.
fn session(dir: &Path, args: &Args, today: NaiveDate) -> Result<(), Error> {
    let profile = crate::config::load::profile()?;
    let settings = crate::config::load::load();
    let kept = settings.config.backups_kept.into();
    let mut face = Frontend::of(settings, args, today);
    let mut drawn = None;
    if let Frontend::Drawn(ui) = &mut face
        && let Some(page) = crate::service::glance(dir, &profile, today)
    {
        ui.glance(page);
        let mut taken = TerminalScreen::take()?;
        drawn = taken.glance(ui).is_ok().then_some(taken);
    }
    let (mut owner, mut notices) = open_with_progress(dir, args, profile, &mut || drawn = None)?;
    notices.extend(on_network(dir));
    match &mut face {
        _ if notices.is_empty() => {}
        // Said where the officer looks; what is printed before the screen is taken nobody reads.
        Frontend::Drawn(ui) => ui.fail(notices.join(" ")),
        Frontend::Linear(_) => say(&notices),
    }
    let daily = if args.read_only { None } else { Daily::start(dir, &today.to_string(), kept) };
    let done = open_session(&mut owner, args, today, face, drawn);
    if done.is_ok() {
        owner.keep_glance(today);
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
    Linear(Settings),
}

impl Frontend {
    /// Returns a drawn session, or the linear one where that is asked for or nothing can be drawn.
    fn of(settings: Settings, args: &Args, today: NaiveDate) -> Frontend {
        let undrawable = std::env::var("TERM").is_ok_and(|t| t == "dumb" || t == "unknown");
        if args.linear || settings.config.linear || undrawable {
            return Frontend::Linear(settings);
        }
        Frontend::Drawn(Box::new(ui(settings, args, today)))
    }
}

/// Returns a session with these settings.
fn ui(settings: Settings, args: &Args, today: NaiveDate) -> App {
    let mut ui = App::new(today, &officer(args), settings.keymap, settings.theme);
    ui.set_depth(settings.depth);
    ui.allow_clipboard(settings.config.clipboard);
    ui.set_position(&settings.config.position);
    ui.hide_after(settings.config.lock_minutes);
    match settings.faults.as_slice() {
        [] => {}
        [one] => ui.say(one),
        [first, rest @ ..] => {
            ui.say(format!("{first} {} more: offsite config shows them.", rest.len()))
        }
    }
    ui
}

/// Runs the terminal program, or the linear one.
fn open_session(
    owner: &mut Service,
    args: &Args,
    today: NaiveDate,
    face: Frontend,
    drawn: Option<TerminalScreen>,
) -> Result<(), Error> {
    match face {
        Frontend::Drawn(mut ui) => {
            let clock: fn() -> NaiveDate = || zone::day(Utc::now());
            if matches!(args.verb, Some(Command::Tutor)) {
                ui.teach();
            }
            crate::terminal::run(owner, *ui, args.today.is_none().then_some(clock), drawn)
        }
        Frontend::Linear(settings) => {
            settings.faults.iter().for_each(|fault| eprintln!("offsite: {fault}"));
            crate::linear::run(
                owner,
                today,
                &officer(args),
                settings.keymap,
                &mut std::io::stdin().lock(),
                &mut std::io::stdout().lock(),
            )
        }
    }
}

fn demo_run(args: &Args, fill: Option<&Path>, today: NaiveDate) -> Result<(), Error> {
    let throw_away = std::env::temp_dir().join(format!("offsite-demo-{}", std::process::id()));
    let dir = fill.unwrap_or(&throw_away);
    if fill.is_some() && dir.join("journal").exists() {
        return Err(
            format!("{} holds a store already. Choose an empty folder.", dir.display()).into()
        );
    }
    let mut owner = open(dir, args)?;
    let terms = crate::demo::terms(today)
        .into_iter()
        .filter_map(|t| Some((t.school.clone(), serde_json::to_string(&t).ok()?)));
    owner.import_items("terms", terms.collect())?;
    owner.import_cases(&crate::demo::cases(today))?;
    let run = |owner: &mut Service| {
        open_session(
            owner,
            args,
            today,
            Frontend::of(crate::config::load::load(), args, today),
            None,
        )
    };
    let done = if fill.is_some() { Ok(()) } else { run(&mut owner) };
    let closed = owner.close();
    if fill.is_none() {
        let _ = std::fs::remove_dir_all(&throw_away);
    }
    closed.and(done)
}

/// Opens a store and says on standard error what had to be mended.
fn open(dir: &Path, args: &Args) -> Result<Service, Error> {
    let (owner, notices) =
        open_with_progress(dir, args, crate::config::load::profile()?, &mut || {})?;
    say(&notices);
    Ok(owner)
}

fn say(notices: &[String]) {
    notices.iter().for_each(|notice| eprintln!("offsite: {notice}"));
}

/// Opens a store that was just restored: that its records are made anew is no news.
fn open_quietly(dir: &Path, args: &Args) -> Result<Service, Error> {
    open_with_progress(dir, args, crate::config::load::profile()?, &mut || {})
        .map(|(owner, _)| owner)
}

/// Opens a store; `before` is called before anything is said of how long it takes.
fn open_with_progress(
    dir: &Path,
    args: &Args,
    profile: Profile,
    before: &mut dyn FnMut(),
) -> Result<(Service, Vec<String>), Error> {
    let who = officer(args);
    let mut shown = progress::ProgressBar::new();
    let mut progress = |what: &str, done, of| {
        before();
        shown.tell(what, done, of);
    };
    let now = zone::london(&Utc::now()).format("%H:%M on %d/%m/%Y").to_string();
    let anchor = args.anchor.as_deref();
    let opened = if args.read_only {
        Store::open_reading(dir, anchor, &mut progress)
    } else {
        match Store::open_anchored(dir, &who, &now, anchor, &mut progress).map_err(Error::from) {
            // What only reads needs no lock and no room.
            Err(error)
                if args.verb.as_ref().is_some_and(commands::only_reads)
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
    let mut owner = Service::new(opened.store, &who, || Utc::now().timestamp_millis(), profile)?;
    let folder = crate::config::load::folder();
    let own = crate::terminal::files::own_templates(folder.as_deref());
    let heads = crate::terminal::files::own_letterheads(folder.as_deref());
    let mut notices = opened.notices;
    if !own.is_empty() || heads.is_some() {
        let (mut wording, faults) = Wording::new(own, &papers::template_names());
        notices.extend(faults);
        if let Some((letterheads, faults)) = heads {
            notices.extend(faults);
            wording.letterheads = letterheads;
        }
        owner.set_wording(wording);
    }
    Ok((owner, notices))
}

/// Returns the officer's name as the system knows it.
fn officer(args: &Args) -> String {
    let from = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    args.user
        .clone()
        .or_else(|| from("USER"))
        .or_else(|| from("LOGNAME"))
        .unwrap_or_else(|| "officer".into())
}

fn folder(args: &Args) -> Result<PathBuf, Error> {
    if let Some(dir) = &args.data {
        return Ok(dir.clone());
    }
    let from = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let found = from("XDG_DATA_HOME")
        .map(|d| d.join("offsite"))
        .or_else(|| from("HOME").map(|h| h.join(".local/share/offsite")));
    found.ok_or_else(|| {
        "There is no home folder to keep the store in. Name one with --data DIR.".to_owned().into()
    })
}
