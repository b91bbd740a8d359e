//! After a permanent move: transport, funding, the Common Transfer File and the child protection
//! file.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{FileKind, HomeKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::returns::{ClosingRow, closing};
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

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
            cites: "SI 2005/1437 reg 9(3)",
            asks: "A maintained school sends the common transfer file within fifteen school days of the pupil leaving the roll.",
        },
        "the DfE's page on the common transfer file, a stored copy",
        |rule, look| file(rule, look, FileKind::Ctf, true),
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "ctf-practice",
            cites: "Common transfer file; practice",
            asks: "Academies are strongly encouraged to send the common transfer file in the same time.",
        },
        "the DfE's page, and Buckinghamshire's for schools",
        |rule, look| file(rule, look, FileKind::Ctf, false),
    )
    .second_hand(),
    Rule::statute(
        RuleText {
            id: "record",
            cites: "SI 2005/1437 reg 9(3)",
            asks: "A maintained school sends the educational record with the common transfer file.",
        },
        "SI 2005/1437 reg 9(3), a stored copy that is cut",
        |rule, look| file(rule, look, FileKind::Record, true),
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "record-practice",
            cites: "practice",
            asks: "The educational record goes with the pupil, whatever kind of school sends it.",
        },
        "what The Key says of schools that are not maintained",
        |rule, look| file(rule, look, FileKind::Record, false),
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

/// Raises a file that is not sent yet after the move: by law for a maintained school, else as good
/// practice. What was sent when the direction began does not count for the leaving.
fn file(rule: &'static Rule, look: &CaseContext, kind: FileKind, by_law: bool) -> Vec<Finding> {
    let is_bound = !look.case.is(field::SCHOOL_HOME_KIND, HomeKind::Academy);
    let Some(day) = moved(look).filter(|_| is_bound == by_law) else { return Vec::new() };
    let since = if look.is_direction() { look.last() } else { None };
    let done = look.case.rows(table::EVENT_FILE_SENT).any(|(_, r)| {
        let on = r.date(field::FILE_SENT_ON);
        r.is(field::FILE_SENT_KIND, kind)
            && since.is_none_or(|since| on.is_some_and(|on| on >= since))
    });
    if done {
        return Vec::new();
    }
    let left = day.pred_opt().unwrap_or(day);
    let due = look.context.home.add_school_days(left, 15);
    let line = format!(
        "Off the home roll when on the new one, {}; the fifteenth school day is {}.",
        show_long(day),
        show_long(due)
    );
    let counted = look.counted(look.context.home, day, due, line).since(day);
    let says = match kind {
        FileKind::Record => "send the educational record",
        FileKind::Ctf | FileKind::ChildProtection => "send the common transfer file",
    };
    vec![look.ask_counted(rule, says, counted).step(NextStep::Record(table::EVENT_FILE_SENT))]
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
        .due_since(rule, "pass on the child protection file", day, due, Side::Home)
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
            .due_since(
                rule,
                "have the child protection file's arrival confirmed",
                on,
                due,
                Side::Home,
            )
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

    pub(crate) const TABLES: &[RuleTable] = &[
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
                t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("ctf"))]);
            },
            not: |t| {
                t.ended("managed_move");
                t.set("school.home_kind", is("academy"));
            },
        },
        RuleTable {
            rule: "ctf-practice",
            raised: |t| {
                t.ended("managed_move");
                t.set("school.home_kind", is("academy"));
            },
            due: "2027-01-22",
            settled: |t| {
                t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("ctf"))]);
            },
            not: |t| t.ended("managed_move"),
        },
        RuleTable {
            rule: "record",
            raised: |t| {
                t.ended("managed_move");
                // Sent when the direction began: the leaving asks for it again.
                t.row("event.file_sent", &[("on", on("2026-10-14")), ("kind", is("record"))]);
            },
            due: "2027-01-22",
            settled: |t| {
                t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("record"))]);
            },
            not: |t| t.ended("returned"),
        },
        RuleTable {
            rule: "record-practice",
            raised: |t| {
                t.ended("managed_move");
                t.set("school.home_kind", is("academy"));
            },
            due: "2027-01-22",
            settled: |t| {
                t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("record"))]);
            },
            not: |t| t.ended("managed_move"),
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
