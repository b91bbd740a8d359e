//! Who supports a direction of a child with SEND or a looked-after child.

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::forms::answer_type::{Date, Text, YesNo};
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::{Lack, acted_on, is_before};
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::refusal::Refusal;
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
            ("Record whether {child} has an EHCP", NextStep::Answer(field::SEND_EHCP.id))
        }
        Some(Lack::Event) => {
            ("Consult the SEND Team (EHCP)", NextStep::Record(table::EVENT_SEND_CONSIDERATION))
        }
    };
    let refused = look
        .case
        .rows(table::EVENT_SEND_CONSIDERATION)
        .next_back()
        .filter(|(_, r)| r.is_no(field::SEND_CONSIDERATION_CONSIDERED));
    let Some((_, r)) = refused else {
        return vec![look.ask_before_notice(rule, says).step(step)];
    };
    let answer = Refusal {
        party: "the SEND Team",
        on: r.date(field::SEND_CONSIDERATION_ON),
        who: r.text(field::SEND_CONSIDERATION_WHO),
    };
    let follows = "ask again, or end the case";
    vec![answer.heard(look.ask_before_notice(rule, answer.says(follows))).step(step)]
}

/// Somebody whose support a child looked after still lacks.
pub(super) struct Unsupported<'a> {
    table: &'static str,
    /// In words: "the Virtual School".
    pub words: &'static str,
    /// What the latest answer was, where it was a no.
    refused: Option<Refusal<'a>>,
}

/// Returns whose support a child looked after still lacks. The latest answer of each counts.
pub(super) fn unsupported<'a>(
    look: &'a CaseContext,
    day: Option<NaiveDate>,
) -> Vec<Unsupported<'a>> {
    if !look.yes(field::CLA_IS) {
        return Vec::new();
    }
    let lacks = |table: &'static str, words: &'static str, answer: AnswerFields| {
        let last = look.case.rows(table).next_back().map(|(_, r)| r);
        let on = last.and_then(|r| r.date(answer.on));
        if last.is_some_and(|r| r.is_yes(answer.supports)) && is_before(on, day) {
            return None;
        }
        let no = last.filter(|r| r.is_no(answer.supports));
        let refused = no.map(|r| Refusal { party: words, on, who: r.text(answer.who) });
        Some(Unsupported { table, words, refused })
    };
    let parties = [
        lacks(
            table::EVENT_VIRTUAL_SCHOOL,
            "the Virtual School",
            AnswerFields {
                supports: field::VIRTUAL_SCHOOL_SUPPORTS,
                on: field::VIRTUAL_SCHOOL_ON,
                who: field::VIRTUAL_SCHOOL_WHO,
            },
        ),
        lacks(
            table::EVENT_SOCIAL_WORKER,
            "the social worker",
            AnswerFields {
                supports: field::SOCIAL_WORKER_SUPPORTS,
                on: field::SOCIAL_WORKER_ON,
                who: field::SOCIAL_WORKER_WHO,
            },
        ),
    ];
    parties.into_iter().flatten().collect()
}

/// The fields of one party's answer.
struct AnswerFields {
    supports: FieldId<YesNo>,
    on: FieldId<Date>,
    who: FieldId<Text>,
}

pub(super) fn looked_after(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() {
        return Vec::new();
    }
    if look.case.lacks(field::CLA_IS) && !look.is_considering() {
        let found = look.ask_before_notice(rule, "Record whether {child} is looked after");
        return vec![
            found
                .why("Not answered is not the same as no.")
                .step(NextStep::Answer(field::CLA_IS.id)),
        ];
    }
    let ask = |lack: Unsupported| {
        let found = match &lack.refused {
            None => {
                let who = lack.words.trim_start_matches("the ");
                let says = Phrase::from(format!("Get support from {}", lack.words));
                look.ask_before_notice(rule, says.in_short(&format!("Get {who} support")))
            }
            Some(no) => {
                let says = no.says("talk again, or end the case");
                no.heard(look.ask_before_notice(rule, says))
            }
        };
        found.about_table(lack.table).step(NextStep::Record(lack.table))
    };
    unsupported(look, acted_on(look)).into_iter().map(ask).collect()
}
