use super::*;
use crate::domain::forms::choice::{DeletedFrom, EndHow};

const ENDED: &str = "Directions ended";

fn ended(first: &str, last: &str, how: EndHow) -> Case {
    let mut case = begun(first);
    let cells = [(field::END_ON.id, day(last)), (field::END_HOW.id, how.into())];
    add(&mut case, table::EVENT_END, &cells);
    case
}

#[test]
fn ended_directions_count_by_outcome_and_by_what_followed() {
    let mut excluded = ended("2027-01-11", "2027-02-05", EndHow::Returned);
    add(&mut excluded, table::EXCLUSIONS, &[(field::EXCLUSIONS_DATE.id, day("2027-04-30"))]);
    let mut later = ended("2027-01-11", "2027-02-05", EndHow::HostEnded);
    add(&mut later, table::EXCLUSIONS, &[(field::EXCLUSIONS_DATE.id, day("2027-05-01"))]);
    let mut moved = ended("2026-09-07", "2027-03-01", EndHow::ManagedMove);
    let gone = [
        (field::DELETION_ON.id, day("2027-03-02")),
        (field::DELETION_SCHOOL.id, DeletedFrom::Home.into()),
    ];
    add(&mut moved, table::EVENT_DELETION, &gone);
    let all = figures(&[excluded, later, moved], 0);
    for (label, part, says) in [
        ("Outcome", "Returned", 1),
        ("Outcome", "Managed move", 1),
        ("Outcome", "Ended by the host", 1),
        ("Outcome", "Post-16", 0),
        ("Permanent exclusion within 12 weeks of the end", "Recorded", 1),
        ("Permanent exclusion within 12 weeks of the end", "Not recorded", 2),
        (
            "Off the home school's roll within a year of the first day",
            "Recorded, with a managed move",
            1,
        ),
        ("Off the home school's roll within a year of the first day", "Recorded, otherwise", 0),
    ] {
        assert_eq!(count(&all, ENDED, label, part).0, says, "{label}: {part}");
    }
}

#[test]
fn lengths_are_in_school_weeks_and_their_median_lies_between_the_middle_two() {
    let cases = [
        // Two weeks and a day of a third; the same to the Friday; nine weeks; and one of the autumn.
        ended("2027-01-11", "2027-01-25", EndHow::Returned),
        ended("2027-01-11", "2027-01-22", EndHow::Returned),
        ended("2027-01-11", "2027-03-12", EndHow::Returned),
        ended("2026-09-07", "2026-09-08", EndHow::Returned),
    ];
    let all = figures(&cases, 0);
    assert_eq!(count(&all, ENDED, "Length in school weeks", "Up to 6"), (2, 3));
    assert_eq!(count(&all, ENDED, "Length in school weeks", "7 to 12"), (1, 1));
    let section = "Length of ended directions";
    assert_eq!(count(&all, section, "Median length", ""), (30, 25), "in tenths");
    assert_eq!(count(&all, section, "Longest length", ""), (90, 90));
    let none = figures(&[], 0);
    let median = find(&none, section, "Median length", "").values[0].term;
    assert_eq!(median.numerator, Number::Absent, "there is no median of nothing");
}

#[test]
fn a_direction_is_past_its_proposed_end_on_the_day_after() {
    let proposed = |case: Case, on: &str| with(case, &[(field::DIRECTION_END.id, day(on))]);
    let cases = [
        proposed(ended("2027-01-11", "2027-02-05", EndHow::Returned), "2027-02-05"),
        proposed(ended("2027-01-11", "2027-02-08", EndHow::Returned), "2027-02-05"),
        proposed(begun("2027-01-11"), "2027-03-24"),
        proposed(begun("2027-01-11"), "2027-03-25"),
        begun("2027-01-11"),
    ];
    let all = figures(&cases, 0);
    let of = |section: &str, part: &str| count(&all, section, "Proposed end", part).0;
    assert_eq!([of(ENDED, "Ended after it"), of(ENDED, "Ended by it")], [1, 1]);
    let running = "Directions running";
    assert_eq!(
        [of(running, "Past it"), of(running, "Not past it"), of(running, "None recorded")],
        [1; 3]
    );
}
