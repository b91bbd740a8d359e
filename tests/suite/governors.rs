//! The governors' report: its figures are counted again here from the exported cases, by code of its
//! own, and its files are opened.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use chrono::{Days, NaiveDate};
use offsite::domain::upn;
use serde_json::{Value, json};

use crate::{offsite, text};

/// The days that are reported, and the first of the school year.
const DAYS: [&str; 3] = ["2026-10-05", "2026-11-23", "2026-09-01"];

/// A numerator and a denominator in the time, then in the year to date.
type Numbers = [Option<f64>; 4];

fn report(store: &Path, more: &[&str]) -> Vec<u8> {
    let days = ["export", "governors", "--from", DAYS[0], "--to", DAYS[1]];
    let out = offsite(store, &[&days, more].concat());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

fn in_json(store: &Path, more: &[&str]) -> Value {
    serde_json::from_slice(&report(store, &[&["--format", "json"], more].concat())).expect("JSON")
}

/// Returns the numbers of this year by section, figure and part.
fn numbers(report: &Value) -> BTreeMap<[String; 3], Numbers> {
    let figures = report["figures"].as_array().expect("figures").iter();
    let words = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let each = figures.map(|f| {
        let of = |time: &str, what: &str| f["now"][time][what].as_f64();
        let name = ["section", "figure", "part"].map(|key| words(&f[key]));
        let of_term = [of("term", "numerator"), of("term", "denominator")];
        (name, [of_term[0], of_term[1], of("year", "numerator"), of("year", "denominator")])
    });
    each.collect()
}

/// What the exported cases say, counted here.
#[derive(Default)]
struct Recount(BTreeMap<[String; 3], [u64; 4]>);

impl Recount {
    /// Adds to a figure on a day: in the time, and in the year to date.
    fn add(&mut self, name: [&str; 3], day: &str, numerator: u64, denominator: u64) {
        let sums = self.0.entry(name.map(str::to_owned)).or_default();
        if (DAYS[0]..=DAYS[1]).contains(&day) {
            sums[0] += numerator;
            sums[1] += denominator;
        }
        if (DAYS[2]..=DAYS[1]).contains(&day) {
            sums[2] += numerator;
            sums[3] += denominator;
        }
    }
}

fn rows<'a>(case: &'a Value, table: &str) -> Vec<(u64, &'a Value)> {
    let rows = case["rows"][table].as_object().into_iter().flatten();
    let mut rows: Vec<(u64, &Value)> =
        rows.map(|(n, row)| (n.parse().expect("a row"), row)).collect();
    rows.sort_by_key(|(n, _)| *n);
    rows
}

fn answer<'a>(case: &'a Value, field: &str) -> &'a str {
    case["answers"][field]["Choice"].as_str().unwrap_or_default()
}

fn yes_no(case: &Value, field: &str) -> Option<bool> {
    case["answers"][field]["YesNo"].as_bool()
}

