//! Who supports a direction of a child with SEND or a looked-after child.

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::forms::answer_type::{Date, YesNo};
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::{Lack, acted_on, is_before};
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn send_team_lack(look: &CaseContext, day: Option<NaiveDate>) -> Option<Lack> {
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

pub(super) fn send_team(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
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
pub(super) fn unsupported(
    look: &CaseContext,
    day: Option<NaiveDate>,
) -> Vec<(&'static str, &'static str)> {
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

pub(super) fn looked_after(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
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
