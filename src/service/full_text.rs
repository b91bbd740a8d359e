//! Full-text search: per-case signatures narrow the candidates, then the cases themselves are read.

use crate::api::{TextMatch, TextMatches};
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::domain::list::full_text;
use crate::error::{Error, Result};
use crate::service::Service;

impl Service {
    /// Returns the places that hold all the words, in the newest cases first, `max` of them at
    /// most.
    ///
    /// Answers [`Request::SearchText`](crate::api::Request::SearchText).
    ///
    /// # Errors
    /// Where no word is given, or a case cannot be read.
    pub fn search_text(&mut self, text: &str, max: usize) -> Result<TextMatches> {
        let wanted = full_text::wanted(text);
        if wanted.is_empty() {
            return Err(Error::input("Type a word or two to search for."));
        }
        let mut candidates = self.store.may_hold(&wanted)?;
        candidates.retain(|id| !self.is_hidden(*id));
        candidates.reverse();
        let mut all = Vec::new();
        for id in candidates {
            let case = self.load(id)?;
            let name = case.text(field::CHILD_FULL_NAME);
            for hit in full_text::find(&case, &wanted) {
                if all.len() == max {
                    return Ok(TextMatches { all, more: true });
                }
                all.push(TextMatch { case: id, name: name.to_owned(), hit });
            }
        }
        Ok(TextMatches { all, more: false })
    }
}
