//! The governing board's decision: its purpose, earlier support, the criterion met and the length.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, board_decided};
use crate::domain::forms::choice::DecidingBody;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::{acted_on, is_before};
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "purpose",
            cites: "P-BG2",
            asks: "A direction is only for better behaviour to come, never a sanction for what has been.",
        },
        purpose,
    )
    .unless(|look, entry| {
        (look.is_direction() && entry.goes_ahead() && lacks_purpose(look))
            .then(|| "State the purpose, and confirm that the direction is not a sanction, in the direction's section.".into())
    }),
    Rule::protocol(
        RuleText {
            id: "interventions",
            cites: "P-BG3; P-CX1",
            asks: "Work in school or by outreach was tried and failed, or was judged not suitable.",
        },
        interventions,
    ),
    Rule::protocol(
        RuleText {
            id: "criterion",
            cites: "P-CR1; P-CR2; P-CR3; P-CR4; P-CR5",
            asks: "One or more of the protocol's five criteria are met.",
        },
        criterion,
    ),
    Rule::protocol(
        RuleText {
            id: "host-different",
            cites: "P-CX2",
            asks: "The host can offer something sufficiently different; what that is, is written down.",
        },
        different,
    ),
    Rule::protocol(
        RuleText {
            id: "board-decision",
            cites: "P-BG1",
            asks: "Only the governing body or trust decides, or whoever its scheme of delegation names.",
        },
        decision,
    )
    .always(|look, entry| {
        (look.is_direction() && entry.goes_ahead() && !decided_by(look, entry.day()))
            .then(|| "The board has not decided for this direction by that day. Record the board decision first.".into())
    }),
    Rule::protocol(
        RuleText { id: "period", cites: "P-BG4", asks: "A direction is for a time: its first day and its proposed last day are set." },
        period,
    ),
    Rule::practice(
        RuleText { id: "length", cites: "practice", asks: "A direction is no longer than the authority's profile allows." },
        "the profile of the authority",
        length,
    ),
];

/// Returns whether the board decided for the direction on or before a day.
fn decided_by(look: &CaseContext, day: Option<NaiveDate>) -> bool {
    let last = look.case.rows(table::EVENT_BOARD_DECISION).next_back();
    board_decided(look.case)
        && last.is_some_and(|(_, r)| is_before(r.date(field::BOARD_DECISION_ON), day))
}

fn lacks_purpose(look: &CaseContext) -> bool {
    look.case.lacks(field::DIRECTION_PURPOSE) || !look.yes(field::DIRECTION_NOT_SANCTION)
}

fn purpose(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || !look.is_direction()
        || !lacks_purpose(look)
        || look.stage() == Stage::Considering
    {
        return Vec::new();
    }
    let (says, field) = if look.case.lacks(field::DIRECTION_PURPOSE) {
        ("state the purpose of the direction", field::DIRECTION_PURPOSE.id)
    } else {
        ("confirm that the direction is not a sanction", field::DIRECTION_NOT_SANCTION.id)
    };
    vec![look.ask_before_notice(rule, says).step(NextStep::Answer(field))]
}

fn interventions(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let tried =
        look.case.rows(table::INTERVENTIONS).any(|(_, r)| r.has(field::INTERVENTIONS_START));
    if !look.is_open() || tried || look.case.has(field::INTERVENTIONS_INAPPROPRIATE) {
        return Vec::new();
    }
    let says = "record what was tried before, or why nothing was suitable";
    vec![
        look.ask_before_start(rule, says)
            .why("One intervention with its start settles it; so does a reason.")
            .step(NextStep::Rows(table::INTERVENTIONS)),
    ]
}

fn criterion(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let criteria = [
        field::CRITERION_DISRUPTION,
        field::CRITERION_SUSPENSIONS,
        field::CRITERION_EXHAUSTED,
        field::CRITERION_DIFFERENT,
        field::CRITERION_EHE,
    ];
    let met = criteria.into_iter().any(|c| look.yes(c));
    if !look.is_open() {
        return Vec::new();
    }
    if look.yes(field::CRITERION_EHE) && look.case.is_no(field::HISTORY_EHE) {
        let found = look
            .ask_before_start(rule, "correct one answer: back from home education, or never there");
        return vec![
            found
                .why("The criterion says yes, the school history says no.")
                .step(NextStep::Answer(field::HISTORY_EHE.id)),
        ];
    }
    if met {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "say which criterion is met")
            .step(NextStep::Answer(field::CRITERION_DISRUPTION.id)),
    ]
}

fn different(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || look.stage() == Stage::Considering
        || look.case.has(field::DIRECTION_DIFFERENT)
    {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "write down what the host does differently")
            .step(NextStep::Answer(field::DIRECTION_DIFFERENT.id)),
    ]
}

