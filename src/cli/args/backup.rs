//! The arguments of backup and restore.

use std::path::PathBuf;

use crate::cli::args::shape::ShapeArgs;

/// Where a backup goes and for whom it is encrypted.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The file to write; it must not exist.
    #[arg(required_unless_present = "forget_earlier")]
    pub file: Option<PathBuf>,
    /// Delete the unsealed record of an earlier version, which is kept until you say so.
    #[arg(long, conflicts_with_all = ["file", "to", "passphrase", "passphrase_file"])]
    pub forget_earlier: bool,
    /// Encrypt it for the person with the secret key of this age public key.
    #[arg(long, value_name = "AGE_KEY")]
    pub to: Option<String>,
    /// Encrypt it with a passphrase that is asked for.
    #[arg(long)]
    pub passphrase: bool,
    /// Encrypt it with the passphrase in the first line of this file.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// How the result is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
}

/// Which backup is restored, and what opens it.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    /// The backup.
    pub file: PathBuf,
    /// Only read it to its end and check it; write nothing.
    #[arg(long)]
    pub check: bool,
    /// Ask for the passphrase that encrypts it.
    #[arg(long)]
    pub passphrase: bool,
    /// The passphrase is in the first line of this file.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// The age identity file with the secret key that opens it.
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// How the result is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
}
