use super::*;
use crate::domain::case::{Half, Marks};
use crate::domain::profile::Profile;
use crate::domain::value::RowValues;

fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a day")
}

/// A child born on this day whose direction began and ended, with every question answered with no.
fn ended(born: &str) -> Case {
    let mut case = Case::new("OSD-2026-0001".parse().expect("a reference"));
    for id in ["send.ehcp", "safeguarding.concerns", "cla.is"] {
        case.answers.insert(id.into(), Value::YesNo(false));
    }
    case.answers.insert("child.dob".into(), Value::Date(day(born)));
    for (table, field, on) in
        [("event.start", "start.on", "2026-09-07"), ("event.end", "end.on", "2026-10-16")]
    {
        let row = RowValues::from_iter([(field.into(), Value::Date(day(on)))]);
        case.rows.entry(table.into()).or_default().insert(1, row);
    }
    case
}

fn of(case: &Case) -> Retention {
    retention(case, &Profile::shipped().retention)
}

fn labels(retention: &Retention) -> Vec<&'static str> {
    retention.classes.iter().map(|class| class.class.label()).collect()
}

#[test]
fn latest_of_the_classes_counts_and_each_shows_its_sum_and_doubt() {
    let mut case = ended("2012-03-04");
    let alone = of(&case);
    assert_eq!(alone.due, RetentionDue::From(day("2037-03-04")));
    assert_eq!(
        alone.classes[0].why,
        "date of birth 04/03/2012 + 25 years = 04/03/2037 (Kept with the pupil record, uncertain)"
    );
    case.answers.insert("send.ehcp".into(), Value::YesNo(true));
    case.answers.insert("fap.on".into(), Value::Date(day("2026-09-01")));
    case.marks.insert((day("2026-10-16"), Half::Am), Marks::default());
    let all = of(&case);
    assert_eq!(all.due, RetentionDue::From(day("2043-03-04")));
    assert_eq!(labels(&all), ["case file", "EHCP", "registers", "panel"]);
    assert_eq!(
        all.classes[2].why,
        "last mark 16/10/2026 + 6 years = 16/10/2032 (SI 2024/208 reg 7)"
    );
}

#[test]
fn child_born_on_29_february_is_kept_to_the_end_of_the_last_year() {
    assert_eq!(of(&ended("2012-02-29")).due, RetentionDue::From(day("2037-03-01")));
}

#[test]
fn answer_that_is_missing_is_never_taken_for_the_harmless_one() {
    for id in ["child.dob", "send.ehcp", "safeguarding.concerns", "cla.is"] {
        let mut case = ended("2012-03-04");
        case.answers.remove(id);
        assert_eq!(of(&case).due, RetentionDue::CannotBeTold, "{id}");
    }
}

#[test]
fn safeguarding_is_kept_until_the_authority_sets_a_period() {
    for id in ["safeguarding.concerns", "cla.is", "plan.social_worker", "plan.cp", "plan.cin"] {
        let mut case = ended("2012-03-04");
        case.answers.insert(id.into(), Value::YesNo(true));
        assert_eq!(of(&case).due, RetentionDue::Kept, "{id}");
        let own = "[retention]\nclasses = [\"safeguarding: born + 50: certain: Our schedule\"]";
        let own = Profile::parse(own).expect("a profile");
        let due = retention(&case, &own.retention).due;
        assert_eq!(due, RetentionDue::From(day("2062-03-04")), "{id}");
    }
}

fn with_evidence(mut case: Case, kind: Option<&str>) -> Case {
    let mut row = RowValues::from_iter([("evidence.title".into(), Value::Text("Report".into()))]);
    row.extend(kind.map(|kind| ("evidence.kind".to_owned(), Value::Choice(kind.into()))));
    case.rows.entry("evidence".into()).or_default().insert(7, row);
    case
}

#[test]
fn papers_of_the_other_school_are_due_when_the_case_ends_and_show_their_doubt() {
    for kind in ["other_school", "host_checks"] {
        let theirs = of(&with_evidence(ended("2012-03-04"), Some(kind)));
        assert_eq!(labels(&theirs), ["case file", "papers of the other school"], "{kind}");
        assert_eq!(theirs.classes[1].due, Some(day("2026-10-16")));
        let why = &theirs.classes[1].why;
        assert!(why.starts_with("day on which it ended 16/10/2026 (Passed on at the end"), "{why}");
        assert!(why.ends_with("uncertain)"), "{why}");
        // The case goes as a whole: its latest day counts.
        assert_eq!(theirs.due, RetentionDue::From(day("2037-03-04")));
    }
    let own = of(&with_evidence(ended("2012-03-04"), Some("behaviour_log")));
    assert_eq!(labels(&own), ["case file"]);
    // A paper that nobody has given a kind may be theirs.
    let untold = of(&with_evidence(ended("2012-03-04"), None));
    assert_eq!(untold.due, RetentionDue::CannotBeTold);
    let text = "[retention]\nclasses = [\"other_school: ended + 3: certain: Our schedule\"]";
    let years = Profile::parse(text).expect("a profile").retention;
    let three = retention(&with_evidence(ended("2012-03-04"), Some("other_school")), &years);
    assert_eq!(three.due, RetentionDue::From(day("2029-10-16")));
}

#[test]
fn direction_that_never_began_is_kept_to_the_end_of_the_next_year() {
    let mut case = ended("2012-03-04");
    case.rows.remove("event.start");
    let short = of(&case);
    assert_eq!(short.due, RetentionDue::From(day("2027-12-31")));
    assert!(short.classes[0].why.contains("uncertain"), "{short:?}");
    case.rows.remove("event.end");
    assert_eq!(of(&case).due, RetentionDue::Open);
}

#[test]
fn schedule_without_a_class_for_a_case_says_that_it_cannot_be_told() {
    assert_eq!(retention(&ended("2012-03-04"), &[]).due, RetentionDue::CannotBeTold);
}
