//! `offsite forms`: prints the data dictionary.

use serde_json::json;

use crate::cli::args::ShapeArgs;
use crate::cli::output::record;
use crate::domain::forms;
use crate::error::Error;

/// Prints the data dictionary.
pub(super) fn forms(shape: ShapeArgs) -> Result<(), Error> {
    let in_rows = forms::tables().flat_map(|t| t.fields);
    for f in forms::FIELDS.iter().flat_map(|s| s.iter()).chain(in_rows) {
        record(
            shape,
            || format!("{:<36} {:<48} {}", f.id, f.label, f.cites),
            || {
                json!({ "id": f.id, "label": f.label, "hint": f.hint, "kind": format!("{:?}", f.kind), "asked": format!("{:?}", f.asked),
                    "seen": format!("{:?}", f.seen), "cites": f.cites, "safeguarding": f.safeguarding })
            },
            || [f.id, f.label, f.cites, f.hint].map(str::to_owned).into(),
        )?;
    }
    Ok(())
}
