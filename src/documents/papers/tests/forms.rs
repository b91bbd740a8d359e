//! The forms as the protocol prints them: titles, signatures, outcomes, tables over pages.

use super::*;

#[test]
fn each_form_has_the_protocols_title_and_number() {
    for (kind, title) in [
        ("notification", "Form 1: Off-site Direction Notification Form"),
        ("passport", "Form 2: Off-site Direction Pupil Passport"),
        ("initial", "Form 3: Off-site Direction Initial Meeting Form"),
        ("review", "Form 4: Off-site Direction Review Form"),
    ] {
        assert!(words(&full(true), &order(kind)).contains(&format!("|{title}|")), "{kind}");
        let blank = DocumentOrder { blank: true, ..order(kind) };
        assert!(words(&full(true), &blank).contains(&format!("|{title}")), "{kind}, blank");
    }
    let mut case = full(true);
    set_row(&mut case, "event.review", "review.kind", Value::Choice("emergency".into()));
    assert!(words(&case, &order("review")).contains("Emergency Review Meeting"));
}

#[test]
fn a_form_is_signed_once_and_says_who_has_signed() {
    let mut case = full(true);
    case.answers.insert("initial.signed_child".into(), Value::YesNo(false));
    case.answers.remove("initial.signed_host");
    let paper = texts(&case, &order("initial")).concat();
    for (words, times) in
        [("Signed on the original", 3), ("Not signed", 1), ("Signed ____", 1), ("signed?", 0)]
    {
        assert_eq!(paper.matches(words).count(), times, "{words}: {paper}");
    }
    let notification = texts(&case, &order("notification")).concat();
    let flat = notification.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(
            &crate::documents::papers::forms::ACKNOWLEDGEMENT
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        )
    );
}

#[test]
fn a_review_that_is_not_held_prints_three_outcomes_and_no_empty_tables() {
    let mut case = full(true);
    for table in [
        "event.decision",
        "event.appendix",
        "event.portal_return",
        "event.spreadsheet_update",
        "attendees",
    ] {
        case.rows.remove(table);
    }
    let paper = texts(&case, &order("review")).concat();
    assert!(paper.contains("[ ] Convert to a managed move"), "{paper}");
    for words in ["Year 11", "None recorded", "Corrections", "Portal returns"] {
        assert!(!paper.contains(words), "{words}: {paper}");
    }
    assert!(paper.contains("Children's Services Portal"), "{paper}");
}

#[test]
fn tables_repeat_their_headings_and_boxes_to_sign_stay_together() {
    let document = |kind: &str| {
        let order = DocumentOrder { format: FileFormat::Docx, ..order(kind) };
        let made = made(&full(true), &order).expect("made");
        let parts = unpacked(&made.copies[0].bytes);
        parts.into_iter().find(|(n, _)| n == "word/document.xml").expect("there").1
    };
    let xml = document("passport");
    let bands = xml.split("</w:tr>").filter(|row| row.contains("w:fill=\"E4E9F2\"")).count();
    assert!(bands > 3, "{bands} tables");
    assert_eq!(xml.matches("<w:tblHeader />").count(), bands);
    let xml = document("initial");
    let sign = xml.split("<w:tbl>").find(|t| t.contains(">Signature<")).expect("boxes to sign");
    assert!(sign.contains("<w:keepNext />"));
    // A week of two lines is not broken over two pages.
    let xml = document("particulars");
    let week = xml.split("<w:tbl>").find(|t| t.contains(">Monday<")).expect("a timetable");
    let rows: Vec<&str> = week.split("</w:tr>").take(3).collect();
    let kept: Vec<bool> = rows.iter().map(|row| row.contains("<w:keepNext />")).collect();
    assert_eq!(kept, [true, true, false], "the last row ends the table");
}

#[test]
fn a_review_every_so_many_weeks_says_which_weeks() {
    let mut case = full(true);
    case.answers.insert("initial.frequency_weeks".into(), Value::Number(6));
    assert!(texts(&case, &order("initial")).concat().contains("6 school weeks"));
}
