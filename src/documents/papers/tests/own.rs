//! What only some authorities have: a form of their own, a name for the route, copies by name.

use super::*;
use crate::documents::papers::{Chase, chase_host};
use crate::domain::profile::Profile;

/// Makes a paper by the profile of an invented authority.
fn by(profile: &str, case: &Case, kind: &str) -> Result<MadeDocument, String> {
    let text = match profile {
        "northshire" => include_str!("../../../domain/data/example-northshire.toml"),
        _ => include_str!("../../../domain/data/example-valeshire.toml"),
    };
    let profile = Profile::parse(text).expect("a profile");
    let context = RuleContext { profile: &profile, ..RuleContext::default() };
    let (order, wording) = (order(kind), Wording::default());
    make(&PaperFacts {
        case,
        school: &school,
        context: &context,
        wording: &wording,
        order: &order,
        officer: "a.shah",
    })
    .map_err(|e| e.to_string())
}

fn text_of(made: &MadeDocument) -> String {
    let all = made.copies.iter().map(|c| String::from_utf8_lossy(&c.bytes));
    all.flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn a_letter_names_the_route_as_the_authority_does() {
    let case = full(true);
    let own = text_of(&by("northshire", &case, "letter").expect("made"));
    assert!(own.contains("direction off-site with intent to managed move to"), "{own}");
    let usual = text_of(&made(&case, &order("letter")).expect("made"));
    assert!(usual.contains(": off-site direction to"), "{usual}");
}

#[test]
fn the_weekly_letter_to_a_host_names_the_route_as_the_authority_does() {
    let chase = Chase {
        id: "",
        host: "Host Academy",
        pupils: &[],
        monday: day("2026-11-16"),
        today: day("2026-11-23"),
        officer: "a.shah",
        route: "Direction off-site with intent to managed move",
    };
    let text = chase_host(&chase, FileFormat::Text).expect("made");
    let text = String::from_utf8(text.bytes).expect("text").replace('\n', " ");
    assert!(text.contains("by direction off-site with intent to managed move."), "{text}");
}

#[test]
fn who_is_copied_in_by_name_stands_on_the_letter_and_has_a_copy() {
    let case = full(true);
    let made_by_own = by("northshire", &case, "letter").expect("made");
    assert!(text_of(&made_by_own).contains("EHCP coordinator"));
    assert!(made_by_own.copies.iter().any(|c| c.name.contains("ehcp-coordinator")));
    let usual = made(&case, &order("letter")).expect("made");
    assert!(!text_of(&usual).contains("EHCP coordinator"));
    let without = by("northshire", &full(false), "letter").expect("made");
    assert!(!text_of(&without).contains("EHCP coordinator"), "the child has no EHCP");
}

#[test]
fn the_authoritys_own_form_prints_what_it_asks_for() {
    let mut case = full(true);
    case.rows.remove("event.decision");
    case.rows.remove("event.end");
    case.rows.remove("timetable");
    case.rows.remove("event.authority_step");
    for (field, hour) in [
        ("session.start", 9),
        ("session.break_start", 12),
        ("session.break_end", 13),
        ("session.finish", 15),
    ] {
        case.answers.insert(field.into(), Value::Time(hour * 60));
    }
    case.answers.insert("session.per_day".into(), Value::Choice("two".into()));
    case.answers.insert("school.home".into(), Value::School("100".into()));
    let start = by("valeshire", &case, "authority").expect("made");
    let text = text_of(&start);
    for words in [
        "Start: for the form of",
        "Home High School",
        "Start (time of day) 09:00",
        "Hours a week at the host",
        "25 hours",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let recorded = format!("{:?}", start.record);
    assert!(
        recorded.contains("event.authority_step") && recorded.contains("\"start\""),
        "{recorded}"
    );
    // An unanswered time is missing, and the sheet a draft.
    case.answers.remove("session.finish");
    let lacking = by("valeshire", &case, "authority").expect("made");
    assert!(lacking.draft && lacking.missing.iter().any(|m| m.words == "the times of the day"));
    // Once it is decided, the form is that of the outcome; what it does not ask says so.
    let cells = [
        ("decision.on", Value::Date(day("2026-11-20"))),
        ("decision.outcome", Value::Choice("return".into())),
        ("decision.last_day", Value::Date(day("2026-11-27"))),
    ];
    add(&mut case, "event.decision", &cells);
    let text = text_of(&by("valeshire", &case, "authority").expect("made"));
    assert!(text.contains("Start: for the form of"), "the start was not told yet: {text}");
    let told = [("authority_step.kind", Value::Choice("start".into()))];
    add(&mut case, "event.authority_step", &told);
    let text = text_of(&by("valeshire", &case, "authority").expect("made"));
    assert!(text.contains("Outcome: for the form of") && text.contains("27/11/2026"), "{text}");
    assert!(text.contains("does not apply"), "{text}");
}

#[test]
fn a_profile_without_a_form_of_its_own_offers_no_sheet_for_it() {
    let case = full(true);
    assert!(made(&case, &order("authority")).is_err_and(|e| e.contains("names no form")));
    let lines = with(&case, &Wording::default(), &order(""), offers);
    assert!(lines.iter().all(|line| line.kind != "authority"));
}
