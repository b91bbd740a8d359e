//! One case of the demo answered through and through, so that every paper can be seen whole.

use chrono::NaiveDate;

use crate::demo::add;
use crate::domain::case::Case;
use crate::domain::case::value::Value;
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;

/// Questions that are answered with yes; every other one with no.
const YES: &[&str] = &[
    "attendance.issues",
    "send.support",
    "send.psp",
    "send.disability",
    "agency.camhs",
    "plan.early_help",
    "premium.is",
    "english.first",
    "roll.still",
    "academic.ks4",
    "passport.signed",
    "notification.other_pr",
    "notification.understands",
    "notification.acknowledged",
    "notification.signed",
    "initial.signed_parent",
    "initial.signed_home",
    "initial.signed_host",
    "host.registered",
    "host.checks",
    "direction.not_sanction",
    "criterion.suspensions",
    "criterion.exhausted",
    "criterion.different",
    "settled.uniform",
    "settled.transport",
    "settled.funding",
    "settled.policy",
    "letter.move_possible",
    "send.psp_attached",
    "agency.camhs_attached",
];

/// Answers as an officer would type them; days are counted from the first day at the host.
const ANSWERS: &[(&str, &str)] = &[
    ("child.gender", "male"),
    ("child.address", "14 Invented Close\nBromsgrove"),
    ("premium.type", "Free school meals"),
    ("attendance.details", "Mondays above all, and the day after each suspension."),
    ("send.assessment_why_not", "The plan stands already."),
    ("send.disability_details", "ADHD, diagnosed in Year 6. Needs to move about between tasks."),
    ("send.support_details", "Fifteen hours a week with an assistant; quiet room for tests."),
    ("send.adjustments", "The host gives an exit card and a place to work alone."),
    ("agency.camhs_details", "Ms R. Stone, CAMHS Bromsgrove, sees him once a fortnight."),
    ("academic.english", "Working towards grade 4"),
    ("academic.maths", "Grade 5"),
    ("academic.science", "Grade 4"),
    ("academic.term", "Summer"),
    ("history.admitted", "2021-09-06"),
    (
        "formulation.text",
        "He walks out when a task is unclear and others watch. Where he knows what comes next, he works well.",
    ),
    ("passport.completed_by", "Mr D. Hall"),
    ("passport.position", "Assistant head, inclusion"),
    ("passport.contact", "01905 555 0142"),
    ("passport.date", "-13d"),
    ("notification.name", "Ms Ada Grant"),
    ("notification.date", "-30d"),
    ("initial.date", "-10d"),
    ("initial.home_rep", "Mr D. Hall, assistant head"),
    ("initial.host_rep", "Ms P. Nair, head of year"),
    ("initial.parent", "Ms Ada Grant"),
    (
        "initial.reasons",
        "He leaves lessons and has been suspended twice. Mentoring and a shorter timetable have helped a little, and not enough.",
    ),
    ("initial.success", "He stays in lessons, uses his card, and both schools talk every week."),
    ("initial.frequency_weeks", "3"),
    ("initial.first_review", "+21d"),
    ("initial.review_time", "15:00"),
    ("initial.review_place", "the host school, room 4"),
    ("initial.reviewers", "The pupil committee of the governing body"),
    ("school.home_kind", "maintained"),
    ("school.host_kind", "school"),
    ("host.address", "1 Invented Drive\nBromsgrove"),
    ("direction.different", "Small groups in the morning and a workshop course."),
    ("direction.days", "39"),
    ("transport.how", "By bus, with a pass from the home school"),
    ("transport.paid_by", "home"),
    ("session.split", "split"),
    ("session.per_day", "two"),
    ("session.start", "8:45"),
    ("session.break_start", "12:15"),
    ("session.break_end", "13:00"),
    ("session.finish", "15:15"),
    ("report.name", "Ms P. Nair"),
    ("report.role", "head of year"),
    ("report.where", "Main reception"),
    ("report.time", "8:40"),
    (
        "objectives.text",
        "He stays in every lesson.\nHe uses his card instead of walking out.\nHe catches up in English.",
    ),
    (
        "objectives.support",
        "A mentor meets him each morning; a buddy goes round with him in the first week.",
    ),
    (
        "objectives.academic",
        "English and maths in small groups, science with an assistant, one hour of IT.",
    ),
    ("objectives.personal", "A weekly session on strong feelings."),
    ("objectives.engagement", "Workshop on Fridays; good news is sent home the same day."),
    (
        "objectives.reintegration",
        "Two visits to the home school in the last fortnight, then a planned first week back.",
    ),
    (
        "objectives.monitoring",
        "A card for each lesson, looked at by his mentor every day and by both schools every week.",
    ),
    ("promise.how_often", "weekly"),
    ("promise.mode", "call"),
    ("promise.contact", "Mr D. Hall, 01905 555 0142"),
    ("letter.date", "-9d"),
    ("letter.reference", "our meeting and the notification that you signed"),
    (
        "letter.incidents",
        "He left three lessons without leave in one week, and was suspended twice for two days.",
    ),
    ("request.to", "the Clerk to the Governors at the home school"),
    (
        "complaint.route",
        "write to the Clerk to the Governors; the procedure is on the school's website and we send it on paper too.",
    ),
    ("letter.signed_by", "Mrs J. Field, Head teacher"),
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
        "event.review_request",
        &[
            ("on", "+23d"),
            ("requester", "parent"),
            ("who", "Ms Ada Grant"),
            ("how", "email"),
            ("written", "yes"),
        ],
    ),
    (
        "event.send_consideration",
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
    ("on", "+21d"),
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
    ("next_on", "+42d"),
];

/// Answers everything in a case whose first day is known.
pub fn answer(case: &mut Case, first: NaiveDate) {
    let read = |kind: &FieldKind, text: &str| {
        parse::parse(kind, text, first).map(|t| t.value).unwrap_or_default()
    };
    for field in forms::fields() {
        let given =
            ANSWERS.iter().find(|(id, _)| *id == field.id).map(|(_, text)| read(&field.kind, text));
        let standing = case.answer(field.id).is_empty();
        match (given, field.kind) {
            (Some(value), _) => drop(case.answers.insert(field.id.to_owned(), value)),
            (None, FieldKind::YesNo) if standing => {
                case.answers.insert(field.id.to_owned(), Value::YesNo(YES.contains(&field.id)));
            }
            (None, _) => {}
        }
    }
    // The first day is behind, and the direction runs with a school on both rolls.
    let row = |case: &mut Case, table: &str, cells: &[(&str, &str)]| {
        let stem = table.trim_start_matches("event.");
        let kind = |name: &str| forms::any_field(&format!("{stem}.{name}")).map(|(_, f)| f.kind);
        let cells: Vec<(&str, Value)> = cells
            .iter()
            .filter_map(|(name, text)| Some((*name, read(&kind(name)?, text))))
            .collect();
        add(case, table, &cells)
    };
    for (table, cells) in ROWS {
        row(case, table, cells);
    }
    let held = row(case, "event.review", HELD);
    let number = held.to_string();
    let decision = [
        ("on", "+21d"),
        ("review", number.as_str()),
        ("who", "The pupil committee of the governing body"),
        ("outcome", "continue"),
        ("until", "+56d"),
        ("reasons", "He is in lessons again, and needs the time to make it last."),
    ];
    row(case, "event.decision", &decision);
}
