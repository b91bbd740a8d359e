//! Who is spoken to before a direction: parents first, then the host, and for some children the
//! SEND Team, Virtual School and social worker.

use crate::domain::calendar::dates::show_short;
use crate::domain::case::RowId;
use crate::domain::case::stage::{Stage, cell, host_agreed};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::finding::{Finding, NextStep};
use crate::domain::rules::rule::{NewRow, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText { id: "parents-first", cites: "P-PR1", asks: "The home school talks to the parents before it asks a host." },
        parents_first,
    ),
    Rule::protocol(
        RuleText {
            id: "parents-understand",
            cites: "P-PR2",
            asks: "The parents understand the process and what uniform, attendance and transport ask of them.",
        },
        parents_understand,
    ),
    Rule::protocol(
        RuleText {
            id: "send-team",
            cites: "P-CR6",
            asks: "Where the child has an EHCP, the LA's SEND Team is asked before anything else.",
        },
        send_team,
    )
    .always(|look, entry| {
        (entry.goes_ahead() && lacks_send_team(look)).then(|| "The child has an EHCP: record the SEND Team's consideration first.".into())
    }),
    Rule::protocol(
        RuleText {
            id: "looked-after",
            cites: "P-CR7",
            asks: "A child looked after is directed only with the support of the Virtual School and of the social worker.",
        },
        looked_after,
    )
    .always(|look, entry| {
        let missing = unsupported(look);
        (entry.goes_ahead() && !missing.is_empty()).then(|| {
            format!(
                "The child is looked after: record the support of {} first.",
                missing.iter().map(|m| m.1).collect::<Vec<_>>().join(" and of ")
            )
        })
    }),
    Rule::protocol(
        RuleText {
            id: "host-approach",
            cites: "P-PR3",
            asks: "The home school asks the next appropriate school to the child's home, with its reasons.",
        },
        host_approach,
    ),
    Rule::protocol(
        RuleText { id: "host-agreed", cites: "P-PR4", asks: "The host agrees in principle before anything is settled with it." },
        host_agrees,
    )
    .unless(|look, entry| {
        (look.is_direction() && entry.goes_ahead() && !host_agreed(look.case))
            .then(|| "No host school has agreed in principle. Record the host's answer first.".into())
    }),
];

impl NewRow<'_> {
    /// Returns whether the event tells the family that the direction goes ahead: its notice or its
    /// first day.
    pub(super) fn goes_ahead(&self) -> bool {
        matches!(self.table, "event.notice" | "event.start")
    }
}

fn parents_first(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_before() || look.has("event.parent_discussion") {
        return Vec::new();
    }
    let approached = look
        .case
        .rows("event.host_approach")
        .filter_map(|(_, r)| cell(r, "host_approach.on").as_date())
        .min();
    let found = look
        .ask_when(rule, "speak with the parents", approached)
        .step(NextStep::Record("event.parent_discussion"));
    vec![match approached {
        Some(day) => found.why(format!(
            "A host was approached on {}; the parents come first. An attempt counts.",
            show_short(day)
        )),
        None => found.why("Before a host is approached. An attempt counts, if it is recorded."),
    }]
}

fn parents_understand(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let held: Vec<RowId> = look
        .case
        .rows("event.parent_discussion")
        .filter(|(_, r)| !cell(r, "parent_discussion.attempted").is_yes())
        .map(|(id, _)| id)
        .collect();
    let Some(last) = held.last().filter(|_| look.is_before()) else { return Vec::new() };
    let understood = |field: &str| {
        look.case.rows("event.parent_discussion").any(|(_, r)| cell(r, field).is_yes())
    };
    let points = [
        ("process", "the process"),
        ("uniform", "uniform"),
        ("attendance", "attendance"),
        ("transport", "transport"),
    ];
    let open: Vec<&str> = points
        .iter()
        .filter(|(id, _)| !understood(&format!("parent_discussion.{id}")))
        .map(|(_, words)| *words)
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, format!("go through {} with the parents", list(&open)))
            .step(NextStep::Row("event.parent_discussion", *last)),
    ]
}

fn lacks_send_team(look: &CaseContext) -> bool {
    look.yes("send.ehcp")
        && !look
            .case
            .rows("event.send_consideration")
            .any(|(_, r)| cell(r, "send_consideration.considered").is_yes())
}

fn send_team(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !lacks_send_team(look) {
        return Vec::new();
    }
    vec![
        look.ask_before_notice(rule, "ask the SEND Team to consider it: the child has an EHCP")
            .step(NextStep::Record("event.send_consideration")),
    ]
}

