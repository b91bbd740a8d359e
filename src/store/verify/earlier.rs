//! Holds the list of hashes from before entries were sealed to the entries themselves: made anew from
//! what they say, each must follow from the one before. Otherwise whoever rewrites a journal could
//! write the hashes that witnesses know beside it.

use std::path::Path;

use crate::error::{Error, Result};
use crate::store::author::SystemUser;
use crate::store::chain::HASH;
use crate::store::change::{Change, Subject};
use crate::store::{earlier_sums, journal};

/// The hashes of a store's entries as they were before they were sealed.
pub(in crate::store::verify) struct EarlierChain {
    sums: Vec<[u8; HASH]>,
    at: usize,
}

impl EarlierChain {
    /// Reads the list of a store.
    pub(in crate::store::verify) fn of(dir: &Path) -> EarlierChain {
        EarlierChain { sums: earlier_sums::read(dir), at: 0 }
    }

    /// Holds the next entry to its hash. One of which something was disposed of cannot be held.
    ///
    /// # Errors
    /// Damaged: the entry is not the one that was sealed.
    pub(in crate::store::verify) fn meet(
        &mut self,
        change: &Change,
        by: Option<&SystemUser>,
    ) -> Result<()> {
        let Some(listed) = self.sums.get(self.at) else { return Ok(()) };
        let before = self.at.checked_sub(1).and_then(|at| self.sums.get(at)).copied();
        self.at += 1;
        if change.edits.iter().any(|part| matches!(part, Subject::Erased(_))) {
            return Ok(());
        }
        if journal::plain_hash(&before.unwrap_or_default(), change, by)? == *listed {
            return Ok(());
        }
        Err(Error::damaged(format!(
            "Entry {} of the journal is not the one that was sealed: the store's list of earlier hashes has another. One of the two was rewritten.",
            self.at
        )))
    }
}
