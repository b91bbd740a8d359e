//! Default answers for an event about to be recorded: its most likely day, its review, and what the
//! record already says.

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, cell, stage};
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms::choice::{DeletedFrom, EndHow, ReviewKind, ReviewOutcome};
use crate::domain::forms::schema::Table;
use crate::domain::forms::{field, table};
use crate::domain::rules::{Finding, NextStep};
use crate::domain::value::Value;

/// Returns the first answers of a new row. `settles` is what the officer deals with; where nothing
/// is named, the first of `asked` that this event settles.
pub fn begin(
    case: &Case,
    table: &'static Table,
    asked: &[Finding],
    settles: Option<&Finding>,
    today: NaiveDate,
) -> RowValues {
    let asks = |f: &&Finding| f.step == NextStep::Record(table.id);
    // What cannot wait is meant before what is only late.
    let urgent = || asked.iter().filter(asks).find(|f| f.rule.id == "emergency-review");
    let settles = settles.filter(asks).or_else(urgent).or_else(|| asked.iter().find(asks));
    let mut cells = RowValues::from([(
        table.title.to_owned(),
        Value::Date(day(case, table, asked, settles, today)),
    )]);
    if let Some((link, review)) = table.review_link().zip(review(case, table)) {
        cells.insert(link.id.to_owned(), Value::Number(i64::from(review)));
    }
    let mut choose = |field: &str, option: Value| drop(cells.insert(field.to_owned(), option));
    match (table.id, settles) {
        (table::EVENT_REVIEW, Some(f)) => match f.rule.id {
            "emergency-review" => choose(field::REVIEW_KIND.id, ReviewKind::Emergency.into()),
            "review-request" | "review-request-letter" => {
                choose(field::REVIEW_KIND.id, ReviewKind::Requested.into());
            }
            _ => choose(field::REVIEW_KIND.id, ReviewKind::Ordinary.into()),
        },
        (table::EVENT_END, _) => match latest_outcome(case) {
            Some(ReviewOutcome::Return) => choose(field::END_HOW.id, EndHow::Returned.into()),
            Some(ReviewOutcome::ManagedMove) => {
                choose(field::END_HOW.id, EndHow::ManagedMove.into());
            }
            Some(ReviewOutcome::Post16) => choose(field::END_HOW.id, EndHow::Post16.into()),
            Some(ReviewOutcome::Continue) | None => {}
        },
        (table::EVENT_DELETION, Some(_)) => {
            let moved = stage(case) == Stage::Ended(EndHow::ManagedMove);
            let school = if moved { DeletedFrom::Home } else { DeletedFrom::Host };
            choose(field::DELETION_SCHOOL.id, school.into());
        }
        _ => {}
    }
    cells
}

fn latest_outcome(case: &Case) -> Option<ReviewOutcome> {
    case.rows(table::EVENT_DECISION)
        .next_back()
        .and_then(|(_, r)| r.choice(field::DECISION_OUTCOME))
}

/// Returns the day that is most likely meant: what is booked lies ahead, what happened happened on
/// the day that is asked about, and everything else is done today.
fn day(
    case: &Case,
    table: &Table,
    asked: &[Finding],
    settles: Option<&Finding>,
    today: NaiveDate,
) -> NaiveDate {
    let due = settles.and_then(|f| f.due);
    match table.id {
        table::EVENT_REVIEW if settles.is_none_or(|f| f.rule.id != "emergency-review") => {
            booking(case, asked, today).unwrap_or(today)
        }
        table::EVENT_END | table::EVENT_DELETION => due.unwrap_or(today),
        table::EVENT_START | table::EVENT_HOST_SUSPENSION => due.unwrap_or(today).min(today),
        _ => today,
    }
}

/// Returns the day for which a review is to be booked: that which the last meeting named, else the
/// soonest by which one is asked for.
fn booking(case: &Case, asked: &[Finding], today: NaiveDate) -> Option<NaiveDate> {
    let ahead = |day: &NaiveDate| *day >= today;
    let last = case.rows(table::EVENT_REVIEW).rfind(|(_, r)| r.is_yes(field::REVIEW_HELD));
    let named = match last {
        Some((_, r)) => r.date(field::REVIEW_NEXT_ON),
        None => case.date(field::INITIAL_FIRST_REVIEW),
    };
    let is_booked = |day: &NaiveDate| {
        case.rows(table::EVENT_REVIEW).any(|(_, r)| r.date(field::REVIEW_ON) == Some(*day))
    };
    let by = asked
        .iter()
        .filter(|f| f.step == NextStep::Record(table::EVENT_REVIEW))
        .filter_map(|f| f.task.or(f.due));
    named.filter(|day| ahead(day) && !is_booked(day)).or_else(|| by.filter(ahead).min())
}

