//! What is answered in every case that is prepared as it should be.

use chrono::NaiveDate;

use crate::demo::write::{add, answer, answer_yes_or_no, row, set, words};
use crate::domain::case::Case;
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

/// Questions that are answered with yes; every other one with no.
const YES: &[&str] = &[
    field::ROLL_STILL.id,
    field::ENGLISH_FIRST.id,
    field::PASSPORT_SIGNED.id,
    field::NOTIFICATION_UNDERSTANDS.id,
    field::NOTIFICATION_ACKNOWLEDGED.id,
    field::NOTIFICATION_SIGNED.id,
    field::INITIAL_SIGNED_PARENT.id,
    field::INITIAL_SIGNED_HOME.id,
    field::INITIAL_SIGNED_HOST.id,
    field::HOST_REGISTERED.id,
    field::HOST_CHECKS.id,
    field::DIRECTION_NOT_SANCTION.id,
    field::CRITERION_DISRUPTION.id,
    field::CRITERION_EXHAUSTED.id,
    field::SETTLED_UNIFORM.id,
    field::SETTLED_TRANSPORT.id,
    field::SETTLED_FUNDING.id,
    field::SETTLED_POLICY.id,
    field::LETTER_MOVE_POSSIBLE.id,
    field::ATTENDANCE_ATTACHED.id,
    field::SEND_PEP_ATTACHED.id,
    field::NONE_EXCLUSIONS.id,
    field::NONE_SUSPENSIONS.id,
    field::NONE_SCHOOLS_ATTENDED.id,
    field::COPIES_HOME.id,
    field::COPIES_HOST.id,
    field::COPIES_ADMISSIONS.id,
    field::COPIES_LA.id,
    field::COPIES_SOCIAL_WORKER.id,
    field::COPIES_VIRTUAL_SCHOOL.id,
];

/// Answers as an officer would type them.
const ANSWERS: &[(&str, &str)] = &[
    (field::CHILD_GENDER.id, "female"),
    (field::SEND_ASSESSMENT_WHY_NOT.id, "The school meets the needs that it knows of."),
    (field::SEND_SUPPORT_WHY_NOT.id, "No special need was found when the school last looked."),
    (field::SEND_ADJUSTMENTS.id, "A quiet room, and a card to leave the lesson."),
    (field::CLA_AUTHORITY.id, "An invented authority"),
    (field::CLA_SOCIAL_WORKER.id, "Ms T. Rowe, 01905 555 0190"),
    (field::CLA_VIRTUAL_SCHOOL.id, "Mr A. Lane, 01905 555 0191"),
    (field::ACADEMIC_ENGLISH.id, "Working towards grade 3"),
    (field::ACADEMIC_MATHS.id, "Grade 4"),
    (field::ACADEMIC_SCIENCE.id, "Grade 4"),
    (field::ACADEMIC_TERM.id, "Summer"),
    (field::HISTORY_ADMITTED.id, "2023-09-04"),
    (
        field::FORMULATION_TEXT.id,
        "Lessons are left when work is hard and others watch. With a clear next step the work gets done.",
    ),
    (field::PASSPORT_COMPLETED_BY.id, "Mr D. Hall"),
    (field::PASSPORT_POSITION.id, "Assistant head, inclusion"),
    (field::PASSPORT_CONTACT.id, "01905 555 0142"),
    (field::INITIAL_HOME_REP.id, "Mr D. Hall, assistant head"),
    (field::INITIAL_HOST_REP.id, "Ms P. Nair, head of year"),
    (
        field::INITIAL_REASONS.id,
        "Lessons are disrupted most days. Mentoring and a changed timetable have not been enough.",
    ),
    (field::INITIAL_SUCCESS.id, "Every lesson is stayed in, and both schools talk each week."),
    (field::INITIAL_FREQUENCY_WEEKS.id, "6"),
    (field::SCHOOL_HOST_KIND.id, "school"),
    (field::HOST_ADDRESS.id, "1 Invented Drive\nWorcester"),
    (field::DIRECTION_PURPOSE.id, "To learn to stay calm in lessons"),
    (field::DIRECTION_DIFFERENT.id, "Small groups in the morning and a workshop course."),
    (field::TRANSPORT_HOW.id, "By bus, with a pass from the home school"),
    (field::TRANSPORT_PAID_BY.id, "home"),
    (field::SESSION_SPLIT.id, "full"),
    (field::SESSION_PER_DAY.id, "two"),
    (field::SESSION_START.id, "8:45"),
    (field::SESSION_BREAK_START.id, "12:15"),
    (field::SESSION_BREAK_END.id, "13:00"),
    (field::SESSION_FINISH.id, "15:15"),
    (field::REPORT_NAME.id, "Ms P. Nair"),
    (field::REPORT_ROLE.id, "head of year"),
    (field::REPORT_WHERE.id, "Main reception"),
    (field::REPORT_TIME.id, "8:40"),
    (field::OBJECTIVES_TEXT.id, "Stays in every lesson.\nUses the card instead of walking out."),
    (field::OBJECTIVES_SUPPORT.id, "A mentor each morning, and a buddy in the first week."),
    (field::PROMISE_HOW_OFTEN.id, "weekly"),
    (field::PROMISE_MODE.id, "call"),
    (field::PROMISE_CONTACT.id, "Mr D. Hall, 01905 555 0142"),
];

