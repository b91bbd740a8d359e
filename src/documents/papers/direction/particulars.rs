//! The table of particulars: where, when and how long.

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::format::weekday;
use crate::documents::papers::letter::{LetterDraft, row, said_spans};
use crate::documents::papers::placeholders::Placeholders;
use crate::documents::papers::span::{Filled, Span};
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::SessionsADay;
use crate::domain::forms::field;

/// Returns the number of days to print: counted by the calendar where the terms are known, else as
/// it was typed (SI 2010/1156 reg 3(4)).
pub(super) fn days(facts: &PaperFacts) -> Filled {
    let typed = facts.case.answer(field::DIRECTION_DAYS.id).as_number();
    let count = facts.days_at_host().filter(|_| facts.knows_terms()).or(typed);
    Filled::or_missing(
        &count.map(|n| n.to_string()).unwrap_or_default(),
        "number of days",
        &[field::DIRECTION_DAYS.id],
    )
}

/// Returns where the child is taught, by the names of the schools: "home" and "host" are the
/// officer's words, and to a parent "home" means staying at home.
fn split(facts: &PaperFacts, words: &Placeholders) -> Vec<Span> {
    let (home, host) = (words.peek("home_school.name"), words.peek("host_school.name"));
    match (facts.case.answer(field::SESSION_SPLIT.id).as_text(), home, host) {
        ("full", _, Filled::Known(host)) => vec![Span::Text(format!("Full time at {host}"))],
        ("split", Filled::Known(home), Filled::Known(host)) => {
            vec![Span::Text(format!("Split between {home} and {host}"))]
        }
        _ => said_spans(words.said(field::SESSION_SPLIT.id)),
    }
}

pub(super) fn particulars(facts: &PaperFacts, draft: &LetterDraft) -> Vec<PaperRow> {
    let words = &draft.words;
    let on = |label: &str, key: &str| match (facts.case.answer(key).as_date(), words.said(key)) {
        (Some(day), _) => PaperRow { label: label.into(), answer: Answer::text(&weekday(day)) },
        (None, said) => PaperRow { label: label.into(), answer: Answer::Spans(said_spans(said)) },
    };
    let mut days = said_spans(words.said(field::DIRECTION_DAYS.id));
    if let [Span::Text(n)] = days.as_mut_slice() {
        n.push_str(if n == "1" { " school day" } else { " school days" });
    }
    let mut rows = vec![
        row(words, "Where", "host_school.name"),
        row(words, "Address", "host_school.address"),
        on("First day", field::DIRECTION_START.id),
        on("Proposed last day", field::DIRECTION_END.id),
        PaperRow { label: "Number of days".into(), answer: Answer::Spans(days) },
        PaperRow { label: "Full time or split".into(), answer: Answer::Spans(split(facts, words)) },
    ];
    rows.extend(sessions(facts, words));
    rows.push(pair(
        words,
        "Report on the first day to",
        field::REPORT_NAME.id,
        ", ",
        field::REPORT_ROLE.id,
    ));
    rows.push(pair(
        words,
        "Where to report, and when",
        field::REPORT_WHERE.id,
        ", ",
        field::REPORT_TIME.id,
    ));
    rows
}

/// Returns a line that joins two particulars.
fn pair(words: &Placeholders, label: &str, first: &str, between: &str, second: &str) -> PaperRow {
    let mut spans = said_spans(words.said(first));
    spans.push(Span::Text(between.into()));
    spans.extend(said_spans(words.said(second)));
    PaperRow { label: label.into(), answer: Answer::Spans(spans) }
}

/// Returns when a day's sessions start and finish; two sessions have a break between them.
fn sessions(facts: &PaperFacts, words: &Placeholders) -> Vec<PaperRow> {
    let (start, finish) = (field::SESSION_START.id, field::SESSION_FINISH.id);
    match facts.case.choice(field::SESSION_PER_DAY) {
        Some(SessionsADay::Two) => vec![
            row(words, "Morning session starts", start),
            pair(
                words,
                "Break between the sessions",
                field::SESSION_BREAK_START.id,
                " to ",
                field::SESSION_BREAK_END.id,
            ),
            row(words, "Afternoon session finishes", finish),
        ],
        Some(SessionsADay::One) => {
            vec![row(words, "Session starts", start), row(words, "Session finishes", finish)]
        }
        None => vec![
            row(words, "Sessions a day", field::SESSION_PER_DAY.id),
            row(words, "Starts", start),
            row(words, "Finishes", finish),
        ],
    }
}