/// Which children count, and of whom, in the time and in the year to date: a number for each.
#[derive(Default)]
struct Children(BTreeMap<&'static str, [BTreeSet<String>; 4]>);

impl Children {
    /// Adds the child of a case to a figure for days from the first to the last: to those who count,
    /// or to those of whom they are.
    fn add(&mut self, name: &'static str, case: &Value, days: (&str, &str), counts: bool) {
        let child = case["answers"]["child.upn"]["Text"].as_str().unwrap_or_default();
        assert!(!child.is_empty(), "every invented child has a number");
        let sets = self.0.entry(name).or_default();
        for (place, from) in [(0, DAYS[0]), (2, DAYS[2])] {
            if days.0 <= DAYS[1] && days.1 >= from {
                sets[place + usize::from(!counts)].insert(child.to_owned());
            }
        }
    }

    /// Adds it on one day.
    fn on(&mut self, name: &'static str, case: &Value, day: &str, counts: bool) {
        self.add(name, case, (day, day), counts);
    }
}

/// The figures of children that are of some children; the others are plain numbers.
const OF_CHILDREN: [&str; 4] = [
    "Children suspended before the direction",
    "Children with a review without a nominee",
    "Children with a review without the parents' views",
    "Children suspended during a direction",
];

fn recount_children(all: &mut Children, case: &Value) {
    let [before, nominee, views, during] = OF_CHILDREN;
    let days = |table: &str, field: &str| -> Vec<String> {
        let of = |(_, row): (u64, &Value)| row[field]["Date"].as_str().map(str::to_owned);
        rows(case, table).into_iter().filter_map(of).collect()
    };
    for day in days("event.override", "override.on") {
        all.on("Children with a step taken although a rule was not met", case, &day, true);
    }
    for day in days("event.appendix", "appendix.on") {
        all.on("Children with a correction after sign-off", case, &day, true);
    }
    if answer(case, "case.route") != "managed_move"
        && let Some(start) = days("event.start", "start.on").last()
    {
        all.on("Children with a direction begun", case, start, true);
        all.on(before, case, start, false);
        if !rows(case, "suspensions").is_empty() {
            all.on(before, case, start, true);
        }
        let has_ended = !rows(case, "event.end").is_empty();
        let ends = days("event.end", "end.on");
        let last = ends.last().map_or(if has_ended { start } else { "9999" }, String::as_str);
        all.add(during, case, (start, last), false);
    }
    for day in days("event.host_suspension", "host_suspension.on") {
        all.on(during, case, &day, true);
    }
    for (row, review) in rows(case, "event.review") {
        let Some(on) = review["review.on"]["Date"].as_str() else { continue };
        if answer(case, "case.route") == "managed_move" || review["review.held"]["YesNo"] != true {
            continue;
        }
        let is_of_it = |of: &Value| of["Row"] == row || of["Number"] == row;
        let has_nominee = rows(case, "attendees").iter().any(|(_, one)| {
            is_of_it(&one["attendees.review"])
                && one["attendees.role"]["Choice"] == "nominee"
                && one["attendees.is_head"]["YesNo"] != true
                && one["attendees.came"]["YesNo"] != false
        });
        let has_views = rows(case, "event.parent_views").iter().any(|(_, view)| {
            is_of_it(&view["parent_views.review"])
                && view["parent_views.text"]["Text"].as_str().is_some_and(|t| !t.is_empty())
        });
        for (name, is_there) in [(nominee, has_nominee), (views, has_views)] {
            all.on(name, case, on, false);
            if !is_there {
                all.on(name, case, on, true);
            }
        }
    }
}

#[test]
fn children_of_the_governors_report_are_those_of_the_exported_cases() {
    let (_dir, store) = crate::demo();
    let mut again = Children::default();
    for line in text(&offsite(&store, &["export", "cases"])).lines() {
        recount_children(&mut again, &serde_json::from_str(line).expect("JSON"));
    }
    let counted = numbers(&in_json(&store, &[]));
    let of = |name: &str| counted[&["Children".to_owned(), name.to_owned(), String::new()]];
    let mut compared = 0;
    for (name, sets) in &again.0 {
        let is_share = OF_CHILDREN.contains(name);
        // Nobody counts who is not one of those of whom the number is.
        let both = |place: usize| {
            let (counts, among) = (&sets[place], &sets[place + 1]);
            let some = counts.iter().filter(|child| !is_share || among.contains(*child)).count();
            [Some(some as f64), is_share.then_some(among.len() as f64)]
        };
        let says: Numbers = [both(0)[0], both(0)[1], both(2)[0], both(2)[1]];
        assert_eq!(of(name), says, "{name}");
        compared += usize::from(says[2] > Some(0.0));
    }
    assert!(compared >= 4, "{compared} figures that are not nought: {:?}", again.0.keys());
}

/// Returns invented cases of which two are of one child each, as lines: directions that begin one
/// after the other, with reviews before, on and after the day they are due, some not held, and some
/// ended.
fn cases_with_reviews() -> Vec<Value> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 12).expect("a day");
    let case = |n: u64| {
        let day = |n: u64| json!({ "Date": first + Days::new(n) });
        let (start, child) = (n * 4, n / 2);
        let every = [6, 3, 4, 8][n as usize % 4];
        let body = format!("9990000{child:05}");
        let letter = upn::check_letter(&body).expect("a letter");
        let mut reviews = serde_json::Map::new();
        let mut on = start + 42;
        for row in 2..2 + n % 4 {
            on = on + 6 - (n * 5 + row * 3) % 13;
            let review = json!({
                "review.on": day(on),
                "review.held": { "YesNo": !(n + row).is_multiple_of(5) },
            });
            reviews.insert(row.to_string(), review);
            on += 7 * every;
        }
        let mut answers = json!({
            "child.full_name": { "Text": format!("Invented Child {child}") },
            "child.upn": { "Text": format!("{letter}{body}") },
            "case.route": { "Choice": "direction" },
        });
        if !n.is_multiple_of(4) {
            answers["initial.frequency_weeks"] = json!({ "Number": every });
        }
        let mut rows = json!({ "event.start": { "1": { "start.on": day(start) } } });
        if !reviews.is_empty() {
            rows["event.review"] = Value::Object(reviews);
        }
        if n % 3 == 1 {
            let end = json!({ "end.on": day(start + 80), "end.how": { "Choice": "returned" } });
            rows["event.end"] = json!({ "9": end });
        }
        json!({ "id": format!("OSD-2026-{:04}", n + 1), "answers": answers, "rows": rows, "marks": [] })
    };
    (0..70).map(case).collect()
}

