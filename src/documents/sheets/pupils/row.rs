//! One row of a file of pupils.

use std::collections::BTreeMap;

use crate::documents::clean;
use crate::documents::sheets::cell::{CellRead, CellReader};
use crate::documents::sheets::pupils::build;
use crate::documents::sheets::pupils::cells::{
    days_and_half, is_english, is_permanent, of_sessions, special_needs, yes_no,
};
use crate::documents::sheets::pupils::column::PupilColumn;
use crate::documents::sheets::pupils::layout::PupilsLayout;
use crate::documents::sheets::pupils::{PupilsContext, PupilsFile, RowDoubt};
use crate::documents::table::{FileTable, TableRow};
use crate::domain::case::{RowValues, limits};
use crate::domain::forms::field;
use crate::domain::forms::headings::HeadedField;
use crate::domain::sheet::SheetQuestion;
use crate::domain::upn;
use crate::domain::upn::UpnFault;
use crate::domain::value::{self, Value};

/// What is said of a cell where a column before it has another answer.
const OTHERWISE: &str = "Another column says something else, and it counts.";

/// What the cells of one row say, before it is put together.
#[derive(Default)]
pub(super) struct ReadRow {
    pub place: String,
    pub upn: String,
    /// Answers of the case itself, with what is to be checked.
    pub answers: BTreeMap<&'static str, (Value, String)>,
    /// Cells of rows, by their number.
    pub rows: BTreeMap<u32, RowValues>,
    /// Title, forename and surname.
    pub name: [String; 3],
    pub address: Vec<String>,
    /// An exclusion for good, and no suspension.
    pub is_permanent: bool,
    /// Neither a suspension nor an exclusion: nothing of the row is kept.
    pub is_other: bool,
    pub doubts: Vec<RowDoubt>,
}

/// The most answers that are named for a word that is not known.
const MAX_NAMED: usize = 4;

/// Returns how a word that is not known is answered.
fn open(question: &SheetQuestion) -> String {
    let ids = question.options.iter().filter(|(id, _)| !id.is_empty()).take(MAX_NAMED);
    let ids: Vec<String> = ids.map(|(id, _)| format!("\"{id}\"")).collect();
    let about = &question.about;
    format!("It is not known. Say what it means: --answer '{about} = {}'.", ids.join(" or "))
}

/// Reads every row below the headings.
pub(super) fn rows(
    table: &FileTable,
    layout: &PupilsLayout,
    reader: &CellReader,
    context: &PupilsContext,
    file: &mut PupilsFile,
) {
    for row in table.rows[..layout.at].iter().filter(|row| !row.is_blank()) {
        file.reading.pass(table.row_place(row.line), "", "is above the headings.");
    }
    file.reading.take(table.row_place(table.rows[layout.at].line), "", "is the row of headings.");
    for row in table.rows[layout.at + 1..].iter().filter(|row| !row.is_blank()) {
        let mut read = ReadRow { place: table.row_place(row.line), ..ReadRow::default() };
        if let Err(says) = read.take_upn(layout, row) {
            file.reading.doubt(&read.place, "", says);
            continue;
        }
        for info in layout.columns.iter().filter(|info| !row.cell(info.at).is_empty()) {
            read.take(table, reader, (info.is, info.at, &info.heading), row);
        }
        file.rows.push(build::row(read, context));
    }
}

impl ReadRow {
    /// Finds the UPN of a row.
    fn take_upn(&mut self, layout: &PupilsLayout, row: &TableRow) -> Result<(), String> {
        let of_upn = |is: PupilColumn| matches!(is, PupilColumn::Upn);
        let column = layout.columns.iter().find(|info| of_upn(info.is));
        let cell = column.map_or("", |info| row.cell(info.at));
        if cell.is_empty() {
            return Err("has no UPN, and is left out.".to_owned());
        }
        let (upn, fault) = upn::parse(cell);
        if let Some(UpnFault::Format(fault)) = fault {
            return Err(format!("is left out: its UPN cannot be one. {fault}"));
        }
        self.upn = upn;
        Ok(())
    }