/// Returns the review to which a new row of a table most likely belongs: of those ahead the next,
/// of those held the last, and rather one of which the table says nothing yet.
pub fn review(case: &Case, table: &Table) -> Option<RowId> {
    let link = table.review_link()?;
    let mut all: Vec<(RowId, &RowValues)> = case.rows(table::EVENT_REVIEW).collect();
    all.sort_by_key(|(row, r)| (r.date(field::REVIEW_ON).unwrap_or(NaiveDate::MAX), *row));
    let held = |(_, r): &&(RowId, &RowValues)| r.is_yes(field::REVIEW_HELD);
    let open = |(row, _): &&(RowId, &RowValues)| {
        case.rows(table.id).all(|(_, r)| cell(r, link.id).as_number() != Some(i64::from(*row)))
    };
    let found = if matches!(table.id, table::EVENT_INVITATION | table::EVENT_PARENT_VIEWS) {
        let ahead = || all.iter().filter(|r| !held(r));
        ahead().find(open).or_else(|| ahead().next())
    } else {
        let behind = || all.iter().rev().filter(held);
        behind().find(open).or_else(|| behind().next())
    };
    found.or(all.last()).map(|(row, _)| *row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::{forms, rules};

    const TODAY: &str = "2026-11-23";

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn finding(rule: &str, due: &str, table: &'static str) -> Finding {
        let rule = rules::find(rule).expect("a rule");
        Finding {
            rule,
            about: crate::domain::rules::About::Case,
            says: String::new().into(),
            due: Some(date(due)),
            task: Some(date(due)),
            why: Vec::new(),
            step: NextStep::Record(table),
            since: None,
        }
    }

    fn begun(case: &Case, table: &str, asked: &[Finding]) -> RowValues {
        begin(case, forms::table(table).expect("a table"), asked, None, date(TODAY))
    }

    fn review_row(case: &mut Case, row: RowId, on: &str, held: bool) {
        let mut cells = RowValues::from([("review.on".to_owned(), Value::Date(date(on)))]);
        if held {
            cells.insert("review.held".into(), Value::YesNo(true));
        }
        case.rows.entry("event.review".into()).or_default().insert(row, cells);
    }

    #[test]
    fn an_event_begins_on_the_day_that_is_meant() {
        let case = Case::new(CaseRef { year: 2026, number: 1 });
        for (table, field, rule, due, wanted) in [
            ("event.review", "review.on", "first-review", "2026-12-04", "2026-12-04"),
            ("event.review", "review.on", "next-review", "2026-11-02", TODAY),
            ("event.review", "review.on", "emergency-review", "2026-11-30", TODAY),
            (
                "event.host_suspension",
                "host_suspension.on",
                "suspension-recorded",
                "2026-11-17",
                "2026-11-17",
            ),
            ("event.start", "start.on", "first-day", "2026-11-20", "2026-11-20"),
            ("event.start", "start.on", "first-day", "2026-11-30", TODAY),
            ("event.end", "end.on", "end-decision", "2026-11-27", "2026-11-27"),
            ("event.contact", "contact.on", "next-review", "2026-11-20", TODAY),
        ] {
            let cells = begun(&case, table, &[finding(rule, due, table)]);
            assert_eq!(cell(&cells, field).as_date(), Some(date(wanted)), "{table} {rule} {due}");
        }
        assert_eq!(cell(&begun(&case, "event.end", &[]), "end.on").as_date(), Some(date(TODAY)));
    }

    #[test]
    fn a_review_is_booked_for_the_day_that_the_last_one_named_and_by_its_kind() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        review_row(&mut case, 1, "2026-11-02", true);
        case.rows
            .get_mut("event.review")
            .and_then(|r| r.get_mut(&1))
            .expect("the review")
            .insert("review.next_on".into(), Value::Date(date("2026-12-07")));
        let asked = [
            finding("next-review", "2026-11-02", "event.review"),
            finding("review-interval", "2026-12-11", "event.review"),
        ];
        assert_eq!(
            cell(&begun(&case, "event.review", &asked), "review.on").as_date(),
            Some(date("2026-12-07"))
        );
        review_row(&mut case, 2, "2026-12-07", false);
        assert_eq!(
            cell(&begun(&case, "event.review", &asked), "review.on").as_date(),
            Some(date("2026-12-11"))
        );
        let emergency =
            [asked[0].clone(), finding("emergency-review", "2026-11-23", "event.review")];
        assert_eq!(
            cell(&begun(&case, "event.review", &emergency), "review.kind").as_text(),
            "emergency"
        );
        assert_eq!(
            cell(&begun(&case, "event.review", &asked), "review.kind").as_text(),
            "ordinary"
        );
    }

    #[test]
    fn an_invitation_is_for_the_next_review_and_a_decision_after_the_last_one_held() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        let at = |case: &Case, table: &str, field: &str| {
            cell(&begun(case, table, &[]), field).as_number()
        };
        assert_eq!(at(&case, "event.decision", "decision.review"), None);
        review_row(&mut case, 3, "2026-11-02", true);
        review_row(&mut case, 1, "2026-10-12", true);
        review_row(&mut case, 5, "2027-01-18", false);
        review_row(&mut case, 4, "2026-12-07", false);
        assert_eq!(at(&case, "event.invitation", "invitation.review"), Some(4));
        assert_eq!(at(&case, "event.decision", "decision.review"), Some(3));
        let of = |field: &str, row| RowValues::from([(field.to_owned(), Value::Number(row))]);
        case.rows
            .entry("event.invitation".into())
            .or_default()
            .insert(6, of("invitation.review", 4));
        case.rows.entry("event.decision".into()).or_default().insert(7, of("decision.review", 3));
        assert_eq!(at(&case, "event.invitation", "invitation.review"), Some(5));
        assert_eq!(at(&case, "event.decision", "decision.review"), Some(1));
    }
}
