//! The import of a register from its file's name to its marks: what is known so far travels with
//! each question.

use std::path::PathBuf;

use crate::api::{FileSource, Request};
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::intake::{AcceptedPreview, Intake, IntakePreview};
use crate::ui::pending::{Pending, Then};

/// A register that the service is asked to look at.
#[derive(Debug, Clone)]
pub struct RegisterFile {
    /// What the officer typed, offered again next time.
    pub typed: String,
    /// The file.
    pub file: PathBuf,
    /// How it is read, and whose marks they are.
    pub intake: Intake,
}

impl RegisterFile {
    /// Returns what asks the service what it would change.
    pub fn preview(self) -> Pending {
        let request = Request::Register {
            file: FileSource::Named(self.file.clone()),
            intake: Box::new(self.intake.clone()),
            take: None,
        };
        Pending { request, then: Then::PreviewRegister(Box::new(self)) }
    }
}

/// A register that was looked at, with what it would change.
#[derive(Debug, Clone)]
pub struct RegisterImport {
    /// The file and how it is read.
    pub source: RegisterFile,
    /// What it would change.
    pub preview: IntakePreview,
}

impl RegisterImport {
    /// Returns the first question about a pupil without an answer: the pupil's place in the file,
    /// and the question.
    pub fn open_question(&self) -> Option<(usize, &str)> {
        let named = &self.source.intake.named;
        let open = self.preview.questions.iter().find(|(pupil, _)| named.answer(*pupil).is_none());
        open.map(|(pupil, words)| (*pupil, words.as_str()))
    }

    /// Returns whether there is nothing to store.
    pub fn changes_nothing(&self) -> bool {
        self.preview.new + self.preview.corrected == 0
    }

    /// Returns what asks the service to store what was looked at.
    pub fn store(self, reason: Option<CorrectionReason>) -> Request {
        Request::Register {
            file: FileSource::Named(self.source.file),
            intake: Box::new(self.source.intake),
            take: Some(AcceptedPreview { sum: self.preview.sum, reason }),
        }
    }
}
