//! The arguments of exports.

use clap::Subcommand;

use crate::cli::args::shape::ShapeArgs;

/// How rows are written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum FormatArg {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What is exported.
#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// Every case, one a line.
    Cases,
    /// The merged register of one case, both schools' marks beside it.
    Register {
        /// Its reference, as OSD-2026-0001.
        reference: String,
        /// In which form.
        #[arg(long, default_value = "csv", conflicts_with_all = ["json", "plain"])]
        format: FormatArg,
        /// Instead a session a line, as it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Rows for the authority's spreadsheet of directions, one a case (P-MM5).
    Spreadsheet {
        /// Their references; without one, every ended case that the spreadsheet does not show yet.
        references: Vec<String>,
        /// In which form.
        #[arg(long, default_value = "csv")]
        format: FormatArg,
        /// Write the rows although answers are missing, and leave their cells empty.
        #[arg(long)]
        draft: bool,
    },
}
