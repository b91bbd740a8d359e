//! The command line's arguments and commands, as clap reads them.

mod admin;
mod audit;
mod backup;
mod case;
mod day;
mod dispose;
mod document;
mod export;
mod import;
mod profile;
mod retention;
mod runs;
mod shape;
mod stats;
mod subject_access;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

pub use self::admin::AdminCommand;
pub use self::audit::AuditArgs;
pub use self::backup::{BackupArgs, RestoreArgs};
pub use self::case::{CaseCommand, EvidenceArgs};
pub use self::dispose::{DisposeArgs, RekeyArgs};
pub use self::document::{ChaseArgs, DocumentArgs, DocumentFor, FormName};
pub use self::export::{
    ExportCommand, FormatArg, GovernorsArgs, InspectionArgs, ReaderArg, ReportFormatArg,
};
pub use self::import::{
    CtfArgs, ImportCommand, ImportHow, PupilsArgs, RegisterArgs, RowsArg, SchoolArg, SheetArgs,
};
pub use self::profile::ProfileCommand;
pub use self::retention::{HoldArgs, MonthArg, RetentionArgs, RetentionFormat};
pub use self::runs::{CommandKind, RunsAt};
pub use self::shape::ShapeArgs;
pub use self::stats::StatsArgs;
pub use self::subject_access::{
    BundleFormatArg, DecideAccessArgs, SetAccessArgs, SubjectAccessCommand, YesNoArg,
};

use crate::cli::args::day::parse_day;

