//! Pages to read in the program; the command line hands them in.

use crate::keymap::Keymap;

/// A page that the help offers below the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPage {
    /// What it is about, as the help lists it.
    pub title: &'static str,
    /// Its lines, each as long as it likes.
    pub lines: Vec<String>,
}

/// Gives the pages with the keys of a keymap. They are made when help is asked for: at every start
/// they would take longer than everything else before the first frame.
pub type HelpPages = fn(&Keymap) -> Vec<HelpPage>;
