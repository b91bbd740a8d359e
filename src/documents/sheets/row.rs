//! One row of a sheet as answers.

use std::collections::BTreeMap;

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::sheets::cell::{CellRead, CellReader};
use crate::documents::sheets::column::SheetColumn;
use crate::documents::sheets::fault::SheetFault;
use crate::documents::sheets::gathered::Gathered;
use crate::documents::sheets::layout::{ColumnInfo, SheetLayout};
use crate::documents::sheets::pupils;
use crate::documents::table::{FileTable, TableRow};
use crate::domain::case::RowValues;
use crate::domain::case::pupil::Pupil;
use crate::domain::forms::field;
use crate::domain::forms::schema::Field;
use crate::domain::sheet::{NOTE, SheetAsk};
use crate::domain::upn;
use crate::domain::value::Value;

/// A row of a table, by the table and its number in the sheet.
pub(super) type RowKey = (&'static str, u32);

/// What one row says of one child.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetRow {
    /// Where it stands: `Line 12`.
    pub place: String,
    /// The child.
    pub pupil: Pupil,
    /// Answers of the case itself.
    pub answers: BTreeMap<&'static str, Value>,
    /// Rows of tables.
    pub rows: BTreeMap<RowKey, RowValues>,
    /// What goes into the note, a line each.
    pub notes: Vec<String>,
    /// What is to be looked at again, a sentence each.
    pub doubts: Vec<String>,
}

/// Words in the first cell of a row of sums below the others.
const TAILS: &[&str] = &["total", "totals", "subtotal", "grand", "sum", "count", "average", "key"];

/// Reads every row below the headings.
pub(super) fn rows(
    table: &FileTable,
    layout: &SheetLayout,
    reader: &CellReader,
    out: &mut Gathered,
) -> Vec<SheetRow> {
    for row in &table.rows[..layout.at] {
        let words: Vec<&str> = row.cells().map(|(_, c)| c).filter(|c| !c.is_empty()).collect();
        let says = if words.is_empty() { "is blank." } else { "is above the headings." };
        out.reading.pass(table.row_place(row.line), &words.join(" "), says);
    }
    out.reading.take(table.row_place(table.rows[layout.at].line), "", "is the row of headings.");
    let below = &table.rows[layout.at + 1..];
    below.iter().filter_map(|row| one(table, layout, row, reader, out)).collect()
}

fn one(
    table: &FileTable,
    layout: &SheetLayout,
    row: &TableRow,
    reader: &CellReader,
    out: &mut Gathered,
) -> Option<SheetRow> {
    let place = table.row_place(row.line);
    let filled: Vec<&str> = row.cells().map(|(_, c)| c).filter(|c| !c.is_empty()).collect();
    let first = filled.first().copied().unwrap_or_default();
    let word = first.split([' ', ':']).next().unwrap_or_default().to_lowercase();
    let passed = match filled.len() {
        0 => Some("is blank."),
        1 if layout.columns.len() > 2 => Some("has one cell alone, and is no row of a pupil."),
        _ if TAILS.contains(&word.as_str()) => Some("is no row of a pupil."),
        _ => None,
    };
    if let Some(says) = passed {
        out.reading.pass(place, first, says);
        return None;
    }
    let mut read = SheetRow { place, ..SheetRow::default() };
    let (mut forename, mut surname) = (String::new(), String::new());
    for info in &layout.columns {
        let cell = row.cell(info.at);
        if cell.is_empty() {
            continue;
        }
        match info.is {
            SheetColumn::Forename => forename = clean(cell),
            SheetColumn::Surname => surname = clean(cell),
            SheetColumn::SpecialNeeds => special_needs(&mut read, info, cell),
            SheetColumn::Note | SheetColumn::Unknown => read.note(&info.heading, cell),
            SheetColumn::LeftOut(_) => {}
            SheetColumn::Field(to, number) => {
                let at = table.place(row.line, info.at);
                let key = to.table.map(|table| (table.id, number));
                match answer(table, to.field, (info, cell), at, reader, out) {
                    Taken::Answer(value) => read.put(key, to.field, value, (info, cell)),
                    Taken::Doubtful(value, why) => {
                        read.doubts.push(format!("{}: {why}", info.heading));
                        read.put(key, to.field, value, (info, cell));
                    }
                    Taken::Note => read.note(&info.heading, cell),
                    Taken::Waits => {}
                }
            }
        }
    }
    let whole = [forename, surname].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>();
    if !whole.is_empty() {
        let name = Value::Text(whole.join(" "));
        read.answers.entry(field::CHILD_FULL_NAME.id).or_insert(name);
    }
    read.pupil = pupil(&read);
    if read.pupil.name.is_empty() && read.pupil.upn.is_empty() {
        out.fault(table.place(row.line, 0), SheetFault::NoPupil);
        return None;
    }
    Some(read)
}

