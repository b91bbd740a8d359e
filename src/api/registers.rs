//! An import of a register, step by step.

use crate::domain::attendance::intake::IntakePreview;

/// One step of an import of a register.
pub enum RegisterStep {
    /// What the officer looks at before anything is stored.
    Preview(IntakePreview),
    /// The marks are on disk; what was done in words.
    Stored(String),
}
