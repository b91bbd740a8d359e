//! The names by which missing answers are told.

use crate::domain::forms::field;
use crate::domain::forms::schema::Field;

/// Names for particulars whose label is too short to stand by itself.
const NAMES: &[(&str, &str)] = &[
    (field::DIRECTION_START.id, "start date"),
    (field::DIRECTION_END.id, "proposed last day"),
    (field::DIRECTION_DAYS.id, "number of days"),
    (field::SESSION_START.id, "session start time"),
    (field::SESSION_FINISH.id, "session finish time"),
    (field::SESSION_BREAK_START.id, "time at which the break starts"),
    (field::SESSION_BREAK_END.id, "time at which the break ends"),
    (field::SESSION_SPLIT.id, "full-time or split timetable"),
    (field::SESSION_PER_DAY.id, "number of sessions a day"),
    (field::REPORT_NAME.id, "person to report to on the first day"),
    (field::REPORT_ROLE.id, "role of the person to report to"),
    (field::REPORT_WHERE.id, "place to report to on the first day"),
    (field::REPORT_TIME.id, "time to report on the first day"),
    (field::INITIAL_REASONS.id, "reasons for the direction"),
    (field::OBJECTIVES_TEXT.id, "objectives of the direction"),
    (field::OBJECTIVES_REINTEGRATION.id, "the way back to the home school"),
    (field::PROMISE_HOW_OFTEN.id, "how often the schools are in touch with the family"),
    (field::PROMISE_MODE.id, "how the schools are in touch with the family"),
    (field::PROMISE_CONTACT.id, "contact for the family"),
    (field::REQUEST_TO.id, "who to ask for a review"),
    (field::COMPLAINT_ROUTE.id, "complaints route"),
    (field::LETTER_REFERENCE.id, "earlier talk or letter that this one follows"),
    (field::LETTER_INCIDENTS.id, "incidents that led to the direction"),
    (field::LETTER_SIGNED_BY.id, "who signs the letter"),
    (field::LETTER_MOVE_POSSIBLE.id, "whether a managed move may follow"),
    (field::INITIAL_REVIEWERS.id, "who reviews the direction"),
    (field::INITIAL_FIRST_REVIEW.id, "date of the first review"),
    (field::INITIAL_REVIEW_PLACE.id, "address of the first review"),
    (field::HOST_REGISTERED.id, "whether the host is registered with Ofsted"),
    (field::HOST_CHECKS.id, "whether the safeguarding checks are made"),
    (field::REVIEW_ON.id, "date of the review"),
    (field::REVIEW_TIME.id, "time of the review"),
    (field::REVIEW_PLACE.id, "place of the review"),
    (field::REVIEW_WHO.id, "who is invited to the review"),
    (field::REVIEW_KIND.id, "kind of review"),
    (field::DECISION_ON.id, "date of the decision"),
    (field::DECISION_WHO.id, "who decided after the review"),
    (field::DECISION_OUTCOME.id, "outcome of the review"),
    (field::DECISION_UNTIL.id, "new last day"),
    (field::DECISION_REASONS.id, "reasons for the decision"),
    (field::BOARD_DECISION_ON.id, "date of the board's decision"),
    (field::HOST_SUSPENSION_ON.id, "first day of the suspension"),
    (field::HOST_SUSPENSION_DAYS.id, "number of days of the suspension"),
    (field::HOST_SUSPENSION_REASON.id, "reason for the suspension"),
    (field::REVIEW_REQUEST_ON.id, "day on which the request was received"),
    (field::END_ON.id, "last day of the direction"),
];

/// Returns the name by which a missing answer is told.
pub(in crate::documents::papers) fn name_of(field: &Field) -> String {
    if let Some((_, name)) = NAMES.iter().find(|(id, _)| *id == field.id) {
        return (*name).to_owned();
    }
    name_of_label(field.label)
}

/// What begins with a capital wherever it stands.
const PROPER: &[&str] = &[
    "Child in Need",
    "Child Protection",
    "Child Looked After",
    "Pupil Premium",
    "Early Help",
    "Education Investigation",
    "English",
    "Educational Psychologist",
    "Individual Health Care Plan",
    "Individual Education Plan",
    "Pastoral Support Plan",
    "Youth Offending Service",
    "Fair Access Panel",
    "Key Stage",
    "Virtual School",
    "School Admissions",
];

/// Returns a label as it stands in a sentence: its first letter small, unless it begins a proper
/// name or an abbreviation.
pub(in crate::documents::papers) fn name_of_label(label: &str) -> String {
    let label = label.trim_end_matches('?');
    if PROPER.iter().any(|name| label.starts_with(name)) {
        return label.to_owned();
    }
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::papers::placeholders::WHERE;
    use crate::domain::forms;

    #[test]
    fn names_belong_to_fields_of_the_dictionary() {
        for id in NAMES.iter().map(|(id, _)| *id).chain(WHERE.iter().copied()) {
            assert!(forms::any_field(id).is_some(), "{id}");
        }
        assert_eq!(forms::field("send.ehcp").map(name_of).as_deref(), Some("EHCP"));
        assert_eq!(forms::field("child.full_name").map(name_of).as_deref(), Some("full name"));
        assert_eq!(forms::field("plan.cin").map(name_of).as_deref(), Some("Child in Need plan"));
        assert_eq!(forms::field("premium.is").map(name_of).as_deref(), Some("Pupil Premium"));
        assert_eq!(forms::field("academic.english").map(name_of).as_deref(), Some("English"));
        assert_eq!(forms::field("english.level").map(name_of).as_deref(), Some("level of English"));
    }
}
