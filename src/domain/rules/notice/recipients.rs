//! To whom notice is given, and who gets a copy.

use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::case::flags::la_has_copy;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::notice::is_adult;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn everyone(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    // Whoever has care of the child counts too: a foster carer, a grandparent.
    let is_parent =
        |r: &RowValues| r.is_yes(field::CONTACTS_PR) || r.is_yes(field::CONTACTS_LIVES_WITH);
    let responsible = look.case.rows(table::CONTACTS).filter(|(_, r)| is_parent(r)).count();
    let several = responsible > 1 || look.yes(field::NOTIFICATION_OTHER_PR);
    let told = look.case.rows(table::EVENT_NOTICE).any(|(_, r)| r.is_yes(field::NOTICE_EVERYONE));
    let Some((row, _)) = look.case.rows(table::EVENT_NOTICE).next_back() else { return Vec::new() };
    if !look.is_open() || !look.is_direction() || is_adult(look) || !several || told {
        return Vec::new();
    }
    let found = look.ask_before_notice(rule, "Send the notice[ to every parent and carer]");
    vec![
        found
            .why("More than one person has parental responsibility or care, and no notice records that everyone was told.")
            .step(NextStep::Cell(table::EVENT_NOTICE, row, field::NOTICE_EVERYONE.id)),
    ]
}

pub(super) fn authority(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let is_asked = look.is_open() && look.is_direction() && look.has(table::EVENT_NOTICE);
    if !is_asked || !look.yes(field::SEND_EHCP) || la_has_copy(look.case) {
        return Vec::new();
    }
    vec![
        look.ask_before_notice(rule, "Send the LA the notice too (EHCP)")
            .step(NextStep::Answer(field::COPIES_LA.id)),
    ]
}

pub(super) fn copies(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || !look.has(table::EVENT_NOTICE) {
        return Vec::new();
    }
    let (cla, ehcp) = (look.yes(field::CLA_IS), look.yes(field::SEND_EHCP));
    let worker = look.has_social_worker();
    let wanted = [
        ("home", field::COPIES_HOME, "the home school's head teacher", true),
        ("host", field::COPIES_HOST, "the host's head teacher", true),
        ("admissions", field::COPIES_ADMISSIONS, "School Admissions", true),
        ("social_worker", field::COPIES_SOCIAL_WORKER, "the social worker", worker),
        ("virtual_school", field::COPIES_VIRTUAL_SCHOOL, "the Virtual School", cla),
        ("la", field::COPIES_LA, "the LA", ehcp && !la_has_copy(look.case)),
    ];
    let listed = &look.context.profile.copies;
    let open: Vec<_> = wanted
        .iter()
        .filter(|(id, field, _, applies)| {
            *applies && listed.iter().any(|l| l == id) && !look.yes(*field)
        })
        .collect();
    let Some((_, first, ..)) = open.first() else { return Vec::new() };
    let words: Vec<&str> = open.iter().map(|(_, _, words, _)| *words).collect();
    let found =
        look.ask_before_start(rule, format!("Send copies of the letter to {}", list(&words)));
    vec![
        found
            .why(format!("Copies as set by {}.", look.context.profile.citation()))
            .step(NextStep::Answer(first.id)),
    ]
}
