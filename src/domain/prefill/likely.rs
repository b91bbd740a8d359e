//! The answer that a question most likely gets, from what the record, the register of schools and
//! the calendars know. It is offered where the question is opened and stands nowhere until the
//! officer takes it.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::attendance::Registers;
use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, FieldPath, Side};
use crate::domain::forms::field;
use crate::domain::prefill::same_case;
use crate::domain::school::School;
use crate::domain::value::Value;

/// What the officer fills in or makes, and signs with a name.
const BY_OFFICER: [&str; 5] = [
    field::PASSPORT_COMPLETED_BY.id,
    field::PUPIL_RETURN_WHO.id,
    field::PORTAL_RETURN_WHO.id,
    field::SPREADSHEET_UPDATE_WHO.id,
    field::ATTENDANCE_RETURN_WHO.id,
];

/// What is known beside the case.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Today.
    pub today: NaiveDate,
    /// The officer's name, as it stands in the record.
    pub officer: &'a str,
    /// The officer's position; "" where none is set.
    pub position: &'a str,
    /// The home school, where it is in the register.
    pub home: Option<&'a School>,
    /// The host, where it is in the register.
    pub host: Option<&'a School>,
    /// Both registers with their calendars.
    pub registers: &'a Registers<'a>,
}

/// Returns what is offered for an unanswered question; none where nothing is known.
pub fn likely(case: &Case, at: &FieldPath, known: &Known) -> Option<Value> {
    let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
    let id = at.field.as_str();
    let of_here = match id {
        _ if id == field::CHILD_YEAR_GROUP.id => year_group(case, known.today),
        _ if id == field::PASSPORT_DATE.id
            || id == field::NOTIFICATION_DATE.id
            || id == field::INITIAL_DATE.id =>
        {
            Some(Value::Date(known.today))
        }
        _ if BY_OFFICER.contains(&id) => text(known.officer),
        _ if id == field::HOST_SUSPENSION_TOLD_ON.id => Some(Value::Date(known.today)),
        _ if id == field::PASSPORT_POSITION.id => text(known.position),
        _ if id == field::PASSPORT_CONTACT.id => text(known.home.map_or("", |s| &s.phone)),
        _ if id == field::LETTER_SIGNED_BY.id => {
            text(&known.home.map_or_else(String::new, School::signed_by_head))
        }
        _ if id == field::HOST_ADDRESS.id => known.host.and_then(|s| text(&address(s))),
        _ if id == field::ACADEMIC_TERM.id => text(&last_term(known.today)),
        _ if id == field::DIRECTION_DAYS.id => known.registers.days_at_host().map(Value::Number),
        _ if id == field::INITIAL_FIRST_REVIEW.id => {
            let first = case.date(field::DIRECTION_START)?;
            next_review(case, first, known.registers)
        }
        _ if id == field::REVIEW_NEXT_ON.id => {
            let (table, row) = at.row.as_ref()?;
            let on = case.row(table, *row)?.date(field::REVIEW_ON)?;
            next_review(case, on, known.registers)
        }
        _ => None,
    };
    of_here.or_else(|| same_case::offer(case, at))
}

/// Returns the year group of a child by the day of birth: the age on 31 August before the school
/// year, less four.
fn year_group(case: &Case, today: NaiveDate) -> Option<Value> {
    let born = case.date(field::CHILD_DOB)?;
    let year = if today.month() >= 9 { today.year() } else { today.year() - 1 };
    let eve = NaiveDate::from_ymd_opt(year, 8, 31)?;
    let group = i64::from(eve.years_since(born)?) - 4;
    (1..=13).contains(&group).then_some(Value::Number(group))
}

fn address(school: &School) -> String {
    let parts = [&school.address, &school.town, &school.postcode];
    let known: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    if school.address.is_empty() { String::new() } else { known.join(", ") }
}

/// Returns the term that ended last, as schools name it.
fn last_term(today: NaiveDate) -> String {
    match today.month() {
        1..=3 => format!("Autumn {}", today.year() - 1),
        4..=8 => format!("Spring {}", today.year()),
        _ => format!("Summer {}", today.year()),
    }
}

/// Returns the day so many school weeks after another, or the last one before it on which both
/// schools are open.
fn next_review(case: &Case, from: NaiveDate, registers: &Registers) -> Option<Value> {
    let weeks = u32::try_from(case.number(field::INITIAL_FREQUENCY_WEEKS)?).ok()?;
    let home = registers.schools.calendar(Side::Home);
    let host = registers.schools.calendar(Side::Host);
    let latest = home.school_weeks_after(from, weeks);
    let both = |day: &NaiveDate| home.is_school_day(*day) && host.is_school_day(*day);
    let days = (0..14).filter_map(|back| latest.checked_sub_days(Days::new(back)));
    days.take_while(|day| *day > from).find(both).map(Value::Date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::attendance::BothSchools;
    use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
    use crate::domain::case::CaseRef;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn offered(case: &Case, id: &str, home: &Calendar, host: &Calendar) -> Option<Value> {
        let registers = Registers::new(case, BothSchools { home, host });
        let known = Known {
            today: day("2026-11-26"),
            officer: "A Shah",
            position: "",
            home: None,
            host: None,
            registers: &registers,
        };
        likely(case, &FieldPath::case(id), &known)
    }

    #[test]
    fn year_group_follows_from_the_day_of_birth_and_what_is_unknown_is_not_offered() {
        let (mut case, usual) = (Case::new(CaseRef { year: 2026, number: 1 }), Calendar::default());
        let year = |case: &Case| offered(case, field::CHILD_YEAR_GROUP.id, &usual, &usual);
        assert_eq!(year(&case), None);
        for (born, group) in [("2013-03-12", 9), ("2013-08-31", 9), ("2013-09-01", 8)] {
            case.answers.insert(field::CHILD_DOB.id.into(), Value::Date(day(born)));
            assert_eq!(year(&case), Some(Value::Number(group)), "{born}");
        }
        assert_eq!(offered(&case, field::PASSPORT_POSITION.id, &usual, &usual), None);
        let who = offered(&case, field::PASSPORT_COMPLETED_BY.id, &usual, &usual);
        assert_eq!(who, Some(Value::Text("A Shah".into())));
    }

    #[test]
    fn first_review_falls_on_a_day_on_which_both_schools_are_open() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        case.answers.insert(field::DIRECTION_START.id.into(), Value::Date(day("2026-11-02")));
        case.answers.insert(field::INITIAL_FREQUENCY_WEEKS.id.into(), Value::Number(3));
        let usual = Calendar::default();
        let first = |host: &Calendar| offered(&case, field::INITIAL_FIRST_REVIEW.id, &usual, host);
        assert_eq!(first(&usual), Some(Value::Date(day("2026-11-23"))));
        let inset = ClosedSpan { day: day("2026-11-23"), reason: "INSET".into() };
        let host = Calendar::new(Terms { closed: vec![inset], ..Terms::default() });
        assert_eq!(first(&host), Some(Value::Date(day("2026-11-20"))));
    }
}
