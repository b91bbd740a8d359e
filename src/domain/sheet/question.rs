//! What is asked about a sheet before it is taken in, one thing at a time.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How the rows are read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SheetSetting {
    /// In which century years of two figures are.
    Years,
    /// Which route the cases take where no column says it.
    Route,
    /// Whether a first day that has come is the day on which the child started.
    Started,
    /// Whether the last day of a row with an outcome is the day on which it ended.
    Ended,
    /// Whether several rows of one child and one first day are one case.
    OneCase,
    /// What becomes of rows whose child has an open case.
    Existing,
    /// What becomes of children without a case, where rows fill cases.
    Unknown,
}

impl SheetSetting {
    /// Every setting with its name in `sheet.toml`, and whether its answer is kept for the next
    /// sheet: what is asked about these rows alone is not.
    pub const ALL: [(SheetSetting, &'static str, bool); 7] = [
        (SheetSetting::Years, "years", true),
        (SheetSetting::Route, "route", true),
        (SheetSetting::Started, "started", true),
        (SheetSetting::Ended, "ended", true),
        (SheetSetting::OneCase, "one_case", false),
        (SheetSetting::Existing, "existing", false),
        (SheetSetting::Unknown, "without_case", false),
    ];

    /// Returns its name in `sheet.toml`.
    pub fn name(self) -> &'static str {
        SheetSetting::ALL.iter().find(|(s, ..)| *s == self).map_or("", |(_, name, _)| name)
    }
}

/// What a question is about: the place of its answer in `sheet.toml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SheetAsk {
    /// How the rows are read.
    Setting(SheetSetting),
    /// Whether a sheet of a workbook is read, by its name.
    Sheet(String),
    /// What a column is, by its heading.
    Column(String),
    /// What becomes of cells under a heading that are no answer to its field.
    Unread(String),
    /// Which school a name means.
    School(String),
    /// Which answer a word under a field means.
    Word {
        /// The id of the field.
        field: String,
        /// The word as the sheet has it.
        word: String,
    },
}

/// Shows the line of `sheet.toml` that answers it, up to the answer.
impl fmt::Display for SheetAsk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = |text: &str| toml::Value::String(text.to_owned()).to_string();
        match self {
            SheetAsk::Setting(setting) => write!(f, "settings.{}", setting.name()),
            SheetAsk::Sheet(name) => write!(f, "sheets.{}", key(name)),
            SheetAsk::Column(heading) => write!(f, "columns.{}", key(heading)),
            SheetAsk::Unread(heading) => write!(f, "unread.{}", key(heading)),
            SheetAsk::School(name) => write!(f, "schools.{}", key(name)),
            SheetAsk::Word { field, word } => write!(f, "words.{}.{}", key(field), key(word)),
        }
    }
}

/// One question, and what may be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetQuestion {
    /// What it is about.
    pub about: SheetAsk,
    /// The question as a sentence or two.
    pub question: String,
    /// The answers: what is kept, and the words on screen; the likeliest first.
    pub options: Vec<(String, String)>,
}
