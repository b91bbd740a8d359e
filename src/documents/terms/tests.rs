use chrono::NaiveDate;

use super::*;
use crate::domain::calendar::Calendar;

fn read(bytes: &[u8], school: &str) -> TermsReading {
    read_terms(school, bytes, &Answers::new()).unwrap()
}

fn places(items: &[crate::documents::reading::Item]) -> Vec<&str> {
    items.iter().map(|i| i.place.as_str()).collect()
}

/// The days between two that a file closes.
fn closed(read: &TermsReading) -> Vec<String> {
    let days = read.schools[0].closed.iter().map(|c| c.day.to_string());
    days.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn field(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TERM: &str = "[[school]]\nid = \"136898\"\n[[school.term]]\nname = \"Autumn\"\nstart = 2026-09-01\nend = 2026-12-18\n";

#[test]
fn terms_toml_becomes_a_calendar() {
    let text = format!(
        "{TERM}[[school.closed]]\ndate = 2026-10-26\nend = 2026-10-30\nreason = \"Half-term\"\n[[school.closed]]\ndate = 2026-11-27\nreason = \"INSET\"\n"
    );
    let terms = read(text.as_bytes(), "").schools.remove(0);
    assert_eq!((terms.school.as_str(), terms.closed.len()), ("136898", 6));
    let calendar = Calendar::new(terms);
    assert_eq!(calendar.school_weeks_after(day("2026-10-07"), 6), day("2026-11-25"));
    assert_eq!(calendar.why_closed(day("2026-11-27")), Some("INSET"));
}

#[test]
fn terms_toml_names_each_fault_by_line() {
    let back = TERM.replace("2026-12-18", "2026-08-18");
    let twice = format!("{TERM}{TERM}");
    for (text, words) in [
        ("", "The file is empty"),
        ("# nothing\n", "names no school"),
        ("[[school]]\nid = 3\n", "Line 2, column 6"),
        ("[[school]]\nid = \"1\"\nnmae = \"x\"\n", "Line 3"),
        ("[[school]]\nid = \"1\"\n", "has no term"),
        (&back, "Line 5, column 9: the last day, 2026-08-18"),
        (&TERM.replace("2026-12-18", "2036-12-18"), "longer than"),
        (&TERM.replace("2026-12-18", "12:30:00"), "a day is missing"),
        (&twice, "is in the file twice"),
        (&TERM[..TERM.len() - 8], "Line 6"),
    ] {
        let faults = read_terms("", text.as_bytes(), &Answers::new()).unwrap_err().to_lines();
        assert!(faults[0].contains(words), "{faults:?}");
    }
}

fn ics(events: &[(&str, &str, &str)]) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n");
    for (summary, first, end) in events {
        text.push_str(&format!(
            "BEGIN:VEVENT\r\nUID:{first}\r\nDTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{end}\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\n"
        ));
    }
    text + "END:VCALENDAR\r\n"
}

#[test]
fn calendar_events_are_terms_or_closures() {
    let text = ics(&[
        ("Sports day", "20260930", "20261001"),
        ("Autumn term", "20260901", "20261219"),
        ("Autumn half-term", "20261026", "20261031"),
        ("TED day", "20261127", "20261128"),
    ]);
    let terms = read(text.as_bytes(), "L-home").schools.remove(0);
    assert_eq!(terms.terms, [(day("2026-09-01"), day("2026-12-18"))]);
    assert_eq!((terms.school.as_str(), terms.closed.len()), ("L-home", 6));
    let cut = &text[..text.len() - 40];
    let deep = format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(10_000));
    for (school, text, words) in [
        ("L", cut, "cut short"),
        ("L", deep.as_str(), "too deep"),
        ("", text.as_str(), "whose it is"),
        ("L", &ics(&[("Sports day", "20260930", "20261001")]), "word \"term\""),
        ("L", &ics(&[("Autumn term", "20260901", "2026")]), "Line 4: a day is missing"),
    ] {
        let faults = read_terms(school, text.as_bytes(), &Answers::new()).unwrap_err().to_lines();
        assert!(faults[0].contains(words), "{faults:?}");
    }
}

