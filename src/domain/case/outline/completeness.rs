//! How many answers a form wants, whole and section by section, and how many of them stand.

use crate::domain::case::Case;
use crate::domain::case::outline::{EditorView, OutlineLine, walk};

/// How many answers a form wants, and how many of them stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completeness {
    /// How many of the answers wanted stand.
    pub answered: usize,
    /// How many answers are wanted.
    pub wanted: usize,
}

impl Completeness {
    /// Returns whole per cent, rounded down, so that 100 means complete.
    pub fn percent(self) -> usize {
        (self.answered * 100).checked_div(self.wanted).unwrap_or(100)
    }
}

/// Returns the completeness of a view; optional fields count on neither side.
pub fn completeness(case: &Case, view: &EditorView) -> Completeness {
    let mut sum = Completeness::default();
    walk(case, view, &mut |part| {
        if let Some(missing) = part.is_wanted() {
            sum.wanted += 1;
            sum.answered += usize::from(!missing);
        }
    });
    sum
}

/// A section of a form with what it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionOutline {
    /// The section's heading.
    pub label: &'static str,
    /// Where its heading stands among the lines.
    pub head: usize,
    /// What it wants, and how much of it stands.
    pub done: Completeness,
    /// Safeguarding answers that are missing.
    pub safeguarding: usize,
}

/// Returns the sections among these lines, in order.
pub fn sections(lines: &[OutlineLine]) -> Vec<SectionOutline> {
    let mut out: Vec<SectionOutline> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match line {
            OutlineLine::Section(label) => out.push(SectionOutline {
                label,
                head: i,
                done: Completeness::default(),
                safeguarding: 0,
            }),
            OutlineLine::Field { field, missing, .. } if !field.is_optional() => {
                let Some(part) = out.last_mut() else { continue };
                part.done.wanted += 1;
                part.done.answered += usize::from(!missing);
                part.safeguarding += usize::from(*missing && field.safeguarding);
            }
            OutlineLine::Table { missing: true, .. } => {
                let Some(part) = out.last_mut() else { continue };
                part.done.wanted += 1;
            }
            OutlineLine::Field { .. } | OutlineLine::Table { .. } | OutlineLine::Row { .. } => {}
        }
    }
    out
}
