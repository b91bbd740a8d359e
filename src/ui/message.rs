//! The message line: the last thing said, and whether it was a refusal.

/// What stands above the key bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MessageLine {
    text: String,
    is_refusal: bool,
}

impl MessageLine {
    /// Says something.
    pub fn say(&mut self, text: impl Into<String>) {
        *self = MessageLine { text: text.into(), is_refusal: false };
    }

    /// Says that something asked for could not be done.
    pub fn refuse(&mut self, text: impl Into<String>) {
        *self = MessageLine { text: text.into(), is_refusal: true };
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        *self = MessageLine::default();
    }

    /// Takes a text away that was said while something was waited for, unless something else has
    /// been said since.
    pub fn unsay(&mut self, text: &str) {
        if self.text == text {
            self.clear();
        }
    }

    /// Returns what is said.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether it is a refusal.
    pub fn is_refusal(&self) -> bool {
        self.is_refusal
    }
}
