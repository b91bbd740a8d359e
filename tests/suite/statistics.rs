//! Statistics of ended directions: what is printed is counted again here from the exported cases,
//! by code of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::{offsite, text};

/// Returns cases that have ended, so many of each year group and ending.
fn cases(groups: &[(u8, &str, usize)]) -> String {
    let mut out = String::new();
    let each = groups.iter().flat_map(|(year, how, n)| (0..*n).map(move |_| (*year, *how)));
    for (n, (year, how)) in each.enumerate() {
        let (line, number) = (
            r#"{"id":"OSD-2026-NUMBER","answers":{"child.full_name":{"Text":"Ann Lane NUMBER"},"child.year_group":{"Number":YEAR}},"rows":{"event.end":{"2":{"end.how":{"Choice":"HOW"},"end.on":{"Date":"2026-10-16"}}},"event.start":{"1":{"start.on":{"Date":"2026-09-07"}}}},"marks":[]}"#,
            format!("{:04}", n + 1),
        );
        let line = line.replace("NUMBER", &number).replace("YEAR", &year.to_string());
        out += &(line.replace("HOW", how) + "\n");
    }
    out
}

fn store(dir: &Path, groups: &[(u8, &str, usize)]) -> std::path::PathBuf {
    let (file, store) = (dir.join("cases.jsonl"), dir.join("store"));
    std::fs::write(&file, cases(groups)).expect("written");
    let out = offsite(&store, &["import", "cases", file.to_str().expect("a path")]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    store
}

/// Returns every row by what it is grouped by and the group.
fn rows(printed: &str) -> BTreeMap<(String, String), [Option<u64>; 3]> {
    let values = printed.lines().skip(1).map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    let words = |v: &Value, key: &str| v[key].as_str().expect("words").to_owned();
    let numbers = |v: &Value| ["ended", "successful", "other"].map(|key| v[key].as_u64());
    values.map(|v| ((words(&v, "by"), words(&v, "group")), numbers(&v))).collect()
}

#[test]
fn figures_of_the_statistics_are_those_of_the_exported_cases() {
    let dir = tempfile::tempdir().expect("a folder");
    let groups =
        [(8, "returned", 6), (8, "host_ended", 3), (9, "managed_move", 7), (10, "host_ended", 9)];
    let store = store(dir.path(), &groups);
    let mut counted: BTreeMap<u64, [u64; 3]> = BTreeMap::new();
    for line in text(&offsite(&store, &["export", "cases"])).lines() {
        let case: Value = serde_json::from_str(line).expect("JSON");
        let year = case["answers"]["child.year_group"]["Number"].as_u64().expect("a year");
        let ends = case["rows"]["event.end"].as_object().expect("an end");
        let how = &ends.values().next().expect("a row")["end.how"]["Choice"];
        let split = counted.entry(year).or_default();
        split[0] += 1;
        split[if how == "host_ended" { 2 } else { 1 }] += 1;
    }
    let full = text(&offsite(&store, &["stats", "--json", "--withhold-below", "0"]));
    let full = rows(&full);
    for (year, numbers) in counted {
        let row = full[&("year group".to_owned(), format!("Year {year}"))];
        assert_eq!(row, numbers.map(Some), "year {year}");
    }
    assert_eq!(full[&("length".to_owned(), "up to 6 weeks".to_owned())], [25, 13, 12].map(Some));
    assert_eq!(full[&("all".to_owned(), "all".to_owned())], [25, 13, 12].map(Some));
}

#[test]
fn small_numbers_are_withheld_in_every_shape_with_what_would_give_them_away() {
    let dir = tempfile::tempdir().expect("a folder");
    let groups =
        [(8, "returned", 6), (8, "host_ended", 3), (9, "managed_move", 7), (10, "host_ended", 9)];
    let store = store(dir.path(), &groups);
    let shown = rows(&text(&offsite(&store, &["stats", "--json"])));
    let year = |n: u8| shown[&("year group".to_owned(), format!("Year {n}"))];
    assert_eq!(year(8)[2], None, "the 3 of year 8");
    let withheld = |n: u8| year(n).iter().filter(|n| n.is_none()).count();
    assert!(withheld(8) >= 2 && withheld(9) + withheld(10) >= 2, "{shown:?}");
    for shape in [&["stats"][..], &["stats", "--plain"], &["stats", "--csv"], &["stats", "--json"]]
    {
        let printed = text(&offsite(&store, shape));
        let first = printed.lines().next().expect("a line").to_lowercase();
        for says in ["ended directions", "a.shah", "23"] {
            assert!(first.contains(says), "{shape:?}: {first}");
        }
        let lines: Vec<&str> = printed.lines().filter(|l| l.contains("Year 8")).collect();
        assert!(lines.len() == 1 && !lines[0].contains('3'), "{shape:?}: {lines:?}");
    }
    let open = text(&offsite(&store, &["stats", "--withhold-below", "0"]));
    assert!(open.starts_with("Ended directions") && open.contains("Confidential"), "{open}");
}

#[test]
fn retention_list_has_the_ended_cases_that_are_due_and_a_hold_and_says_how_many() {
    let (_folder, dir) = crate::demo();
    let run = |args: &[&str]| {
        let out = offsite(&dir, args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        text(&out)
    };
    let ended: BTreeSet<String> = run(&["export", "cases"])
        .lines()
        .filter(|line| line.contains("\"event.end\""))
        .map(|line| {
            let case: Value = serde_json::from_str(line).expect("JSON");
            case["id"].as_str().expect("a reference").to_owned()
        })
        .collect();
    assert!(!ended.is_empty());
    // Everybody is older than any schedule by then, but for what is kept until a period is set.
    let far = ["retention", "--month", "2099-12", "--format", "json"];
    let lines = run(&far);
    let mut lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let first = lines.next().expect("what it is");
    let lines: Vec<Value> = lines.collect();
    let named: BTreeSet<String> =
        lines.iter().map(|line| line["case"].as_str().expect("a case").to_owned()).collect();
    assert_eq!((first["rows"].as_u64(), &named), (Some(lines.len() as u64), &ended));
    let one = ended.first().expect("one");
    run(&["hold", one, "--because", "claim", "--reason", "Letter of 3 May"]);
    let csv = run(&["retention", "--month", "2099-12", "--format", "csv"]);
    assert_eq!(csv.lines().count(), ended.len() + 2, "{csv}");
    let held = csv.lines().find(|line| line.starts_with(one.as_str())).expect("its row");
    assert!(held.contains("Letter of 3 May"), "{held}");
    // Nobody is due yet, and of those of whom it cannot be told the list says so.
    let now = run(&["retention", "--month", "2026-11"]);
    assert!(now.lines().skip(1).all(|line| !line.contains("/2099")), "{now}");
    let is_named = |id: &String| now.contains(&format!("{id}  cannot be told"));
    let untold = lines.iter().filter(|line| line["state"] == "cannot be told").count();
    assert_eq!(ended.iter().filter(|id| is_named(id)).count(), untold, "{now}");
}

#[test]
fn retention_list_has_the_logs_of_requests_that_are_due_and_no_other() {
    let (_folder, dir) = crate::demo();
    let run = |args: &[&str]| {
        let out = offsite(&dir, args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        text(&out)
    };
    for _ in 0..2 {
        run(&["subject-access", "open", "OSD-2026-0030", "--by", "child", "--from", "Pat"]);
    }
    run(&["subject-access", "close", "SAR-2026-0030-1", "--how", "given"]);
    let logs = |month: &str, format: &str| {
        let all = run(&["retention", "--month", month, "--format", format]);
        let first = all.lines().next().expect("what it is").to_owned();
        let logs: Vec<String> =
            all.lines().filter(|line| line.contains("SAR-")).map(str::to_owned).collect();
        (first, all.lines().count(), logs)
    };
    for format in ["text", "csv", "json"] {
        assert_eq!(logs("2029-10", format).2, [] as [String; 0], "{format}: it is kept until then");
        let (first, lines, due) = logs("2029-11", format);
        assert!(due[0].contains("SAR-2026-0030-1") && !due.concat().contains("-2\""), "{due:?}");
        if format == "json" {
            let first: Value = serde_json::from_str(&first).expect("JSON");
            assert_eq!(first["rows"], lines - 1);
        }
    }
    // The list of requests says the same of the same one.
    let listed = std::process::Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--today", "2029-11-30", "--data", dir.to_str().expect("a path")])
        .args(["subject-access", "list"])
        .output()
        .expect("the program runs");
    let listed = text(&listed);
    let due: Vec<&str> = listed.lines().filter(|l| l.contains("due to be deleted")).collect();
    assert!(due.len() == 1 && due[0].contains("SAR-2026-0030-1"), "{listed}");
}
