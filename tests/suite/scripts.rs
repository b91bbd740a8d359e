//! The commands for scripts.

use crate::{offsite, text};

fn demo(dir: &std::path::Path) {
    let out = offsite(dir, &["demo", "--fill", &dir.join("store").to_string_lossy()]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn exported_cases_import_back_equal() {
    let dir = tempfile::tempdir().expect("a folder");
    demo(dir.path());
    let store = dir.path().join("store");
    let first = text(&offsite(&store, &["export", "cases"]));
    assert_eq!(first.lines().count(), 40);
    let file = dir.path().join("cases.jsonl");
    std::fs::write(&file, &first).expect("written");
    let other = dir.path().join("other");
    assert!(offsite(&other, &["import", "cases", &file.to_string_lossy()]).status.success());
    assert_eq!(text(&offsite(&other, &["export", "cases"])), first);
    // A second import, and a file cut short, change nothing.
    assert_eq!(
        offsite(&other, &["import", "cases", &file.to_string_lossy()]).status.code(),
        Some(1)
    );
    std::fs::write(&file, &first[..first.len() - 40]).expect("written");
    let third = dir.path().join("third");
    assert_eq!(
        offsite(&third, &["import", "cases", &file.to_string_lossy()]).status.code(),
        Some(1)
    );
    assert_eq!(text(&offsite(&third, &["cases"])), "");
}

#[test]
fn frame_and_list_commands_run_without_a_terminal() {
    let dir = tempfile::tempdir().expect("a folder");
    demo(dir.path());
    let store = dir.path().join("store");
    let frame = text(&offsite(&store, &["frame", "--pane", "attendance", "--size", "100x30"]));
    assert!(frame.contains("Week of") && frame.contains("home"), "{frame}");
    let today = text(&offsite(&store, &["today", "--json"]));
    assert!(
        today.lines().all(|l| l.starts_with('{') && l.ends_with('}'))
            && today.contains("\"cites\":\"P-")
    );
    assert_eq!(offsite(&store, &["case", "show", "OSD-2026-9999"]).status.code(), Some(1));
    assert_eq!(offsite(&store, &["frame", "--nonsense"]).status.code(), Some(2));
    assert!(text(&offsite(&store, &["forms"])).contains("child.full_name"));
}

#[test]
fn a_command_that_only_reads_begins_no_store() {
    let dir = tempfile::tempdir().expect("a folder");
    let none = dir.path().join("none");
    for args in [
        &["today"][..],
        &["cases"],
        &["search", "word"],
        &["case", "show", "OSD-2026-0001"],
        &["why", "OSD-2026-0001"],
        &["export", "cases"],
        &["evidence", "OSD-2026-0001"],
        &["verify"],
    ] {
        let out = offsite(&none, args);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains("There are no records in "), "{args:?}: {said}");
        assert!(!none.exists(), "{args:?} made a folder");
    }
}

#[test]
fn closed_pipe_ends_a_command_without_an_error() {
    let dir = tempfile::tempdir().expect("a folder");
    demo(dir.path());
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--data", &dir.path().join("store").to_string_lossy(), "--as", "a.shah"])
        .args(["forms", "--json"])
        .env("XDG_CONFIG_HOME", dir.path().join("no-config"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    // Far more than a pipe holds is left to be written when it closes.
    drop(child.stdout.take());
    let out = child.wait_with_output().expect("ended");
    assert_eq!((out.status.code(), out.stderr.as_slice()), (Some(0), &[][..]));
}

#[test]
fn import_of_cases_refuses_years_numbers_and_counts_that_no_form_takes() {
    let dir = tempfile::tempdir().expect("a folder");
    demo(dir.path());
    let all = text(&offsite(&dir.path().join("store"), &["export", "cases"]));
    let line =
        all.lines().find(|line| line.contains("\"contacts\":")).expect("a case with contacts");
    let first: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let file = dir.path().join("case.jsonl");
    let import = |case: &serde_json::Value| {
        std::fs::write(&file, format!("{case}\n")).expect("written");
        let into = tempfile::tempdir().expect("a folder");
        let out = offsite(into.path(), &["import", "cases", &file.to_string_lossy()]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        (out.status.code(), said, text(&offsite(into.path(), &["cases"])))
    };
    let (code, said, listed) = import(&first);
    assert!(code == Some(0) && listed.lines().count() == 1, "{said}");
    let with = |path: &str, value: serde_json::Value| {
        let mut case = first.clone();
        *case.pointer_mut(path).expect("stands there") = value;
        case
    };
    let mut many = first.clone();
    let contacts = many.pointer_mut("/rows/contacts").expect("contacts");
    let row = contacts.as_object().and_then(|rows| rows.values().next()).expect("a row").clone();
    *contacts = (1..=50_000).map(|n: u32| (n.to_string(), row.clone())).collect();
    let mut bad = vec![("50,000 contacts", many)];
    for day in ["0000-01-01", "9999-12-31", "+262142-12-31"] {
        bad.push((day, with("/answers/child.dob", serde_json::json!({ "Date": day }))));
    }
    for year in [i64::MAX, -5] {
        let number = serde_json::json!({ "Number": year });
        bad.push(("year group", with("/answers/child.year_group", number)));
    }
    bad.push(("reference", with("/id", serde_json::json!("OSD-2025-4294967295"))));
    for (what, case) in bad {
        let (code, said, listed) = import(&case);
        assert_eq!((code, listed.as_str()), (Some(1), ""), "{what}: {said}");
        assert!(said.contains("offsite: ") && said.contains('.'), "{what}: {said}");
    }
}

/// Everything below a folder with its bytes.
fn bytes_of(folder: &std::path::Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut all = std::collections::BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for path in std::fs::read_dir(next).expect("a folder").flatten().map(|e| e.path()) {
            if path.is_dir() {
                left.push(path);
            } else {
                all.insert(path.clone(), std::fs::read(&path).expect("a file"));
            }
        }
    }
    all
}

#[test]
fn frame_and_dry_runs_change_no_byte_of_the_store() {
    let schools = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/schools_before.csv");
    let (_dir, store) = crate::demo();
    let before = bytes_of(&store);
    let keys = "e<Ctrl-K>Framed<Enter>u";
    let typed = ["frame", "--pane", "passport", "--size", "100x30", "--keys", keys];
    let framed = offsite(&store, &typed);
    assert!(text(&framed).contains("only reads"), "{}", text(&framed));
    for args in [
        &["import", "schools", schools, "--dry-run"][..],
        &["import", "cases", "nothing.jsonl", "--dry-run"],
        &["frame"],
    ] {
        offsite(&store, args);
        assert!(bytes_of(&store) == before, "{args:?} wrote into the store");
    }
}

#[test]
fn reading_verbs_frame_and_dry_runs_make_no_store_at_a_mistyped_path() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("mistyped");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/one_case.jsonl");
    for args in [
        &["frame"][..],
        &["today"],
        &["verify", "--json"],
        &["import", "cases", file, "--dry-run"],
        &["import", "ctf", file, "--new", "--dry-run"],
    ] {
        let out = offsite(&path, args);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains("mistyped") && !path.exists(), "{args:?}: {said}");
    }
}

#[test]
fn empty_day_and_search_without_a_case_say_so_to_people_and_not_to_scripts() {
    let dir = tempfile::tempdir().expect("a folder");
    assert!(crate::offsite_told(dir.path(), &["--linear"], "quit\n").status.success());
    for (args, words) in [
        (&["today"][..], "Nothing to do: 0 cases in the records."),
        (&["cases", "late"], "No cases match."),
    ] {
        let out = offsite(dir.path(), args);
        assert!(String::from_utf8_lossy(&out.stderr).contains(words), "{args:?}");
        assert!(out.stdout.is_empty() && out.status.success(), "{args:?}");
        let scripted = [args, &["--json"]].concat();
        assert!(offsite(dir.path(), &scripted).stderr.is_empty(), "{args:?}");
    }
}

/// Conventions 13: a name with a line break must not look like another record.
#[test]
fn every_text_verb_prints_one_line_a_record_whatever_a_name_holds() {
    let dir = tempfile::tempdir().expect("a folder");
    let name = "Ann Lane\\nOSD-2026-0099  ! late  \\u202e";
    let line = format!(
        "{{\"id\":\"OSD-2026-0001\",\"answers\":{{\"child.full_name\":{{\"Text\":\"{name}\"}}}},\"rows\":{{}},\"marks\":[]}}\n"
    );
    let file = dir.path().join("cases.jsonl");
    std::fs::write(&file, line).expect("written");
    let store = dir.path().join("store");
    // Whether an import takes such a name or mends it is its own affair.
    offsite(&store, &["import", "cases", &file.to_string_lossy()]);
    for args in
        [&["cases"][..], &["today"], &["search", "lane"], &["case", "show", "OSD-2026-0001"]]
    {
        let printed = text(&offsite(&store, args));
        let forged = printed.lines().any(|l| l.starts_with("OSD-2026-0099"));
        assert!(!forged && !printed.contains('\u{202e}'), "{args:?}: {printed}");
    }
}

#[test]
fn doctor_says_of_a_folder_that_it_cannot_look_into_so_and_not_that_it_is_empty() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("file"), "x").expect("written");
    let out = crate::offsite(&dir.path().join("file/store"), &["doctor"]);
    let said = crate::text(&out);
    assert_eq!(said.matches("cannot be looked into").count(), 2, "{said}");
    assert!(!said.contains("no records yet") && !said.contains("does not exist yet"), "{said}");
    assert_eq!(out.status.code(), Some(1));
}