/// What stands even in the case that nobody looked after.
const LEAST: &[&str] = &[
    field::HOST_REGISTERED.id,
    field::HOST_CHECKS.id,
    field::CRITERION_DISRUPTION.id,
    field::SETTLED_UNIFORM.id,
    field::SETTLED_TRANSPORT.id,
    field::SETTLED_FUNDING.id,
    field::COPIES_HOME.id,
    field::COPIES_HOST.id,
    field::COPIES_ADMISSIONS.id,
    field::COPIES_SOCIAL_WORKER.id,
    field::COPIES_VIRTUAL_SCHOOL.id,
    field::SEND_ADJUSTMENTS.id,
    field::INITIAL_FREQUENCY_WEEKS.id,
    field::PROMISE_HOW_OFTEN.id,
];

/// The terms before the direction: name, possible sessions, and missed ones at the least.
const TERMS: [(&str, i64, i64); 3] =
    [("Autumn term", 142, 14), ("Spring term", 118, 16), ("Summer term", 124, 22)];

/// Answers what every prepared case has answered; what stands already stays.
pub(super) fn answers(case: &mut Case, first: NaiveDate) {
    let open: Vec<_> =
        ANSWERS.iter().filter(|(id, _)| case.answer(id).is_empty()).copied().collect();
    answer(case, &open, first);
    answer_yes_or_no(case, YES);
}

/// States the purpose, and that it is no sanction.
pub(super) fn purpose(case: &mut Case) {
    set(case, field::DIRECTION_PURPOSE.id, words("To learn to stay calm in lessons"));
    set(case, field::DIRECTION_NOT_SANCTION.id, Value::YesNo(true));
}

/// Answers the least with which a pupil has started: the notice lacks most of what it should say.
pub(super) fn least(case: &mut Case, first: NaiveDate) {
    purpose(case);
    for field in YES.iter().filter(|id| LEAST.contains(id)) {
        set(case, field, Value::YesNo(true));
    }
    let typed: Vec<_> = ANSWERS.iter().filter(|(id, _)| LEAST.contains(id)).copied().collect();
    answer(case, &typed, first);
}

/// Adds what was tried before, and the attendance of three terms.
pub(super) fn rows(case: &mut Case, n: usize, first: NaiveDate) {
    let tried = [
        ("name", "Key worker"),
        ("start", "-30w"),
        ("end", "-6w"),
        ("effect", "Fewer incidents on the days they met."),
    ];
    row(case, table::INTERVENTIONS, &tried, first);
    for (term, possible, missed) in TERMS {
        let missed = missed + (n as i64 * 5) % 17;
        let cells = [
            ("name", words(term)),
            ("possible", Value::Number(possible)),
            ("attended", Value::Number(possible - missed)),
            ("authorised", Value::Number(missed / 2)),
            ("unauthorised", Value::Number(missed - missed / 2)),
        ];
        add(case, table::PAST_TERMS, &cells);
    }
}
