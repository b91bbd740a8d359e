//! The pupils of the pack as rows of text, one a pupil, for a workbook.

use crate::documents::inspection::{InspectionPack, pupil_facts};
use crate::domain::inspection::{HOW_READ, NOT_HELD};

/// Returns what the pack is, the headings, a row for each pupil, and how it is read.
pub fn rows(pack: &InspectionPack) -> Vec<Vec<String>> {
    let mut all = vec![pack.first_line()];
    for one in &pack.providers {
        let provider = [one.school.name.clone(), one.inspected.urn().to_owned()];
        for pupil in &one.inspected.pupils {
            let facts = pupil_facts(pack, pupil);
            if all.len() == 1 {
                let headings = facts.iter().map(|(heading, _)| (*heading).to_owned());
                all.push(
                    ["Provider".to_owned(), "URN".to_owned()].into_iter().chain(headings).collect(),
                );
            }
            let cells = facts.into_iter().map(|(_, words)| words);
            all.push(provider.iter().cloned().chain(cells).collect());
        }
    }
    all.push(Vec::new());
    all.extend(HOW_READ.iter().chain(&NOT_HELD).map(|sentence| vec![(*sentence).to_owned()]));
    all
}
