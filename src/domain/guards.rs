//! What the protocol forbids until something else is recorded. A guard refuses a new event with one sentence.

use crate::domain::case::{Case, Cells};
use crate::domain::stage::{board_decided, cell, host_agreed};

/// A refusal: which requirement, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The requirement's id in the protocol: `P-BG1`.
    pub rule: &'static str,
    /// What is missing and what to record.
    pub says: &'static str,
}

/// Returns every reason why an event with these cells may not be added to the case; none means it may.
pub fn refusals(case: &Case, table: &str, cells: &Cells) -> Vec<Refusal> {
    match table {
        "event.notice" | "event.start" => before_the_start(case),
        "event.end" if cell(cells, "end.how").as_text() == "managed_move" => before_a_managed_move(case),
        _ => Vec::new(),
    }
}

/// Says what must stand before parents are given notice or the pupil starts.
fn before_the_start(case: &Case) -> Vec<Refusal> {
    let has = |table: &str| case.rows(table).next().is_some();
    let supported = |table: &str, field: &str| case.rows(table).any(|(_, r)| cell(r, field).is_yes());
    let cla = case.answer("cla.is").is_yes();
    let checks = [
        (board_decided(case), "P-BG1", "The board has not decided for this direction. Record the board decision first."),
        (
            !case.answer("direction.purpose").is_empty() && case.answer("direction.not_sanction").is_yes(),
            "P-BG2",
            "State the purpose, and confirm that the direction is not a sanction, in the direction's section.",
        ),
        (
            !case.answer("send.ehcp").is_yes() || has("event.send_consideration"),
            "P-CR6",
            "The child has an EHCP: record the SEND Team's consideration first.",
        ),
        (
            !cla || (supported("event.virtual_school", "virtual_school.supports")
                && supported("event.social_worker", "social_worker.supports")),
            "P-CR7",
            "The child is looked after: record the support of the Virtual School and of the social worker first.",
        ),
        (host_agreed(case), "P-PR4", "No host school has agreed in principle. Record the host's answer first."),
    ];
    checks.into_iter().filter(|(met, _, _)| !met).map(|(_, rule, says)| Refusal { rule, says }).collect()
}

/// Says which agreements a managed move still lacks (P-MM1).
fn before_a_managed_move(case: &Case) -> Vec<Refusal> {
    let agreed = |party: &str| {
        case.rows("event.agreement").any(|(_, r)| cell(r, "agreement.party").as_text() == party && cell(r, "agreement.agreed").is_yes())
    };
    if ["parent", "home", "host", "admission_authority"].into_iter().all(agreed) {
        return Vec::new();
    }
    vec![Refusal {
        rule: "P-MM1",
        says: "A managed move needs everybody's agreement: record the agreement of parent, home school, host school and the host's admission authority.",
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::value::Value;

    fn row(case: &mut Case, table: &str, cells: &[(&str, Value)]) {
        let id = case.next_row();
        let cells = cells.iter().map(|(k, v)| (k.to_string(), v.clone())).collect();
        case.rows.entry(table.into()).or_default().insert(id, cells);
    }

    fn rules(case: &Case, table: &str, cells: &[(&str, Value)]) -> Vec<&'static str> {
        let cells = cells.iter().map(|(k, v)| (k.to_string(), v.clone())).collect();
        refusals(case, table, &cells).iter().map(|r| r.rule).collect()
    }

    #[test]
    fn a_start_needs_decision_purpose_and_host_and_more_for_some_children() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        assert_eq!(rules(&case, "event.start", &[]), ["P-BG1", "P-BG2", "P-PR4"]);
        for field in ["send.ehcp", "cla.is", "direction.not_sanction"] {
            case.answers.insert(field.into(), Value::YesNo(true));
        }
        case.answers.insert("direction.purpose".into(), Value::Text("To learn calm".into()));
        row(&mut case, "event.board_decision", &[("board_decision.agreed", Value::YesNo(true))]);
        row(&mut case, "event.host_approach", &[("host_approach.answer", Value::Choice("agreed".into()))]);
        assert_eq!(rules(&case, "event.start", &[]), ["P-CR6", "P-CR7"]);
        row(&mut case, "event.send_consideration", &[]);
        row(&mut case, "event.virtual_school", &[("virtual_school.supports", Value::YesNo(true))]);
        assert_eq!(rules(&case, "event.start", &[]), ["P-CR7"]);
        row(&mut case, "event.social_worker", &[("social_worker.supports", Value::YesNo(true))]);
        assert!(rules(&case, "event.start", &[]).is_empty());
    }

    #[test]
    fn a_managed_move_needs_every_agreement() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        let end = [("end.how", Value::Choice("managed_move".into()))];
        for party in ["parent", "home", "host", "admission_authority"] {
            assert_eq!(rules(&case, "event.end", &end), ["P-MM1"], "before {party}");
            row(
                &mut case,
                "event.agreement",
                &[("agreement.party", Value::Choice(party.into())), ("agreement.agreed", Value::YesNo(true))],
            );
        }
        assert!(rules(&case, "event.end", &end).is_empty());
    }
}
