//! `offsite export`: every case as JSON lines, the merged register of one, and rows for the
//! authority's spreadsheet.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::args::{ExportCommand, FormatArg, ShapeArgs};
use crate::cli::commands::audit;
use crate::cli::commands::case::whole;
use crate::cli::output::{is_shown, note, print, record, write};
use crate::documents;
use crate::documents::{jsonl, papers, registers};
use crate::domain::access::AccessKind;
use crate::domain::attendance::Registers;
use crate::domain::case::CaseRef;
use crate::error::{Error, Result};
use crate::service::ViewerService;

/// Runs one export.
pub(super) fn run(
    owner: &mut ViewerService<'_>,
    what: &ExportCommand,
    today: NaiveDate,
) -> Result<()> {
    match what {
        ExportCommand::Cases => cases(owner),
        ExportCommand::Case { reference } => one_case(owner, reference),
        ExportCommand::Register { reference, format, shape } => {
            register(owner, reference, *format, *shape, today)
        }
        ExportCommand::Spreadsheet { references, format, draft } => {
            let rows = spreadsheet(owner, references, *draft, today)?;
            // The first row is of headings.
            owner.note_first(AccessKind::Exported, None, rows.len() - 1, "spreadsheet")?;
            send(&rows, "Directions", *format)
        }
    }
}

fn cases(owner: &mut ViewerService<'_>) -> Result<()> {
    let all = owner.cases()?;
    owner.note_first(AccessKind::Exported, None, all.len(), "cases")?;
    for id in all {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}

/// Prints one case with its changes and who looked at it, this look among them.
fn one_case(owner: &mut ViewerService<'_>, reference: &str) -> Result<()> {
    let case = whole(owner, reference.parse::<CaseRef>()?)?;
    owner.note_first(AccessKind::Exported, Some(case.id), 1, "answers, changes and looks")?;
    let (looks, faults) = owner.accesses(Some(case.id))?;
    let looks: Vec<Value> = looks.iter().map(audit::to_json).collect();
    let changes: Vec<Value> = owner
        .history(case.id)?
        .iter()
        .map(|entry| {
            json!({ "at": entry.saved_at.to_string(), "officer": entry.officer, "what": entry.message, "why": entry.why })
        })
        .collect();
    let answers: Value = serde_json::from_str(&jsonl::write(&case))
        .map_err(|e| Error::damaged("The case could not be written.").with_source(e))?;
    print(&json!({ "case": answers, "changes": changes, "looks": looks }).to_string())?;
    if faults.is_empty() { Ok(()) } else { Err(Error::damaged(faults.join("\n"))) }
}

fn register(
    owner: &mut ViewerService<'_>,
    reference: &str,
    format: FormatArg,
    shape: ShapeArgs,
    today: NaiveDate,
) -> Result<()> {
    let case = whole(owner, reference.parse::<CaseRef>()?)?;
    owner.note_first(AccessKind::Exported, Some(case.id), 1, "register")?;
    let registers = Registers::new(&case, owner.schools_of(&case));
    if shape.is_data() {
        return sessions(&registers, shape, today);
    }
    let rows = registers::rows(&registers, today);
    send(&rows, "Register", format)
}

/// Returns the rows for the authority's spreadsheet. Like a document, a row that lacks an answer is
/// written only as a draft.
fn spreadsheet(
    owner: &mut ViewerService<'_>,
    references: &[String],
    draft: bool,
    today: NaiveDate,
) -> Result<Vec<Vec<String>>> {
    let mut ids = Vec::new();
    for reference in references {
        ids.push(reference.parse::<CaseRef>()?);
    }
    if ids.is_empty() {
        ids = owner.awaiting_spreadsheet()?;
    }
    if ids.is_empty() {
        note("Note: no ended case waits for the spreadsheet. Name one to write its row.");
    }
    let (mut rows, mut is_whole) = (vec![papers::spreadsheet_headings()], true);
    for id in ids {
        let (row, missing) = owner.spreadsheet_row(id, today)?;
        for gap in &missing {
            note(&format!("{id}: missing: {}  ({})", gap.words, gap.fields.join(", ")));
        }
        is_whole &= missing.is_empty();
        rows.push(row);
    }
    if is_whole || draft {
        return Ok(rows);
    }
    Err(Error::input(
        "The answers above are missing. Nothing created. Use --draft to leave them empty.",
    ))
}

/// Writes rows to standard output; `sheet` names them in a workbook.
fn send(rows: &[Vec<String>], sheet: &str, format: FormatArg) -> Result<()> {
    let bytes = match format {
        FormatArg::Csv => documents::rows::csv(rows),
        FormatArg::Xlsx if is_shown() => {
            return Err(Error::input(format!(
                "A spreadsheet cannot be shown on screen. Save it to a file: … > {}.xlsx",
                sheet.to_lowercase()
            )));
        }
        FormatArg::Xlsx => documents::rows::xlsx(rows, sheet)?,
    };
    write(&bytes)
}

/// Prints every session of the merged register.
fn sessions(registers: &Registers, shape: ShapeArgs, today: NaiveDate) -> Result<()> {
    for row in registers::sessions(registers, today) {
        let json = || {
            json!({ "date": row.day, "half": row.half, "expected": row.expected, "home": row.home, "host": row.host,
                "merged": row.merged, "counts": row.counts, "faults": row.faults })
        };
        let day = row.day.to_string();
        let columns = || {
            let [half, expected, merged] = [row.half, row.expected, row.merged].map(str::to_owned);
            let (home, host) = (row.home.clone(), row.host.clone());
            let (home, host) = (home.unwrap_or_default(), host.unwrap_or_default());
            vec![day, half, expected, home, host, merged, row.counts.clone(), row.faults.join("; ")]
        };
        record(shape, String::new, json, columns)?;
    }
    Ok(())
}
