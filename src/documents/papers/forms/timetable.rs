//! A timetable as a week: two sessions by five days.

use crate::documents::papers::answer::Answer;
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::forms::sheet::FormSheet;
use crate::documents::papers::paper::Block;
use crate::documents::papers::placeholders::name_of;
use crate::documents::papers::span::{Span, missing, plain};
use crate::domain::calendar::dates;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::{field, parse};
use crate::domain::value::Value;

/// The sessions of a week, mornings then afternoons.
const SESSIONS: [[&str; 5]; 2] = [
    [
        field::TIMETABLE_MON_AM.id,
        field::TIMETABLE_TUE_AM.id,
        field::TIMETABLE_WED_AM.id,
        field::TIMETABLE_THU_AM.id,
        field::TIMETABLE_FRI_AM.id,
    ],
    [
        field::TIMETABLE_MON_PM.id,
        field::TIMETABLE_TUE_PM.id,
        field::TIMETABLE_WED_PM.id,
        field::TIMETABLE_THU_PM.id,
        field::TIMETABLE_FRI_PM.id,
    ],
];

/// Returns one timetable as a table of a week, with the names of the schools where they are known.
pub(in crate::documents::papers) fn week(cells: &RowValues, facts: &PaperFacts) -> Block {
    let named = |v: &Value| {
        let field = match v.as_text() {
            "home" => field::SCHOOL_HOME.id,
            "host" => field::SCHOOL_HOST.id,
            _ => return None,
        };
        Some(plain(&facts.school_of(field).name)).filter(|name| !name.trim().is_empty())
    };
    let line = |name: &str, fields: &[&str; 5]| {
        let place = |id: &&str| match (forms::any_field(id), cells.get(*id)) {
            (Some((_, field)), Some(v)) if !v.is_empty() => {
                Answer::text(&named(v).unwrap_or_else(|| parse::format(&field.kind, v)))
            }
            _ => Answer::Empty { lines: 1, wanted: !cells.is_empty() },
        };
        std::iter::once(Answer::text(name)).chain(fields.iter().map(place)).collect()
    };
    let head =
        ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"].map(str::to_owned).to_vec();
    Block::Grid { head, rows: vec![line("Morning", &SESSIONS[0]), line("Afternoon", &SESSIONS[1])] }
}

impl FormSheet<'_> {
    /// Draws each timetable as a week: two sessions by five days.
    pub(super) fn timetable(&mut self, rows: &[(RowId, &RowValues)]) {
        let none = RowValues::new();
        let shown: Vec<&RowValues> =
            if self.blank { vec![&none] } else { rows.iter().map(|(_, c)| *c).collect() };
        for cells in shown {
            let from = cells
                .get(field::TIMETABLE_FROM.id)
                .and_then(Value::as_date)
                .map(dates::format)
                .unwrap_or_default();
            if from.is_empty() && !self.blank {
                self.gaps.push(missing("first day of the timetable", &[field::TIMETABLE_FROM.id]));
            }
            self.blocks.push(Block::Para(vec![Span::Bold(format!("Timetable from {from}"))]));
            self.blocks.push(week(cells, self.facts));
            if !self.blank {
                let empty = SESSIONS
                    .iter()
                    .flatten()
                    .filter(|f| cells.get(**f).is_none_or(Value::is_empty));
                self.gaps.extend(empty.map(|f| {
                    missing(
                        &forms::any_field(f).map_or_else(String::new, |(_, f)| name_of(f)),
                        &[*f],
                    )
                }));
            }
        }
    }
}
