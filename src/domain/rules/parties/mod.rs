//! Who is consulted before a direction: parents first, then the host, and for some children the
//! SEND Team, the Virtual School and the social worker.

mod looked_after;
mod parents;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_short;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, host_agreed, host_agreements};
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{EndHow, HostAnswer};
use crate::domain::forms::field::{self};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::looked_after::{
    looked_after, send_team, send_team_lack, unsupported,
};
use crate::domain::rules::parties::parents::{parents_first, parents_understand};
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText { id: "parents-first", cites: "P-PR1", asks: "Talk to the parents before you approach a host." },
        parents_first,
    ),
    Rule::protocol(
        RuleText {
            id: "parents-understand",
            cites: "P-PR2",
            asks: "The parents understand the process and their responsibilities for uniform, attendance and transport.",
        },
        parents_understand,
    ),
    Rule::protocol(
        RuleText {
            id: "send-team",
            cites: "P-CR6",
            asks: "If the child has an EHCP, consult the LA's SEND Team first.",
        },
        send_team,
    )
    .always(|look, entry| {
        let at_stake = entry.goes_ahead() || entry.is_move(look);
        match send_team_lack(look, entry.day()).filter(|_| at_stake)? {
            Lack::Answer => Some("First record whether the child has an EHCP.".into()),
            Lack::Event => {
                Some("The child has an EHCP. Record that the SEND Team considered it, on an earlier date.".into())
            }
        }
    }),
    Rule::protocol(
        RuleText {
            id: "looked-after",
            cites: "P-CR7",
            asks: "A looked-after child can only be directed if the Virtual School and the social worker support it.",
        },
        looked_after,
    )
    .always(|look, entry| {
        let at_stake = entry.goes_ahead() || entry.is_move(look);
        if at_stake && look.case.lacks(field::CLA_IS) {
            return Some("First record whether the child is looked after.".into());
        }
        let missing = unsupported(look, entry.day());
        (at_stake && !missing.is_empty()).then(|| {
            format!(
                "The child is looked after. First record support from {}.",
                missing.iter().map(|m| m.words).collect::<Vec<_>>().join(" and ")
            )
        })
    }),
    Rule::protocol(
        RuleText {
            id: "host-approach",
            cites: "P-PR3",
            asks: "Approach the next appropriate school to the child's home, and give the reasons.",
        },
        host_approach,
    ),
    Rule::protocol(
        RuleText {
            id: "host-nearest",
            cites: "P-PR3",
            asks: "The host is the next appropriate school to the child's home, or the record says why not.",
        },
        host_nearest,
    ),
    Rule::protocol(
        RuleText { id: "host-agreed", cites: "P-PR4", asks: "The host agrees in principle before you settle the details with it." },
        host_agrees,
    )
    .unless(host_guard),
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

fn host_approach(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let spoken = look.has(table::EVENT_PARENT_DISCUSSION);
    if !look.is_before() || look.stage() != Stage::Considering || !spoken {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "Approach a host school")
            .why("A full school can be asked: a direction may exceed its admission number.")
            .step(NextStep::Record(table::EVENT_HOST_APPROACH)),
    ]
}

fn host_nearest(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let is_agreed =
        |(_, r): &(RowId, &RowValues)| r.is(field::HOST_APPROACH_ANSWER, HostAnswer::Agreed);
    // Of several approaches the one that was agreed to counts, else the latest.
    let approaches = || look.case.rows(table::EVENT_HOST_APPROACH);
    let chosen = approaches().rfind(is_agreed).or_else(|| approaches().next_back());
    let Some((row, cells)) = chosen.filter(|_| look.is_open()) else { return Vec::new() };
    let nearest = field::HOST_APPROACH_NEAREST.id;
    let (says, asked) = match (
        cells.is_yes(field::HOST_APPROACH_NEAREST),
        cells.is_no(field::HOST_APPROACH_NEAREST),
    ) {
        (true, _) => return Vec::new(),
        (_, true) if cells.has(field::HOST_APPROACH_WHY_NOT_NEAREST) => return Vec::new(),
        (_, true) => {
            ("Record why {host} and not a nearer school", field::HOST_APPROACH_WHY_NOT_NEAREST.id)
        }
        (..) => ("Record whether {host} is the next appropriate school", nearest),
    };
    let says = Phrase::from(says).in_short("Record the choice of host");
    let found = look.ask_before_start(rule, says);
    vec![
        found
            .why("The protocol asks for the next appropriate school to the home. Another may be right: record why.")
            .step(NextStep::Cell(table::EVENT_HOST_APPROACH, row, asked)),
    ]
}

/// Returns whether the host of the case agreed on or before a day; what has no day of its answer
/// counts from the day on which it was asked.
fn host_agreed_by(look: &CaseContext, day: Option<NaiveDate>) -> bool {
    host_agreements(look.case).any(|(_, r)| {
        let answered = r.date(field::HOST_APPROACH_ANSWERED_ON);
        is_before(answered.or_else(|| r.date(field::HOST_APPROACH_ON)), day)
    })
}

fn host_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    if !look.is_direction() || !entry.goes_ahead() || host_agreed_by(look, entry.day()) {
        return None;
    }
    let says = if agreed_elsewhere(look).is_some() {
        "A different school agreed, not the host of this case. Correct the host, or record the host's own answer."
    } else {
        "No host had agreed in principle by that day. Record the host's answer first."
    };
    Some(says.to_owned())
}

/// Returns the approach to which another school than the host agreed, where the host did not.
fn agreed_elsewhere<'a>(look: &'a CaseContext) -> Option<(RowId, &'a RowValues)> {
    if host_agreed(look.case) {
        return None;
    }
    look.case
        .rows(table::EVENT_HOST_APPROACH)
        .rfind(|(_, r)| r.is(field::HOST_APPROACH_ANSWER, HostAnswer::Agreed))
}

fn host_agrees(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || host_agreed_by(look, acted_on(look)) {
        return Vec::new();
    }
    if let Some((row, _)) = host_agreements(look.case).next_back() {
        let says = "Correct the host's answer: it is dated after the notice or first day";
        let found = look.ask_before_notice(rule, says);
        return vec![
            found
                .why("The host must agree before the family is told.")
                .step(NextStep::Row(table::EVENT_HOST_APPROACH, row)),
        ];
    }
    if agreed_elsewhere(look).is_some() {
        let says = "Correct the host: a different school agreed";
        let found = look.ask_before_notice(rule, says);
        return vec![
            found
                .why("The host of the case has not agreed. Another school that you approached has.")
                .step(NextStep::Answer(field::SCHOOL_HOST.id)),
        ];
    }
    let Some((row, _)) = look.case.rows(table::EVENT_HOST_APPROACH).next_back() else {
        return Vec::new();
    };
    let waiting = look
        .case
        .rows(table::EVENT_HOST_APPROACH)
        .rfind(|(_, r)| !r.is(field::HOST_APPROACH_ANSWER, HostAnswer::Declined));
    let (says, step) = match waiting {
        Some((row, _)) => {
            ("Chase {host} for an answer", NextStep::Row(table::EVENT_HOST_APPROACH, row))
        }
        None => (
            "Approach another host: all have declined",
            NextStep::Record(table::EVENT_HOST_APPROACH),
        ),
    };
    let asked = look
        .case
        .row(table::EVENT_HOST_APPROACH, row)
        .and_then(|r| r.date(field::HOST_APPROACH_ON));
    let found = look.ask_before_notice(rule, says).step(step);
    vec![match asked {
        Some(day) => found.why(format!("Last approached on {}.", show_short(day))),
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
