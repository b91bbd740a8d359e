//! The arguments of disposal and of changing the store key.

use std::path::PathBuf;

/// Which case is disposed of, by whose agreement and why.
#[derive(Debug, clap::Args)]
pub struct DisposeArgs {
    /// The case's reference, such as OSD-2026-0001.
    pub reference: String,
    /// The second person who has agreed to it; the first is you.
    #[arg(long, value_name = "NAME", required_unless_present = "certificate")]
    pub agreed_by: Option<String>,
    /// The reason, without a child's name, as it is kept permanently. - reads it from standard input.
    #[arg(long, value_name = "TEXT", requires = "agreed_by")]
    pub reason: Option<String>,
    /// Also if the case has not ended, for example one opened by mistake.
    #[arg(long)]
    pub although_open: bool,
    /// Write a certificate of what went into this new file; as JSON if its name ends in .json. Alone,
    /// for a case that was disposed of before.
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// The reference once more, instead of typing it when asked.
    #[arg(long, value_name = "REFERENCE")]
    pub confirm: Option<String>,
}

/// What the store key is from now on; without any, a new one in the same place.
#[derive(Debug, clap::Args)]
pub struct RekeyArgs {
    /// A file for the new key; an existing file gets it above the others.
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
    /// A passphrase, which you are asked for.
    #[arg(long, conflicts_with = "to")]
    pub to_passphrase: bool,
    /// The passphrase in the first line of this file.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["to", "to_passphrase"])]
    pub to_passphrase_file: Option<PathBuf>,
}
