//! Which roll the pupil leaves at the end, and with whose consent.

#[cfg(test)]
pub(super) mod tests;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::DeletedFrom;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::returns::{ClosingRow, closing};
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText {
            id: "host-deletion",
            cites: "SI 2024/208 reg 9(1)(c)",
            asks: "On return, the host removes the pupil from its roll, with the home school's consent.",
        },
        "SI 2024/208 reg 9(1)(a) to (e); that ground (c) is the one for a return is our reading",
        |rule, look| deletion(rule, look, ClosingRow::Return),
    )
    .from(2024, 8, 19),
    Rule::statute(
        RuleText {
            id: "home-deletion",
            cites: "SI 2024/208 reg 9(1)(c); P-MM3",
            asks: "On a managed move, the home school removes the pupil from its roll on the agreed day, with the new school's consent.",
        },
        "SI 2024/208 reg 9(1)(a) to (e); ground (a) may be arguable, ask School Admissions",
        |rule, look| deletion(rule, look, ClosingRow::Conversion),
    )
    .from(2024, 8, 19),
    Rule::statute(
        RuleText {
            id: "post16-deletion",
            cites: "SI 2024/208 reg 9",
            asks: "When the pupil moves on after Year 11, the host removes the pupil from its roll too.",
        },
        "SI 2024/208 reg 9(1)(a) to (e); which ground fits was not read, ask School Admissions",
        |rule, look| deletion(rule, look, ClosingRow::PostSixteen),
    )
    .second_hand()
    .from(2024, 8, 19),
    Rule::statute(
        RuleText {
            id: "post16-home-deletion",
            cites: "SI 2024/208 reg 9",
            asks: "When the pupil moves on after Year 11, the home school removes the pupil from its roll too.",
        },
        "SI 2024/208 reg 9(1)(a) to (e); which ground fits was not read, ask School Admissions",
        left_home,
    )
    .second_hand()
    .from(2024, 8, 19),
    Rule::statute(
        RuleText {
            id: "deletion-return",
            cites: "SI 2024/208 reg 13(4)",
            asks: "A school that removes a pupil from its roll tells the LA by the day of removal.",
        },
        "SI 2024/208 reg 13(1) to (4)(e)",
        returned,
    )
    .from(2024, 8, 19),
];

fn returned(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let ask = |(row, r): (RowId, &RowValues)| {
        let on = r.date(field::DELETION_ON).filter(|_| r.lacks(field::DELETION_RETURN_ON))?;
        let says = Phrase::of_day("Tell the LA about the removal from roll", on);
        let found = look.finding_due(rule, says, on);
        Some(
            found
                .why("By the day of removal at the latest. Record the date the LA was told.")
                .step(NextStep::Cell(table::EVENT_DELETION, row, field::DELETION_RETURN_ON.id)),
        )
    };
    look.case.rows(table::EVENT_DELETION).filter_map(ask).collect()
}

/// Raises the main entry at the home school, which a direction leaves standing: nobody's consent is
/// asked for it, because no other school keeps the pupil.
fn left_home(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some((ClosingRow::PostSixteen, day)) = closing(look) else { return Vec::new() };
    let closed = look
        .case
        .rows(table::EVENT_DELETION)
        .any(|(_, r)| r.is(field::DELETION_SCHOOL, DeletedFrom::Home));
    if closed {
        return Vec::new();
    }
    let says = "Remove {child} from your roll[ when schooling there ends]";
    vec![
        look.finding_due(rule, says, day)
            .why(format!("The direction ended on {}, after Year 11.", show_long(day)))
            .why("If the pupil stays on roll longer, record the day that ends.")
            .step(NextStep::Record(table::EVENT_DELETION)),
    ]
}

fn deletion(rule: &'static Rule, look: &CaseContext, on: ClosingRow) -> Vec<Finding> {
    let Some((_, day)) = closing(look).filter(|(how, _)| *how == on) else { return Vec::new() };
    let (from, school, other) = match on {
        ClosingRow::Return | ClosingRow::PostSixteen => {
            (DeletedFrom::Host, "Ask {host} to remove {child} from its roll", "your")
        }
        ClosingRow::Conversion => (
            DeletedFrom::Home,
            "Remove {child} from your roll[ with the new school's consent]",
            "the new school's",
        ),
    };
    // An alternative provision that is no school keeps no admission register.
    if on != ClosingRow::Conversion && !look.host_registers() {
        return Vec::new();
    }
    let row =
        look.case.rows(table::EVENT_DELETION).rfind(|(_, r)| r.is(field::DELETION_SCHOOL, from));
    let (says, step) = match row {
        None => (school.to_owned(), NextStep::Record(table::EVENT_DELETION)),
        Some((row, r)) if r.lacks(field::DELETION_CONSENT_ON) => (
            format!("Record {other} consent[ to the removal from roll]"),
            NextStep::Cell(table::EVENT_DELETION, row, field::DELETION_CONSENT_ON.id),
        ),
        Some(_) => return Vec::new(),
    };
    let line = match on {
        ClosingRow::Return | ClosingRow::PostSixteen => format!(
            "The direction ended on {}. The pupil is not expected at the host again.",
            show_long(day)
        ),
        ClosingRow::Conversion => format!("On the new school's roll from {}.", show_long(day)),
    };
    vec![look.finding_due(rule, says, day).why(line).step(step)]
}
