//! The answers about a sheet, as they are kept in `sheet.toml`.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::forms::headings;
use crate::domain::sheet::question::{SheetAsk, SheetSetting};
use crate::domain::sheet::{LEAVE_OUT, NOTE};
use crate::error::{Fault, Faults};

/// What each name of a sheet means.
type Meanings = BTreeMap<String, String>;

/// Everything that was answered. Headings, names and words are looked up whatever their capitals,
/// blanks and signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SheetMapping {
    /// How the rows are read: `years = "20"`.
    #[serde(skip_serializing_if = "Meanings::is_empty")]
    settings: Meanings,
    /// Which sheets are read.
    #[serde(skip_serializing_if = "Meanings::is_empty")]
    sheets: Meanings,
    /// The field of each heading, `note` or `leave out`.
    #[serde(skip_serializing_if = "Meanings::is_empty")]
    columns: Meanings,
    /// What becomes of cells that are no answer, by heading.
    #[serde(skip_serializing_if = "Meanings::is_empty")]
    unread: Meanings,
    /// The school of each name, by its id; "" for a name that stays as it is typed.
    #[serde(skip_serializing_if = "Meanings::is_empty")]
    schools: Meanings,
    /// The answer of each word, by field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    words: BTreeMap<String, Meanings>,
}

impl SheetMapping {
    /// Reads a `sheet.toml`.
    ///
    /// # Errors
    /// Every fault as a sentence: TOML that does not read, a field that is none, a name that is
    /// there twice once its capitals and signs are off.
    pub fn parse(text: &str) -> Result<SheetMapping, Faults> {
        let read: SheetMapping = toml::from_str(text).map_err(|cause| {
            let before = cause.span().map_or("", |span| text.get(..span.start).unwrap_or(""));
            let line = before.matches('\n').count() + 1;
            Faults::from_iter([Fault::at(line, format!("{}.", cause.message()))])
        })?;
        let mut faults = Faults::default();
        for (heading, field) in &read.columns {
            let is_known = [NOTE, LEAVE_OUT].contains(&field.as_str());
            if !is_known && headings::field(field).is_none() {
                faults.push(Fault::new(format!(
                    "Column \"{heading}\": there is no field \"{field}\" that a column can fill. \"offsite forms\" lists them; \"{NOTE}\" and \"{LEAVE_OUT}\" are answers too."
                )));
            }
        }
        for name in read.settings.keys() {
            if !SheetSetting::ALL.iter().any(|(_, known, _)| known == name) {
                faults.push(Fault::new(format!("There is no setting \"{name}\".")));
            }
        }
        for (what, all) in [("column", &read.columns), ("school", &read.schools)] {
            let mut keys: Vec<String> = all.keys().map(|k| headings::key(k)).collect();
            keys.sort_unstable();
            let mut pairs = keys.iter().zip(keys.iter().skip(1));
            if let Some((twice, _)) = pairs.find(|(a, b)| a == b) {
                faults.push(Fault::new(format!("The {what} \"{twice}\" is there twice.")));
            }
        }
        faults.or(read)
    }

    /// Returns the text of `sheet.toml`.
    pub fn to_text(&self) -> String {
        // Maps of texts are always TOML.
        toml::to_string(self).unwrap_or_default()
    }

    /// Returns the answer to a question, where there is one.
    pub fn get(&self, about: &SheetAsk) -> Option<&str> {
        let (all, name) = match about {
            SheetAsk::Setting(setting) => (&self.settings, setting.name()),
            SheetAsk::Sheet(name) => (&self.sheets, name.as_str()),
            SheetAsk::Column(name) => (&self.columns, name.as_str()),
            SheetAsk::Unread(name) => (&self.unread, name.as_str()),
            SheetAsk::School(name) => (&self.schools, name.as_str()),
            SheetAsk::Word { field, word } => (self.words.get(field)?, word.as_str()),
        };
        let exact = all.get(name);
        let alike = || {
            let key = headings::key(name);
            all.iter().find(|(other, _)| headings::key(other) == key).map(|(_, answer)| answer)
        };
        exact.or_else(alike).map(String::as_str)
    }

    /// Takes the answer to a question.
    pub fn set(&mut self, about: &SheetAsk, answer: &str) {
        let (all, name) = match about {
            SheetAsk::Setting(setting) => (&mut self.settings, setting.name()),
            SheetAsk::Sheet(name) => (&mut self.sheets, name.as_str()),
            SheetAsk::Column(name) => (&mut self.columns, name.as_str()),
            SheetAsk::Unread(name) => (&mut self.unread, name.as_str()),
            SheetAsk::School(name) => (&mut self.schools, name.as_str()),
            SheetAsk::Word { field, word } => {
                (self.words.entry(field.clone()).or_default(), word.as_str())
            }
        };
        all.insert(name.to_owned(), answer.to_owned());
    }

    /// Lays other answers over these.
    pub fn extend(&mut self, other: SheetMapping) {
        self.settings.extend(other.settings);
        self.sheets.extend(other.sheets);
        self.columns.extend(other.columns);
        self.unread.extend(other.unread);
        self.schools.extend(other.schools);
        for (field, words) in other.words {
            self.words.entry(field).or_default().extend(words);
        }
    }

    /// Returns what is kept for the next sheet: everything but what was asked about these rows
    /// alone.
    #[must_use]
    pub fn kept(mut self) -> SheetMapping {
        for (_, name, is_kept) in SheetSetting::ALL {
            if !is_kept {
                self.settings.remove(name);
            }
        }
        self.sheets.clear();
        self
    }

    /// Returns whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        *self == SheetMapping::default()
    }
}
