//! Cases whose pupil has not started.

use chrono::Weekday;

use crate::demo::around::SchoolDays;
use crate::demo::child;
use crate::demo::write::{NO, YES, add, choice, on, set, words};
use crate::domain::case::Case;
use crate::domain::forms::{field, table};

/// A first and a last day on a Sunday, and nothing told to the family yet.
pub(super) fn badly_planned(case: &mut Case, days: &SchoolDays) {
    let sunday = |ahead| days.ahead(ahead).week(Weekday::Mon).last_day();
    set(case, field::DIRECTION_START.id, on(sunday(9)));
    set(case, field::DIRECTION_END.id, on(sunday(50)));
}

/// Directed and given notice, with something safeguarding and a split week still to settle, and a
/// second parent who was not told.
pub(super) fn ready_to_start(case: &mut Case, days: &SchoolDays) {
    set(case, field::SAFEGUARDING_CONCERNS.id, YES);
    set(case, field::SAFEGUARDING_DETAILS.id, words("The designated lead holds the file."));
    set(case, field::SESSION_SPLIT.id, choice("split"));
    for copied in [
        field::COPIES_HOME.id,
        field::COPIES_HOST.id,
        field::COPIES_ADMISSIONS.id,
        field::COPIES_LA.id,
    ] {
        set(case, copied, NO);
    }
    let other = [("name", words("Mr P. Ashworth")), ("relationship", words("Father")), ("pr", YES)];
    add(case, table::CONTACTS, &other);
    let notice = [
        ("on", on(days.ago(3))),
        ("who", words("The mother")),
        ("how", choice("post")),
        ("everyone", NO),
    ];
    add(case, table::EVENT_NOTICE, &notice);
}

/// A slip of the keys: the home school stands as the host.
pub(super) fn same_school_twice(case: &mut Case) {
    let home = case.answer(field::SCHOOL_HOME.id).clone();
    set(case, field::SCHOOL_HOST.id, home);
}

/// A direct managed move that has only been thought of.
pub(super) fn thought_of_as_a_move(case: &mut Case) {
    set(case, field::CASE_ROUTE.id, choice("managed_move"));
}

/// A direct managed move, on which somebody recorded a notice of a direction.
pub(super) fn moves_directly(case: &mut Case, days: &SchoolDays) {
    set(case, field::CASE_ROUTE.id, choice("managed_move"));
    case.rows.remove(table::EVENT_BOARD_DECISION);
    for field in [field::DIRECTION_END.id, field::DIRECTION_DAYS.id] {
        case.answers.remove(field);
    }
    for field in [field::MOVE_MULTI_AGENCY.id, field::SETTLED_TRANSPORT.id] {
        case.answers.remove(field);
    }
    add(case, table::EVENT_NOTICE, &[("on", on(days.ago(1)))]);
    child::parent(case, 28);
}
