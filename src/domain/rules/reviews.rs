//! Reviews: the first in time, the next always booked and not too late, each one held and decided
//! on.

use chrono::NaiveDate;

use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::answers::Answers;
use crate::domain::case::attendees::proposed;
use crate::domain::case::stage::Stage;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{AttendeeRole, ReviewOutcome};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::CountedDay;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::rule::{AppliesTo, Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "next-review",
            cites: "P-RV1",
            asks: "While a direction runs, its next review is always booked.",
        },
        next_review,
    ),
    Rule::protocol(
        RuleText {
            id: "first-review",
            cites: "P-LE3",
            asks: "The first review is suggested no more than six school weeks after the start.",
        },
        first_review,
    ),
    Rule::protocol(
        RuleText {
            id: "review-interval",
            cites: "P-ME1; P-RV4",
            asks: "Reviews follow each other as often as the initial meeting agreed.",
        },
        interval,
    ),
    Rule::protocol(
        RuleText {
            id: "review-held",
            cites: "P-RV1",
            asks: "A review is held on the day for which it is booked.",
        },
        held,
    ),
    Rule::statute(
        RuleText {
            id: "review-decision",
            cites: "P-RV3; SI 2010/1156 reg 4",
            asks: "After each review it is decided whether the direction goes on, and for how long.",
        },
        "the explanatory note to SI 2010/1156: the body must decide whether it continues, and for how long",
        decided,
    )
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound),
    Rule::protocol(
        RuleText {
            id: "review-decision-protocol",
            cites: "P-RV3",
            asks: "After each review it is decided whether the direction goes on, and for how long.",
        },
        decided,
    )
    .until(2026, 7, 25)
    .binds(AppliesTo::Unbound),
    Rule::protocol(
        RuleText {
            id: "monitoring-points",
            cites: "P-RV5",
            asks: "A review agrees the monitoring points by which the behaviour is talked about until the next.",
        },
        monitoring,
    ),
    Rule::protocol(
        RuleText {
            id: "review-agencies",
            cites: "P-RV5",
            asks: "The agencies that work with the child are asked to each review.",
        },
        agencies,
    ),
    Rule::protocol(
        RuleText {
            id: "end-decision",
            cites: "P-BG4",
            asks: "A direction is for a time; it does not end by itself, so before its last day somebody decides.",
        },
        end_decision,
    ),
];

/// Returns the reviews that are booked and not held, with their days.
pub(super) fn booked<'a>(
    look: &'a CaseContext,
) -> impl Iterator<Item = (RowId, &'a RowValues, NaiveDate)> {
    let open = look.case.rows(table::EVENT_REVIEW).filter(|(_, r)| !r.is_yes(field::REVIEW_HELD));
    open.filter_map(|(id, r)| r.date(field::REVIEW_ON).map(|on| (id, r, on)))
}

/// Returns the reviews that were held, with their days.
pub(super) fn held_reviews<'a>(
    look: &'a CaseContext,
) -> impl DoubleEndedIterator<Item = (RowId, &'a RowValues, NaiveDate)> {
    let held = look.case.rows(table::EVENT_REVIEW).filter(|(_, r)| r.is_yes(field::REVIEW_HELD));
    held.filter_map(|(id, r)| r.date(field::REVIEW_ON).map(|on| (id, r, on)))
}

/// Returns the latest decision after a review: its row and its outcome, "" where none is chosen.
pub(super) fn latest_decision<'a>(
    look: &'a CaseContext,
) -> Option<(RowId, &'a RowValues, Option<ReviewOutcome>)> {
    let (row, cells) = look.case.rows(table::EVENT_DECISION).next_back()?;
    Some((row, cells, cells.choice(field::DECISION_OUTCOME)))
}

/// Returns whether it was decided that the direction ends.
fn is_to_end(look: &CaseContext) -> bool {
    latest_decision(look).is_some_and(|(.., outcome)| {
        matches!(
            outcome,
            Some(ReviewOutcome::Return | ReviewOutcome::ManagedMove | ReviewOutcome::Post16)
        )
    })
}

