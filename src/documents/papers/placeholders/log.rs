//! What a paper printed and what it lacked, as it is filled in.

use std::sync::{Arc, Mutex, PoisonError};

use crate::documents::papers::span::Filled;
use crate::domain::document::Missing;

/// What was printed, by placeholder, and what was missing.
#[derive(Debug, Default)]
pub(in crate::documents::papers) struct MissingLog {
    pub printed: Vec<String>,
    pub missing: Vec<Missing>,
}

pub(super) type SharedLog = Arc<Mutex<MissingLog>>;

pub(super) fn note(log: &SharedLog, key: &str, said: &Filled) {
    let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
    log.printed.push(key.to_owned());
    if let Filled::Missing(m) = said
        && !log.missing.contains(m)
    {
        log.missing.push(m.clone());
    }
}
