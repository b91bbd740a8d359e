//! One demo case with every answer filled in, so that every document can be seen complete.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::demo::around::SchoolDays;
use crate::demo::write::{self, NO, YES, on, row, set, set_in};
use crate::domain::case::Case;
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

/// Questions that are answered otherwise than in every case that is prepared.
const OTHERWISE: &[(&str, Value)] = &[
    (field::ATTENDANCE_ISSUES.id, YES),
    (field::SEND_SUPPORT.id, YES),
    (field::SEND_PSP.id, YES),
    (field::SEND_DISABILITY.id, YES),
    (field::AGENCY_CAMHS.id, YES),
    (field::PLAN_EARLY_HELP.id, YES),
    (field::PREMIUM_IS.id, YES),
    (field::ACADEMIC_KS4.id, YES),
    (field::NOTIFICATION_OTHER_PR.id, YES),
    (field::CRITERION_SUSPENSIONS.id, YES),
    (field::CRITERION_DIFFERENT.id, YES),
    (field::SEND_PSP_ATTACHED.id, YES),
    (field::AGENCY_CAMHS_ATTACHED.id, YES),
    (field::CRITERION_DISRUPTION.id, NO),
    (field::NONE_SUSPENSIONS.id, NO),
    (field::NONE_SCHOOLS_ATTENDED.id, NO),
];

/// Answers whose days are school days.
const IN_SCHOOL: [&str; 5] = [
    field::PASSPORT_DATE.id,
    field::NOTIFICATION_DATE.id,
    field::INITIAL_DATE.id,
    field::INITIAL_FIRST_REVIEW.id,
    field::LETTER_DATE.id,
];

/// Answers other than in every case that is prepared, as an officer would type them; days are
/// counted from the first day at the host.
const ANSWERS: &[(&str, &str)] = &[
    (field::CHILD_GENDER.id, "male"),
    (field::CHILD_ADDRESS.id, "14 Invented Close\nBromsgrove"),
    (field::PREMIUM_TYPE.id, "Free school meals"),
    (field::ATTENDANCE_DETAILS.id, "Mondays above all, and the day after each suspension."),
    (field::SEND_ASSESSMENT_WHY_NOT.id, "The plan stands already."),
    (
        field::SEND_DISABILITY_DETAILS.id,
        "ADHD, diagnosed in Year 6. Needs to move about between tasks.",
    ),
    (
        field::SEND_SUPPORT_DETAILS.id,
        "Fifteen hours a week with an assistant; quiet room for tests.",
    ),
    (field::SEND_ADJUSTMENTS.id, "The host gives an exit card and a place to work alone."),
    (field::AGENCY_CAMHS_DETAILS.id, "Ms R. Stone, CAMHS Bromsgrove, sees him once a fortnight."),
    (field::ACADEMIC_ENGLISH.id, "Working towards grade 4"),
    (field::ACADEMIC_MATHS.id, "Grade 5"),
    (field::HISTORY_ADMITTED.id, "2021-09-06"),
    (
        field::FORMULATION_TEXT.id,
        "He walks out when a task is unclear and others watch. Where he knows what comes next, he works well.",
    ),
    (field::PASSPORT_DATE.id, "-13d"),
    (field::NOTIFICATION_NAME.id, "Ms Ada Grant"),
    (field::NOTIFICATION_DATE.id, "-30d"),
    (field::INITIAL_DATE.id, "-10d"),
    (field::INITIAL_PARENT.id, "Ms Ada Grant"),
    (
        field::INITIAL_REASONS.id,
        "He leaves lessons and has been suspended twice. Mentoring and a shorter timetable have helped a little, and not enough.",
    ),
    (
        field::INITIAL_SUCCESS.id,
        "He stays in lessons, uses his card, and both schools talk every week.",
    ),
    (field::INITIAL_FREQUENCY_WEEKS.id, "3"),
    (field::INITIAL_FIRST_REVIEW.id, "+21d"),
    (field::INITIAL_REVIEW_TIME.id, "15:00"),
    (field::INITIAL_REVIEW_PLACE.id, "the host school, room 4"),
    (field::INITIAL_REVIEWERS.id, "The pupil committee of the governing body"),
    (field::SCHOOL_HOME_KIND.id, "maintained"),
    (field::HOST_ADDRESS.id, "1 Invented Drive\nBromsgrove"),
    (field::DIRECTION_DAYS.id, "39"),
    (field::SESSION_SPLIT.id, "split"),
    (
        field::OBJECTIVES_TEXT.id,
        "He stays in every lesson.\nHe uses his card instead of walking out.\nHe catches up in English.",
    ),
    (
        field::OBJECTIVES_SUPPORT.id,
        "A mentor meets him each morning; a buddy goes round with him in the first week.",
    ),
    (
        field::OBJECTIVES_ACADEMIC.id,
        "English and maths in small groups, science with an assistant, one hour of IT.",
    ),
    (field::OBJECTIVES_PERSONAL.id, "A weekly session on strong feelings."),
    (field::OBJECTIVES_ENGAGEMENT.id, "Workshop on Fridays; good news is sent home the same day."),
    (
        field::OBJECTIVES_REINTEGRATION.id,
        "Two visits to the home school in the last fortnight, then a planned first week back.",
    ),
    (
        field::OBJECTIVES_MONITORING.id,
        "A card for each lesson, looked at by his mentor every day and by both schools every week.",
    ),
    (field::LETTER_DATE.id, "-9d"),
    (field::LETTER_REFERENCE.id, "our meeting and the notification about it"),
    (
        field::LETTER_INCIDENTS.id,
        "He left three lessons without leave in one week, and was suspended twice for two days.",
    ),
    (field::REQUEST_TO.id, "the Clerk to the Governors at the home school"),
    (
        field::COMPLAINT_ROUTE.id,
        "write to the Clerk to the Governors; the procedure is on the school's website and we send it on paper too.",
    ),
    (field::LETTER_SIGNED_BY.id, "Mrs J. Field, Head teacher"),
];

