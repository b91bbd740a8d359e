//! Reads one row of a table by its layout.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::documents::clean;
use crate::documents::registers::fault::RegisterFault;
use crate::documents::registers::gathered::{Gathered, mark};
use crate::documents::registers::headings;
use crate::documents::registers::headings::Column;
use crate::documents::registers::sheet::{MarkEntry, RegisterPupil};
use crate::documents::table::short;
use crate::documents::table::{FileTable, TableRow};
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::calendar::dates;
use crate::domain::case::{Half, Session};
use crate::domain::upn;

/// The most marks in one string: ten school years.
const MAX_STRING: usize = 4_000;

pub(super) struct ShapeReader<'a> {
    pub(super) table: &'a FileTable,
    /// Which table of the file it is.
    pub(super) place: usize,
    pub(super) how: &'a ReadOptions,
    pub(super) columns: Vec<Column>,
    /// The pupil named above the headings, for rows that name nobody.
    pub(super) first: RegisterPupil,
    pub(super) out: &'a mut Gathered,
}

impl ShapeReader<'_> {
    /// Returns how many marks were read so far.
    pub(super) fn marks(&self) -> usize {
        self.out.marks
    }

    pub(super) fn column(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == wanted)
    }

    pub(super) fn text(&self, row: &TableRow, wanted: Column) -> String {
        self.column(wanted).map(|i| clean(row.cell(i))).unwrap_or_default()
    }

    pub(super) fn fault(&mut self, row: &TableRow, column: usize, fault: RegisterFault) {
        let place = self.table.place(row.line, column);
        self.out.faults.push(place, fault);
    }

    /// Returns the pupil of a row: from its own cells, or the one named above the headings.
    pub(super) fn pupil(&mut self, row: &TableRow) -> Option<usize> {
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
            born = headings::day_cell(row.cell(i));
            if born.is_none() {
                self.fault(row, i, RegisterFault::NotBorn(short(row.cell(i))));
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
        if let Some(at) = self.out.known.get(&key) {
            return Some(*at);
        }
        self.out.known.insert(key, self.out.pupils.len());
        self.out.pupils.push(pupil);
        Some(self.out.pupils.len() - 1)
    }

    pub(super) fn put(
        &mut self,
        pupil: usize,
        row: &TableRow,
        column: usize,
        raw: &str,
        session: Session,
    ) {
        let place = || self.table.place(row.line, column);
        if let Some(code) = mark(raw, session, place, &mut self.out.faults) {
            let (table, line) = (self.place, row.line);
            let entry = MarkEntry { session, code, table, line, column };
            self.out.pupils[pupil].entries.push(entry);
            self.out.marks += 1;
        }
    }

    /// Returns the day of a row; one that does not read is a fault.
    pub(super) fn day(&mut self, row: &TableRow) -> Option<NaiveDate> {
        let at = self.column(Column::Date)?;
        let between = self.how.between;
        let day = headings::day_cell(row.cell(at)).or_else(|| {
            let (first, last) = between?;
            dates::parse_between(row.cell(at), first, last).ok()
        });
        if day.is_none() {
            self.fault(row, at, RegisterFault::NotDay(short(row.cell(at))));
        }
        day
    }

    pub(super) fn session(&mut self, row: &TableRow) {
        let (Some(which), Some(at)) = (self.column(Column::WhichHalf), self.column(Column::Marks))
        else {
            return;
        };
        let Some(day) = self.day(row) else { return };
        let Some(half) = headings::half(row.cell(which)) else {
            return self.fault(row, which, RegisterFault::NotHalf(short(row.cell(which))));
        };
        if let Some(pupil) = self.pupil(row) {
            self.put(pupil, row, at, row.cell(at), (day, half));
        }
    }

    pub(super) fn date(&mut self, row: &TableRow) {
        let Some(day) = self.day(row) else { return };
        let Some(pupil) = self.pupil(row) else { return };
        for half in [Half::Am, Half::Pm] {
            if let Some(column) = self.column(Column::Half(half)) {
                self.put(pupil, row, column, row.cell(column), (day, half));
            }
        }
    }

    pub(super) fn paired(&mut self, row: &TableRow) {
        let Some(pupil) = self.pupil(row) else { return };
        for column in 0..self.columns.len() {
            if let Column::Session(day, half) = self.columns[column] {
                self.put(pupil, row, column, row.cell(column), (day, half));
            }
        }
    }

    pub(super) fn string(&mut self, row: &TableRow) {
        let Some(at) = self.column(Column::Marks) else { return };
        if row.cell(at).is_empty() {
            return;
        }
        let start = match self.column(Column::Start) {
            Some(i) => headings::day_cell(row.cell(i)).ok_or(i),
            None => self.how.start.ok_or(at),
        };
        let start = match start {
            Ok(day) => day,
            Err(i) => return self.fault(row, i, RegisterFault::NoStart),
        };
        let marks = match split(row.raw(at), self.how) {
            Ok(marks) => marks,
            Err(fault) => return self.fault(row, at, fault),
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
fn split(raw: &str, how: &ReadOptions) -> Result<Vec<String>, RegisterFault> {
    let marks: Vec<String> = match (how.separator, how.width) {
        (Some(' '), _) => raw.split_whitespace().map(str::to_owned).collect(),
        (Some(separator), _) => raw.split(separator).map(str::to_owned).collect(),
        (None, Some(width)) => {
            let letters: Vec<char> = raw.chars().collect();
            letters.chunks(width.max(1)).map(|c| c.iter().collect()).collect()
        }
        (None, None) => {
            return Err(RegisterFault::Ambiguous);
        }
    };
    if marks.len() > MAX_STRING {
        Err(RegisterFault::TooManyMarks { count: marks.len(), most: MAX_STRING })
    } else {
        Ok(marks)
    }
}
