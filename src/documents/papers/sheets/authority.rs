//! The data-entry sheet for a form of the authority's own, with the fields that its profile names.

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::sheets::sheet;
use crate::documents::papers::span::{Filled, missing, plain};
use crate::domain::attendance::at_host;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::forms::choice::AuthorityStepKind;
use crate::domain::forms::schema::FieldKind;
use crate::domain::forms::{any_field, field, parse, table};
use crate::domain::profile::OwnNotification;
use crate::domain::value::Value;
use crate::error::{Error, Result};

pub(in crate::documents::papers) const AUTHORITY: PaperKind = PaperKind {
    id: "authority",
    label: "Authority entry sheet",
    purpose: "what the authority's own form asks for, at the start or the outcome",
    template: include_str!("../../templates/authority.txt"),
    form: None,
    settles: SentRecord::AuthorityStep,
    announces: Announcement::Nothing,
    is_of_a_direction: false,
    make: authority,
};

/// Returns whether the profile names fields for a form of the authority's own.
pub(in crate::documents::papers) fn has_own_form(facts: &PaperFacts) -> bool {
    let profile = facts.context.profile;
    [&profile.start_notification, &profile.outcome_notification]
        .iter()
        .any(|form| !form.fields.is_empty())
}

/// Returns whether the authority hears of the outcome next: there is one, and it was told of the
/// start where it has a form for that.
pub(in crate::documents::papers) fn is_outcome(facts: &PaperFacts) -> bool {
    let reached =
        [table::EVENT_DECISION, table::EVENT_END].iter().any(|t| facts.latest(t).is_some());
    let told = facts
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .any(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Start));
    reached && (told || facts.context.profile.start_notification.fields.is_empty())
}

fn authority(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let profile = facts.context.profile;
    let outcome = is_outcome(facts);
    let form: &OwnNotification =
        if outcome { &profile.outcome_notification } else { &profile.start_notification };
    if form.fields.is_empty() {
        let when = if outcome { "outcome" } else { "start" };
        return Err(Error::rule(format!(
            "The profile of {} names no form of the authority's own for the {when}. Nothing is to be typed there.",
            profile.name
        )));
    }
    sheet(facts, &AUTHORITY, |facts, draft| {
        draft.words.flag("is.outcome", outcome);
        let mut rows: Vec<PaperRow> = Vec::new();
        let mut put = |label: &str, said: Filled| {
            draft.words.lacks(&said);
            let answer = Answer::Spans(vec![said.span()]);
            rows.push(PaperRow { label: label.to_owned(), answer });
        };
        for id in &form.fields {
            if let Some((label, said)) = answer(facts, id) {
                put(&label, said);
            }
        }
        if !outcome {
            put("Hours a week at the host", hours(facts));
        }
        rows
    })
}

/// Returns a field's label and its answer, of the latest row where it stands in a table; what the
/// case does not ask says so.
fn answer(facts: &PaperFacts, id: &str) -> Option<(String, Filled)> {
    let (table, field) = any_field(id)?;
    let of = |id: &str| match table.map(|t| facts.latest(t.id)) {
        None => facts.case.answer(id),
        Some(Some(row)) => cell(row, id),
        Some(None) => &Value::Empty,
    };
    let said = match of(id) {
        Value::School(school) => facts.school_name(school),
        Value::Empty if !field.is_missing(of) => "does not apply".to_owned(),
        value => parse::format(&field.kind, value),
    };
    // "Start" is the name of a day and of a time of the day.
    let label = match field.kind {
        FieldKind::Time => format!("{} (time of day)", field.label),
        _ => field.label.to_owned(),
    };
    let said = Filled::or_missing(&plain(&said), &field.label.to_lowercase(), &[field.id]);
    Some((label, said))
}

fn hours(facts: &PaperFacts) -> Filled {
    let times = [
        field::SESSION_START.id,
        field::SESSION_BREAK_START.id,
        field::SESSION_BREAK_END.id,
        field::SESSION_FINISH.id,
    ];
    at_host::hours(facts.case)
        .map_or_else(|| Filled::Missing(missing("the times of the day", &times)), Filled::Known)
}
