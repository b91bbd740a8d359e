//! The text of an item line by line, with what of it people have typed and what repeats another item.

use crate::domain::subject_access::item::{Item, Repeat};
use crate::domain::value::Value;

/// The lines of an item.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    typed: Vec<String>,
    repeats: Vec<Repeat>,
}

impl Lines {
    /// Adds a line.
    pub(super) fn say(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words);
    }

    /// Adds a line that repeats items after its first words.
    pub(super) fn repeat<'k>(
        &mut self,
        keys: impl Iterator<Item = &'k String>,
        before: &str,
        words: &str,
    ) {
        self.say(before);
        let start = self.text.len();
        self.text.push_str(words);
        let place = start..self.text.len();
        self.repeats.extend(keys.map(|key| Repeat { key: key.clone(), place: place.clone() }));
    }

    /// Takes note of a text that a person has typed.
    pub(super) fn is_typed(&mut self, text: &str) {
        if !text.is_empty() {
            self.typed.push(text.to_owned());
        }
    }

    /// Takes note of what people have typed of some answers. The name of a school counts too, which
    /// may be what has to be kept from somebody.
    pub(super) fn are_typed<'a>(
        &mut self,
        values: impl Iterator<Item = &'a Value>,
        school: &dyn Fn(&str) -> String,
    ) {
        self.typed.extend(values.filter_map(|value| match value {
            Value::Text(text) => Some(text.clone()),
            Value::School(id) => Some(school(id)),
            _ => None,
        }));
    }

    /// Returns the item of these lines.
    pub(super) fn into_item(self, key: String, section: &str, title: &str) -> Item {
        let Lines { text, typed, repeats } = self;
        Item { key, section: section.to_owned(), title: title.to_owned(), text, typed, repeats }
    }
}
