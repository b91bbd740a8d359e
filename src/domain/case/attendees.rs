//! Who is proposed for a meeting: both schools, the child, the parents, and the agencies that the
//! passport names (P-RV5).

use crate::domain::case::value::Value;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::outline::{first_cells, rows_in};
use crate::domain::forms::parse;

/// The agencies of the passport: the question, the answer that says who, and the words where it
/// says nothing.
const AGENCIES: &[(&str, &str, &str, &str)] = &[
    ("cla.is", "cla.social_worker", "social_worker", "Social worker"),
    ("cla.is", "cla.virtual_school", "virtual_school", "Virtual School"),
    ("agency.cme", "agency.cme_details", "agency", "Education Investigation or CME"),
    ("agency.ep", "agency.ep_details", "agency", "Educational Psychologist"),
    ("agency.yos", "agency.yos_details", "agency", "Youth Offending Service"),
    ("agency.camhs", "agency.camhs_details", "agency", "CAMHS"),
    ("agency.eha", "agency.eha_details", "agency", "Early Help"),
    ("agency.other", "agency.other_details", "agency", "Other agency"),
    ("send.ehcp", "", "la", "LA SEND Team"),
];

/// Returns a row for everybody who should be asked to a review, or to the initial meeting, and is
/// not on its list yet.
pub fn proposed(case: &Case, review: Option<RowId>) -> Vec<RowValues> {
    let Some(table) = forms::table("attendees") else { return Vec::new() };
    let mut wanted: Vec<(String, &str)> = Vec::new();
    let mut add = |name: &str, role: &'static str| {
        let name: String =
            name.lines().next().unwrap_or_default().trim().chars().take(parse::LINE).collect();
        if !name.is_empty() {
            wanted.push((name, role));
        }
    };
    add(case.answer("child.full_name").as_text(), "child");
    for (_, contact) in case.rows("contacts") {
        add(contact.get("contacts.name").map_or("", Value::as_text), "parent");
    }
    let said = |fields: [&str; 2], otherwise: &str| {
        fields
            .iter()
            .map(|f| case.answer(f).as_text())
            .find(|t| !t.is_empty())
            .unwrap_or(otherwise)
            .to_owned()
    };
    add(&said(["initial.home_rep", "passport.completed_by"], "Home school"), "home");
    add(&said(["initial.host_rep", "report.name"], "Host school"), "host");
    add("Nominee of the board, not the head", "nominee");
    for (asked, who, role, words) in AGENCIES {
        if case.answer(asked).is_yes() {
            let who = case.answer(who).as_text().lines().next().unwrap_or_default();
            add(
                &if who.is_empty() { (*words).to_owned() } else { format!("{words}: {who}") },
                role,
            );
        }
    }
    let standing: Vec<String> = rows_in(case, table, review)
        .filter_map(|(_, cells)| Some(cells.get("attendees.name")?.as_text().to_lowercase()))
        .collect();
    wanted.retain(|(name, _)| !standing.contains(&name.to_lowercase()));
    let row = |(name, role): (String, &str)| {
        let mut cells = first_cells(table, review);
        cells.insert("attendees.name".into(), Value::Text(name));
        cells.insert("attendees.role".into(), Value::Choice(role.into()));
        cells
    };
    wanted.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;

    #[test]
    fn schools_parents_and_agencies_are_proposed_once() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        for (field, value) in [
            ("child.full_name", Value::Text("Zoë Ashworth".into())),
            ("agency.camhs", Value::YesNo(true)),
            ("agency.camhs_details", Value::Text("Dr Lund, 01905 1\nweekly".into())),
            ("agency.yos", Value::YesNo(false)),
            ("cla.is", Value::YesNo(true)),
        ] {
            case.answers.insert(field.into(), value);
        }
        let contact =
            RowValues::from([("contacts.name".to_owned(), Value::Text("Ann Ashworth".into()))]);
        case.rows.entry("contacts".into()).or_default().insert(1, contact);
        let first = proposed(&case, Some(7));
        let names: Vec<&str> = first.iter().map(|c| c["attendees.name"].as_text()).collect();
        assert_eq!(
            names,
            [
                "Zoë Ashworth",
                "Ann Ashworth",
                "Home school",
                "Host school",
                "Nominee of the board, not the head",
                "Social worker",
                "Virtual School",
                "CAMHS: Dr Lund, 01905 1"
            ]
        );
        assert!(first.iter().all(|c| c["attendees.review"] == Value::Number(7)));
        for (i, cells) in first.into_iter().enumerate() {
            case.rows.entry("attendees".into()).or_default().insert(10 + i as u32, cells);
        }
        assert!(proposed(&case, Some(7)).is_empty());
        assert_eq!(proposed(&case, None).len(), 8, "the initial meeting has a list of its own");
    }
}
