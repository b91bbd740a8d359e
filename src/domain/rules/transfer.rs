//! After a permanent move: transport, funding, the Common Transfer File and the child protection
//! file.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::FileKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::{CaseContext, days_after};
use crate::domain::rules::finding::{Finding, NextStep};
use crate::domain::rules::returns::{ClosingRow, closing};
use crate::domain::rules::rule::{Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "transport-redesignated",
            cites: "P-TR2",
            asks: "On conversion School Admissions redesignate the school for transport.",
        },
        transport,
    ),
    Rule::protocol(
        RuleText {
            id: "funding",
            cites: "P-FU1",
            asks: "On conversion the schools settle what funding follows the pupil, and from which day.",
        },
        funding,
    ),
    Rule::statute(
        RuleText {
            id: "ctf",
            cites: "Common transfer file",
            asks: "The common transfer file is sent within fifteen school days of the pupil leaving the roll.",
        },
        "the DfE's page on the common transfer file, a stored copy; academies are strongly encouraged",
        ctf,
    )
    .second_hand(),
    Rule::statute(
        RuleText {
            id: "child-protection-file",
            cites: "KCSIE",
            asks: "The child protection file goes to the new school within five days, by itself and securely.",
        },
        "local authorities' guides to Keeping children safe in education; the 2026 edition was not checked",
        protection,
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "file-received",
            cites: "KCSIE; practice",
            asks: "The new school confirms that the child protection file came; after five days it is chased.",
        },
        "a local authority's guide (North Northamptonshire)",
        received,
    )
    .second_hand(),
];

/// Returns the first day on the new school's roll, where the direction was converted.
fn moved(look: &CaseContext) -> Option<NaiveDate> {
    closing(look).filter(|(how, _)| *how == ClosingRow::Conversion).map(|(_, day)| day)
}

fn sent(look: &CaseContext, kind: FileKind) -> bool {
    look.case.rows(table::EVENT_FILE_SENT).any(|(_, r)| r.is(field::FILE_SENT_KIND, kind))
}

fn transport(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let done = look
        .case
        .rows(table::EVENT_PORTAL_RETURN)
        .any(|(_, r)| r.has(field::PORTAL_RETURN_TRANSPORT));
    let Some(day) = moved(look).filter(|_| !done) else { return Vec::new() };
    let step = look
        .case
        .rows(table::EVENT_PORTAL_RETURN)
        .next_back()
        .map_or(NextStep::Record(table::EVENT_PORTAL_RETURN), |(row, _)| {
            NextStep::Row(table::EVENT_PORTAL_RETURN, row)
        });
    let found =
        look.finding_by(rule, "ask School Admissions to change the school for transport", day);
    vec![
        found
            .why(format!(
                "On the new roll from {}. No answers it too, where there is no transport.",
                show_long(day)
            ))
            .step(step),
    ]
}

fn funding(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let settled = [field::FUNDING_TERMS.id, field::FUNDING_AMOUNT.id]
        .iter()
        .any(|f| !look.case.answer(f).is_empty());
    let Some(day) = moved(look).filter(|_| !settled) else { return Vec::new() };
    let found = look.finding_by(rule, "settle the funding that follows the pupil", day);
    vec![
        found
            .why("Terms or an amount settle it, also that none follows.")
            .step(NextStep::Answer(field::FUNDING_TERMS.id)),
    ]
}

fn ctf(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(day) = moved(look).filter(|_| !sent(look, FileKind::Ctf)) else { return Vec::new() };
    let left = day.pred_opt().unwrap_or(day);
    let due = look.context.home.add_school_days(left, 15);
    let line = format!(
        "Off the home roll when on the new one, {}; the fifteenth school day is {}.",
        show_long(day),
        show_long(due)
    );
    let counted = look.counted(look.context.home, day, due, line);
    vec![
        look.ask_counted(rule, "send the common transfer file", counted)
            .step(NextStep::Record(table::EVENT_FILE_SENT)),
    ]
}

fn protection(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let has_file = [field::SAFEGUARDING_CONCERNS, field::PLAN_CP, field::PLAN_CIN]
        .into_iter()
        .any(|f| look.yes(f));
    let Some(day) = moved(look).filter(|_| has_file && !sent(look, FileKind::ChildProtection))
    else {
        return Vec::new();
    };
    let due = days_after(day, 5);
    let mut found = look
        .finding_by(rule, "pass on the child protection file", due)
        .step(NextStep::Record(table::EVENT_FILE_SENT));
    found.why.insert(
        0,
        format!(
            "On the new roll from {}; five days after it is {}.",
            show_long(day),
            show_long(due)
        ),
    );
    vec![found]
}

fn received(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let open = look.case.rows(table::EVENT_FILE_SENT).filter(|(_, r)| {
        r.is(field::FILE_SENT_KIND, FileKind::ChildProtection)
            && r.lacks(field::FILE_SENT_RECEIVED_ON)
    });
    let ask = |(row, r): (u32, &crate::domain::case::RowValues)| {
        let on = r.date(field::FILE_SENT_ON)?;
        let due = days_after(on, 5);
        let mut found = look
            .finding_by(rule, "have the child protection file's arrival confirmed", due)
            .step(NextStep::Row(table::EVENT_FILE_SENT, row));
        found.why.insert(
            0,
            format!("Sent on {}; five days after it is {}.", show_long(on), show_long(due)),
        );
        Some(found)
    };
    open.filter_map(ask).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "transport-redesignated",
            raised: |t| {
                t.ended("managed_move");
                t.row("event.portal_return", &[("kind", is("off"))]);
            },
            due: "2027-01-04",
            settled: |t| {
                t.row("event.portal_return", &[("kind", is("on")), ("transport", no())]);
            },
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "funding",
            raised: |t| t.ended("managed_move"),
            due: "2027-01-04",
            settled: |t| t.set("funding.terms", words("None follows.")),
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "ctf",
            raised: |t| t.ended("managed_move"),
            // Mon 4 Jan is the first school day off the roll, Fri 22 Jan the fifteenth.
            due: "2027-01-22",
            settled: |t| {
                t.row("event.file_sent", &[("kind", is("ctf"))]);
            },
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "child-protection-file",
            raised: |t| {
                t.ended("managed_move");
                t.set("plan.cp", yes());
            },
            due: "2027-01-09",
            settled: |t| {
                t.row("event.file_sent", &[("kind", is("child_protection"))]);
            },
            not: |t| t.ended("managed_move"),
        },
        RuleTable {
            rule: "file-received",
            raised: |t| {
                t.ended("managed_move");
                t.row(
                    "event.file_sent",
                    &[("on", on("2027-01-05")), ("kind", is("child_protection"))],
                );
            },
            due: "2027-01-10",
            settled: |t| {
                let (row, _) = t.case.rows("event.file_sent").next().expect("a file");
                t.cell("event.file_sent", row, "received_on", on("2027-01-08"));
            },
            not: |t| {
                t.ended("managed_move");
                t.row("event.file_sent", &[("on", on("2027-01-05")), ("kind", is("ctf"))]);
            },
        },
    ];
}
