//! `offsite retention`: the cases and the logs of requests for subject access that the schedule
//! keeps no longer, for the monthly review.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::api::AccessView;
use crate::cli::args::{MonthArg, RetentionArgs, RetentionFormat};
use crate::cli::commands::about;
use crate::cli::output::{line, one_line, print, write};
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

/// How many lines are written at once.
const AT_ONCE: usize = 256;

/// Prints the list of a month, after a line that says what it is.
pub(super) fn retention(
    owner: &mut ViewerService<'_>,
    args: &RetentionArgs,
    today: NaiveDate,
) -> Result<()> {
    let until = args.month.unwrap_or_else(|| MonthArg::of(today)).0;
    let mut shown = ProgressBar::new();
    // A list may be of every case, and its first line says how many it has: so the lines are kept, and
    // no case is read twice.
    let mut lines = Vec::new();
    let progress = &mut |what: &str, done, of| shown.report(what, done, of);
    let read = owner.each_retention_line(until, progress, |one| {
        lines.push(as_line(args.format, || cells(one), || json_of(one), || in_words(one)));
    });
    shown.end();
    read?;
    for log in owner.access_logs_due(until)? {
        let words = || log_in_words(&log);
        lines.push(as_line(args.format, || log_cells(&log), || log_json(&log), words));
    }
    let rows = lines.len();
    owner.note_first(AccessKind::Exported, None, rows, "retention list")?;
    let note =
        format!("Due by {}. An uncertain period was not read first-hand.", dates::format(until));
    let note = about::with_hidden(owner, note);
    let first = about::columns("Retention list", today, owner.officer(), rows, note);
    match args.format {
        RetentionFormat::Csv => write(&csv(&[first, HEADINGS.map(str::to_owned).to_vec()]))?,
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
        }
        RetentionFormat::Text => line(&first.join(". "))?,
    }
    lines.chunks(AT_ONCE).try_for_each(|some| write(&some.concat()))
}

/// Returns what is said of one case or log in a format, with its line breaks; a name that holds a
/// line break begins no line of its own.
fn as_line(
    format: RetentionFormat,
    cells: impl FnOnce() -> Vec<String>,
    json: impl FnOnce() -> Value,
    words: impl FnOnce() -> Vec<String>,
) -> Box<[u8]> {
    let bytes = match format {
        RetentionFormat::Csv => csv(&[cells()]),
        RetentionFormat::Json => format!("{}\n", json()).into_bytes(),
        RetentionFormat::Text => {
            words().iter().map(|line| one_line(line) + "\n").collect::<String>().into_bytes()
        }
    };
    bytes.into_boxed_slice()
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

/// Returns a case with a line for each class, its hold and the child's open cases.
fn in_words(one: &RetentionLine) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", one.case, when(one))];
    lines.extend(reasons(one).iter().map(|reason| format!("  {reason}")));
    lines.extend(one.hold.as_ref().map(|hold| format!("  ! {}", hold.words())));
    let open = open_cases(one).join(", ");
    if !open.is_empty() {
        lines.push(format!("  ! the same child has open cases: {open}"));
    }
    lines
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

/// Returns a log with its arithmetic, and the command that deletes it.
fn log_in_words(log: &AccessView) -> Vec<String> {
    let [id, due, class, why, ..] = &log_cells(log)[..] else { return Vec::new() };
    vec![
        format!("{id}  {due}"),
        format!("  {class}: {why}"),
        format!("  offsite subject-access forget {id}"),
    ]
}
