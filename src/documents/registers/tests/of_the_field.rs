//! Registers as schools' systems print them.

use super::*;

/// Files as systems export them, each with the marks that it has.
#[test]
fn registers_of_the_field_read_as_a_person_reads_them() {
    use Half::{Am, Pm};
    let both = |date: NaiveDate, code: [&'static str; 2]| {
        vec![((date, Am), code[0]), ((date, Pm), code[1])]
    };
    let (monday, late) = (both(day(11, 23), ["/", "\\"]), both(day(11, 23), ["L", "L"]));
    let (tuesday, ill) = (both(day(11, 24), ["/", "\\"]), both(day(11, 24), ["I", "I"]));
    let before = both(day(11, 16), ["L", "L"]);
    for (file, expected) in [
        ("register_row_a_session.csv", monday.clone()),
        ("register_mark_with_words.csv", monday.clone()),
        ("register_totals_row.csv", monday.clone()),
        ("register_utf16.csv", monday.clone()),
        ("register_serial_date.xlsx", late.clone()),
        ("register_cover_sheet.xlsx", late.clone()),
        ("register_heading_linebreak.xlsx", late.clone()),
        ("register_iso_time.csv", [monday.clone(), tuesday].concat()),
        ("register_merged_pupil.xlsx", [late.clone(), ill].concat()),
        ("register_second_sheet.xlsx", [before, late].concat()),
    ] {
        let sheet = parse(&field(file), &ReadOptions::default())
            .unwrap_or_else(|faults| panic!("{file}: {faults:?}"));
        assert_eq!(marks(&sheet), expected, "{file}");
        assert_eq!(sheet.pupils.len(), 1, "{file}: one pupil");
    }
    let totals = parse(&field("register_totals_row.csv"), &ReadOptions::default()).expect("read");
    assert_eq!(totals.reading.passed[0].what, "Total");
    let cover = parse(&field("register_cover_sheet.xlsx"), &ReadOptions::default()).expect("read");
    assert_eq!(cover.reading.passed[0].place, "Sheet \"Cover\"");
}

#[test]
fn every_label_above_the_headings_is_read_or_named() {
    let text = format!(
        "Attendance,printed 1/12/2026\nUPN:,{UPN},DOB:,12/03/2013,Form: 8B\nName: Zoë Ashworth,House,Red\n\nDate,AM,PM\n23/11/2026,/,\\\n"
    );
    let sheet = parse(text.as_bytes(), &ReadOptions::default()).expect("read");
    let pupil = &sheet.pupils[0];
    assert_eq!((pupil.upn.as_str(), pupil.name.as_str()), (UPN, "Zoë Ashworth"));
    assert_eq!(pupil.born, Some(day(3, 12).with_year_2013()));
    let said = |place: &str| {
        let all = sheet.reading.taken.iter().chain(&sheet.reading.passed);
        all.filter(|i| i.place == place).map(|i| format!("{}: {}", i.what, i.message)).next()
    };
    assert_eq!(
        said("Line 1").as_deref(),
        Some("Attendance printed 1/12/2026: is above the headings.")
    );
    assert_eq!(
        said("Line 2").as_deref(),
        Some("UPN, DOB: of the pupil. Form: 8B beside it is not read.")
    );
    assert_eq!(
        said("Line 3").as_deref(),
        Some("Name: of the pupil. House, Red beside it is not read.")
    );
}
