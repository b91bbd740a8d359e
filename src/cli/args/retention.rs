//! The arguments of holds and of the monthly list of retention.

use std::str::FromStr;

use chrono::{Months, NaiveDate};

use crate::domain::retention::hold::HoldCause;

/// Which case is held, what for and why.
#[derive(Debug, clap::Args)]
pub struct HoldArgs {
    /// The case's reference, such as OSD-2026-0001.
    #[arg(required_unless_present = "list", conflicts_with = "list")]
    pub reference: Option<String>,
    /// What it is held for.
    #[arg(long, value_name = "KIND", conflicts_with = "list")]
    pub because: Option<HoldKind>,
    /// The reason, without the child's name. - reads it from standard input.
    #[arg(long, value_name = "TEXT", requires = "because")]
    pub reason: Option<String>,
    /// Lift the hold.
    #[arg(long, conflicts_with_all = ["because", "list"])]
    pub lift: bool,
    /// List every case that is held.
    #[arg(long)]
    pub list: bool,
}

/// What a case is held for.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum HoldKind {
    /// A claim in law.
    Claim,
    /// A complaint.
    Complaint,
    /// An inquiry.
    Inquiry,
}

impl From<HoldKind> for HoldCause {
    fn from(kind: HoldKind) -> HoldCause {
        match kind {
            HoldKind::Claim => HoldCause::Claim,
            HoldKind::Complaint => HoldCause::Complaint,
            HoldKind::Inquiry => HoldCause::Inquiry,
        }
    }
}

/// A month, by its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthArg(pub NaiveDate);

impl MonthArg {
    /// Returns the month of a day.
    pub fn of(day: NaiveDate) -> MonthArg {
        let first = chrono::Datelike::with_day(&day, 1).unwrap_or(day);
        let next = first.checked_add_months(Months::new(1));
        MonthArg(next.and_then(|day| day.pred_opt()).unwrap_or(day))
    }
}

impl FromStr for MonthArg {
    type Err = &'static str;

    fn from_str(raw: &str) -> Result<MonthArg, &'static str> {
        let first = format!("{raw}-01").parse::<NaiveDate>();
        first.map(MonthArg::of).map_err(|_| "write a month as 2026-11")
    }
}

/// How the monthly list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum RetentionFormat {
    /// Lines to read.
    Text,
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Json,
}

/// Of which month the list is, and how it is written.
#[derive(Debug, clap::Args)]
pub struct RetentionArgs {
    /// The month at whose end a case is due; else this month.
    #[arg(long, value_name = "MONTH")]
    pub month: Option<MonthArg>,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = RetentionFormat::Text)]
    pub format: RetentionFormat,
}