#[test]
fn whole_calendars_of_schools_close_no_day_by_parts_of_words() {
    for (file, taken, passed, closures) in [
        ("terms_law_training.ics", 2, 2, vec![]),
        ("terms_school_events.ics", 1, 3, vec![]),
        ("terms_recurring_club.ics", 1, 1, vec![]),
        ("terms_midterm_word.ics", 1, 2, vec![]),
        ("terms_starts_ends.ics", 2, 0, vec![]),
        ("terms_law_nonpupil.ics", 3, 0, vec!["2026-12-02", "2026-12-03"]),
        ("terms_utc_summer.ics", 2, 0, vec!["2027-06-25"]),
        (
            "terms_nonpupil_days.ics",
            6,
            0,
            vec![
                "2026-11-27",
                "2026-11-30",
                "2026-12-04",
                "2026-12-11",
                "2026-12-14",
                "2026-12-15",
                "2026-12-16",
                "2026-12-17",
                "2026-12-18",
            ],
        ),
    ] {
        let read = read(&field(file), "116992");
        let counts = (read.reading.taken.len(), read.reading.passed.len());
        assert_eq!(counts, (taken, passed), "{file}: {:?}", read.reading);
        assert!(read.reading.doubtful.is_empty(), "{file}: {:?}", read.reading);
        let days = closed(&read);
        let days: Vec<&str> =
            days.iter().map(String::as_str).filter(|d| !d.starts_with("2026-10")).collect();
        assert_eq!(days, closures, "{file}");
        assert_eq!(read.schools[0].terms.len(), 1, "{file}");
    }
    let read = read(&field("terms_starts_ends.ics"), "116992");
    assert_eq!(read.schools[0].terms, [(day("2026-09-01"), day("2026-12-18"))]);
}

#[test]
fn calendars_that_count_the_same_school_days_as_the_law_does() {
    let calendar = |file: &str| Calendar::new(read(&field(file), "136898").schools.remove(0));
    let training = calendar("terms_law_training.ics");
    assert_eq!(training.add_school_days(day("2026-11-17"), 5), day("2026-11-24"));
    let nonpupil = calendar("terms_law_nonpupil.ics");
    assert_eq!(nonpupil.school_days_before(day("2026-12-04"), 1), day("2026-11-30"));
}

