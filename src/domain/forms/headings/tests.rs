use std::collections::BTreeMap;

use super::*;

fn means(heading: &str) -> Option<(&'static str, u32)> {
    find(heading, None).map(|(f, n)| (f.field.id, n))
}

#[test]
fn headings_of_a_countys_sheet_mean_the_fields_that_officers_think_of() {
    for (heading, field) in [
        ("Pupil name", ("child.full_name", 1)),
        ("D.O.B.", ("child.dob", 1)),
        ("Yr Group", ("child.year_group", 1)),
        ("HOME SCHOOL", ("school.home", 1)),
        ("Receiving school", ("school.host", 1)),
        ("Start date", ("direction.start", 1)),
        ("End date", ("direction.end", 1)),
        ("EHCP?", ("send.ehcp", 1)),
        ("Review 2 date", ("review.on", 2)),
        ("1st review", ("review.on", 1)),
        ("Parent/Carer", ("contacts.name", 1)),
        ("Parent 2 phone", ("contacts.phone", 2)),
        ("Outcome", ("end.how", 1)),
        ("Weighting before", ("spreadsheet_update.weighting_before", 1)),
        ("direction.purpose", ("direction.purpose", 1)),
    ] {
        assert_eq!(means(heading), Some(field), "{heading}");
    }
    for unknown in ["RAG", "Date", "Reason", "Notes", "", "2026", "Review 99"] {
        assert_eq!(means(unknown), None, "{unknown}");
    }
}

#[test]
fn bare_labels_are_known_where_the_table_is_said() {
    let of = |heading| find(heading, Some("suspensions")).map(|(f, _)| f.field.id);
    assert_eq!(of("Start"), Some("suspensions.start"));
    assert_eq!(of("Reason"), Some("suspensions.reason"));
    assert_eq!(of("UPN"), Some("child.upn"));
}

/// A second field under the same heading would take the column of the first without a word.
#[test]
fn no_two_fields_share_a_heading_and_none_hides_a_label() {
    let mut seen = BTreeMap::new();
    for field in fields() {
        for heading in field.field.headings {
            let before = seen.insert(key(heading), field.field.id);
            assert!(before.is_none_or(|id| id == field.field.id), "{heading}: {before:?}");
            assert_eq!(means(heading).map(|(id, _)| id), Some(field.field.id), "{heading}");
        }
        assert_eq!(means(field.field.id).map(|(id, _)| id), Some(field.field.id));
    }
}
