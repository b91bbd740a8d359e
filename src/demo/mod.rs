//! Forty invented pupils at every stage of a direction. Their UPNs have LA 999, so none can be a
//! real one.

mod duties;
mod full;
mod terms;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::documents::schools;
use crate::domain::calendar::{Calendar, Terms};
use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, CaseRef, Half, Marks, RowValues};
use crate::domain::forms::{field, table};
use crate::domain::upn;
use crate::domain::value::Value;

/// Invented names, for whoever needs many pupils.
pub const FIRST: [&str; 20] = [
    "Bailey", "Daniel", "Maisie", "Tom", "Aman", "Zoë", "Māia", "Jack", "Ellie", "Reece", "Chloe",
    "Omar", "Freya", "Kian", "Lola", "Ryan", "Isla", "Josh", "Amber", "Leon",
];
/// Invented surnames.
pub const LAST: [&str; 20] = [
    "Ashworth",
    "Okafor",
    "Price",
    "Evans",
    "Singh",
    "Brontë-Hill",
    "Kahu",
    "Turner",
    "Dyer",
    "Cole",
    "Nash",
    "Haddad",
    "Lund",
    "Byrne",
    "Frost",
    "Walsh",
    "Reid",
    "Moss",
    "Field",
    "Grant",
];

/// The case that is answered through and through.
const THROUGH: usize = 13;

/// The case in which nobody has asked what the child needs, nor whether it is on the roll.
const UNASKED: usize = 19;

fn add(case: &mut Case, table: &str, cells: &[(&str, Value)]) -> u32 {
    let row = case.next_row();
    let cells: RowValues = cells
        .iter()
        .map(|(k, v)| (format!("{}.{k}", table.trim_start_matches("event.")), v.clone()))
        .collect();
    case.rows.entry(table.to_owned()).or_default().insert(row, cells);
    row
}

fn choice(id: &str) -> Value {
    Value::Choice(id.to_owned())
}

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn school_ids() -> Vec<String> {
    schools::built_in().into_iter().map(|s| s.id).collect()
}

/// Returns invented term dates for most of the demo's schools.
pub fn terms(today: NaiveDate) -> Vec<Terms> {
    terms::terms(&school_ids(), today)
}

/// Returns the demo cases as they stand on a day.
pub fn cases(today: NaiveDate) -> Vec<Case> {
    let schools = school_ids();
    let known = terms(today);
    let calendar = |case: &Case, field: &str| {
        let school = case.answer(field).as_text();
        Calendar::new(known.iter().find(|t| t.school == school).cloned().unwrap_or_default())
    };
    let mut all: Vec<Case> = (0..40).map(|n| one(n, today, &schools)).collect();
    for (n, case) in all.iter_mut().enumerate() {
        let (home, host) =
            (calendar(case, field::SCHOOL_HOME.id), calendar(case, field::SCHOOL_HOST.id));
        case.marks.retain(|(day, _), _| home.is_school_day(*day) && host.is_school_day(*day));
        duties::show(case, n, today);
    }
    all
}

fn one(n: usize, today: NaiveDate, schools: &[String]) -> Case {
    let mut case =
        Case::new(CaseRef { year: today.year().unsigned_abs() as u16, number: n as u32 + 1 });
    let body = format!("9999999{:02}{:03}", 20 + n % 5, n + 1);
    let letter = upn::check_letter(&body).unwrap_or('A');
    let year_group = 7 + (n % 5) as i64;
    let school = |i: usize| {
        Value::School(schools.get(i % schools.len().max(1)).cloned().unwrap_or_default())
    };
    let born = NaiveDate::from_ymd_opt(
        today.year() - 5 - year_group as i32,
        1 + (n % 12) as u32,
        1 + (n * 7 % 28) as u32,
    );
    let name = format!("{} {}", FIRST[n % 20], LAST[(n * 3 + n / 20) % 20]);
    let mut facts = vec![
        (field::CHILD_FULL_NAME.id, Value::Text(name)),
        (field::CHILD_UPN.id, Value::Text(format!("{letter}{body}"))),
        (field::CHILD_YEAR_GROUP.id, Value::Number(year_group)),
        (field::CHILD_ADDRESS.id, words("1 Invented Lane, Worcester")),
        (field::CASE_ROUTE.id, choice("direction")),
        (field::SCHOOL_HOME.id, school(n)),
        (field::SEND_EHCP.id, Value::YesNo(n % 9 == 4)),
        (field::CLA_IS.id, Value::YesNo(n % 11 == 5)),
    ];
    facts.extend(born.map(|d| (field::CHILD_DOB.id, Value::Date(d))));
    if n != UNASKED {
        facts.extend([
            (field::SEND_DISABILITY.id, Value::YesNo(false)),
            (field::SEND_IHCP.id, Value::YesNo(false)),
            (field::SEND_SUPPORT.id, Value::YesNo(false)),
            (field::ROLL_STILL.id, Value::YesNo(true)),
        ]);
    }
    for (field, value) in facts {
        case.answers.insert(field.to_owned(), value);
    }
    let start = today + Days::new(n as u64 % 4) - Days::new(21 + (n as u64 % 6) * 5);
    let step = n % 8;
    if step >= 1 {
        add(
            &mut case,
            table::EVENT_PARENT_DISCUSSION,
            &[
                ("on", Value::Date(start - Days::new(30))),
                ("who", words("Mother")),
                ("how", choice("phone")),
            ],
        );
    }
    if step >= 2 {
        let answer = if step == 2 { "asked" } else { "agreed" };
        let cells = [
            ("on", Value::Date(start - Days::new(24))),
            ("school", school(n + 7)),
            ("reasons", words("A fresh start near home")),
            ("answer", choice(answer)),
        ];
        add(&mut case, table::EVENT_HOST_APPROACH, &cells);
        case.answers.insert(field::SCHOOL_HOST.id.into(), school(n + 7));
    }
    if step >= 4 {
        directed(&mut case, start, today, step);
    }
    if step >= 5 {
        running(&mut case, n, start, today);
    }
    if step == 7 && n.is_multiple_of(2) || n == 39 {
        add(
            &mut case,
            table::EVENT_END,
            &[("on", Value::Date(today - Days::new(3))), ("how", choice("returned"))],
        );
        add(&mut case, table::EVENT_PORTAL_RETURN, &[("on", Value::Date(today))]);
    }
    if n == THROUGH {
        full::answer(&mut case, start);
    }
    case
}

