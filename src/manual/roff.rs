//! A page of the manual as a Unix manual page.
//!
//! Only the Markdown that the pages use is known: headings, paragraphs, lists with `-` or numbers,
//! indented and fenced examples, tables, `code` and `**bold**`.

/// Returns a page as roff, for section 7 of the manual.
///
/// ```
/// let roff = offsite::manual::to_roff("keys", "# Keys\n\nPress `q` to leave.\n");
/// assert!(roff.starts_with(".TH \"OFFSITE\\-KEYS\" 7"));
/// assert!(roff.contains("Press \\fBq\\fR to leave."));
/// ```
pub fn to_roff(topic: &str, markdown: &str) -> String {
    let mut out =
        format!(".TH \"OFFSITE\\-{}\" 7 \"\" \"Offsite\"\n", escaped(&topic.to_uppercase()));
    let mut lines = markdown.lines().peekable();
    let mut fenced = false;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            out.push_str(if fenced { ".fi\n.RE\n" } else { ".RS 4\n.nf\n" });
            fenced = !fenced;
        } else if fenced {
            out.push_str(&format!("{}\n", guarded(&escaped(line))));
        } else if let Some(title) = line.strip_prefix("# ") {
            let title = inline(title);
            out.push_str(&format!(".SH NAME\noffsite\\-{} \\- {title}\n", escaped(topic)));
            out.push_str(".SH DESCRIPTION\n");
        } else if let Some(heading) = line.strip_prefix("## ") {
            out.push_str(&format!(".SH {}\n", inline(&heading.to_uppercase())));
        } else if let Some(example) = line.strip_prefix("    ") {
            out.push_str(&format!(".RS 4\n.nf\n{}\n.fi\n.RE\n", guarded(&escaped(example))));
        } else if let Some(item) = line.strip_prefix("- ") {
            out.push_str(&format!(".IP \\(bu 2\n{}\n", guarded(&inline(item))));
        } else if let Some((number, item)) = numbered(line) {
            out.push_str(&format!(".IP {number}. 4\n{}\n", guarded(&inline(item))));
        } else if line.starts_with('|') {
            // A row of a table: its first cell is the term, the others say what it is.
            let is_rule = lines.peek().is_some_and(|next| next.starts_with("|-"));
            if !is_rule && !line.starts_with("|-") {
                out.push_str(&table_row(line));
            }
        } else if line.is_empty() {
            out.push_str(".PP\n");
        } else {
            out.push_str(&format!("{}\n", guarded(&inline(line.trim_start()))));
        }
    }
    out
}

fn table_row(line: &str) -> String {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let first = cells.next().unwrap_or_default();
    let rest: Vec<String> = cells.map(inline).collect();
    format!(".TP\n{}\n{}\n", guarded(&inline(first)), guarded(&rest.join("; ")))
}

fn numbered(line: &str) -> Option<(&str, &str)> {
    let (number, item) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some((number, item))
}

/// Returns text with `code` and `**bold**` in bold letters.
fn inline(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split('`').enumerate() {
        if i % 2 == 1 {
            out.push_str(&format!("\\fB{}\\fR", escaped(part)));
            continue;
        }
        for (j, part) in part.split("**").enumerate() {
            let part = escaped(part);
            out.push_str(&if j % 2 == 1 { format!("\\fB{part}\\fR") } else { part });
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

/// Returns a line that roff does not take for a request.
fn guarded(line: &str) -> String {
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manual::PAGES;

    #[test]
    fn a_page_keeps_its_examples_lists_and_tables() {
        let roff = to_roff(
            "x",
            "# X\n\n    offsite today\n\n- one\n\n| a | b |\n|---|---|\n| 3 | held |\n",
        );
        for part in [".nf\noffsite today\n.fi", ".IP \\(bu 2\none\n", ".TP\n3\nheld\n"] {
            assert!(roff.contains(part), "{part:?} is missing:\n{roff}");
        }
        assert!(!roff.contains("| a"), "a table's heading is no row:\n{roff}");
    }

    #[test]
    fn no_line_of_a_page_is_taken_for_a_request() {
        let known = [".TH", ".SH", ".PP", ".TP", ".IP", ".RS", ".RE", ".nf", ".fi"];
        for page in PAGES {
            for line in to_roff(page.topic, page.text).lines() {
                let request = line.starts_with(['.', '\'']);
                assert!(!request || known.iter().any(|k| line.starts_with(k)), "{line}");
            }
        }
    }
}