/// Adds the reviews of a case to those due, by the day on which each was: six weeks after the first
/// day, then as many after the one before as was agreed. No terms are known, so each week counts.
fn recount_reviews(recount: &mut Recount, children: &mut Children, case: &Value) {
    let date = |of: &Value| of["Date"].as_str().and_then(|day| day.parse::<NaiveDate>().ok());
    let begun = rows(case, "event.start").last().and_then(|(_, row)| date(&row["start.on"]));
    let ended = rows(case, "event.end").last().and_then(|(_, row)| date(&row["end.on"]));
    let mut held: Vec<NaiveDate> = rows(case, "event.review")
        .iter()
        .filter(|(_, row)| row["review.held"]["YesNo"] == true)
        .filter_map(|(_, row)| date(&row["review.on"]))
        .collect();
    held.sort();
    let every = case["answers"]["initial.frequency_weeks"]["Number"].as_u64().unwrap_or(6);
    let mut due = begun.expect("every one has begun") + Days::new(42);
    let today: NaiveDate = DAYS[1].parse().expect("a day");
    let mut all = Vec::new();
    for on in held {
        all.push((due, if on <= due { "Held in time" } else { "Held late" }));
        due = on + Days::new(7 * every);
    }
    all.extend((due < today).then_some((due, "Not held")));
    for (due, part) in all.into_iter().filter(|(due, _)| ended.is_none_or(|end| *due <= end)) {
        let (due, is_late) = (due.to_string(), part != "Held in time");
        recount.add(["Reviews due", "Reviews due", part], &due, 1, 1);
        recount.add(["Reviews due", "Reviews due", ""], &due, 1, 1);
        children.on("Children with a late review", case, &due, false);
        if is_late {
            children.on("Children with a late review", case, &due, true);
        }
    }
}

#[test]
fn late_reviews_of_the_governors_report_are_those_of_the_exported_cases() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, file) = (dir.path().join("store"), dir.path().join("cases.jsonl"));
    let lines: String = cases_with_reviews().iter().map(|case| format!("{case}\n")).collect();
    std::fs::write(&file, lines).expect("written");
    let read = offsite(&store, &["import", "cases", &file.to_string_lossy()]);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let (mut again, mut children) = (Recount::default(), Children::default());
    for line in text(&offsite(&store, &["export", "cases"])).lines() {
        let case = serde_json::from_str(line).expect("JSON");
        recount_reviews(&mut again, &mut children, &case);
    }
    let counted = numbers(&in_json(&store, &[]));
    let of = |part: &str| ["Reviews due", "Reviews due", part].map(str::to_owned);
    let whole = again.0[&of("")];
    for part in ["Held in time", "Held late", "Not held"] {
        let sums = again.0[&of(part)];
        assert!(sums[0] > 3, "{part}: {sums:?}");
        let says = [sums[0], whole[1], sums[2], whole[3]].map(|n| Some(n as f64));
        assert_eq!(counted[&of(part)], says, "{part}");
    }
    let sets = &children.0["Children with a late review"];
    let says = [0, 1, 2, 3].map(|at| Some(sets[at].len() as f64));
    assert!(sets[0].len() < sets[1].len() && (sets[2].len() as u64) < whole[3], "{says:?}");
    let name = ["Children", "Children with a late review", ""].map(str::to_owned);
    assert_eq!(counted[&name], says);
}

