//! The command line's arguments and commands, as clap reads them.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

use crate::domain::calendar::dates::DateError;
use crate::domain::calendar::{dates, zone};

/// Off-site directions and managed moves by the Worcestershire protocol. Without a command it opens
/// the terminal program.
///
/// Exit codes: 0 done, 1 refused with a sentence, 2 wrong usage, 3 store held by another process, 4
/// store damaged.
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
    /// Only read: nothing is saved, and another session may have the store open.
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Plain prompts and lines instead of a full screen: for readers, braille displays and
    /// scripts.
    #[arg(long)]
    pub linear: bool,
    #[command(subcommand)]
    /// The command; a session without one.
    pub verb: Option<Command>,
}

/// Reads a day of the command line as a field of the screen does.
fn parse_day(raw: &str) -> Result<NaiveDate, DateError> {
    dates::parse(raw, zone::day(chrono::Utc::now()))
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
        #[arg(long)]
        json: bool,
    },
    /// Why a rule asks something of a case: the rule, its source, and the arithmetic line by line.
    Why {
        /// The case's reference, as OSD-2026-0001.
        reference: String,
        /// The rule's id or what it cites, as invitation or P-RV2; without one, every finding of
        /// the case.
        rule: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// List the cases that fit a search, or all: offsite cases 'late host:bromsgrove'.
    Cases {
        /// Words of the search language, as ? shows them in the program; none lists all, and - reads
        /// them from standard input, where no other user of the host sees them.
        #[arg(value_name = "SEARCH", default_value = "", hide_default_value = true)]
        search: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    /// Look for words in every answer, meeting and note, and show where they stand.
    Search {
        /// The words; - reads them from standard input, where no other user of the host sees them.
        #[arg(value_name = "WORD", required = true)]
        words: Vec<String>,
        /// At most so many places.
        #[arg(long, default_value_t = 200, value_name = "N")]
        most: usize,
        #[arg(long)]
        json: bool,
    },
    /// Learn Offsite in ten minutes on invented pupils, in a throw-away store.
    Tutor,
    /// Show one case.
    Case {
        #[command(subcommand)]
        what: CaseCommand,
    },
    /// The data dictionary: every field of every form.
    Forms {
        #[arg(long)]
        json: bool,
    },
    /// Read cases or schools from a file; all of it or nothing.
    Import {
        #[command(subcommand)]
        what: ImportCommand,
    },
    /// Write cases to standard output as JSON lines.
    Export {
        #[command(subcommand)]
        what: ExportCommand,
    },
    /// The evidence of a case: list it, take a file in, or write one out.
    Evidence {
        /// The case's reference, as OSD-2026-0001.
        reference: String,
        /// Take this file in.
        #[arg(long, value_name = "FILE", requires = "kind", conflicts_with = "extract")]
        add: Option<PathBuf>,
        /// Which item of the protocol's list it answers, as the list names it: `behaviour_log`,
        /// attendance.
        #[arg(long, default_value = "", hide_default_value = true)]
        kind: String,
        /// What it is, in a few words; else the file's name. - reads it from standard input.
        #[arg(long, default_value = "", hide_default_value = true)]
        title: String,
        /// The day on the paper, as YYYY-MM-DD.
        #[arg(long, value_name = "DAY")]
        dated: Option<NaiveDate>,
        /// Write out the file of this number of the list; it is checked by its sum first.
        #[arg(long, value_name = "N", requires = "to")]
        extract: Option<usize>,
        /// The folder to write it to; a file that is there already is never written over.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// Every action with its keys and its help.
    Keys {
        /// default, vim or plain; else your own.
        #[arg(value_name = "KEYMAP")]
        keymap: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// A configuration file with every setting, and what is wrong with yours.
    Config,
    /// Completions for a shell: bash, zsh, fish or powershell.
    Completions { shell: clap_complete::Shell },
    /// The man page, or that of a page of the manual; offsite man | man -l - shows it.
    Man {
        /// A page of the manual, as offsite manual lists them.
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// A page of the manual; without a topic, the list of pages.
    Manual {
        /// first-morning, passport, attendance, backups, ...
        #[arg(value_name = "TOPIC")]
        topic: Option<String>,
    },
    /// Check every record, list, sum and file of evidence; takes as long as making the records
    /// anew.
    Verify,
    /// Print how far the record goes and its hash, to be kept where nobody here can change it:
    /// printed, mailed, or in another user's file that --anchor names.
    Anchor,
    /// Go on with a store that is older or other than a backup or an anchor says; nothing of
    /// theirs is taken away.
    Accept,
    /// Write a backup into one file; a session may be open meanwhile.
    Backup(BackupArgs),
    /// Restore a backup into a new or empty folder, named with --data, and verify it.
    Restore(RestoreArgs),
    /// What is wrong with terminal, folder, store, clock, schools, terms and backups, and how to
    /// mend it.
    Doctor,
    /// Which hosts have yet to send marks of a week, and a letter to each.
    Chase {
        /// Any day of the week; else last week.
        #[arg(long, value_name = "DAY")]
        week: Option<NaiveDate>,
        #[arg(long)]
        json: bool,
        /// Write one letter for each host into this folder.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
        /// Word, or plain text for mail.
        #[arg(long, value_enum, default_value_t = FormName::Docx)]
        format: FormName,
    },
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

/// Where a backup goes and for whom it is encrypted.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    /// The file to write; it must not exist.
    pub file: PathBuf,
    /// Encrypt it for the holder of this age public key.
    #[arg(long, value_name = "AGE_KEY")]
    pub to: Option<String>,
    /// Encrypt it with a passphrase that is asked for.
    #[arg(long)]
    pub passphrase: bool,
    /// Encrypt it with the passphrase in the first line of this file.
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
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
}

/// Which paper, for whom and where to.
#[derive(Debug, clap::Args)]
pub struct DocumentArgs {
    /// The case's reference and the kind of paper: OSD-2026-0001 letter. A blank form needs only
    /// the kind.
    #[arg(value_names = ["REF", "KIND"], num_args = 0..=2)]
    pub what: Vec<String>,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub to: PathBuf,
    /// Word, or plain text for mail.
    #[arg(long, value_enum, default_value_t = FormName::Docx)]
    pub format: FormName,
    /// Forms only: for whose eyes.
    #[arg(long = "for", value_enum, value_name = "WHO")]
    pub audience: Option<DocumentFor>,
    /// An empty form, for a school without Offsite.
    #[arg(long)]
    pub blank: bool,
    /// Write it as a draft, marked on every page and in its file's name. Without it, a paper that
    /// may not go out yet is not written.
    #[arg(long)]
    pub draft: bool,
    /// Which review, counted from the first by date; else the next one to invite to, or the last
    /// one held.
    #[arg(long, value_name = "N")]
    pub review: Option<usize>,
    /// List the kinds of paper, or with REF what each paper of that case still lacks.
    #[arg(long)]
    pub list: bool,
    /// The same list, a JSON object a line.
    #[arg(long)]
    pub json: bool,
    /// Print the built-in wording of a letter. Your own goes into templates/KIND.txt of the
    /// configuration folder.
    #[arg(long, value_name = "KIND")]
    pub wording: Option<String>,
}

/// In which form a paper is written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum FormName {
    /// A Word file.
    Docx,
    /// Plain text, for email.
    Text,
}

impl From<FormName> for crate::domain::document::FileFormat {
    fn from(form: FormName) -> crate::domain::document::FileFormat {
        match form {
            FormName::Docx => crate::domain::document::FileFormat::Docx,
            FormName::Text => crate::domain::document::FileFormat::Text,
        }
    }
}

/// For whose eyes a form is made.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum DocumentFor {
    /// Everything: for the schools' own file.
    Full,
    /// What the host school may see.
    Host,
    /// What the parents may see.
    Parent,
}

/// What of a case.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Everything recorded of one case.
    Show {
        /// Its reference, as OSD-2026-0001.
        reference: String,
        #[arg(long)]
        json: bool,
    },
}

/// What is imported.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// One pupil of a Common Transfer File, shown field by field against what stands before
    /// anything is stored.
    Ctf(CtfArgs),
    /// Cases that offsite export cases has written.
    Cases {
        file: PathBuf,
        #[command(flatten)]
        how: ImportHow,
    },
    /// A register of schools: a GIAS download as CSV.
    Schools {
        file: PathBuf,
        #[command(flatten)]
        how: ImportHow,
    },
    /// Term dates and closures of schools: TOML, or an iCalendar file of one school.
    Terms {
        file: PathBuf,
        /// The school of an iCalendar file, by its URN or id.
        #[arg(long, default_value = "", value_name = "ID")]
        school: String,
        /// Take the doubtful events on these lines as days without school.
        #[arg(long, value_name = "LINES", value_delimiter = ',')]
        closed: Vec<usize>,
        /// Pass the doubtful events on these lines over.
        #[arg(long, value_name = "LINES", value_delimiter = ',')]
        open: Vec<usize>,
        #[command(flatten)]
        how: ImportHow,
    },
    /// Marks of a register: CSV or XLSX, a row a date, a row a pupil with two columns a day, or a
    /// row a pupil with one string of marks.
    Register(RegisterArgs),
}

