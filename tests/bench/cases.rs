//! Invented cases in any number, the same every time, with the marks of years: eight weeks each,
//! every twentieth a whole school year.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use offsite::demo::{FIRST, LAST};
use offsite::documents::schools::built_in;
use offsite::domain::case::{Case, CaseRef, Half, Marks, RowValues};
use offsite::domain::upn;
use offsite::domain::value::Value;

/// The day on which the benchmarks are run.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// How many schools the cases have.
const SCHOOLS: usize = 40;

/// Returns the id of a school of the register that Offsite comes with, so that a check has nothing
/// to say of it.
fn school(n: usize) -> String {
    static ALL: LazyLock<Vec<String>> =
        LazyLock::new(|| built_in().into_iter().take(SCHOOLS).map(|school| school.id).collect());
    ALL[n % ALL.len()].clone()
}

/// Returns the `n`-th case, from 0. Most have ended in earlier years; every two hundredth runs
/// today.
pub(crate) fn case(n: usize) -> Case {
    let back = if n.is_multiple_of(200) { 20 + n % 30 } else { 90 + n.wrapping_mul(7919) % 3200 };
    let start = today() - Days::new(back as u64);
    let mut case = Case::new(CaseRef { year: start.year() as u16, number: n as u32 + 1 });
    let body = format!("999{:04}{:02}{:03}", n / 1000 % 10_000, 20 + n % 7, n % 1000);
    let letter = upn::check_letter(&body).unwrap_or('A');
    let text = |t: &str| Value::Text(t.to_owned());
    let year_group = 7 + (n % 5) as i64;
    let born = NaiveDate::from_ymd_opt(
        start.year() - 5 - year_group as i32,
        1 + (n % 12) as u32,
        1 + (n * 7 % 28) as u32,
    )
    .expect("a day");
    let name = format!("{} {}", FIRST[n % 16], LAST[n / 16 % 16]);
    let answers = [
        ("child.full_name", Value::Text(name)),
        ("child.upn", Value::Text(format!("{letter}{body}"))),
        ("child.dob", Value::Date(born)),
        ("child.year_group", Value::Number(year_group)),
        ("child.address", text("1 Invented Lane, Worcester, WR0 0AA")),
        ("case.route", Value::Choice("direction".into())),
        ("school.home", Value::School(school(n))),
        ("school.host", Value::School(school(n + 7))),
        ("send.ehcp", Value::YesNo(false)),
        ("cla.is", Value::YesNo(n % 11 == 5)),
        (
            "direction.purpose",
            text("To learn to stay calm in lessons, with a trusted adult at the start of each day and a way to ask for time out."),
        ),
        ("direction.not_sanction", Value::YesNo(true)),
        ("direction.start", Value::Date(start)),
        ("direction.end", Value::Date(start + Days::new(56))),
        (
            "formulation.text",
            text(
                "Settles when the day is plain and the adult is known; mornings after a change of plan are the hardest. "
                    .repeat(4)
                    .trim_end(),
            ),
        ),
    ];
    case.answers.extend(answers.map(|(id, v)| (id.to_owned(), v)));
    let mut add = |table: &str, cells: &[(&str, Value)]| {
        let row = case.next_row();
        let cells: RowValues = cells
            .iter()
            .map(|(k, v)| (format!("{}.{k}", table.trim_start_matches("event.")), v.clone()))
            .collect();
        case.rows.entry(table.to_owned()).or_default().insert(row, cells);
    };
    add(
        "event.parent_discussion",
        &[
            ("on", Value::Date(start - Days::new(30))),
            ("who", text("Mother")),
            ("how", Value::Choice("phone".into())),
        ],
    );
    add(
        "event.board_decision",
        &[
            ("on", Value::Date(start - Days::new(12))),
            ("who", text("Full governing board")),
            ("agreed", Value::YesNo(true)),
        ],
    );
    add("event.notice", &[("on", Value::Date(start - Days::new(8)))]);
    add("event.start", &[("on", Value::Date(start))]);
    for week in (7..back as u64).step_by(14).take(6) {
        add(
            "event.contact",
            &[
                ("on", Value::Date(start + Days::new(week))),
                ("who", text("Mother")),
                ("note", text("Settled in maths; asks for more of the same.")),
            ],
        );
    }
    if !n.is_multiple_of(200) {
        add(
            "event.end",
            &[
                ("on", Value::Date(start + Days::new(56))),
                ("how", Value::Choice("returned".into())),
            ],
        );
        add("event.portal_return", &[("on", Value::Date(start + Days::new(58)))]);
    }
    let days = if n.is_multiple_of(20) { 365 } else { 56 };
    let school_days = start
        .iter_days()
        .take(days)
        .take_while(|d| *d < today())
        .filter(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun));
    for day in school_days {
        for (half, present) in [(Half::Am, "/"), (Half::Pm, "\\")] {
            let host = match (day.ordinal() as usize + n * 7) % 23 {
                0 => "I",
                1 => "N",
                _ => present,
            };
            case.marks
                .insert((day, half), Marks { home: Some("D".into()), host: Some(host.into()) });
        }
    }
    case
}
