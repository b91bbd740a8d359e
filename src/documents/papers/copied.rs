//! Where the record says that a copy of the notice has gone (P-LE9): one answer for each whom the
//! protocol knows, and a check of the authority's own for whom it names besides.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::people;
use crate::documents::papers::people::{Person, RecipientRole};
use crate::documents::papers::span::Filled;
use crate::domain::case::edit::Edit;
use crate::domain::case::{FieldPath, RowId, RowValues};
use crate::domain::forms::{field, table};
use crate::domain::value::{self, Value};

/// Returns the answer that says that somebody has a copy; none for the family, and for whom only
/// this authority copies in.
fn answer_of(role: RecipientRole) -> Option<&'static str> {
    match role {
        RecipientRole::HomeHead => Some(field::COPIES_HOME.id),
        RecipientRole::HostHead => Some(field::COPIES_HOST.id),
        RecipientRole::Admissions => Some(field::COPIES_ADMISSIONS.id),
        RecipientRole::SocialWorker => Some(field::COPIES_SOCIAL_WORKER.id),
        RecipientRole::VirtualSchool => Some(field::COPIES_VIRTUAL_SCHOOL.id),
        RecipientRole::Authority => Some(field::COPIES_LA.id),
        RecipientRole::Parent | RecipientRole::Pupil | RecipientRole::Named => None,
    }
}

/// Returns the edits that record the copies of the direction letter as sent, rows numbered from
/// `next`.
pub(super) fn of_the_letter(facts: &PaperFacts, mut next: RowId) -> Vec<Edit> {
    let all = std::iter::once(people::home_head(facts)).chain(people::copies(facts, true).people);
    let mut edits = Vec::new();
    for person in all {
        if person.role == RecipientRole::Named {
            edits.extend(check(facts, &person, next));
            next += 1;
        } else {
            edits.extend(answered(facts, person.role));
        }
    }
    edits
}

/// Returns the edit that says that somebody has a copy; none where the record says so already.
pub(super) fn answered(facts: &PaperFacts, role: RecipientRole) -> Option<Edit> {
    let field = answer_of(role)?;
    let old = facts.case.answer(field).clone();
    let new = Value::YesNo(true);
    (old != new).then(|| Edit::Set { path: FieldPath::case(field), old, new })
}

/// Returns the check by which an authority's own name counts as copied in.
fn check(facts: &PaperFacts, person: &Person, row: RowId) -> Option<Edit> {
    let Filled::Known(name) = &person.name else { return None };
    let cells = RowValues::from([
        (field::OWN_CHECK_ON.id.to_owned(), Value::Date(facts.order.date)),
        (field::OWN_CHECK_ITEM.id.to_owned(), value::text(name)),
    ]);
    Some(Edit::AddRow { table: table::EVENT_OWN_CHECK.to_owned(), row, cells })
}
