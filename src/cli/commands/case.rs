//! `offsite case show`: prints everything recorded of one case.

use crate::cli::output::print;
use crate::documents::jsonl;
use crate::domain::calendar::dates;
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms;
use crate::error::Result;
use crate::service::Service;

pub(super) fn show(owner: &mut Service, reference: &str, as_json: bool) -> Result<()> {
    let case = whole(owner, reference.parse::<CaseRef>()?)?;
    if as_json {
        return print(&jsonl::write(&case));
    }
    print(&format!("{}  {}", case.id, crate::domain::case::stage::stage(&case).label()))?;
    for (id, value) in &case.answers {
        let Some(field) = forms::field(id) else { continue };
        print(&format!(
            "{}: {}",
            field.label,
            crate::domain::forms::parse::format(&field.kind, value)
        ))?;
    }
    for event in crate::domain::case::outline::events(&case) {
        let when = event.date.map_or_else(|| "no date".into(), dates::show_long);
        print(&format!("{when}  {}  {}", event.table.label, event.words))?;
    }
    Ok(())
}

/// Returns a whole case.
pub(super) fn whole(owner: &Service, id: CaseRef) -> Result<Case> {
    Ok(*owner.case(id)?.case)
}
