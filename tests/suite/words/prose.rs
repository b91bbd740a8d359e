//! The texts of pages that are read as prose: Markdown, letter templates, man pages and the comments
//! of files that an officer may change.
//!
//! Left out, because nobody reads them as a sentence: tables, code blocks, and what belongs to the
//! machine in a template or a man page. A span of code and a quoted official title count as one word.

/// Official titles that are quoted as they are.
const TITLES: &[&str] = &[
    "Education (Educational Provision for Improving Behaviour) Regulations 2010",
    "Get Information about Schools",
    "Education, Health and Care Plan",
];

/// Returns the paragraphs of a Markdown page, each with its line: a point of a list is one.
pub(super) fn markdown(page: &str) -> Vec<(usize, String)> {
    let (mut out, mut open, mut is_fenced) = (Vec::new(), None::<(usize, String)>, false);
    for (i, line) in page.lines().enumerate() {
        let is_fence = line.starts_with("```");
        is_fenced ^= is_fence;
        let is_code = is_fenced || is_fence || (line.starts_with("    ") && open.is_none());
        let is_row = line.starts_with('|');
        let begins = line.starts_with("- ")
            || line.starts_with('#')
            || line.split_once(". ").is_some_and(|(n, _)| n.parse::<u8>().is_ok());
        if is_code || is_row || line.trim().is_empty() || begins {
            out.extend(open.take());
        }
        if is_code || is_row || line.trim().is_empty() {
            continue;
        }
        match &mut open {
            Some((_, text)) => {
                text.push(' ');
                text.push_str(line.trim());
            }
            None => open = Some((i + 1, line.trim_start_matches(['#', '-', ' ']).to_owned())),
        }
    }
    out.extend(open);
    out.into_iter().map(|(line, text)| (line, one_word(&one_word_for(&text, "`", "`")))).collect()
}

/// Returns the lines of a letter's template: a placeholder counts as one word, and what chooses
/// between texts parts them.
pub(super) fn template(text: &str) -> Vec<(usize, String)> {
    let text = cut(text, "{#", "#}", "");
    let text = cut(&text, "{%", "%}", "\n");
    let text = one_word(&one_word_for(&text, "{{", "}}"));
    text.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.trim_start_matches(['#', ' ']).to_owned()))
        .collect()
}

/// Returns the sentences of a man page: options and names in bold are one word.
pub(super) fn man(page: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (i, line) in page.lines().enumerate() {
        let is_names = page.lines().nth(i.wrapping_sub(1)).is_some_and(|l| l.starts_with(".TP"));
        if line.starts_with('.') || line.starts_with('\'') || is_names {
            continue;
        }
        let text =
            line.replace("\\-", "-").replace("\\fR", "").replace("\\fB", "").replace("\\fI", "");
        out.push((i + 1, one_word(&text)));
    }
    out
}

/// Returns the comments of a TOML file, each line of its own: a comment goes on in the next line.
pub(super) fn comments(file: &str) -> Vec<(usize, String)> {
    let (mut out, mut open) = (Vec::new(), None::<(usize, String)>);
    for (i, line) in file.lines().enumerate() {
        match (line.strip_prefix("# "), &mut open) {
            (Some(more), Some((_, text))) => {
                text.push(' ');
                text.push_str(more);
            }
            (Some(first), None) => open = Some((i + 1, first.to_owned())),
            (None, _) => {
                out.extend(open.take());
                out.extend(line.split_once(" # ").map(|(_, words)| (i + 1, words.to_owned())));
            }
        }
    }
    out.extend(open);
    out
}

/// Returns a text with each official title as one word.
fn one_word(text: &str) -> String {
    TITLES.iter().fold(text.to_owned(), |text, title| text.replace(title, "Title"))
}

/// Returns a text with each span between two marks as one word.
pub(super) fn one_word_for(text: &str, open: &str, close: &str) -> String {
    cut(text, open, close, "Code")
}

/// Returns a text with each span between two marks replaced.
fn cut(text: &str, open: &str, close: &str, instead: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(open) {
        let Some((span, after)) = after.split_once(close) else { break };
        out.push_str(before);
        out.push_str(instead);
        // The lines of a span that is left out are still counted.
        out.extend(span.matches('\n'));
        rest = after;
    }
    out + rest
}

#[test]
fn tables_code_and_titles_are_no_sentences_and_all_else_is() {
    let page = "# T\n\nOne `a b c` two\nthree.\n\n| a | b |\n\n```\ncode\n```\n\n    code\n\n- x\n- y\n1. z";
    let texts: Vec<String> = markdown(page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["T", "One Code two three.", "x", "y", "1. z"]);
    let letter = "{# note #}Dear {{ to.greeting }}\n{% if a %}\nYes.\n{% endif %}";
    let texts: Vec<String> =
        template(letter).into_iter().map(|(_, text)| text).filter(|t| !t.is_empty()).collect();
    assert_eq!(texts, ["Dear Code", "Yes."]);
    assert_eq!(comments("# a\n# b\nkey = 1 # c\n"), [(1, "a b".to_owned()), (3, "c".to_owned())]);
    assert_eq!(man(".TP\n\\fB\\-\\-x\\fR\nSays \\-\\-x.\n"), [(3, "Says --x.".to_owned())]);
}
