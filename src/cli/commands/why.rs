//! `offsite why`: explains what a rule asks of a case, and how its date was counted.

use chrono::NaiveDate;
use serde_json::json;

use crate::cli::args::ShapeArgs;
use crate::cli::output::{line, plain, print};
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates::show_long;
use crate::domain::case::CaseRef;
use crate::domain::rules;
use crate::domain::rules::Finding;
use crate::error::Error;
use crate::service::ViewerService;

/// Prints the findings of one rule, or of all; a rule that asks for nothing is explained all the
/// same.
pub(super) fn why(
    owner: &mut ViewerService<'_>,
    reference: &str,
    words: Option<&str>,
    shape: ShapeArgs,
    today: NaiveDate,
) -> Result<(), Error> {
    let id = reference.parse::<CaseRef>()?;
    let mut all = owner.case(id)?.findings;
    owner.note(AccessKind::Glanced, Some(id), 1);
    rules::most_urgent_first(&mut all, today);
    let Some(words) = words else {
        if all.is_empty() && !shape.is_data() {
            print(&format!("Nothing to do on {id}."))?;
        }
        return all.iter().try_for_each(|found| one(found, shape, today));
    };
    let asked = rules::named(words);
    if asked.is_empty() {
        let short: String = words.chars().filter(|c| !c.is_control()).take(40).collect();
        return Err(Error::input(format!(
            "There is no rule called \"{short}\". offsite why {id} lists the tasks of the case with their rules."
        )));
    }
    let found: Vec<&Finding> = all.iter().filter(|f| asked.contains(&f.rule)).collect();
    if !found.is_empty() {
        return found.into_iter().try_for_each(|found| one(found, shape, today));
    }
    if shape.is_data() {
        return Ok(());
    }
    for rule in asked {
        print(&format!("{}: nothing to do on {id} now.", rule.id))?;
        rule.description().iter().try_for_each(|line| print(&format!("  {line}")))?;
    }
    Ok(())
}

fn one(found: &Finding, shape: ShapeArgs, today: NaiveDate) -> Result<(), Error> {
    let (rule, urgency) = (found.rule, found.urgency(today));
    if shape.json {
        let line = json!({ "rule": rule.id, "cites": rule.cites, "basis": rule.basis.label(), "source": rule.source, "first_hand": rule.first_hand,
            "from": rule.from, "until": rule.until, "asks": rule.asks, "says": found.phrase.to_string(), "due": found.due, "task": found.task,
            "urgency": urgency.label(), "why": found.why });
        return print(&line.to_string());
    }
    if shape.plain {
        let due = found.due.map_or_else(String::new, |d| d.to_string());
        let says = found.phrase.to_string();
        let [id, cites, urgency] = [rule.id, rule.cites, urgency.label()].map(str::to_owned);
        return print(&plain(&[id, urgency, due, says, cites]));
    }
    line(&format!("{} {}: {} ({})", urgency.mark(), urgency.label(), found.phrase, rule.id))?;
    if let Some(due) = found.due {
        print(&format!("  Due by {}.", show_long(due)))?;
    }
    found.why.iter().chain(&rule.description()).try_for_each(|says| line(&format!("  {says}")))
}
