//! The arguments of papers: document and chase.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::cli::args::day::parse_day;
use crate::cli::args::shape::ShapeArgs;
use crate::domain::document::FileFormat;

/// Which paper, for whom and where to.
#[derive(Debug, clap::Args)]
pub struct DocumentArgs {
    /// The case's reference and the kind of document: OSD-2026-0001 letter. A blank form needs only
    /// the kind.
    #[arg(value_names = ["REF", "KIND"], num_args = 0..=2)]
    pub what: Vec<String>,
    /// The folder to write to.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub to: PathBuf,
    /// Word, or plain text for email.
    #[arg(long, value_enum, default_value_t = FormName::Docx)]
    pub format: FormName,
    /// For forms: who will read it.
    #[arg(long = "for", value_enum, value_name = "WHO")]
    pub audience: Option<DocumentFor>,
    /// An empty form, for a school without Offsite.
    #[arg(long)]
    pub blank: bool,
    /// Write it as a draft, marked on every page and in the file's name. Without this, a document
    /// that may not go out yet is not written.
    #[arg(long)]
    pub draft: bool,
    /// Which review, numbered by date; else the next one to invite people to, or the last one held.
    #[arg(long, value_name = "N")]
    pub review: Option<usize>,
    /// List the kinds of document, or with REF what each document of that case still needs.
    #[arg(long)]
    pub list: bool,
    /// How it is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
    /// Print the built-in wording of a letter. Save your own as templates/KIND.txt in the
    /// configuration folder.
    #[arg(long, value_name = "KIND")]
    pub wording: Option<String>,
}

impl DocumentArgs {
    /// Returns whether papers are listed rather than made.
    pub fn lists(&self) -> bool {
        self.list || self.shape.is_data()
    }
}

/// In which form a paper is written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum FormName {
    /// A Word file.
    Docx,
    /// Plain text, for email.
    Text,
}

impl From<FormName> for FileFormat {
    fn from(form: FormName) -> FileFormat {
        match form {
            FormName::Docx => FileFormat::Docx,
            FormName::Text => FileFormat::Text,
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

/// Which week is chased, and where its letters go.
#[derive(Debug, clap::Args)]
pub struct ChaseArgs {
    /// Any day of that week; else last week.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub week: Option<NaiveDate>,
    /// How it is printed.
    #[command(flatten)]
    pub shape: ShapeArgs,
    /// Write one letter for each host to this folder.
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// Name the letters, and write none.
    #[arg(long, requires = "to")]
    pub dry_run: bool,
    /// Word, or plain text for email.
    #[arg(long, value_enum, default_value_t = FormName::Docx)]
    pub format: FormName,
}
