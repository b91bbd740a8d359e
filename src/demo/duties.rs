//! Gaps in the demo's cases, so that every rule is raised by at least one of them.

use chrono::{Days, NaiveDate};

use crate::demo::{add, choice, words};
use crate::domain::case::{Case, Half, Marks};
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

const YES: Value = Value::YesNo(true);

fn set(case: &mut Case, field: &str, value: Value) {
    case.answers.insert(field.to_owned(), value);
}

fn on(day: NaiveDate) -> Value {
    Value::Date(day)
}

/// Adds to the `n`-th case what it is to show.
pub(super) fn show(case: &mut Case, n: usize, today: NaiveDate) {
    let is_running = case.rows(table::EVENT_START).next().is_some();
    if is_running && n != 13 {
        prepared(case, today);
    }
    match n {
        4 => badly_planned(case, today),
        5 => host_is_provision(case),
        6 => suspended_for_long(case),
        12 => ready_to_start(case, today),
        14 => mostly_absent(case),
        15 => moved_on_after_year_eleven(case, today),
        21 => to_be_moved(case, today),
        22 => reviewed(case, today),
        23 => {
            case.rows.remove(table::EVENT_REVIEW);
            case.rows.remove(table::EVENT_INVITATION);
            ended(case, today, "host_ended");
            away_for_weeks(case);
        }
        20 => same_school_twice(case),
        24 => set(case, field::CASE_ROUTE.id, choice("managed_move")),
        28 => moves_directly(case, today),
        29 => registers_at_odds(case),
        30 => {
            ended(case, today, "managed_move");
            let cells = [
                ("on", on(today - Days::new(2))),
                ("kind", choice("child_protection")),
                ("who", words("The safeguarding lead")),
            ];
            add(case, table::EVENT_FILE_SENT, &cells);
        }
        31 => {
            ended(case, today, "managed_move");
            set(case, field::PLAN_CP.id, YES);
            set(case, field::SCHOOL_HOME_KIND.id, choice("academy"));
        }
        37 => set(case, field::SCHOOL_HOME_KIND.id, choice("academy")),
        38 => before_the_law(case),
        _ => {}
    }
}

/// Everything that stands before a first day.
fn prepared(case: &mut Case, today: NaiveDate) {
    let Some(first) = crate::domain::case::stage::first_day(case) else { return };
    for field in [
        field::HOST_REGISTERED.id,
        field::HOST_CHECKS.id,
        field::CRITERION_DISRUPTION.id,
        field::COPIES_HOME.id,
        field::COPIES_HOST.id,
        field::COPIES_ADMISSIONS.id,
        field::COPIES_LA.id,
    ] {
        set(case, field, YES);
    }
    for field in [
        field::SETTLED_UNIFORM.id,
        field::SETTLED_TRANSPORT.id,
        field::SETTLED_FUNDING.id,
        field::COPIES_SOCIAL_WORKER.id,
        field::COPIES_VIRTUAL_SCHOOL.id,
    ] {
        set(case, field, YES);
    }
    set(case, field::SEND_ADJUSTMENTS.id, words("A quiet room, and a card to leave the lesson."));
    set(case, field::INITIAL_DATE.id, on(first - Days::new(6)));
    set(case, field::INITIAL_FREQUENCY_WEEKS.id, Value::Number(6));
    set(case, field::PROMISE_HOW_OFTEN.id, choice("weekly"));
    let shared = [
        "passport",
        "plans",
        "behaviour_log",
        "behaviour_analysis",
        "strategies",
        "attendance",
        "exclusions",
        "attainment",
        "send",
        "pep",
    ];
    let mut cells =
        vec![("on", on(first - Days::new(5))), ("who", words("The head of year at the host"))];
    cells.extend(shared.map(|field| (field, YES)));
    add(case, table::EVENT_EVIDENCE_SHARED, &cells);
    add(
        case,
        table::EVENT_PUPIL_RETURN,
        &[("on", on((first + Days::new(2)).min(today))), ("who", words("The host's office"))],
    );
}