/// What becomes of one cell.
enum Taken {
    Answer(Value),
    Doubtful(Value, String),
    Note,
    /// A question or a fault has been noted.
    Waits,
}

fn answer(
    table: &FileTable,
    field: &Field,
    (info, cell): (&ColumnInfo, &str),
    at: FilePlace,
    reader: &CellReader,
    out: &mut Gathered,
) -> Taken {
    match reader.read(table, field, cell) {
        CellRead::Answer(value) => Taken::Answer(value),
        CellRead::Doubtful(value, why) => Taken::Doubtful(value, why),
        CellRead::Note => Taken::Note,
        CellRead::Ask(question) => {
            out.ask(*question);
            Taken::Waits
        }
        CellRead::NoAnswer(why) => {
            let about = SheetAsk::Unread(info.heading.clone());
            match reader.mapping.get(&about) {
                Some(NOTE) => Taken::Note,
                Some(_) => {
                    let (heading, cell) = (info.heading.clone(), clean(cell));
                    out.fault(at, SheetFault::NoAnswer { heading, cell, why });
                    Taken::Waits
                }
                None => {
                    out.unread(&info.heading, &at.to_string(), &clean(cell), &why);
                    Taken::Waits
                }
            }
        }
    }
}

/// Takes the census letter of special needs: N none, K support, E a plan.
fn special_needs(read: &mut SheetRow, info: &ColumnInfo, cell: &str) {
    let Some((plan, support)) = pupils::special_needs(cell) else {
        return read.note(&info.heading, cell);
    };
    read.answers.entry(field::SEND_EHCP.id).or_insert(Value::YesNo(plan));
    if let Some(support) = support {
        read.answers.entry(field::SEND_SUPPORT.id).or_insert(Value::YesNo(support));
    }
}

impl SheetRow {
    /// Returns the answer of the case itself.
    pub(super) fn answer(&self, id: &str) -> &Value {
        self.answers.get(id).unwrap_or(&crate::domain::value::EMPTY)
    }

    /// Keeps a cell in the note.
    pub(super) fn note(&mut self, heading: &str, cell: &str) {
        self.notes.push(format!("{heading}: {}", crate::domain::text::clean(cell)));
    }

    /// Puts an answer to its place; another answer that stands there already is kept, and this one
    /// goes into the note.
    fn put(
        &mut self,
        key: Option<RowKey>,
        field: &'static Field,
        value: Value,
        (info, cell): (&ColumnInfo, &str),
    ) {
        let stands = match key {
            None => self.answers.get(field.id),
            Some(key) => self.rows.get(&key).and_then(|cells| cells.get(field.id)),
        };
        match stands {
            Some(stands) if *stands == value => {}
            Some(_) => {
                let says = format!("{}: another column says something else.", info.heading);
                self.doubts.push(says);
                self.note(&info.heading, cell);
            }
            None => match key {
                None => drop(self.answers.insert(field.id, value)),
                Some(key) => {
                    self.rows.entry(key).or_default().insert(field.id.to_owned(), value);
                }
            },
        }
    }
}

fn pupil(read: &SheetRow) -> Pupil {
    let text = |id| read.answer(id).as_text().to_owned();
    Pupil {
        upn: upn::parse(&text(field::CHILD_UPN.id)).0,
        former: Vec::new(),
        name: text(field::CHILD_FULL_NAME.id),
        born: read.answer(field::CHILD_DOB.id).as_date(),
    }
}