/// How an import tells what it read.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct ImportHow {
    /// Show what would be taken, passed over and asked, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print what became of every part of the file as JSON.
    #[arg(long)]
    pub json: bool,
}

/// A register of marks and what its file does not say.
#[derive(Debug, clap::Args)]
pub struct RegisterArgs {
    /// The register: CSV or XLSX.
    pub file: PathBuf,
    /// Whose register it is.
    #[arg(long, default_value = "host")]
    pub school: SchoolArg,
    /// Whose marks they are where the file names nobody: OSD-2026-0001.
    #[arg(long, value_name = "REFERENCE")]
    pub case: Option<String>,
    /// What stands between the marks of a string.
    #[arg(long, value_name = "CHARACTER", conflicts_with = "width")]
    pub separator: Option<char>,
    /// How many characters each mark of a string takes.
    #[arg(long, value_name = "CHARACTERS", value_parser = clap::value_parser!(u8).range(1..=4))]
    pub width: Option<u8>,
    /// The day of a string's first mark, where the file has no column for it.
    #[arg(long, value_name = "DAY")]
    pub start: Option<NaiveDate>,
    /// Take pupils who are known by name and date of birth only, without asking.
    #[arg(long)]
    pub match_by_name: bool,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print what became of every part of the file as JSON.
    #[arg(long)]
    pub json: bool,
    /// Store the marks without asking.
    #[arg(long)]
    pub yes: bool,
    /// Why marks that stand are corrected.
    #[arg(long, default_value = "", value_name = "WORDS", hide_default_value = true)]
    pub reason: String,
    /// The position of whoever corrects them.
    #[arg(
        long,
        default_value = "",
        value_name = "WORDS",
        hide_default_value = true,
        env = "OFFSITE_POSITION"
    )]
    pub position: String,
}

/// Whose register.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum SchoolArg {
    /// The home school's.
    Home,
    /// The host school's.
    Host,
}

/// How the merged register is written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum FormatArg {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A Common Transfer File, and which case it fills.
#[derive(Debug, clap::Args)]
pub struct CtfArgs {
    /// The Common Transfer File.
    pub file: PathBuf,
    /// The case to fill.
    #[arg(long, value_name = "REF", conflicts_with = "new")]
    pub case: Option<String>,
    /// Open a new case with it.
    #[arg(long)]
    pub new: bool,
    /// Which pupil of the file, by UPN or by name.
    #[arg(long, value_name = "UPN")]
    pub pupil: Option<String>,
    /// Show what it would set, and store nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Also set answers where something else stands.
    #[arg(long)]
    pub replace: bool,
    /// Also set what is marked "check".
    #[arg(long)]
    pub checked: bool,
    /// Print what became of every part of the pupil's record as JSON.
    #[arg(long)]
    pub json: bool,
}

/// What is exported.
#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// Every case, one a line.
    Cases,
    /// The merged register of one case, both schools' marks beside it.
    Register {
        /// Its reference, as OSD-2026-0001.
        reference: String,
        #[arg(long, default_value = "csv")]
        format: FormatArg,
    },
}