fn decision(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || !look.is_direction()
        || matches!(look.stage(), Stage::Considering | Stage::HostApproached)
    {
        return Vec::new();
    }
    if board_decided(look.case) && !decided_by(look, acted_on(look)) {
        let says = "correct the board's decision: it lies after the notice or the first day";
        let found = look.ask_before_notice(rule, says);
        return vec![
            found
                .why("What the family was told rests on a decision made before.")
                .step(NextStep::Rows(table::EVENT_BOARD_DECISION)),
        ];
    }
    if !board_decided(look.case) {
        return vec![
            look.ask_before_notice(rule, "get the board's decision")
                .step(NextStep::Record(table::EVENT_BOARD_DECISION)),
        ];
    }
    let unnamed = look.case.rows(table::EVENT_BOARD_DECISION).next_back().filter(|(_, r)| {
        r.is(field::BOARD_DECISION_CAPACITY, DecidingBody::Delegate)
            && r.lacks(field::BOARD_DECISION_REFERENCE)
    });
    let Some((row, _)) = unnamed else { return Vec::new() };
    let found = look
        .ask_before_notice(rule, "note where the scheme of delegation says who decides")
        .step(NextStep::Row(table::EVENT_BOARD_DECISION, row));
    vec![found.why("The decision was made by delegation; its reference is not recorded.")]
}

fn period(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || !look.is_direction()
        || matches!(look.stage(), Stage::Considering | Stage::HostApproached)
    {
        return Vec::new();
    }
    match (look.first(), look.last()) {
        (None, _) => vec![
            look.finding(rule, "set the first day")
                .why("Every date before the start is counted from it.")
                .step(NextStep::Answer(field::DIRECTION_START.id)),
        ],
        (Some(_), None) => vec![
            look.ask_before_start(rule, "set the proposed last day")
                .step(NextStep::Answer(field::DIRECTION_END.id)),
        ],
        (Some(first), Some(last)) if last < first => {
            let line =
                format!("It would end on {} and begin on {}.", show_long(last), show_long(first));
            vec![
                look.ask_before_start(rule, "correct the last day: it lies before the first")
                    .why(line)
                    .step(NextStep::Answer(field::DIRECTION_END.id)),
            ]
        }
        (Some(_), Some(_)) => Vec::new(),
    }
}

fn length(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let (Some(most), Some(first), Some(last)) =
        (look.context.profile.length_weeks_most, look.first(), look.last())
    else {
        return Vec::new();
    };
    let latest = look.context.home.school_weeks_after(first, most);
    if !look.is_open() || last <= latest {
        return Vec::new();
    }
    let line = format!(
        "{most} school weeks from {} end on {}; the last day is {} ({}).",
        show_long(first),
        show_long(latest),
        show_long(last),
        look.context.profile.words()
    );
    let counted = look.counted(look.context.home, first, latest, line);
    vec![
        look.ask_counted(rule, "shorten the direction, or have the longer one agreed", counted)
            .step(NextStep::Answer(field::DIRECTION_END.id)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub(crate) const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "purpose",
            raised: |t| {
                t.directed();
                t.set("direction.purpose", words("To learn calm"));
                t.set("direction.not_sanction", no());
            },
            due: "2026-11-27",
            settled: |t| t.set("direction.not_sanction", yes()),
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "interventions",
            raised: |t| {
                t.directed();
                t.row("interventions", &[("name", words("Key worker"))]);
            },
            due: "2026-12-01",
            settled: |t| {
                t.row(
                    "interventions",
                    &[("name", words("Key worker")), ("start", on("2026-09-07"))],
                );
            },
            not: |t| t.set("interventions.inappropriate", words("A court order forbids it.")),
        },
        RuleTable {
            rule: "criterion",
            raised: |t| {
                t.directed();
                t.set("criterion.ehe", no());
            },
            due: "2026-12-01",
            settled: |t| t.set("criterion.ehe", yes()),
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "host-different",
            raised: |t| t.directed(),
            due: "2026-12-01",
            settled: |t| t.set("direction.different", words("Small groups")),
            not: |_| {},
        },
        RuleTable {
            rule: "board-decision",
            raised: |t| {
                t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("agreed"))]);
                t.set("direction.start", on("2026-12-02"));
            },
            due: "2026-11-27",
            settled: |t| {
                t.row(
                    "event.board_decision",
                    &[
                        ("agreed", yes()),
                        ("capacity", is("delegate")),
                        ("reference", words("Scheme, 4.2")),
                    ],
                );
            },
            not: |t| t.set("case.route", is("managed_move")),
        },
        RuleTable {
            rule: "period",
            raised: |t| {
                t.directed();
                t.set("direction.end", on("2026-12-01"));
            },
            due: "2026-12-01",
            settled: |t| t.set("direction.end", on("2026-12-02")),
            not: |_| {},
        },
        RuleTable {
            rule: "length",
            raised: |t| {
                t.directed();
                t.profile.length_weeks_most = Some(6);
            },
            // Weeks of 9 and 16 Dec, then 6, 13, 20 and 27 Jan: the holiday does not count.
            due: "2027-01-27",
            settled: |t| t.set("direction.end", on("2027-01-27")),
            not: |t| t.directed(),
        },
    ];

    #[test]
    fn a_decision_by_delegation_names_its_reference() {
        let mut t = TestCase::new();
        t.directed();
        t.row("event.board_decision", &[("agreed", yes()), ("capacity", is("delegate"))]);
        assert!(t.one("board-decision").says.contains("scheme of delegation"));
        assert!(t.refused_by("event.start", &[]).iter().all(|r| *r != "board-decision"));
    }
}
