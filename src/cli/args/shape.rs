//! In which shape a list is printed.

/// How a list is printed.
#[derive(Debug, Clone, Copy, Default, clap::Args)]
pub struct ShapeArgs {
    /// Print one JSON object a line.
    #[arg(long)]
    pub json: bool,
    /// Print one record a line, with tabs between columns.
    #[arg(long, conflicts_with = "json")]
    pub plain: bool,
}

impl ShapeArgs {
    /// Returns whether it is printed for programs.
    pub fn is_data(self) -> bool {
        self.json || self.plain
    }
}
