//! A managed move needs the agreement of all parties.

use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{AgreementParty, EndHow, ReviewOutcome};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::finding::{Finding, NextStep};
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{NewRow, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "all-agreed",
            cites: "P-MM1",
            asks: "A managed move is permanent and agreed by all: parents, both schools and the new school's admission authority.",
        },
        all_agreed,
    )
    .always(guard),
    Rule::protocol(
        RuleText {
            id: "move-evidence",
            cites: "P-MM2",
            asks: "A direct managed move is a planned intervention: what was tried before it is shown, and other agencies where they matter.",
        },
        evidence,
    ),
];

const PARTIES: [(AgreementParty, &str); 4] = [
    (AgreementParty::Parent, "the parent"),
    (AgreementParty::Home, "the home school"),
    (AgreementParty::Host, "the new school"),
    (AgreementParty::AdmissionAuthority, "its admission authority"),
];

/// Returns who has not agreed; the latest answer of each party counts, and one no is enough.
fn missing(look: &CaseContext) -> Vec<&'static str> {
    let agreed = |party: AgreementParty| {
        let of =
            |(_, r): &(u32, &crate::domain::case::RowValues)| r.is(field::AGREEMENT_PARTY, party);
        look.case
            .rows(table::EVENT_AGREEMENT)
            .rfind(of)
            .is_some_and(|(_, r)| r.is_yes(field::AGREEMENT_AGREED))
    };
    PARTIES.iter().filter(|(party, _)| !agreed(*party)).map(|(_, words)| *words).collect()
}

fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let moves = match entry.table {
        table::EVENT_END => entry.cells.is(field::END_HOW, EndHow::ManagedMove),
        table::EVENT_START => !look.is_direction(),
        _ => false,
    };
    let missing = missing(look);
    (moves && !missing.is_empty()).then(|| {
        format!(
            "A managed move needs everybody's agreement: record that of {} first.",
            list(&missing)
        )
    })
}

fn all_agreed(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let decided = look
        .case
        .rows(table::EVENT_DECISION)
        .next_back()
        .is_some_and(|(_, r)| r.is(field::DECISION_OUTCOME, ReviewOutcome::ManagedMove));
    let missing = missing(look);
    let moves = decided || !look.is_direction();
    if !look.is_open() || !moves || missing.is_empty() {
        return Vec::new();
    }
    let day = if look.is_direction() { look.last() } else { look.first() };
    vec![
        look.ask_when(rule, format!("record the agreement of {}", list(&missing)), day)
            .why("All of them, before the move; the latest answer of each counts.")
            .step(NextStep::Record(table::EVENT_AGREEMENT)),
    ]
}

fn evidence(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if look.is_direction() || !look.is_before() || look.case.has(field::MOVE_EVIDENCE) {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "write down the work that came before the move")
            .step(NextStep::Answer(field::MOVE_EVIDENCE.id)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "all-agreed",
            raised: |t| {
                t.running();
                t.row(
                    "event.decision",
                    &[("on", on("2026-11-25")), ("outcome", is("managed_move"))],
                );
            },
            due: "2027-02-12",
            settled: |t| {
                for party in ["parent", "home", "host", "admission_authority"] {
                    t.row("event.agreement", &[("party", is(party)), ("agreed", yes())]);
                }
            },
            not: |t| t.running(),
        },
        RuleTable {
            rule: "move-evidence",
            raised: |t| {
                t.set("case.route", is("managed_move"));
                t.set("direction.start", on("2027-01-04"));
            },
            due: "2026-12-18",
            settled: |t| t.set("move.evidence", words("A key worker and a plan")),
            not: |t| t.directed(),
        },
    ];
}
