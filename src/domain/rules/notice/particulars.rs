//! What the notice says.

use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::board_decided;
use crate::domain::forms::choice::SessionsADay;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

/// Returns the notice's particulars that are not answered: the field and its words.
fn unanswered(look: &CaseContext) -> Vec<(&'static str, &'static str)> {
    let two = !look.case.is(field::SESSION_PER_DAY, SessionsADay::One);
    let wanted = [
        (field::SCHOOL_HOST.id, "where", true),
        (field::REPORT_NAME.id, "who to report to", true),
        (field::DIRECTION_DAYS.id, "the number of days", true),
        (field::INITIAL_REASONS.id, "the reasons", true),
        (field::OBJECTIVES_TEXT.id, "the objectives", true),
        (field::SESSION_START.id, "session start", true),
        (field::SESSION_BREAK_START.id, "break start", two),
        (field::SESSION_BREAK_END.id, "break end", two),
        (field::SESSION_FINISH.id, "finish time", true),
    ];
    wanted
        .into_iter()
        .filter(|(id, _, asked)| *asked && look.case.answer(id).is_empty())
        .map(|(id, words, _)| (id, words))
        .collect()
}

/// Returns the number of days as it was typed and as it is counted, where they differ and the
/// counting rests on the host's terms. What a notice that was given said stays as it was said.
fn miscounted(look: &CaseContext) -> Option<(i64, i64)> {
    if look.has(table::EVENT_NOTICE) {
        return None;
    }
    let typed = look.case.number(field::DIRECTION_DAYS)?;
    let counted = counted_days(look)?;
    (typed != counted).then_some((typed, counted))
}

/// Returns the number of days by the host's own terms; none while they are not loaded.
fn counted_days(look: &CaseContext) -> Option<i64> {
    let schools = BothSchools { home: look.context.home, host: look.context.host };
    look.context.host.knows_terms().then(|| Registers::new(look.case, schools).days_at_host())?
}

pub(super) fn particulars(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let open = unanswered(look);
    let is_asked = look.is_open() && look.is_direction() && board_decided(look.case);
    let Some((first, words)) = open.first().filter(|_| is_asked) else {
        let Some((typed, counted)) = miscounted(look).filter(|_| is_asked) else {
            return Vec::new();
        };
        let says = format!("Correct the number of days: {counted} counted, {typed} recorded");
        let found = look.ask_before_notice(rule, says);
        return vec![
            found
                .why("Counted: the host's school days from the first to the last day with a session there.")
                .step(NextStep::Answer(field::DIRECTION_DAYS.id)),
        ];
    };
    let all: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
    let says = match all.len() {
        1 => format!("Finish the notice: 1 detail missing ({words})"),
        n => format!("Finish the notice: {} missing", pluralize(n, "detail")),
    };
    let mut found = look.ask_before_notice(rule, says).why(format!("Missing: {}.", list(&all)));
    if let Some(days) = counted_days(look).filter(|_| look.case.lacks(field::DIRECTION_DAYS)) {
        found = found.why(format!(
            "The host's term dates and the timetable give {}.",
            pluralize(days, "day")
        ));
    }
    vec![found.step(NextStep::Answer(first))]
}
