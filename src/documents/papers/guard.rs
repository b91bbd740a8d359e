//! Decides whether a document may go out: a rule that blocks a step blocks the letter announcing it.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind};
use crate::domain::case::RowValues;
use crate::domain::forms::{field, table};
use crate::domain::rules;
use crate::domain::value::Value;

/// Returns the sentences of the rules that forbid the paper, each with what it cites; none for a
/// paper that announces nothing, and none for a blank form.
///
/// The rules are asked what they would say to the event that the paper tells of, on the day of the
/// paper: a letter that is written tells the family as surely as the record that it was given.
pub(super) fn held(facts: &PaperFacts, kind: &PaperKind) -> Vec<String> {
    if facts.order.blank {
        return Vec::new();
    }
    let day = Value::Date(facts.order.date);
    let (table, cells) = match kind.announces {
        Announcement::Nothing => return Vec::new(),
        Announcement::Direction => {
            (table::EVENT_NOTICE, RowValues::from([(field::NOTICE_ON.id.to_owned(), day)]))
        }
        Announcement::Move if facts.is_direct_move() => {
            let first = facts.first_day().map_or(Value::Empty, Value::Date);
            (table::EVENT_START, RowValues::from([(field::START_ON.id.to_owned(), first)]))
        }
        Announcement::Move => (
            table::EVENT_END,
            RowValues::from([
                (field::END_ON.id.to_owned(), facts.ended_on().map_or(day, Value::Date)),
                (field::END_HOW.id.to_owned(), Value::Choice("managed_move".to_owned())),
            ]),
        ),
    };
    rules::refusals(facts.case, facts.context, table, &cells)
        .into_iter()
        .map(|r| format!("{} ({}).", r.message.trim_end_matches('.'), r.rule.cites))
        .collect()
}