/// Returns whose support a child looked after still lacks: the event and the words. The latest
/// answer of each counts.
fn unsupported(look: &CaseContext) -> Vec<(&'static str, &'static str)> {
    if !look.yes("cla.is") {
        return Vec::new();
    }
    let supports = |table: &str, field: &str| {
        look.case.rows(table).next_back().is_some_and(|(_, r)| cell(r, field).is_yes())
    };
    let parties = [
        ("event.virtual_school", "virtual_school.supports", "the Virtual School"),
        ("event.social_worker", "social_worker.supports", "the social worker"),
    ];
    parties
        .into_iter()
        .filter(|(table, field, _)| !supports(table, field))
        .map(|(table, _, words)| (table, words))
        .collect()
}

fn looked_after(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() {
        return Vec::new();
    }
    let ask = |(table, words)| {
        look.ask_before_notice(rule, format!("get the support of {words}"))
            .step(NextStep::Record(table))
    };
    unsupported(look).into_iter().map(ask).collect()
}

fn host_approach(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let spoken = look.has("event.parent_discussion");
    if !look.is_before() || look.stage() != Stage::Considering || !spoken {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "approach a host school")
            .step(NextStep::Record("event.host_approach")),
    ]
}

fn host_agrees(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || host_agreed(look.case) {
        return Vec::new();
    }
    let Some((row, _)) = look.case.rows("event.host_approach").next_back() else {
        return Vec::new();
    };
    let waiting = look
        .case
        .rows("event.host_approach")
        .rfind(|(_, r)| cell(r, "host_approach.answer").as_text() != "declined");
    let (says, step) = match waiting {
        Some((row, _)) => ("get the host's answer", NextStep::Row("event.host_approach", row)),
        None => (
            "approach another host: every one asked has declined",
            NextStep::Record("event.host_approach"),
        ),
    };
    let asked = look
        .case
        .row("event.host_approach", row)
        .and_then(|r| cell(r, "host_approach.on").as_date());
    let found = look.ask_before_notice(rule, says).step(step);
    vec![match asked {
        Some(day) => found.why(format!("Last asked on {}.", show_short(day))),
        None => found,
    }]
}

/// Returns words as a list: "uniform, attendance and transport".
pub(super) fn list(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "parents-first",
            raised: |t| {
                t.row("event.host_approach", &[("on", on("2026-11-10"))]);
            },
            due: "2026-11-10",
            settled: |t| {
                t.row("event.parent_discussion", &[("on", on("2026-11-10")), ("attempted", yes())]);
            },
            not: |t| t.running(),
        },
        RuleTable {
            rule: "parents-understand",
            raised: |t| t.directed(),
            due: "2026-12-01",
            settled: |t| {
                t.row(
                    "event.parent_discussion",
                    &["process", "uniform", "attendance", "transport"].map(|f| (f, yes())),
                );
            },
            not: |t| {
                t.row("event.parent_discussion", &[("attempted", yes())]);
            },
        },
        RuleTable {
            rule: "send-team",
            raised: |t| {
                t.directed();
                t.set("send.ehcp", yes());
                t.row("event.send_consideration", &[("considered", no())]);
            },
            due: "2026-11-27",
            settled: |t| {
                t.row("event.send_consideration", &[("considered", yes())]);
            },
            not: |t| {
                t.directed();
                t.set("send.ehcp", no());
            },
        },
        RuleTable {
            rule: "looked-after",
            raised: |t| {
                t.directed();
                t.set("cla.is", yes());
            },
            due: "2026-11-27",
            settled: |t| {
                t.row("event.virtual_school", &[("supports", yes())]);
                t.row("event.social_worker", &[("supports", yes())]);
            },
            not: |t| {
                t.directed();
                t.set("cla.is", no());
            },
        },
        RuleTable {
            rule: "host-approach",
            raised: |t| {
                t.row("event.parent_discussion", &[("on", on("2026-11-02"))]);
                t.set("direction.start", on("2026-12-02"));
            },
            due: "2026-12-01",
            settled: |t| {
                t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("asked"))]);
            },
            not: |_| {},
        },
        RuleTable {
            rule: "host-agreed",
            raised: |t| {
                t.row(
                    "event.host_approach",
                    &[("on", on("2026-11-05")), ("answer", is("declined"))],
                );
                t.set("direction.start", on("2026-12-02"));
            },
            due: "2026-11-27",
            settled: |t| {
                t.row("event.host_approach", &[("on", on("2026-11-09")), ("answer", is("agreed"))]);
            },
            not: |_| {},
        },
    ];
}
