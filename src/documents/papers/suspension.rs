//! The host's notice of a suspension to the home school (P-RV9).

use crate::documents::papers::answer::Signature;
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, LetterPlan, row};
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::people;
use crate::domain::document::Audience;
use crate::domain::forms::{field, table};
use crate::error::{Error, Result};

pub(super) const SUSPENSION: PaperKind = PaperKind {
    id: "suspension-notice",
    label: "Notice of a suspension",
    purpose: "from the host to the home school, when the host suspends the child",
    template: include_str!("../templates/suspension-notice.txt"),
    form: None,
    settles: SentRecord::Letter("host_suspension"),
    announces: Announcement::Nothing,
    is_of_a_direction: true,
    make: suspension,
};

fn suspension(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let Some(latest) = facts.latest(table::EVENT_HOST_SUSPENSION) else {
        return Err(Error::rule(
            "No suspension by the host is recorded. Record it first, then make the notice.",
        ));
    };
    let plan = LetterPlan {
        from: field::SCHOOL_HOST.id,
        audience: Audience::Host,
        must: vec![
            field::HOST_SUSPENSION_ON.id,
            field::HOST_SUSPENSION_DAYS.id,
            field::HOST_SUSPENSION_REASON.id,
        ],
        ..LetterPlan::new(facts, &SUSPENSION)
    };
    let to = [people::home_head(facts)];
    let mut draft = LetterDraft::new(facts, &plan, &to[0], &[]);
    draft.words.row(facts, plan.audience, table::EVENT_HOST_SUSPENSION, Some(latest));
    let table = [
        ("Pupil", field::CHILD_FULL_NAME.id),
        ("Date of birth", field::CHILD_DOB.id),
        ("UPN", field::CHILD_UPN.id),
        ("Suspended from", field::HOST_SUSPENSION_ON.id),
        ("School days", field::HOST_SUSPENSION_DAYS.id),
        ("Reason", field::HOST_SUSPENSION_REASON.id),
    ];
    let table = table.iter().map(|(label, key)| row(&draft.words, label, key)).collect();
    draft.part("particulars", vec![Block::Fields(table)]);
    draft.part(
        "signature",
        vec![Block::Sign(vec![Signature {
            signatory: "For the host school".into(),
            ..Signature::default()
        }])],
    );
    Ok(vec![draft.finish(&to, &[])?])
}