fn directed(case: &mut Case, start: NaiveDate, today: NaiveDate, step: usize) {
    let first = if step == 4 { today + Days::new(9) } else { start };
    let decided = [
        ("on", Value::Date(start - Days::new(12))),
        ("who", words("Full governing board")),
        ("capacity", choice("board")),
        ("agreed", Value::YesNo(true)),
    ];
    add(case, table::EVENT_BOARD_DECISION, &decided);
    for (table, field) in
        [(table::EVENT_VIRTUAL_SCHOOL, "supports"), (table::EVENT_SOCIAL_WORKER, "supports")]
    {
        if case.is_yes(field::CLA_IS) {
            add(
                case,
                table,
                &[("on", Value::Date(start - Days::new(14))), (field, Value::YesNo(true))],
            );
        }
    }
    if case.is_yes(field::SEND_EHCP) {
        let considered = Value::YesNo(step > 4);
        add(
            case,
            table::EVENT_SEND_CONSIDERATION,
            &[("on", Value::Date(start - Days::new(15))), ("considered", considered)],
        );
    }
    for (field, value) in [
        (field::DIRECTION_PURPOSE.id, words("To learn to stay calm in lessons")),
        (field::DIRECTION_NOT_SANCTION.id, Value::YesNo(true)),
        (field::DIRECTION_START.id, Value::Date(first)),
        (field::DIRECTION_END.id, Value::Date(first + Days::new(56))),
    ] {
        case.answers.insert(field.into(), value);
    }
}

fn running(case: &mut Case, n: usize, start: NaiveDate, today: NaiveDate) {
    add(case, table::EVENT_NOTICE, &[("on", Value::Date(start - Days::new(8)))]);
    add(case, table::EVENT_START, &[("on", Value::Date(start))]);
    if !n.is_multiple_of(3) {
        let on = today + Days::new(2 + n as u64 % 9);
        let review = add(
            case,
            table::EVENT_REVIEW,
            &[("on", Value::Date(on)), ("kind", choice("ordinary"))],
        );
        if n % 4 == 1 {
            add(
                case,
                table::EVENT_INVITATION,
                &[
                    ("on", Value::Date(today - Days::new(2))),
                    ("review", Value::Number(i64::from(review))),
                ],
            );
        }
    }
    add(
        case,
        table::EVENT_CONTACT,
        &[
            ("on", Value::Date(today - Days::new(5))),
            ("who", words("Mother")),
            ("how", choice("phone")),
        ],
    );
    if n % 8 == 6 {
        add(
            case,
            table::EVENT_HOST_SUSPENSION,
            &[("on", Value::Date(today - Days::new(1))), ("days", Value::Number(2))],
        );
    }
    for (term, possible, missed) in
        [("Autumn 2025", 142, 14), ("Spring 2026", 118, 16), ("Summer 2026", 124, 22)]
    {
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
    let is_split = n % 5 == 1;
    if is_split {
        add(
            case,
            "timetable",
            &[("from", Value::Date(start)), ("fri_am", choice("home")), ("fri_pm", choice("home"))],
        );
    }
    for day in start
        .iter_days()
        .take_while(|d| *d < today)
        .filter(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun))
    {
        for half in [Half::Am, Half::Pm] {
            let roll = (day.ordinal() as usize + n * 7 + if half == Half::Pm { 3 } else { 0 }) % 23;
            let present = if half == Half::Am { "/" } else { "\\" };
            let real = match roll {
                0 => None,
                1 => Some("I"),
                2 => Some("N"),
                3 => Some("L"),
                _ => Some(present),
            };
            let (real, other) = (real.map(str::to_owned), Some("D".to_owned()));
            let at_home = is_split && day.weekday() == Weekday::Fri;
            case.marks.insert(
                (day, half),
                if at_home {
                    Marks { home: real, host: other }
                } else {
                    Marks { home: other, host: real }
                },
            );
        }
    }
}
