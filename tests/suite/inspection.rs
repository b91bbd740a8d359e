//! The inspection pack: its pupils are found again here from the exported cases, by code of its own,
//! and its files are opened.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use offsite::domain::case::CaseRef;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::flow::{self, Flow};
use crate::office::HERE;
use crate::officers::by;
use crate::{offsite, text};

/// Exports a pack into a folder beside the store, and returns the folder.
fn pack(store: &Path, name: &str, more: &[&str]) -> PathBuf {
    let out = store.parent().expect("a folder").join(name);
    let shown = out.to_string_lossy().into_owned();
    let ran = offsite(store, &[&["export", "inspection", "--out", &shown], more].concat());
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(text(&ran).trim_end(), shown, "it says where it is");
    out
}

fn index(pack: &Path) -> Value {
    serde_json::from_slice(&fs::read(pack.join("index.json")).expect("read")).expect("JSON")
}

/// Returns the cases of an index with their providers, first days and whys.
fn listed(index: &Value) -> BTreeMap<String, [String; 3]> {
    let mut all = BTreeMap::new();
    for provider in index["providers"].as_array().expect("providers") {
        for pupil in provider["pupils"].as_array().expect("pupils") {
            let words = |v: &Value| v.as_str().unwrap_or_default().to_owned();
            let said = [&provider["id"], &pupil["first_day"], &pupil["why"]].map(words);
            assert!(all.insert(words(&pupil["case"]), said).is_none(), "{pupil} is there twice");
        }
    }
    all
}

fn rows<'a>(case: &'a Value, table: &str) -> Vec<&'a Value> {
    let mut all: Vec<(u64, &Value)> = case["rows"][table]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(n, row)| (n.parse().expect("a row"), row))
        .collect();
    all.sort_by_key(|(n, _)| *n);
    all.into_iter().map(|(_, row)| row).collect()
}

