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
use crate::domain::case::RowValues;
use crate::domain::forms::field;
use crate::domain::forms::schema::Field;
use crate::domain::upn;
use crate::domain::upn::UpnFault;
use crate::domain::value::Value;

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
        let place = table.place(row.line, at).to_string();
        let mut doubt = |says: String| {
            let what = format!("{heading}: {}", clean(cell));
            self.doubts.push(RowDoubt { place: place.clone(), what, says });
        };
        let half = |found: Option<(i64, bool)>| {
            found.ok_or_else(|| "This is no number of days and half days.".to_owned())
        };
        match is {
            PupilColumn::Upn | PupilColumn::LeftOut(_) | PupilColumn::BareName(_) => {}
            PupilColumn::NamePart(part) => self.name[part] = clean(cell),
            PupilColumn::AddressPart => self.address.push(clean(cell)),
            PupilColumn::Sort => match is_permanent(cell) {
                Some(permanent) => self.is_permanent = permanent,
                None => {
                    self.is_other = true;
                    doubt("This is neither a suspension nor an exclusion.".to_owned());
                }
            },
            PupilColumn::SpecialNeeds => match special_needs(cell) {
                Some((plan, support)) => {
                    self.answer(field::SEND_EHCP.id, plan);
                    support.into_iter().for_each(|yes| self.answer(field::SEND_SUPPORT.id, yes));
                }
                None => doubt("This is no status of special needs: N, K or E.".to_owned()),
            },
            PupilColumn::Additional => match yes_no(cell) {
                Some(additional) => self.answer(field::ENGLISH_FIRST.id, !additional),
                None => doubt("This is neither yes nor no.".to_owned()),
            },
            PupilColumn::Language => match is_english(cell) {
                Some(first) => self.answer(field::ENGLISH_FIRST.id, first),
                None => doubt("This does not say whether it is English.".to_owned()),
            },
            PupilColumn::Sessions => match half(of_sessions(cell)) {
                Ok(days) => self.length(days),
                Err(says) => doubt(says),
            },
            PupilColumn::Field(to, _) if to.field.id == field::SUSPENSIONS_DAYS.id => {
                match half(days_and_half(cell)) {
                    Ok(days) => self.length(days),
                    Err(says) => doubt(says),
                }
            }
            PupilColumn::Field(to, number) => {
                let number = to.table.map(|_| number);
                match reader.read(table, to.field, cell) {
                    CellRead::Answer(value) => self.put(to.field, number, value, String::new()),
                    CellRead::Doubtful(value, why) => self.put(to.field, number, value, why),
                    CellRead::NoAnswer(why) => doubt(why),
                    CellRead::Note => doubt("It is no answer, as was said of it.".to_owned()),
                    CellRead::Ask(question) => doubt(format!(
                        "It is not known. Say what it means with --answer, as {} = …",
                        question.about
                    )),
                }
            }
        }
    }

    fn answer(&mut self, id: &'static str, yes: bool) {
        self.answers.entry(id).or_insert((Value::YesNo(yes), String::new()));
    }

    fn length(&mut self, (days, is_half): (i64, bool)) {
        let cells = self.rows.entry(1).or_default();
        cells.insert(field::SUSPENSIONS_DAYS.id.to_owned(), Value::Number(days));
        if is_half {
            cells.insert(field::SUSPENSIONS_HALF.id.to_owned(), Value::YesNo(true));
        }
    }

    /// Puts an answer to its place. A further telephone number is added to the first; of anything
    /// else the first column counts.
    fn put(&mut self, to: &'static Field, number: Option<u32>, value: Value, check: String) {
        let Some(number) = number else {
            self.answers.entry(to.id).or_insert((value, check));
            return;
        };
        let cells = self.rows.entry(number).or_default();
        let Some(Value::Text(before)) = cells.get_mut(to.id) else {
            cells.insert(to.id.to_owned(), value);
            return;
        };
        let more = value.as_text();
        if to.id == field::CONTACTS_PHONE.id && !before.split(", ").any(|one| one == more) {
            before.push_str(", ");
            before.push_str(more);
        }
    }
}
