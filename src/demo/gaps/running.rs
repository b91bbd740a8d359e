//! Cases whose pupil is at the host.

use crate::demo::around::SchoolDays;
use crate::demo::write::{NO, YES, add, choice, on, row_of, set, words};
use crate::domain::case::{Case, Half, Marks};
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

/// At alternative provision that is no school.
pub(super) fn host_is_provision(case: &mut Case) {
    set(case, field::SCHOOL_HOST_KIND.id, choice("ap_other"));
}

/// Suspended by the host this morning, for longer than five school days.
pub(super) fn suspended_today(case: &mut Case, days: &SchoolDays) {
    let cells = [
        ("on", on(days.ago(0))),
        ("days", Value::Number(7)),
        ("who", words("The head of year at the host")),
    ];
    add(case, table::EVENT_HOST_SUSPENSION, &cells);
}

/// Every sixth session missed.
pub(super) fn away_now_and_then(case: &mut Case) {
    absent(case, |i| i % 6 == 0);
}

/// Two sessions of three missed.
pub(super) fn mostly_absent(case: &mut Case) {
    absent(case, |i| i % 3 > 0);
}

fn absent(case: &mut Case, is_missed: impl Fn(usize) -> bool) {
    for (i, marks) in case.marks.values_mut().enumerate() {
        if is_missed(i) && marks.host.as_deref() != Some("D") {
            marks.host = Some("I".into());
        }
    }
}

/// Decided for a managed move that not everybody has agreed to.
pub(super) fn to_be_moved(case: &mut Case, days: &SchoolDays) {
    case.rows.remove(table::EVENT_REVIEW);
    case.rows.remove(table::EVENT_INVITATION);
    case.rows.remove(table::ATTENDEES);
    let day = days.ago(4);
    let held = [
        ("on", on(day)),
        ("kind", choice("ordinary")),
        ("held", YES),
        ("monitoring", words("Lessons stayed in, each Friday, by the mentor.")),
    ];
    let review = add(case, table::EVENT_REVIEW, &held);
    let decided = [
        ("on", on(day)),
        ("review", row_of(review)),
        ("who", words("Full governing board")),
        ("outcome", choice("managed_move")),
    ];
    add(case, table::EVENT_DECISION, &decided);
    let letter = [("on", on(days.ago(3))), ("kind", choice("outcome")), ("review", row_of(review))];
    add(case, table::EVENT_LETTER_SENT, &letter);
    for party in ["parent", "home"] {
        let cells = [("on", on(days.ago(2))), ("party", choice(party)), ("agreed", YES)];
        add(case, table::EVENT_AGREEMENT, &cells);
    }
}

/// A review held today and nothing written after it, another in some weeks to which nobody is
/// invited yet; and a parent who asked for one yesterday.
pub(super) fn reviewed_today(case: &mut Case, days: &SchoolDays) {
    case.rows.remove(table::EVENT_REVIEW);
    case.rows.remove(table::EVENT_INVITATION);
    case.rows.remove(table::ATTENDEES);
    let held = [("on", on(days.ago(0))), ("kind", choice("ordinary")), ("held", YES)];
    add(case, table::EVENT_REVIEW, &held);
    set(case, field::INITIAL_FREQUENCY_WEEKS.id, Value::Number(3));
    set(case, field::AGENCY_CAMHS.id, YES);
    set(case, field::AGENCY_CAMHS_DETAILS.id, words("Ms R. Stone, CAMHS, once a fortnight"));
    set(case, field::AGENCY_CAMHS_ATTACHED.id, YES);
    let next = [("on", on(days.ahead(19))), ("kind", choice("ordinary"))];
    add(case, table::EVENT_REVIEW, &next);
    let cells = [
        ("on", on(days.ago(1))),
        ("requester", choice("parent")),
        ("written", YES),
        ("how", choice("email")),
    ];
    add(case, table::EVENT_REVIEW_REQUEST, &cells);
}

/// A suspension that only the register shows, marks that do not fit each other, and an absence that
/// nobody has explained of a child who has a social worker.
pub(super) fn registers_at_odds(case: &mut Case) {
    let mut days: Vec<_> = case.marks.keys().map(|(day, _)| *day).collect();
    days.dedup();
    let marks = |home: &str, host: &str| Marks { home: Some(home.into()), host: Some(host.into()) };
    let odd = [marks("D", "E"), marks("D", "D"), marks("I", "/"), marks("D", "O")];
    for (day, both) in days.into_iter().step_by(3).zip(odd) {
        case.marks.insert((day, Half::Am), both);
    }
    set(case, field::SAFEGUARDING_CONCERNS.id, NO);
    set(case, field::PLAN_SOCIAL_WORKER.id, YES);
}
