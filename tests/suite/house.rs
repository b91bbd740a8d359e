//! Layers import downward only.

use std::path::Path;

const MAY: &[(&str, &[&str])] = &[
    ("domain", &["domain", "error"]),
    ("api", &["domain", "api", "error"]),
    ("store", &["domain", "store", "unwind", "error"]),
    ("documents", &["domain", "documents", "unwind", "error"]),
    ("service", &["domain", "api", "store", "documents", "service", "error"]),
    ("keymap", &["domain", "keymap", "error"]),
    ("config", &["domain", "keymap", "widgets", "config", "error"]),
    ("widgets", &["widgets"]),
    ("manual", &["manual"]),
    ("ui", &["domain", "api", "keymap", "config", "widgets", "manual", "ui", "error"]),
    ("demo", &["domain", "documents", "demo", "error"]),
    (
        "terminal",
        &[
            "domain",
            "api",
            "store",
            "documents",
            "service",
            "keymap",
            "config",
            "widgets",
            "ui",
            "error",
            "terminal",
        ],
    ),
    ("linear", &["domain", "api", "service", "keymap", "config", "error", "linear"]),
];

pub fn walk(dir: &Path, each: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, each);
        } else if path.extension().is_some_and(|e| e == "rs") {
            each(&path, &std::fs::read_to_string(&path).expect("a file"));
        }
    }
}

#[test]
fn every_layer_imports_only_those_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (layer, may) in MAY {
        walk(&src.join(layer), &mut |path, text| {
            for used in text.match_indices("crate::").map(|(i, _)| &text[i + 7..]) {
                let name: String =
                    used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                assert!(may.contains(&name.as_str()), "{} imports {name}", path.display());
            }
            let drawn =
                ["domain", "api", "store", "documents", "service", "keymap"].contains(layer);
            assert!(!(drawn && text.contains("ratatui::")), "{} draws", path.display());
            assert!(
                *layer == "store" || !(text.contains("sled::") || text.contains("bincode::")),
                "{} names the store's inside",
                path.display()
            );
        });
    }
}

/// With `OFFSITE_BLESS=1` the table is written instead.
#[test]
fn the_manual_has_the_keys_table_of_the_keymap() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual/keys.md");
    let page = std::fs::read_to_string(&path).expect("the page of keys");
    let table = offsite::keymap::help::readme_table(&offsite::keymap::Keymap::built_in());
    if std::env::var_os("OFFSITE_BLESS").is_some() {
        let head = page.split("| where").next().unwrap_or_default();
        std::fs::write(&path, format!("{head}{table}")).expect("the page is written");
        return;
    }
    assert!(page.contains(&table), "run with OFFSITE_BLESS=1, or put into keys.md:\n{table}");
}

#[test]
fn the_manual_explains_every_exit_status() {
    let page = offsite::manual::find("install").expect("the page on installing").text;
    for (code, meaning) in offsite::error::EXIT_STATUS {
        assert!(page.contains(&format!("| {code} | {meaning}")), "{code}: {meaning}");
    }
}
