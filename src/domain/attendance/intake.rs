//! What a register file leaves out, and what the officer answers about it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::calendar::dates;
use crate::domain::case::{CaseRef, Side};
use crate::error::{Error, Result};

/// How to read a file of marks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReadOptions {
    /// Between the marks of one string. Without it and without a width a string of marks is
    /// refused: codes have one or two characters.
    pub separator: Option<char>,
    /// Characters of each mark in a string.
    pub width: Option<usize>,
    /// The day of the first mark of a string, where the file has no column for it.
    pub start: Option<NaiveDate>,
    /// Between which days a day without a year lies.
    pub between: Option<(NaiveDate, NaiveDate)>,
}

impl ReadOptions {
    /// Reads a file's name and, after commas, how its strings of marks are read: `host.csv, split by ;,
    /// from 23/11/2026`.
    ///
    /// # Errors
    /// Says which part cannot be read.
    pub fn from_line(typed: &str, today: NaiveDate) -> Result<(PathBuf, ReadOptions)> {
        // A name may hold a comma itself: what is read are the last parts, as long as each begins like
        // one.
        let begins = |part: &str| {
            part.starts_with("split by") || part.starts_with("from ") || part.ends_with("a mark")
        };
        let (mut file, mut how) = (typed.trim(), ReadOptions::default());
        while let Some((before, part)) =
            file.rsplit_once(", ").map(|(b, p)| (b, p.trim())).filter(|(_, p)| begins(p))
        {
            file = before.trim();
            if let Some(by) = part.strip_prefix("split by") {
                how.separator = Some(by.trim().chars().next().ok_or_else(|| {
                    Error::input(
                        "Say by which character the marks are split, as in \"split by ;\".",
                    )
                })?);
            } else if let Some(day) = part.strip_prefix("from ") {
                how.start = Some(dates::parse(day.trim(), today)?);
            } else {
                let width = part
                    .strip_suffix("a mark")
                    .and_then(|n| n.trim().parse::<usize>().ok())
                    .filter(|n| (1..=4).contains(n));
                let wrong = || Error::input("Say 1 to 4 characters, as in \"2 a mark\".");
                how.width = Some(width.ok_or_else(wrong)?);
            }
        }
        if file.is_empty() {
            return Err(Error::input("Type the name of the file, as registers/host.csv."));
        }
        Ok((PathBuf::from(file), how))
    }
}

/// Which pupils are taken that are known by name and day of birth only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PupilNamed {
    /// Every pupil of the file.
    All,
    /// Yes or no by the pupil's place in the file; who is not among them is still to be asked.
    Asked(BTreeMap<usize, bool>),
}

impl PupilNamed {
    /// Returns what was answered for a pupil of the file.
    pub fn answer(&self, pupil: usize) -> Option<bool> {
        match self {
            PupilNamed::All => Some(true),
            PupilNamed::Asked(answers) => answers.get(&pupil).copied(),
        }
    }
}

/// An import of marks, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Whose register it is.
    pub side: Side,
    /// How the file is read, where it does not say so itself.
    pub how: ReadOptions,
    /// Whose marks they are where the file names nobody.
    pub case: Option<CaseRef>,
    /// Which pupils the file names: it decides what a missing mark means.
    pub named: PupilNamed,
    /// The day on which it is read.
    pub today: NaiveDate,
}

/// What an import would do, to be looked at first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct IntakePreview {
    /// One sentence.
    pub message: String,
    /// Each mark that is new or changed: case, pupil, session, register, old and new.
    pub lines: Vec<String>,
    /// Pupils matched by name and day of birth only, by their place in the file, with the question
    /// to the officer.
    pub questions: Vec<(usize, String)>,
    /// Marks that stand nowhere yet.
    pub new: usize,
    /// Marks that stand and would be corrected: each asks for a reason.
    pub corrected: usize,
    /// The checksum of the file, so that what is stored is what was looked at.
    pub sum: u32,
}

/// A preview that the officer takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedPreview {
    /// A check sum of what was shown.
    pub sum: u32,
    /// Why marks that stand are corrected, where any are.
    pub reason: Option<CorrectionReason>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_file_and_how_its_strings_are_read() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        for name in ["a b.csv", "Ashworth, Bailey.csv"] {
            let read = ReadOptions::from_line(name, today).expect("read");
            assert_eq!(read, (PathBuf::from(name), ReadOptions::default()));
        }
        for (by, typed) in
            [('|', "x.csv, split by |, from 16/11/2026"), (',', "x.csv, from 16/11, split by ,")]
        {
            let (file, how) = ReadOptions::from_line(typed, today).expect("read");
            let start = how.start.map(|d| d.to_string());
            assert_eq!(
                (file, how.separator, start),
                (PathBuf::from("x.csv"), Some(by), Some("2026-11-16".into()))
            );
        }
        let (_, how) = ReadOptions::from_line("x.csv, 2 a mark", today).expect("read");
        assert_eq!(how.width, Some(2));
        for wrong in ["", "x, 9 a mark", "x, split by", "x, from soon"] {
            assert!(
                ReadOptions::from_line(wrong, today).is_err_and(|e| e.to_string().ends_with('.')),
                "{wrong}"
            );
        }
    }
}
