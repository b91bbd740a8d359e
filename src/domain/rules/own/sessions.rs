//! Sessions a week at the host, and reviews held face to face.

use crate::domain::attendance::at_host;
use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::How;
use crate::domain::forms::{field, table};
use crate::domain::plural::{count, pluralize};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::reviews::{booked, held_reviews};
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn session_cap(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let kind = look.case.answer(field::SCHOOL_HOST_KIND).as_text();
    let cap = look.context.profile.session_caps.iter().find(|(of, _)| of == kind);
    let at_stake = look.is_direction() && (look.is_preparing() || look.is_running());
    let Some((_, most)) = cap.filter(|_| at_stake) else { return Vec::new() };
    let planned = at_host::sessions(look.case);
    if planned <= *most as usize {
        return Vec::new();
    }
    let says =
        format!("Plan no more than {} a week[ at this kind of host]", pluralize(*most, "session"));
    let found = look.ask_before_start(rule, says).step(NextStep::Rows(table::TIMETABLE));
    let words = look.context.profile.citation();
    vec![found.why(format!("{} planned ({words}).", count(planned, "is", "are")))]
}

pub(super) fn face_to_face(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let least = look.context.profile.reviews_face_to_face as usize;
    if least == 0 || !look.is_running() || !look.is_direction() {
        return Vec::new();
    }
    let in_person = |r: &RowValues| r.is(field::REVIEW_HOW, How::Person);
    let count = held_reviews(look).filter(|(_, r, _)| in_person(r)).count()
        + booked(look).filter(|(_, r, _)| in_person(r)).count();
    if count >= least {
        return Vec::new();
    }
    let says = "Hold a review face to face";
    let found = match look.last() {
        Some(last) => look.finding_by(rule, says, last, look.first()),
        None => look.finding(rule, says),
    };
    let words = look.context.profile.citation();
    vec![
        found
            .why(format!("{count} of {least} held or booked so far ({words})."))
            .step(NextStep::Record(table::EVENT_REVIEW)),
    ]
}
