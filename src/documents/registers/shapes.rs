//! The four layouts of a register file, told apart by their headings.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::documents::clean;
use crate::documents::registers::headings;
use crate::documents::registers::headings::Column;
use crate::documents::registers::read::{Gathered, MarkEntry, RegisterPupil, mark};
use crate::documents::registers::table::{FileTable, TableRow, short};
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::calendar::dates;
use crate::domain::case::{Half, Session};
use crate::domain::plural::pluralize;
use crate::domain::upn;

/// How many rows may stand before the headings: a title, the school, the pupil.
pub(super) const TITLE_MOST: usize = 20;
/// How many faults are gathered before reading ends: one wrong column gives one in each row.
const FAULTS_MOST: usize = 2_000;
/// The most marks in one string: ten school years.
const STRING_MOST: usize = 4_000;

/// How a table is laid out: where its headings stand and what they say.
pub(super) struct Layout {
    at: usize,
    columns: Vec<Column>,
    shape: RegisterShape,
}

/// Reads the pupils of a table, the `place`-th of its file.
pub(super) fn parse_pupils(
    table: &FileTable,
    place: usize,
    layout: Layout,
    how: &ReadOptions,
    out: &mut Gathered,
) {
    let Layout { at, columns, shape } = layout;
    if out.reading.unit.is_empty() {
        "row, column or sheet".clone_into(&mut out.reading.unit);
    }
    name_unused(table, at, &columns, shape, out);
    let headings: Vec<&TableRow> = table.rows.iter().skip(at).take(shape.heading_rows()).collect();
    let first = titled(&table.rows[..at], table, out);
    let mut reading = ShapeReader { table, place, how, columns, first, out };
    for row in table.rows.iter().skip(at + shape.heading_rows()) {
        let line = table.row_place(row.line);
        if row.is_blank() {
            reading.out.reading.pass(&line, "", "is blank.");
            continue;
        }
        if headings.iter().any(|h| h.cells().eq(row.cells())) {
            reading.out.reading.pass(&line, "", "repeats the headings.");
            continue;
        }
        if let Some(words) = tail_words(row) {
            reading.out.reading.pass(&line, words, "is no row of marks.");
            continue;
        }
        let before = (reading.marks(), reading.out.faults.len());
        match shape {
            RegisterShape::Dates => reading.date(row),
            RegisterShape::Sessions => reading.session(row),
            RegisterShape::Paired { .. } => reading.paired(row),
            RegisterShape::Strings => reading.string(row),
        }
        let marks = reading.marks() - before.0;
        match (reading.out.faults.len() > before.1, marks) {
            (true, _) => {}
            (false, 0) => reading.out.reading.pass(&line, "", "has no mark."),
            (false, n) => reading.out.reading.take(&line, "", pluralize(n, "mark")),
        }
        if reading.out.faults.len() > FAULTS_MOST {
            break;
        }
    }
}

/// Returns the first words of a row that stands below the marks: sums, and what a printer adds.
fn tail_words(row: &TableRow) -> Option<&str> {
    const TAILS: &[&str] = &[
        "total",
        "totals",
        "grand",
        "subtotal",
        "sum",
        "average",
        "mean",
        "count",
        "percentage",
        "%",
        "printed",
        "page",
        "report",
        "produced",
        "generated",
        "exported",
        "end",
        "key",
        "source",
    ];
    let (_, first) = row.cells().find(|(_, cell)| !cell.is_empty())?;
    let word = first.split([' ', ':', '-']).next().unwrap_or_default().to_lowercase();
    TAILS.contains(&word.as_str()).then_some(first)
}

