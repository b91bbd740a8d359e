//! Counts what the lead oversees: each number by the search that opens its cases.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::case::stage::Stage;
use crate::domain::list::case_sets::CaseSets;
use crate::domain::list::group::Group;
use crate::domain::oversight::{OversightSection, groups_by_need, sections};
use crate::domain::query::Query;
use crate::domain::query::term::AskedSets;
use crate::error::{Error, Result};
use crate::service::Service;

/// For each school or officer, how many open cases are late, and how many are open.
type Needs = BTreeMap<String, (usize, usize)>;

impl Service {
    /// Returns the numbers that the lead oversees on a day, of the cases that the viewer sees.
    ///
    /// Answers [`Request::Oversight`](crate::api::Request::Oversight).
    ///
    /// # Errors
    /// A sentence where the cases cannot be read.
    pub fn oversight(&mut self, today: NaiveDate) -> Result<Vec<OversightSection>> {
        let sets = self.case_sets(AskedSets { access: true, officers: true })?;
        let [homes, hosts, officers] = self.needs(today, &sets)?;
        let school = |id: &str| self.school_name(id);
        let mut all = sections(
            today,
            groups_by_need(homes, school),
            groups_by_need(hosts, school),
            groups_by_need(officers, str::to_owned),
        );
        for section in &mut all {
            for cell in section.rows.iter_mut().flat_map(|row| &mut row.cells) {
                let query = Query::parse(&cell.search).map_err(|f| Error::input(f.to_string()))?;
                cell.count = self.count_with(&query, today, Rc::clone(&sets))?;
            }
        }
        Ok(all)
    }

    /// Returns the needs by home school, by host and by officer.
    fn needs(&mut self, today: NaiveDate, sets: &CaseSets) -> Result<[Needs; 3]> {
        let mut all: [Needs; 3] = Default::default();
        let mut lines = Vec::new();
        self.search_index(today)?.each(|numbers, home, host| {
            if !numbers.stage.is_ended() {
                let is_late =
                    matches!(numbers.group(today), Group::Safety | Group::Law | Group::Late);
                lines.push((numbers.id, is_late, numbers.stage, home.to_owned(), host.to_owned()));
            }
        });
        for (id, is_late, stage, home, host) in lines {
            if self.is_hidden(id) {
                continue;
            }
            let officer = sets.officers.get(&id).map_or("", |login| &**login).to_owned();
            let host = if stage == Stage::Running { host } else { String::new() };
            for (needs, key) in all.iter_mut().zip([home, host, officer]) {
                let (late, open) = needs.entry(key).or_default();
                *late += usize::from(is_late);
                *open += 1;
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests;
