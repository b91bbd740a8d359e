//! Properties of all rules: none panics on any case, and an unrelated event changes no finding.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use proptest::prelude::*;

use crate::domain::case::{Half, Side, stage};
use crate::domain::forms;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::forms::table;
use crate::domain::rules::testing::*;
use crate::domain::rules::*;
use crate::domain::value::Value;

/// A day in or near the terms of the kit; now and then one far off.
fn some_day(n: u16) -> NaiveDate {
    match n % 997 {
        0 => day("1900-01-01"),
        1 => day("2200-12-31"),
        _ => day("2026-01-01") + Days::new(u64::from(n) % 500),
    }
}

/// Returns an answer that fits the field, by a number.
fn value(field: &Field, n: u16) -> Value {
    match field.kind {
        FieldKind::YesNo => Value::YesNo(n.is_multiple_of(2)),
        FieldKind::Choice(options) => is(options[usize::from(n) % options.len()].0),
        FieldKind::Date => Value::Date(some_day(n)),
        FieldKind::Time => Value::Time(n % 1440),
        FieldKind::Number { min: least, max: most, .. } => {
            Value::Number(least + i64::from(n) % (most - least + 1))
        }
        FieldKind::Money => Value::Number(i64::from(n)),
        FieldKind::Review => Value::Number(i64::from(n % 12)),
        FieldKind::School => Value::School(format!("L-{}", n % 3)),
        FieldKind::Line | FieldKind::Long | FieldKind::Upn | FieldKind::ReadOnly => words("x"),
    }
}

/// Returns that as many random cases are tried as are said; with `OFFSITE_LONG=1` many more.
fn drawn(cases: u32) -> ProptestConfig {
    let is_long = std::env::var_os("OFFSITE_LONG").is_some();
    ProptestConfig::with_cases(if is_long { 10_000 } else { cases })
}

/// One step of a random case: what to add, and numbers for it.
type RandomStep = (u8, u16, u16, Vec<u16>);

fn case(steps: &[RandomStep]) -> TestCase {
    let fields: Vec<&Field> = forms::fields().collect();
    let tables: Vec<_> = forms::tables().collect();
    let codes = ["/", "\\", "D", "E", "N", "I", "X", "B", "?"];
    let mut t = TestCase::new();
    for (kind, which, n, more) in steps {
        match kind % 3 {
            0 => {
                let field = fields[usize::from(*which) % fields.len()];
                t.set(field.id, value(field, *n));
            }
            1 => {
                let table = tables[usize::from(*which) % tables.len()];
                let row = t.case.next_row();
                let cells = table
                    .fields
                    .iter()
                    .zip(more)
                    .filter(|(_, n)| *n % 5 > 0)
                    .map(|(f, n)| (f.id.to_owned(), value(f, *n)));
                t.case.rows.entry(table.id.into()).or_default().insert(row, cells.collect());
            }
            _ => {
                let half = if which.is_multiple_of(2) { Half::Am } else { Half::Pm };
                let side = if n.is_multiple_of(2) { Side::Home } else { Side::Host };
                t.mark(
                    &some_day(*which).to_string(),
                    half,
                    side,
                    codes[usize::from(*n) % codes.len()],
                );
            }
        }
    }
    if steps.len().is_multiple_of(2) {
        t.host = crate::domain::calendar::Calendar::default();
    }
    t
}

fn steps() -> impl Strategy<Value = Vec<RandomStep>> {
    prop::collection::vec(
        (any::<u8>(), any::<u16>(), any::<u16>(), prop::collection::vec(any::<u16>(), 14)),
        0..60,
    )
}

/// The soonest day of each rule.
fn soonest(t: &TestCase) -> BTreeMap<&'static str, NaiveDate> {
    let mut out = BTreeMap::new();
    for found in t.findings() {
        let due = found.due.unwrap_or(NaiveDate::MAX);
        out.entry(found.rule.id).and_modify(|d: &mut NaiveDate| *d = due.min(*d)).or_insert(due);
    }
    out
}

