//! The arguments of the officers and their roles.

use clap::Subcommand;

use crate::cli::args::ShapeArgs;

/// What is done with the officers of shared records.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Let a user of this computer in, from today on.
    Add {
        /// The name with which the officer logs in.
        login: String,
        /// officer, lead, reader or admin.
        role: String,
        /// The officer's full name.
        #[arg(long, default_value = "")]
        name: String,
        /// The user's number, where the login is not yet on this computer.
        #[arg(long, value_name = "NUMBER")]
        uid: Option<u32>,
    },
    /// Let an officer in no more, from now on. The record keeps the name.
    End {
        /// The name with which the officer logs in.
        login: String,
    },
    /// Give an officer another role.
    Role {
        /// The name with which the officer logs in.
        login: String,
        /// officer, lead, reader or admin.
        role: String,
    },
    /// List the officers with their roles and days, those who have left too.
    List {
        /// How they are printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
}