fn next_review(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running()
        || !look.is_direction()
        || is_to_end(look)
        || booked(look).any(|(_, _, on)| look.last().is_none_or(|last| on <= last))
    {
        // A review booked for a day after the last one reviews nothing that runs.
        return Vec::new();
    }
    let last = held_reviews(look).map(|(_, _, on)| on).max();
    let found = match last {
        Some(on) => look.finding_due(rule, "book the next review", on).why(format!(
            "The last review was held on {}; none is booked after it.",
            show_long(on)
        )),
        None => look
            .ask_when(rule, "book the first review", look.first())
            .why("None has been held or booked; it is booked from the first day."),
    };
    vec![found.step(NextStep::Record(table::EVENT_REVIEW))]
}

fn first_review(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let stands = look.is_direction() && matches!(look.stage(), Stage::Directed | Stage::Running);
    let Some(first) =
        look.first().filter(|_| stands && !is_to_end(look) && held_reviews(look).next().is_none())
    else {
        return Vec::new();
    };
    let weeks = look.context.profile.first_review_weeks;
    let planned = booked(look)
        .map(|(_, _, on)| on)
        .min()
        .or_else(|| look.case.date(field::INITIAL_FIRST_REVIEW));
    limited(
        rule,
        look,
        Limit {
            from: first,
            weeks,
            source: look.context.profile.words(),
            planned,
            what: "first review",
        },
    )
}

fn interval(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(last) = held_reviews(look)
        .map(|(_, _, on)| on)
        .max()
        .filter(|_| look.is_running() && !is_to_end(look))
    else {
        return Vec::new();
    };
    let agreed = look
        .case
        .number(field::INITIAL_FREQUENCY_WEEKS)
        .and_then(|n| u32::try_from(n).ok())
        .filter(|n| *n > 0);
    let (weeks, source) = match agreed {
        Some(weeks) => (weeks.min(99), "as the initial meeting agreed".to_owned()),
        None => (look.context.profile.review_every_weeks, look.context.profile.words()),
    };
    let planned = booked(look).map(|(_, _, on)| on).min();
    limited(rule, look, Limit { from: last, weeks, source, planned, what: "next review" })
}

/// So many school weeks from a day, a review is to be held.
struct Limit {
    from: NaiveDate,
    weeks: u32,
    source: String,
    planned: Option<NaiveDate>,
    what: &'static str,
}

/// Raises a review that is not planned, or planned for after its limit.
fn limited(rule: &'static Rule, look: &CaseContext, limit: Limit) -> Vec<Finding> {
    let mut counted = school_weeks(look, limit.from, limit.weeks).since(limit.from);
    let day = counted.day;
    let (says, step) = match limit.planned {
        Some(planned) if planned <= day => return Vec::new(),
        Some(planned) => {
            let row = booked(look).find(|(_, _, on)| *on == planned).map(|(id, ..)| id);
            let step = row.map_or(NextStep::Answer(field::INITIAL_FIRST_REVIEW.id), |row| {
                NextStep::Row(table::EVENT_REVIEW, row)
            });
            (format!("bring the {} forward from {}", limit.what, show_short(planned)), step)
        }
        None => (format!("hold the {}", limit.what), NextStep::Record(table::EVENT_REVIEW)),
    };
    counted.why.push(format!("{} school weeks: {}.", limit.weeks, limit.source));
    vec![look.ask_counted(rule, says, counted).step(step)]
}

/// Counts school weeks of the home school on from a day, week by week in words.
fn school_weeks(look: &CaseContext, from: NaiveDate, weeks: u32) -> CountedDay {
    let home = look.context.home;
    let day = home.school_weeks_after(from, weeks);
    let passed = day.signed_duration_since(from).num_weeks();
    let left_out = passed.saturating_sub(i64::from(weeks));
    let holidays = match left_out {
        0 => String::new(),
        1 => "; one week without school is not counted".to_owned(),
        n => format!("; {n} weeks without school are not counted"),
    };
    look.counted(
        home,
        from,
        day,
        format!("{weeks} school weeks from {} is {}{holidays}.", show_long(from), show_long(day)),
    )
}

fn held(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let ask = |(id, _, on): (RowId, &RowValues, NaiveDate)| {
        let found = look.finding_by(rule, Phrase::of("hold the review", on), on);
        found
            .why("It is booked for this day; say that it was held, or book another day.")
            .step(NextStep::Row(table::EVENT_REVIEW, id))
    };
    booked(look).map(ask).collect()
}

