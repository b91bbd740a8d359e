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

/// How many bytes of the list are kept in one piece.
const PIECE: usize = 1 << 16;

/// The lines of a list in its format, kept until it is known how many there are, which the first line
/// says. A list may be of every case, and to read each case twice would take twice as long.
#[derive(Default)]
struct Kept {
    pieces: Vec<Vec<u8>>,
    lines: usize,
}

impl Kept {
    fn add(&mut self, one: &[u8]) {
        self.lines += 1;
        if let Some(piece) = self.pieces.last_mut()
            && piece.len() + one.len() <= PIECE
        {
            piece.extend_from_slice(one);
            return;
        }
        let mut piece = Vec::with_capacity(PIECE.max(one.len()));
        piece.extend_from_slice(one);
        self.pieces.push(piece);
    }
}

/// Prints the list of a month, after a line that says what it is.
pub(super) fn retention(
    owner: &mut ViewerService<'_>,
    args: &RetentionArgs,
    today: NaiveDate,
) -> Result<()> {
    let until = args.month.unwrap_or_else(|| MonthArg::of(today)).0;
    let mut shown = ProgressBar::new();
    let mut kept = Kept::default();
    let progress = &mut |what: &str, done, of| shown.report(what, done, of);
    let read = owner.each_retention_line(until, progress, |one| {
        match args.format {
            RetentionFormat::Csv => kept.add(&csv(&[cells(one)])),
            RetentionFormat::Json => kept.add(format!("{}\n", json_of(one)).as_bytes()),
            RetentionFormat::Text => kept.add(in_words(one).as_bytes()),
        }
        Ok(())
    });
    shown.end();
    read?;
    for log in owner.access_logs_due(until)? {
        match args.format {
            RetentionFormat::Csv => kept.add(&csv(&[log_cells(&log)])),
            RetentionFormat::Json => kept.add(format!("{}\n", log_json(&log)).as_bytes()),
            RetentionFormat::Text => kept.add(log_in_words(&log).as_bytes()),
        }
    }
    let rows = kept.lines;
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
    kept.pieces.iter().try_for_each(|piece| write(piece))
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
fn in_words(one: &RetentionLine) -> String {
    let mut lines = vec![format!("{}  {}", one.case, when(one))];
    lines.extend(reasons(one).iter().map(|reason| format!("  {reason}")));
    lines.extend(one.hold.as_ref().map(|hold| format!("  ! {}", hold.words())));
    let open = open_cases(one).join(", ");
    if !open.is_empty() {
        lines.push(format!("  ! the same child has open cases: {open}"));
    }
    of_lines(&lines)
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
fn log_in_words(log: &AccessView) -> String {
    let [id, due, class, why, ..] = &log_cells(log)[..] else { return String::new() };
    of_lines(&[
        format!("{id}  {due}"),
        format!("  {class}: {why}"),
        format!("  offsite subject-access forget {id}"),
    ])
}

/// Returns lines as text; a name that holds a line break begins no line of its own.
fn of_lines(lines: &[String]) -> String {
    lines.iter().map(|line| one_line(line) + "\n").collect()
}
