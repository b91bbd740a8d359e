//! Makes the records anew beside the old ones and compares the two.

use std::path::Path;

use crate::domain::plural::count;
use crate::error::{Error, Result};
use crate::store::guard::RawScan;
use crate::store::integrity::records_hold;
use crate::store::private_folder::PrivateFolder;
use crate::store::records::open_sled;
use crate::store::verify::{MAX_FAULTS, Report};
use crate::store::{Progress, Store, keys, log};

impl Store {
    /// Holds the records' sums, then makes them anew beside the old ones and compares the two.
    pub(in crate::store) fn verify_records(
        &self,
        report: &mut Report,
        progress: Progress<'_>,
    ) -> Result<()> {
        let db = self.records()?;
        records_hold(db, &mut |n| {
            progress("Verifying the records", n, 0);
            true
        })?;
        let place = self.reading.as_ref().map_or(self.dir.as_path(), PrivateFolder::path);
        let aside = place.join("verify");
        let _ = std::fs::remove_dir_all(&aside);
        let done = self.made_anew(&aside).and_then(|second| {
            second.replay(None, progress)?;
            compare(db, second.records()?, report)
        });
        let _ = std::fs::remove_dir_all(&aside);
        done
    }

    /// Returns a store over the same journal with empty records of its own.
    fn made_anew(&self, path: &Path) -> Result<Store> {
        fn refused(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
            Error::no_space("The records could not be rebuilt to compare them.")
                .with_hint("Make room on the disk, then verify again.")
                .with_source(cause)
        }
        let db = open_sled(path).map_err(refused)?;
        Ok(Store::over(&self.dir, db, self.journal.again().map_err(refused)?))
    }
}

fn counts(key: &[u8]) -> bool {
    keys::is_record(key) || log::is_log(key)
}

fn compare(ours: &sled::Db, made: &sled::Db, report: &mut Report) -> Result<()> {
    let next =
        |scan: &mut RawScan| scan.find(|e| e.as_ref().map_or(true, |(k, _)| counts(k))).transpose();
    let (mut left, mut right) = (RawScan::new(ours, b""), RawScan::new(made, b""));
    let (mut a, mut b) = (next(&mut left)?, next(&mut right)?);
    let mut wrong = 0;
    loop {
        let order = match (&a, &b) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((k, _)), Some((l, _))) => k.cmp(l),
        };
        let pair = if order.is_gt() { &b } else { &a };
        let key = pair.as_ref().map(|(k, _)| k.to_vec()).unwrap_or_default();
        if order.is_ne() || a != b {
            wrong += 1;
            let what = if order.is_lt() {
                "is not in the journal"
            } else if order.is_gt() {
                "is missing"
            } else {
                "differs from the journal"
            };
            if wrong <= MAX_FAULTS {
                report.faults.push(format!("{} {what}.", keys::describe(&key)));
            }
        }
        report.records += u64::from(!order.is_gt());
        report.cases += u64::from(!order.is_gt() && keys::case_at(&key).is_some());
        if order.is_le() {
            a = next(&mut left)?;
        }
        if order.is_ge() {
            b = next(&mut right)?;
        }
    }
    if wrong > 0 {
        report.faults.push(format!("{} not as the journal says. Leave Offsite, move the folder sled out of the store, start again, and verify once more.", count(wrong, "record is", "records are")));
    }
    Ok(())
}
