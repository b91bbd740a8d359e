//! How far each case has come, and what was recorded on the way there.

use chrono::NaiveDate;

use crate::demo::around::SchoolDays;
use crate::demo::write::{NO, YES, add, choice, on, row_of, set, set_in, words};
use crate::demo::{BARE, NEGLECTED, THROUGH, calm, child, marks};
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::HomeKind;
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

/// How many steps the cases are spread over; the `n`-th has come as far as `n` modulo this.
const STEPS: usize = 8;

/// The first day of a case that runs, in school days before today.
fn school_days_running(n: usize) -> u32 {
    match n {
        5 => 12,
        6 => 15,
        7 => 18,
        13 => 22,
        14 => 10,
        21 => 35,
        22 => 25,
        29 => 14,
        37 => 0,
        _ => 32,
    }
}

/// The days of what comes before the first day, each a school day.
struct Before {
    first: NaiveDate,
    parents: NaiveDate,
    approach: NaiveDate,
    consulted: NaiveDate,
    decided: NaiveDate,
    meeting: NaiveDate,
}

/// Records what the `n`-th case has behind it.
pub(super) fn walk(case: &mut Case, n: usize, host: &str, days: &SchoolDays) {
    match n % STEPS {
        0 => {}
        1 => talked(case, days.ago(3 + n as u32 % 4)),
        2 => {
            talked(case, days.ago(8));
            if !n.is_multiple_of(3) {
                understood(case);
            }
            let answer = if n == 26 { "declined" } else { "asked" };
            approached(case, host, days.ago(2 + n as u32 % 5), answer);
        }
        3 => {
            talked(case, days.ago(11));
            if n > 20 {
                understood(case);
            }
            approached(case, host, days.ago(6), "agreed");
            if n == 35 {
                let first = days.ahead(14);
                set(case, field::DIRECTION_START.id, on(first));
                set(case, field::DIRECTION_END.id, on(days.after(first, 30)));
            }
        }
        4 => {
            let first = days.ahead(9 + n as u32 / 8);
            let decided = days.ago(match n {
                12 => 4,
                BARE => 1,
                _ => 0,
            });
            directed(case, n, host, days, Before::new(days, first, decided));
        }
        _ => {
            let first = days.ago(school_days_running(n));
            let decided = days.before(first, 10);
            directed(case, n, host, days, Before::new(days, first, decided));
            running(case, n, first, days);
        }
    }
}

impl Before {
    fn new(days: &SchoolDays, first: NaiveDate, decided: NaiveDate) -> Before {
        Before {
            first,
            parents: days.before(decided, 15),
            approach: days.before(decided, 12),
            consulted: days.before(decided, 3),
            decided,
            meeting: days.before(first, 5),
        }
    }
}

fn talked(case: &mut Case, day: NaiveDate) {
    let cells = [("on", on(day)), ("who", words("Mother")), ("how", choice("phone"))];
    add(case, table::EVENT_PARENT_DISCUSSION, &cells);
}

fn approached(case: &mut Case, host: &str, day: NaiveDate, answer: &str) {
    let mut cells = vec![
        ("on", on(day)),
        ("school", Value::School(host.to_owned())),
        ("reasons", words("A fresh start near home")),
        ("answer", choice(answer)),
    ];
    if answer == "agreed" {
        cells.push(("nearest", YES));
    }
    add(case, table::EVENT_HOST_APPROACH, &cells);
    set(case, field::SCHOOL_HOST.id, Value::School(host.to_owned()));
}

fn directed(case: &mut Case, n: usize, host: &str, days: &SchoolDays, at: Before) {
    talked(case, at.parents);
    approached(case, host, at.approach, "agreed");
    if case.is_yes(field::CLA_IS) {
        for table in [table::EVENT_VIRTUAL_SCHOOL, table::EVENT_SOCIAL_WORKER] {
            add(case, table, &[("on", on(at.consulted)), ("supports", YES)]);
        }
    }
    if case.is_yes(field::SEND_EHCP) {
        let considered = Value::YesNo(n != BARE);
        let cells = [("on", on(at.consulted)), ("considered", considered)];
        add(case, table::EVENT_SEND_CONSIDERATION, &cells);
    }
    let (who, capacity) = deciding_body(case);
    let decided = [
        ("on", on(at.decided)),
        ("who", words(who)),
        ("capacity", choice(capacity)),
        ("agreed", YES),
    ];
    add(case, table::EVENT_BOARD_DECISION, &decided);
    set(case, field::DIRECTION_START.id, on(at.first));
    set(case, field::DIRECTION_END.id, on(days.after(at.first, 45)));
    if n == BARE {
        return calm::purpose(case);
    }
    set(case, field::INITIAL_DATE.id, on(at.meeting));
    if n == NEGLECTED {
        return calm::least(case, at.first);
    }
    understood(case);
    set(case, field::NOTIFICATION_DATE.id, on(at.parents));
    if n != THROUGH {
        child::parent(case, n);
        calm::rows(case, n, at.first);
    }
    set(case, field::ROLL_LEFT_ON.id, on(days.before(at.first, 1).min(days.ago(0))));
    set(case, field::PASSPORT_DATE.id, on(at.consulted));
    set(case, field::LETTER_DATE.id, on(days.after(at.decided, 1).min(days.ago(0))));
    set(case, field::DIRECTION_DAYS.id, Value::Number(46));
    calm::answers(case, at.first);
}

