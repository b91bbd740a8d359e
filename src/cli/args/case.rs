//! The arguments of one case: what is shown of it, and its evidence.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::day::parse_day;
use crate::cli::args::shape::ShapeArgs;

/// What of a case.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Show everything recorded about one case.
    Show {
        /// Its reference, such as OSD-2026-0001.
        reference: String,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
}

/// Which case's evidence, and what is done with it.
#[derive(Debug, clap::Args)]
pub struct EvidenceArgs {
    /// The case's reference, such as OSD-2026-0001.
    #[arg(required_unless_present = "orphans")]
    pub reference: Option<String>,
    /// List the files that no case names. A session that ends while it adds a file may leave one.
    #[arg(long, conflicts_with_all = ["reference", "add", "extract"])]
    pub orphans: bool,
    /// Delete those files.
    #[arg(long, requires = "orphans")]
    pub clear: bool,
    /// Add this file.
    #[arg(long, value_name = "FILE", requires = "kind", conflicts_with = "extract")]
    pub add: Option<PathBuf>,
    /// Which item of the protocol's list it is, by its name there: `behaviour_log`, attendance.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub kind: String,
    /// What it is, in a few words; else the file's name. - reads it from standard input.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub title: String,
    /// The date on the document, such as 2026-11-26.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub dated: Option<NaiveDate>,
    /// Write out the file with this number in the list, after checking it against its sum.
    #[arg(long, value_name = "N", requires = "to")]
    pub extract: Option<usize>,
    /// The folder to write it to; an existing file is never overwritten.
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// How it is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
}