fn decided(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (id, _, on) in held_reviews(look) {
        if look.about(table::EVENT_DECISION, field::DECISION_REVIEW, id).next().is_none() {
            let found =
                look.finding_due(rule, Phrase::of("record the decision after the review", on), on);
            out.push(
                found
                    .why("The law sets no day for it: it is asked for on the day of the review.")
                    .about(id)
                    .step(NextStep::Record(table::EVENT_DECISION)),
            );
        }
    }
    if let Some((row, cells, Some(ReviewOutcome::Continue))) = latest_decision(look)
        && cells.date(field::DECISION_UNTIL).is_none()
    {
        let found = look.ask_when(
            rule,
            "say until when the direction goes on",
            cells.date(field::DECISION_ON),
        );
        out.push(
            found
                .why("It was decided that it continues; for what period is part of the decision.")
                .step(NextStep::Row(table::EVENT_DECISION, row)),
        );
    }
    out
}

fn monitoring(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() || !look.is_direction() || is_to_end(look) {
        return Vec::new();
    }
    let open = held_reviews(look)
        .filter(|(_, r, _)| r.lacks(field::REVIEW_MONITORING) && r.lacks(field::REVIEW_SIGNED_OFF));
    let ask = |(id, _, on): (RowId, &RowValues, NaiveDate)| {
        let says = Phrase::of("write down the monitoring points of the review", on);
        look.finding_due(rule, says, on)
            .why("They belong to the review: what is looked at, when and by whom.")
            .step(NextStep::Row(table::EVENT_REVIEW, id))
    };
    open.map(ask).collect()
}

fn agencies(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() {
        return Vec::new();
    }
    let outside = [
        AttendeeRole::SocialWorker,
        AttendeeRole::VirtualSchool,
        AttendeeRole::Agency,
        AttendeeRole::La,
    ];
    let mut out = Vec::new();
    for (id, _, on) in booked(look) {
        let names: Vec<String> = proposed(look.case, Some(id))
            .into_iter()
            .filter(|r| r.choice(field::ATTENDEES_ROLE).is_some_and(|role| outside.contains(&role)))
            .map(|r| r.text(field::ATTENDEES_NAME).to_owned())
            .collect();
        if names.is_empty() {
            continue;
        }
        let says = Phrase::of("ask the agencies to the review", on);
        let found = look
            .finding_by(rule, says, on)
            .why(format!("Not among its people: {}.", names.join("; ")));
        out.push(found.about(id).step(NextStep::Rows(table::ATTENDEES)));
    }
    out
}