/// Off-site directions and managed moves under the Worcestershire protocol. Without a command it
/// opens the terminal program.
///
/// Exit codes: 0 done, 1 refused with a sentence, 2 wrong usage, 3 records in use by another process,
/// 4 records damaged. A signal that ends the session gives 128 and its number.
#[derive(Debug, Parser)]
#[command(name = "offsite", version)]
pub struct Args {
    /// The folder of the store, which has the whole record; else `$XDG_DATA_HOME/offsite`, else
    /// `~/.local/share/offsite`.
    #[arg(long, global = true, env = "OFFSITE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Use this day as today: 2026-11-26, 26/11/2026 or 26 Nov 2026.
    #[arg(long, global = true, value_name = "DAY", value_parser = parse_day)]
    pub today: Option<NaiveDate>,
    /// The officer's name in the record; else the system's user name.
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// A file you cannot change, with lines that offsite anchor has printed. The store is compared
    /// with them at every start.
    #[arg(long, global = true, env = "OFFSITE_ANCHOR", value_name = "FILE")]
    pub anchor: Option<PathBuf>,
    /// The file of the key that signs backups and anchors, outside the store; else the setting
    /// `head_key`, else head.key in the configuration folder. It is made when first needed.
    #[arg(long, global = true, env = "OFFSITE_HEAD_KEY", value_name = "FILE")]
    pub head_key: Option<PathBuf>,
    /// The file of the store key, made if there is none. Else `$CREDENTIALS_DIRECTORY/offsite-store-key`
    /// if the system gives one, else `store.key` in your configuration folder. `in-store` keeps the
    /// key in the store itself: anyone who copies its folder can then read it.
    #[arg(long, global = true, env = "OFFSITE_STORE_KEY", value_name = "FILE")]
    pub store_key: Option<PathBuf>,
    /// Ask for the passphrase of the store; it comes before any key file.
    #[arg(long, global = true)]
    pub store_passphrase: bool,
    /// The passphrase of the store is the first line of this file.
    #[arg(long, global = true, value_name = "FILE")]
    pub store_passphrase_file: Option<PathBuf>,
    /// Only read: nothing is saved, and another session may be open.
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Plain prompts and lines instead of a full screen: for screen readers, braille displays and
    /// scripts.
    #[arg(long)]
    pub linear: bool,
    /// Take the place of your own session, for example after a line that dropped. The old session
    /// keeps what was typed, and leaves. On a terminal you are asked.
    #[arg(long, conflicts_with = "read_only")]
    pub take_over: bool,
    /// Connect to the server of several officers through this socket. A session then never opens
    /// records of its own.
    #[arg(long, global = true, env = "OFFSITE_SOCKET", value_name = "PATH")]
    pub socket: Option<PathBuf>,
    /// Start no other program, and read and write files only in the folder offsite of your home
    /// folder: for a forced command of SSH.
    #[arg(long)]
    pub confined: bool,
    #[command(subcommand)]
    /// The command; a session without one.
    pub verb: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Try Offsite on forty invented pupils; nothing is kept.
    Demo {
        /// Write the same cases into a new store in this folder, and quit.
        #[arg(long, value_name = "DIR")]
        fill: Option<PathBuf>,
    },
    /// List what is overdue, due today and due next, case by case.
    Today {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Why a rule asks something of a case: the rule, its source, and the arithmetic line by line.
    Why {
        /// The case's reference, such as OSD-2026-0001.
        reference: String,
        /// The rule's id or its citation, such as invitation or P-RV2; without one, everything due on
        /// the case.
        rule: Option<String>,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// List the cases that match a search, or all: offsite cases 'late host:bromsgrove'.
    Cases {
        /// What to search for, as in offsite manual search; nothing lists all. - reads it from
        /// standard input, where no other user of the host sees it.
        #[arg(value_name = "SEARCH", default_value = "", hide_default_value = true)]
        search: Vec<String>,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Search every answer, meeting and note, and show where the words are.
    Search {
        /// The words; - reads them from standard input, where no other user of the host sees them.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        /// Show at most this many places.
        #[arg(long, default_value_t = 200, value_name = "N")]
        most: usize,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Learn Offsite in ten minutes on invented pupils; nothing is kept.
    Tutor,
    /// Show one case.
    Case {
        /// What to show.
        #[command(subcommand)]
        what: CaseCommand,
    },
    /// List every field of every form: the data dictionary.
    Forms {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Import cases, schools, terms or marks from a file: all of it or nothing.
    Import {
        /// What kind of file.
        #[command(subcommand)]
        what: ImportCommand,
    },
    /// Export cases, a register or rows for the authority's spreadsheet to standard output.
    Export {
        /// What to export.
        #[command(subcommand)]
        what: ExportCommand,
    },
    /// List the evidence of a case, add a file, or write one out.
    Evidence(EvidenceArgs),
    /// List every action with its keys.
    Keys {
        /// default, vim or plain; else your own.
        #[arg(value_name = "KEYMAP")]
        keymap: Option<String>,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Print a configuration file with every setting, and what is wrong with yours.
    Config {
        /// How it is printed: as a file, or setting by setting.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Print completions for a shell: bash, zsh, fish or powershell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the man page of Offsite, of a command, or of a page of the manual. offsite man | man -l -
    /// shows it.
    Man {
        /// A page that offsite manual lists, or a command, such as offsite-search.
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// Print a page of the manual; without a topic, the list of pages.
    Manual {
        /// first-morning, passport, attendance, backups, ...
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// Check every record, list, sum and file of evidence. Compare the heads of all backups and of
    /// the anchor. This takes as long as rebuilding the records.
    Verify {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Print how far the record goes and its hash. Keep the line where nobody here can change it:
    /// on paper, in an email, or in another user's file that --anchor names.
    Anchor,
    /// Open a store all the same when a backup or an anchor says that it is older or another one.
    /// Backups and anchors are kept.
    Accept,
    /// Write a backup to one file; a session may be open meanwhile.
    Backup(BackupArgs),
    /// Dispose of a case: destroy its key, so that it cannot be read here or in any later backup.
    /// There is no way back.
    Dispose(DisposeArgs),
    /// Seal the store with another store key. Older backups need the previous key, which stays in
    /// the key file below the new one.
    Rekey(RekeyArgs),
    /// Restore a backup to a new or empty folder, named with --data, and verify it.
    Restore(RestoreArgs),
    /// Check the terminal, folder, store, clock, schools, terms and backups, and say how to mend what
    /// is wrong.
    Doctor {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Show or replace the authority's profile, templates and letterheads, which are stored with the
    /// records.
    Profile {
        /// Whether to import or show them.
        #[command(subcommand)]
        what: ProfileCommand,
    },
    /// Name the officers who share these records, and their roles.
    Admin {
        /// What is done with them.
        #[command(subcommand)]
        what: AdminCommand,
    },
    /// List who opened, searched, printed or exported what.
    Audit(AuditArgs),
    /// Show who sees a case, or let only these officers see it.
    Restrict {
        /// The case's reference, such as OSD-2026-0001.
        reference: String,
        /// The names with which they log in; without one, who sees it is shown.
        #[arg(value_name = "LOGIN")]
        logins: Vec<String>,
        /// Let every officer see it again.
        #[arg(long, conflicts_with = "logins")]
        open: bool,
    },
    /// Hold a case, so that it is not disposed of, lift the hold, or list what is held.
    Hold(HoldArgs),
    /// List the cases, and the logs of requests, that the retention schedule keeps no longer.
    Retention(RetentionArgs),
    /// Answer a request to see what the record has of a child: its days, decisions and copies.
    SubjectAccess {
        /// What is done with it.
        #[command(subcommand)]
        what: SubjectAccessCommand,
    },
    /// List the hosts that have not sent a week's marks, and write a letter to each.
    Chase(ChaseArgs),
    /// Count what is overdue, without a review or silent, by school and officer.
    Oversight {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Count how directions ended, by length, year group, interventions, distance and repeat.
    Stats(StatsArgs),
    /// Print the shape of everything that --json prints, as a JSON schema.
    Schema,
    /// Write a case's documents to files: forms, letters and sheets, one copy for each person.
    ///
    /// Paths are printed on standard output; what is missing, and what to check, on standard error.
    Document(DocumentArgs),
    /// Run the server for several officers of this computer. Their sessions connect to the socket that
    /// --socket names or the system hands over. It ends with a signal.
    Serve {
        /// Print the files that the computer needs, then leave: users, socket, service and SSH.
        #[arg(long)]
        print_setup: bool,
    },
    /// Print one screen as text; no terminal is needed.
    Frame {
        /// cases, overview, passport, timeline, attendance or documents.
        #[arg(long, default_value = "cases")]
        pane: String,
        /// Columns and rows, such as 80x24.
        #[arg(long, default_value = "80x24")]
        size: String,
        /// Keys to press first: letters, and names such as `<Enter>`.
        #[arg(long, default_value = "")]
        keys: String,
    },
}
