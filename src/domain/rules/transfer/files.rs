//! The files that follow the child: sent, and received.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::FileKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::rule::{Finding, NextStep, Rule};
use crate::domain::rules::transfer::{moved, sent};

/// Raises a file that is not sent yet after the move: by law for a maintained school, else as good
/// practice. What was sent when the direction began does not count for the leaving.
pub(super) fn file(
    rule: &'static Rule,
    look: &CaseContext,
    kind: FileKind,
    by_law: bool,
) -> Vec<Finding> {
    let is_bound = !look.home_is_academy();
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
        "Off the home roll once on the new one ({}). The fifteenth school day is {}.",
        show_long(day),
        show_long(due)
    );
    let counted = look.counted(look.context.home, day, due, line).since(day);
    let says = match kind {
        FileKind::Record => "Send the educational record",
        FileKind::Ctf | FileKind::ChildProtection => "Send the common transfer file",
    };
    vec![look.ask_counted(rule, says, counted).step(NextStep::Record(table::EVENT_FILE_SENT))]
}

pub(super) fn protection(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let asked = [field::SAFEGUARDING_CONCERNS, field::PLAN_CP, field::PLAN_CIN];
    let open = asked.into_iter().find(|f| look.case.lacks(*f));
    let has_file = asked.into_iter().any(|f| look.yes(f));
    let Some(day) = moved(look).filter(|_| !sent(look, FileKind::ChildProtection)) else {
        return Vec::new();
    };
    let (says, step) = match (has_file, open) {
        (true, _) => ("Send the child protection file", NextStep::Record(table::EVENT_FILE_SENT)),
        // Unanswered is not no: a file that nobody thought of stays behind.
        (false, Some(field)) => {
            ("Record whether there is a child protection file", NextStep::Answer(field.id))
        }
        (false, None) => return Vec::new(),
    };
    let due = days_after(day, 5);
    let mut found = look.due_since(rule, says, day, due, Side::Home).step(step);
    found.why.insert(
        0,
        format!("On the new roll from {}. Five days later is {}.", show_long(day), show_long(due)),
    );
    vec![found]
}

pub(super) fn received(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let open = look.case.rows(table::EVENT_FILE_SENT).filter(|(_, r)| {
        r.is(field::FILE_SENT_KIND, FileKind::ChildProtection)
            && r.lacks(field::FILE_SENT_RECEIVED_ON)
    });
    let ask = |(row, r): (u32, &crate::domain::case::RowValues)| {
        let on = r.date(field::FILE_SENT_ON)?;
        let due = days_after(on, 5);
        let mut found = look
            .due_since(rule, "Confirm the child protection file arrived", on, due, Side::Home)
            .step(NextStep::Row(table::EVENT_FILE_SENT, row));
        found.why.insert(
            0,
            format!("Sent on {}. Five days later is {}.", show_long(on), show_long(due)),
        );
        Some(found)
    };
    open.filter_map(ask).collect()
}
