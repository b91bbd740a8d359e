//! An authority's own sheet of directions comes in whole: what cannot be told is asked, every row is
//! accounted for, and one undo takes all of it back.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::flow::Flow;
use crate::{offsite, text};
use offsite::ui::effect::{Done, Effect};

const HEADINGS: &str = "No.,Pupil,UPN,D.O.B.,Yr Group,Home School,Receiving school,Start date,End date,Review 1,Review 2,EHCP?,CLA,Parent,Parent phone,Outcome,Weighting before,Weighting after,RAG,Comments";

/// The answers that the sheet of the tests needs.
pub(crate) const ANSWERS: &str = "\
columns.\"No.\" = \"leave out\"
columns.\"RAG\" = \"leave out\"
columns.\"Comments\" = \"note\"
words.\"end.how\".\"RTHS\" = \"returned\"
words.\"end.how\".\"Ongoing\" = \"\"
unread.\"End date\" = \"note\"
unread.\"Review 2\" = \"note\"
settings.route = \"direction\"
settings.started = \"as planned\"
settings.ended = \"as planned\"
";

/// Returns a sheet of so many pupils as a county keeps it, with what people write into cells.
pub(crate) fn county(count: usize) -> String {
    let schools = ["Hagley Catholic High School", "The Chase", "Pershore High School"];
    let mut sheet = format!("Off-site directions 2026-27{}\n{HEADINGS}\n", ",".repeat(19));
    for n in 0..count {
        let (first, last) = (offsite::demo::FIRST[n % 20], offsite::demo::LAST[n / 20 % 20]);
        let body = format!("99926{n:07}");
        let upn =
            offsite::domain::upn::check_letter(&body).map_or(String::new(), |c| c.to_string());
        let (home, host) = (schools[n % 3], schools[(n + 1) % 3]);
        let (end, outcome) = match n % 4 {
            0 => ("20/11/2026", "Returned"),
            1 => ("13/11/2026", "RTHS"),
            2 => ("TBC", "Ongoing"),
            _ => ("18/12/2026", ""),
        };
        let review = if n % 7 == 0 { "after half-term" } else { "09/11/2026" };
        let (plan, looked_after) =
            (if n % 9 == 0 { "Y" } else { "N" }, if n % 11 == 0 { "yes" } else { "no" });
        writeln!(
            sheet,
            "{n},\"{last}, {first}\",{upn}{body},{:02}/{:02}/2013,Year {},{home},{host},{:02}/09/2026,{end},12/10/2026,{review},{plan},{looked_after},Mrs {last},01905 {n:06},{outcome},{n},,{},\"Row {n}, settling\"",
            n % 28 + 1,
            n % 12 + 1,
            7 + n % 5,
            n % 20 + 1,
            ["Green", "Amber", "Red"][n % 3],
        )
        .expect("written");
    }
    sheet.push_str("Total,,,,,,,,,,,,,,,,,,,\n");
    sheet
}

/// Writes the sheet and its answers into a folder.
fn files(dir: &Path, sheet: &str) -> (PathBuf, PathBuf) {
    let (file, mapping) = (dir.join("county.csv"), dir.join("sheet.toml"));
    std::fs::write(&file, sheet).expect("written");
    std::fs::write(&mapping, ANSWERS).expect("written");
    (file, mapping)
}

fn import(store: &Path, file: &Path, more: &[&str]) -> (Option<i32>, String) {
    let path = file.to_string_lossy();
    let out = offsite(store, &[&["import", "sheet", &path], more].concat());
    let says = [out.stdout, out.stderr].concat();
    (out.status.code(), String::from_utf8_lossy(&says).into_owned())
}

#[test]
fn a_countys_sheet_of_300_rows_comes_in_whole_and_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let (file, mapping) = files(dir.path(), &county(300));
    let with = ["--mapping", &mapping.to_string_lossy(), "--yes"];
    let (code, says) = import(&store, &file, &with);
    assert_eq!(code, Some(0), "{says}");
    for part in ["300 cases opened. One undo reverses it.", "Line 303: Total: has one cell alone"] {
        assert!(says.contains(part), "{part}");
    }
    let cases = text(&offsite(&store, &["export", "cases"]));
    assert_eq!(cases.lines().count(), 300);
    assert!(cases.contains("Comments: Row 17, settling"));
    assert_eq!(text(&offsite(&store, &["cases", "stage:ended"])).lines().count(), 150);
    // The answers are kept: the same sheet again needs none, and has nothing that is new.
    let (code, says) = import(&store, &file, &["--yes"]);
    assert_eq!(code, Some(0), "{says}");
    for part in ["is in the records as OSD-2026-0001.", "No changes made"] {
        assert!(says.contains(part), "{part}");
    }
    assert_eq!(text(&offsite(&store, &["export", "cases"])), cases);
    assert!(offsite(&store, &["verify"]).status.success());
    // One undo takes every case back.
    let undone = crate::linear::linear(&store, &["undo", "y", "quit"]);
    assert!(undone.contains("an import of 300 cases"), "{undone}");
    assert_eq!(text(&offsite(&store, &["cases"])), "");
}