/// What the first day settles by itself, and why nothing is lost by it.
const SETTLED_BY_THE_START: &[(&str, &str)] = &[
    ("first-day", "it asks for the first day"),
    ("host-approach", "the pupil is at the host"),
    ("notice-promptly", "a notice that was never given stays, late by law (notice)"),
    ("start-school-day", "the first day is recorded on a school day, or with a reason"),
];

/// Rules whose task may have no day of what asks for it, and why.
const WITHOUT_A_TRIGGER: &[(&[&str], &str)] = &[
    (
        &[
            "invitation",
            "invitation-protocol",
            "invitation-la",
            "board-nominee",
            "review-held",
            "review-agencies",
        ],
        "a review is booked on a day that nobody records",
    ),
    (
        &["absence-persistent", "absence-severe"],
        "the share is reached by the sessions of many days",
    ),
    (&["all-agreed", "end-decision"], "the decision, or the refusal, was entered without its day"),
    (&["first-day"], "the notice was entered without its day"),
];

proptest! {
    #![proptest_config(drawn(1_500))]

    #[test]
    fn no_task_lies_before_what_asks_for_it(steps in steps()) {
        let t = case(&steps);
        let first = stage::first_day(&t.case);
        let meeting = t.case.answer("initial.date").as_date();
        for found in t.findings() {
            let Some(task) = found.task else { continue };
            match found.trigger {
                Trigger::Day(since) => prop_assert!(since <= task, "{:?}", found),
                Trigger::Unrecorded => {
                    let known = WITHOUT_A_TRIGGER.iter().any(|(rules, _)| rules.contains(&found.rule.id));
                    prop_assert!(known, "{} names nothing that asks for it", found.rule.id);
                }
                // What prepares for a day lies before that day, and nothing has to come first.
                Trigger::Planned => prop_assert!(
                    [first, meeting].into_iter().flatten().any(|day| found.due <= Some(day)),
                    "{:?}",
                    found
                ),
            }
        }
    }
}

