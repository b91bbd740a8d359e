use proptest::prelude::*;

use crate::domain::case::value::Value;
use crate::domain::case::{Case, CaseRef, RowValues};
use crate::domain::query::*;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a day")
}

fn bailey() -> Summary {
    let mut case = Case::new(CaseRef { year: 2026, number: 42 });
    for (field, value) in [
        ("child.full_name", Value::Text("Ashworth, Bailey".into())),
        ("child.upn", Value::Text("F999999925001".into())),
        ("child.dob", Value::Date(day(2013, 3, 12))),
        ("child.year_group", Value::Number(9)),
        ("cla.is", Value::YesNo(true)),
        ("send.ehcp", Value::YesNo(false)),
        ("school.home", Value::School("hagley".into())),
        ("school.host", Value::School("north".into())),
        ("direction.end", Value::Date(day(2026, 12, 11))),
    ] {
        case.answers.insert(field.into(), value);
    }
    let start = RowValues::from([("start.on".to_owned(), Value::Date(day(2026, 10, 19)))]);
    case.rows.entry("event.start".into()).or_default().insert(1, start);
    let mut line = Summary::of(&case, &crate::domain::rules::RuleContext::default(), 0);
    line.facts.attended = 27;
    line.facts.possible = 30;
    line.facts.touched = Some(day(2026, 11, 1));
    if let Some(next) = &mut line.first {
        next.due = Some(day(2026, 11, 21));
    }
    line
}

fn finds(text: &str) -> bool {
    let line = bailey();
    let query = Query::parse(text).unwrap_or_else(|f| panic!("{text}: {f}"));
    let brief = SortKey::of(&line);
    let line =
        QueryRow::of(&line, &brief, "Hagley Catholic High School", "North Bromsgrove High School");
    Seeker::new(day(2026, 11, 23)).fits(&query, &line)
}

#[test]
fn every_word_says_yes_and_no() {
    for yes in [
        "",
        "late",
        "due<7d",
        "due<today",
        "due:21/11/2026",
        "due:20/11/2026..22/11/2026",
        "stage:running",
        "stage:open",
        "host:\"North Bromsgrove\"",
        "home:hagley",
        "host:north",
        "flag:cla",
        "FLAG:CLA",
        "not flag:ehcp",
        "flag!=ehcp",
        "year>=9",
        "year:9",
        "attendance<90.1",
        "attendance>=90",
        "attendance:90%",
        "untouched>14d",
        "untouched>=3w",
        "untouched<23",
        "missing:review",
        "missing:contact",
        "start<today",
        "start:19/10/2026",
        "end:11/12/2026",
        "end<3w",
        "born:1/9/2012..31/8/2013",
        "born:12/3/13",
        "review:none",
        "name:bailey",
        "upn:f9999",
        "unmarked",
        "late and year:9",
        "late year:9",
        "ended or late",
        "(today or late) not (year<9 or flag:ehcp)",
        "bailey",
        "Ash",
        "bly",
        "ash bail",
        "0042",
        "OSD-2026",
        "25001",
        "hagley",
        "bromsgr",
        "\"North Brom\"",
        "not zoë",
        "review!=12/12/2026",
    ] {
        assert!(finds(yes), "{yes}");
    }
    for no in [
        "today",
        "due>7d",
        "due:none",
        "stage:ended",
        "host:hagley",
        "flag:ehcp",
        "year<9",
        "year!=9",
        "attendance<90",
        "untouched>22d",
        "missing:upn",
        "review<9w",
        "start>today",
        "not late",
        "late today",
        "zoë",
        "bxq",
        "999999999999",
        "name:hagley",
        "\"late\" xyz",
        "not (late or ended)",
        "born>1/1/2014",
    ] {
        assert!(!finds(no), "{no}");
    }
}