/// Writes the profile of an officer's own configuration folder with these columns.
fn with_columns(store: &Path, columns: &[&str]) {
    let config = store.join("no-config").join("offsite");
    std::fs::create_dir_all(&config).expect("a folder");
    let all: Vec<String> = columns.iter().map(|column| format!("{column:?}")).collect();
    let profile = format!("[spreadsheet]\ncolumns = [{}]\n", all.join(", "));
    std::fs::write(config.join("profile.toml"), profile).expect("written");
}

/// Returns the first line of an export, and its rows by the first column, the headings among them.
fn exported(csv: &str) -> (String, BTreeMap<String, Vec<String>>) {
    let (first, rest) = csv.split_once('\n').expect("a first line");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(rest.as_bytes());
    let row = |row: csv::StringRecord| row.iter().map(str::to_owned).collect::<Vec<_>>();
    let rows = reader.records().map(|found| row(found.expect("a row")));
    (first.to_owned(), rows.map(|row| (row[0].clone(), row)).collect())
}

#[test]
fn countys_sheet_of_300_rows_goes_out_in_its_own_columns_as_it_came_in() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let sheet = county(300);
    let (file, mapping) = files(dir.path(), &sheet);
    let (code, says) = import(&store, &file, &["--mapping", &mapping.to_string_lossy(), "--yes"]);
    assert_eq!(code, Some(0), "{says}");
    with_columns(
        &store,
        &[
            "UPN",
            "D.O.B.: Date of birth",
            "Home School: Home school",
            "Receiving school: Host school",
            "Start date: Start",
            "EHCP?: EHCP",
            "Parent phone: contacts.phone",
        ],
    );
    let references: Vec<String> = (1..=300).map(|n| format!("OSD-2026-{n:04}")).collect();
    let named: Vec<&str> = references.iter().map(String::as_str).collect();
    let out = offsite(&store, &[&["export", "spreadsheet", "--draft"], &named[..]].concat());
    let (first, rows) = exported(&text(&out));
    assert!(first.contains(",300 rows"), "{first}");
    let (_, came) = sheet.split_once('\n').expect("a title");
    let mut reader = csv::Reader::from_reader(came.as_bytes());
    let heads = reader.headers().expect("headings").clone();
    let mut compared = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        let cell =
            |head: &str| row[heads.iter().position(|h| h == head).expect("a column")].to_owned();
        let Some(there) = rows.get(&cell("UPN")) else {
            assert_eq!(cell("No."), "Total");
            continue;
        };
        let plan = if cell("EHCP?") == "Y" { "Yes" } else { "No" };
        let wanted = [
            cell("UPN"),
            cell("D.O.B."),
            cell("Home School"),
            cell("Receiving school"),
            cell("Start date"),
            plan.to_owned(),
            cell("Parent phone"),
        ];
        assert_eq!(there[..], wanted);
        compared += 1;
    }
    assert_eq!(compared, 300);
}

