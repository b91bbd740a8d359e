//! Cases that are over, or should have been long ago.

use chrono::{Datelike, Days, NaiveDate};

use crate::demo::around::SchoolDays;
use crate::demo::marks;
use crate::demo::write::{NO, YES, add, choice, on, set, set_in, words};
use crate::domain::case::Case;
use crate::domain::forms::{field, table};

/// Records the end on a day, and takes out what was planned for later.
fn end(case: &mut Case, last: NaiveDate, how: &str, roll_on: Option<NaiveDate>) {
    let mut cells =
        vec![("on", on(last)), ("how", choice(how)), ("reason", words("As the review found"))];
    cells.extend(roll_on.map(|day| ("roll_on", on(day))));
    add(case, table::EVENT_END, &cells);
    case.marks.retain(|(day, _), _| *day <= last);
    case.rows.remove(table::EVENT_REVIEW);
    case.rows.remove(table::EVENT_INVITATION);
    case.rows.remove(table::ATTENDEES);
}

/// Moved on to a place after Year 11 in the summer: the host's roll was never closed.
pub(super) fn moved_on_after_year_eleven(case: &mut Case, days: &SchoolDays) {
    let year = if days.today.month() >= 8 { days.today.year() } else { days.today.year() - 1 };
    let (Some(first), Some(last)) =
        (NaiveDate::from_ymd_opt(year, 4, 27), NaiveDate::from_ymd_opt(year, 6, 26))
    else {
        return;
    };
    let (first, last) = (days.before(first, 0), days.before(last, 0));
    let shift = days.ago(32).signed_duration_since(first).num_days().unsigned_abs();
    case.marks.clear();
    marks::enter(case, 15, first, days);
    for cells in case.rows.iter_mut().filter(|(table, _)| table.starts_with("event.")) {
        for value in cells.1.values_mut().flat_map(|cells| cells.values_mut()) {
            if let crate::domain::value::Value::Date(day) = value {
                *day = days.before(*day - Days::new(shift), 0);
            }
        }
    }
    set_in(case, table::EVENT_START, field::START_ON.id, &on(first));
    set(case, field::DIRECTION_START.id, on(first));
    set(case, field::DIRECTION_END.id, on(last));
    end(case, last, "post16", None);
    add(case, table::EVENT_DELETION, &[("on", on(last)), ("school", choice("host"))]);
    for table in [table::EVENT_PORTAL_RETURN, table::EVENT_SPREADSHEET_UPDATE] {
        add(case, table, &[("on", on(last))]);
    }
}

/// Ended by the host three school days ago, after weeks without a reason and then of sickness.
pub(super) fn by_the_host(case: &mut Case, days: &SchoolDays) {
    end(case, days.ago(3), "host_ended", None);
    let mut seen: Vec<NaiveDate> = case.marks.keys().map(|(day, _)| *day).collect();
    seen.dedup();
    for ((day, _), marks) in &mut case.marks {
        let is_early = seen.iter().position(|d| d == day).is_some_and(|i| i < 10);
        if marks.host.as_deref() != Some("D") {
            marks.host = Some(if is_early { "O" } else { "I" }.into());
        }
    }
}

/// A managed move on today's roll; the child protection file went two school days ago.
pub(super) fn moved_today(case: &mut Case, days: &SchoolDays) {
    set(case, field::PLAN_CP.id, YES);
    end(case, days.ago(0), "managed_move", Some(days.ago(0)));
    let cells = [
        ("on", on(days.ago(2))),
        ("kind", choice("child_protection")),
        ("who", words("The safeguarding lead")),
    ];
    add(case, table::EVENT_FILE_SENT, &cells);
}

/// A managed move agreed for next week, from an academy, of a child with a protection plan.
pub(super) fn moves_next_week(case: &mut Case, days: &SchoolDays) {
    set(case, field::PLAN_CP.id, YES);
    end(case, days.ago(1), "managed_move", Some(days.ahead(4)));
}

/// Back at the home school from tomorrow.
pub(super) fn returned_today(case: &mut Case, days: &SchoolDays) {
    end(case, days.ago(0), "returned", None);
    add(case, table::EVENT_PORTAL_RETURN, &[("on", on(days.ago(0)))]);
}

/// A direction of an academy that ended by its dates before the regulations bound academies, and
/// was never closed.
pub(super) fn before_the_law(case: &mut Case, days: &SchoolDays) {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
    let dates = (day(3, 23), day(5, 5), day(6, 12), day(6, 18), day(7, 8), day(7, 17));
    let (Some(before), Some(first), Some(held), Some(asked), Some(review), Some(last)) = dates
    else {
        return;
    };
    for table in [
        table::EVENT_NOTICE,
        table::EVENT_CONTACT,
        table::EVENT_REVIEW,
        table::EVENT_INVITATION,
        table::EVENT_FILE_SENT,
        table::ATTENDEES,
        table::TIMETABLE,
    ] {
        case.rows.remove(table);
    }
    case.marks.clear();
    marks::enter(case, 38, first, days);
    case.marks.retain(|(day, _), _| *day <= last);
    for (table, cell) in [
        (table::EVENT_PARENT_DISCUSSION, field::PARENT_DISCUSSION_ON.id),
        (table::EVENT_HOST_APPROACH, field::HOST_APPROACH_ON.id),
        (table::EVENT_VIRTUAL_SCHOOL, field::VIRTUAL_SCHOOL_ON.id),
        (table::EVENT_SOCIAL_WORKER, field::SOCIAL_WORKER_ON.id),
        (table::EVENT_BOARD_DECISION, field::BOARD_DECISION_ON.id),
        (table::EVENT_EVIDENCE_SHARED, field::EVIDENCE_SHARED_ON.id),
    ] {
        set_in(case, table, cell, &on(before));
    }
    for field in [
        field::NOTIFICATION_DATE.id,
        field::PASSPORT_DATE.id,
        field::LETTER_DATE.id,
        field::INITIAL_DATE.id,
    ] {
        set(case, field, on(before));
    }
    set(case, field::DIRECTION_START.id, on(first));
    set(case, field::DIRECTION_END.id, on(last));
    set_in(case, table::EVENT_START, field::START_ON.id, &on(first));
    set_in(case, table::EVENT_PUPIL_RETURN, field::PUPIL_RETURN_ON.id, &on(first));
    let was_held = [("on", on(held)), ("kind", choice("ordinary")), ("held", YES)];
    add(case, table::EVENT_REVIEW, &was_held);
    add(case, table::EVENT_REVIEW, &[("on", on(review)), ("kind", choice("ordinary"))]);
    let request = [("on", on(asked)), ("requester", choice("parent")), ("written", YES)];
    add(case, table::EVENT_REVIEW_REQUEST, &request);
    set(case, field::COPIES_LA.id, NO);
}
