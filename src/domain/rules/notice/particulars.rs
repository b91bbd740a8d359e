//! What the notice says.

use crate::domain::case::answers::Answers;
use crate::domain::case::stage::board_decided;
use crate::domain::forms::choice::SessionsADay;
use crate::domain::forms::field;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

/// Returns the notice's particulars that are not answered: the field and its words.
fn unanswered(look: &CaseContext) -> Vec<(&'static str, &'static str)> {
    let two = !look.case.is(field::SESSION_PER_DAY, SessionsADay::One);
    let wanted = [
        (field::SCHOOL_HOST.id, "where", true),
        (field::REPORT_NAME.id, "whom to report to", true),
        (field::DIRECTION_DAYS.id, "the number of days", true),
        (field::INITIAL_REASONS.id, "the reasons", true),
        (field::OBJECTIVES_TEXT.id, "the objectives", true),
        (field::SESSION_START.id, "the start of the sessions", true),
        (field::SESSION_BREAK_START.id, "the start of the break", two),
        (field::SESSION_BREAK_END.id, "the end of the break", two),
        (field::SESSION_FINISH.id, "the finish", true),
    ];
    wanted
        .into_iter()
        .filter(|(id, _, asked)| *asked && look.case.answer(id).is_empty())
        .map(|(id, words, _)| (id, words))
        .collect()
}

pub(super) fn particulars(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let open = unanswered(look);
    let is_asked = look.is_open() && look.is_direction() && board_decided(look.case);
    let Some((first, words)) = open.first().filter(|_| is_asked) else { return Vec::new() };
    let all: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
    let says = match all.len() {
        1 => format!("complete the notice: {words} missing"),
        n => format!("complete the notice: {words} and {} more missing", n - 1),
    };
    vec![
        look.ask_before_notice(rule, says)
            .why(format!("Missing: {}.", list(&all)))
            .step(NextStep::Answer(first)),
    ]
}