#[test]
fn export_since_an_earlier_one_holds_what_has_changed_and_says_what() {
    let (dir, store) = crate::demo();
    with_columns(&store, &["Reference", "Name of child: Pupil", "Host: Host school"]);
    let run = |more: &[&str]| offsite(&store, &[&["export", "spreadsheet"], more].concat());
    let whole = text(&run(&[]));
    let (_, rows) = exported(&whole);
    assert!(rows.len() > 3, "{whole}");
    let file = dir.path().join("last.csv");
    let name = file.to_string_lossy().into_owned();
    std::fs::write(&file, &whole).expect("written");
    let none = run(&["--since", &name]);
    let said = String::from_utf8_lossy(&none.stderr).into_owned();
    assert!(said.contains("0 rows new or changed"), "{said}");
    assert_eq!(text(&none).lines().count(), 2, "{}", text(&none));
    // One row was another then, and one was not there.
    let mut all = rows.values().filter(|row| row[0].starts_with("OSD"));
    let (one, two) = (all.next().expect("a row"), all.next().expect("another"));
    let was = whole.replace(&one[2], "Elsewhere School");
    let was: Vec<&str> = was.lines().filter(|line| !line.starts_with(&two[0])).collect();
    std::fs::write(&file, was.join("\n")).expect("written");
    let some = run(&["--since", &name]);
    let said = String::from_utf8_lossy(&some.stderr).into_owned();
    for part in [
        format!("{}: Host: was “Elsewhere School”, now “{}”.", one[0], one[2]),
        format!("{}: new.", two[0]),
    ] {
        assert!(said.contains(&part), "{part}: {said}");
    }
    let (first, told) = exported(&text(&some));
    assert!(first.contains("Only what has changed since last.csv."), "{first}");
    assert!(told.contains_key(&one[0]) && told.contains_key(&two[0]));
    // Other columns are not compared with.
    std::fs::write(&file, "Reference,Pupil\n").expect("written");
    let refused = run(&["--since", &name]);
    assert!(!refused.status.success() && refused.stdout.is_empty());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("other columns"));
}

#[test]
fn panels_figures_are_those_that_the_exported_cases_give() {
    let (_dir, store) = crate::demo();
    let days = ["--from", "01/09/2026", "--to", "23/11/2026"];
    let csv = text(&offsite(&store, &[&["export", "panel"], &days[..]].concat()));
    let (first, _) = exported(&csv);
    assert!(first.starts_with("Fair Access Panel,") && first.contains("Confidential"), "{first}");
    let total = csv.lines().find(|line| line.starts_with("All schools,")).expect("a total");
    let numbers: Vec<i64> =
        total.split(',').skip(2).map(|cell| cell.parse().expect("a number")).collect();
    // Counted once more, from what the cases say.
    let cases = text(&offsite(&store, &["export", "cases"]));
    let (mut begun, mut back) = (0, 0);
    for line in cases.lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let last = |table: &str, field: &str, kind: &str| {
            let rows = case["rows"][table].as_object()?;
            let (_, row) = rows.iter().max_by_key(|(n, _)| n.parse::<u32>().ok())?;
            Some(row[field][kind].as_str()?.to_owned())
        };
        let within = |day: &Option<String>| {
            day.as_deref().is_some_and(|day| ("2026-09-01"..="2026-11-23").contains(&day))
        };
        let start = last("event.start", "start.on", "Date");
        begun += i64::from(within(&start));
        let how = last("event.end", "end.how", "Choice").unwrap_or_default();
        let went_back = start.is_some() && ["returned", "host_ended"].contains(&how.as_str());
        back += i64::from(went_back && within(&last("event.end", "end.on", "Date")));
    }
    assert!(begun > 3 && back > 0, "{begun} begun, {back} back");
    assert_eq!(numbers, [begun, begun, back, back, 0], "{total}");
    let refused =
        offsite(&store, &["export", "panel", "--from", "2026-11-24", "--to", "2026-11-23"]);
    assert!(!refused.status.success() && refused.stdout.is_empty());
}

#[test]
fn nothing_is_imported_while_something_is_to_be_answered() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let (file, _) = files(dir.path(), &county(8));
    let (code, says) = import(&store, &file, &["--yes"]);
    assert_eq!(code, Some(1));
    for line in ["No changes made: 3 questions", "columns.\"RAG\" = \"note\" or \"leave out\""] {
        assert!(says.contains(line), "{line}: {says}");
    }
    let (code, says) = import(&store, &file, &["--dry-run"]);
    assert_eq!(code, Some(0), "{says}");
    assert!(says.contains("questions to answer first"), "{says}");
    assert_eq!(text(&offsite(&store, &["cases"])), "", "a dry run opens none");
    // The file that is printed is the file that is read.
    let (_, printed) =
        import(&store, &file, &["--print-mapping", "--answer", "columns.\"RAG\" = \"note\""]);
    assert!(
        printed.contains("# columns.\"No.\" = ") && printed.contains("RAG = \"note\""),
        "{printed}"
    );
    std::fs::write(dir.path().join("sheet.toml"), printed).expect("written");
    let mapping = dir.path().join("sheet.toml");
    let (_, says) = import(&store, &file, &["--dry-run", "--mapping", &mapping.to_string_lossy()]);
    assert!(says.contains("2 questions"), "{says}");
    let (code, says) = import(&store, &file, &["--answer", "settings.century = \"20\""]);
    assert_eq!(code, Some(1));
    assert!(says.contains("no setting \"century\""), "{says}");
}

