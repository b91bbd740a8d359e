//! The arguments of requests for subject access.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;

use crate::cli::args::day::parse_day;
use crate::cli::args::shape::ShapeArgs;
use crate::domain::subject_access::decision::Ground;
use crate::domain::subject_access::request::{Capacity, Ending};

/// In which capacity somebody asks.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum CapacityArg {
    /// The child.
    Child,
    /// A parent for the child.
    Parent,
    /// An agent, such as a solicitor.
    Agent,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum EndingArg {
    /// What was asked for was given, whole or in part.
    Given,
    /// It was refused.
    Refused,
    /// The person who asked withdrew it.
    Withdrawn,
}

/// Why something is not given.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum GroundArg {
    /// Another person, who has not agreed.
    ThirdParty,
    /// Serious harm: education, health or social work data.
    SeriousHarm,
    /// Child abuse data.
    ChildAbuse,
    /// Legal privilege.
    Privilege,
    /// Another child.
    OtherChild,
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum YesNoArg {
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Which files a bundle is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum BundleFormatArg {
    /// A Word file and a JSON file.
    Both,
    /// A Word file.
    Docx,
    /// A JSON file.
    Json,
}

impl From<CapacityArg> for Capacity {
    fn from(capacity: CapacityArg) -> Capacity {
        match capacity {
            CapacityArg::Child => Capacity::Child,
            CapacityArg::Parent => Capacity::Parent,
            CapacityArg::Agent => Capacity::Agent,
        }
    }
}

impl From<EndingArg> for Ending {
    fn from(ending: EndingArg) -> Ending {
        match ending {
            EndingArg::Given => Ending::Given,
            EndingArg::Refused => Ending::Refused,
            EndingArg::Withdrawn => Ending::Withdrawn,
        }
    }
}

impl From<GroundArg> for Ground {
    fn from(ground: GroundArg) -> Ground {
        match ground {
            GroundArg::ThirdParty => Ground::ThirdParty,
            GroundArg::SeriousHarm => Ground::SeriousHarm,
            GroundArg::ChildAbuse => Ground::ChildAbuse,
            GroundArg::Privilege => Ground::Privilege,
            GroundArg::OtherChild => Ground::OtherChild,
        }
    }
}

/// What became known of a request; nothing else is changed.
#[derive(Debug, Clone, clap::Args)]
pub struct SetAccessArgs {
    /// The request, such as SAR-2026-0001-1.
    pub request: String,
    /// The day on which you asked for proof of identity.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub identity_asked: Option<NaiveDate>,
    /// The day on which you had it.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub identity_confirmed: Option<NaiveDate>,
    /// The day on which you asked what is meant; the month stops.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub clarification_asked: Option<NaiveDate>,
    /// The day on which you were told; the month goes on.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub clarification_answered: Option<NaiveDate>,
    /// The day on which you said that it takes two months longer.
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub extension_told: Option<NaiveDate>,
    /// Why it takes longer. - reads it from standard input.
    #[arg(long, value_name = "TEXT")]
    pub extension_reason: Option<String>,
    /// Whether it is also for the educational record.
    #[arg(long, value_name = "ANSWER")]
    pub educational: Option<YesNoArg>,
    /// Whether the home school is maintained.
    #[arg(long, value_name = "ANSWER")]
    pub maintained: Option<YesNoArg>,
    /// For a parent: whether you considered that the child may be able to ask alone.
    #[arg(long, value_name = "ANSWER")]
    pub competence: Option<YesNoArg>,
    /// For an agent: whether you saw the authority to ask.
    #[arg(long, value_name = "ANSWER")]
    pub authority: Option<YesNoArg>,
    /// What is asked for. - reads it from standard input.
    #[arg(long, value_name = "TEXT")]
    pub scope: Option<String>,
}

/// What is decided on items of a request.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
pub struct DecideAccessArgs {
    /// The request, such as SAR-2026-0001-1.
    pub request: String,
    /// The items, as items names them. With a star at its end a name means all that begin so and are
    /// undecided; for a passage, all that have it.
    #[arg(value_name = "ITEM", required = true)]
    pub items: Vec<String>,
    /// Give them whole.
    #[arg(long, conflicts_with_all = ["withhold", "redact"], required_unless_present_any = ["withhold", "redact"])]
    pub disclose: bool,
    /// Do not give them, on this ground.
    #[arg(long, value_name = "GROUND", conflicts_with = "redact")]
    pub withhold: Option<GroundArg>,
    /// Do not give this passage of them. - reads it from standard input.
    #[arg(long, value_name = "TEXT", requires = "ground")]
    pub redact: Option<String>,
    /// The ground on which the passage is not given.
    #[arg(long, requires = "redact")]
    pub ground: Option<GroundArg>,
}

/// What is done with requests for subject access.
#[derive(Debug, Clone, Subcommand)]
pub enum SubjectAccessCommand {
    /// Enter a request about a child's case, or cases.
    Open {
        /// The cases, such as OSD-2026-0001; all of them of one child.
        #[arg(value_name = "CASE", required = true)]
        references: Vec<String>,
        /// The day on which it was received; else today.
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        received: Option<NaiveDate>,
        /// In which capacity it is made.
        #[arg(long = "by", value_name = "CAPACITY")]
        capacity: CapacityArg,
        /// The name of the person who asks. - reads it from standard input.
        #[arg(long = "from", value_name = "NAME")]
        requester: String,
        /// What is asked for; without it, everything.
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        scope: String,
    },
    /// List the requests, and by when each is due.
    List {
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Show one request, with the arithmetic of its days and what is missing.
    Show {
        /// The request, such as SAR-2026-0001-1.
        request: String,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Record what became known of a request.
    Set(SetAccessArgs),
    /// List every item that the record has of the child, and what is decided on it.
    Items {
        /// The request, such as SAR-2026-0001-1.
        request: String,
        /// Only what is undecided.
        #[arg(long)]
        undecided: bool,
        /// Print the whole text of this item.
        #[arg(long, value_name = "ITEM")]
        text: Option<String>,
        /// How it is printed.
        #[command(flatten)]
        shape: ShapeArgs,
    },
    /// Decide on items: disclose them, withhold them, or redact a passage.
    Decide(DecideAccessArgs),
    /// Note that you have checked every decision of your colleagues.
    Check {
        /// The request, such as SAR-2026-0001-1.
        request: String,
    },
    /// Write what is given to new files in a folder, once it is decided and checked.
    Export {
        /// The request, such as SAR-2026-0001-1.
        request: String,
        /// The folder; it has to be there.
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Which files.
        #[arg(long, value_enum, default_value_t = BundleFormatArg::Both)]
        format: BundleFormatArg,
    },
    /// Close a request.
    Close {
        /// The request, such as SAR-2026-0001-1.
        request: String,
        /// How it ended.
        #[arg(long)]
        how: EndingArg,
        /// The day; else today.
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        on: Option<NaiveDate>,
    },
    /// Delete the log of a closed request that the retention schedule keeps no longer.
    Forget {
        /// The request, such as SAR-2026-0001-1.
        request: String,
    },
}
