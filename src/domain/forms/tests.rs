//! The dictionary holds together: ids, references and words.

use std::collections::BTreeSet;

use crate::domain::forms::schema::{Condition, FieldKind, SectionPart};
use crate::domain::forms::*;

fn every_field() -> impl Iterator<Item = (Option<&'static Table>, &'static Field)> {
    fields()
        .map(|f| (None, f))
        .chain(tables().flat_map(|t| t.fields.iter().map(move |f| (Some(t), f))))
}

fn parts(form: &Form) -> impl Iterator<Item = &'static SectionPart> {
    form.sections.iter().flat_map(|s| s.parts.iter())
}

#[test]
fn ids_are_unique() {
    let mut seen = BTreeSet::new();
    for id in every_field()
        .map(|(_, f)| f.id)
        .chain(tables().map(|t| t.id))
        .chain(FORMS.iter().map(|f| f.id))
    {
        assert!(seen.insert(id), "{id} stands twice");
    }
}

#[test]
fn each_part_resolves_and_stands_once_in_its_form() {
    for form in FORMS {
        let mut seen = BTreeSet::new();
        for part in parts(form) {
            let id = match part {
                SectionPart::Table(id) => {
                    table(id).map(|t| t.id).unwrap_or_else(|| panic!("{}: no table {id}", form.id))
                }
                SectionPart::Field(id) => {
                    let (of, f) =
                        any_field(id).unwrap_or_else(|| panic!("{}: no field {id}", form.id));
                    assert!(
                        of.is_none() || of.map(|t| t.id) == form.row_of,
                        "{}: {id} stands in another row",
                        form.id
                    );
                    f.id
                }
            };
            assert!(seen.insert(id), "{}: {id} twice", form.id);
        }
        if let Some(row) = form.row_of {
            for f in table(row).expect("the form's table").fields {
                assert!(seen.contains(f.id), "{} is not on its form", f.id);
            }
        }
    }
}

#[test]
fn each_condition_resolves() {
    for (of, f) in every_field() {
        let (id, option) = match f.asked {
            Condition::Always | Condition::Optional => continue,
            Condition::IfYes(id) | Condition::IfNo(id) => (id, None),
            Condition::IfChoice(id, option) => (id, Some(option)),
        };
        let (beside, on) = any_field(id).unwrap_or_else(|| panic!("{}: no field {id}", f.id));
        assert_eq!(beside.map(|t| t.id), of.map(|t| t.id), "{}: {id} is not beside it", f.id);
        match (on.kind, option) {
            (FieldKind::YesNo, None) => {}
            (FieldKind::Choice(options), Some(o)) => {
                assert!(options.iter().any(|(id, _)| *id == o), "{}: no option {o}", f.id)
            }
            _ => panic!("{}: {id} is of another kind", f.id),
        }
    }
}

#[test]
fn each_field_and_plain_table_is_on_a_form() {
    let placed: BTreeSet<&str> = FORMS
        .iter()
        .flat_map(parts)
        .map(|p| match p {
            SectionPart::Field(id) | SectionPart::Table(id) => *id,
        })
        .collect();
    for id in fields().map(|f| f.id).chain(tables().filter(|t| !t.event).map(|t| t.id)) {
        assert!(placed.contains(id), "{id} is on no form");
    }
}

#[test]
fn words_fit() {
    for (_, f) in every_field() {
        assert!(f.label.chars().count() <= 44, "{}: label too long", f.id);
        assert!(f.hint.ends_with('.') && f.hint.chars().count() <= 72, "{}: hint {}", f.id, f.hint);
        assert!(!f.cites.is_empty(), "{}: cites nothing", f.id);
        if let FieldKind::Choice(options) = f.kind {
            assert_eq!(
                options.iter().map(|o| o.0).collect::<BTreeSet<_>>().len(),
                options.len(),
                "{}: options",
                f.id
            );
        }
    }
}

#[test]
fn tables_know_their_titles() {
    for t in tables() {
        let title = t
            .fields
            .iter()
            .find(|f| f.id == t.title)
            .unwrap_or_else(|| panic!("{}: no title", t.id));
        assert_eq!(title.asked, Condition::Always, "{}", t.id);
        let stem = t.id.strip_prefix("event.").unwrap_or(t.id);
        assert_eq!(t.event, stem != t.id, "{}", t.id);
        assert!(
            t.fields.iter().all(|f| f.id.starts_with(&format!("{stem}."))),
            "{}: a field of another name",
            t.id
        );
        if t.event {
            assert_eq!((title.kind, t.title), (FieldKind::Date, format!("{stem}.on").as_str()));
        }
    }
    assert_eq!(table("interventions").map(|t| t.preset_rows.len()), Some(14));
}
