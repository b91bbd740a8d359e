//! Who is consulted before a direction: parents first, then the host, and for some children the
//! SEND Team, the Virtual School and the social worker.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_short;
use crate::domain::case::RowId;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, cell, host_agreed};
use crate::domain::forms::answer_type::{Date, YesNo};
use crate::domain::forms::choice::{EndHow, HostAnswer};
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

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
        let at_stake = entry.goes_ahead() || entry.is_move(look);
        match send_team_lack(look, entry.day()).filter(|_| at_stake)? {
            Lack::Answer => Some("Answer first whether the child has an EHCP.".into()),
            Lack::Event => {
                Some("The child has an EHCP: record the SEND Team's consideration first, on a day before.".into())
            }
        }
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
        let at_stake = entry.goes_ahead() || entry.is_move(look);
        if at_stake && look.case.lacks(field::CLA_IS) {
            return Some("Answer first whether the child is looked after.".into());
        }
        let missing = unsupported(look, entry.day());
        (at_stake && !missing.is_empty()).then(|| {
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
        matches!(self.table, table::EVENT_NOTICE | table::EVENT_START)
    }

    /// Returns whether the event moves the pupil for good: the end of a direction by a managed
    /// move, or the first day of a direct one.
    pub(super) fn is_move(&self, look: &CaseContext) -> bool {
        match self.table {
            table::EVENT_END => self.cells.is(field::END_HOW, EndHow::ManagedMove),
            table::EVENT_START => !look.is_direction(),
            _ => false,
        }
    }

    /// Returns the day of the event: what must come before it has a day before.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        match self.table {
            table::EVENT_NOTICE => self.cells.date(field::NOTICE_ON),
            table::EVENT_START => self.cells.date(field::START_ON),
            table::EVENT_END => self.cells.date(field::END_ON),
            _ => None,
        }
    }
}

/// Returns whether something that must come before `day` did: on the day itself at the latest. What
/// has no day is not known to have come before; where there is no day to hold it against, it counts.
pub(super) fn is_before(on: Option<NaiveDate>, day: Option<NaiveDate>) -> bool {
    day.is_none_or(|day| on.is_some_and(|on| on <= day))
}

/// Returns the day of the first notice or first day that is recorded.
pub(super) fn acted_on(look: &CaseContext) -> Option<NaiveDate> {
    let notices = look.case.rows(table::EVENT_NOTICE).filter_map(|(_, r)| r.date(field::NOTICE_ON));
    let starts = look.case.rows(table::EVENT_START).filter_map(|(_, r)| r.date(field::START_ON));
    notices.chain(starts).min()
}

/// What a rule lacks that hangs on a question: its answer, or the event that a yes calls for.
enum Lack {
    Answer,
    Event,
}

fn parents_first(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || look.has(table::EVENT_PARENT_DISCUSSION) {
        return Vec::new();
    }
    let approached = look
        .case
        .rows(table::EVENT_HOST_APPROACH)
        .filter_map(|(_, r)| r.date(field::HOST_APPROACH_ON))
        .min();
    let found = look
        .ask_when(rule, "speak with the parents", approached)
        .step(NextStep::Record(table::EVENT_PARENT_DISCUSSION));
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
        .rows(table::EVENT_PARENT_DISCUSSION)
        .filter(|(_, r)| !r.is_yes(field::PARENT_DISCUSSION_ATTEMPTED))
        .map(|(id, _)| id)
        .collect();
    let Some(last) = held.last().filter(|_| look.is_open()) else { return Vec::new() };
    let understood = |field: &str| {
        look.case.rows(table::EVENT_PARENT_DISCUSSION).any(|(_, r)| cell(r, field).is_yes())
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
            .step(NextStep::Row(table::EVENT_PARENT_DISCUSSION, *last)),
    ]
}