fn event(lines: &str) -> String {
    let head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n";
    let term = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260901\r\nDTEND;VALUE=DATE:20261219\r\nSUMMARY:Autumn term\r\nEND:VEVENT\r\n";
    let own = lines.replace('|', "\r\n");
    format!("{head}{term}BEGIN:VEVENT\r\nUID:a\r\n{own}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

#[test]
fn events_are_read_by_the_standard_and_each_is_taken_named_or_asked_about() {
    let inset = "SUMMARY:INSET day";
    for (lines, state, days) in [
        (format!("DTSTART;VALUE=DATE:20261127|{inset}"), "taken", vec!["2026-11-27"]),
        (
            format!("DTSTART;VALUE=DATE:20261127|DURATION:P2D|{inset}"),
            "taken",
            vec!["2026-11-27", "2026-11-28"],
        ),
        (
            format!(
                "DTSTART;TZID=Europe/London:20261127T000000|DTEND;TZID=Europe/London:20261128T000000|{inset}"
            ),
            "taken",
            vec!["2026-11-27"],
        ),
        (
            format!(
                "DTSTART;TZID=GMT Standard Time:20261127T000000|DTEND;TZID=GMT Standard Time:20261128T000000|{inset}"
            ),
            "taken",
            vec!["2026-11-27"],
        ),
        (format!("DTSTART;VALUE=DATE:20261127|STATUS:CANCELLED|{inset}"), "passed", vec![]),
        (format!("DTSTART:20261127T083000|DTEND:20261127T153000|{inset}"), "doubtful", vec![]),
        (
            format!(
                "DTSTART;VALUE=DATE:20261127|RDATE;VALUE=DATE:20261130,20261204|RDATE;VALUE=DATE:20261207|EXDATE;VALUE=DATE:20261204|{inset}"
            ),
            "taken",
            vec!["2026-11-27", "2026-11-30", "2026-12-07"],
        ),
        (
            format!(
                "DTSTART;TZID=Europe/London:20261127T000000|DURATION:P1D|RDATE:20261130T000000Z|{inset}"
            ),
            "taken",
            vec!["2026-11-27", "2026-11-30"],
        ),
        (
            format!("DTSTART;VALUE=DATE:20261127|RDATE;VALUE=PERIOD:20261130T000000Z/P1D|{inset}"),
            "doubtful",
            vec![],
        ),
        (
            format!(
                "DTSTART;VALUE=DATE:20261127|EXRULE:FREQ=WEEKLY|RRULE:FREQ=DAILY;COUNT=9|{inset}"
            ),
            "doubtful",
            vec![],
        ),
        (
            format!(
                "DTSTART;VALUE=DATE:20261127|RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20261127|{inset}"
            ),
            "doubtful",
            vec![],
        ),
        (
            format!("DTSTART;VALUE=DATE:20261127|RRULE:FREQ=WEEKLY;COUNT=2|EXDATE:soon|{inset}"),
            "doubtful",
            vec![],
        ),
        (
            format!("DTSTART;VALUE=DATE:20261127|DTSTART;VALUE=DATE:20261130|{inset}"),
            "doubtful",
            vec![],
        ),
        (
            format!("DTSTART;VALUE=DATE:20261127|DESCRIPTION:see| BEGIN:here|{inset}"),
            "taken",
            vec!["2026-11-27"],
        ),
        (
            format!(
                "DTSTART;VALUE=DATE:20261127|RRULE:FREQ=WEEKLY;COUNT=3|EXDATE;VALUE=DATE:20261204|{inset}"
            ),
            "taken",
            vec!["2026-11-27", "2026-12-11"],
        ),
        (
            format!("DTSTART;VALUE=DATE:20261127|RRULE:FREQ=MONTHLY;BYDAY=4FR|{inset}"),
            "doubtful",
            vec![],
        ),
        (
            "DTSTART;VALUE=DATE:20261127|SUMMARY:School closed to year 9".to_owned(),
            "doubtful",
            vec![],
        ),
        ("DTSTART;VALUE=DATE:20261127|SUMMARY:Spring term starts".to_owned(), "doubtful", vec![]),
        ("DTSTART;VALUE=DATE:20261127|SUMMARY:Flu vaccinations".to_owned(), "passed", vec![]),
        ("DTSTART:soon|SUMMARY:Flu vaccinations".to_owned(), "passed", vec![]),
        ("SUMMARY:Disco".to_owned(), "passed", vec![]),
    ] {
        let text = event(&lines);
        let read = read(text.as_bytes(), "136898");
        let all = &read.reading;
        assert_eq!(all.len(), 2, "{lines}: {all:?}");
        let at = [("taken", &all.taken), ("passed", &all.passed), ("doubtful", &all.doubtful)];
        let found = at.iter().find(|(_, items)| places(items).contains(&"Line 9"));
        assert_eq!(found.map(|(name, _)| *name), Some(state), "{lines}: {all:?}");
        assert_eq!(closed(&read), days, "{lines}");
    }
}

#[test]
fn doubtful_event_is_closed_or_passed_over_by_the_answer() {
    let text = event("DTSTART;VALUE=DATE:20261127|SUMMARY:School closed to year 9");
    for (answer, days) in [(true, vec!["2026-11-27"]), (false, vec![])] {
        let answers = Answers::from([(9, answer)]);
        let read = read_terms("136898", text.as_bytes(), &answers).unwrap();
        assert_eq!(
            (closed(&read), read.reading.doubtful.len()),
            (days.iter().map(|d| (*d).to_owned()).collect(), 0)
        );
    }
}

#[test]
fn timed_event_that_is_answered_closed_closes_every_day_of_it() {
    for (lines, asks, days) in [
        (
            "DTSTART:20261123T083000|DTEND:20261124T153000|SUMMARY:INSET",
            "from Mon 23 Nov 2026 to Tue 24 Nov 2026",
            vec!["2026-11-23", "2026-11-24"],
        ),
        (
            "DTSTART:20261123T083000|DURATION:P1DT7H|SUMMARY:INSET",
            "from Mon 23 Nov 2026 to Tue 24 Nov 2026",
            vec!["2026-11-23", "2026-11-24"],
        ),
        (
            "DTSTART:20261123T083000|DTEND:20261124T000000|SUMMARY:INSET",
            "on Mon 23 Nov 2026",
            vec!["2026-11-23"],
        ),
        (
            "DTSTART:20261123T083000|DTEND:20261123T153000|RRULE:FREQ=WEEKLY;UNTIL=20261207T080000Z|SUMMARY:INSET",
            "and comes again",
            vec!["2026-11-23", "2026-11-30"],
        ),
    ] {
        let text = event(lines);
        let asked = &read(text.as_bytes(), "136898").reading.doubtful;
        assert!(asked.len() == 1 && asked[0].message.contains(asks), "{lines}: {asked:?}");
        let answers = Answers::from([(9, true)]);
        let read = read_terms("136898", text.as_bytes(), &answers).unwrap();
        assert_eq!(closed(&read), days, "{lines}");
        assert!(read.reading.doubtful.is_empty());
    }
}

#[test]
fn moved_day_of_a_repeated_closure_closes_where_it_was_moved_to() {
    let all = |range: &str| {
        let first = "DTSTART;VALUE=DATE:20261127|RRULE:FREQ=WEEKLY;COUNT=3|SUMMARY:INSET";
        let other = format!(
            "END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID{range};VALUE=DATE:20261204|DTSTART;VALUE=DATE:20261203|SUMMARY:INSET"
        );
        read(event(&format!("{first}|{other}")).as_bytes(), "136898")
    };
    assert_eq!(closed(&all("")), ["2026-11-27", "2026-12-03", "2026-12-11"]);
    let endless =
        read(event("DTSTART;VALUE=DATE:20261127|RRULE:FREQ=YEARLY|SUMMARY:INSET").as_bytes(), "1");
    let says = &endless.reading.taken.last().expect("taken").message;
    assert!(says.contains("without an end; counted out to"), "{says}");
    // What moves all that follow leaves both to be asked about.
    let moved = all(";RANGE=THISANDFUTURE");
    assert_eq!((closed(&moved).len(), moved.reading.doubtful.len()), (0, 2));
}

proptest::proptest! {
    #[test]
    fn any_event_added_to_a_calendar_is_taken_named_or_asked_about(
        title in "[A-Za-z -]{0,20}|(half term|INSET|term|holiday|training|closed)[ a-z]{0,8}",
        start in "(;VALUE=DATE:202611[0-3][0-9]|:202611[0-2][0-9]T[01][0-9]0000Z?|:x)?",
        extra in "(STATUS:CANCELLED|RRULE:FREQ=(WEEKLY|DAILY|HOURLY);COUNT=3|DURATION:P1D|DURATION:PT2H|RDATE;VALUE=DATE:20261130,2026120[0-9]|EXRULE:FREQ=DAILY|EXDATE:2026112[0-9]|RECURRENCE-ID(;RANGE=THISANDFUTURE)?:20261127|RDATE;VALUE=PERIOD:20261127T080000Z/PT1H|DESCRIPTION:x| END:VEVENT)?",
    ) {
        let start = if start.is_empty() { String::new() } else { format!("DTSTART{start}|") };
        let extra = if extra.is_empty() { String::new() } else { format!("{extra}|") };
        let text = event(&format!("{start}{extra}SUMMARY:{title}"));
        match read_terms("136898", text.as_bytes(), &Answers::new()) {
            Ok(read) => {
                proptest::prop_assert_eq!(read.reading.len(), 2, "{:?}", read.reading);
                let all = read.reading.taken.iter().chain(&read.reading.passed).chain(&read.reading.doubtful);
                proptest::prop_assert!(all.into_iter().any(|i| i.place == "Line 9"));
            }
            Err(faults) => proptest::prop_assert!(faults.to_lines().iter().any(|f| f.starts_with("Line 9")), "{:?}", faults),
        }
    }
}
