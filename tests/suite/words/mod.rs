//! Every text of the program as an officer reads it: no words of the workshop, no sentence too long
//! to be read aloud over a telephone.
//!
//! Read are the literals of the sources, the README, every page of the manual, every letter, the man
//! page of every command, and the comments of keymaps, themes and profiles.

mod literals;
mod places;
mod prose;

use std::path::Path;

use offsite::keymap::BUILT_IN;
use offsite::keymap::action::Action;
use offsite::manual::{PAGES, Reader as ManualReader};

use self::literals::literals;

/// Words that no text has, and what is written instead.
const BANNED: &[(&str, &str)] = &[
    ("deal with it", "do it"),
    ("deals with it", "does it"),
    ("glance", "all weeks, or the start of the list"),
    ("edition", "version"),
    ("anew", "again, or rebuilt"),
    ("for ever", "always, or permanently"),
    ("of which", "say it in two sentences"),
    ("somebody", "someone"),
    ("anybody", "anyone"),
    ("everybody", "everyone"),
    ("whoever", "anyone who, or the person who"),
    ("stands", "is"),
    ("lies", "is"),
    ("holds", "has"),
    ("takes it", "choose"),
    ("leaves it", "cancel"),
    ("is asked of", "to do"),
    ("by itself", "separately, or automatically"),
    ("less bank holidays", "without bank holidays"),
    ("afresh", "again"),
    ("held back", "blocked"),
    ("held to", "checked against"),
    ("held against", "compared with"),
    ("in clear", "not encrypted"),
    ("as it was", "not changed"),
    ("laid over", "overrides"),
    ("kept to", "respected"),
    ("make sure which", "check which"),
    ("not asked yet", "not answered"),
    ("answered whole", "complete"),
    ("nobody expected", "neither school expected"),
    ("is said", "say who says it"),
    ("are said", "say who says it"),
    ("of theirs", "their"),
    ("untag", "clear the selection"),
    ("tagged", "selected"),
    ("tag", "select, or selection"),
    ("most pressing", "most urgent"),
    ("late by law", "overdue (legal)"),
    ("ten down", "page down"),
    ("taken away", "removed, or deleted"),
    ("takes away", "removes, or deletes"),
    ("take away", "remove, or delete"),
];

/// Words of those who look after the computer, which no officer reads.
const OF_ADMINISTRATORS: &[(&str, &str)] = &[
    ("store", "record, records, or Offsite's files"),
    ("store's", "record, records, or Offsite's files"),
    ("stores", "record, records, or Offsite's files"),
];

/// The sources whose texts only somebody who looks after the computer meets: the command line, the
/// settings, and the faults of the files. The manual's page `store` says what the word means.
const FOR_ADMINISTRATORS: &[&str] = &[
    "src/cli",
    "src/config",
    "src/manual",
    "src/server",
    "src/store/backup",
    "src/store/dispose",
    "src/store/evidence",
    "src/store/format",
    "src/store/heads",
    "src/store/journal",
    "src/store/keyring",
    "src/store/unknown_cases",
    "src/store/upgrade",
    "src/store/verify",
    "src/store/witness",
];

/// The most words of a sentence.
const MOST: usize = 25;

/// Who reads a text.
#[derive(Clone, Copy, PartialEq)]
enum Reader {
    Officer,
    Administrator,
}

/// Returns whether a literal is a person's to read: several words, and no format of a file.
fn is_read(text: &str) -> bool {
    let words = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    words > 1 && !text.contains("w:") && !text.starts_with('.')
}

fn has_word(text: &str, banned: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(banned).any(|(at, _)| {
        // The parts of a file's name or an option are no words.
        let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic() && !"-_/".contains(c));
        let after = text[at + banned.len()..].chars().next();
        // A full stop ends a sentence, or begins the end of a file's name.
        let is_file = after == Some('.')
            && text[at + banned.len() + 1..].starts_with(|c: char| c.is_alphabetic());
        is_end(text[..at].chars().next_back()) && is_end(after) && !is_file
    })
}

/// Returns the sentences of a text that are too long.
fn too_long(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut sentence: Vec<&str> = Vec::new();
    for line in text.lines() {
        for word in line.split_whitespace() {
            sentence.push(word);
            let word = word.trim_end_matches(['"', ')', '*', '\'', '’']);
            if word.ends_with(['.', '!', '?']) {
                out.push(std::mem::take(&mut sentence));
            }
        }
        out.push(std::mem::take(&mut sentence));
    }
    let count = |sentence: &&Vec<&str>| {
        sentence.iter().filter(|w| w.chars().any(char::is_alphanumeric)).count() > MOST
    };
    out.iter().filter(count).map(|sentence| sentence.join(" ")).collect()
}

