//! What a term of a search asks, read from one row of the list.

use chrono::NaiveDate;

use crate::domain::list::case_sets::CaseSets;
use crate::domain::list::row::QueryRow;
use crate::domain::query::term::{AgeTerm, BareTerm, DayTerm, NumberTerm, TextTerm};

/// Returns whether a term that stands alone is true of a row.
pub(super) fn holds(term: BareTerm, row: &QueryRow, today: NaiveDate, sets: &CaseSets) -> bool {
    match term {
        BareTerm::Restricted => sets.restricted.contains(&row.sort_key.id),
        BareTerm::AccessRequest => sets.asked_for.contains(&row.sort_key.id),
        BareTerm::Opened => sets.opened.contains(&row.sort_key.id),
        BareTerm::Late => row.sort_key.due().is_some_and(|due| due < today),
        BareTerm::Today => row.sort_key.due() == Some(today),
        BareTerm::Unmarked => row.sort_key.facts.unmarked.is_some_and(|day| day < today),
    }
}

/// Returns the day that a term names.
pub(super) fn day(term: DayTerm, row: &QueryRow) -> Option<NaiveDate> {
    match term {
        DayTerm::Due => row.sort_key.due(),
        DayTerm::Review => row.sort_key.facts.review,
        DayTerm::Start => row.sort_key.facts.start,
        DayTerm::End => row.sort_key.facts.end,
        DayTerm::Born => row.sort_key.born,
    }
}

/// Returns the day from which a term counts.
pub(super) fn since(term: AgeTerm, row: &QueryRow) -> Option<NaiveDate> {
    match term {
        AgeTerm::Untouched => row.sort_key.facts.touched,
    }
}

/// Returns the number that a term names, as a fraction.
pub(super) fn number(term: NumberTerm, row: &QueryRow) -> Option<(i64, i64)> {
    match term {
        NumberTerm::YearGroup => row.sort_key.year_group.map(|year| (year, 1)),
        NumberTerm::Attendance => {
            let (attended, possible) = (row.sort_key.facts.attended, row.sort_key.facts.possible);
            (possible > 0).then_some((i64::from(attended) * 100, i64::from(possible)))
        }
    }
}

/// Returns the texts in which a term is looked for; "" where there is only one.
pub(super) fn text<'a>(term: TextTerm, row: &QueryRow<'a>, sets: &'a CaseSets) -> [&'a str; 2] {
    match term {
        TextTerm::Officer => [sets.officers.get(&row.sort_key.id).map_or("", |login| &**login), ""],
        TextTerm::Host => [row.host.name, row.host.id],
        TextTerm::Home => [row.home.name, row.home.id],
        TextTerm::Name => [row.name, ""],
        TextTerm::Upn => [row.upn, ""],
    }
}
