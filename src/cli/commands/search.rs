//! `offsite search`: finds words in every answer, meeting and note.

use serde_json::json;

use crate::api::TextMatches;
use crate::cli::output::print;
use crate::error::Error;
use crate::service::Service;

/// Prints every place that holds all the words.
pub(super) fn search(
    owner: &mut Service,
    words: &str,
    most: usize,
    as_json: bool,
) -> Result<(), Error> {
    let TextMatches { all, more } = owner.search_text(words, most)?;
    for found in &all {
        if as_json {
            let at = &found.hit.path;
            let row = at.row.as_ref().map(|(table, row)| json!({ "table": table, "row": row }));
            let line = json!({ "id": found.case, "name": found.name, "field": at.field, "row": row, "label": found.hit.label, "excerpt": found.hit.excerpt });
            print(&line.to_string())?;
        } else {
            print(&format!(
                "{}  {}  {}: {}",
                found.case, found.name, found.hit.label, found.hit.excerpt
            ))?;
        }
    }
    if all.is_empty() {
        eprintln!("No case holds these words. Take one away, or shorten it.");
    }
    if more {
        eprintln!("There are more. Add a word, or raise --most.");
    }
    Ok(())
}