proptest! {
    #![proptest_config(drawn(200))]

    #[test]
    fn no_rule_panics_and_every_finding_is_dated_soundly(steps in steps()) {
        let t = case(&steps);
        let all = t.findings();
        prop_assert!(all.is_sorted_by_key(|f| f.due.unwrap_or(NaiveDate::MAX)));
        for found in &all {
            prop_assert_eq!(found.due.is_some(), found.task.is_some());
            prop_assert!(found.task <= found.due, "{:?}", found);
            prop_assert!(!found.why.is_empty() && !found.phrase.what.is_empty());
        }
        let mut keys: Vec<_> = all.iter().map(Finding::key).collect();
        keys.sort();
        let double = keys.windows(2).find(|two| two[0] == two[1]);
        prop_assert!(double.is_none(), "{:?}", double);
        for table in [table::EVENT_NOTICE, table::EVENT_START, table::EVENT_END, table::EVENT_DECISION] {
            let _ = t.refused(table, &[("how", is("managed_move")), ("outcome", is("post16"))]);
        }
    }

    #[test]
    fn case_judged_again_is_judged_as_if_every_rule_were_asked(steps in steps()) {
        let last = case(&steps);
        let context = last.context();
        let grown: Vec<Case> = (0..=steps.len()).map(|n| case(&steps[..n]).case).collect();
        let mut judged = JudgedCase::new(&grown[0]);
        // It grows step by step, and is taken back step by step.
        for one in grown.iter().chain(grown.iter().rev()) {
            held(&mut judged, one, &context).map_err(TestCaseError::fail)?;
        }
    }

    #[test]
    fn no_duty_before_the_start_ends_by_passing_it(steps in steps()) {
        let mut t = case(&steps);
        for table in ["event.end", "event.start", "event.override"] {
            t.case.rows.remove(table);
        }
        t.set("case.route", is("direction"));
        t.directed();
        let open = |t: &TestCase| t.findings().iter().map(|f| f.rule.id).collect::<BTreeSet<_>>();
        let before = open(&t);
        t.row("event.start", &[("on", on("2026-12-02"))]);
        let after = open(&t);
        for rule in before.difference(&after) {
            let said = SETTLED_BY_THE_START.iter().any(|(id, _)| id == rule);
            prop_assert!(said, "{} ended by the start", rule);
        }
    }

    #[test]
    fn an_unrelated_event_moves_no_date_to_an_earlier_day(steps in steps(), date in any::<u16>()) {
        let mut t = case(&steps);
        let on = || Value::Date(some_day(date));
        for (table, cells) in [
            (table::EVENT_NOTE, vec![("on", on()), ("text", words("x"))]),
            (table::EVENT_VISIT, vec![("on", on()), ("who", words("x"))]),
            (table::EVENT_PARENT_VIEWS, vec![("on", on()), ("review", Value::Number(1))]),
            (table::EVENT_LETTER_SENT, vec![("on", on()), ("kind", is("other"))]),
            (table::EVENT_CORRECTION, vec![("on", on()), ("day", on())]),
            (table::EVENT_MEETING, vec![("on", on()), ("kind", is("strategy"))]),
        ] {
            let before = t.findings();
            t.row(table, &cells);
            prop_assert_eq!(before, t.findings(), "{}", table);
        }
        // A contact is the business of one rule, and moves that one later or not at all.
        let before = soonest(&t);
        t.row(table::EVENT_CONTACT, &[("on", on())]);
        for (rule, due) in soonest(&t) {
            prop_assert!(before.get(rule).is_some_and(|was| *was <= due), "{rule}");
        }
    }
}

/// Holds what is found of a case that was judged before to what every rule finds of it.
fn held(judged: &mut JudgedCase, case: &Case, context: &RuleContext) -> Result<(), String> {
    let (again, anew) = (judged.findings(case, context), findings(case, context));
    if again == anew { Ok(()) } else { Err(format!("{again:#?}\nis not\n{anew:#?}")) }
}

#[test]
fn every_field_of_the_dictionary_is_asked_about_again_where_it_changes() {
    let mut running = TestCase::new();
    running.running();
    let mut directed = TestCase::new();
    directed.directed();
    let mut ended = TestCase::new();
    ended.running();
    ended.ended("returned");
    // The long form asks the same of a case at every stage.
    let is_long = std::env::var_os("OFFSITE_LONG").is_some();
    let others = [TestCase::new(), directed, ended].into_iter().filter(|_| is_long);
    for t in others.chain([running]) {
        let context = t.context();
        let mut judged = JudgedCase::new(&t.case);
        let mut hold = |case: &Case, of: &str| {
            held(&mut judged, case, &context).unwrap_or_else(|says| panic!("{of}: {says}"));
            // Back to where it began, so that each change is one.
            judged.findings(&t.case, &context);
        };
        for field in forms::fields() {
            for n in [0, 331] {
                let mut changed = t.case.clone();
                changed.answers.insert(field.id.to_owned(), value(field, n));
                hold(&changed, field.id);
            }
            let mut without = t.case.clone();
            without.answers.remove(field.id);
            hold(&without, field.id);
        }
        for table in forms::tables() {
            for field in table.fields {
                for n in [0, 331] {
                    let mut changed = t.case.clone();
                    let rows = changed.rows.entry(table.id.to_owned()).or_default();
                    let row = rows.keys().next_back().copied().unwrap_or(1);
                    rows.entry(row).or_default().insert(field.id.to_owned(), value(field, n));
                    hold(&changed, field.id);
                }
            }
            let mut without = t.case.clone();
            without.rows.remove(table.id);
            hold(&without, table.id);
        }
    }
}