/// Returns what is wrong with a text.
fn faults(text: &str, reader: Reader) -> Vec<String> {
    let more = if reader == Reader::Officer { OF_ADMINISTRATORS } else { &[] };
    let banned = BANNED.iter().chain(more).filter(|(word, _)| has_word(text, word));
    banned
        .map(|(word, instead)| format!("\"{word}\" ({instead}): {text}"))
        .chain(too_long(text).into_iter().map(|s| format!("more than {MOST} words: {s}")))
        .collect()
}

/// Reads texts of one place, and adds their faults to a list; returns how many they are.
fn look(shown: &str, texts: Vec<(usize, String)>, reader: Reader, out: &mut Vec<String>) -> usize {
    for (line, text) in &texts {
        out.extend(faults(text, reader).into_iter().map(|f| format!("{shown}:{line}: {f}")));
    }
    texts.len()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
fn assert_none(read: usize, least: usize, found: &[String]) {
    assert!(read > least, "only {read} texts were found");
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_text_has_a_word_of_the_workshop_or_a_sentence_of_more_than_25_words() {
    let (mut found, mut read) = (Vec::new(), 0);
    crate::house::walk(&root().join("src"), &mut |path, source| {
        let shown = path.strip_prefix(root()).expect("below the root").display().to_string();
        let is_of_tests = ["tests", "testing", "properties", "specimens", "demo"]
            .iter()
            .any(|part| shown.contains(part));
        if is_of_tests {
            return;
        }
        let reader = if FOR_ADMINISTRATORS.iter().any(|place| shown.starts_with(place)) {
            Reader::Administrator
        } else {
            Reader::Officer
        };
        let texts = literals(source).into_iter().filter(|(_, text)| is_read(text));
        // The name of a value that is filled in is no word.
        let texts =
            texts.map(|(line, text)| (line, prose::one_word_for(&text, "{", "}"))).collect();
        read += look(&shown, texts, reader, &mut found);
    });
    assert_none(read, 3_000, &found);
}

/// What is counted in texts, in the plural.
const COUNTED: &[&str] = &[
    "backups",
    "cases",
    "copies",
    "days",
    "details",
    "documents",
    "entries",
    "events",
    "faults",
    "files",
    "lines",
    "marks",
    "months",
    "others",
    "parts",
    "people",
    "pieces",
    "places",
    "problems",
    "pupils",
    "reviews",
    "rows",
    "schools",
    "sessions",
    "texts",
    "times",
    "weeks",
    "words",
];

/// Returns what a text counts without looking whether it is one: "{n} cases". Where it is one of a
/// sum, as in "3 of {n} cases", the plural is right whatever the number.
fn counted_blindly(text: &str) -> Option<&str> {
    for (open, _) in text.match_indices('{') {
        let Some(close) = text[open..].find('}').map(|at| open + at + 1) else { continue };
        let before = text[..open].trim_end();
        // A limit of the program is known, and is not one.
        let name = &text[open + 1..close - 1];
        if !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
            continue;
        }
        let mut words = text[close..].strip_prefix(' ').unwrap_or_default().split(' ');
        let is_counted =
            |word: &str| COUNTED.contains(&word.trim_end_matches(['.', ',', ':', ';', ')']));
        let first = words.next().unwrap_or_default();
        let is_school_day = matches!(first, "more" | "school" | "new");
        let is_plural =
            is_counted(first) || (is_school_day && words.next().is_some_and(is_counted));
        if is_plural && !before.ends_with(" of") && !before.ends_with("most") {
            return Some(&text[open..]);
        }
    }
    None
}

#[test]
fn every_count_before_its_word_agrees_with_it() {
    let mut found = Vec::new();
    crate::house::walk(&root().join("src"), &mut |path, source| {
        let shown = path.strip_prefix(root()).expect("below the root").display().to_string();
        if ["tests", "testing", "properties", "specimens"].iter().any(|part| shown.contains(part)) {
            return;
        }
        for (line, text) in literals(source) {
            found.extend(counted_blindly(&text).map(|what| format!("{shown}:{line}: {what}")));
        }
    });
    assert!(found.is_empty(), "use domain::plural:\n{}", found.join("\n"));
    assert!(counted_blindly("There are {n} cases.").is_some());
    assert!(counted_blindly("{} school days after").is_some());
    assert!(counted_blindly("{} of {n} cases").is_none() && counted_blindly("{} holds").is_none());
}

#[test]
fn no_page_has_a_word_of_the_workshop_or_a_sentence_of_more_than_25_words() {
    let (mut found, mut read) = (Vec::new(), 0);
    let readme = std::fs::read_to_string(root().join("README.md")).expect("the README");
    read += look("README.md", prose::markdown(&readme), Reader::Administrator, &mut found);
    for page in PAGES {
        let reader = match page.reader {
            ManualReader::Officer => Reader::Officer,
            ManualReader::Administrator | ManualReader::Developer => Reader::Administrator,
        };
        read += look(page.topic, prose::markdown(page.text), reader, &mut found);
    }
    // Whoever reads "store" finds on one page what it is.
    let store = PAGES.iter().find(|page| page.topic == "store").expect("the page");
    assert!(store.text.starts_with("# The store\n\nThe store is "), "{}", store.text);
    assert_none(read, 250, &found);
}

#[test]
fn no_letter_has_a_word_of_the_workshop_or_a_sentence_of_more_than_25_words() {
    let (mut found, mut read) = (Vec::new(), 0);
    for entry in std::fs::read_dir(root().join("src/documents/templates")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = std::fs::read_to_string(&path).expect("a template");
        let shown = path.file_name().expect("a name").to_string_lossy().into_owned();
        read += look(&shown, prose::template(&text), Reader::Officer, &mut found);
    }
    assert_none(read, 250, &found);
}

#[test]
fn no_comment_of_a_file_to_change_has_a_word_of_the_workshop_or_a_long_sentence() {
    let (mut found, mut read) = (Vec::new(), 0);
    for folder in ["keymaps", "themes", "src/domain/data"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let text = std::fs::read_to_string(&path).expect("a file");
            let shown = path.strip_prefix(root()).expect("below the root").display().to_string();
            read += look(&shown, prose::comments(&text), Reader::Officer, &mut found);
        }
    }
    assert_none(read, 100, &found);
}

