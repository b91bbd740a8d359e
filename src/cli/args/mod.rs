//! The command line's arguments and commands, as clap reads them.

mod backup;
mod case;
mod day;
mod dispose;
mod document;
mod export;
mod import;
mod shape;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

pub use self::backup::{BackupArgs, RestoreArgs};
pub use self::case::{CaseCommand, EvidenceArgs};
pub use self::dispose::{DisposeArgs, RekeyArgs};
pub use self::document::{ChaseArgs, DocumentArgs, DocumentFor, FormName};
pub use self::export::{ExportCommand, FormatArg};
pub use self::import::{CtfArgs, ImportCommand, ImportHow, RegisterArgs, SchoolArg};
pub use self::shape::ShapeArgs;

use crate::cli::args::day::parse_day;

/// Off-site directions and managed moves by the Worcestershire protocol. Without a command it opens
/// the terminal program.
///
/// Exit codes: 0 done, 1 refused with a sentence, 2 wrong usage, 3 store held by another process, 4
/// store damaged, 128 and the number of a signal that ended the session.
#[derive(Debug, Parser)]
#[command(name = "offsite", version)]
pub struct Args {
    /// The folder of the store; else `$XDG_DATA_HOME/offsite`, else `~/.local/share/offsite`.
    #[arg(long, global = true, env = "OFFSITE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The day to take as today, as 2026-11-26, 26/11/2026 or 26 Nov 2026.
    #[arg(long, global = true, value_name = "DAY", value_parser = parse_day)]
    pub today: Option<NaiveDate>,
    /// The officer's name in the record; else the system's user name.
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// A file out of your reach with lines that offsite anchor has printed: the store is held
    /// against them at every start.
    #[arg(long, global = true, env = "OFFSITE_ANCHOR", value_name = "FILE")]
    pub anchor: Option<PathBuf>,
    /// The file of the key with which backups and anchors are signed, outside the store; else the
    /// setting `head_key`, else head.key in the configuration folder. It is made at first need.
    #[arg(long, global = true, env = "OFFSITE_HEAD_KEY", value_name = "FILE")]
    pub head_key: Option<PathBuf>,
    /// The file of the store key, made where there is none; else `$CREDENTIALS_DIRECTORY/offsite-store-key`
    /// where the system gives one, else `store.key` in your configuration folder. `in-store` keeps the
    /// key in the store itself: whoever copies its folder can then read it.
    #[arg(long, global = true, env = "OFFSITE_STORE_KEY", value_name = "FILE")]
    pub store_key: Option<PathBuf>,
    /// Ask for the passphrase that the store key follows from; it goes before any key file.
    #[arg(long, global = true)]
    pub store_passphrase: bool,
    /// The passphrase that the store key follows from is in the first line of this file.
    #[arg(long, global = true, value_name = "FILE")]
    pub store_passphrase_file: Option<PathBuf>,
    /// Only read: nothing is saved, and another session may have the store open.
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Plain prompts and lines instead of a full screen: for readers, braille displays and
    /// scripts.
    #[arg(long)]
    pub linear: bool,
    /// Take the place of your own session that has the store open, as after a line that dropped:
    /// it keeps what was typed, and leaves. On a terminal this is asked.
    #[arg(long, conflicts_with = "read_only")]
    pub take_over: bool,
    #[command(subcommand)]
    /// The command; a session without one.
    pub verb: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try Offsite on forty invented pupils in a throw-away store.
    Demo {
        /// Write the same cases into a new store there, and leave.
        #[arg(long, value_name = "DIR")]
        fill: Option<PathBuf>,
    },
    /// What is late, due today and due next, case by case.
    Today {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Why a rule asks something of a case: the rule, its source, and the arithmetic line by line.
    Why {
        /// The case's reference, as OSD-2026-0001.
        reference: String,
        /// The rule's id or what it cites, as invitation or P-RV2; without one, every finding of
        /// the case.
        rule: Option<String>,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// List the cases that fit a search, or all: offsite cases 'late host:bromsgrove'.
    Cases {
        /// Words of the search language, as ? shows them in the program; none lists all, and - reads
        /// them from standard input, where no other user of the host sees them.
        #[arg(value_name = "SEARCH", default_value = "", hide_default_value = true)]
        search: Vec<String>,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Look for words in every answer, meeting and note, and show where they stand.
    Search {
        /// The words; - reads them from standard input, where no other user of the host sees them.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        /// At most so many places.
        #[arg(long, default_value_t = 200, value_name = "N")]
        most: usize,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Learn Offsite in ten minutes on invented pupils, in a throw-away store.
    Tutor,
    /// Show one case.
    Case {
        /// What of it.
        #[command(subcommand)]
        what: CaseCommand,
    },
    /// The data dictionary: every field of every form.
    Forms {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Read cases or schools from a file; all of it or nothing.
    Import {
        /// What kind of file.
        #[command(subcommand)]
        what: ImportCommand,
    },
    /// Write cases, a register or rows for the authority's spreadsheet to standard output.
    Export {
        /// What is written.
        #[command(subcommand)]
        what: ExportCommand,
    },
    /// The evidence of a case: list it, take a file in, or write one out.
    Evidence(EvidenceArgs),
    /// Every action with its keys and its help.
    Keys {
        /// default, vim or plain; else your own.
        #[arg(value_name = "KEYMAP")]
        keymap: Option<String>,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// A configuration file with every setting, and what is wrong with yours.
    Config {
        /// How it is printed: as a file, else setting by setting.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Completions for a shell: bash, zsh, fish or powershell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// The man page, that of a command, or that of a page of the manual; offsite man | man -l - shows
    /// it.
    Man {
        /// A page of the manual, as offsite manual lists them, or a command, as offsite-search.
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// A page of the manual; without a topic, the list of pages.
    Manual {
        /// first-morning, passport, attendance, backups, ...
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// Check every record, list, sum and file of evidence, and compare the heads of all backups and
    /// of the anchor; takes as long as making the records anew.
    Verify {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Print how far the record goes and its hash, to be kept where nobody here can change it:
    /// printed, mailed, or in another user's file that --anchor names.
    Anchor,
    /// Go on with a store that is older or other than a backup or an anchor says; nothing of
    /// theirs is taken away.
    Accept,
    /// Write a backup into one file; a session may be open meanwhile.
    Backup(BackupArgs),
    /// Dispose of a case: its key is destroyed, and nothing of it can be read any more, here or in
    /// any backup from then on. There is no way back.
    Dispose(DisposeArgs),
    /// Seal the store with another store key; older backups open with the one before, which stays
    /// in the key's file below the new one.
    Rekey(RekeyArgs),
    /// Restore a backup into a new or empty folder, named with --data, and verify it.
    Restore(RestoreArgs),
    /// What is wrong with terminal, folder, store, clock, schools, terms and backups, and how to
    /// mend it.
    Doctor {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Which hosts have yet to send marks of a week, and a letter to each.
    Chase(ChaseArgs),
    /// The shape of everything that is printed with --json, as a JSON schema.
    Schema,
    /// Write a paper of a case into files: forms, letters and sheets, a copy for each who gets one.
    ///
    /// Paths are printed on standard output; what the record lacks, and what to mind, on standard
    /// error.
    Document(DocumentArgs),
    /// Print one screen as text; no terminal is needed.
    Frame {
        /// cases, overview, passport, timeline or attendance.
        #[arg(long, default_value = "cases")]
        pane: String,
        /// Columns and rows, as 80x24.
        #[arg(long, default_value = "80x24")]
        size: String,
        /// Keys to press first: letters, and names as `<Enter>`.
        #[arg(long, default_value = "")]
        keys: String,
    },
}

impl Command {
    /// Returns whether the command reads the store and changes nothing in it: it is answered from a
    /// copy, and what it would change is shown, never stored.
    pub fn only_reads(&self) -> bool {
        match self {
            Command::Today { .. }
            | Command::Why { .. }
            | Command::Cases { .. }
            | Command::Search { .. }
            | Command::Case { .. }
            | Command::Export { .. }
            | Command::Chase(_)
            | Command::Document(_)
            | Command::Frame { .. }
            | Command::Verify { .. } => true,
            Command::Import { what } => what.is_dry_run(),
            Command::Evidence(asked) => asked.add.is_none() && !asked.clear,
            _ => false,
        }
    }
}
