//! One atomic writing: what goes under which key, with the sums over all of them brought along.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::store::{Store, codec, keys, sealed_value};

/// What a batch is to write: a value, or none where the key goes.
pub(super) type WriteMap = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

impl Store {
    /// Returns a batch of these writes, sealed, the sums over records and index brought along.
    pub(super) fn summed(&self, mut writes: WriteMap) -> Result<sled::Batch> {
        sealed_value::seal(&self.keys, &mut writes)?;
        self.split_chunks(&mut writes)?;
        let (mut records, mut lines) = (self.meta(keys::DIGEST)?, self.meta(keys::INDEX_SUM)?);
        let mut batch = sled::Batch::default();
        for (key, value) in writes {
            let sum = if keys::is_record(&key) { &mut records } else { &mut lines };
            if let Some(old) = self.get_raw(&key)? {
                *sum = sum.wrapping_sub(codec::digest(&key, &old));
            }
            match value {
                Some(value) => {
                    *sum = sum.wrapping_add(codec::digest(&key, &value));
                    batch.insert(key, value);
                }
                None => batch.remove(key),
            }
        }
        batch.insert(keys::DIGEST, codec::write(&records)?);
        batch.insert(keys::INDEX_SUM, codec::write(&lines)?);
        Ok(batch)
    }
}
