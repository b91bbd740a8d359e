use super::*;
use crate::domain::forms::{any_field, days, parse, tables};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

const TODAY: &str = "2026-11-26";

#[test]
fn slip_of_a_year_is_refused_or_asked_about() {
    use DayBounds::{Any, Birth, Happened, Planned};
    let says = |bounds, on: &str| match days::check(bounds, day(on), day(TODAY)) {
        DayCheck::Fine => "fine",
        DayCheck::Ask(_) => "ask",
        DayCheck::Refused(_) => "refused",
    };
    for (bounds, on, expected) in [
        (Happened, "2026-11-26", "fine"),
        (Happened, "2026-11-27", "refused"),
        (Happened, "2027-11-26", "refused"),
        (Happened, "1926-03-12", "ask"),
        (Planned, "2027-01-04", "fine"),
        (Planned, "2029-01-04", "ask"),
        (Birth, "2013-03-12", "fine"),
        (Birth, "2023-11-26", "fine"),
        (Birth, "2023-11-27", "ask"),
        (Birth, "2005-11-27", "fine"),
        (Birth, "2005-11-26", "ask"),
        (Birth, "1913-03-12", "ask"),
        (Birth, "2026-12-03", "refused"),
        (Any, "2027-11-26", "fine"),
        (Any, "2126-03-12", "ask"),
    ] {
        assert_eq!(says(bounds, on), expected, "{bounds:?} {on}");
    }
}

#[test]
fn year_group_follows_from_the_birthday() {
    for (born, group) in [
        ("2013-03-12", 9),
        ("2012-09-01", 9),
        ("2012-08-31", 10),
        ("2021-09-01", 0),
        ("2021-08-31", 1),
    ] {
        assert_eq!(year_group(day(born), day(TODAY)), group, "{born}");
    }
}

/// Days of events that may lie ahead when they are recorded, each for its own reason.
const AHEAD: &[&str] = &[
    "review.on",          // booked first, held then
    "end.on",             // a last day may be agreed before it comes
    "deletion.on",        // the name may be taken off from a day ahead
    "host_suspension.on", // it may begin tomorrow
    "timetable.from",     // it holds from a day ahead
];

#[test]
fn events_have_happened_unless_they_are_booked() {
    for table in tables().filter(|t| t.event) {
        let (_, field) = any_field(table.title).expect("every event has a title");
        if field.kind != crate::domain::forms::schema::FieldKind::Date {
            continue;
        }
        let tomorrow = parse::parse_field(field, "27/11/2026", day(TODAY));
        assert_eq!(tomorrow.is_ok(), AHEAD.contains(&field.id), "{}", field.id);
    }
}
