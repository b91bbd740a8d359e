//! The arguments of backup and restore.

use std::path::PathBuf;

use crate::cli::args::shape::ShapeArgs;

/// Where a backup goes and for whom it is encrypted.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The file to write; it must not exist.
    #[arg(required_unless_present = "forget_earlier")]
    pub file: Option<PathBuf>,
    /// Take away the record as it was before this version sealed it, which is kept in clear until
    /// you say so.
    #[arg(long, conflicts_with_all = ["file", "to", "passphrase", "passphrase_file"])]
    pub forget_earlier: bool,
    /// Encrypt it for the holder of this age public key.
    #[arg(long, value_name = "AGE_KEY")]
    pub to: Option<String>,
    /// Encrypt it with a passphrase that is asked for.
    #[arg(long)]
    pub passphrase: bool,
    /// Encrypt it with the passphrase in the first line of this file.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// How what was done is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
}

/// Which backup is restored, and what opens it.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// The backup.
    pub file: PathBuf,
    /// Only read it to its end and check it; nothing is written.
    #[arg(long)]
    pub check: bool,
    /// Ask for the passphrase with which it is encrypted.
    #[arg(long)]
    pub passphrase: bool,
    /// The passphrase is in the first line of this file.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// The age identity file with the secret key for which it is encrypted.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// How what was found is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
}
