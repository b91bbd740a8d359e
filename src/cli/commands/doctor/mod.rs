//! `offsite doctor`: checks the terminal, folder, store, clock, backups, calendars and schools, and
//! says how to mend what is wrong.

mod records;
mod stored;
mod surroundings;

use self::Checkup::{Note, Well, Wrong};
use crate::cli::args::ShapeArgs;
use crate::cli::env::Env;
use crate::cli::output::{FindingState, finding};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};

/// One thing that was looked at.
enum Checkup {
    /// All is well.
    Well(String),
    /// Nothing is wrong, but it could not be looked at or is worth knowing.
    Note(String),
    /// What is wrong, and how to mend it.
    Wrong(String),
}

/// Looks at everything and prints it; exit code 1 where something is wrong.
pub(super) fn doctor(env: &Env, shape: ShapeArgs) -> Result<()> {
    let dir = env.dir.as_path();
    let mut all = vec![
        ("terminal", surroundings::terminal()),
        ("folder", surroundings::folder(dir)),
        ("space", surroundings::space(dir)),
    ];
    let (found, kept) = stored::opened(env);
    all.extend(found);
    all.push(("backups", stored::backups(env, kept)));
    all.extend(env.head_key.as_deref().map(|file| ("signing", stored::signing(file))));
    let mut wrong = 0;
    for (about, found) in all {
        let (state, says) = match found {
            Well(says) => (FindingState::Well, says),
            Note(says) => (FindingState::Note, says),
            Wrong(says) => (FindingState::Wrong, says),
        };
        wrong += usize::from(state == FindingState::Wrong);
        finding(shape, about, state, &says)?;
    }
    match wrong {
        0 => Ok(()),
        n => Err(Error::input(format!("{} found (above).", pluralize(n, "problem")))),
    }
}
