//! The template variables that all letters share.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::people;
use crate::documents::papers::placeholders::Placeholders;
use crate::documents::papers::span::{Filled, plain};
use crate::domain::case::answers::Answers;
use crate::domain::case::flags::has_social_worker;
use crate::domain::forms::choice::HomeKind;
use crate::domain::forms::field;
use crate::domain::rules::CaseContext;
use crate::domain::school::School;

pub(super) fn school(
    words: &mut Placeholders,
    stem: &str,
    school: &School,
    which: &str,
    field: &str,
) {
    words.put(&format!("{stem}.name"), Filled::or_missing(&plain(&school.name), which, &[field]));
    let address = people::school_lines(school);
    // A town alone is no address to report to.
    let whole = if school.address.trim().is_empty() { String::new() } else { address.join(", ") };
    let fields: &[&str] =
        if field == field::SCHOOL_HOST.id { &[field::HOST_ADDRESS.id, field] } else { &[field] };
    words.put(
        &format!("{stem}.address"),
        Filled::or_missing(&whole.replace('\n', ", "), &format!("address of the {which}"), fields),
    );
    words.put(
        &format!("{stem}.phone"),
        Filled::or_missing(&plain(&school.phone), &format!("telephone of the {which}"), &[field]),
    );
}

/// Adds the body that directs, by the kind of home school.
pub(super) fn body(facts: &PaperFacts, words: &mut Placeholders) {
    let look = CaseContext { case: facts.case, context: facts.context };
    let name = match facts.case.choice(field::SCHOOL_HOME_KIND) {
        _ if look.home_is_academy() => "the academy trust",
        Some(HomeKind::Maintained | HomeKind::Special) => "the governing body",
        Some(HomeKind::Academy) => "the academy trust",
        Some(HomeKind::Pru) => "the management committee",
        None => "",
    };
    let gap = "kind of home school";
    words.put("body.the", Filled::or_missing(name, gap, &[field::SCHOOL_HOME_KIND.id]));
    words.put(
        "body.The",
        Filled::or_missing(&name.replacen('t', "T", 1), gap, &[field::SCHOOL_HOME_KIND.id]),
    );
}

/// Returns who reviews the direction, as the protocol lists them: the body that decides, both
/// schools, the LA where there is an EHCP, the Virtual School of a child looked after, the social worker of any child who has one, and the family
/// (P-LE10). It is composed, so that an academy's letter never speaks of a governing body.
pub(super) fn reviewers(facts: &PaperFacts, words: &Placeholders, to_authority: bool) -> Filled {
    let known = |key: &str| match words.peek(key) {
        Filled::Known(text) => Ok(text),
        gap @ Filled::Missing(_) => Err(gap),
    };
    let (body, home, host) =
        match (known("body.the"), known("home_school.name"), known("host_school.name")) {
            (Ok(body), Ok(home), Ok(host)) => (body, home, host),
            (Err(gap), _, _) | (_, Err(gap), _) | (_, _, Err(gap)) => return gap,
        };
    let mut all =
        vec![body, format!("the head teacher of {home}"), format!("a representative of {host}")];
    // In a letter of its own the LA is "you"; in a copy of the parents' letter they are.
    if facts.case.answer(field::SEND_EHCP.id).is_yes() && !to_authority {
        all.push("the local authority".into());
    }
    if facts.case.answer(field::CLA_IS.id).is_yes() {
        all.push("the Virtual School".into());
    }
    if has_social_worker(facts.case) {
        all.push("the social worker".into());
    }
    if to_authority {
        all.push("the parents".into());
    }
    Filled::Known(format!("{} and you", all.join(", ")))
}

/// Adds the words that stand for the child: by name to parents, "you" to a pupil of 18.
pub(super) fn pupil(facts: &PaperFacts, words: &mut Placeholders, is_reader: bool) {
    if is_reader {
        for (key, word) in [
            ("name", "you"),
            ("Name", "You"),
            ("is", "are"),
            ("has", "have"),
            ("whose", "your"),
            ("Whose", "Your"),
        ] {
            words.word(&format!("pupil.{key}"), word);
        }
        return;
    }
    let name = people::called(facts);
    let said = |text: &str| {
        Filled::or_missing(
            if name.is_empty() { "" } else { text },
            "full name",
            &[field::CHILD_FULL_NAME.id],
        )
    };
    let whose = format!("{name}’s");
    for (key, text) in [("name", &name), ("Name", &name), ("whose", &whose), ("Whose", &whose)] {
        words.put(&format!("pupil.{key}"), said(text));
    }
    words.word("pupil.is", "is");
    words.word("pupil.has", "has");
}