/// Reads the file that the session asked for.
pub(crate) fn read(flow: &mut Flow) {
    let effects = flow.ui.take_effects();
    let [Effect::ReadFile { path, then }] = effects.as_slice() else { panic!("{effects:?}") };
    let read = Ok(std::fs::read(path).expect("read"));
    let (purpose, name) = (then.clone(), "county.csv".to_owned());
    let asks = flow.ui.on_done(Done::FileRead { purpose, name, read });
    flow.turn(asks);
}

#[test]
fn the_screen_asks_what_it_cannot_tell_shows_every_case_and_opens_all_in_one_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("county.csv");
    let sheet = "Pupil,D.O.B.,Host school,Start date,RAG\n\
        Ellie Frost,12/03/2013,The Chase,14/09/2026,Green\n\
        Omar Nash,01/10/2012,A farm school,11/01/2027,Red\n";
    std::fs::write(&file, sheet).expect("written");
    let mut flow = Flow::demo();
    let before = flow.lines_of_list().len();
    let typed = format!("{}<Enter>", file.display());
    flow.keys("Isheet<Enter>").keys(&typed);
    read(&mut flow);
    flow.says("What is the column \"RAG\", as in \"Green\"?").keys("leave out<Enter>");
    flow.says("Which school is \"A farm school\"?").keys("as it is typed<Enter>");
    flow.says("2 rows name no route. What are they?").keys("<Enter>");
    flow.says("1 row has a first day that has come").keys("<Enter>");
    flow.says("2 cases would be opened. Nothing is saved yet.").says("Omar Nash, born 01/10/2012");
    // Left, nothing is opened; the next time everything is asked again.
    flow.keys("q").says("No changes made.");
    assert_eq!(flow.lines_of_list().len(), before);
    flow.keys("Isheet<Enter>").keys(&typed);
    read(&mut flow);
    flow.keys("leave out<Enter>as it is typed<Enter><Enter><Enter><Enter>")
        .says("Imported: 2 cases.");
    assert_eq!(flow.lines_of_list().len(), before + 2);
    // What was answered is kept: the same file is known, row by row.
    flow.keys("Isheet<Enter>").keys(&typed);
    read(&mut flow);
    flow.says("No case would be opened").says("is in the records as").keys("q");
    flow.keys("uy");
    assert_eq!(flow.lines_of_list().len(), before, "one undo takes both back");
}

#[test]
fn placements_for_the_census_are_those_that_the_exported_cases_have() {
    let (_dir, store) = crate::demo();
    let csv =
        text(&offsite(&store, &["export", "census", "--from", "2026-09-01", "--to", "2026-11-23"]));
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].contains("Alternative provision for the school census"), "{}", lines[0]);
    assert!(lines[0].contains("a.shah") && lines[0].contains("23/11/2026"), "{}", lines[0]);
    // Counted again from what the cases say: begun by the end of the time, and not over before it.
    let day = |case: &serde_json::Value, table: &str, field: &str| -> Option<String> {
        let rows = case["rows"][table].as_object()?;
        let last = rows.iter().max_by_key(|(row, _)| row.parse::<u32>().unwrap_or(0))?.1;
        last[field]["Date"].as_str().map(str::to_owned)
    };
    let mut expected = 0;
    for line in text(&offsite(&store, &["export", "cases"])).lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let begun = day(&case, "event.start", "start.on");
        let is_there = begun.is_some_and(|on| on.as_str() <= "2026-11-23")
            && day(&case, "event.end", "end.on").is_none_or(|on| on.as_str() >= "2026-09-01");
        expected += usize::from(is_there);
    }
    let rows = lines.iter().filter(|line| line.contains("On roll elsewhere")).count();
    assert!(rows > 5 && rows == expected, "{rows} rows, {expected} placements");
    assert!(lines[0].contains(&format!("{rows} rows")), "{}", lines[0]);
    let wrong =
        offsite(&store, &["export", "census", "--from", "2026-11-24", "--to", "2026-11-23"]);
    assert_eq!(wrong.status.code(), Some(1));
}
