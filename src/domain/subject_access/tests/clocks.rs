use super::{day, received};
use crate::domain::calendar::{Calendar, Terms};
use crate::domain::subject_access::clock::{Clock, Due, month_clock, school_clock};
use crate::domain::subject_access::request::{AccessRequest, Capacity, Wait};

fn due(request: &AccessRequest) -> Due {
    let Clock { due, why } = month_clock(request, "Two hundred pages");
    assert!(why.contains("uncertain"), "{why}");
    due
}

fn wait(asked: &str, answered: Option<&str>) -> Wait {
    Wait { asked: day(asked), answered: answered.map(day) }
}

#[test]
fn month_ends_on_the_same_date_or_the_last_of_a_shorter_month() {
    for (from, to) in [
        ("2026-11-02", "2026-12-02"),
        // 28 February 2026 is a Saturday, 28 February 2025 a Friday.
        ("2025-01-31", "2025-02-28"),
        ("2026-01-31", "2026-03-02"),
        ("2026-01-28", "2026-03-02"),
        // A leap year.
        ("2028-01-29", "2028-02-29"),
        ("2028-01-31", "2028-02-29"),
        ("2027-03-31", "2027-04-30"),
        // Christmas Day is a Friday, the holiday for Boxing Day a Monday.
        ("2026-11-25", "2026-12-29"),
        ("2026-12-01", "2027-01-04"),
    ] {
        assert_eq!(due(&received(from)), Due::By(day(to)), "{from}");
    }
}

#[test]
fn weekend_is_said_to_be_uncertain_most_of_all() {
    let said = |from| month_clock(&received(from), "").why;
    assert_eq!(said("2026-11-02"), "received 02/11/2026 + 1 month = 02/12/2026 (uncertain)");
    assert_eq!(
        said("2026-01-31"),
        "received 31/01/2026 + 1 month = 28/02/2026, no working day, so 02/03/2026 (uncertain, the next working day most of all)"
    );
}

#[test]
fn time_begins_with_proof_of_identity_where_that_was_asked_for() {
    let mut request = received("2026-11-02");
    request.identity = Some(wait("2026-11-04", None));
    assert_eq!(due(&request), Due::NotBegun);
    request.identity = Some(wait("2026-11-04", Some("2026-11-10")));
    assert_eq!(due(&request), Due::By(day("2026-12-10")));
    // Proof that was there before changes nothing.
    request.identity = Some(wait("2026-10-30", Some("2026-10-31")));
    assert_eq!(due(&request), Due::By(day("2026-12-02")));
}

#[test]
fn time_stands_still_while_a_clarification_is_awaited() {
    let mut request = received("2026-11-02");
    request.clarifications = vec![wait("2026-11-05", None)];
    assert_eq!(due(&request), Due::Stopped(day("2026-11-05")));
    // Five days stopped: 2 December becomes 7 December.
    request.clarifications = vec![wait("2026-11-05", Some("2026-11-10"))];
    assert_eq!(due(&request), Due::By(day("2026-12-07")));
    // And two more: 9 December.
    request.clarifications.push(wait("2026-11-20", Some("2026-11-22")));
    assert_eq!(due(&request), Due::By(day("2026-12-09")));
    // Days before the time has begun do not stop it.
    request.identity = Some(wait("2026-11-03", Some("2026-11-08")));
    request.clarifications = vec![wait("2026-11-05", Some("2026-11-10"))];
    assert_eq!(due(&request), Due::By(day("2026-12-10")));
}

#[test]
fn clarification_after_the_time_has_ended_stops_nothing() {
    let mut request = received("2026-11-02");
    request.clarifications = vec![wait("2026-12-03", None)];
    assert_eq!(due(&request), Due::By(day("2026-12-02")));
    request.clarifications = vec![wait("2026-12-02", None)];
    assert_eq!(due(&request), Due::Stopped(day("2026-12-02")), "the last day");
}

#[test]
fn extension_counts_with_a_reason_and_notice_within_the_first_month_only() {
    let mut request = received("2026-11-02");
    request.extension_told = Some(day("2026-12-02"));
    assert_eq!(due(&request), Due::By(day("2027-02-02")));
    assert_eq!(month_clock(&request, " ").due, Due::By(day("2026-12-02")), "no reason");
    request.extension_told = Some(day("2026-12-03"));
    assert_eq!(due(&request), Due::By(day("2026-12-02")), "told too late");
    // The first month is longer by the days that it stood still.
    request.clarifications = vec![wait("2026-11-05", Some("2026-11-10"))];
    assert_eq!(due(&request), Due::By(day("2027-02-08")), "7 February is a Sunday");
}

#[test]
fn educational_record_is_due_to_a_parent_in_fifteen_school_days() {
    let mut request = received("2026-11-02");
    let calendar = Calendar::default();
    let clock = school_clock(&request, &calendar).expect("not answered is not no");
    assert_eq!(clock.due, Due::By(day("2026-11-23")));
    for said in ["not answered whether it is also", "not answered whether the home school", "term"]
    {
        assert!(clock.why.contains(said), "{}", clock.why);
    }
    request.educational = Some(true);
    request.maintained = Some(true);
    let week_off = Terms {
        terms: vec![(day("2026-09-01"), day("2026-11-13")), (day("2026-11-23"), day("2026-12-18"))],
        ..Terms::default()
    };
    let clock = school_clock(&request, &Calendar::new(week_off)).expect("a clock");
    assert_eq!(clock.due, Due::By(day("2026-11-30")));
    assert!(!clock.why.contains("not answered") && !clock.why.contains("term dates"), "{clock:?}");
    // A clarification stops the month, not this.
    request.clarifications = vec![wait("2026-11-05", Some("2026-11-10"))];
    assert_eq!(school_clock(&request, &calendar).map(|c| c.due), Some(Due::By(day("2026-11-23"))));
    for (educational, maintained) in [(Some(false), None), (Some(true), Some(false))] {
        let other = AccessRequest { educational, maintained, ..request.clone() };
        assert_eq!(school_clock(&other, &calendar), None);
    }
    for capacity in [Capacity::Child, Capacity::Agent] {
        assert_eq!(school_clock(&AccessRequest { capacity, ..request.clone() }, &calendar), None);
    }
}
