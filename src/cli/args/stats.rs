//! Arguments of the statistics.

use crate::cli::args::ShapeArgs;
/// How ended directions are counted.
#[derive(Debug, Clone, clap::Args)]
pub struct StatsArgs {
    /// How they are printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
    /// Print them as CSV, for a spreadsheet.
    #[arg(long, conflicts_with_all = ["json", "plain"])]
    pub csv: bool,
    /// Withhold numbers below this, and others that give them away; 0 withholds none. Without it,
    /// the profile says.
    #[arg(long, value_name = "N")]
    pub withhold_below: Option<u32>,
}
