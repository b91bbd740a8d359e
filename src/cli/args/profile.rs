//! The arguments of the authority's profile.

use std::path::PathBuf;

use clap::Subcommand;

/// What is done with the authority's profile, templates and letterheads.
#[derive(Debug, Subcommand)]
pub enum ProfileCommand {
    /// Store them with the records, for every officer, in place of those stored before.
    Import {
        /// A profile, or a folder with profile.toml, templates and letterhead.toml. Without one, your
        /// configuration folder is used.
        #[arg(value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Print the profile in use, as a file.
    Show,
}
