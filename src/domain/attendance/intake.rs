//! What a register file leaves out, and what the officer answers about it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::case::{CaseRef, Side};

/// How to read a file of marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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

/// Which pupils are taken that are known by name and day of birth only.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedPreview {
    /// A check sum of what was shown.
    pub sum: u32,
    /// Why marks that stand are corrected, where any are.
    pub reason: Option<CorrectionReason>,
}