fn end_decision(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(last) = look.last().filter(|_| look.is_running() && look.is_direction()) else {
        return Vec::new();
    };
    if is_to_end(look) {
        let found = look.finding_by(rule, "record the end of the direction", last);
        return vec![
            found
                .why("It was decided that it ends; its last day is recorded as the ending.")
                .step(NextStep::Record(table::EVENT_END)),
        ];
    }
    let found = look.finding_by(
        rule,
        format!("decide how it goes on after {}, the last day", show_short(last)),
        last,
    );
    vec![
        found
            .why("A decision to continue moves the last day; nothing ends by itself.")
            .step(NextStep::Record(table::EVENT_DECISION)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::calendar::Calendar;
    use crate::domain::rules::testing::*;
    use crate::domain::value::Value;

    pub(crate) const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "next-review",
            raised: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
            },
            due: "2026-11-18",
            settled: |t| {
                t.row("event.review", &[("on", on("2027-01-13"))]);
            },
            not: |t| {
                t.running();
                t.row("event.decision", &[("outcome", is("return"))]);
            },
        },
        RuleTable {
            rule: "first-review",
            raised: |t| t.running(),
            due: "2026-11-25",
            settled: |t| {
                t.row("event.review", &[("on", on("2026-11-25"))]);
            },
            not: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
            },
        },
        RuleTable {
            rule: "review-interval",
            raised: |t| {
                t.running();
                t.set("initial.frequency_weeks", Value::Number(2));
                t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
                t.row("event.review", &[("on", on("2026-12-03"))]);
            },
            due: "2026-12-02",
            settled: |t| t.set("initial.frequency_weeks", Value::Number(3)),
            not: |t| t.running(),
        },
        RuleTable {
            rule: "review-held",
            raised: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-25"))]);
            },
            due: "2026-11-25",
            settled: |t| {
                let (review, _) = t.case.rows("event.review").next().expect("a review");
                t.cell("event.review", review, "held", yes());
            },
            not: |t| t.directed(),
        },
        RuleTable {
            rule: "review-decision",
            raised: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-25")), ("held", yes())]);
            },
            due: "2026-11-25",
            settled: |t| {
                let (review, _) = t.case.rows("event.review").next().expect("a review");
                t.row(
                    "event.decision",
                    &[
                        ("review", at(review)),
                        ("outcome", is("continue")),
                        ("until", on("2027-02-12")),
                    ],
                );
            },
            not: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-25"))]);
            },
        },
        RuleTable {
            rule: "review-decision-protocol",
            raised: |t| {
                t.set("school.home_kind", is("academy"));
                t.set("direction.end", on("2026-07-20"));
                t.row("event.start", &[("on", on("2026-05-04"))]);
                t.row("event.review", &[("on", on("2026-06-12")), ("held", yes())]);
            },
            due: "2026-06-12",
            settled: |t| {
                let (review, _) = t.case.rows("event.review").next().expect("a review");
                t.row("event.decision", &[("review", at(review)), ("outcome", is("return"))]);
            },
            not: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-25")), ("held", yes())]);
            },
        },
        RuleTable {
            rule: "monitoring-points",
            raised: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-25")), ("held", yes())]);
            },
            due: "2026-11-25",
            settled: |t| {
                let (review, _) = t.case.rows("event.review").next().expect("a review");
                t.cell("event.review", review, "monitoring", words("Lateness, each Friday"));
            },
            not: |t| {
                t.running();
                t.row(
                    "event.review",
                    &[("on", on("2026-11-25")), ("held", yes()), ("signed_off", on("2026-11-25"))],
                );
            },
        },
        RuleTable {
            rule: "review-agencies",
            raised: |t| {
                t.running();
                t.set("agency.camhs", yes());
                t.row("event.review", &[("on", on("2026-11-25"))]);
            },
            due: "2026-11-25",
            settled: |t| {
                let (review, _) = t.case.rows("event.review").next().expect("a review");
                t.row(
                    "attendees",
                    &[("review", at(review)), ("role", is("agency")), ("name", words("CAMHS"))],
                );
            },
            not: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-25"))]);
            },
        },
        RuleTable {
            rule: "end-decision",
            raised: |t| t.running(),
            due: "2027-02-12",
            settled: |t| {
                t.row("event.end", &[("on", on("2027-02-12")), ("how", is("returned"))]);
            },
            not: |t| t.directed(),
        },
    ];

    #[test]
    fn the_first_review_is_counted_in_school_weeks_and_a_booking_after_it_is_brought_forward() {
        let mut t = TestCase::new();
        t.running();
        let found = t.one("first-review");
        assert!(
            found.why[0].contains(
                "6 school weeks from Wed 7 Oct 2026 is Wed 25 Nov 2026; one week without school"
            ),
            "{found:?}"
        );
        t.row("event.review", &[("on", on("2026-11-26"))]);
        assert!(
            t.one("first-review")
                .says
                .starts_with("bring the first review forward from Thu 26 Nov")
        );
        t.home = Calendar::default();
        let assumed = t.one("first-review");
        assert_eq!(assumed.due, Some(day("2026-11-18")));
        assert!(assumed.says.ends_with("(no term dates)"), "{assumed:?}");
    }

    #[test]
    fn a_review_after_the_last_day_is_not_the_next_one() {
        let mut t = TestCase::new();
        t.running();
        t.row("event.review", &[("on", on("2027-03-01"))]);
        assert_eq!(t.found("next-review").len(), 1);
        t.row("event.review", &[("on", on("2027-02-12"))]);
        assert_eq!(t.found("next-review"), []);
    }

    #[test]
    fn a_decision_to_continue_says_until_when_and_moves_the_last_day() {
        let mut t = TestCase::new();
        t.running();
        let row = t.row("event.decision", &[("on", on("2026-11-25")), ("outcome", is("continue"))]);
        assert_eq!(t.one("review-decision").due, Some(day("2026-11-25")));
        t.cell("event.decision", row, "until", on("2027-03-25"));
        assert_eq!(
            (t.found("review-decision").len(), t.one("end-decision").due),
            (0, Some(day("2027-03-25")))
        );
        t.cell("event.decision", row, "outcome", is("return"));
        assert!(t.one("end-decision").says.starts_with("record the end"));
    }
}