    /// Takes one cell that is not empty.
    fn take(
        &mut self,
        table: &FileTable,
        reader: &CellReader,
        (is, at, heading): (PupilColumn, usize, &str),
        row: &TableRow,
    ) {
        let cell = row.cell(at);
        let read = match is {
            PupilColumn::Field(to, number) if to.field.id != field::SUSPENSIONS_DAYS.id => {
                match reader.read(table, to.field, cell) {
                    CellRead::Answer(value) => self.put((to, number), value, String::new()),
                    CellRead::Doubtful(value, why) => self.put((to, number), value, why),
                    CellRead::NoAnswer(why) => Err(why),
                    CellRead::Note => Err("It is no answer, as you said before.".to_owned()),
                    CellRead::Ask(question) => Err(open(&question)),
                }
            }
            other => self.take_other(other, cell),
        };
        if let Err(says) = read {
            let place = table.place(row.line, at).to_string();
            let what = format!("{heading}: {}", clean(cell));
            self.doubts.push(RowDoubt { place, what, says });
        }
    }

    /// Takes a cell that is a part of an answer or another form of one; the error says why it cannot
    /// be used.
    fn take_other(&mut self, is: PupilColumn, cell: &str) -> Result<(), String> {
        let days = |found: Option<(i64, bool)>| found.ok_or("This is no number of days.");
        match is {
            PupilColumn::Upn | PupilColumn::LeftOut(_) | PupilColumn::BareName(_) => Ok(()),
            PupilColumn::NamePart(part) => {
                self.name[part] = clean(cell);
                Ok(())
            }
            PupilColumn::AddressPart => {
                self.address.push(clean(cell));
                Ok(())
            }
            PupilColumn::Sort => {
                let permanent = is_permanent(cell);
                self.is_other = permanent.is_none();
                self.is_permanent =
                    permanent.ok_or("This is neither a suspension nor an exclusion.")?;
                Ok(())
            }
            PupilColumn::SpecialNeeds => {
                let read = special_needs(cell);
                let (plan, support) =
                    read.ok_or("This is no status of special needs: N, K or E.")?;
                self.answer(field::SEND_EHCP.id, plan)?;
                support.map_or(Ok(()), |yes| self.answer(field::SEND_SUPPORT.id, yes))
            }
            PupilColumn::Additional => {
                let additional = yes_no(cell).ok_or("This is neither yes nor no.")?;
                self.answer(field::ENGLISH_FIRST.id, !additional)
            }
            PupilColumn::Language => {
                let first = is_english(cell).ok_or("This does not say whether it is English.")?;
                self.answer(field::ENGLISH_FIRST.id, first)
            }
            PupilColumn::Sessions => self.length(days(of_sessions(cell))?),
            PupilColumn::Field(..) => self.length(days(days_and_half(cell))?),
        }
    }

    fn answer(&mut self, id: &'static str, yes: bool) -> Result<(), String> {
        self.set(id, Value::YesNo(yes), String::new())
    }

    fn length(&mut self, (days, is_half): (i64, bool)) -> Result<(), String> {
        let mut cells = vec![(field::SUSPENSIONS_DAYS.id, Value::Number(days))];
        cells.extend(is_half.then_some((field::SUSPENSIONS_HALF.id, Value::YesNo(true))));
        cells.into_iter().try_for_each(|(id, value)| self.set_cell(id, 1, value))
    }

    /// Puts an answer to its place. A cell of a row that is to be checked is not taken.
    fn put(
        &mut self,
        (to, number): (HeadedField, u32),
        value: Value,
        check: String,
    ) -> Result<(), String> {
        match to.table {
            None => self.set(to.field.id, value, check),
            Some(_) if !check.is_empty() => Err(check),
            Some(_) => self.set_cell(to.field.id, number, value),
        }
    }

    pub(super) fn set(
        &mut self,
        id: &'static str,
        value: Value,
        check: String,
    ) -> Result<(), String> {
        limits::answer(id, &value).map_err(|fault| fault.to_string())?;
        let (before, _) = self.answers.entry(id).or_insert((value.clone(), check));
        if *before == value { Ok(()) } else { Err(OTHERWISE.to_owned()) }
    }

    /// Puts a cell into a row. A further telephone number is added to the first.
    pub(super) fn set_cell(
        &mut self,
        id: &'static str,
        number: u32,
        value: Value,
    ) -> Result<(), String> {
        let cells = self.rows.entry(number).or_default();
        let before = cells.get(id).cloned().unwrap_or_default();
        let value = match (before.as_text(), value.as_text()) {
            ("", _) => value,
            (all, more) if id == field::CONTACTS_PHONE.id => {
                let is_there = all.split(", ").any(|one| one == more);
                if is_there { before } else { value::text(&format!("{all}, {more}")) }
            }
            _ if before == value => value,
            _ => return Err(OTHERWISE.to_owned()),
        };
        limits::answer(id, &value).map_err(|fault| fault.to_string())?;
        cells.insert(id.to_owned(), value);
        Ok(())
    }
}