/// Rows by table; the texts are typed into the fields that stand before them.
const ROWS: &[(&str, &[(&str, &str)])] = &[
    (
        "contacts",
        &[
            ("name", "Ms Ada Grant"),
            ("relationship", "Mother"),
            ("pr", "yes"),
            ("lives_with", "yes"),
            ("phone", "01527 555 0111"),
        ],
    ),
    (
        "contacts",
        &[
            ("name", "Mr Ben Grant"),
            ("relationship", "Father"),
            ("pr", "yes"),
            ("lives_with", "no"),
            ("phone", "01905 555 0122"),
            ("address", "2 Invented Court\nWorcester"),
        ],
    ),
    (
        "timetable",
        &[
            ("from", "+0d"),
            ("mon_am", "host"),
            ("mon_pm", "host"),
            ("tue_am", "host"),
            ("tue_pm", "host"),
            ("wed_am", "home"),
            ("wed_pm", "home"),
            ("thu_am", "host"),
            ("thu_pm", "host"),
            ("fri_am", "host"),
            ("fri_pm", "host"),
        ],
    ),
    (
        "interventions",
        &[
            ("name", "Key worker"),
            ("start", "-40w"),
            ("end", "-4w"),
            ("effect", "Fewer incidents on the days they met."),
        ],
    ),
    (
        "interventions",
        &[("name", "Timetable variation"), ("start", "-10w"), ("effect", "Calmer mornings.")],
    ),
    ("suspensions", &[("start", "-6w"), ("days", "2"), ("reason", "Pushed over a table.")]),
    (
        "suspensions",
        &[
            ("start", "-9w"),
            ("days", "2"),
            ("reason", "Swore at a member of staff and left the site."),
        ],
    ),
    ("subjects", &[("subject", "Maths"), ("course", "GCSE, foundation"), ("board", "AQA")]),
    ("subjects", &[("subject", "English"), ("course", "GCSE language"), ("board", "AQA")]),
    (
        "schools_attended",
        &[("name", "An invented first school"), ("admitted", "2016-09-05"), ("left", "2021-07-20")],
    ),
    (
        table::PAST_TERMS,
        &[
            ("name", "Spring 2026"),
            ("possible", "118"),
            ("attended", "104"),
            ("authorised", "10"),
            ("unauthorised", "4"),
        ],
    ),
    (
        table::PAST_TERMS,
        &[
            ("name", "Summer 2026"),
            ("possible", "130"),
            ("attended", "111"),
            ("authorised", "12"),
            ("unauthorised", "7"),
        ],
    ),
    (
        table::PAST_TERMS,
        &[
            ("name", "Autumn 2026, first half"),
            ("possible", "76"),
            ("attended", "66"),
            ("authorised", "6"),
            ("unauthorised", "4"),
        ],
    ),
    (
        table::EVENT_REVIEW_REQUEST,
        &[
            ("on", "+22d"),
            ("requester", "parent"),
            ("who", "Ms Ada Grant"),
            ("how", "email"),
            ("written", "yes"),
        ],
    ),
    (
        table::EVENT_SEND_CONSIDERATION,
        &[
            ("on", "-15d"),
            ("who", "Ms K. Lee, SEND Team"),
            ("considered", "yes"),
            ("view", "No change to the plan."),
        ],
    ),
];

