//! The invented children: who they are, and which two schools they belong to.

use chrono::{Datelike, NaiveDate};

use crate::demo::write::{add, choice, on, set, words};
use crate::demo::{FIRST, LAST, NOT_ASKED, THROUGH};
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms::{field, table};
use crate::domain::school::School;
use crate::domain::upn;
use crate::domain::value::Value;

/// The school of the case that is answered through and through: maintained, as that case says.
const HOME_THROUGH: usize = 1;

/// The case whose record calls the home school maintained, and the register something else.
const OF_ANOTHER_KIND: usize = 20;

/// The one school of which the register that ships says what kind it is.
const HOME_SPECIAL: usize = 30;

/// The case of a pupil who left Year 11 last summer.
const MOVED_ON: usize = 15;

/// Cases whose home school is an academy, besides those whose school's name says so.
const ACADEMIES: [usize; 4] = [31, 36, 37, 38];

/// Returns the places of the home school and the host of the `n`-th case in the list of schools.
pub(super) fn schools(n: usize, count: usize) -> (usize, usize) {
    let home = match n {
        THROUGH => HOME_THROUGH,
        OF_ANOTHER_KIND => HOME_SPECIAL,
        n => n,
    };
    (home % count.max(1), (n + 7) % count.max(1))
}

/// Returns the `n`-th case with the child and the home school, and nothing else.
pub(super) fn one(n: usize, today: NaiveDate, home: &School) -> Case {
    let mut case =
        Case::new(CaseRef { year: today.year().unsigned_abs() as u16, number: n as u32 + 1 });
    let body = format!("9999999{:02}{:03}", 20 + n % 5, n + 1);
    let letter = upn::check_letter(&body).unwrap_or('A');
    // The school year begins in September.
    let autumn = if today.month() >= 9 { today.year() } else { today.year() - 1 };
    let year_group = year_group(n);
    let born = NaiveDate::from_ymd_opt(
        autumn - 4 - year_group as i32 - i32::from(n % 12 < 8) - i32::from(n == MOVED_ON),
        1 + ((n + 8) % 12) as u32,
        1 + (n * 7 % 28) as u32,
    );
    set(&mut case, field::CHILD_FULL_NAME.id, words(&name(n)));
    set(&mut case, field::CHILD_UPN.id, Value::Text(format!("{letter}{body}")));
    set(&mut case, field::CHILD_YEAR_GROUP.id, Value::Number(year_group));
    set(&mut case, field::CHILD_ADDRESS.id, words("1 Invented Lane, Worcester"));
    set(&mut case, field::CASE_ROUTE.id, choice("direction"));
    set(&mut case, field::SCHOOL_HOME.id, Value::School(home.id.clone()));
    set(&mut case, field::SEND_EHCP.id, Value::YesNo(has_plan(n)));
    set(&mut case, field::CLA_IS.id, Value::YesNo(n % 11 == 5));
    if let Some(born) = born {
        set(&mut case, field::CHILD_DOB.id, on(born));
    }
    if n != NOT_ASKED {
        for (field, yes) in [
            (field::SEND_DISABILITY.id, false),
            (field::SEND_IHCP.id, false),
            (field::SEND_SUPPORT.id, false),
            (field::ROLL_STILL.id, true),
        ] {
            set(&mut case, field, Value::YesNo(yes));
        }
    }
    let is_academy = ACADEMIES.contains(&n) || home.name.contains("Academy");
    set(
        &mut case,
        field::SCHOOL_HOME_KIND.id,
        choice(if is_academy { "academy" } else { "maintained" }),
    );
    case
}

/// Returns the child's invented name.
fn name(n: usize) -> String {
    format!("{} {}", FIRST[n % 20], LAST[(n * 3 + n / 20) % 20])
}

/// Returns the year group; the one who moves on after Year 11 is in it.
fn year_group(n: usize) -> i64 {
    if n == MOVED_ON { 11 } else { 7 + (n % 5) as i64 }
}

/// Returns whether the child has an EHCP.
pub(super) fn has_plan(n: usize) -> bool {
    n % 9 == 4 || n == 12
}

/// Adds the parent with whom the schools speak.
pub(super) fn parent(case: &mut Case, n: usize) {
    let last = LAST[(n * 3 + n / 20) % 20];
    let cells = [
        ("name", words(&format!("Ms J. {last}"))),
        ("relationship", words("Mother")),
        ("pr", Value::YesNo(true)),
        ("lives_with", Value::YesNo(true)),
        ("phone", words("01905 555 0100")),
    ];
    add(case, table::CONTACTS, &cells);
}