#[test]
fn faults_point_at_their_column_and_say_what_to_do() {
    for (text, column, says) in [
        ("stagee:running", 1, "Did you mean \"stage\""),
        ("late and", 9, "missing here"),
        ("and late", 1, "missing before it"),
        ("due<", 5, "as in due<7d"),
        ("due<soon", 5, "not a day"),
        ("due:1/2/2026..", 5, "not a day"),
        ("stage:runing", 7, "Did you mean \"running\""),
        ("flag:xxxxxx", 6, "It can be cla, ehcp"),
        ("stage<running", 7, "only : or !="),
        ("(late", 1, "not closed"),
        ("late)", 5, "closes nothing"),
        ("zoë ()", 6, "before this bracket"),
        ("year>=nine", 7, "not a number"),
        ("year>=\"9\"", 7, "no quotes"),
        ("untouched>x", 11, "not a number of days"),
        ("late:yes", 5, "stands alone"),
        (":yes", 1, "a word is missing"),
        ("attendance<9.99", 12, "not a number"),
    ] {
        let fault = Query::parse(text).expect_err(text);
        assert_eq!(fault.column, column, "{text}: {fault}");
        assert!(fault.says.contains(says), "{text}: {fault}");
    }
    assert!(Query::parse(&"(".repeat(100_000)).is_err());
    assert!(Query::parse(&"not ".repeat(100_000)).is_err());
}

#[test]
fn every_example_of_the_table_can_be_read_and_every_name_stands_once() {
    for (i, word) in words::WORDS.iter().enumerate() {
        assert!(Query::parse(word.example).is_ok(), "{}", word.example);
        assert!(words::WORDS[i + 1..].iter().all(|w| w.name != word.name));
    }
    assert!(
        crate::domain::list::facets::FLAGS.len() <= 32
            && crate::domain::list::facets::MISSING.len() <= 32
    );
}

#[test]
fn words_and_values_are_completed() {
    let first = |text: &str| complete(text).first().map(|c| c.text.clone());
    assert_eq!(first("st").as_deref(), Some("stage:"));
    assert_eq!(first("late fl").as_deref(), Some("late flag:"));
    assert_eq!(first("flag:e").as_deref(), Some("flag:ehcp"));
    assert_eq!(first("late flag:").as_deref(), Some("late flag:cla"));
    assert_eq!(first("due<t").as_deref(), Some("due<today"));
    assert_eq!(first("(not mis").as_deref(), Some("(not missing:"));
    assert_eq!(first("late "), None);
    assert_eq!(first(""), None);
    assert_eq!(first("zzz"), None);
}

/// Pieces from which searches are put together at random, right ones and wrong ones.
const PIECES: &[&str] = &[
    "late",
    "due",
    "<",
    ">=",
    ":",
    "=",
    "!=",
    "7d",
    "-2w",
    "12/3/2026",
    "..",
    "fri",
    "none",
    "stage",
    "running",
    "flag",
    "cla",
    "year",
    "9",
    "92.5%",
    "host",
    "\"North B\"",
    "\"",
    "(",
    ")",
    "and",
    "or",
    "not",
    " ",
    " ",
    " ",
    "bailey",
    "Zoë",
    "untouched",
    "14",
    "!",
];

proptest! {
    #[test]
    fn no_text_makes_reading_panic_and_what_is_read_prints_back(text in "\\PC{0,40}") {
        if let Ok(query) = Query::parse(&text) {
            let printed = query.to_string();
            prop_assert_eq!(Query::parse(&printed), Ok(query), "{} -> {}", text, printed);
        }
        complete(&text);
    }

    #[test]
    fn searches_of_real_pieces_print_back_or_point_into_the_text(picks in prop::collection::vec(0..PIECES.len(), 0..14)) {
        let text: String = picks.iter().map(|i| PIECES[*i]).collect();
        match Query::parse(&text) {
            Ok(query) => {
                let printed = query.to_string();
                prop_assert_eq!(Query::parse(&printed), Ok(query), "{} -> {}", text, printed);
            }
            Err(fault) => prop_assert!((1..=text.chars().count() + 1).contains(&fault.column), "{}: {}", text, fault),
        }
        complete(&text);
    }
}