fn exported(store: &Path) -> Vec<Value> {
    let all = text(&offsite(store, &["export", "cases"]));
    all.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Returns what the exported cases say of who attends on a day.
fn attending(cases: &[Value], on: &str, home: Option<&str>) -> BTreeMap<String, [String; 3]> {
    let answer = |case: &Value, id: &str, kind: &str| {
        case["answers"][id][kind].as_str().unwrap_or_default().to_owned()
    };
    let mut all = BTreeMap::new();
    for case in cases {
        let start = rows(case, "event.start").last().map(|row| row["start.on"]["Date"].clone());
        let Some(start) = start.as_ref().and_then(Value::as_str).filter(|day| *day <= on) else {
            continue;
        };
        let end = rows(case, "event.end").last().map(|row| row["end.on"]["Date"].clone());
        let goes_on = end.is_none_or(|day| day.as_str().is_some_and(|day| day >= on));
        let is_move = answer(case, "case.route", "Choice") == "managed_move";
        let is_of_home = home.is_none_or(|home| answer(case, "school.home", "School") == home);
        if goes_on && !is_move && is_of_home {
            let host = answer(case, "school.host", "School");
            let why = answer(case, "direction.purpose", "Text").trim().to_owned();
            let id = case["id"].as_str().map_or_else(|| reference(case), str::to_owned);
            all.insert(id, [host, start.to_owned(), why]);
        }
    }
    all
}

fn reference(case: &Value) -> String {
    let number = |part: &str| case["id"][part].as_u64().expect("a number");
    format!("OSD-{}-{:04}", number("year"), number("number"))
}

/// Returns the text of a part of a packed file.
fn part(file: &Path, name: &str) -> String {
    let bytes = fs::read(file).expect("read");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a packed file");
    let mut text = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// Returns every file below a folder, by its path in it.
fn below(folder: &Path) -> BTreeMap<String, PathBuf> {
    let (mut all, mut open) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = open.pop() {
        assert_eq!(fs::metadata(&at).expect("there").permissions().mode() & 0o777, 0o700);
        for entry in fs::read_dir(&at).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let mode = entry.metadata().expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
            let name = path.strip_prefix(folder).expect("in it").to_string_lossy().into_owned();
            all.insert(name, path);
        }
    }
    all
}

#[test]
fn pupils_of_the_pack_are_those_whom_the_exported_cases_have_at_a_provider_on_the_day() {
    let (_dir, store) = crate::demo();
    let cases = exported(&store);
    let mut counts = Vec::new();
    for on in ["2026-11-23", "2026-10-16", "2020-01-06"] {
        let pack = pack(&store, on, &["--on", on]);
        let (index, expected) = (index(&pack), attending(&cases, on, None));
        assert_eq!(listed(&index), expected, "{on}");
        assert_eq!(index["pupils"], expected.len(), "{on}");
        counts.push(expected.len());
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook(pack.join("pupils.xlsx")).expect("a workbook");
        let sheet = calamine::Reader::worksheet_range(&mut book, "Pupils").expect("the sheet");
        let lines =
            sheet.rows().filter(|row| row.iter().any(|c| c.to_string().starts_with("OSD-")));
        assert_eq!(lines.count(), expected.len(), "one line a pupil, {on}");
        let first: String =
            sheet.rows().next().expect("a row").iter().map(ToString::to_string).collect();
        assert!(first.contains("Inspection pack") && first.contains("a.shah"), "{first}");
    }
    assert!(counts[0] > 8 && counts[0] != counts[1] && counts[2] == 0, "{counts:?}");
    let homes = cases.iter().filter_map(|case| case["answers"]["school.home"]["School"].as_str());
    let of = |home: &&str| attending(&cases, "2026-11-23", Some(home)).len();
    let home = homes.max_by_key(of).expect("a school");
    let own = index(&pack(&store, "own", &["--school", home]));
    let expected = attending(&cases, "2026-11-23", Some(home));
    assert!(!expected.is_empty() && expected.len() < counts[0]);
    assert_eq!(listed(&own), expected);
}

#[test]
fn index_says_first_what_it_is_and_every_file_is_listed_with_its_sum() {
    let (dir, store) = crate::demo();
    let log = dir.path().join("Behaviour log.txt");
    fs::write(&log, "Late on Monday.").expect("written");
    let id = listed(&index(&pack(&store, "first", &[]))).keys().next().expect("a pupil").clone();
    let add = ["--add", &log.to_string_lossy(), "--kind", "behaviour_log", "--dated", "2026-11-02"];
    let added = offsite(&store, &[&["evidence", &id], &add[..]].concat());
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let pack = pack(&store, "pack", &[]);
    let (index, files) = (index(&pack), below(&pack));

    let body = part(&pack.join("index.docx"), "word/document.xml");
    let at =
        |words: &str| body.find(words).unwrap_or_else(|| panic!("{words} is not in the index"));
    assert!(at("Inspection pack: All schools") < at("As at 23/11/2026"));
    assert!(at("Made on 23/11/2026 by a.shah") < at("12 pupils"));
    assert!(at("12 pupils") < at("How it is read") && at("How it is read") < at("Providers"));
    assert!(body.contains("Risk assessments: the record has only the day of a visit"));
    assert!(part(&pack.join("index.docx"), "word/footer1.xml").contains("Confidential"));

    let mut named = vec!["index.docx".to_owned(), "index.json".into(), "pupils.xlsx".into()];
    for provider in index["providers"].as_array().expect("providers") {
        let page = provider["page"].as_str().expect("a page");
        assert!(at(page) > at("Providers"));
        let body = part(&pack.join(page), "word/document.xml");
        let pupils = provider["pupils"].as_array().expect("pupils").len();
        let count = if pupils == 1 { "1 pupil".to_owned() } else { format!("{pupils} pupils") };
        let first =
            format!("As at 23/11/2026 · Made on 23/11/2026 by a.shah · All schools · {count}<");
        assert!(body.contains(&first), "{page}: {first}");
        let name = |pupil: &Value| pupil["name"].as_str().expect("a name").to_owned();
        for other in index["providers"].as_array().expect("providers") {
            for pupil in other["pupils"].as_array().expect("pupils") {
                assert_eq!(body.contains(&name(pupil)), other == provider, "{page}: {pupil}");
            }
        }
        named.push(page.to_owned());
    }
    for file in index["files"].as_array().expect("files") {
        let path = file["file"].as_str().expect("a path");
        let bytes = fs::read(pack.join(path)).expect("it is there");
        let sum: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(file["sha256"], sum, "{path}");
        assert!(body.contains(&sum) && body.contains(path), "{path} is in the index");
        named.push(path.to_owned());
    }
    named.sort();
    assert_eq!(named, files.keys().cloned().collect::<Vec<_>>(), "nothing else is in the folder");
    let own = format!("documents/{id}/01-Behaviour log.txt");
    assert_eq!(fs::read_to_string(&files[&own]).expect("read"), "Late on Monday.");
    let letters = files.keys().filter(|name| name.contains("-letter-parent-")).count();
    assert!(letters > 0, "papers that were sent are there: {:?}", files.keys());
    assert!(files.keys().all(|name| !name.contains("DRAFT")));
    // A paper that cannot be made as it should be is named, with why.
    let left = index["not_made"].as_array().expect("papers");
    assert!(!left.is_empty() && body.contains("is not here."));

    let audit = text(&offsite(&store, &["audit", "--json"]));
    assert_eq!(audit.lines().filter(|line| line.contains("\"inspection pack\"")).count(), 2);
    let of_case = text(&offsite(&store, &["audit", "--case", &id, "--json"]));
    assert!(of_case.contains("files of the inspection pack"), "{of_case}");
}

#[test]
fn folder_that_is_not_empty_or_a_file_that_is_damaged_stops_the_pack_whole() {
    let (dir, store) = crate::demo();
    let first = pack(&store, "pack", &[]);
    let before = below(&first);
    let refused = |name: &str, more: &[&str], says: &str| {
        let out = dir.path().join(name).to_string_lossy().into_owned();
        let ran = offsite(&store, &[&["export", "inspection", "--out", &out], more].concat());
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(!ran.status.success() && ran.stdout.is_empty(), "{name}");
        assert!(said.contains(says), "{name}: {said}");
    };
    refused("pack", &[], "is not empty");
    refused("later", &["--on", "2026-11-24"], "after today");
    refused("none/below", &[], "is not a folder");
    refused("no-school", &["--school", "No Such School"], "No school is called");
    assert_eq!(below(&first), before);

    let id = listed(&index(&first)).keys().next().expect("a pupil").clone();
    let log = dir.path().join("log.txt");
    fs::write(&log, "Late on Monday.").expect("written");
    let add = ["evidence", &id, "--add", &log.to_string_lossy(), "--kind", "other"];
    assert!(offsite(&store, &add).status.success());
    let shelves = fs::read_dir(store.join("evidence")).expect("a folder").flatten();
    let files = shelves.filter_map(|shelf| fs::read_dir(shelf.path()).ok()).flatten().flatten();
    for file in files {
        fs::write(file.path(), "other bytes").expect("written");
    }
    let audit = || text(&offsite(&store, &["audit", "--json"])).matches("inspection pack").count();
    let noted = audit();
    refused("whole", &[], "cannot be read. Nothing was exported.");
    assert_eq!(audit(), noted, "what did not leave is not noted as if it had");
    let mut left: Vec<String> = fs::read_dir(dir.path())
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["log.txt", "pack", "store"], "nothing half-made is left");
}

