//! What a row leaves open and one answer settles for all: the route, whether a planned first day was
//! the first day, and whether a planned last day was the last.

use chrono::NaiveDate;

use crate::documents::sheets::gathered::Gathered;
use crate::documents::sheets::row::SheetRow;
use crate::domain::case::RowValues;
use crate::domain::forms;
use crate::domain::forms::schema::{Field, Table};
use crate::domain::forms::{field, parse, table};
use crate::domain::sheet::{SheetAsk, SheetMapping, SheetQuestion, SheetSetting};
use crate::domain::value::Value;

/// The answer by which a planned day was the day.
const AS_PLANNED: &str = "as planned";

/// The answer by which something stays to be answered in the case.
const LEAVE_OPEN: &str = "";

/// Settles what rows leave open; asks where nobody has said it.
pub(super) fn settle(
    rows: &mut [SheetRow],
    mapping: &SheetMapping,
    today: NaiveDate,
    out: &mut Gathered,
) {
    route(rows, mapping, out);
    let has_begun = |row: &SheetRow| {
        let start = row.answer(field::DIRECTION_START.id).as_date();
        start
            .filter(|day| *day <= today && cell(row, table::EVENT_START, field::START_ON).is_none())
    };
    planned(rows, SheetSetting::Started, mapping, out, &has_begun, &|row, day| {
        let cells = row.rows.entry((table::EVENT_START, 1)).or_default();
        cells.insert(field::START_ON.into(), Value::Date(day));
    });
    let has_ended = |row: &SheetRow| {
        let how = cell(row, table::EVENT_END, field::END_HOW);
        let on = cell(row, table::EVENT_END, field::END_ON);
        let end = row.answer(field::DIRECTION_END.id).as_date();
        end.filter(|day| how.is_some() && on.is_none() && *day <= today)
    };
    planned(rows, SheetSetting::Ended, mapping, out, &has_ended, &|row, day| {
        let cells = row.rows.entry((table::EVENT_END, 1)).or_default();
        cells.insert(field::END_ON.into(), Value::Date(day));
    });
    if !out.is_asking() {
        for row in rows.iter_mut() {
            keep_whole_events(row, today);
        }
    }
}

fn cell<'a>(row: &'a SheetRow, table: &'static str, field: impl AsRef<str>) -> Option<&'a Value> {
    let mut cells = row.rows.iter().filter(|((of, _), _)| *of == table);
    cells.find_map(|(_, cells)| cells.get(field.as_ref()))
}

fn route(rows: &mut [SheetRow], mapping: &SheetMapping, out: &mut Gathered) {
    let id = field::CASE_ROUTE.id;
    let is_open = |row: &SheetRow| row.answer(id).is_empty();
    let open = rows.iter().filter(|row| is_open(row)).count();
    let about = SheetAsk::Setting(SheetSetting::Route);
    match mapping.get(&about) {
        _ if open == 0 => {}
        Some(LEAVE_OPEN) => {}
        Some(route @ ("direction" | "managed_move")) => {
            for row in rows.iter_mut().filter(|row| is_open(row)) {
                row.answers.insert(id, Value::Choice(route.to_owned()));
            }
        }
        _ => out.ask(SheetQuestion {
            about,
            question: format!("{} no route. What are they?", say(open, "row names", "rows name")),
            options: vec![
                ("direction".to_owned(), "Off-site directions".to_owned()),
                ("managed_move".to_owned(), "Direct managed moves".to_owned()),
                (LEAVE_OPEN.to_owned(), "Leave it open in each case".to_owned()),
            ],
        }),
    }
}

/// Takes a planned day as the day where that was answered.
fn planned(
    rows: &mut [SheetRow],
    setting: SheetSetting,
    mapping: &SheetMapping,
    out: &mut Gathered,
    day_of: &dyn Fn(&SheetRow) -> Option<NaiveDate>,
    put: &dyn Fn(&mut SheetRow, NaiveDate),
) {
    let count = rows.iter().filter(|row| day_of(row).is_some()).count();
    let about = SheetAsk::Setting(setting);
    match mapping.get(&about) {
        _ if count == 0 => {}
        Some(AS_PLANNED) => {
            for row in rows.iter_mut() {
                if let Some(day) = day_of(row) {
                    put(row, day);
                }
            }
        }
        Some(_) => {}
        None => {
            let (question, yes) = match setting {
                SheetSetting::Started => (
                    format!(
                        "{} a first day that has come, and no day on which the child started. Did each child start on it?",
                        say(count, "row has", "rows have")
                    ),
                    "Yes: it was the first day",
                ),
                _ => (
                    format!(
                        "{} an outcome and no day on which it ended. Was the planned last day the last?",
                        say(count, "row has", "rows have")
                    ),
                    "Yes: it was the last day",
                ),
            };
            out.ask(SheetQuestion {
                about,
                question,
                options: vec![
                    (AS_PLANNED.to_owned(), yes.to_owned()),
                    (LEAVE_OPEN.to_owned(), "Leave it open in each case".to_owned()),
                ],
            });
        }
    }
}

fn say(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Moves an event without its day into the note, and an ending without its outcome: an event says
/// how far a case has come, so half of one would say it wrongly.
fn keep_whole_events(row: &mut SheetRow, today: NaiveDate) {
    let mut kept = std::mem::take(&mut row.rows);
    kept.retain(|(id, _), cells| {
        let Some(known) = forms::table(id).filter(|t| t.event) else { return true };
        let day = cells.get(known.title).and_then(Value::as_date);
        let lacks = match day {
            None => Some("its day".to_owned()),
            Some(_) if *id == table::EVENT_END && !cells.contains_key(field::END_HOW.id) => {
                Some("how it ended".to_owned())
            }
            Some(day) if day > today && [table::EVENT_END, table::EVENT_START].contains(id) => {
                Some("a day that has come".to_owned())
            }
            Some(_) => None,
        };
        let Some(lacks) = lacks else { return true };
        row.doubts.push(format!("{}: {lacks} is missing; it is in the note.", known.label));
        row.notes.extend(cells_in_words(known, cells));
        false
    });
    row.rows = kept;
}

fn cells_in_words(table: &Table, cells: &RowValues) -> Vec<String> {
    let words = |f: &Field| {
        let shown = parse::format(&f.kind, cells.get(f.id)?);
        Some(format!("{}: {}: {shown}", table.row_label, f.label))
    };
    table.fields.iter().filter_map(words).collect()
}
