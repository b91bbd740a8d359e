//! The arguments of exports.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::day::parse_day;
use crate::cli::args::shape::ShapeArgs;
use crate::domain::statistics::governors::term::TermName;

/// How rows are written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum FormatArg {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Who reads a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ReaderArg {
    /// The governing board or the LA: every number, marked confidential.
    Board,
    /// Anyone: small numbers are withheld, and others that give them away.
    Public,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum ReportFormatArg {
    /// A Word file.
    Docx,
    /// A workbook with charts.
    Xlsx,
    /// Comma-separated values.
    Csv,
    /// One JSON object.
    Json,
}

/// A term by the calendar.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum TermArg {
    /// 1 September to 31 December.
    Autumn,
    /// 1 January to Easter Sunday.
    Spring,
    /// The day after Easter Sunday to 31 August.
    Summer,
}

impl From<TermArg> for TermName {
    fn from(term: TermArg) -> TermName {
        match term {
            TermArg::Autumn => TermName::Autumn,
            TermArg::Spring => TermName::Spring,
            TermArg::Summer => TermName::Summer,
        }
    }
}

/// Which report governors are given.
#[derive(Debug, Clone, clap::Args)]
pub struct GovernorsArgs {
    /// The home school, by URN or name; without it or a trust, all schools.
    #[arg(long, value_name = "SCHOOL", conflicts_with = "trust")]
    pub school: Option<String>,
    /// The home schools of this academy trust, by its name in the register.
    #[arg(long, value_name = "NAME")]
    pub trust: Option<String>,
    /// The term; without it or days, the term of today.
    #[arg(long, conflicts_with_all = ["from", "to"])]
    pub term: Option<TermArg>,
    /// The year in which the school year of the term began, such as 2026; without it, the present
    /// school year.
    #[arg(long, requires = "term")]
    pub year: Option<i32>,
    /// The first day, in place of a term; without it, 1 September of the school year.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub from: Option<NaiveDate>,
    /// The last day, in place of a term; without it, today.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub to: Option<NaiveDate>,
    /// Who reads it.
    #[arg(long = "for", default_value = "board")]
    pub reader: ReaderArg,
    /// The format.
    #[arg(long, default_value = "csv")]
    pub format: ReportFormatArg,
}

/// Which pack inspectors are given.
#[derive(Debug, Clone, clap::Args)]
pub struct InspectionArgs {
    /// The day that it is about; without it, today.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub on: Option<NaiveDate>,
    /// The new folder for it; one that is there must be empty.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// The home school, by URN or name; without it, all schools.
    #[arg(long, value_name = "SCHOOL")]
    pub school: Option<String>,
}

/// What is exported.
#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// Export every case, one a line.
    Cases,
    /// Export all that is held of one case: its answers, its changes and who looked.
    Case {
        /// Its reference, such as OSD-2026-0001.
        reference: String,
    },
    /// Export the combined register of one case, with both schools' marks.
    Register {
        /// Its reference, such as OSD-2026-0001.
        reference: String,
        /// The format.
        #[arg(long, default_value = "csv", conflicts_with_all = ["json", "plain"])]
        format: FormatArg,
        /// Or one session a line.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Export rows for the authority's spreadsheet of directions, one a case (P-MM5).
    Spreadsheet {
        /// The references; without any, every ended case not yet recorded as entered there.
        references: Vec<String>,
        /// The format.
        #[arg(long, default_value = "csv")]
        format: FormatArg,
        /// Write the rows even if answers are missing, with empty cells.
        #[arg(long)]
        draft: bool,
        /// Write only rows that are new or have changed since this earlier export, and say what did.
        #[arg(long, value_name = "FILE")]
        since: Option<PathBuf>,
    },
    /// Export the governors' report: directions, reviews, attendance, suspensions and cost, by term
    /// and year to date.
    Governors(GovernorsArgs),
    /// Export the inspection pack: a page for each provider, a line for each pupil and the files of
    /// their cases, in a new folder.
    Inspection(InspectionArgs),
    /// Export the figures of the Fair Access Panel: pupils taken, given and returned, by school and
    /// year group.
    Panel {
        /// The first day; without it, 1 September of the school year.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        from: Option<NaiveDate>,
        /// The last day; without it, today.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        to: Option<NaiveDate>,
        /// The format.
        #[arg(long, default_value = "csv")]
        format: FormatArg,
    },
    /// Export the placements that the school census asks for, one row each.
    Census {
        /// The first day; without it, the last.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        from: Option<NaiveDate>,
        /// The last day; without it, today.
        #[arg(long, value_name = "DATE", value_parser = parse_day)]
        to: Option<NaiveDate>,
        /// The format.
        #[arg(long, default_value = "csv")]
        format: FormatArg,
    },
}
