//! The arguments of the record of who looked.

use crate::cli::args::ShapeArgs;

/// Which looks are shown.
#[derive(Debug, clap::Args)]
pub struct AuditArgs {
    /// Only those of an officer, by the name with which the officer logs in.
    #[arg(long, value_name = "LOGIN")]
    pub officer: Option<String>,
    /// Only those at a case, such as OSD-2026-0001.
    #[arg(long, value_name = "REF")]
    pub case: Option<String>,
    /// Only those of today and the six days before.
    #[arg(long)]
    pub week: bool,
    /// Only restricted cases that were opened by someone who is not named.
    #[arg(long)]
    pub glass: bool,
    /// How they are printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
}
