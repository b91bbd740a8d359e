//! The dictionary holds together: ids, references and words.

use std::collections::BTreeSet;

use crate::domain::case::outline::{self, EditorView, OutlineLine};
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms::schema::{Condition, DayBounds, FieldKind, SectionPart};
use crate::domain::forms::*;
use crate::domain::value::{EMPTY, RowValues, Value};

fn every_field() -> impl Iterator<Item = (Option<&'static Table>, &'static Field)> {
    fields()
        .map(|f| (None, f))
        .chain(tables().flat_map(|t| t.fields.iter().map(move |f| (Some(t), f))))
}

fn parts(form: &Form) -> impl Iterator<Item = &'static SectionPart> {
    form.sections.iter().flat_map(|s| s.parts.iter())
}

/// A slip of a year in a day silences a duty: so each field says whether its day has happened, is
/// planned or is a birth, and only these may lie anywhere.
#[test]
fn every_day_says_whether_it_has_happened_or_is_planned() {
    let in_tables = tables().flat_map(|table| table.fields);
    let mut any: Vec<&str> = in_tables
        .chain(fields())
        .filter(|f| matches!(f.kind, FieldKind::Date) && f.days == DayBounds::Any)
        .map(|f| f.id)
        .collect();
    any.sort_unstable();
    any.dedup();
    // The last day that a paper covers may lie ahead or long ago.
    assert_eq!(any, ["evidence.dated"]);
}

