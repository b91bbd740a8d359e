//! `offsite today` and `offsite cases`: print duties and cases.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::api::ListQuery;
use crate::cli::output::print;
use crate::domain::calendar::dates;
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::domain::query::Query;
use crate::error::{Error, Result};
use crate::service::Service;

/// Lists the cases that something is asked of, most pressing first: the morning list.
pub(super) fn today(owner: &mut Service, today: NaiveDate, as_json: bool) -> Result<()> {
    let asked = lines(owner, today, "")?;
    asked
        .iter()
        .filter(|s| s.next(today).is_some())
        .try_for_each(|s| show(owner, s, today, as_json))
}

/// Lists the cases that fit a search; a mistake in it is shown under its column.
pub(super) fn search(
    owner: &mut Service,
    today: NaiveDate,
    as_json: bool,
    words: &str,
) -> Result<()> {
    Query::parse(words)
        .map_err(|f| Error::input(format!("{f}\n  {words}\n  {}^", " ".repeat(f.column - 1))))?;
    lines(owner, today, words)?.iter().try_for_each(|s| show(owner, s, today, as_json))
}

fn show(owner: &Service, line: &Summary, today: NaiveDate, as_json: bool) -> Result<()> {
    if as_json {
        return print(&as_value(owner, line, today).to_string());
    }
    let next = line.next(today);
    let word = next.map_or_else(String::new, |n| {
        format!("{} {}", n.urgency(today).mark(), n.urgency(today).label())
    });
    let when = next.and_then(|n| n.due).map_or_else(|| "no date".into(), dates::show_short);
    let says = next.map_or_else(|| "nothing to do".to_owned(), |n| n.phrase.to_string());
    let cites = next.map_or_else(String::new, |n| format!(" ({})", n.rule.cites));
    print(&format!(
        "{}  {word:<15} {when:<10}  {}, {}: {says}{cites}",
        line.id,
        line.name,
        line.stage.label()
    ))
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
