//! `offsite export governors`: the governors' report of a school, a trust or all schools.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::cli::args::{GovernorsArgs, ReaderArg, ReportFormatArg};
use crate::cli::commands::about;
use crate::cli::commands::export::refuse_on_screen;
use crate::cli::output::{print, write};
use crate::cli::progress::ProgressBar;
use crate::documents::governors::{GovernorReport, TITLE, json, rows, workbook};
use crate::documents::papers::governors_docx;
use crate::documents::rows::csv;
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::statistics::governors::period::Period;
use crate::domain::statistics::governors::term::{TermName, school_year};
use crate::error::{Error, Result};
use crate::service::ViewerService;

/// Makes the report, notes that it leaves the records, and writes it to standard output.
pub(super) fn run(
    owner: &mut ViewerService<'_>,
    args: &GovernorsArgs,
    today: NaiveDate,
) -> Result<()> {
    match args.format {
        ReportFormatArg::Docx => refuse_on_screen("Word file", "governors.docx")?,
        ReportFormatArg::Xlsx => refuse_on_screen("spreadsheet", "governors.xlsx")?,
        ReportFormatArg::Csv | ReportFormatArg::Json => {}
    }
    let period = period(args, today)?;
    let (of, schools) = scope(owner, args)?;
    let mut shown = ProgressBar::new();
    let progress = &mut |what: &str, done, of| shown.report(what, done, of);
    let counts = owner.governor_counts(schools.as_ref(), period, today, progress);
    shown.end();
    let least = (args.reader == ReaderArg::Public).then(|| owner.least_published());
    let figures = counts?.figures(least.unwrap_or(0));
    let mut report = GovernorReport {
        first: Vec::new(),
        of,
        officer: owner.officer().to_owned(),
        day: today,
        period,
        least,
        left_out: about::with_hidden(owner, String::new()),
        figures,
    };
    report.first = first_line(owner, &report);
    owner.note_first(AccessKind::Exported, None, report.figures.len(), &noted(&report))?;
    match args.format {
        ReportFormatArg::Docx => write(&governors_docx(&report)?),
        ReportFormatArg::Xlsx => write(&workbook(&report)?),
        ReportFormatArg::Csv => write(&csv(&rows(&report))),
        ReportFormatArg::Json => print(&json(&report).to_string()),
    }
}

/// Returns what the audit says of the report. Of one for the public it says of whom and when: that
/// is what another has to be compared with before it is published.
fn noted(report: &GovernorReport) -> String {
    if report.least.is_none() {
        return "governors' report".to_owned();
    }
    let (from, to) = (dates::format(report.period.from), dates::format(report.period.to));
    format!("governors' report for the public: {}, {from} to {to}", report.of)
}

/// Returns what the report is, of which day, by whom, how many rows, and what is said of it.
fn first_line(owner: &ViewerService<'_>, report: &GovernorReport) -> Vec<String> {
    let shown = dates::format;
    let Period { from, to, year_from } = report.period;
    let note = format!(
        "{}. From {} to {}; year to date from {}. {}",
        report.of,
        shown(from),
        shown(to),
        shown(year_from),
        report.notice()
    );
    let note = about::with_hidden(owner, note);
    about::columns(TITLE, report.day, owner.officer(), report.figures.len(), note)
}

/// Returns the time that is reported. It never goes on after today.
fn period(args: &GovernorsArgs, today: NaiveDate) -> Result<Period> {
    let (from, to) = match (args.term, args.from, args.to) {
        (None, None, None) => days_of(TermName::of(today), school_year(today))?,
        (Some(term), ..) => days_of(term.into(), args.year.unwrap_or_else(|| school_year(today)))?,
        (None, from, to) => {
            let to = to.unwrap_or(today);
            (from.unwrap_or_else(|| dates::year_start(to)), to)
        }
    };
    let shown = dates::format;
    if from > today {
        return Err(Error::input(format!("{} is after today. Nothing was exported.", shown(from))));
    }
    let to = to.min(today);
    Period::new(from, to).ok_or_else(|| {
        Error::input(format!(
            "{} to {} is no time within one school year. Nothing was exported.",
            shown(from),
            shown(to)
        ))
        .with_hint("A school year begins on 1 September.")
    })
}

fn days_of(term: TermName, year: i32) -> Result<(NaiveDate, NaiveDate)> {
    term.days(year).ok_or_else(|| {
        Error::input(format!("There is no {} term of {year}. Nothing was exported.", term.label()))
    })
}

/// Returns the words of the schools that are counted, and their ids; none where it is all.
fn scope(
    owner: &ViewerService<'_>,
    args: &GovernorsArgs,
) -> Result<(String, Option<BTreeSet<String>>)> {
    if let Some(words) = &args.school {
        let school = owner.school_named(words)?;
        return Ok((school.with_town(), Some(BTreeSet::from([school.id.clone()]))));
    }
    if let Some(words) = &args.trust {
        let (name, ids) = owner.trust_named(words)?;
        return Ok((name, Some(ids)));
    }
    Ok(("All schools".to_owned(), None))
}
