use std::sync::Arc;

use super::*;
use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::request_id::RequestId;

fn asked(case: u32, edits: Vec<Edit>) -> Box<Asked> {
    let change = CaseChange { case: CaseRef { year: 2026, number: case }, edits };
    let id = Some(RequestId { session: 1, number: 1 });
    Box::new(Asked { request: Request::Change { change, why: None }, id, is_again: false })
}

#[test]
fn only_first_changes_of_cases_that_no_other_changes_wait_together() {
    let mut together = Together::default();
    assert!(together.takes(&asked(1, Vec::new())));
    let viewer = Viewer::new("a.shah", chrono::NaiveDate::MIN);
    together.add(viewer, asked(1, Vec::new()), AnswerPath::to(&Arc::default()).0);
    assert!(!together.takes(&asked(1, Vec::new())), "another changes the same case");
    assert!(together.takes(&asked(2, Vec::new())));
    assert!(!together.takes(&asked(2, vec![Edit::Open])), "a new case is given a number");
    assert!(!together.takes(&asked(2, vec![Edit::Drop])));
    let again = Asked { is_again: true, ..*asked(2, Vec::new()) };
    assert!(!together.takes(&again), "it may be stored already");
    let unnamed = Asked { id: None, ..*asked(2, Vec::new()) };
    assert!(!together.takes(&unnamed), "it could not be asked again");
    let reads = Asked { request: Request::Drafts, ..*asked(2, Vec::new()) };
    assert!(!together.takes(&reads));
}