fn recount(recount: &mut Recount, case: &Value) {
    if answer(case, "case.route") == "managed_move" {
        return;
    }
    let (begun, ended) = ("Directions begun", "Directions ended");
    let starts = rows(case, "event.start");
    let start = starts.last().and_then(|(_, row)| row["start.on"]["Date"].as_str());
    let ends = rows(case, "event.end");
    let end = ends.last().map(|(_, row)| *row);
    let end_on = end.and_then(|row| row["end.on"]["Date"].as_str());
    if let Some(start) = start {
        let mut count = |figure: &str, part: &str| {
            recount.add([begun, figure, part], start, 1, u64::from(!part.is_empty()));
        };
        count(begun, "");
        let year = case["answers"]["child.year_group"]["Number"].as_u64();
        count("Year group", &year.map_or("Not answered".to_owned(), |year| format!("Year {year}")));
        let sex = match answer(case, "child.gender") {
            "male" => "Male",
            "female" => "Female",
            "non_binary" => "Non-binary",
            _ => "Not answered",
        };
        count("Sex", sex);
        let need = match (yes_no(case, "send.ehcp"), yes_no(case, "send.support")) {
            (Some(true), _) => "EHCP",
            (_, Some(true)) => "SEN support",
            (Some(false), Some(false)) => "Neither",
            _ => "Not answered",
        };
        count("Special educational needs", need);
        let looked_after = match yes_no(case, "cla.is") {
            Some(true) => "Looked after",
            Some(false) => "Not looked after",
            None => "Not answered",
        };
        count("Looked after", looked_after);
        let is_funded = case["answers"]["funding.amount"]["Number"].is_u64();
        count("Funding", if is_funded { "Recorded" } else { "Not recorded" });
        let terms = rows(case, "past_terms");
        let sum =
            |field: &str| terms.iter().filter_map(|(_, row)| row[field]["Number"].as_u64()).sum();
        let name = ["Attendance, suspensions and cost", "Attendance before the direction", ""];
        recount.add(name, start, sum("past_terms.attended"), sum("past_terms.possible"));
    }
    if let (Some(_), Some(end), Some(on)) = (start, end, end_on) {
        recount.add([ended, ended, ""], on, 1, 0);
        let outcome = match end["end.how"]["Choice"].as_str() {
            Some("returned") => "Returned",
            Some("managed_move") => "Managed move",
            Some("host_ended") => "Ended by the host",
            _ => "Post-16",
        };
        recount.add([ended, "Outcome", outcome], on, 1, 1);
    }
    let running = "Directions running";
    let runs = start.is_some_and(|day| day <= DAYS[1])
        && end.is_none_or(|_| end_on.is_some_and(|day| day > DAYS[1]));
    recount.add([running, running, ""], DAYS[1], u64::from(runs), 0);
    let reviews = "Reviews held";
    for (row, review) in rows(case, "event.review") {
        let Some(on) = review["review.on"]["Date"].as_str() else { continue };
        if review["review.held"]["YesNo"] == true {
            recount.add([reviews, reviews, ""], on, 1, 0);
            let is_of_it = |view: &Value| {
                view["parent_views.review"]["Row"] == row
                    || view["parent_views.review"]["Number"] == row
            };
            let has_views = rows(case, "event.parent_views").iter().any(|(_, view)| {
                is_of_it(view)
                    && view["parent_views.text"]["Text"].as_str().is_some_and(|t| !t.is_empty())
            });
            let part = if has_views { "Recorded" } else { "Not recorded" };
            recount.add([reviews, "Parents' views at the review", part], on, 1, 1);
        }
    }
}