#[test]
fn typed_text_that_looks_like_a_formula_stays_text() {
    let (dir, store) = crate::demo();
    let cases = exported(&store);
    let expected = attending(&cases, "2026-11-23", None);
    let id = expected.keys().next().expect("a pupil");
    let line = text(&offsite(&store, &["export", "cases"]));
    let line = line.lines().find(|line| line.contains(id.as_str())).expect("its line");
    let mut case: Value = serde_json::from_str(line).expect("JSON");
    let formula = "=HYPERLINK(\"http://x\",\"<w:t>&\")";
    case["answers"]["direction.purpose"] = serde_json::json!({ "Text": formula });
    let file = dir.path().join("one.jsonl");
    fs::write(&file, format!("{case}\n").replace("OSD-2026", "OSD-2025")).expect("written");
    let read = offsite(&store, &["import", "cases", &file.to_string_lossy()]);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let pack = pack(&store, "pack", &[]);
    let whys = listed(&index(&pack));
    assert!(whys.values().any(|[.., why]| why == formula), "{whys:?}");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(pack.join("pupils.xlsx")).expect("a workbook");
    let sheet = calamine::Reader::worksheet_range(&mut book, "Pupils").expect("the sheet");
    let as_text = calamine::Data::String(formula.to_owned());
    assert!(sheet.rows().flatten().any(|cell| *cell == as_text), "the cell is text");
    let formulas = calamine::Reader::worksheet_formula(&mut book, "Pupils").expect("the sheet");
    assert!(formulas.is_empty());
    let pages = below(&pack).into_iter().filter(|(name, _)| name.starts_with("providers/"));
    let escaped = "&quot;&lt;w:t&gt;&amp;&quot;";
    let has = pages.map(|(_, path)| part(&path, "word/document.xml")).any(|b| b.contains(escaped));
    assert!(has, "the page has it as text");
}

#[test]
fn a_pack_that_is_too_large_for_a_server_says_so_and_what_to_do() {
    let mut flow = Flow::demo();
    let on = flow::today();
    let owner = &mut flow.owner;
    let pupils = owner.inspected_pupils(None, (on, on), &mut |_, _, _| {}).expect("pupils");
    let cases: Vec<CaseRef> = pupils.iter().map(|pupil| pupil.case).collect();
    let viewer = by(owner, HERE);
    let files = |most| viewer.pack_files(&cases, on, most, &mut |_, _, _| {});
    let (all, _) = files(None).expect("there is no limit where nothing is sent");
    let bytes: usize = all.iter().map(|file| file.bytes.len()).sum();
    assert!(bytes > 1_000, "{bytes}");
    assert_eq!(files(Some(bytes as u64)).expect("just as much").0.len(), all.len());
    let said = files(Some(bytes as u64 - 1)).map(drop).expect_err("too much").report();
    assert!(said.contains("too much for a server to send. Nothing was exported."), "{said}");
    assert!(said.contains("--school") && said.contains("while the server is stopped"), "{said}");
}
