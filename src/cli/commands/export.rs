//! `offsite export`: every case as JSON lines, and the merged register of one.

use std::io::IsTerminal;

use chrono::NaiveDate;

use crate::cli::args::{ExportCommand, FormatArg};
use crate::cli::commands::case::whole;
use crate::cli::output::{print, write};
use crate::documents;
use crate::documents::{jsonl, registers};
use crate::domain::attendance::Registers;
use crate::domain::case::CaseRef;
use crate::error::{Error, Result};
use crate::service::Service;

/// Runs one export.
pub(super) fn run(owner: &mut Service, what: &ExportCommand, today: NaiveDate) -> Result<()> {
    match what {
        ExportCommand::Cases => cases(owner),
        ExportCommand::Register { reference, format } => register(owner, reference, *format, today),
    }
}

fn cases(owner: &mut Service) -> Result<()> {
    for id in owner.cases()? {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}

fn register(
    owner: &mut Service,
    reference: &str,
    format: FormatArg,
    today: NaiveDate,
) -> Result<()> {
    let case = whole(owner, reference.parse::<CaseRef>()?)?;
    let rows = registers::rows(&Registers::new(&case, owner.schools_of(&case)), today);
    send(&rows, "Register", format)
}

/// Writes rows to standard output; `sheet` names them in a workbook.
fn send(rows: &[Vec<String>], sheet: &str, format: FormatArg) -> Result<()> {
    let bytes = match format {
        FormatArg::Csv => documents::rows::csv(rows),
        FormatArg::Xlsx if std::io::stdout().is_terminal() => {
            return Err(Error::input(format!(
                "A spreadsheet is no text for the screen. Send it into a file: … > {}.xlsx",
                sheet.to_lowercase()
            )));
        }
        FormatArg::Xlsx => documents::rows::xlsx(rows, sheet)?,
    };
    write(&bytes)
}