/// Returns who directs from the home school, and in which capacity (P-BG6).
fn deciding_body(case: &Case) -> (&'static str, &'static str) {
    match case.choice(field::SCHOOL_HOME_KIND) {
        Some(HomeKind::Academy) => ("The trust's committee", "trust"),
        Some(HomeKind::Pru) => ("The management committee", "committee"),
        Some(HomeKind::Maintained | HomeKind::Special) | None => ("Full governing board", "board"),
    }
}

/// What the parents understood, once somebody has gone through it with them.
fn understood(case: &mut Case) {
    for point in [
        field::PARENT_DISCUSSION_PROCESS.id,
        field::PARENT_DISCUSSION_UNIFORM.id,
        field::PARENT_DISCUSSION_ATTENDANCE.id,
        field::PARENT_DISCUSSION_TRANSPORT.id,
    ] {
        set_in(case, table::EVENT_PARENT_DISCUSSION, point, &YES);
    }
}

fn running(case: &mut Case, n: usize, first: NaiveDate, days: &SchoolDays) {
    let notice = [
        ("on", on(days.before(first, 8))),
        ("who", words("Mother")),
        ("how", choice("post")),
        ("everyone", YES),
    ];
    add(case, table::EVENT_NOTICE, &notice);
    add(case, table::EVENT_START, &[("on", on(first))]);
    if n != THROUGH && marks::day_at_home(n).is_some() {
        let friday = [("from", on(first)), ("fri_am", choice("home")), ("fri_pm", choice("home"))];
        set(case, field::SESSION_SPLIT.id, choice("split"));
        add(case, table::TIMETABLE, &friday);
    }
    marks::enter(case, n, first, days);
    evidence_shared(case, days.before(first, 4));
    if first == days.ago(0) {
        return;
    }
    let kept = [
        ("on", on(days.ago(1 + n as u32 % 4).max(first))),
        ("who", words("Mother")),
        ("how", choice("phone")),
    ];
    add(case, table::EVENT_CONTACT, &kept);
    begun(case, first, days);
    if n == NEGLECTED {
        booked(case, days.ahead(20));
    } else {
        reviewed_in_time(case, n, days);
    }
}

fn evidence_shared(case: &mut Case, day: NaiveDate) {
    let shared = [
        "passport",
        "plans",
        "behaviour_log",
        "behaviour_analysis",
        "strategies",
        "attendance",
        "exclusions",
        "attainment",
        "options",
        "send",
        "pep",
    ];
    let mut cells = vec![("on", on(day)), ("who", words("The head of year at the host"))];
    cells.extend(shared.map(|field| (field, YES)));
    add(case, table::EVENT_EVIDENCE_SHARED, &cells);
}

/// What follows the first day: the host's return is made, and the record sent.
fn begun(case: &mut Case, first: NaiveDate, days: &SchoolDays) {
    let returned = [("on", on(days.after(first, 2))), ("who", words("The host's office"))];
    add(case, table::EVENT_PUPIL_RETURN, &returned);
    if first < days.ago(10) {
        for kind in ["ctf", "record"] {
            let cells = [("on", on(days.after(first, 4))), ("kind", choice(kind))];
            add(case, table::EVENT_FILE_SENT, &cells);
        }
    }
}

fn booked(case: &mut Case, day: NaiveDate) -> u32 {
    add(case, table::EVENT_REVIEW, &[("on", on(day)), ("kind", choice("ordinary"))])
}

/// Books the first review, to which everybody is invited; for one case the invitation is due today.
fn reviewed_in_time(case: &mut Case, n: usize, days: &SchoolDays) {
    let day = match n {
        7 => days.invited_today(),
        THROUGH => days.ahead(3),
        _ => days.ahead(6 + n as u32 % 5),
    };
    let review = booked(case, day);
    if n != 7 {
        let cells = [
            ("on", on(days.ago(5))),
            ("review", row_of(review)),
            ("how", choice("post")),
            ("la", case.answer(field::SEND_EHCP.id).clone()),
        ];
        add(case, table::EVENT_INVITATION, &cells);
    }
    let nominee = [
        ("name", words("Mrs L. Quinn, governor")),
        ("role", choice("nominee")),
        ("review", row_of(review)),
        ("is_head", NO),
    ];
    add(case, table::ATTENDEES, &nominee);
}