#[test]
fn figures_of_the_governors_report_are_those_of_the_exported_cases() {
    let (_dir, store) = crate::demo();
    let mut again = Recount::default();
    for line in text(&offsite(&store, &["export", "cases"])).lines() {
        recount(&mut again, &serde_json::from_str(line).expect("JSON"));
    }
    let board = in_json(&store, &[]);
    assert_eq!(
        (&board["confidential"], &board["of"]),
        (&Value::Bool(true), &Value::from("All schools"))
    );
    let counted = numbers(&board);
    let mut wholes: BTreeMap<String, [u64; 4]> = BTreeMap::new();
    for (name, sums) in &again.0 {
        if name[2].is_empty() {
            wholes.insert(name[0].clone(), *sums);
        }
    }
    let mut compared = 0;
    for (name, [term, term_of, year, year_of]) in &again.0 {
        let is_share = !name[2].is_empty() || name[1] == "Attendance before the direction";
        // A part that is no case's is not shown; a share is of the whole, not of its own part.
        let of = |part: u64, whole: usize| {
            let of_whole = wholes.get(&name[0]).map_or(part, |sums| sums[whole]);
            is_share.then_some(if name[2].is_empty() { part } else { of_whole } as f64)
        };
        let says = [Some(*term as f64), of(*term_of, 0), Some(*year as f64), of(*year_of, 2)];
        match counted.get(name) {
            Some(shown) => assert_eq!(shown, &says, "{name:?}"),
            None => assert_eq!([*term, *year], [0, 0], "{name:?} is not in the report"),
        }
        compared += usize::from(*year > 0);
    }
    assert!(compared > 15, "{compared} figures that are not nought");
    let whole = wholes["Directions begun"];
    assert!(0 < whole[0] && whole[0] < whole[2], "the time is less than the year: {whole:?}");
    let held = board["not_held"].to_string();
    assert!(held.contains("Ethnicity") && held.contains("Free school meals"), "{held}");
}

#[test]
fn the_public_reads_no_small_number_and_the_file_is_not_marked_confidential() {
    let (_dir, store) = crate::demo();
    let public = in_json(&store, &["--for", "public"]);
    assert_eq!(
        (&public["confidential"], &public["withheld_below"]),
        (&Value::Bool(false), &Value::from(5))
    );
    let mut withheld = 0;
    for figure in public["figures"].as_array().expect("figures") {
        for time in ["term", "year"] {
            let number = &figure["now"][time]["numerator"];
            withheld += usize::from(number == "c");
            let is_counted = figure["unit"] == "numbers";
            let is_small = number.as_u64().is_some_and(|n| (1..5).contains(&n));
            assert!(!(is_counted && is_small), "{figure}");
        }
    }
    assert!(withheld > 10, "{withheld}");
    // The threshold is the profile's.
    let profile = store.parent().expect("a folder").join("ten.toml");
    std::fs::write(&profile, "[statistics]\nwithhold_below = 10\n").expect("written");
    let kept = offsite(&store, &["profile", "import", &profile.to_string_lossy()]);
    assert!(kept.status.success(), "{}", String::from_utf8_lossy(&kept.stderr));
    assert_eq!(in_json(&store, &["--for", "public"])["withheld_below"], 10);
    let stats = text(&offsite(&store, &["stats", "--json"]));
    assert!(stats.lines().next().is_some_and(|l| l.contains("\"withheld_below\":10")), "{stats}");
}

