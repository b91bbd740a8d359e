//! Pages to read in the program; the command line hands them in.

/// A page that the help offers below the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPage {
    /// What it is about, as the help lists it.
    pub title: &'static str,
    /// Its lines, each as long as it likes.
    pub lines: Vec<String>,
}
