//! `offsite export`: every case as JSON lines, the merged register of one, and rows for the
//! authority's spreadsheet.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::cli::args::{ExportCommand, FormatArg, ShapeArgs};
use crate::cli::commands::audit;
use crate::cli::commands::case::whole;
use crate::cli::commands::{about, census, governors, inspection, panel};
use crate::cli::named_files;
use crate::cli::output::{is_shown, note, print, record, write};
use crate::cli::progress::ProgressBar;
use crate::documents;
use crate::documents::sheets::{EarlierSheet, SheetChanges};
use crate::documents::{jsonl, registers};
use crate::domain::access::AccessKind;
use crate::domain::attendance::Registers;
use crate::domain::case::CaseRef;
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::ViewerService;

/// The largest earlier export that is read, in bytes.
const MAX_EARLIER: u64 = 50_000_000;

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
        ExportCommand::Spreadsheet { references, format, draft, since } => {
            let rows = spreadsheet(owner, references, *draft, since.as_deref(), today)?;
            // The first rows are a title and the headings.
            owner.note_first(AccessKind::Exported, None, rows.len() - 2, "spreadsheet")?;
            send(&rows, "Directions", 1, *format)
        }
        ExportCommand::Governors(args) => governors::run(owner, args, today),
        ExportCommand::Inspection(args) => inspection::run(owner, args, today),
        ExportCommand::Panel { from, to, format } => {
            let rows = panel::rows(owner, (*from, *to), today)?;
            owner.note_first(AccessKind::Exported, None, rows.len(), "figures of the panel")?;
            send(&rows, "Panel", 1, *format)
        }
        ExportCommand::Census { from, to, format } => {
            let (rows, placements) = census::rows(owner, (*from, *to), today)?;
            owner.note_first(AccessKind::Exported, None, placements, "placements of the census")?;
            send(&rows, "Placements", 1, *format)
        }
    }
}

fn cases(owner: &mut ViewerService<'_>) -> Result<()> {
    let all = owner.cases()?;
    owner.note_first(AccessKind::Exported, None, all.len(), "cases")?;
    let mut shown = ProgressBar::new();
    let mut progress = |what: &str, done, of| shown.report(what, done, of);
    let written =
        owner.each_of(&all, "Exporting cases", &mut progress, |case| print(&jsonl::write(case)));
    shown.end();
    written
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
    send(&rows, "Register", 0, format)
}

/// Returns the rows for the authority's spreadsheet, the headings second. Like a document, a row that
/// lacks an answer is written only as a draft. With an earlier export only what has changed since is
/// returned, and said.
fn spreadsheet(
    owner: &mut ViewerService<'_>,
    references: &[String],
    draft: bool,
    since: Option<&Path>,
    today: NaiveDate,
) -> Result<Vec<Vec<String>>> {
    let headings = owner.spreadsheet_headings();
    let earlier = since.map(|file| earlier(owner, &headings, file)).transpose()?;
    let mut ids = Vec::new();
    for reference in references {
        ids.push(reference.parse::<CaseRef>()?);
    }
    if ids.is_empty() {
        ids = owner.awaiting_spreadsheet()?;
        // A row that was entered may have changed since.
        let entered = earlier.iter().flat_map(|(_, sheet)| sheet.keys()).map(str::parse);
        ids.extend(entered.flatten().collect::<Vec<CaseRef>>());
        ids.sort_unstable();
        ids.dedup();
    }
    if ids.is_empty() {
        note("Note: no ended case waits for the spreadsheet. Name one to write its row.");
    }
    let (mut rows, mut is_whole) = (Vec::new(), true);
    for id in ids {
        let (row, missing) = owner.spreadsheet_row(id, today)?;
        for gap in &missing {
            note(&format!("{id}: missing: {}  ({})", gap.words, gap.fields.join(", ")));
        }
        is_whole &= missing.is_empty();
        rows.push(row);
    }
    if !is_whole && !draft {
        return Err(Error::input(
            "The answers above are missing. Nothing created. Use --draft to leave them empty.",
        ));
    }
    let mut about_rows = String::new();
    if let (Some((key, sheet)), Some(file)) = (earlier, since) {
        let changes = sheet.changes(&headings, key, rows);
        say(&changes, key);
        about_rows = format!("Only what has changed since {}.", shown(file));
        rows = changes.rows.into_iter().map(|row| row.cells).collect();
    }
    let what = "Directions for the spreadsheet";
    let first = about::columns(what, today, owner.officer(), rows.len(), about_rows);
    Ok([vec![first, headings], rows].concat())
}

/// Reads an earlier export, and returns the column of references with it.
fn earlier(
    owner: &ViewerService<'_>,
    headings: &[String],
    file: &Path,
) -> Result<(usize, EarlierSheet)> {
    let key = owner.spreadsheet_reference().ok_or_else(|| {
        Error::input("Rows cannot be told apart: your spreadsheet has no column of references.")
            .with_hint("Add \"Reference\" to spreadsheet.columns in the profile.")
    })?;
    let bytes = named_files::read(file, MAX_EARLIER)?;
    Ok((key, EarlierSheet::read(&bytes, headings, key)?))
}

/// Says what is new, what has changed and how much has not.
fn say(changes: &SheetChanges, key: usize) {
    for row in &changes.rows {
        match &row.changes {
            None => note(&format!("{}: new.", row.cells[key])),
            Some(all) => note(&format!("{}: {}", row.cells[key], all.join(" "))),
        }
    }
    let (told, left) = (pluralize(changes.rows.len(), "row"), pluralize(changes.unchanged, "row"));
    note(&format!("{told} new or changed; {left} unchanged and left out."));
}

/// Returns a file's name without its folder.
fn shown(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Writes rows to standard output; `sheet` names them in a workbook, `headings` is the row of them.
fn send(rows: &[Vec<String>], sheet: &str, headings: usize, format: FormatArg) -> Result<()> {
    let bytes = match format {
        FormatArg::Csv => documents::rows::csv(rows),
        FormatArg::Xlsx => {
            refuse_on_screen("spreadsheet", &format!("{}.xlsx", sheet.to_lowercase()))?;
            documents::rows::xlsx(rows, sheet, headings)?
        }
    };
    write(&bytes)
}

/// Refuses to print on a terminal what is no text.
pub(super) fn refuse_on_screen(what: &str, file: &str) -> Result<()> {
    if !is_shown() {
        return Ok(());
    }
    Err(Error::input(format!("A {what} cannot be shown on screen. Save it to a file: … > {file}")))
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