/// The review that was held, by the fields of its row.
const HELD: &[(&str, &str)] = &[
    ("on", "+0d"),
    ("kind", "ordinary"),
    ("time", "15:00"),
    ("place", "the host school, room 4"),
    ("held", "yes"),
    ("home_rep", "Mr D. Hall, assistant head"),
    ("host_rep", "Ms P. Nair, head of year"),
    ("parent", "Ms Ada Grant"),
    ("address_changed", "no"),
    ("progress", "In every lesson for three weeks. English has gone up by a grade."),
    ("concerns", "Mondays are still hard; the family asks for a call on Sunday evening."),
    ("support", "The mentor meets him at the gate on Mondays."),
    ("monitoring", "His card, each Friday, looked at by both schools."),
    ("next_on", "+8d"),
];

/// Answers everything in a case whose first day is known; each day is a school day.
pub(super) fn answer(case: &mut Case, first: NaiveDate, days: &SchoolDays) {
    write::answer(case, ANSWERS, first);
    for (id, value) in OTHERWISE {
        set(case, id, value.clone());
    }
    for (table, cells) in ROWS {
        row(case, table, cells, first);
    }
    // Held so lately that the letter about its outcome is still in time.
    let lately = days.ago(2);
    let held = row(case, table::EVENT_REVIEW, HELD, lately);
    let number = held.to_string();
    let decision = [
        ("on", "+0d"),
        ("review", number.as_str()),
        ("who", "The pupil committee of the governing body"),
        ("outcome", "continue"),
        ("until", "+35d"),
        ("reasons", "He is in lessons again, and needs the time to make it last."),
    ];
    row(case, table::EVENT_DECISION, &decision, lately);
    set_in(case, table::EVENT_REVIEW_REQUEST, field::REVIEW_REQUEST_ON.id, &on(days.ago(1)));
    let events = case.rows.iter_mut().filter(|(table, _)| table.starts_with("event."));
    let cells = events.flat_map(|(_, rows)| rows.values_mut()).flat_map(BTreeMap::values_mut);
    let answers = case.answers.iter_mut().filter(|(id, _)| IN_SCHOOL.contains(&id.as_str()));
    for value in cells.chain(answers.map(|(_, value)| value)) {
        if let Value::Date(day) = value {
            *day = days.before(*day, 0);
        }
    }
}
