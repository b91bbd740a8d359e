//! `offsite doctor`: checks the terminal, folder, store, clock, backups, calendars and schools, and
//! says how to mend what is wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use crate::cli::commands::print;
use crate::cli::env::Env;
use crate::cli::{Error, on_network};
use crate::domain::calendar::{Calendar, Terms, bank_holidays_known_to, dates, zone};
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::{Pupil, of_one_upn};
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::forms::field;
use crate::domain::plural::pluralize;
use crate::domain::school::School;
use crate::store::{Store, backup};

/// How far ahead dates are counted: a direction of twelve weeks.
const AHEAD: u64 = 84;
/// Less than this free, in megabytes, and a year of work may not fit.
const ROOM_MB: u64 = 500;

/// One thing that was looked at.
enum Checkup {
    /// All is well.
    Well(String),
    /// Nothing is wrong, but it could not be looked at or is worth knowing.
    Note(String),
    /// What is wrong, and how to mend it.
    Wrong(String),
}
use Checkup::{Note, Well, Wrong};

/// Looks at everything and prints it; exit code 1 where something is wrong.
pub(super) fn doctor(env: &Env) -> Result<(), Error> {
    let dir = env.dir.as_path();
    let mut all = vec![("terminal", terminal()), ("folder", folder(dir)), ("space", space(dir))];
    all.extend(store(env));
    all.push(("backups", backups(env)));
    let mut wrong = 0;
    for (about, finding) in all {
        let (mark, says) = match finding {
            Well(says) => ("= well ", says),
            Note(says) => (". note ", says),
            Wrong(says) => {
                wrong += 1;
                ("! wrong", says)
            }
        };
        print(&format!("{mark}  {about:<10}{says}"))?;
    }
    match wrong {
        0 => Ok(()),
        1 => Err("One thing is wrong, named above.".to_owned().into()),
        n => Err(format!("{n} things are wrong, named above.").into()),
    }
}

fn terminal() -> Checkup {
    let from = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let locale =
        from("LC_ALL").or_else(|| from("LC_CTYPE")).or_else(|| from("LANG")).unwrap_or_default();
    let is_utf8 = locale.to_lowercase().replace('-', "").contains("utf8");
    if !std::io::stdout().is_terminal() {
        return Note("This is a script, no terminal; nothing to look at.".into());
    }
    let term = from("TERM").unwrap_or_default();
    let size = crossterm::terminal::size().unwrap_or_default();
    match size {
        _ if term.is_empty() || term == "dumb" => Wrong(format!(
            "TERM is \"{term}\": nothing can be drawn. Set TERM to what your terminal is, as xterm-256color."
        )),
        _ if !is_utf8 => Wrong(format!(
            "The locale is \"{locale}\": names like Zoë may show wrongly. Set LANG=en_GB.UTF-8 or C.UTF-8."
        )),
        (w, h) if w < 80 || h < 24 => {
            Wrong(format!("The window has {w} by {h} cells; make it 80 by 24 or larger."))
        }
        (w, h) => Well(format!("{term}, {w} by {h} cells, {locale}.")),
    }
}

fn folder(dir: &Path) -> Checkup {
    let Ok(about) = std::fs::metadata(dir) else {
        return Note(format!("{} does not exist yet; the first start makes it.", dir.display()));
    };
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Wrong(format!(
            "{} belongs to user number {}. Start Offsite as that user, or choose another folder with --data.",
            dir.display(),
            about.uid()
        ));
    }
    let open = std::iter::once(dir.to_owned())
        .chain(std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()))
        .find(|p| std::fs::metadata(p).is_ok_and(|m| m.permissions().mode() & 0o077 != 0));
    if let Some(path) = open {
        return Wrong(format!(
            "Others than you can read {}. Run chmod -R go= {}.",
            path.display(),
            dir.display()
        ));
    }
    if let Some(words) = on_network(dir) {
        return Wrong(words);
    }
    Well(format!("{}, yours alone.", dir.display()))
}

fn space(dir: &Path) -> Checkup {
    let near = dir.ancestors().find(|p| p.exists()).unwrap_or(Path::new("/"));
    match crate::store::room(near).map(|b| b / 1_048_576) {
        None => Note("The system does not say how much is free.".into()),
        Some(mb) if mb < ROOM_MB => {
            Wrong(format!("Only {mb} MB are free. Make room: at 16 MB Offsite no longer opens."))
        }
        Some(mb) => Well(format!("{mb} MB are free.")),
    }
}

fn store(env: &Env) -> Vec<(&'static str, Checkup)> {
    let (dir, today) = (env.dir.as_path(), env.today);
    if !dir.join("journal").exists() {
        return vec![("store", Note("There is no store yet.".into()))];
    }
    let opened = match Store::open_anchored(
        dir,
        &env.officer,
        &zone::london(&Utc::now()).format("%H:%M on %d/%m/%Y").to_string(),
        env.anchor.as_deref(),
        &mut |_, _, _| {},
    ) {
        Ok(opened) => opened,
        Err(error) => {
            let state = match crate::store::holder(&error) {
                Some(who) => Note(format!(
                    "Open in another session ({who}); close it to have the store looked at."
                )),
                None => Wrong(error.to_string()),
            };
            return vec![("store", state)];
        }
    };
    let store = opened.store;
    let sound = store.wait_for_check();
    let state = match (sound, opened.notices.as_slice()) {
        (Err(error), _) => Wrong(error.to_string()),
        (Ok(()), []) => {
            Well("Opens, and every record is sound. offsite verify looks deeper.".into())
        }
        (Ok(()), notices) => Note(notices.join(" ")),
    };
    let found = vec![
        ("store", state),
        ("clock", clock(&store)),
        ("pupils", pupils(&store)),
        ("schools", schools(&store)),
        ("terms", terms(&store, today)),
    ];
    let _ = store.close();
    found
}

