//! The limits that every change is held to, whichever door it came by.

use crate::domain::case;
use crate::error::{Error, Result};
use crate::store::change::{Change, ChangeKind, Subject};

/// The most characters of an officer's name.
const MAX_NAME: usize = 200;

/// The most characters of a reason.
const MAX_REASON: usize = 40_000;

/// The most bytes of an item.
const MAX_ITEM: usize = 16 << 20;

/// Refuses a change that is beyond a limit, whichever door it came by. What takes a stored change
/// back or does it again is let through: it brings nothing that was not stored before.
///
/// # Errors
/// What is too long, and what it may be.
pub(super) fn admit(change: &Change) -> Result<()> {
    let long = |what: &str, has: usize, max: usize| {
        Error::input(format!("{what} is {has} characters long; it may have {max}."))
            .with_hint("Shorten it.")
    };
    let name = change.officer.chars().count();
    if change.officer.trim().is_empty() || change.officer.chars().any(char::is_control) {
        return Err(Error::input("The officer's name is empty or has control characters.")
            .with_hint("Start Offsite with a plain one."));
    }
    if name > MAX_NAME {
        return Err(long("The officer's name", name, MAX_NAME));
    }
    let reason = change.why.as_deref().map_or(0, |why| why.chars().count());
    if reason > MAX_REASON {
        return Err(long("The reason", reason, MAX_REASON));
    }
    if change.act != ChangeKind::Do {
        return Ok(());
    }
    change.edits.iter().try_for_each(|subject| match subject {
        Subject::Case(part) => case::limits::check(part).map_err(Error::from),
        Subject::Item { kind, id, new, .. } => {
            let bytes = new.as_ref().map_or(0, String::len);
            if kind.len() + id.len() > MAX_NAME {
                Err(long("The name of an item", kind.len() + id.len(), MAX_NAME))
            } else if bytes > MAX_ITEM {
                Err(long(&format!("{kind} {id}"), bytes, MAX_ITEM))
            } else {
                Ok(())
            }
        }
        Subject::Disposal(disposal) => {
            let who = disposal.agreed_by.chars().count();
            let why = disposal.reason.chars().count();
            if who > MAX_NAME {
                Err(long("The second name", who, MAX_NAME))
            } else if why > MAX_REASON {
                Err(long("The reason", why, MAX_REASON))
            } else {
                Ok(())
            }
        }
        Subject::Erased(_) => Ok(()),
    })
}
