//! Every text of the program as an officer reads it: no words of the workshop, no sentence too long
//! to be read at a glance over a telephone.

use std::path::Path;

/// Words that no text has, and what is written instead.
const BANNED: &[(&str, &str)] = &[
    ("deal with it", "do it"),
    ("deals with it", "does it"),
    ("at a glance", "all weeks"),
    ("anew", "again, or rebuilt"),
    ("for ever.", "always"),
    ("of which", "say it in two sentences"),
    ("somebody", "someone"),
    ("everybody", "everyone"),
    ("whoever has", "anyone who has"),
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
    ("in clear", "not encrypted"),
    ("as it was", "not changed"),
    ("make sure which", "check which"),
    ("not asked yet", "not answered"),
    ("answered whole", "complete"),
    ("nobody expected", "neither school expected"),
];

/// The most words of a sentence.
const MOST: usize = 25;

/// Returns the text literals of a source file outside its tests, each with its line: what stands in
/// attributes, comments and the names of formats is none of an officer's.
fn literals(source: &str) -> Vec<(usize, String)> {
    let program = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let program = program.split("#[cfg(test)]\npub(super) mod tests {").next().unwrap_or_default();
    let letters: Vec<char> = program.chars().collect();
    let (mut out, mut line, mut i) = (Vec::new(), 1, 0);
    while i < letters.len() {
        match letters[i] {
            '\n' => line += 1,
            '/' if letters.get(i + 1) == Some(&'/') => {
                while letters.get(i + 1).is_some_and(|c| *c != '\n') {
                    i += 1;
                }
            }
            // A quote as a letter opens no text.
            '\'' if letters.get(i + 1) == Some(&'"') && letters.get(i + 2) == Some(&'\'') => i += 2,
            '"' => {
                let (start, mut text) = (line, String::new());
                i += 1;
                while i < letters.len() && letters[i] != '"' {
                    if letters[i] == '\n' {
                        line += 1;
                    }
                    if letters[i] == '\\' {
                        i += 1;
                        match letters.get(i) {
                            // A text that goes on in the next line, without its margin.
                            Some('\n') => {
                                line += 1;
                                while letters.get(i + 1).is_some_and(|c| *c == ' ') {
                                    i += 1;
                                }
                            }
                            Some('n') => text.push('\n'),
                            Some(c) => text.push(*c),
                            None => {}
                        }
                    } else {
                        text.push(letters[i]);
                    }
                    i += 1;
                }
                out.push((start, text));
            }
            _ => {}
        }
        i += 1;
    }
    out
}

/// Returns whether a text is a person's to read: several words, and no format of a file.
fn is_read(text: &str) -> bool {
    let words = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    words > 1 && !text.contains("w:") && !text.starts_with('.')
}

fn has_word(text: &str, banned: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(banned).any(|(at, _)| {
        let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
        is_end(text[..at].chars().next_back()) && is_end(text[at + banned.len()..].chars().next())
    })
}

/// Returns the sentences of a text that are too long.
fn too_long(text: &str) -> Vec<String> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let mut out = Vec::new();
    for sentence in text.split_inclusive(ends) {
        let words = sentence.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric));
        if words.count() > MOST {
            out.push(sentence.trim().to_owned());
        }
    }
    out
}

#[test]
fn no_text_has_a_word_of_the_workshop_or_a_sentence_of_more_than_25_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut faults, mut read) = (Vec::new(), 0);
    crate::house::walk(&root.join("src"), &mut |path, source| {
        let shown = path.strip_prefix(root).expect("below the root").display().to_string();
        let is_of_tests = ["tests", "testing", "properties", "specimens", "demo"]
            .iter()
            .any(|part| shown.contains(part));
        if is_of_tests {
            return;
        }
        for (line, text) in literals(source).into_iter().filter(|(_, text)| is_read(text)) {
            read += 1;
            for (banned, instead) in BANNED.iter().filter(|(word, _)| has_word(&text, word)) {
                faults.push(format!("{shown}:{line}: \"{banned}\" ({instead}): {text}"));
            }
            for sentence in too_long(&text) {
                faults.push(format!("{shown}:{line}: more than {MOST} words: {sentence}"));
            }
        }
    });
    assert!(read > 3_000, "only {read} texts were found");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_banned_word_and_a_long_sentence_are_found() {
    let source = "fn a() { say(\"It stands \\\n    here.\"); let quote = '\"'; } // \"anew\"";
    let found = literals(source);
    assert_eq!(found, [(1, "It stands here.".to_owned())]);
    assert!(has_word(&found[0].1, "stands") && !has_word("Understands it", "stands"));
    assert_eq!(too_long(&"word ".repeat(26)).len(), 1);
    assert!(too_long(&"word ".repeat(25)).is_empty());
}
