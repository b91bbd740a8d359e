//! The three layouts of a register file, told apart by their headings.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::documents::clean;
use crate::documents::registers::headings;
use crate::documents::registers::headings::Column;
use crate::documents::registers::read::{MarkEntry, RegisterPupil, mark};
use crate::documents::registers::table::{FileTable, TableRow, short};
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::case::{Half, Session, upn};

/// How many rows may stand before the headings: a title, the school, the pupil.
const TITLE_MOST: usize = 20;
/// How many faults are gathered before reading ends: one wrong column gives one in each row.
const FAULTS_MOST: usize = 2_000;
/// The most marks in one string: ten school years.
const STRING_MOST: usize = 4_000;

/// Reads the pupils of a table.
pub(super) fn parse_pupils(
    table: &FileTable,
    how: &ReadOptions,
    faults: &mut Vec<String>,
) -> Vec<RegisterPupil> {
    let Some((at, columns, shape)) = shape(table) else {
        faults.push(
            "No headings of a register were found. It needs columns Date, AM and PM; or UPN (or Name and Date of birth) with columns like \
             \"2026-11-23 AM\"; or UPN with Start and Marks."
                .to_owned(),
        );
        return Vec::new();
    };
    let mut reading = ShapeReader {
        table,
        how,
        columns,
        first: titled(&table.rows[..at]),
        pupils: Vec::new(),
        known: HashMap::new(),
        faults,
    };
    for row in table.rows.iter().skip(at + shape.heading_rows()).filter(|r| !r.is_blank()) {
        match shape {
            RegisterShape::Dates => reading.date(row),
            RegisterShape::Paired { .. } => reading.paired(row),
            RegisterShape::Strings => reading.string(row),
        }
        if reading.faults.len() > FAULTS_MOST {
            break;
        }
    }
    reading.pupils
}

#[derive(Clone, Copy)]
enum RegisterShape {
    /// A row a date.
    Dates,
    /// A row a pupil, two columns a day; the halves may stand in a second row of headings.
    Paired { two_rows: bool },
    /// A row a pupil, the marks in one cell.
    Strings,
}

impl RegisterShape {
    fn heading_rows(self) -> usize {
        match self {
            RegisterShape::Paired { two_rows: true } => 2,
            RegisterShape::Dates
            | RegisterShape::Paired { two_rows: false }
            | RegisterShape::Strings => 1,
        }
    }
}

/// Finds the row of headings and what it says.
fn shape(table: &FileTable) -> Option<(usize, Vec<Column>, RegisterShape)> {
    for (at, row) in table.rows.iter().enumerate().take(TITLE_MOST) {
        let columns: Vec<Column> = row.cells().map(|(_, c)| headings::column(c)).collect();
        let has = |c| columns.contains(&c);
        if has(Column::Date) && has(Column::Half(Half::Am)) && has(Column::Half(Half::Pm)) {
            return Some((at, columns, RegisterShape::Dates));
        }
        if columns.iter().any(|c| matches!(c, Column::Session(..))) {
            return Some((at, columns, RegisterShape::Paired { two_rows: false }));
        }
        if let Some(both) = two_rows(&columns, table.rows.get(at + 1)) {
            return Some((at, both, RegisterShape::Paired { two_rows: true }));
        }
        if has(Column::Marks) && (has(Column::Upn) || has(Column::Name) || has(Column::Surname)) {
            return Some((at, columns, RegisterShape::Strings));
        }
    }
    None
}

/// Joins a row of days with the row of AM and PM below it; a day stands over both its columns, or
/// in the first of them only.
fn two_rows(above: &[Column], below: Option<&TableRow>) -> Option<Vec<Column>> {
    let under: Vec<Column> = below?.cells().map(|(_, c)| headings::column(c)).collect();
    let names = |c: &Column| matches!(c, Column::Upn | Column::Name | Column::Surname);
    let is_pair =
        above.iter().any(|c| matches!(c, Column::Day(_))) && above.iter().chain(&under).any(names);
    if !is_pair || under.contains(&Column::Date) {
        return None;
    }
    let (mut day, mut any) = (None, false);
    let width = above.len().max(under.len());
    let joined = (0..width).map(|i| {
        let over = above.get(i).copied().unwrap_or(Column::Other);
        if let Column::Day(d) = over {
            day = Some(d);
        }
        match (over, under.get(i).copied().unwrap_or(Column::Other), day) {
            (Column::Day(_) | Column::Other, Column::Half(half), Some(day)) => {
                any = true;
                Column::Session(day, half)
            }
            (Column::Day(_) | Column::Other, under, _) => under,
            (over, ..) => over,
        }
    });
    let joined = joined.collect();
    any.then_some(joined)
}

/// Reads the pupil that stands over the headings, as `UPN, F999…` in the rows before them.
fn titled(rows: &[TableRow]) -> RegisterPupil {
    let mut pupil = RegisterPupil { line: 1, ..RegisterPupil::default() };
    for row in rows {
        let (label, value) = match row.cell(0).split_once(':') {
            Some((label, value)) if !value.trim().is_empty() => (label, value.trim()),
            _ => (row.cell(0).trim_end_matches(':'), row.cell(1)),
        };
        match headings::column(label) {
            Column::Upn => pupil.upn = upn::parse(value).0,
            Column::Name => pupil.name = clean(value),
            Column::Born => pupil.born = headings::day(value),
            _ => continue,
        }
        pupil.line = row.line;
    }
    pupil
}

