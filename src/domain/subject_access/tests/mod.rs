//! Requests for subject access: their days, and what is and is not given.

mod clocks;
mod items;
mod passages;
mod worklists;

use chrono::NaiveDate;

use crate::domain::subject_access::request::{AccessRef, AccessRequest, Capacity};

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a day")
}

/// A request of a parent, received on a day.
fn received(iso: &str) -> AccessRequest {
    let id: AccessRef = "SAR-2026-0001-1".parse().expect("a reference");
    AccessRequest {
        id,
        cases: vec![id.case],
        received: day(iso),
        capacity: Capacity::Parent,
        identity: None,
        clarifications: Vec::new(),
        extension_told: None,
        educational: None,
        maintained: None,
        competence: None,
        authority: None,
        opened_ms: 0,
        closed: None,
    }
}

#[test]
fn reference_reads_as_it_is_shown_and_nothing_else_does() {
    for good in ["SAR-2026-0001-1", "SAR-2025-0123-14"] {
        let read: AccessRef = good.parse().expect("a reference");
        assert_eq!(read.to_string(), good);
    }
    for bad in ["", "SAR-2026-0001", "SAR-2026-0001-0", "OSD-2026-0001-1", "SAR-26-1-1", "SAR-"] {
        assert!(bad.parse::<AccessRef>().is_err(), "{bad}");
    }
}

#[test]
fn question_that_is_not_answered_forbids_to_give_anything() {
    let mut request = received("2026-11-02");
    assert_eq!(request.obstacles().len(), 1, "competence");
    request.competence = Some(false);
    assert_eq!(request.obstacles().len(), 1);
    request.competence = Some(true);
    assert_eq!(request.obstacles(), Vec::<String>::new());
    request.capacity = Capacity::Agent;
    assert_eq!(request.obstacles().len(), 1, "authority");
    request.authority = Some(true);
    assert_eq!(request.obstacles(), Vec::<String>::new());
    let asked =
        crate::domain::subject_access::request::Wait { asked: day("2026-11-03"), answered: None };
    request.identity = Some(asked);
    assert_eq!(request.obstacles().len(), 1, "identity");
    request.capacity = Capacity::Child;
    assert_eq!(request.obstacles().len(), 1, "identity of the child too");
}