/// Names every column that has a heading or a cell and is not read.
fn name_unused(
    table: &FileTable,
    at: usize,
    columns: &[Column],
    shape: RegisterShape,
    out: &mut Gathered,
) {
    let below = table.rows.get(at..).unwrap_or_default();
    let width = below.iter().map(|r| r.cells().count()).max().unwrap_or(0);
    for i in 0..width {
        let column = columns.get(i).copied().unwrap_or(Column::Other);
        let used = shape.uses(column) && columns.iter().position(|c| *c == column) == Some(i)
            || matches!(column, Column::Session(..));
        let heading = table.rows.get(at).map_or("", |r| r.cell(i));
        if used {
            continue;
        }
        let filled = below.iter().skip(1).filter(|r| !r.cell(i).is_empty()).count();
        if filled > 0 || !heading.is_empty() {
            let says = format!("is not read; {}.", pluralize(filled, "filled cell"));
            out.reading.pass(&table.column_place(i), heading, says);
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum RegisterShape {
    /// A row a date.
    Dates,
    /// A row a session, as interfaces of school systems give them.
    Sessions,
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
            | RegisterShape::Sessions
            | RegisterShape::Paired { two_rows: false }
            | RegisterShape::Strings => 1,
        }
    }

    /// Returns whether columns of this kind are read.
    fn uses(self, column: Column) -> bool {
        match column {
            Column::Upn | Column::Name | Column::Forename | Column::Surname | Column::Born => true,
            Column::Date => matches!(self, RegisterShape::Dates | RegisterShape::Sessions),
            Column::Half(_) => matches!(self, RegisterShape::Dates),
            Column::Marks => matches!(self, RegisterShape::Sessions | RegisterShape::Strings),
            Column::WhichHalf => matches!(self, RegisterShape::Sessions),
            Column::Start => matches!(self, RegisterShape::Strings),
            Column::Session(..) => matches!(self, RegisterShape::Paired { .. }),
            Column::Day(_) | Column::Other => false,
        }
    }
}

/// Finds the row of headings and what it says.
pub(super) fn find(table: &FileTable, how: &ReadOptions) -> Option<Layout> {
    for (at, row) in table.rows.iter().enumerate().take(TITLE_MOST) {
        let columns: Vec<Column> =
            row.cells().map(|(_, c)| headings::column(c, how.between)).collect();
        let has = |c| columns.contains(&c);
        let shape =
            if has(Column::Date) && has(Column::Half(Half::Am)) && has(Column::Half(Half::Pm)) {
                RegisterShape::Dates
            } else if has(Column::Date) && has(Column::WhichHalf) && has(Column::Marks) {
                RegisterShape::Sessions
            } else if columns.iter().any(|c| matches!(c, Column::Session(..))) {
                RegisterShape::Paired { two_rows: false }
            } else if let Some(both) = two_rows(&columns, table.rows.get(at + 1), how) {
                return Some(Layout {
                    at,
                    columns: both,
                    shape: RegisterShape::Paired { two_rows: true },
                });
            } else if has(Column::Marks)
                && !has(Column::Date)
                && (has(Column::Upn) || has(Column::Name) || has(Column::Surname))
            {
                RegisterShape::Strings
            } else {
                continue;
            };
        return Some(Layout { at, columns, shape });
    }
    None
}

/// Says what a table looks like, and what it lacks to be a register.
pub(super) fn lacks(table: &FileTable) -> String {
    if table.rows.is_empty() {
        return "It is empty.".to_owned();
    }
    for row in table.rows.iter().take(TITLE_MOST) {
        let columns: Vec<Column> = row.cells().map(|(_, c)| headings::column(c, None)).collect();
        let has = |c| columns.contains(&c);
        if has(Column::Date) && has(Column::Marks) {
            return "It looks like a row for each session, with Date and Mark, but no column says AM or PM. Give it a column Session.".to_owned();
        }
        for (half, other) in [(Half::Am, "PM"), (Half::Pm, "AM")] {
            if has(Column::Date) && has(Column::Half(half)) {
                return format!("It looks like a row for each day, but has no column {other}.");
            }
        }
        let who = has(Column::Upn) || has(Column::Name) || has(Column::Surname);
        if columns.iter().any(|c| matches!(c, Column::Day(_))) {
            return if who {
                "It looks like a row for each pupil with a column for each day, but nothing says AM or PM. Write it beside each day, or in the row below.".to_owned()
            } else {
                "It looks like a row for each pupil with a column for each day, but no column says whose marks they are. Give it a column UPN.".to_owned()
            };
        }
        if row.cells().any(|(_, cell)| headings::is_yearless(cell)) {
            return "Its headings are days without a year, which cannot be told here. Write them like 23/11/2026.".to_owned();
        }
    }
    "No headings of a register were found. It needs columns Date, AM and PM; Date, Session and Mark; UPN (or Name and Date of birth) with columns like \"2026-11-23 AM\"; or UPN with Start and Marks."
        .to_owned()
}

/// Joins a row of days with the row of AM and PM below it; a day stands over both its columns, or
/// in the first of them only.
fn two_rows(above: &[Column], below: Option<&TableRow>, how: &ReadOptions) -> Option<Vec<Column>> {
    let under: Vec<Column> =
        below?.cells().map(|(_, c)| headings::column(c, how.between)).collect();
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
fn titled(rows: &[TableRow], table: &FileTable, out: &mut Gathered) -> RegisterPupil {
    let mut pupil = RegisterPupil { line: 1, ..RegisterPupil::default() };
    for row in rows {
        let (label, value) = match row.cell(0).split_once(':') {
            Some((label, value)) if !value.trim().is_empty() => (label, value.trim()),
            _ => (row.cell(0).trim_end_matches(':'), row.cell(1)),
        };
        let place = table.row_place(row.line);
        match headings::column(label, None) {
            Column::Upn => pupil.upn = upn::parse(value).0,
            Column::Name => pupil.name = clean(value),
            Column::Born => pupil.born = headings::day_cell(value),
            _ => {
                let words = row.cells().find(|(_, c)| !c.is_empty()).map_or("", |(_, c)| c);
                out.reading.pass(&place, words, "stands above the headings.");
                continue;
            }
        }
        out.reading.take(&place, label, "of the pupil.");
        pupil.line = row.line;
    }
    pupil
}

struct ShapeReader<'a> {
    table: &'a FileTable,
    /// Which table of the file it is.
    place: usize,
    how: &'a ReadOptions,
    columns: Vec<Column>,
    /// Whoever stands over the headings.
    first: RegisterPupil,
    out: &'a mut Gathered,
}

impl ShapeReader<'_> {
    /// Returns how many marks were read so far.
    fn marks(&self) -> usize {
        self.out.marks
    }

    fn column(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == wanted)
    }

    fn text(&self, row: &TableRow, wanted: Column) -> String {
        self.column(wanted).map(|i| clean(row.cell(i))).unwrap_or_default()
    }

    fn fault(&mut self, row: &TableRow, column: usize, words: &str) {
        let place = self.table.place(row.line, column);
        self.out.faults.push(format!("{place}: {words}"));
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
            born = headings::day_cell(row.cell(i));
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
        if let Some(at) = self.out.known.get(&key) {
            return Some(*at);
        }
        self.out.known.insert(key, self.out.pupils.len());
        self.out.pupils.push(pupil);
        Some(self.out.pupils.len() - 1)
    }

    fn put(&mut self, pupil: usize, row: &TableRow, column: usize, raw: &str, session: Session) {
        let place = || self.table.place(row.line, column);
        if let Some(code) = mark(raw, session, place, &mut self.out.faults) {
            let (table, line) = (self.place, row.line);
            let entry = MarkEntry { session, code, table, line, column };
            self.out.pupils[pupil].entries.push(entry);
            self.out.marks += 1;
        }
    }

    /// Returns the day of a row; one that does not read is a fault.
    fn day(&mut self, row: &TableRow) -> Option<NaiveDate> {
        let at = self.column(Column::Date)?;
        let between = self.how.between;
        let day = headings::day_cell(row.cell(at)).or_else(|| {
            let (first, last) = between?;
            dates::parse_between(row.cell(at), first, last).ok()
        });
        if day.is_none() {
            let words = format!(
                "\"{}\" is not a day with its year. Write it like 23/11/2026.",
                short(row.cell(at))
            );
            self.fault(row, at, &words);
        }
        day
    }

    fn session(&mut self, row: &TableRow) {
        let (Some(which), Some(at)) = (self.column(Column::WhichHalf), self.column(Column::Marks))
        else {
            return;
        };
        let Some(day) = self.day(row) else { return };
        let Some(half) = headings::half(row.cell(which)) else {
            let words = format!("\"{}\" is neither AM nor PM.", short(row.cell(which)));
            return self.fault(row, which, &words);
        };
        if let Some(pupil) = self.pupil(row) {
            self.put(pupil, row, at, row.cell(at), (day, half));
        }
    }

    fn date(&mut self, row: &TableRow) {
        let Some(day) = self.day(row) else { return };
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
            Some(i) => headings::day_cell(row.cell(i)).ok_or(i),
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
