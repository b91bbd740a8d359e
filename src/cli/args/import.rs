//! The arguments of imports.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::day::parse_day;

/// What is imported.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Import one pupil of a Common Transfer File. It is shown field by field beside your record
    /// before anything is saved.
    Ctf(CtfArgs),
    /// Import cases that offsite export cases has written.
    Cases {
        /// The file.
        file: PathBuf,
        /// How it is reported.
        #[command(flatten)]
        how: ImportHow,
    },
    /// Import a register of schools: a GIAS download as CSV.
    Schools {
        /// The file.
        file: PathBuf,
        /// Move open cases to the schools in the file with the same name and town.
        #[arg(long)]
        move_cases: bool,
        /// How it is reported.
        #[command(flatten)]
        how: ImportHow,
    },
    /// Import term dates and closures of schools: TOML, or an iCalendar file of one school.
    Terms {
        /// The file.
        file: PathBuf,
        /// The school of an iCalendar file, by its URN or id.
        #[arg(long, default_value = "", value_name = "ID")]
        school: String,
        /// Count the doubtful events on these lines as days without school.
        #[arg(long, value_name = "LINES", value_delimiter = ',')]
        closed: Vec<usize>,
        /// Pass over the doubtful events on these lines.
        #[arg(long, value_name = "LINES", value_delimiter = ',')]
        open: Vec<usize>,
        /// How it is reported.
        #[command(flatten)]
        how: ImportHow,
    },
    /// Import a file of a school's management system, CSV or XLSX, into the cases of its pupils. They
    /// are found by UPN alone.
    Pupils(PupilsArgs),
    /// Import your own sheet of directions from CSV or XLSX: a case for each pupil. What its headings
    /// and words mean is asked once and kept.
    Sheet(SheetArgs),
    /// Import marks of a register from CSV or XLSX; offsite manual attendance describes the layouts.
    Register(RegisterArgs),
}

/// How an import tells what it read.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct ImportHow {
    /// Show what would be used, passed over and asked, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print what became of every part of the file as JSON.
    #[arg(long)]
    pub json: bool,
    /// Save without asking. A script is not asked, since nobody can answer.
    #[arg(long)]
    pub yes: bool,
}

impl ImportCommand {
    /// Returns whether the import only shows what it would do.
    pub fn is_dry_run(&self) -> bool {
        match self {
            ImportCommand::Ctf(args) => args.dry_run,
            ImportCommand::Register(args) => args.dry_run,
            ImportCommand::Pupils(args) => args.how.dry_run,
            ImportCommand::Sheet(args) => args.how.dry_run || args.print_mapping,
            ImportCommand::Cases { how, .. }
            | ImportCommand::Schools { how, .. }
            | ImportCommand::Terms { how, .. } => how.dry_run,
        }
    }
}

/// What a row of a file is.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum RowsArg {
    /// A pupil, with answers of the passport.
    Pupils,
    /// A parent or carer.
    Contacts,
    /// A suspension or a permanent exclusion.
    Suspensions,
    /// The attendance of one term.
    Attendance,
}

/// A file of a school's management system, and how it is taken.
#[derive(Debug, clap::Args)]
pub struct PupilsArgs {
    /// The file: CSV or XLSX, with a column of UPNs.
    pub file: PathBuf,
    /// What a row of it is.
    #[arg(long, default_value = "pupils")]
    pub rows: RowsArg,
    /// The term of an attendance, if the file has no column for it: "Summer 2026".
    #[arg(long, value_name = "TERM")]
    pub term: Option<String>,
    /// Which case is meant if a UPN has several.
    #[arg(long, value_name = "REF")]
    pub case: Vec<String>,
    /// Also replace answers that differ.
    #[arg(long)]
    pub replace: bool,
    /// A file of answers about columns and words, as import sheet --print-mapping prints it.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// One answer as a line of that file, such as 'columns.Set = "leave out"'.
    #[arg(long, value_name = "LINE")]
    pub answer: Vec<String>,
    /// How it is reported.
    #[command(flatten)]
    pub how: ImportHow,
}

/// A sheet of directions, and what has been answered about it.
#[derive(Debug, clap::Args)]
pub struct SheetArgs {
    /// The sheet: CSV or XLSX.
    pub file: PathBuf,
    /// A file of answers, as --print-mapping prints it.
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// One answer as a line of that file, such as 'settings.route = "direction"'.
    #[arg(long, value_name = "LINE")]
    pub answer: Vec<String>,
    /// Print the answers that are known and the questions that are open, and change nothing.
    #[arg(long)]
    pub print_mapping: bool,
    /// How it is reported.
    #[command(flatten)]
    pub how: ImportHow,
}

/// A register of marks and what its file does not say.
#[derive(Debug, clap::Args)]
pub struct RegisterArgs {
    /// The register: CSV or XLSX.
    pub file: PathBuf,
    /// Whose register it is.
    #[arg(long, default_value = "host")]
    pub school: SchoolArg,
    /// The case, if the file names no pupil: OSD-2026-0001.
    #[arg(long, value_name = "REFERENCE")]
    pub case: Option<String>,
    /// The character between the marks of a string.
    #[arg(long, value_name = "CHARACTER", conflicts_with = "width")]
    pub separator: Option<char>,
    /// How many characters each mark of a string has.
    #[arg(long, value_name = "CHARACTERS", value_parser = clap::value_parser!(u8).range(1..=4))]
    pub width: Option<u8>,
    /// The day of a string's first mark, if the file has no column for it.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub start: Option<NaiveDate>,
    /// Accept pupils found only by name and date of birth, without asking.
    #[arg(long)]
    pub match_by_name: bool,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print what became of every part of the file as JSON.
    #[arg(long)]
    pub json: bool,
    /// Save the marks without asking.
    #[arg(long)]
    pub yes: bool,
    /// The reason for correcting saved marks. - reads it from standard input, where no other user of
    /// the host sees it; then --yes is needed.
    #[arg(long, default_value = "", value_name = "WORDS", hide_default_value = true)]
    pub reason: String,
    /// The position of the person who corrects them.
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
    /// The case to fill in.
    #[arg(long, value_name = "REF", conflicts_with = "new")]
    pub case: Option<String>,
    /// Open a new case with it.
    #[arg(long)]
    pub new: bool,
    /// Which pupil of the file, by UPN or by name.
    #[arg(long, value_name = "UPN")]
    pub pupil: Option<String>,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Also replace answers that differ.
    #[arg(long)]
    pub replace: bool,
    /// Also use what is marked "check".
    #[arg(long)]
    pub checked: bool,
    /// Print what became of every part of the pupil's record as JSON.
    #[arg(long)]
    pub json: bool,
    /// Save without asking. A script is not asked, since nobody can answer.
    #[arg(long)]
    pub yes: bool,
}
