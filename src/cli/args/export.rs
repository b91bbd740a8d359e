//! The arguments of exports.

use clap::Subcommand;

/// How the merged register is written.
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
        #[arg(long, default_value = "csv")]
        format: FormatArg,
    },
}
