//! The notice to the local authority, where there is an EHCP.

use crate::documents::papers::direction::notes::notes;
use crate::documents::papers::direction::{drafted, must};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::LetterPlan;
use crate::documents::papers::paper::Paper;
use crate::documents::papers::people;
use crate::documents::papers::span::missing;
use crate::domain::case::answers::Answers;
use crate::domain::document::Audience;
use crate::domain::forms::{field, table};
use crate::error::{Error, Result};

pub(in crate::documents::papers) const LA_NOTICE: PaperKind = PaperKind {
    id: "la-notice",
    label: "Notice to the LA",
    purpose: "notice of the direction to the LA, where there is an EHCP",
    template: include_str!("../../templates/la-notice.txt"),
    form: None,
    settles: SentRecord::AuthorityNotice,
    announces: Announcement::Direction,
    is_of_a_direction: true,
    make: la_notice,
};

fn la_notice(facts: &PaperFacts) -> Result<Vec<Paper>> {
    if facts.case.answer(field::SEND_EHCP.id).is_no() {
        return Err(Error::rule(
            "This child has no EHCP, so no notice goes to the LA. Correct the answer to \"EHCP?\" if that is wrong.",
        ));
    }
    let plan = LetterPlan {
        audience: Audience::Host,
        must: must(facts)
            .into_iter()
            .filter(|m| {
                ![field::REQUEST_TO.id, field::PROMISE_CONTACT.id, field::COMPLAINT_ROUTE.id]
                    .contains(m)
            })
            .collect(),
        ..LetterPlan::new(facts, &LA_NOTICE)
    };
    let person = people::authority(facts);
    let to = [person];
    let mut draft = drafted(facts, &plan, &to[0], &[]);
    draft.words.row(
        facts,
        Audience::Host,
        table::EVENT_SEND_CONSIDERATION,
        facts.latest(table::EVENT_SEND_CONSIDERATION),
    );
    draft.close();
    let mut paper = draft.finish(&to, &[])?;
    if facts.case.lacks(field::SEND_EHCP) {
        paper.missing.push(missing("whether the child has an EHCP", &[field::SEND_EHCP.id]));
    }
    paper.notes.extend(notes(facts));
    Ok(vec![paper])
}
