//! Where the texts of the screen stand: those of a pane together in one file, which a reader can
//! judge in one sitting.

use super::literals::literals;
use super::root;

/// The folders of the screen whose texts stand together, each in its `words.rs`.
const ROOMS: &[&str] =
    &["app", "attendance", "case", "documents", "draw", "form", "list", "overlay"];

/// Returns whether an officer reads a literal, and not the program alone: words, of which there are
/// several or which begin as a label does. What is filled in between braces is none of them.
fn is_said(text: &str) -> bool {
    let mut depth = 0_i32;
    let mut words = String::new();
    for c in text.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        words.push(if depth == 0 && c != '}' { c } else { '.' });
    }
    let has_word = words.as_bytes().windows(2).any(|w| w.iter().all(u8::is_ascii_alphabetic));
    let is_date = text.starts_with('%');
    has_word && !is_date && (text.contains(' ') || text.starts_with(char::is_uppercase))
}

/// Returns whether a line gives a text that nobody reads on the screen: a proof, a reason for a
/// lint, or the name under which a line that was left is kept.
fn is_inner(line: &str) -> bool {
    [".expect(", "debug_assert!(", "reason = ", "const KEPT"].iter().any(|part| line.contains(part))
}

#[test]
fn every_text_of_a_pane_stands_in_its_file_of_words() {
    for room in ROOMS {
        let (mut elsewhere, mut together) = (Vec::new(), 0);
        crate::house::walk(&root().join("src/ui").join(room), &mut |path, source| {
            let lines: Vec<&str> = source.lines().collect();
            let said = literals(source).into_iter().filter(|(_, text)| is_said(text));
            if path.ends_with(format!("{room}/words.rs")) {
                together += said.count();
                return;
            }
            // The screens of the tour are a list of texts themselves.
            if path.ends_with("overlay/tour.rs") {
                return;
            }
            let said = said.filter(|(line, _)| !is_inner(lines[line - 1]));
            let shown = path.strip_prefix(root()).expect("below the root").display().to_string();
            elsewhere.extend(said.map(|(line, text)| format!("{shown}:{line}: {text}")));
        });
        assert!(elsewhere.is_empty(), "to src/ui/{room}/words.rs:\n{}", elsewhere.join("\n"));
        assert!(together > 8, "only {together} texts stand in src/ui/{room}/words.rs");
    }
}

#[test]
fn what_an_officer_reads_is_told_from_names_and_formats() {
    for said in ["Nothing created.", "Cancel", "sent {day}", "Missing: {parts}.", "school week"] {
        assert!(is_said(said), "{said}");
    }
    for inner in ["%a %-d", "{head} {count}", "case", " · ", "L-", "{a}: {Name}", "list.rs"] {
        assert!(!is_said(inner), "{inner}");
    }
    assert!(is_inner("    const KEPT: &str = \"search of the list\";"));
    assert!(!is_inner("    say(\"Nothing created.\")"));
}
