//! What a term of a search asks, read from one row of the list.

use chrono::NaiveDate;

use crate::domain::list::row::QueryRow;
use crate::domain::query::term::{AgeTerm, BareTerm, DayTerm, NumberTerm, TextTerm};

/// Returns whether a term that stands alone is true of a row.
pub(super) fn holds(term: BareTerm, row: &QueryRow, today: NaiveDate) -> bool {
    match term {
        BareTerm::Late => row.brief.due().is_some_and(|due| due < today),
        BareTerm::Today => row.brief.due() == Some(today),
        BareTerm::Unmarked => row.brief.facts.unmarked.is_some_and(|day| day < today),
    }
}

/// Returns the day that a term names.
pub(super) fn day(term: DayTerm, row: &QueryRow) -> Option<NaiveDate> {
    match term {
        DayTerm::Due => row.brief.due(),
        DayTerm::Review => row.brief.facts.review,
        DayTerm::Start => row.brief.facts.start,
        DayTerm::End => row.brief.facts.end,
        DayTerm::Born => row.brief.born,
    }
}

/// Returns the day from which a term counts.
pub(super) fn since(term: AgeTerm, row: &QueryRow) -> Option<NaiveDate> {
    match term {
        AgeTerm::Untouched => row.brief.facts.touched,
    }
}

/// Returns the number that a term names, as a fraction.
pub(super) fn number(term: NumberTerm, row: &QueryRow) -> Option<(i64, i64)> {
    match term {
        NumberTerm::YearGroup => row.brief.year_group.map(|year| (year, 1)),
        NumberTerm::Attendance => {
            let (attended, possible) = (row.brief.facts.attended, row.brief.facts.possible);
            (possible > 0).then_some((i64::from(attended) * 100, i64::from(possible)))
        }
    }
}

/// Returns the texts in which a term is looked for; "" where there is only one.
pub(super) fn text<'a>(term: TextTerm, row: &QueryRow<'a>) -> [&'a str; 2] {
    match term {
        TextTerm::Host => [row.host.name, row.host.id],
        TextTerm::Home => [row.home.name, row.home.id],
        TextTerm::Name => [row.name, ""],
        TextTerm::Upn => [row.upn, ""],
    }
}
