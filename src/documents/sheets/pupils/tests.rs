use super::*;
use crate::domain::forms::headings;
use crate::domain::sheet::{LEAVE_OUT, SheetAsk};

const UPN: &str = "F999999925001";

fn read_with(
    text: &str,
    kind: RowKind,
    mapping: &SheetMapping,
    given: &SheetMapping,
) -> PupilsFile {
    let schools = SchoolList::default();
    let today = "2026-11-23".parse().expect("a day");
    let context = PupilsContext { kind, mapping, given, schools: &schools, term: None, today };
    read_pupils(text.as_bytes(), context).expect("it reads")
}

fn read(text: &str, kind: RowKind) -> PupilsFile {
    read_with(text, kind, &SheetMapping::default(), &SheetMapping::default())
}

/// Returns what became of the columns of a file with these headings: the field, or "" where one is
/// left out.
fn columns(kind: RowKind, names: &[&str]) -> Vec<String> {
    let file = read(&format!("UPN,{}\n{UPN}\n", names.join(",")), kind);
    let says = |name: &&str| {
        let found = file.reading.taken.iter().find(|item| item.what == *name);
        found.map_or_else(String::new, |item| item.message.clone())
    };
    names.iter().map(says).collect()
}

#[test]
fn headings_of_management_systems_are_known_by_the_kind_of_row() {
    let pupils = [
        ("Legal Surname", "is a part of a name."),
        ("Legal First Name", "is a part of a name."),
        ("Preferred forename", "is \"Known as\"."),
        ("Sex", "is \"Gender\"."),
        ("NC Year", "is \"Current year group\"."),
        ("Curriculum Year", "is \"Current year group\"."),
        ("In Care", "is \"Child Looked After?\"."),
        ("Pupil Premium", "is \"Pupil Premium?\"."),
        ("SEN Status", "is \"EHCP?\" and \"SEND support?\"."),
        ("Home language", "is \"English is the first language?\"."),
        ("Admission date", "is \"Admitted to the current school\"."),
        ("Postcode", "is a part of the address."),
        ("Ethnicity", ""),
        ("Start date", ""),
        ("School", ""),
    ];
    let contacts = [
        ("Contact Surname", "is a part of a name."),
        ("Relationship", "is \"Parent or carer: Relationship to the child\"."),
        ("Mobile number", "is \"Parent or carer: Telephone\"."),
        ("Email address", "is \"Parent or carer: Email\"."),
        ("Parental responsibility", "is \"Parent or carer: Has parental responsibility?\"."),
        ("Date of birth", ""),
    ];
    let suspensions = [
        ("Start date", "is \"Suspension: Start\"."),
        ("Number of days", "is \"Suspension: Number of days\"."),
        ("Sessions", "is the number of days, two sessions a day."),
        ("Reason", "is \"Suspension: Reason\"."),
        ("End date", ""),
    ];
    let attendance = [
        ("Term", "is \"Term: Term\"."),
        ("Possible marks", "is \"Term: Possible sessions\"."),
        ("Present", "is \"Term: Sessions attended\"."),
        ("Unauthorised absences", "is \"Term: Unauthorised absences\"."),
        ("Percentage", ""),
    ];
    for (kind, all) in [
        (RowKind::Pupils, &pupils[..]),
        (RowKind::Contacts, &contacts),
        (RowKind::Suspensions, &suspensions),
        (RowKind::Attendance, &attendance),
    ] {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        for ((name, wanted), says) in all.iter().zip(columns(kind, &names)) {
            assert_eq!(says, *wanted, "{kind:?}: {name}");
        }
    }
}

/// The answers about a sheet of directions are kept, and say nothing of a suspension's day.
#[test]
fn heading_that_is_known_here_counts_before_what_was_kept_and_after_what_is_said_now() {
    let mut kept = SheetMapping::default();
    kept.set(&SheetAsk::Column("Date".into()), LEAVE_OUT);
    let text = format!("UPN,Date\n{UPN},03/02/2026\n");
    let none = SheetMapping::default();
    let file = read_with(&text, RowKind::Suspensions, &kept, &none);
    assert_eq!(file.rows[0].offers.len(), 1);
    let file = read_with(&text, RowKind::Suspensions, &kept, &kept);
    assert!(file.rows[0].offers.is_empty());
    assert!(headings::find("Date", None).is_none(), "a sheet of directions asks what it is");
}

#[test]
fn what_is_beyond_a_limit_or_said_twice_is_named_by_its_cell_and_not_offered() {
    let long = "x".repeat(5_000);
    let text = format!(
        "UPN,Preferred name,Preferred forename,Year group\n{UPN},{long},May,9\n{UPN},May,Mia,99\n"
    );
    let file = read(&text, RowKind::Pupils);
    let [long, second] = file.rows.try_into().expect("two rows");
    assert_eq!(long.doubts[0].place, "Line 2, column 2");
    assert_eq!(long.offers.len(), 2, "{:?}", long.offers);
    let places: Vec<&str> = second.doubts.iter().map(|doubt| doubt.place.as_str()).collect();
    assert_eq!(places, ["Line 3, column 3", "Line 3, column 4"], "{:?}", second.doubts);
    assert!(second.doubts[0].says.contains("Another column"), "{:?}", second.doubts);
    let file = read(&format!("UPN,Start,Days\n{UPN},03/02/2026,50\n"), RowKind::Suspensions);
    assert!(file.rows[0].doubts[0].says.contains("from 0 to 45"), "{:?}", file.rows[0].doubts);
}

#[test]
fn rows_without_a_upn_and_files_without_the_column_are_named_for_it() {
    let file = read(&format!("Report\nUPN,Known as\n,May\n12,Mia\n{UPN},Zed\n"), RowKind::Pupils);
    let doubts: Vec<String> = file
        .reading
        .doubtful
        .iter()
        .map(|item| format!("{}: {}", item.place, item.message))
        .collect();
    assert_eq!(doubts[0], "Line 3: has no UPN, and is left out.");
    assert!(doubts[1].contains("A UPN has 13 characters"), "{doubts:?}");
    assert_eq!(file.rows.len(), 1);
    let none = SheetMapping::default();
    let (schools, today) = (SchoolList::default(), "2026-11-23".parse().expect("a day"));
    let kind = RowKind::Pupils;
    let context =
        PupilsContext { kind, mapping: &none, given: &none, schools: &schools, term: None, today };
    assert!(read_pupils(b"Name,DOB\nAnn,01/02/2013\n", context).is_err());
}

#[test]
fn term_without_figures_or_with_more_sessions_than_possible_is_not_offered() {
    let text = format!(
        "UPN,Term,Possible,Present,Authorised,Unauthorised\n\
         {UPN},Spring 2026,100,80,15,5\n{UPN},Summer 2026,100,80,15,6\n{UPN},,,,,\n"
    );
    let file = read(&text, RowKind::Attendance);
    let offers: Vec<usize> = file.rows.iter().map(|row| row.offers.len()).collect();
    assert_eq!(offers, [1, 0, 0]);
    assert!(file.rows[1].doubts[0].says.contains("counts 101 sessions of 100"));
    let none = SheetMapping::default();
    let (schools, today) = (SchoolList::default(), "2026-11-23".parse().expect("a day"));
    let context = PupilsContext {
        kind: RowKind::Attendance,
        mapping: &none,
        given: &none,
        schools: &schools,
        term: Some("Summer 2026"),
        today,
    };
    let file = read_pupils(format!("UPN,Present\n{UPN},\n").as_bytes(), context).expect("it reads");
    assert!(file.rows[0].offers.is_empty() && file.rows[0].doubts.is_empty());
}
