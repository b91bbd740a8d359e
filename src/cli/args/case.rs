//! The arguments of one case: what is shown of it, and its evidence.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::day::parse_day;
use crate::cli::args::shape::ShapeArgs;

/// What of a case.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Everything recorded of one case.
    Show {
        /// Its reference, as OSD-2026-0001.
        reference: String,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
}

/// Which case's evidence, and what is done with it.
#[derive(Debug, clap::Args)]
pub struct EvidenceArgs {
    /// The case's reference, as OSD-2026-0001.
    #[arg(required_unless_present = "orphans")]
    pub reference: Option<String>,
    /// List the files that no case has ever named, as a session leaves one that ends while it takes
    /// a file in.
    #[arg(long, conflicts_with_all = ["reference", "add", "extract"])]
    pub orphans: bool,
    /// Take those files away.
    #[arg(long, requires = "orphans")]
    pub clear: bool,
    /// Take this file in.
    #[arg(long, value_name = "FILE", requires = "kind", conflicts_with = "extract")]
    pub add: Option<PathBuf>,
    /// Which item of the protocol's list it answers, as the list names it: `behaviour_log`,
    /// attendance.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub kind: String,
    /// What it is, in a few words; else the file's name. - reads it from standard input.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub title: String,
    /// The day on the paper, as YYYY-MM-DD.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub dated: Option<NaiveDate>,
    /// Write out the file of this number of the list; it is checked by its sum first.
    #[arg(long, value_name = "N", requires = "to")]
    pub extract: Option<usize>,
    /// The folder to write it to; a file that is there already is never written over.
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// How it is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
}