/// Looks for two open cases of one UPN: the protocol knows one direction of a child at a time.
fn pupils(store: &Store) -> Checkup {
    let mut open: Vec<(CaseRef, Pupil)> = Vec::new();
    let read = store.each_line(|line| {
        if !matches!(line.stage, Stage::Ended(_)) {
            open.push((line.id, line.pupil()));
        }
    });
    if let Err(error) = read {
        return Wrong(error.to_string());
    }
    let twice: Vec<String> = of_one_upn(&open)
        .into_iter()
        .map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and "))
        .collect();
    if twice.is_empty() {
        return Well(format!("{}, no pupil with two.", pluralize(open.len(), "open case")));
    }
    Note(format!(
        "One UPN has more than one open case: {}. Make sure which is meant, and end the other.",
        twice.join("; ")
    ))
}

fn clock(store: &Store) -> Checkup {
    let now = Utc::now();
    let last = store.last_change_at().and_then(DateTime::from_timestamp_millis);
    match last {
        Some(last) if last > now + chrono::TimeDelta::minutes(5) => Wrong(format!(
            "This computer's clock says {}, but the last change was saved on {}. Set the clock right: every change carries its time.",
            zone::london(&now).format("%d/%m/%Y %H:%M"),
            zone::london(&last).format("%d/%m/%Y %H:%M")
        )),
        Some(_) | None if now.year() < 2026 => Wrong(format!(
            "This computer's clock says {}. Set it right: every date is counted from it.",
            now.format("%d/%m/%Y")
        )),
        Some(_) | None => Well(zone::london(&now).format("%d/%m/%Y %H:%M.").to_string()),
    }
}

fn schools(store: &Store) -> Checkup {
    let items = match store.items("schools") {
        Err(error) => return Wrong(error.to_string()),
        Ok(items) => items,
    };
    if items.is_empty() {
        return Note("The built-in list of 2012 and 2015 is used. Import a GIAS download: offsite import schools FILE.".into());
    }
    let read = |(_, json): &(String, String)| serde_json::from_str::<School>(json).ok();
    let closed: BTreeMap<String, String> =
        items.iter().filter_map(read).filter(|s| s.closed).map(|s| (s.id, s.name)).collect();
    let mut named = Vec::new();
    let each = store.each_line(|line| {
        if !matches!(line.stage, Stage::Ended(_)) {
            for (side, id) in [("home", &line.home), ("host", &line.host)] {
                let name = closed.get(id).map(|name| format!("{}: {side} school {name}", line.id));
                named.extend(name);
            }
        }
    });
    if let Err(error) = each {
        return Wrong(error.to_string());
    }
    if named.is_empty() {
        return Well(format!("{} in your register.", pluralize(items.len(), "school")));
    }
    Note(format!(
        "Open cases name a school that has closed: {}. A successor decides anew; record it in the case.",
        named.join("; ")
    ))
}

fn terms(store: &Store, today: NaiveDate) -> Checkup {
    let until = today + Days::new(AHEAD);
    if bank_holidays_known_to().is_none_or(|last| last < until) {
        return Wrong(
            "The built-in bank holidays end within twelve weeks. Install a newer Offsite.".into(),
        );
    }
    let (items, ids) = match (store.items("terms"), store.cases()) {
        (Ok(items), Ok(ids)) => (items, ids),
        (Err(error), _) | (_, Err(error)) => return Wrong(error.to_string()),
    };
    let known: BTreeMap<String, Calendar> = items
        .iter()
        .filter_map(|(id, json)| {
            Some((id.clone(), Calendar::new(serde_json::from_str::<Terms>(json).ok()?)))
        })
        .collect();
    let mut lacking: BTreeSet<String> = BTreeSet::new();
    for case in ids
        .into_iter()
        .filter_map(|id| store.case(id).ok().flatten())
        .filter(|c| !stage::stage(c).is_ended())
    {
        let used = [field::SCHOOL_HOME.id, field::SCHOOL_HOST.id]
            .map(|f| case.answer(f).as_text().to_owned());
        lacking.extend(
            used.into_iter()
                .filter(|id| !id.is_empty() && !known.get(id).is_some_and(|c| c.covers(until))),
        );
    }
    match lacking.len() {
        0 => Well(format!(
            "Term dates of every school with a running case reach {}.",
            dates::format(until)
        )),
        n => Note(format!(
            "{n} schools with running cases have no term dates up to {}; there every weekday but bank holidays counts as a school day. Import them: offsite import terms FILE.",
            dates::format(until)
        )),
    }
}

fn backups(env: &Env) -> Checkup {
    let (dir, today) = (env.dir.as_path(), env.today);
    let all = backup::all(dir);
    let Some(newest) = all.first() else {
        return Note(format!(
            "None in {} yet. A session writes one a day.",
            dir.join("backups").display()
        ));
    };
    let name = newest.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if let Err(words) = backup::check(newest, &backup::BackupKey::default(), &mut |_, _, _| {}) {
        return Wrong(format!("{}: {words}", newest.display()));
    }
    let day = name.get(..10).and_then(|d| d.parse::<NaiveDate>().ok());
    match day {
        Some(day) if day + Days::new(7) < today => Wrong(format!(
            "The newest is of {}. Run offsite backup FILE, and see that sessions can write to {}.",
            dates::format(day),
            dir.join("backups").display()
        )),
        Some(_) | None => Well(format!(
            "{} of at most {} kept, the newest {name} reads whole. Copy them to another machine.",
            all.len(),
            env.settings.config.backups_kept
        )),
    }
}
