//! `offsite case show`: prints everything recorded of one case.

use crate::cli::args::ShapeArgs;
use crate::cli::output::{one_line, plain, print};
use crate::documents::jsonl;
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::case::stage::stage;
use crate::domain::case::{Case, CaseRef, outline};
use crate::domain::forms;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;
use crate::error::Result;
use crate::service::{Service, ViewerService};

pub(super) fn show(owner: &mut ViewerService<'_>, reference: &str, shape: ShapeArgs) -> Result<()> {
    let case = whole(owner, reference.parse::<CaseRef>()?)?;
    owner.note(AccessKind::Opened, Some(case.id), 1);
    if shape.json {
        return print(&jsonl::write(&case));
    }
    let stage = stage(&case).label();
    line(shape, &case.id.to_string(), "  ", stage)?;
    for (id, value) in &case.answers {
        let Some(field) = forms::field(id) else { continue };
        let words = match value {
            Value::School(id) => owner.school_name(id),
            _ => forms::parse::format(&field.kind, value),
        };
        let words = format!("{words}{}", unit(&field.kind));
        line(shape, field.label, ": ", &words)?;
    }
    for event in outline::events(&case) {
        let when = event.date.map_or_else(|| "no date".into(), dates::show_long);
        let what = format!("{}  {}", event.table.label, event.words);
        line(shape, &when, "  ", &what)?;
    }
    Ok(())
}

/// Prints a name and what stands behind it, as words with a gap between them or as two columns.
fn line(shape: ShapeArgs, name: &str, gap: &str, words: &str) -> Result<()> {
    if shape.plain {
        return print(&plain(&[name.to_owned(), words.to_owned()]));
    }
    print(&one_line(&format!("{name}{gap}{words}")))
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