/// Directed and given notice, with something safeguarding and a split week still to settle.
fn ready_to_start(case: &mut Case, today: NaiveDate) {
    set(case, field::SAFEGUARDING_CONCERNS.id, YES);
    set(case, field::SESSION_SPLIT.id, choice("split"));
    add(
        case,
        "contacts",
        &[("name", words("Ms K. Ashworth")), ("relationship", words("Mother")), ("pr", YES)],
    );
    add(
        case,
        "contacts",
        &[("name", words("Mr P. Ashworth")), ("relationship", words("Father")), ("pr", YES)],
    );
    add(
        case,
        table::EVENT_NOTICE,
        &[
            ("on", on(today - Days::new(3))),
            ("who", words("Ms K. Ashworth")),
            ("how", choice("post")),
        ],
    );
}

/// A first day on a Sunday, and nothing told to the family yet.
fn badly_planned(case: &mut Case, today: NaiveDate) {
    set(
        case,
        field::DIRECTION_START.id,
        on(today.week(chrono::Weekday::Mon).last_day() + Days::new(7)),
    );
}

/// At alternative provision that is no school.
fn host_is_provision(case: &mut Case) {
    set(case, field::SCHOOL_HOST_KIND.id, choice("ap_other"));
}

/// Suspended by the host for longer than five school days.
fn suspended_for_long(case: &mut Case) {
    let rows = case.rows.entry(table::EVENT_HOST_SUSPENSION.to_owned()).or_default();
    for cells in rows.values_mut() {
        cells.insert(field::HOST_SUSPENSION_DAYS.into(), Value::Number(7));
    }
}

/// Ten school days without leave, then weeks of sickness.
fn away_for_weeks(case: &mut Case) {
    let mut days: Vec<NaiveDate> = case.marks.keys().map(|(day, _)| *day).collect();
    days.dedup();
    for ((day, _), marks) in &mut case.marks {
        let is_early = days.iter().position(|d| d == day).is_some_and(|i| i < 10);
        if marks.host.as_deref() != Some("D") {
            marks.host = Some(if is_early { "O" } else { "I" }.into());
        }
    }
}

/// Moved on to a place after Year 11, and the host's roll not closed.
fn moved_on_after_year_eleven(case: &mut Case, today: NaiveDate) {
    ended(case, today, "post16");
    add(case, table::EVENT_DELETION, &[("on", on(today)), ("school", choice("home"))]);
}

/// A slip of the keys: the home school stands as the host.
fn same_school_twice(case: &mut Case) {
    let home = case.answer(field::SCHOOL_HOME.id).clone();
    set(case, field::SCHOOL_HOST.id, home);
}

/// A direct managed move, on which somebody recorded a notice of a direction.
fn moves_directly(case: &mut Case, today: NaiveDate) {
    set(case, field::CASE_ROUTE.id, choice("managed_move"));
    set(case, field::DIRECTION_START.id, on(today + Days::new(14)));
    add(case, table::EVENT_NOTICE, &[("on", on(today - Days::new(2)))]);
}

/// Every other host session missed, and more.
fn mostly_absent(case: &mut Case) {
    for (i, marks) in case.marks.values_mut().enumerate() {
        if i % 3 > 0 && marks.host.as_deref() != Some("D") {
            marks.host = Some("I".into());
        }
    }
}

/// Decided for a managed move that not everybody has agreed to.
fn to_be_moved(case: &mut Case, today: NaiveDate) {
    let held = add(
        case,
        table::EVENT_REVIEW,
        &[("on", on(today - Days::new(6))), ("kind", choice("ordinary")), ("held", YES)],
    );
    let cells = [
        ("on", on(today - Days::new(6))),
        ("review", Value::Number(i64::from(held))),
        ("outcome", choice("managed_move")),
    ];
    add(case, table::EVENT_DECISION, &cells);
    add(
        case,
        table::EVENT_AGREEMENT,
        &[("on", on(today - Days::new(4))), ("party", choice("parent")), ("agreed", YES)],
    );
}

/// A review held and nothing written after it; then a parent asks for another.
fn reviewed(case: &mut Case, today: NaiveDate) {
    add(
        case,
        table::EVENT_REVIEW,
        &[("on", on(today - Days::new(5))), ("kind", choice("ordinary")), ("held", YES)],
    );
    set(case, field::INITIAL_FREQUENCY_WEEKS.id, Value::Number(1));
    add(
        case,
        table::EVENT_REVIEW,
        &[("on", on(today + Days::new(20))), ("kind", choice("ordinary"))],
    );
    let cells = [
        ("on", on(today)),
        ("requester", choice("parent")),
        ("written", YES),
        ("how", choice("email")),
    ];
    add(case, table::EVENT_REVIEW_REQUEST, &cells);
}

