//! The arguments of exports.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::day::parse_day;
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
    /// Export every case, one a line.
    Cases,
    /// Export all that is held of one case: its answers, its changes and who looked.
    Case {
        /// Its reference, such as OSD-2026-0001.
        reference: String,
    },
    /// Export the combined register of one case, with both schools' marks.
    Register {
        /// Its reference, such as OSD-2026-0001.
        reference: String,
        /// The format.
        #[arg(long, default_value = "csv", conflicts_with_all = ["json", "plain"])]
        format: FormatArg,
        /// Or one session a line.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Export rows for the authority's spreadsheet of directions, one a case (P-MM5).
    Spreadsheet {
        /// The references; without any, every ended case not yet recorded as entered there.
        references: Vec<String>,
        /// The format.
        #[arg(long, default_value = "csv")]
        format: FormatArg,
        /// Write the rows even if answers are missing, with empty cells.
        #[arg(long)]
        draft: bool,
        /// Write only rows that are new or have changed since this earlier export, and say what did.
        #[arg(long, value_name = "FILE")]
        since: Option<PathBuf>,
    },
    /// Export the figures of the Fair Access Panel: pupils taken, given and returned, by school and
    /// year group.
    Panel {
        /// The first day; without it, 1 September of the school year.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        from: Option<NaiveDate>,
        /// The last day; without it, today.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        to: Option<NaiveDate>,
        /// The format.
        #[arg(long, default_value = "csv")]
        format: FormatArg,
    },
    /// Export the placements that the school census asks for, one row each.
    Census {
        /// The first day; without it, the last.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        from: Option<NaiveDate>,
        /// The last day; without it, today.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        to: Option<NaiveDate>,
        /// The format.
        #[arg(long, default_value = "csv")]
        format: FormatArg,
    },
}
