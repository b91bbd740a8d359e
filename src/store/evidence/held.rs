//! Holds every file of evidence to its name, and every name in the journal to a file.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::chain::JournalPos;
use crate::store::evidence::file::is_whole;
use crate::store::evidence::named::{NamedFiles, missing, names_a_file};
use crate::store::evidence_name::evidence_of;
use crate::store::system_error::describe;
use crate::store::{Store, evidence_end, paths};

/// What was found of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EvidenceReport {
    /// Files of evidence.
    pub files: u64,
    /// A sentence for each file that is not what was put there, or is not there.
    pub faults: Vec<String>,
}

impl Store {
    /// Holds every file of evidence to its name, and every name in the journal to a file.
    ///
    /// # Errors
    /// The folder or the journal cannot be read.
    pub fn verify_evidence(&self) -> Result<EvidenceReport> {
        let mut report = EvidenceReport::default();
        let files = files(&paths::evidence(&self.dir)).map_err(|e| {
            Error::io(format!("The folder of evidence could not be read: {}.", describe(&e)), e)
        })?;
        let mut held = BTreeSet::new();
        for file in files {
            report.files += 1;
            let name = name_of(&file);
            if !is_what_it_says(&file, &name, self.journal.is_sealed()) {
                report.faults.push(changed(&file));
            }
            held.insert(name);
        }
        let named = self.named_evidence()?.into_names();
        report.faults.extend(named.difference(&held).map(|name| missing(name)));
        Ok(report)
    }

    /// Opens every file that the journal names with the key of its case and holds it to its sum; at
    /// most `max` faults are told one by one. Files that are not there are told elsewhere.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub(in crate::store) fn open_all_evidence(
        &self,
        max: usize,
        faults: &mut Vec<String>,
    ) -> Result<()> {
        let is_sealed = self.journal.is_sealed();
        let names_files = |payload: &[u8]| names_a_file(payload, is_sealed);
        self.journal.replay_where(JournalPos::ORIGIN, names_files, |_, change| {
            for (case, sum) in evidence_of(&change) {
                if faults.len() < max
                    && self.has_evidence(case, sum)
                    && let Err(error) = self.evidence(case, sum)
                {
                    faults.push(format!("Evidence of {case}: {}", error.message()));
                }
            }
            Ok(())
        })
    }

    /// Returns the evidence that the journal names, that of rows which were taken out again too.
    pub(in crate::store) fn named_evidence(&self) -> Result<NamedFiles> {
        let mut named = NamedFiles::default();
        self.journal.payloads(JournalPos::ORIGIN, |_, payload| {
            Ok(named.take(payload, self.journal.is_sealed())?)
        })?;
        Ok(named)
    }
}

/// Returns every file of evidence. What was being put away when the program was killed was never
/// acknowledged, and is not among them.
fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let all = everything(dir)?;
    let is_evidence = |path: &PathBuf| {
        path.extension().is_none_or(|e| e != "new")
            && path.file_name() != Some(evidence_end::NAME.as_ref())
    };
    Ok(all.into_iter().filter(is_evidence).collect())
}

/// Returns every file under a folder, in the order of their names.
pub(super) fn everything(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut out = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            out.extend(everything(&path)?);
        } else {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

fn name_of(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_what_it_says(file: &Path, name: &str, is_sealed: bool) -> bool {
    std::fs::read(file).is_ok_and(|bytes| is_whole(name, &bytes, is_sealed))
}

fn changed(file: &Path) -> String {
    format!(
        "Evidence {} is not the file that was put there. Take it from a backup.",
        file.display()
    )
}

/// Holds every file of evidence to its name, which takes no key, and returns how many there are; at most `max` faults are told one by one.
///
/// # Errors
/// The folder cannot be read.
pub(in crate::store) fn hold_to_names(
    dir: &Path,
    is_sealed: bool,
    max: usize,
    faults: &mut Vec<String>,
) -> io::Result<u64> {
    let files = files(&paths::evidence(dir))?;
    for file in &files {
        if faults.len() < max && !is_what_it_says(file, &name_of(file), is_sealed) {
            faults.push(changed(file));
        }
    }
    Ok(files.len() as u64)
}