#[test]
fn comment_of_a_key_is_what_the_help_calls_its_action() {
    for (name, text, _) in BUILT_IN {
        let mut scope = "";
        for line in text.lines() {
            if let Some(table) = line.strip_prefix('[') {
                scope = table.trim_end_matches(']');
            }
            let Some((action, rest)) = line.split_once(" = ") else { continue };
            let known = Action::ALL.iter().find(|(_, n, s, _)| *n == action && s.name() == scope);
            let (_, _, _, help) = known.expect("an action of that table");
            let comment = rest.split_once(" # ").map(|(_, comment)| comment);
            assert_eq!(comment, Some(*help), "{name}: {line}");
        }
    }
}

#[test]
fn no_man_page_has_a_word_of_the_workshop_or_a_sentence_of_more_than_25_words() {
    let dir = tempfile::tempdir().expect("a folder");
    let man = |topic: &str| {
        let args: Vec<&str> = ["man", topic].into_iter().filter(|a| !a.is_empty()).collect();
        crate::text(&crate::offsite(dir.path(), &args))
    };
    let main = man("");
    let names = main.lines().filter_map(|line| line.strip_suffix("(1)"));
    let mut names: Vec<String> = names.map(|name| name.replace('\\', "")).collect();
    names.push(String::new());
    let (mut found, mut read) = (Vec::new(), 0);
    for name in &names {
        read += look(name, prose::man(&man(name)), Reader::Administrator, &mut found);
    }
    // The options that every command has are named once.
    found.sort();
    found.dedup_by_key(|fault| fault.split_once(": ").map(|(_, what)| what.to_owned()));
    assert_none(read, 200, &found);
}

#[test]
fn a_banned_word_and_a_long_sentence_are_found() {
    let source = "fn a() { say(\"It stands \\\n    here.\"); let quote = '\"'; } // \"anew\"";
    let found = literals(source);
    assert_eq!(found, [(1, "It stands here.".to_owned())]);
    assert!(has_word(&found[0].1, "stands") && !has_word("Understands it", "stands"));
    assert!(has_word("The store.", "store") && !has_word("--store-key store.key", "store"));
    assert_eq!(faults("The store is open.", Reader::Officer).len(), 1);
    assert_eq!(faults("The store is open.", Reader::Administrator).len(), 0);
    assert_eq!(too_long(&"word ".repeat(26)).len(), 1);
    assert!(too_long(&"word ".repeat(25)).is_empty());
    assert!(too_long(&format!("{0}end. {0}", "word ".repeat(20))).is_empty());
}
