use super::*;
use std::rc::Rc;

use crate::domain::case::{Case, RowValues};
use crate::domain::rules::RuleContext;
use crate::domain::value::Value;

const NAMES: [&str; 8] = [
    "Bailey Ashworth",
    "Zoë Walsh",
    "Māia Kahu",
    "",
    "O'Brien, Tom",
    "Shaw, Ash-Lee",
    "王 Wang",
    "ASHA SHAH",
];
const SCHOOLS: [&str; 4] = ["", "Hagley Catholic High School", "Ash Grove", "École Saint-Ouen"];
const SEARCHES: [&str; 20] = [
    "",
    "a",
    "o",
    "0",
    "é",
    "ash",
    "shw",
    "hagley",
    "ecole",
    "osd-2026",
    "999",
    "ash wal",
    "not ash",
    "not a",
    "a or stage:running",
    "zoe (late or ash)",
    "not (a or o)",
    "wang",
    "'",
    "due<20d ash",
];

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).expect("a day")
}

fn line(n: u32) -> Summary {
    let mut case = Case::new(CaseRef { year: 2026, number: n % 97 });
    let school = |n: u32| Value::School(SCHOOLS[n as usize % 4].to_owned());
    let answers = [
        ("child.full_name", Value::Text(NAMES[(n * 5 % 8) as usize].into())),
        ("child.upn", Value::Text(format!("F9999{:08}", n * 7919))),
        ("school.home", school(n)),
        ("school.host", school(n / 3)),
        ("direction.end", Value::Date(day(1 + n * 11 % 30))),
    ];
    case.answers.extend(answers.map(|(field, value)| (field.to_owned(), value)));
    if n.is_multiple_of(2) {
        let start = RowValues::from([("start.on".to_owned(), Value::Date(day(1 + n % 20)))]);
        case.rows.entry("event.start".into()).or_default().insert(1, start);
    }
    Summary::from_case(&case, &RuleContext::default(), i64::from(n % 5))
}

fn agree(search_index: &SearchIndex, lines: &[Summary], today: NaiveDate) {
    for search in SEARCHES {
        let query = Query::parse(search).expect("a search");
        let mut seeker = Seeker::new(today);
        let mut fit: Vec<&Summary> = lines
            .iter()
            .filter(|l| seeker.fits(&query, &QueryRow::new(l, &l.sort_key(), &l.home, &l.host)))
            .collect();
        fit.sort_by_key(|l| l.rank(today));
        let mut groups = GroupCounts::default();
        for line in &fit {
            groups.add(line.group(today));
        }
        let fit: Vec<CaseRef> = fit.into_iter().map(|l| l.id).collect();
        assert_eq!(
            search_index.find(&query, Sort::Pressing, Rc::default()),
            (fit.clone(), groups),
            "{search}"
        );
        assert_eq!(search_index.count(&query, Rc::default()), fit.len(), "{search}");
    }
}

#[test]
fn search_index_finds_what_a_scan_of_the_lines_finds() {
    let mut lines: Vec<Summary> = (0..60).map(line).collect();
    let mut search_index =
        SearchIndex::build(&mut lines.clone().into_iter().map(Ok), day(10)).expect("a roll");
    search_index.name_schools(str::to_owned);
    agree(&search_index, &lines, day(10));
    search_index.turn(day(24));
    agree(&search_index, &lines, day(24));
    for n in 200..260 {
        let new = line(n);
        lines.retain(|l| l.id != new.id);
        if n % 7 == 0 {
            search_index.remove(new.id);
        } else {
            search_index.put(&new);
            lines.push(new);
        }
    }
    agree(&search_index, &lines, day(24));
    let (ids, groups) =
        search_index.find(&Query::parse("").expect("all"), Sort::Pressing, Rc::default());
    assert_eq!(search_index.groups(), groups);
    assert_eq!(search_index.window(7, 20), ids[7..27]);
}

#[test]
fn search_index_is_none_where_a_line_could_not_be_read() {
    let mut lines = vec![Ok(line(1)), Err(crate::error::Error::damaged("No."))].into_iter();
    assert!(SearchIndex::build(&mut lines, day(1)).is_err());
}
