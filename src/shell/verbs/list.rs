//! `offsite today` and `offsite cases`.

use super::{lines, print};
use crate::domain::dates;
use crate::domain::query::{Line, Query, Seeker};
use crate::domain::summary::Summary;
use crate::owner::Owner;
use crate::shell::Failure;
use chrono::NaiveDate;
use serde_json::json;

/// Lists the cases that fit a search; a mistake in it is shown under its column.
pub(super) fn search(owner: &mut Owner, today: NaiveDate, as_json: bool, words: &str) -> Result<(), Failure> {
    let query = Query::read(words).map_err(|f| format!("{f}\n  {words}\n  {}^", " ".repeat(f.column - 1)))?;
    let mut seeker = Seeker::new(today);
    let ids: std::collections::BTreeSet<String> = lines(owner)?.into_iter().flat_map(|s| [s.home, s.host]).collect();
    let names: std::collections::BTreeMap<String, String> = ids.into_iter().map(|id| (id.clone(), owner.school_name(&id))).collect();
    let name = |id: &str| names.get(id).map_or("", String::as_str);
    list(owner, today, as_json, |s| seeker.fits(&query, &Line { case: s, home: name(&s.home), host: name(&s.host) }))
}

pub(super) fn list(owner: &mut Owner, today: NaiveDate, as_json: bool, mut wanted: impl FnMut(&Summary) -> bool) -> Result<(), Failure> {
    for s in lines(owner)?.into_iter().filter(|s| wanted(s)) {
        let due = s.next.as_ref().and_then(|d| d.due);
        if as_json {
            let next =
                s.next.as_ref().map(|d| json!({ "rule": d.rule.id, "cites": d.rule.cites, "basis": d.rule.basis.words(), "says": d.says, "due": due, "late": due.is_some_and(|d| d < today) }));
            let (home, host) = (owner.school_name(&s.home), owner.school_name(&s.host));
            let line = json!({ "id": s.id, "name": s.name, "year_group": s.year_group, "home": home, "host": host, "stage": s.stage.words(), "next": next });
            print(&line.to_string())?;
        } else {
            let mark = if due.is_some_and(|d| d < today) { "! late" } else { "." };
            let when = due.map_or_else(|| "no date".into(), dates::show_short);
            let says = s.next.as_ref().map_or("nothing to do", |d| d.says.as_str());
            print(&format!("{}  {mark:<6} {when:<11} {}  {}: {says}", s.id, s.name, s.stage.words()))?;
        }
    }
    Ok(())
}