struct ShapeReader<'a> {
    table: &'a FileTable,
    how: &'a ReadOptions,
    columns: Vec<Column>,
    /// Whoever stands over the headings.
    first: RegisterPupil,
    pupils: Vec<RegisterPupil>,
    known: HashMap<(String, String, Option<NaiveDate>), usize>,
    faults: &'a mut Vec<String>,
}

impl ShapeReader<'_> {
    fn column(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == wanted)
    }

    fn text(&self, row: &TableRow, wanted: Column) -> String {
        self.column(wanted).map(|i| clean(row.cell(i))).unwrap_or_default()
    }

    fn fault(&mut self, row: &TableRow, column: usize, words: &str) {
        self.faults.push(format!("{}: {words}", self.table.place(row.line, column)));
    }

    /// Returns the pupil of a row: by its own cells, else whoever stands over the headings.
    fn pupil(&mut self, row: &TableRow) -> Option<usize> {
        let upn: String = upn::parse(&self.text(row, Column::Upn)).0.chars().take(40).collect();
        let name = match self.text(row, Column::Name) {
            name if !name.is_empty() => name,
            _ => {
                format!("{} {}", self.text(row, Column::Forename), self.text(row, Column::Surname))
                    .trim()
                    .to_owned()
            }
        };
        let mut born = None;
        if let Some(i) = self.column(Column::Born).filter(|i| !row.cell(*i).is_empty()) {
            born = headings::day(row.cell(i));
            if born.is_none() {
                let words = format!(
                    "\"{}\" is not a date of birth. Write it like 12/03/2013.",
                    short(row.cell(i))
                );
                self.fault(row, i, &words);
                return None;
            }
        }
        let own = RegisterPupil { line: row.line, upn, name, born, entries: Vec::new() };
        let pupil = if own.upn.is_empty() && own.name.is_empty() {
            RegisterPupil { entries: Vec::new(), ..self.first.clone() }
        } else {
            own
        };
        let key = (pupil.upn.clone(), pupil.name.to_lowercase(), pupil.born);
        if let Some(at) = self.known.get(&key) {
            return Some(*at);
        }
        self.known.insert(key, self.pupils.len());
        self.pupils.push(pupil);
        Some(self.pupils.len() - 1)
    }

    fn put(&mut self, pupil: usize, row: &TableRow, column: usize, raw: &str, session: Session) {
        let place = || self.table.place(row.line, column);
        if let Some(code) = mark(raw, session, place, self.faults) {
            self.pupils[pupil].entries.push(MarkEntry { session, code, line: row.line, column });
        }
    }

    fn date(&mut self, row: &TableRow) {
        let Some(at) = self.column(Column::Date) else { return };
        let Some(day) = headings::day(row.cell(at)) else {
            let words = format!(
                "\"{}\" is not a day with its year. Write it like 23/11/2026.",
                short(row.cell(at))
            );
            return self.fault(row, at, &words);
        };
        let Some(pupil) = self.pupil(row) else { return };
        for half in [Half::Am, Half::Pm] {
            if let Some(column) = self.column(Column::Half(half)) {
                self.put(pupil, row, column, row.cell(column), (day, half));
            }
        }
    }

    fn paired(&mut self, row: &TableRow) {
        let Some(pupil) = self.pupil(row) else { return };
        for column in 0..self.columns.len() {
            if let Column::Session(day, half) = self.columns[column] {
                self.put(pupil, row, column, row.cell(column), (day, half));
            }
        }
    }

    fn string(&mut self, row: &TableRow) {
        let Some(at) = self.column(Column::Marks) else { return };
        if row.cell(at).is_empty() {
            return;
        }
        let start = match self.column(Column::Start) {
            Some(i) => headings::day(row.cell(i)).ok_or(i),
            None => self.how.start.ok_or(at),
        };
        let start = match start {
            Ok(day) => day,
            Err(i) => return self.fault(
                row,
                i,
                "The first day of these marks is missing. Give a column Start, like 23/11/2026.",
            ),
        };
        let marks = match split(row.raw(at), self.how) {
            Ok(marks) => marks,
            Err(words) => return self.fault(row, at, &words),
        };
        let Some(pupil) = self.pupil(row) else { return };
        let school_days =
            start.iter_days().filter(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun));
        let sessions = school_days.flat_map(|d| [(d, Half::Am), (d, Half::Pm)]);
        for (session, raw) in sessions.zip(&marks) {
            self.put(pupil, row, at, raw, session);
        }
    }
}

/// Splits a string of marks: two a day, Monday to Friday, days without school among them.
fn split(raw: &str, how: &ReadOptions) -> Result<Vec<String>, String> {
    let marks: Vec<String> = match (how.separator, how.width) {
        (Some(' '), _) => raw.split_whitespace().map(str::to_owned).collect(),
        (Some(separator), _) => raw.split(separator).map(str::to_owned).collect(),
        (None, Some(width)) => {
            let letters: Vec<char> = raw.chars().collect();
            letters.chunks(width.max(1)).map(|c| c.iter().collect()).collect()
        }
        (None, None) => {
            return Err("A string of marks is ambiguous, since codes have one or two characters. Say what stands between them \
                        (\"split by ;\" after the file's name, or --separator on the command line), or how wide each is (\"2 a mark\", or --width)."
                .to_owned());
        }
    };
    if marks.len() > STRING_MOST {
        Err(format!("The string has {} marks; ten school years have {STRING_MOST}.", marks.len()))
    } else {
        Ok(marks)
    }
}