fn send_team_lack(look: &CaseContext, day: Option<NaiveDate>) -> Option<Lack> {
    let considered = || {
        look.case.rows(table::EVENT_SEND_CONSIDERATION).any(|(_, r)| {
            r.is_yes(field::SEND_CONSIDERATION_CONSIDERED)
                && is_before(r.date(field::SEND_CONSIDERATION_ON), day)
        })
    };
    if look.case.lacks(field::SEND_EHCP) {
        return Some(Lack::Answer);
    }
    (look.yes(field::SEND_EHCP) && !considered()).then_some(Lack::Event)
}

fn send_team(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let lack = send_team_lack(look, acted_on(look)).filter(|_| look.is_open());
    let (says, step) = match lack {
        None => return Vec::new(),
        // While nobody has been approached the passport is still being filled in.
        Some(Lack::Answer) if look.is_considering() => return Vec::new(),
        Some(Lack::Answer) => {
            ("say whether the child has an EHCP", NextStep::Answer(field::SEND_EHCP.id))
        }
        Some(Lack::Event) => (
            "ask the SEND Team to consider it: the child has an EHCP",
            NextStep::Record(table::EVENT_SEND_CONSIDERATION),
        ),
    };
    vec![look.ask_before_notice(rule, says).step(step)]
}

/// Returns whose support a child looked after still lacks: the event and the words. The latest
/// answer of each counts.
fn unsupported(look: &CaseContext, day: Option<NaiveDate>) -> Vec<(&'static str, &'static str)> {
    if !look.yes(field::CLA_IS) {
        return Vec::new();
    }
    let supports = |table: &str, field: FieldId<YesNo>, on: FieldId<Date>| {
        let last = look.case.rows(table).next_back();
        last.is_some_and(|(_, r)| r.is_yes(field) && is_before(r.date(on), day))
    };
    let parties = [
        (
            table::EVENT_VIRTUAL_SCHOOL,
            field::VIRTUAL_SCHOOL_SUPPORTS,
            field::VIRTUAL_SCHOOL_ON,
            "the Virtual School",
        ),
        (
            table::EVENT_SOCIAL_WORKER,
            field::SOCIAL_WORKER_SUPPORTS,
            field::SOCIAL_WORKER_ON,
            "the social worker",
        ),
    ];
    parties
        .into_iter()
        .filter(|(table, field, on, _)| !supports(table, *field, *on))
        .map(|(table, .., words)| (table, words))
        .collect()
}

fn looked_after(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() {
        return Vec::new();
    }
    if look.case.lacks(field::CLA_IS) && !look.is_considering() {
        let found = look.ask_before_notice(rule, "say whether the child is looked after");
        return vec![found.why("Unanswered is not no.").step(NextStep::Answer(field::CLA_IS.id))];
    }
    let ask = |(table, words): (&'static str, &str)| {
        look.ask_before_notice(rule, format!("get the support of {words}"))
            .about_table(table)
            .step(NextStep::Record(table))
    };
    unsupported(look, acted_on(look)).into_iter().map(ask).collect()
}

fn host_approach(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let spoken = look.has(table::EVENT_PARENT_DISCUSSION);
    if !look.is_before() || look.stage() != Stage::Considering || !spoken {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "approach a host school")
            .step(NextStep::Record(table::EVENT_HOST_APPROACH)),
    ]
}

fn host_agrees(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || host_agreed(look.case) {
        return Vec::new();
    }
    let Some((row, _)) = look.case.rows(table::EVENT_HOST_APPROACH).next_back() else {
        return Vec::new();
    };
    let waiting = look
        .case
        .rows(table::EVENT_HOST_APPROACH)
        .rfind(|(_, r)| !r.is(field::HOST_APPROACH_ANSWER, HostAnswer::Declined));
    let (says, step) = match waiting {
        Some((row, _)) => ("get the host's answer", NextStep::Row(table::EVENT_HOST_APPROACH, row)),
        None => (
            "approach another host: every one asked has declined",
            NextStep::Record(table::EVENT_HOST_APPROACH),
        ),
    };
    let asked = look
        .case
        .row(table::EVENT_HOST_APPROACH, row)
        .and_then(|r| r.date(field::HOST_APPROACH_ON));
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

    pub(crate) const TABLES: &[RuleTable] = &[
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
