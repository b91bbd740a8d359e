//! `offsite case show`: prints everything recorded of one case.

use crate::cli::output::print;
use crate::documents::jsonl;
use crate::domain::calendar::dates;
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;
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
        let words = match value {
            Value::School(id) => owner.school_name(id),
            _ => forms::parse::format(&field.kind, value),
        };
        print(&format!("{}: {words}{}", field.label, unit(&field.kind)))?;
    }
    for event in crate::domain::case::outline::events(&case) {
        let when = event.date.map_or_else(|| "no date".into(), dates::show_long);
        print(&format!("{when}  {}  {}", event.table.label, event.words))?;
    }
    Ok(())
}

/// Returns the unit of a number, with the space before it; "" where it has none.
fn unit(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Number { unit, .. } if !unit.is_empty() => format!(" {unit}"),
        _ => String::new(),
    }
}

/// Returns a whole case.
pub(super) fn whole(owner: &Service, id: CaseRef) -> Result<Case> {
    Ok(*owner.case(id)?.case)
}