fn ended(case: &mut Case, today: NaiveDate, how: &str) {
    let last = today - Days::new(3);
    let cells = [
        ("on", on(last)),
        ("how", choice(how)),
        ("reason", words("As the review found")),
        ("roll_on", on(today)),
    ];
    add(case, table::EVENT_END, &cells);
    case.marks.retain(|(day, _), _| *day <= last);
}

/// A suspension that only the register shows, and marks that do not fit each other.
fn registers_at_odds(case: &mut Case) {
    let days: Vec<NaiveDate> = case.marks.keys().map(|(day, _)| *day).collect();
    let marks = |home: &str, host: &str| Marks { home: Some(home.into()), host: Some(host.into()) };
    for (i, day) in days.into_iter().enumerate().step_by(6).take(3) {
        let both = match i {
            0 => marks("D", "E"),
            6 => marks("D", "D"),
            _ => marks("I", "/"),
        };
        case.marks.insert((day, Half::Am), both);
    }
}

/// A direction of an academy that ended by its dates before the regulations bound academies, and
/// was never closed.
fn before_the_law(case: &mut Case) {
    let day = NaiveDate::from_ymd_opt;
    let (Some(first), Some(last), Some(review)) =
        (day(2026, 5, 4), day(2026, 7, 17), day(2026, 7, 8))
    else {
        return;
    };
    set(case, field::SCHOOL_HOME_KIND.id, choice("academy"));
    set(case, field::DIRECTION_START.id, on(first));
    set(case, field::DIRECTION_END.id, on(last));
    for table in [
        table::EVENT_NOTICE,
        table::EVENT_START,
        table::EVENT_REVIEW,
        table::EVENT_INVITATION,
        table::EVENT_HOST_SUSPENSION,
        "timetable",
    ] {
        case.rows.remove(table);
    }
    case.marks.clear();
    add(case, table::EVENT_START, &[("on", on(first))]);
    let held = [("on", on(review - Days::new(26))), ("kind", choice("ordinary")), ("held", YES)];
    add(case, table::EVENT_REVIEW, &held);
    add(case, table::EVENT_REVIEW, &[("on", on(review)), ("kind", choice("ordinary"))]);
    add(
        case,
        table::EVENT_REVIEW_REQUEST,
        &[("on", on(review - Days::new(20))), ("requester", choice("parent")), ("written", YES)],
    );
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;

    use super::super::{cases, terms};
    use crate::domain::calendar::Calendar;
    use crate::domain::profile::Profile;
    use crate::domain::rules::{RuleContext, findings, rules};

    #[test]
    fn every_rule_is_raised_by_a_case_of_the_demo() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let calendars: BTreeMap<String, Calendar> =
            terms(today).into_iter().map(|t| (t.school.clone(), Calendar::new(t))).collect();
        let none = Calendar::default();
        // What only other authorities ask is seen with such a profile.
        let other = "[length]\nschool_weeks_most = 1\n[agreement]\nparent = true\npupil = true\n[authority]\nstep = \"approve\"\nbefore_parents = true\nstart_school_days = 5\noutcome_school_days = 3\n[panel]\nname = \"Panel\"\n[checklist]\nrows = [\"before: block: Talk\"]\n[host]\nsessions_a_week_most = [\"ap_other: 4\"]\n[review]\nface_to_face_least = 2\n[law]\nchildren_not_in_school_from = 2026-09-01\n[papers]\ncopies = [\"la\", \"Somebody\"]\n[decision]\noutcomes = [\"continue\", \"return\"]\n";
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for case in cases(today) {
            let of = |field: &str| calendars.get(case.answer(field).as_text()).unwrap_or(&none);
            for profile in [Profile::shipped(), &Profile::parse(other).expect("a profile")] {
                let context =
                    RuleContext { home: of("school.home"), host: of("school.host"), profile };
                for f in &findings(&case, &context) {
                    *seen.entry(f.rule.id).or_default() += 1;
                }
            }
        }
        let unseen: Vec<&str> = rules().map(|r| r.id).filter(|id| !seen.contains_key(id)).collect();
        assert!(unseen.is_empty(), "no case shows {unseen:?}\n{seen:?}");
    }
}
