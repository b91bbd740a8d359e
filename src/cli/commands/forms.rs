//! `offsite forms`: prints the data dictionary.

use serde_json::json;

use crate::cli::output::print;
use crate::domain::forms;
use crate::error::Error;

/// Prints the data dictionary.
pub(super) fn forms(as_json: bool) -> Result<(), Error> {
    let in_rows = forms::TABLES.iter().flat_map(|t| t.iter()).flat_map(|t| t.fields);
    for f in forms::FIELDS.iter().flat_map(|s| s.iter()).chain(in_rows) {
        if as_json {
            let line = json!({ "id": f.id, "label": f.label, "hint": f.hint, "kind": format!("{:?}", f.kind), "asked": format!("{:?}", f.asked),
                "seen": format!("{:?}", f.seen), "cites": f.cites, "safeguarding": f.safeguarding });
            print(&line.to_string())?;
        } else {
            print(&format!("{:<36} {:<48} {}", f.id, f.label, f.cites))?;
        }
    }
    Ok(())
}
