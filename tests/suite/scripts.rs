//! The commands for scripts.

use crate::{offsite, text};

fn demo(dir: &std::path::Path) {
    let out = offsite(dir, &["demo", "--fill", &dir.join("store").to_string_lossy()]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn what_is_exported_imports_back_equal() {
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
fn frames_and_lists_need_no_terminal() {
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