#[test]
fn dictionary_ids_are_unique() {
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
                    table(id).map_or_else(|| panic!("{}: no table {id}", form.id), |t| t.id)
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
fn condition_of_each_field_names_a_field() {
    for (of, f) in every_field() {
        let on = match f.asked {
            Condition::Always | Condition::Optional | Condition::Former => continue,
            Condition::IfYes(id) | Condition::IfNo(id) => vec![(id, None)],
            Condition::IfChoice(id, option) | Condition::OptionalUnless(id, option) => {
                vec![(id, Some(option))]
            }
            Condition::IfAtLeast(id, _) => {
                let (beside, on) = any_field(id).expect("a field");
                assert!(beside.is_none() && matches!(on.kind, FieldKind::Number { .. }), "{id}");
                continue;
            }
            Condition::IfAnyYes(ids) | Condition::IfAllNo(ids) => {
                ids.iter().map(|id| (*id, None)).collect()
            }
        };
        for (id, option) in on {
            let (beside, on) = any_field(id).unwrap_or_else(|| panic!("{}: no field {id}", f.id));
            assert_eq!(beside.map(|t| t.id), of.map(|t| t.id), "{}: {id} is not beside it", f.id);
            match (on.kind, option) {
                (FieldKind::YesNo, None) => {}
                (FieldKind::Choice(options), Some(o)) => {
                    assert!(options.iter().any(|(id, _)| *id == o), "{}: no option {o}", f.id);
                }
                _ => panic!("{}: {id} is of another kind", f.id),
            }
        }
    }
}

#[test]
fn courses_of_key_stage_four_are_asked_of_the_years_that_have_them() {
    let ks4 = field("academic.ks4").expect("a field");
    let asked = |year: Option<i64>| {
        let year = year.map_or(Value::Empty, Value::Number);
        ks4.is_asked(|id| if id == "child.year_group" { &year } else { &Value::Empty })
    };
    assert!([None, Some(9), Some(11)].into_iter().all(asked));
    assert!(![Some(7), Some(8)].into_iter().any(asked));
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
fn labels_and_hints_fit_their_columns() {
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
fn title_of_each_table_is_one_of_its_fields() {
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

/// Answers that a form asks for, by what was answered: a condition looks up its whole chain, so
/// that nothing hangs for ever on a question that is hidden.
#[test]
fn what_hangs_on_a_hidden_question_is_not_asked() {
    let yes = Value::YesNo(true);
    let no = Value::YesNo(false);
    let asked = |id: &str, answers: &[(&str, &Value)]| {
        let of =
            |f: &str| answers.iter().find(|(id, _)| *id == f).map_or(&EMPTY, |(_, value)| *value);
        field(id).expect("a field").is_asked(of)
    };
    let reasons = "history.osd_reasons";
    assert!(asked(reasons, &[("history.osd", &yes), ("history.osd_success", &no)]));
    for parent in [&no, &EMPTY] {
        assert!(!asked(reasons, &[("history.osd", parent), ("history.osd_success", &no)]));
    }
    for one in ["plan.social_worker", "cla.is", "plan.cin", "plan.cp"] {
        assert!(asked("cla.social_worker", &[(one, &yes)]), "{one}");
        assert!(asked("copies.social_worker", &[(one, &yes)]), "{one}");
        assert!(!asked("cla.social_worker", &[(one, &no)]), "{one}");
    }
    let why_not = "send.assessment_why_not";
    assert!(asked(why_not, &[("send.assessment", &no), ("send.ehcp", &no)]));
    assert!(!asked(why_not, &[("send.assessment", &no), ("send.ehcp", &yes)]));
    for always in ["attendance.attached", "roll.left_on"] {
        assert!(asked(always, &[]), "{always}");
    }
    // No condition runs in a circle: each chain ends within the number of fields.
    for (_, f) in every_field() {
        let _ = f.is_asked(|_| &EMPTY);
    }
}

#[test]
fn a_table_has_three_states_like_an_answer() {
    let yes = Value::YesNo(true);
    let of = |table_id: &str, rows: usize, on: &str| {
        let answer = |f: &str| if f == on { &yes } else { &EMPTY };
        table(table_id).expect("a table").is_missing(rows, answer)
    };
    for (id, none, least) in [
        ("exclusions", "none.exclusions", 1),
        ("suspensions", "none.suspensions", 1),
        ("schools_attended", "none.schools_attended", 1),
        ("past_terms", "none.past_terms", 3),
    ] {
        assert_eq!(table(id).and_then(Table::none_field), Some(none));
        assert!(of(id, least - 1, ""), "{id} unanswered");
        assert!(!of(id, least - 1, none), "{id} answered none");
        assert!(!of(id, least, ""), "{id} answered with rows");
        assert!(field(none).is_some_and(|f| f.kind == FieldKind::YesNo), "{none}");
    }
    // There is always somebody who cares for the child.
    assert!(of("contacts", 0, "") && !of("contacts", 1, ""));
    assert_eq!(table("contacts").and_then(Table::none_field), None);
    assert!(of("subjects", 0, "academic.ks4") && !of("subjects", 0, ""));
}

#[test]
fn an_empty_case_lacks_a_parent_on_both_forms_until_one_is_recorded() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    let lacks = |case: &Case| {
        [0, 1].map(|form| {
            let view = EditorView::Form { form, row: None };
            let is_parents = |l: &OutlineLine| {
                matches!(l, OutlineLine::Table { table, missing: true, .. } if table.id == "contacts")
            };
            (outline::lines(case, &view).iter().any(is_parents), outline::completeness(case, &view))
        })
    };
    let empty = lacks(&case);
    assert!(empty[0].0 && empty[1].0);
    case.rows.entry("contacts".into()).or_default().insert(1, RowValues::new());
    let one = lacks(&case);
    assert!(!one[0].0 && !one[1].0 && one[0].1.wanted > empty[0].1.wanted);
}

#[test]
fn a_mainstream_host_is_asked_nothing_that_only_a_provision_confirms() {
    let sites = field("host.sites").expect("a field");
    let asked = |kind: Value| {
        sites.is_asked(|id| match id {
            "school.host_kind" => &kind,
            _ => &Value::Empty,
        })
    };
    for kind in ["pru", "ap_school", "ap_other"] {
        assert!(asked(Value::Choice(kind.into())), "{kind}");
    }
    assert!(asked(Value::Empty), "an unknown kind is not a mainstream school");
    assert!(!asked(Value::Choice("school".into())));
    assert!(!sites.is_missing(|_| &Value::Empty), "the rules ask for it, not the form");
}

#[test]
fn a_suspension_of_half_a_day_can_be_written_down() {
    let suspensions = table("suspensions").expect("a table");
    let of = |id: &str| suspensions.fields.iter().find(|f| f.id == id).expect("a field").kind;
    assert!(matches!(of("suspensions.half"), FieldKind::YesNo));
    assert!(matches!(of("suspensions.days"), FieldKind::Number { min: 0, .. }));
}