/// Returns a part of a Word file or a workbook.
fn unpacked(bytes: &[u8], part: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a packed file");
    let mut text = String::new();
    zip.by_name(part).expect("the part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn the_word_file_and_the_workbook_say_first_what_they_are_and_the_export_is_in_the_audit() {
    let (_dir, store) = crate::demo();
    for (reader, is_confidential) in [("board", true), ("public", false)] {
        let word = report(&store, &["--for", reader, "--format", "docx"]);
        let body = unpacked(&word, "word/document.xml");
        assert!(body.contains("report: All schools"), "the title");
        assert_eq!(body.contains("Confidential"), is_confidential, "{reader}");
        let foot = unpacked(&word, "word/footer1.xml");
        assert_eq!(foot.contains("Confidential"), is_confidential, "{foot}");
    }
    let book = report(&store, &["--format", "xlsx"]);
    assert!(unpacked(&book, "xl/charts/chart1.xml").contains("<c:barChart>"), "a chart");
    let mut book: calamine::Xlsx<_> = calamine::Reader::new(Cursor::new(book)).expect("a workbook");
    let sheet = calamine::Reader::worksheet_range(&mut book, "Figures").expect("the sheet");
    let first: Vec<String> =
        sheet.rows().next().expect("a row").iter().map(ToString::to_string).collect();
    assert!(first[0] == "Governors' report" && first[4].contains("Confidential"), "{first:?}");
    assert!(sheet.rows().any(|row| matches!(row[4], calamine::Data::Float(_))), "numbers");
    let csv = String::from_utf8(report(&store, &[])).expect("text");
    let row = csv.lines().next().expect("a row");
    assert!(row.starts_with("Governors' report,23/11/2026,a.shah,"), "{row}");
    let audit = text(&offsite(&store, &["audit", "--json"]));
    assert_eq!(
        audit.lines().filter(|line| line.contains("governors' report")).count(),
        4,
        "{audit}"
    );
    // What was published is known by its schools and its time.
    let published = "governors' report for the public: All schools, 05/10/2026 to 23/11/2026";
    assert_eq!(audit.lines().filter(|line| line.contains(published)).count(), 1, "{audit}");
}

#[test]
fn a_report_for_the_public_says_first_that_it_was_compared_with_no_other() {
    let (_dir, store) = crate::demo();
    let says = "not compared with others";
    for (reader, is_said) in [("public", true), ("board", false)] {
        let of = |format| report(&store, &["--for", reader, "--format", format]);
        let csv = String::from_utf8(of("csv")).expect("text");
        assert_eq!(csv.lines().next().is_some_and(|line| line.contains(says)), is_said);
        let read: Value = serde_json::from_slice(&of("json")).expect("JSON");
        assert_eq!(read["notice"].to_string().contains(says), is_said);
        assert_eq!(unpacked(&of("docx"), "word/document.xml").contains(says), is_said);
        assert_eq!(unpacked(&of("xlsx"), "xl/sharedStrings.xml").contains(says), is_said);
    }
}

#[test]
fn a_school_or_a_trust_is_counted_alone_and_what_is_not_known_is_refused() {
    let (dir, store) = crate::demo();
    let begun = |more: &[&str]| {
        let all = numbers(&in_json(&store, more));
        all[&["Directions begun".to_owned(), "Directions begun".to_owned(), String::new()]][2]
    };
    let mut homes: BTreeMap<String, f64> = BTreeMap::new();
    for line in text(&offsite(&store, &["export", "cases"])).lines() {
        let case: Value = serde_json::from_str(line).expect("JSON");
        let starts = rows(&case, "event.start");
        let start = starts.last().and_then(|(_, row)| row["start.on"]["Date"].as_str());
        let is_counted = start.is_some_and(|day| (DAYS[2]..=DAYS[1]).contains(&day))
            && answer(&case, "case.route") != "managed_move";
        let home =
            case["answers"]["school.home"].as_object().and_then(|v| v.values().next()?.as_str());
        if let Some(home) = home.filter(|_| is_counted) {
            *homes.entry(home.to_owned()).or_default() += 1.0;
        }
    }
    let by_urn = homes.iter().filter(|(id, _)| id.bytes().all(|b| b.is_ascii_digit()));
    let most = by_urn.max_by(|a, b| a.1.total_cmp(b.1)).expect("a school");
    assert_eq!(begun(&["--school", most.0]), Some(*most.1));
    // A trust is known from a GIAS download.
    let gias = dir.path().join("gias.csv");
    let row = format!("{},Own School,Open,Academy converter,Evesham,The Invented Trust\n", most.0);
    let headings = "URN,EstablishmentName,EstablishmentStatus (name),TypeOfEstablishment (name),Town,Trusts (name)\n";
    std::fs::write(&gias, headings.to_owned() + &row).expect("written");
    let read = offsite(&store, &["import", "schools", &gias.to_string_lossy()]);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    assert_eq!(begun(&["--trust", "the invented trust"]), Some(*most.1));
    for (args, says) in [
        (&["--trust", "Another"][..], "The Invented Trust"),
        (&["--school", "No Such School"], "No school is called"),
        (&["--from", "2026-08-31", "--to", "2026-09-02"], "within one school year"),
        (&["--term", "spring"], "after today"),
    ] {
        let out = offsite(&store, &[&["export", "governors"], args].concat());
        assert!(!out.status.success() && out.stdout.is_empty(), "{args:?}");
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(told.contains(says), "{args:?}: {told}");
    }
}
