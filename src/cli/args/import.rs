//! The arguments of imports.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::day::parse_day;

/// What is imported.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// One pupil of a Common Transfer File, shown field by field against what stands before
    /// anything is stored.
    Ctf(CtfArgs),
    /// Cases that offsite export cases has written.
    Cases {
        /// The file.
        file: PathBuf,
        /// How it is told.
        #[command(flatten)]
        how: ImportHow,
    },
    /// A register of schools: a GIAS download as CSV.
    Schools {
        /// The file.
        file: PathBuf,
        /// Take open cases over to the schools of the file that have the same name and town.
        #[arg(long)]
        move_cases: bool,
        /// How it is told.
        #[command(flatten)]
        how: ImportHow,
    },
    /// Term dates and closures of schools: TOML, or an iCalendar file of one school.
    Terms {
        /// The file.
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
        /// How it is told.
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
    /// Store it without asking. A script, where nobody can answer, is not asked.
    #[arg(long)]
    pub yes: bool,
}

impl ImportCommand {
    /// Returns whether the import only shows what it would do.
    pub fn is_dry_run(&self) -> bool {
        match self {
            ImportCommand::Ctf(args) => args.dry_run,
            ImportCommand::Register(args) => args.dry_run,
            ImportCommand::Cases { how, .. }
            | ImportCommand::Schools { how, .. }
            | ImportCommand::Terms { how, .. } => how.dry_run,
        }
    }
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
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
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
    /// Why marks that stand are corrected. - reads it from standard input, where no other user of the
    /// host sees it; then --yes is needed.
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
    /// Store it without asking. A script, where nobody can answer, is not asked.
    #[arg(long)]
    pub yes: bool,
}
