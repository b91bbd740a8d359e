//! The sections of the oversight: what each line and column counts, as searches of the list.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::calendar::dates::show_short;
use crate::domain::oversight::half_term::HalfTerm;
use crate::domain::oversight::{OversightCell, OversightRow, OversightSection};

/// The most schools and officers that are shown of each; the rest are counted.
const MOST: usize = 12;
/// What finds the cases about which a request for subject access is open.
pub const ACCESS_REQUESTS: &str = "access-request";
/// How many half-terms the trend shows, this one included.
const HALF_TERMS: usize = 7;
/// How many weeks of the calendar are shown, this one included.
const WEEKS: u64 = 4;

/// Something by which cases are grouped: a school or an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OversightGroup {
    /// What is searched for: the id of a school, the login of an officer.
    pub id: String,
    /// What is shown.
    pub name: String,
}

/// Returns the groups with the most cases that need somebody to look, and how many more there are;
/// `needs` gives for each how many of its open cases are late, and how many are open.
pub fn groups_by_need(
    needs: BTreeMap<String, (usize, usize)>,
    name: impl Fn(&str) -> String,
) -> (Vec<OversightGroup>, usize) {
    let mut all: Vec<_> =
        needs.into_iter().filter(|(id, (_, open))| !id.is_empty() && *open > 0).collect();
    all.sort_by(|(a, (late, open)), (b, (late_b, open_b))| {
        (late_b, open_b).cmp(&(late, open)).then_with(|| a.cmp(b))
    });
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let group = |(id, _): (String, _)| OversightGroup { name: name(&id), id };
    (all.into_iter().map(group).collect(), more)
}

fn row(label: impl Into<String>, searches: impl IntoIterator<Item = String>) -> OversightRow {
    let cell = |search| OversightCell { count: 0, search };
    OversightRow { label: label.into(), cells: searches.into_iter().map(cell).collect() }
}

fn section(title: &str, columns: &[&str], rows: Vec<OversightRow>) -> OversightSection {
    let columns = columns.iter().map(|&words| words.to_owned()).collect();
    OversightSection { title: title.to_owned(), columns, rows, more: 0, is_trend: false }
}

fn single(title: &str, lines: &[(&str, &str)]) -> OversightSection {
    section(
        title,
        &["Cases"],
        lines.iter().map(|(label, search)| row(*label, [(*search).to_owned()])).collect(),
    )
}

/// Returns the sections on a day, their numbers not counted yet. Homes, hosts and officers are
/// given with how many more there are.
pub fn sections(
    today: NaiveDate,
    homes: (Vec<OversightGroup>, usize),
    hosts: (Vec<OversightGroup>, usize),
    officers: (Vec<OversightGroup>, usize),
) -> Vec<OversightSection> {
    let by = |title: &str,
              columns: &[&str],
              (groups, more): (Vec<OversightGroup>, usize),
              asks: &[(&str, &str)]| {
        let of = |group: OversightGroup| {
            let searches =
                asks.iter().map(|(word, rest)| format!("{word}:\"{}\" and {rest}", group.id));
            row(group.name.clone(), searches.collect::<Vec<_>>())
        };
        OversightSection { more, ..section(title, columns, groups.into_iter().map(of).collect()) }
    };
    vec![
        single(
            "To be done",
            &[
                ("Overdue: a child may be missing or at risk", "group:safety"),
                ("Overdue: a legal duty", "group:legal"),
                ("Overdue: the protocol", "group:overdue"),
                ("Due today", "group:today"),
                ("Due this week", "group:week"),
            ],
        ),
        single(
            "To be looked at",
            &[
                ("Directions running without a booked review", "missing:review"),
                ("Reviews booked, parents not invited", "missing:invitation"),
                ("Reviews held, nothing decided", "missing:decision"),
                ("Hosts silent: a past session has no mark", "stage:running and unmarked"),
                ("Attendance below 90 per cent", "stage:running and attendance<90"),
                ("Running past the last day", "stage:running and end<today"),
                ("Open, nothing recorded for four weeks", "stage:open and untouched>28d"),
                ("Restricted cases that you see", "restricted"),
                ("Opened for a reason by an officer not named", "opened"),
                ("A request for subject access is open", ACCESS_REQUESTS),
            ],
        ),
        section("The next four weeks", &["Begin", "Reviews", "End"], weeks(today)),
        by(
            "By home school",
            &["Overdue", "Running", "Open"],
            homes,
            &[("home", "late"), ("home", "stage:running"), ("home", "stage:open")],
        ),
        by(
            "By host",
            &["Silent", "No review", "Running"],
            hosts,
            &[
                ("host", "stage:running and unmarked"),
                ("host", "missing:review"),
                ("host", "stage:running"),
            ],
        ),
        by(
            "By officer who saved last",
            &["Overdue", "Running", "Open"],
            officers,
            &[("officer", "late"), ("officer", "stage:running"), ("officer", "stage:open")],
        ),
        OversightSection {
            is_trend: true,
            ..section("By half-term", &["Begun", "Ended"], half_terms(today))
        },
    ]
}

fn between(word: &str, first: NaiveDate, last: NaiveDate) -> String {
    let day = |day: NaiveDate| format!("{}/{}/{}", day.day(), day.month(), day.year());
    format!("{word}:{}..{}", day(first), day(last))
}

fn weeks(today: NaiveDate) -> Vec<OversightRow> {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let week = |n: u64| {
        let first = monday.checked_add_days(Days::new(7 * n))?;
        let last = first.checked_add_days(Days::new(6))?;
        let asks = [
            format!("{} and stage:open", between("start", first, last)),
            between("review", first, last),
            between("end", first, last),
        ];
        Some(row(format!("Week of {}", show_short(first)), asks))
    };
    (0..WEEKS).filter_map(week).collect()
}

fn half_terms(today: NaiveDate) -> Vec<OversightRow> {
    let all = std::iter::successors(HalfTerm::of(today), |term| term.before());
    let mut rows: Vec<OversightRow> = all
        .take(HALF_TERMS)
        .map(|term| {
            let (first, last) = (term.first, term.last.min(today));
            let begun = "(stage:running or stage:ended)";
            row(
                term.label(),
                [
                    format!("{} and {begun}", between("start", first, last)),
                    format!("{} and stage:ended", between("end", first, last)),
                ],
            )
        })
        .collect();
    rows.reverse();
    rows
}
