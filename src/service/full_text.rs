//! Words looked for in every case: signatures say where they may stand, the cases themselves where
//! they do.

use crate::api::{Reply, TextMatch};
use crate::domain::list::full_text;
use crate::service::Service;

impl Service {
    /// Returns the places that hold all the words, in the newest cases first, `most` of them at
    /// most.
    pub(super) fn search_text(&mut self, text: &str, most: usize) -> Result<Reply, String> {
        let wanted = full_text::wanted(text);
        if wanted.is_empty() {
            return Err("Type a word or two to look for.".into());
        }
        let mut candidates = self.store.may_hold(&wanted)?;
        candidates.reverse();
        let mut all = Vec::new();
        for id in candidates {
            let case = self.case(id)?;
            let name = case.answer("child.full_name").as_text();
            for hit in full_text::find(&case, &wanted) {
                if all.len() == most {
                    return Ok(Reply::Hits { all, more: true });
                }
                all.push(TextMatch { case: id, name: name.to_owned(), hit });
            }
        }
        Ok(Reply::Hits { all, more: false })
    }
}
