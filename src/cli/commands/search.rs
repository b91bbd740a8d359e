//! `offsite search`: finds words in every answer, meeting and note.

use serde_json::json;

use crate::api::TextMatches;
use crate::cli::args::ShapeArgs;
use crate::cli::output::{note, record};
use crate::domain::access::AccessKind;
use crate::error::Error;
use crate::service::ViewerService;

/// Prints every place that holds all the words.
pub(super) fn search(
    owner: &mut ViewerService<'_>,
    words: &str,
    most: usize,
    shape: ShapeArgs,
) -> Result<(), Error> {
    let TextMatches { all, more } = owner.search_text(words, most)?;
    owner.note(AccessKind::Searched, None, all.len());
    for found in &all {
        let (at, hit, name) = (&found.hit.path, &found.hit, &found.name);
        record(
            shape,
            || format!("{}  {name}  {}: {}", found.case, hit.label, hit.excerpt),
            || {
                let row = at.row.as_ref().map(|(table, row)| json!({ "table": table, "row": row }));
                json!({ "id": found.case, "name": name, "field": at.field, "row": row, "label": hit.label, "excerpt": hit.excerpt })
            },
            || {
                let row = at.row.as_ref().map_or_else(String::new, |(_, row)| row.to_string());
                let id = found.case.to_string();
                let (label, excerpt) = (hit.label.clone(), hit.excerpt.clone());
                vec![id, name.clone(), at.field.clone(), row, label, excerpt]
            },
        )?;
    }
    if all.is_empty() {
        note("No case contains all these words. Try fewer.");
    }
    if more {
        note("There are more. Add a word, or increase --most.");
    }
    Ok(())
}
