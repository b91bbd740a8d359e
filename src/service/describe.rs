//! Describes a stored change in an officer's words.

use crate::domain::calendar::dates;
use crate::domain::case::edit::Edit;
use crate::domain::case::{CaseRef, Half, Side};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::plural::pluralize;
use crate::domain::value::Value;
use crate::service::kinds;
use crate::store::{Change, ChangeKind, Subject};

/// Returns what a change did to one case, in one sentence without its full stop's reader needing
/// the code. `school` gives a school's name by its id.
pub(super) fn describe(change: &Change, case: CaseRef, school: &dyn Fn(&str) -> String) -> String {
    let edits: Vec<&Edit> = change.edits_of(case).collect();
    let before = match change.act {
        ChangeKind::Do => "",
        ChangeKind::Undo(_) => "Undone: ",
        ChangeKind::Redo(_) => "Redone: ",
    };
    let what = match edits.as_slice() {
        [] if is_subject_access(change) => "Request for subject access changed".to_owned(),
        [] => "Nothing changed".to_owned(),
        [first, ..] if **first == Edit::Open => format!("Opened {case}"),
        [one] => edit(one, school),
        [first, rest @ ..] => format!("{} and {} more", edit(first, school), rest.len()),
    };
    let more =
        change.edits.iter().filter(|s| matches!(s, Subject::Case(c) if c.case != case)).count();
    let others = match more {
        0 => String::new(),
        n => format!(", and {}", pluralize(n, "more case")),
    };
    format!("{before}{what}{others}.")
}

/// Returns whether a change is of a request for subject access.
fn is_subject_access(change: &Change) -> bool {
    let own = [kinds::SUBJECT_ACCESS, kinds::ACCESS_DETAILS, kinds::ACCESS_DECISIONS];
    let is_own =
        |part: &Subject| matches!(part, Subject::Item { kind, .. } if own.contains(&&**kind));
    change.edits.iter().any(is_own)
}

/// Describes a change of what belongs to no case: terms, schools, views, the authority's files.
pub(super) fn items(change: &Change, school: &dyn Fn(&str) -> String) -> String {
    let of = |wanted: &str| -> Vec<&str> {
        let ids = change.edits.iter().filter_map(|subject| match subject {
            Subject::Item { kind, id, .. } if kind == wanted => Some(id.as_str()),
            _ => None,
        });
        ids.collect()
    };
    if !of(kinds::AUTHORITY).is_empty() {
        return "the authority's profile and wording".to_owned();
    }
    if !of(kinds::SHEET).is_empty() {
        return "how sheets of directions are read".to_owned();
    }
    if let [one, ..] = of(kinds::OFFICERS).as_slice() {
        return format!("the officer {one}");
    }
    if let [one, ..] = of(kinds::GLASS).as_slice() {
        return format!("the opening of a restricted record {one}");
    }
    if let [one, ..] = of(kinds::RESTRICTED).as_slice() {
        return format!("who sees {one}");
    }
    if let [one, ..] = of(kinds::HOLDS).as_slice() {
        return format!("the hold on {one}");
    }
    if is_subject_access(change) {
        return "a request for subject access".to_owned();
    }
    match (of(kinds::TERMS).as_slice(), of(kinds::SCHOOLS).len(), of(kinds::VIEWS).len()) {
        ([], 0, _) => "a saved view".to_owned(),
        ([one], 0, _) => format!("term dates of {}", school(one)),
        (terms, 0, _) => format!("term dates of {}", pluralize(terms.len(), "school")),
        (_, count, _) => format!("an import of {}", pluralize(count, "school")),
    }
}

/// Describes one edit; `school` gives a school's name by its id.
pub(super) fn edit(edit: &Edit, school: &dyn Fn(&str) -> String) -> String {
    match edit {
        Edit::Open => "case opened".into(),
        Edit::Drop => "case removed".into(),
        Edit::Set { path: at, new, .. } => match forms::any_field(&at.field) {
            Some((_, f)) if new.is_empty() => format!("{} cleared", f.label),
            Some((_, f)) => {
                let shown = if let Value::School(id) = new {
                    school(id)
                } else {
                    parse::format(&f.kind, new)
                };
                let short: String =
                    shown.chars().take(40).map(|c| if c == '\n' { ' ' } else { c }).collect();
                format!(
                    "{}: {short}{}",
                    f.label,
                    if shown.chars().count() > 40 { " …" } else { "" }
                )
            }
            None => "an answer that this version does not know".into(),
        },
        Edit::AddRow { table, .. } => format!("{} added", one(table)),
        Edit::RemoveRow { table, .. } => format!("{} removed", one(table)),
        Edit::Mark { session: (day, half), side, new, .. } => {
            let half = if *half == Half::Am { "am" } else { "pm" };
            let side = if *side == Side::Home { "home" } else { "host" };
            format!(
                "{} {half}, {side}: {}",
                dates::show_short(*day),
                new.as_deref().unwrap_or("no mark")
            )
        }
    }
}

fn one(table: &str) -> &str {
    forms::table(table).map_or("row", |t| t.row_label)
}
