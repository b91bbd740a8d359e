//! Layers import downward only.

use std::path::Path;

const MAY: &[(&str, &[&str])] = &[
    ("domain", &["domain", "error"]),
    ("api", &["domain", "api", "error"]),
    ("store", &["domain", "store", "places", "unwind", "error"]),
    ("documents", &["domain", "documents", "unwind", "error"]),
    ("service", &["domain", "api", "store", "documents", "service", "error"]),
    ("server", &["domain", "api", "service", "unwind", "places", "error", "server"]),
    ("files", &["domain", "documents", "files", "places", "error"]),
    ("keymap", &["domain", "keymap", "error"]),
    ("config", &["domain", "keymap", "widgets", "config", "places", "error"]),
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
            "files",
            "unwind",
            "error",
            "terminal",
        ],
    ),
    ("linear", &["domain", "api", "service", "keymap", "config", "files", "error", "linear"]),
];

/// The floors of `domain`, lowest first: a folder or file imports only those below it.
const FLOORS: &[&str] = &[
    "text",
    "fold",
    "plural",
    "stored_day",
    "value",
    "system_user",
    "request_id",
    "officers",
    "upn",
    "school",
    "calendar",
    "forms",
    "case",
    "access",
    "glass",
    "document",
    "sheet",
    "funding",
    "attendance",
    "census",
    "inspection",
    "admit",
    "query",
    "retention",
    "subject_access",
    "profile",
    "rules",
    "list",
    "oversight",
    "prefill",
    "statistics",
    "timeline",
];

pub(crate) fn walk(dir: &Path, each: &mut impl FnMut(&Path, &str)) {
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
                *layer == "store" || !text.contains("sled::"),
                "{} names the store's inside",
                path.display()
            );
            assert!(
                ["store", "server"].contains(layer) || !text.contains("bincode::"),
                "{} writes values as bytes",
                path.display()
            );
        });
    }
}

#[test]
fn the_folders_of_the_domain_stand_on_one_another() {
    let domain = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain");
    let mut found: Vec<String> = std::fs::read_dir(&domain)
        .expect("the domain")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir() || path.extension().is_some_and(|e| e == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| !["mod", "data"].contains(&name.as_str()))
        .collect();
    let mut floors: Vec<&str> = FLOORS.to_vec();
    found.sort_unstable();
    found.dedup();
    floors.sort_unstable();
    assert_eq!(found, floors, "every folder has its floor, and every floor its folder");
    walk(&domain, &mut |path, text| {
        let inside = path.strip_prefix(&domain).expect("below it").with_extension("");
        let name = inside.iter().next().and_then(|part| part.to_str()).expect("a name");
        let Some(floor) = FLOORS.iter().position(|f| *f == name).filter(|_| !is_of_tests(path))
        else {
            return;
        };
        let text = without_tests(text);
        for used in text.match_indices("crate::domain::").map(|(i, m)| &text[i + m.len()..]) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            // Several at once, and `pub(in crate::domain)`, name no folder here.
            let below = FLOORS.iter().position(|f| *f == used);
            assert!(
                used.is_empty() || below.is_some_and(|b| b <= floor),
                "{}: {used}",
                path.display()
            );
        }
        for used in text.match_indices("crate::domain::{").map(|(i, m)| &text[i + m.len()..]) {
            let list = used.split('}').next().unwrap_or_default();
            for used in list.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                let used = used.split("::").next().unwrap_or_default();
                let below = FLOORS.iter().position(|f| *f == used);
                assert!(below.is_some_and(|b| b <= floor), "{}: {used}", path.display());
            }
        }
    });
}

/// What overlays and panes share lies below them; the app alone knows them all.
#[test]
fn a_pane_imports_no_other_pane_and_never_the_app() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let panes = ["list", "case", "form", "attendance", "documents"];
    let mut seen = 0;
    for room in panes.iter().chain(&["overlay"]) {
        walk(&ui.join(room), &mut |path, text| {
            seen += 1;
            for used in text.match_indices("crate::ui::").map(|(i, m)| &text[i + m.len()..]) {
                let used: String =
                    used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let is_above = panes.contains(&used.as_str()) || used == "app" || used == "App";
                assert!(!is_above || used == *room, "{} imports {used}", path.display());
            }
        });
    }
    assert!(seen > panes.len(), "the panes are found: {seen}");
}

/// With `OFFSITE_BLESS=1` the table is written instead.
#[test]
fn the_manual_has_the_keys_table_of_the_keymap() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual/keys.md");
    let page = std::fs::read_to_string(&path).expect("the page of keys");
    let table = offsite::keymap::help::manual_table(&offsite::keymap::Keymap::built_in());
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

/// Returns the source above the first module of tests.
fn without_tests(text: &str) -> &str {
    let end = text.match_indices("#[cfg(test)]").map(|(i, _)| i).find(|i| {
        let rest = text[*i..].lines().nth(1).unwrap_or_default();
        rest.contains("mod ") && rest.ends_with('{')
    });
    &text[..end.unwrap_or(text.len())]
}

/// Returns the text literals of a source, without those in comments.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .flat_map(|l| l.split('"').skip(1).step_by(2))
}

fn is_of_tests(path: &Path) -> bool {
    let names = ["tests", "testing", "properties"];
    path.strip_prefix(env!("CARGO_MANIFEST_DIR"))
        .unwrap_or(path)
        .with_extension("")
        .iter()
        .any(|part| names.iter().any(|name| part == *name))
}

/// A profile's own keys look alike: `agreement.parent`.
fn has_names_alike(path: &Path) -> bool {
    path.ancestors().any(|p| p.ends_with("domain/profile"))
}

#[test]
fn no_source_names_a_field_or_an_event_by_its_id() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let tables: Vec<_> = offsite::domain::forms::tables().collect();
    let in_rows = tables.iter().flat_map(|t| t.fields);
    let mut ids: Vec<&str> =
        offsite::domain::forms::fields().chain(in_rows).map(|f| f.id).collect();
    ids.extend(tables.iter().map(|t| t.id).filter(|id| id.contains('.')));
    let mut seen = 0;
    walk(&src, &mut |path, text| {
        if path.starts_with(src.join("domain/forms")) {
            seen += literals(text).filter(|l| ids.contains(l)).count();
        } else if !is_of_tests(path) {
            for literal in literals(without_tests(text)).filter(|_| !has_names_alike(path)) {
                assert!(
                    !ids.contains(&literal),
                    "{} names {literal}: use domain::forms::field or table",
                    path.display()
                );
            }
        }
    });
    assert!(seen > ids.len(), "the dictionary itself is found: {seen}");
}

#[test]
fn no_source_decides_by_the_words_of_a_message() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let text_of = ["says", "message", "message.0", "hint", "why", "fault", "warning"];
    let asks = [".contains(\"", ".starts_with(\"", ".ends_with(\"", " == \"", " != \""];
    let is_found = |line: &str| {
        text_of.iter().any(|name| {
            asks.iter().any(|ask| {
                line.match_indices(&format!("{name}{ask}"))
                    .any(|(i, _)| !line[..i].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            })
        })
    };
    assert!(is_found("let wrong = self.message.0.contains(\"UPN\");"));
    assert!(is_found("finding.says == \"hold the review\""));
    walk(&src, &mut |path, text| {
        for line in without_tests(text).lines().filter(|_| !is_of_tests(path)) {
            assert!(!is_found(line), "{} decides by words: {}", path.display(), line.trim());
        }
    });
}
