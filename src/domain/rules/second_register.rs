//! What goes to the second school when the pupil is registered there as well: the common transfer
//! file and the educational record.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{FileKind, HostKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText {
            id: "record-shared",
            cites: "SI 2005/1437 reg 9(3A); SI 2005/1437 reg 9(3B)",
            asks: "A maintained school sends the host the common transfer file and educational record within fifteen school days of dual registration.",
        },
        "SI 2008/1747 reg 5 as made, which puts the paragraphs in; the revised text was not seen (confirm)",
        |rule, look| shared(rule, look, true),
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "record-shared-practice",
            cites: "practice",
            asks: "Send the transfer file and the educational record even where the law does not require it.",
        },
        "the rule for maintained schools, SI 2005/1437 reg 9(3A), kept by others too",
        |rule, look| shared(rule, look, false),
    ),
];

/// School days from the day on which the home school learns of the second registration.
const SCHOOL_DAYS: u32 = 15;

/// Returns whether regulation 9(3A) is taken to bind: a maintained home school, and a school or
/// pupil referral unit as the second. A kind that nobody answered counts as one that is bound.
fn is_bound(look: &CaseContext) -> bool {
    !look.home_is_academy() && !look.case.is(field::SCHOOL_HOST_KIND, HostKind::ApSchool)
}

fn shared(rule: &'static Rule, look: &CaseContext, by_law: bool) -> Vec<Finding> {
    let asked = look.is_running() && look.is_direction() && look.host_registers();
    let Some(first) = look.first().filter(|_| asked && is_bound(look) == by_law) else {
        return Vec::new();
    };
    let sent = |kind: FileKind| {
        look.case.rows(table::EVENT_FILE_SENT).any(|(_, r)| r.is(field::FILE_SENT_KIND, kind))
    };
    let files =
        [(FileKind::Ctf, "the common transfer file"), (FileKind::Record, "the educational record")];
    let open: Vec<&str> =
        files.iter().filter(|(kind, _)| !sent(*kind)).map(|(_, words)| *words).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let home = look.context.home;
    let due = home.add_school_days(first, SCHOOL_DAYS);
    let line = format!(
        "On both registers from {}. The fifteenth school day after is {}.",
        show_long(first),
        show_long(due)
    );
    let counted = look.counted(home, first, due, line).since(first);
    let found = look.ask_counted(rule, format!("Send {{host}} {}", list(&open)), counted);
    vec![found.step(NextStep::Record(table::EVENT_FILE_SENT))]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub(crate) const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "record-shared",
            raised: |t| {
                t.running();
                t.row("event.file_sent", &[("kind", is("ctf"))]);
            },
            // Wed 7 Oct, then 12 school days to half-term and three after it.
            due: "2026-11-04",
            settled: |t| {
                t.row("event.file_sent", &[("kind", is("record"))]);
            },
            not: |t| {
                t.running();
                t.set("school.home_kind", is("academy"));
            },
        },
        RuleTable {
            rule: "record-shared-practice",
            raised: |t| {
                t.running();
                t.set("school.home_kind", is("academy"));
            },
            due: "2026-11-04",
            settled: |t| {
                t.row("event.file_sent", &[("kind", is("record"))]);
                t.row("event.file_sent", &[("kind", is("ctf"))]);
            },
            not: |t| {
                t.running();
                t.set("school.host_kind", is("ap_other"));
            },
        },
    ];
}
