//! What a sheet would make, or what is to be answered first.

use chrono::NaiveDate;

use crate::documents::reading::Reading;
use crate::documents::sheets::cell::CellReader;
use crate::documents::sheets::column::SheetColumn;
use crate::documents::sheets::fault::{SheetFault, SheetFaults};
use crate::documents::sheets::gathered::Gathered;
use crate::documents::sheets::row::SheetRow;
use crate::documents::sheets::{build, children, choose, row, settle};
use crate::documents::table;
use crate::domain::case::pupil::Pupil;
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms::field;
use crate::domain::plural::pluralize;
use crate::domain::school::SchoolList;
use crate::domain::sheet::{LEAVE_OUT, SheetAsk, SheetMapping, SheetQuestion, SheetSetting};

/// The most pupils that a question names.
const MAX_NAMED: usize = 3;

/// What the records have of a child with a first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownChild {
    /// No case that is open.
    None,
    /// The same direction, by child and first day.
    Same(CaseRef),
    /// Another case that is open.
    Open(CaseRef),
}

/// Says what the records have of a child whose direction starts on a day.
pub type FindChild<'a> = &'a dyn Fn(&Pupil, Option<NaiveDate>) -> KnownChild;

/// What a sheet is read with.
#[derive(Clone, Copy)]
pub struct SheetContext<'a> {
    /// The name of the file, for the notes that come from it.
    pub name: &'a str,
    /// What has been answered.
    pub mapping: &'a SheetMapping,
    /// The register of schools.
    pub schools: &'a SchoolList,
    /// What the records have.
    pub known: FindChild<'a>,
    /// The reference of the first new case.
    pub first: CaseRef,
    /// Today.
    pub today: NaiveDate,
}

/// What a sheet would make.
#[derive(Debug, Default)]
pub struct SheetPlan {
    /// What is to be answered before anything can be made; then there is no case yet.
    pub questions: Vec<SheetQuestion>,
    /// What becomes of every sheet, column and row.
    pub reading: Reading,
    /// The cases, in the order of the rows.
    pub cases: Vec<Case>,
}

/// Reads a sheet of directions, CSV or XLSX, and works out the cases that it would make.
///
/// # Errors
/// Every fault by its place; nothing is then to be taken in.
pub fn plan(bytes: &[u8], context: SheetContext) -> Result<SheetPlan, SheetFaults> {
    let mapping = context.mapping;
    let is_heading = |cell: &str| SheetColumn::of(cell, mapping, None).is_known();
    let tables = table::parse(bytes, &is_heading).map_err(|f| f.map(SheetFault::Table))?;
    let mut out = Gathered::new();
    let found = choose::choose(&tables, mapping, None, &mut out)?;
    if out.is_asking() {
        return Ok(asking(out));
    }
    let reader = CellReader { mapping, schools: context.schools, today: context.today };
    let mut rows = Vec::new();
    for (table, layout) in &found {
        rows.extend(row::rows(table, layout, &reader, &mut out));
    }
    if out.faults.is_empty() && rows.is_empty() {
        return Err(SheetFaults::whole(SheetFault::NoRow));
    }
    if !out.faults.is_empty() {
        return Err(out.faults);
    }
    if out.is_asking() {
        return Ok(asking(out));
    }
    settle::settle(&mut rows, mapping, context.today, &mut out);
    let mut rows = children::join(rows, mapping, &mut out);
    leave_known(&mut rows, &context, &mut out);
    if out.is_asking() {
        return Ok(asking(out));
    }
    Ok(made(&rows, &context, out))
}

fn asking(mut out: Gathered) -> SheetPlan {
    SheetPlan { questions: out.take_questions(), reading: out.reading, cases: Vec::new() }
}

fn made(rows: &[SheetRow], context: &SheetContext, mut out: Gathered) -> SheetPlan {
    let mut cases = Vec::with_capacity(rows.len());
    let mut id = context.first;
    for row in rows {
        let case = build::case(row, id, context.name, context.today);
        let words = build::words(row, &case, context.schools);
        let doubts: String = row.doubts.iter().map(|says| format!(" {says}")).collect();
        out.reading.take(&row.place, &id.to_string(), format!("{words}.{doubts}"));
        cases.push(case);
        id.number += 1;
    }
    SheetPlan { questions: Vec::new(), reading: out.reading, cases }
}

/// Leaves out the rows that are in the records already, and asks about children who have an open
/// case of another direction.
fn leave_known(rows: &mut Vec<SheetRow>, context: &SheetContext, out: &mut Gathered) {
    let about = SheetAsk::Setting(SheetSetting::Existing);
    let answer = context.mapping.get(&about).map(str::to_owned);
    let mut open = Vec::new();
    rows.retain(|row| {
        let start = row.answer(field::DIRECTION_START.id).as_date();
        match (context.known)(&row.pupil, start) {
            KnownChild::None => true,
            KnownChild::Same(case) => {
                let says = format!("is in the records as {case}.");
                out.reading.pass(&row.place, &row.pupil.name, says);
                false
            }
            KnownChild::Open(case) => match answer.as_deref() {
                Some(LEAVE_OUT) => {
                    let says = format!("is left out: the child has {case}, which is open.");
                    out.reading.pass(&row.place, &row.pupil.name, says);
                    false
                }
                Some(_) => true,
                None => {
                    open.push(format!("{} ({case})", row.pupil.name));
                    true
                }
            },
        }
    });
    if !open.is_empty() {
        let have = if open.len() == 1 { "has" } else { "have" };
        let named = open.iter().take(MAX_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = if open.len() > MAX_NAMED { " and more" } else { "" };
        out.ask(SheetQuestion {
            about,
            question: format!(
                "{} of the file {have} an open case here: {named}{more}. What becomes of their rows?",
                pluralize(open.len(), "pupil")
            ),
            options: vec![
                (LEAVE_OUT.to_owned(), "Leave them out".to_owned()),
                ("open".to_owned(), "Open a further case for each".to_owned()),
            ],
        });
    }
}
