use chrono::NaiveDate;

use crate::domain::case::{Case, CaseRef, RowValues};
use crate::domain::list::row::QueryRow;
use crate::domain::list::seeker::Seeker;
use crate::domain::list::summary::Summary;
use crate::domain::query::Query;
use crate::domain::value::Value;

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
    let mut line = Summary::from_case(&case, &crate::domain::rules::RuleContext::default(), 0);
    line.facts.attended = 27;
    line.facts.possible = 30;
    line.facts.touched = Some(day(2026, 11, 1));
    line
}

fn finds(text: &str) -> bool {
    let line = bailey();
    let query = Query::parse(text).unwrap_or_else(|f| panic!("{text}: {f}"));
    let mut brief = line.sort_key();
    brief.late = [None, None, None, Some(day(2026, 11, 21))];
    let line =
        QueryRow::new(&line, &brief, "Hagley Catholic High School", "North Bromsgrove High School");
    Seeker::new(day(2026, 11, 23)).fits(&query, &line)
}

#[test]
fn every_search_word_matches_one_row_and_not_another() {
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
