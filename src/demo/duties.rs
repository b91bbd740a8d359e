//! What the demo's cases lack, so that every rule is seen on one of them.

use chrono::{Days, NaiveDate};

use crate::demo::{add, choice, words};
use crate::domain::case::value::Value;
use crate::domain::case::{Case, Half, Marks};

const YES: Value = Value::YesNo(true);

fn set(case: &mut Case, field: &str, value: Value) {
    case.answers.insert(field.to_owned(), value);
}

fn on(day: NaiveDate) -> Value {
    Value::Date(day)
}

/// Adds to the `n`-th case what it is to show.
pub fn show(case: &mut Case, n: usize, today: NaiveDate) {
    let is_running = case.rows("event.start").next().is_some();
    if is_running && n != 13 {
        prepared(case, today);
    }
    match n {
        12 => ready_to_start(case, today),
        14 => mostly_absent(case),
        21 => to_be_moved(case, today),
        22 => reviewed(case, today),
        23 => {
            case.rows.remove("event.review");
            case.rows.remove("event.invitation");
            ended(case, today, "host_ended");
        }
        24 => set(case, "case.route", choice("managed_move")),
        29 => registers_at_odds(case),
        30 => {
            ended(case, today, "managed_move");
            let cells = [
                ("on", on(today - Days::new(2))),
                ("kind", choice("child_protection")),
                ("who", words("The safeguarding lead")),
            ];
            add(case, "event.file_sent", &cells);
        }
        31 => {
            ended(case, today, "managed_move");
            set(case, "plan.cp", YES);
        }
        38 => before_the_law(case),
        _ => {}
    }
}

/// Everything that stands before a first day.
fn prepared(case: &mut Case, today: NaiveDate) {
    let Some(first) = crate::domain::case::stage::first_day(case) else { return };
    for field in [
        "host.registered",
        "host.checks",
        "criterion.disruption",
        "copies.host",
        "copies.admissions",
        "copies.la",
    ] {
        set(case, field, YES);
    }
    for field in [
        "settled.uniform",
        "settled.transport",
        "settled.funding",
        "copies.social_worker",
        "copies.virtual_school",
    ] {
        set(case, field, YES);
    }
    set(case, "send.adjustments", words("A quiet room, and a card to leave the lesson."));
    set(case, "initial.date", on(first - Days::new(6)));
    set(case, "initial.frequency_weeks", Value::Number(6));
    set(case, "promise.how_often", choice("weekly"));
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
    add(case, "event.evidence_shared", &cells);
    add(
        case,
        "event.pupil_return",
        &[("on", on((first + Days::new(2)).min(today))), ("who", words("The host's office"))],
    );
}

/// Directed and given notice, with something safeguarding and a split week still to settle.
fn ready_to_start(case: &mut Case, today: NaiveDate) {
    set(case, "safeguarding.concerns", YES);
    set(case, "session.split", choice("split"));
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
        "event.notice",
        &[
            ("on", on(today - Days::new(3))),
            ("who", words("Ms K. Ashworth")),
            ("how", choice("post")),
        ],
    );
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
        "event.review",
        &[("on", on(today - Days::new(6))), ("kind", choice("ordinary")), ("held", YES)],
    );
    let cells = [
        ("on", on(today - Days::new(6))),
        ("review", Value::Number(i64::from(held))),
        ("outcome", choice("managed_move")),
    ];
    add(case, "event.decision", &cells);
    add(
        case,
        "event.agreement",
        &[("on", on(today - Days::new(4))), ("party", choice("parent")), ("agreed", YES)],
    );
}

/// A review held and nothing written after it; then a parent asks for another.
fn reviewed(case: &mut Case, today: NaiveDate) {
    add(
        case,
        "event.review",
        &[("on", on(today - Days::new(5))), ("kind", choice("ordinary")), ("held", YES)],
    );
    set(case, "initial.frequency_weeks", Value::Number(1));
    add(case, "event.review", &[("on", on(today + Days::new(20))), ("kind", choice("ordinary"))]);
    let cells = [
        ("on", on(today)),
        ("requester", choice("parent")),
        ("written", YES),
        ("how", choice("email")),
    ];
    add(case, "event.review_request", &cells);
}

fn ended(case: &mut Case, today: NaiveDate, how: &str) {
    let last = today - Days::new(3);
    let cells = [
        ("on", on(last)),
        ("how", choice(how)),
        ("reason", words("As the review found")),
        ("roll_on", on(today)),
    ];
    add(case, "event.end", &cells);
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
    set(case, "school.home_kind", choice("academy"));
    set(case, "direction.start", on(first));
    set(case, "direction.end", on(last));
    for table in [
        "event.notice",
        "event.start",
        "event.review",
        "event.invitation",
        "event.host_suspension",
        "timetable",
    ] {
        case.rows.remove(table);
    }
    case.marks.clear();
    add(case, "event.start", &[("on", on(first))]);
    add(case, "event.review", &[("on", on(review)), ("kind", choice("ordinary"))]);
    add(
        case,
        "event.review_request",
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
    fn every_rule_is_seen_on_some_case() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let calendars: BTreeMap<String, Calendar> =
            terms(today).into_iter().map(|t| (t.school.clone(), Calendar::new(t))).collect();
        let none = Calendar::default();
        // What only other authorities ask is seen with such a profile.
        let other = "[length]\nschool_weeks_most = 1\n[agreement]\nparent = true\npupil = true\n[authority]\nstep = \"approve\"\n[decision]\noutcomes = [\"continue\", \"return\"]\n";
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for case in cases(today) {
            let of = |field: &str| calendars.get(case.answer(field).as_text()).unwrap_or(&none);
            for profile in [Profile::shipped(), &Profile::parse(other).expect("a profile")] {
                let context =
                    RuleContext { home: of("school.home"), host: of("school.host"), profile };
                findings(&case, &context)
                    .iter()
                    .for_each(|f| *seen.entry(f.rule.id).or_default() += 1);
            }
        }
        let unseen: Vec<&str> = rules().map(|r| r.id).filter(|id| !seen.contains_key(id)).collect();
        assert!(unseen.is_empty(), "no case shows {unseen:?}\n{seen:?}");
    }
}
