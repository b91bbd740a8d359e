//! The arguments of disposal and of changing the store key.

use std::path::PathBuf;

/// Which case is disposed of, by whose agreement and why.
#[derive(Debug, clap::Args)]
pub struct DisposeArgs {
    /// The case's reference, as OSD-2026-0001.
    pub reference: String,
    /// The second person who has agreed to it; the first is you.
    #[arg(long, value_name = "NAME")]
    pub agreed_by: String,
    /// Why, in words that name no child: they stay. - reads them from standard input.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Also where the case has not ended, as one that was opened by mistake.
    #[arg(long)]
    pub although_open: bool,
    /// The reference once more, in place of typing it when asked.
    #[arg(long, value_name = "REFERENCE")]
    pub confirm: Option<String>,
}

/// What the store key is from now on; without any, a new one in the same place.
#[derive(Debug, clap::Args)]
pub struct RekeyArgs {
    /// A file for it; one that is there gets a new key above the others.
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// A passphrase that is asked for.
    #[arg(long, conflicts_with = "to")]
    pub to_passphrase: bool,
    /// The passphrase in the first line of this file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "to_passphrase"])]
    pub to_passphrase_file: Option<PathBuf>,
}
