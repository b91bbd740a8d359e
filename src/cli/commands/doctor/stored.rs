//! Checks the store itself and its backups.

use chrono::{Days, NaiveDate, Utc};

use crate::cli::commands::doctor::Checkup::{self, Note, Well, Wrong};
use crate::cli::commands::doctor::{records, surroundings};
use crate::cli::env::Env;
use crate::domain::calendar::{dates, zone};
use crate::store::{Store, backup};

pub(super) fn store(env: &Env) -> Vec<(&'static str, Checkup)> {
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
        ("clock", surroundings::clock(&store)),
        ("pupils", records::pupils(&store)),
        ("schools", records::schools(&store)),
        ("terms", records::terms(&store, today)),
    ];
    let _ = store.close();
    found
}

pub(super) fn backups(env: &Env) -> Checkup {
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
