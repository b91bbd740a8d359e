//! `offsite retention`: the cases and the logs of requests for subject access that the schedule
//! keeps no longer, for the monthly review.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::api::AccessView;
use crate::cli::args::{MonthArg, RetentionArgs, RetentionFormat};
use crate::cli::commands::about;
use crate::cli::output::{line, print, write};
use crate::cli::progress::ProgressBar;
use crate::documents::rows::csv;
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::retention::RetentionDue;
use crate::domain::retention::hold::Hold;
use crate::error::Result;
use crate::service::{RetentionLine, ViewerService};

/// The headings of the columns.
const HEADINGS: [&str; 6] = [
    "Case or request",
    "May be disposed of",
    "Classes",
    "Arithmetic",
    "Hold",
    "Open cases of the same child",
];

/// Prints the list of a month, after a line that says what it is.
pub(super) fn retention(
    owner: &mut ViewerService<'_>,
    args: &RetentionArgs,
    today: NaiveDate,
) -> Result<()> {
    let until = args.month.unwrap_or_else(|| MonthArg::of(today)).0;
    let mut shown = ProgressBar::new();
    let read = owner.retention_list(until, &mut |what, done, of| shown.report(what, done, of));
    shown.end();
    let list = read?;
    let logs = owner.access_logs_due(until)?;
    let rows = list.len() + logs.len();
    owner.note_first(AccessKind::Exported, None, rows, "retention list")?;
    let note =
        format!("Due by {}. An uncertain period was not read first-hand.", dates::format(until));
    let note = about::with_hidden(owner, note);
    let first = about::columns("Retention list", today, owner.officer(), rows, note);
    match args.format {
        RetentionFormat::Csv => {
            write(&csv(&[first, HEADINGS.map(str::to_owned).to_vec()]))?;
            owner.each_retention_line(&list, |one| write(&csv(&[cells(one)])))?;
            logs.iter().try_for_each(|log| write(&csv(&[log_cells(log)])))
        }
        RetentionFormat::Json => {
            let head = json!({
                "what": "retention list",
                "day": today,
                "until": until,
                "by": owner.officer(),
                "rows": rows,
                "is_without_restricted": owner.count_hidden() > 0,
            });
            print(&head.to_string())?;
            owner.each_retention_line(&list, |one| print(&json_of(one).to_string()))?;
            logs.iter().try_for_each(|log| print(&log_json(log).to_string()))
        }
        RetentionFormat::Text => {
            line(&first.join(". "))?;
            owner.each_retention_line(&list, in_words)?;
            logs.iter().try_for_each(log_in_words)
        }
    }
}

/// Returns from when a case may be disposed of, in words.
fn when(one: &RetentionLine) -> String {
    match one.retention.due {
        RetentionDue::From(day) => dates::format(day),
        RetentionDue::CannotBeTold => "cannot be told".to_owned(),
        RetentionDue::Kept => "kept by the schedule".to_owned(),
        RetentionDue::Open => "has not ended".to_owned(),
    }
}

fn open_cases(one: &RetentionLine) -> Vec<String> {
    one.open.iter().map(ToString::to_string).collect()
}

fn reasons(one: &RetentionLine) -> Vec<String> {
    let classes = one.retention.classes.iter();
    classes.map(|class| format!("{}: {}", class.class.label(), class.why)).collect()
}

fn cells(one: &RetentionLine) -> Vec<String> {
    let labels: Vec<&str> = one.retention.classes.iter().map(|c| c.class.label()).collect();
    vec![
        one.case.to_string(),
        when(one),
        labels.join(", "),
        reasons(one).join("; "),
        one.hold.as_ref().map(Hold::words).unwrap_or_default(),
        open_cases(one).join(", "),
    ]
}

fn json_of(one: &RetentionLine) -> Value {
    let classes: Vec<Value> = one
        .retention
        .classes
        .iter()
        .map(|c| json!({ "class": c.class.label(), "due": c.due, "why": c.why }))
        .collect();
    let due = match one.retention.due {
        RetentionDue::From(day) => Some(day),
        _ => None,
    };
    json!({ "case": one.case, "due": due, "state": when(one), "classes": classes,
        "hold": one.hold, "open": one.open })
}

/// Prints a case with a line for each class, its hold and the child's open cases.
fn in_words(one: &RetentionLine) -> Result<()> {
    line(&format!("{}  {}", one.case, when(one)))?;
    for reason in reasons(one) {
        line(&format!("  {reason}"))?;
    }
    if let Some(hold) = &one.hold {
        line(&format!("  ! {}", hold.words()))?;
    }
    match open_cases(one).as_slice() {
        [] => Ok(()),
        open => line(&format!("  ! the same child has open cases: {}", open.join(", "))),
    }
}

/// Returns the cells of a log of a request, which may be deleted.
fn log_cells(log: &AccessView) -> Vec<String> {
    let kept = log.kept.as_ref();
    vec![
        log.request.id.to_string(),
        kept.and_then(|kept| kept.due).map_or_else(String::new, dates::format),
        kept.map_or_else(String::new, |kept| kept.class.label().to_owned()),
        kept.map_or_else(String::new, |kept| kept.why.clone()),
        String::new(),
        String::new(),
    ]
}

fn log_json(log: &AccessView) -> Value {
    let kept = log.kept.iter();
    let classes: Vec<Value> =
        kept.map(|c| json!({ "class": c.class.label(), "due": c.due, "why": c.why })).collect();
    let due = log.kept.as_ref().and_then(|kept| kept.due);
    json!({ "request": log.request.id, "due": due, "classes": classes })
}

/// Prints a log with its arithmetic, and the command that deletes it.
fn log_in_words(log: &AccessView) -> Result<()> {
    let [id, due, class, why, ..] = &log_cells(log)[..] else { return Ok(()) };
    line(&format!("{id}  {due}"))?;
    line(&format!("  {class}: {why}"))?;
    line(&format!("  offsite subject-access forget {id}"))
}
