//! How the record says that a paper was sent: the event that settles its duty, and when that last
//! happened.

use chrono::NaiveDate;

use crate::documents::papers::facts::{PaperFacts, cell};
use crate::documents::papers::paper::{Filled, Paper};
use crate::documents::papers::{PaperKind, SentRecord, request, review};
use crate::domain::case::edit::Edit;
use crate::domain::case::value::Value;
use crate::domain::case::{FieldPath, RowValues, value};
use crate::domain::forms;

/// Returns the edits that record a paper as sent on the day of the order. How it went is for the
/// officer to say.
pub fn record(facts: &PaperFacts, kind: &PaperKind, papers: &[Paper]) -> Vec<Edit> {
    let on = Value::Date(facts.order.on);
    let who = value::text(
        &papers
            .iter()
            .map(|p| p.to.as_str())
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    );
    let add = |table: &str, cells: Vec<(&str, Value)>| {
        let known = |id: &str| forms::any_field(id).is_some();
        let cells: RowValues = cells
            .into_iter()
            .filter(|(id, v)| known(id) && !v.is_empty())
            .map(|(id, v)| (id.to_owned(), v))
            .collect();
        Edit::AddRow { table: table.to_owned(), row: facts.case.next_row(), cells }
    };
    match kind.settles {
        SentRecord::Notice => {
            let family = crate::documents::papers::people::family(facts).0;
            let names: Vec<String> = family
                .iter()
                .filter(|p| matches!(p.name, Filled::Known(_)))
                .map(|p| p.words())
                .collect();
            let la = if facts.case.answer("send.ehcp").is_yes() {
                Value::YesNo(true)
            } else {
                Value::Empty
            };
            vec![add(
                "event.notice",
                vec![
                    ("notice.on", on),
                    ("notice.who", value::text(&names.join(", "))),
                    ("notice.la", la),
                ],
            )]
        }
        SentRecord::Invitation => {
            let Ok((row, _)) = review::to_invite(facts) else { return Vec::new() };
            let review = Value::Number(i64::from(row));
            vec![add(
                "event.invitation",
                vec![("invitation.on", on), ("invitation.review", review), ("invitation.who", who)],
            )]
        }
        SentRecord::Decline => {
            let mut edits = vec![letter(facts, kind, "answer", who)];
            if let Ok((row, cells)) = request::request(facts) {
                let set = |field: &str, new: Value| {
                    let old = cell(cells, field).clone();
                    (old != new).then(|| Edit::Set {
                        at: FieldPath::row("event.review_request", row, field),
                        old,
                        new,
                    })
                };
                edits.extend(set("review_request.answer", Value::Choice("refused".into())));
                edits.extend(set("review_request.answered_on", on));
            }
            edits
        }
        SentRecord::Letter(option) => vec![letter(facts, kind, option, who)],
        SentRecord::Outcome => {
            let mut edit = letter(facts, kind, "outcome", who);
            if let (Edit::AddRow { cells, .. }, Ok((row, _))) = (&mut edit, review::to_tell(facts))
            {
                cells.insert("letter_sent.review".into(), Value::Number(i64::from(row)));
            }
            vec![edit]
        }
        SentRecord::Portal => {
            vec![add(
                "event.portal_return",
                vec![("portal_return.on", on), ("portal_return.who", value::text(facts.officer))],
            )]
        }
        SentRecord::Spreadsheet => {
            vec![add(
                "event.spreadsheet_update",
                vec![
                    ("spreadsheet_update.on", on),
                    ("spreadsheet_update.who", value::text(facts.officer)),
                ],
            )]
        }
    }
}

/// Returns the words by which a letter of this kind is recorded.
fn what(facts: &PaperFacts, kind: &PaperKind) -> String {
    match facts.order.audience.filter(|_| kind.id == "passport") {
        Some(audience) => format!("{}, {}", kind.label, audience.name()),
        None => kind.label.to_owned(),
    }
}

fn letter(facts: &PaperFacts, kind: &PaperKind, option: &str, who: Value) -> Edit {
    let mut cells = RowValues::from([
        ("letter_sent.on".to_owned(), Value::Date(facts.order.on)),
        ("letter_sent.kind".to_owned(), Value::Choice(option.to_owned())),
        ("letter_sent.what".to_owned(), Value::Text(what(facts, kind))),
    ]);
    if !who.is_empty() {
        cells.insert("letter_sent.who".into(), who);
    }
    Edit::AddRow { table: "event.letter_sent".into(), row: facts.case.next_row(), cells }
}

/// Returns the day on which a paper was last recorded as sent.
pub fn last(facts: &PaperFacts, kind: &PaperKind) -> Option<NaiveDate> {
    let days = |table: &str, field: &str, mine: &dyn Fn(&RowValues) -> bool| {
        facts
            .case
            .rows(table)
            .filter(|(_, r)| mine(r))
            .filter_map(|(_, r)| cell(r, field).as_date())
            .max()
    };
    match kind.settles {
        SentRecord::Notice => days("event.notice", "notice.on", &|_| true),
        SentRecord::Invitation => {
            let (row, _) = review::to_invite(facts).ok()?;
            days("event.invitation", "invitation.on", &|r| {
                cell(r, "invitation.review").as_number() == Some(i64::from(row))
            })
        }
        SentRecord::Outcome => {
            let (row, _) = review::to_tell(facts).ok()?;
            let mine =
                |r: &RowValues| cell(r, "letter_sent.review").as_number() == Some(i64::from(row));
            days("event.letter_sent", "letter_sent.on", &mine)
        }
        SentRecord::Decline | SentRecord::Letter(_) => {
            let words = what(facts, kind);
            days("event.letter_sent", "letter_sent.on", &|r| {
                cell(r, "letter_sent.what").as_text() == words
            })
        }
        SentRecord::Portal => days("event.portal_return", "portal_return.on", &|_| true),
        SentRecord::Spreadsheet => {
            days("event.spreadsheet_update", "spreadsheet_update.on", &|_| true)
        }
    }
}
