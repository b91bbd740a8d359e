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
        assert!(said.contains("There is no store in "), "{args:?}: {said}");
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
