//! The case's schools held against the register of schools: each stands in it, and is of the kind
//! that the record says.

pub(super) mod kind;
#[cfg(test)]
pub(super) mod tests;

use crate::domain::case::answers::Answers;
use crate::domain::forms::answer_type::School;
use crate::domain::forms::choice::{HomeKind, HostKind};
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::parse;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::register::kind::{fits_home, fits_host};
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};
use crate::domain::school::typed_name;

const SOURCE: &str = "the register of schools that was imported";

pub(super) static RULES: &[Rule] = &[
    Rule::practice(
        RuleText {
            id: "school-known",
            cites: "P-BG6; P-LE1",
            asks: "The home school and host are in the register of schools, so that every document can name them.",
        },
        SOURCE,
        known,
    ),
    Rule::protocol(
        RuleText {
            id: "school-kind",
            cites: "P-BG6",
            asks: "The kind of home school and host match the register. The kind decides who may direct and under which law.",
        },
        kind,
    )
    .unless(kind_guard),
];

/// Both schools of a case, with their words.
const SCHOOLS: [(FieldId<School>, &str); 2] =
    [(field::SCHOOL_HOME, "home school"), (field::SCHOOL_HOST, "host")];

fn known(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(register) = look.context.register.filter(|_| look.is_open()) else {
        return Vec::new();
    };
    let is_lost = |field: FieldId<School>| {
        let id = look.case.school(field);
        !id.is_empty() && register.get(id).is_none() && typed_name(id).is_none()
    };
    let lost: Vec<_> = SCHOOLS.iter().filter(|(field, _)| is_lost(*field)).collect();
    let Some((first, _)) = lost.first() else { return Vec::new() };
    let words: Vec<&str> = lost.iter().map(|(_, words)| *words).collect();
    let says = format!("Choose the {} again: not in the register of schools", list(&words));
    let found = look.ask_before_notice(rule, says).step(NextStep::Answer(first.id));
    vec![
        found.why("The recorded number is not in the register, so no document can print the name."),
    ]
}

/// A kind that the register contradicts.
struct Contradiction {
    /// The question whose answer does not fit.
    field: &'static str,
    words: &'static str,
    /// The school's name.
    name: String,
    /// What the register says it is.
    registered: String,
    /// What the record says.
    typed: String,
}

/// Returns the first kind that the register contradicts, the home school's before the host's.
fn contradiction(look: &CaseContext) -> Option<Contradiction> {
    let of = |field: FieldId<School>, id: &'static str, words, fits: Option<bool>| {
        let school = look.registered(field).filter(|_| fits == Some(false))?;
        let kind = crate::domain::forms::field(id)?.kind;
        Some(Contradiction {
            field: id,
            words,
            name: school.name.clone(),
            registered: school.kind.to_lowercase(),
            typed: parse::format(&kind, look.case.value(id)).to_lowercase(),
        })
    };
    let home = look.case.choice::<HomeKind>(field::SCHOOL_HOME_KIND).and_then(|kind| {
        let fits = fits_home(look.registered(field::SCHOOL_HOME)?, kind);
        of(field::SCHOOL_HOME, field::SCHOOL_HOME_KIND.id, "home school", fits)
    });
    home.or_else(|| {
        let kind = look.case.choice::<HostKind>(field::SCHOOL_HOST_KIND)?;
        let fits = fits_host(look.registered(field::SCHOOL_HOST)?, kind);
        of(field::SCHOOL_HOST, field::SCHOOL_HOST_KIND.id, "host", fits)
    })
}

fn kind(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let is_asked = look.is_direction() && look.is_open() && !look.is_considering();
    if is_asked && look.case.lacks(field::SCHOOL_HOME_KIND) {
        let found = look.ask_before_notice(rule, "Record what kind of school {home} is");
        return vec![
            found
                .why("It decides who may direct and under which law.")
                .step(NextStep::Answer(field::SCHOOL_HOME_KIND.id)),
        ];
    }
    let Some(wrong) = contradiction(look).filter(|_| look.is_open()) else { return Vec::new() };
    let says = format!("Correct the kind of {}, or the register", wrong.words);
    let found = look.ask_before_notice(rule, says).step(NextStep::Answer(wrong.field));
    vec![found.why(format!(
        "The register lists {} as {}; the record says {}.",
        wrong.name, wrong.registered, wrong.typed
    ))]
}

fn kind_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let at_stake = entry.goes_ahead() || entry.is_move(look);
    if entry.goes_ahead() && look.is_direction() && look.case.lacks(field::SCHOOL_HOME_KIND) {
        return Some("First record what kind of school the home school is. It decides who may direct and under which law.".into());
    }
    let wrong = contradiction(look).filter(|_| at_stake)?;
    Some(format!(
        "The register lists {} as {}; the record says {}. Correct one of them first. It decides who may direct and under which law.",
        wrong.name, wrong.registered, wrong.typed
    ))
}
