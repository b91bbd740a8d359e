//! Proposes whom to invite to a meeting: both schools, the child, the parents, and agencies named
//! in the passport (P-RV5).

#[cfg(test)]
mod tests;

use crate::domain::case::answers::Answers;
use crate::domain::case::outline::{first_cells, rows_in};
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::{field, parse, table};
use crate::domain::value::Value;

/// The agencies of the passport: the question, the answer that says who, and the words where it
/// says nothing.
pub(super) const AGENCIES: &[(&str, &str, &str, &str)] = &[
    (field::CLA_IS.id, field::CLA_SOCIAL_WORKER.id, "social_worker", "Social worker"),
    (field::CLA_IS.id, field::CLA_VIRTUAL_SCHOOL.id, "virtual_school", "Virtual School"),
    (
        field::AGENCY_CME.id,
        field::AGENCY_CME_DETAILS.id,
        "agency",
        "Education Investigation or CME",
    ),
    (field::AGENCY_EP.id, field::AGENCY_EP_DETAILS.id, "agency", "Educational Psychologist"),
    (field::AGENCY_YOS.id, field::AGENCY_YOS_DETAILS.id, "agency", "Youth Offending Service"),
    (field::AGENCY_CAMHS.id, field::AGENCY_CAMHS_DETAILS.id, "agency", "CAMHS"),
    (field::AGENCY_EHA.id, field::AGENCY_EHA_DETAILS.id, "agency", "Early Help"),
    (field::AGENCY_OTHER.id, field::AGENCY_OTHER_DETAILS.id, "agency", "Other agency"),
    (field::SEND_EHCP.id, "", "la", "LA SEND Team"),
];

/// Returns a row for everybody who should be asked to a review, or to the initial meeting, and is
/// not on its list yet.
pub fn proposed(case: &Case, review: Option<RowId>) -> Vec<RowValues> {
    let Some(table) = forms::table(table::ATTENDEES) else { return Vec::new() };
    let mut wanted: Vec<(String, &str)> = Vec::new();
    let mut add = |name: &str, role: &'static str| {
        let name: String =
            name.lines().next().unwrap_or_default().trim().chars().take(parse::MAX_LINE).collect();
        if !name.is_empty() {
            wanted.push((name, role));
        }
    };
    add(case.text(field::CHILD_FULL_NAME), "child");
    for (_, contact) in case.rows(table::CONTACTS) {
        add(contact.get(field::CONTACTS_NAME.id).map_or("", Value::as_text), "parent");
    }
    let said = |fields: [&str; 2], otherwise: &str| {
        fields
            .iter()
            .map(|f| case.answer(f).as_text())
            .find(|t| !t.is_empty())
            .unwrap_or(otherwise)
            .to_owned()
    };
    add(
        &said([field::INITIAL_HOME_REP.id, field::PASSPORT_COMPLETED_BY.id], "Home school"),
        "home",
    );
    add(&said([field::INITIAL_HOST_REP.id, field::REPORT_NAME.id], "Host school"), "host");
    add("Nominee of the board, not the head", "nominee");
    for (asked, who, role, words) in AGENCIES {
        let is_asked = || forms::field(who).is_some_and(|f| f.is_asked(|f| case.answer(f)));
        if case.answer(asked).is_yes() || *role == "social_worker" && is_asked() {
            let who = case.answer(who).as_text().lines().next().unwrap_or_default();
            add(
                &if who.is_empty() { (*words).to_owned() } else { format!("{words}: {who}") },
                role,
            );
        }
    }
    let standing: Vec<String> = rows_in(case, table, review)
        .filter_map(|(_, cells)| {
            Some(cells.get(field::ATTENDEES_NAME.id)?.as_text().to_lowercase())
        })
        .collect();
    wanted.retain(|(name, _)| !standing.contains(&name.to_lowercase()));
    let row = |(name, role): (String, &str)| {
        let mut cells = first_cells(table, review);
        cells.insert(field::ATTENDEES_NAME.id.into(), Value::Text(name));
        cells.insert(field::ATTENDEES_ROLE.id.into(), Value::Choice(role.into()));
        cells
    };
    wanted.into_iter().map(row).collect()
}
