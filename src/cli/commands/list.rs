//! `offsite today` and `offsite cases`: print duties and cases.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::api::ListQuery;
use crate::cli::args::ShapeArgs;
use crate::cli::output::{line, note, record};
use crate::domain::calendar::dates;
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::domain::plural::pluralize;
use crate::domain::query::Query;
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};

/// Lists the cases with something to do, most urgent first: the morning list.
pub(super) fn today(
    owner: &mut ViewerService<'_>,
    today: NaiveDate,
    shape: ShapeArgs,
) -> Result<()> {
    let all = lines(owner, today, "")?;
    let asked: Vec<&Summary> = all.iter().filter(|s| s.next(today).is_some()).collect();
    if let Some(words) = owner.late_elsewhere(today)?.filter(|_| !shape.is_data()) {
        line(&words)?;
    }
    if asked.is_empty() && !shape.is_data() {
        let of = pluralize(all.len(), "case");
        note(&format!("offsite: Nothing to do: {of} in the records."));
    }
    asked.into_iter().try_for_each(|s| show(owner, s, today, shape))
}

/// Lists the cases that fit a search; a mistake in it is shown under its column.
pub(super) fn search(
    owner: &mut Service,
    today: NaiveDate,
    shape: ShapeArgs,
    words: &str,
) -> Result<()> {
    Query::parse(words)
        .map_err(|f| Error::input(format!("{f}\n  {words}\n  {}^", " ".repeat(f.column - 1))))?;
    let found = lines(owner, today, words)?;
    if found.is_empty() && !shape.is_data() {
        note("offsite: No cases match.");
    }
    found.iter().try_for_each(|s| show(owner, s, today, shape))
}

fn show(owner: &Service, line: &Summary, today: NaiveDate, shape: ShapeArgs) -> Result<()> {
    let next = line.next(today);
    let word = next.map_or_else(String::new, |n| {
        format!("{} {}", n.urgency(today).mark(), n.urgency(today).label())
    });
    let says = next.map_or_else(|| "nothing to do".to_owned(), |n| n.phrase.to_string());
    let cites = next.map_or("", |n| n.rule.cites);
    let words = || {
        let when = next.and_then(|n| n.due).map_or_else(|| "no date".into(), dates::show_short);
        let cites = if cites.is_empty() { String::new() } else { format!(" ({cites})") };
        let stage = line.stage.label();
        format!("{}  {word:<15} {when:<10}  {}, {stage}: {says}{cites}", line.id, line.name)
    };
    let columns = || {
        let due = next.and_then(|n| n.due).map_or_else(String::new, |d| d.to_string());
        let urgency = next.map_or_else(String::new, |n| n.urgency(today).label().to_owned());
        let stage = line.stage.label().to_owned();
        let id = line.id.to_string();
        vec![id, line.name.clone(), stage, urgency, due, says.clone(), cites.to_owned()]
    };
    record(shape, words, || as_value(owner, line, today), columns)
}

fn as_value(owner: &Service, line: &Summary, today: NaiveDate) -> Value {
    let next = line.next(today).map(|n| {
        let urgency = n.urgency(today);
        json!({ "rule": n.rule.id, "cites": n.rule.cites, "basis": n.rule.basis.label(), "says": n.phrase.to_string(), "due": n.due, "task": n.task,
            "urgency": urgency.label(), "late": n.due.is_some_and(|d| d < today) })
    });
    json!({ "id": line.id, "name": line.name, "year_group": line.year_group, "home": owner.school_name(&line.home),
        "host": owner.school_name(&line.host), "stage": line.stage.label(), "next": next })
}

/// Returns the lines that a search lets through, most pressing first.
fn lines(owner: &mut Service, today: NaiveDate, filter: &str) -> Result<Vec<Summary>> {
    let query = ListQuery {
        today,
        filter: filter.to_owned(),
        sort: Sort::Pressing,
        from: 0,
        count: usize::MAX,
    };
    Ok(owner.page(&query)?.rows)
}
