//! A page of the manual as lines for a screen that wraps them itself.

/// Returns a page without its title and its marks: a paragraph or a point of a list is one line,
/// an example keeps its indentation, a row of a table has its cells side by side.
///
/// ```
/// let page = "# Keys\n\nPress `q`\nto leave.\n\n| a | b |\n|---|---|\n";
/// assert_eq!(offsite::manual::to_lines(page), ["Press q to leave.", "", "a   b"]);
/// ```
pub fn to_lines(markdown: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // Whether a further line goes on with the last one.
    let mut is_open = false;
    let mut is_fenced = false;
    for line in markdown.lines().filter(|line| !line.starts_with("# ")) {
        if line.starts_with("```") {
            is_fenced = !is_fenced;
            is_open = false;
        } else if is_fenced || (line.starts_with("    ") && !is_open) {
            out.push(format!("    {}", line.strip_prefix("    ").unwrap_or(line)));
        } else if let Some(row) = line.strip_prefix('|') {
            let cells: Vec<String> = row.trim_end_matches('|').split('|').map(plain).collect();
            if !row.starts_with('-') {
                out.push(cells.join("   "));
            }
            is_open = false;
        } else if line.is_empty() {
            is_open = false;
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            out.push(plain(heading).to_uppercase());
            is_open = false;
        } else {
            let begins = line.starts_with("- ") || line.starts_with(|c: char| c.is_ascii_digit());
            match out.last_mut().filter(|_| is_open && !begins) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&plain(line));
                }
                None => out.push(plain(line)),
            }
            is_open = true;
        }
    }
    out
}

/// Returns text without the marks of code and bold letters.
fn plain(text: &str) -> String {
    text.trim().replace(['`'], "").replace("**", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manual::PAGES;

    #[test]
    fn paragraphs_and_points_are_one_line_each() {
        let page = "# T\n\nOne\ntwo.\n\n1. first\n   goes on\n2. second\n\n    offsite today\n";
        let lines = ["One two.", "", "1. first goes on", "2. second", "", "    offsite today"];
        assert_eq!(to_lines(page), lines);
    }

    #[test]
    fn every_page_keeps_its_words_and_loses_its_marks() {
        let words = |text: &str| -> Vec<String> {
            let letters = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            letters.filter(|w| !w.is_empty()).collect()
        };
        for page in PAGES {
            let lines = to_lines(page.text);
            let body = page.text.split_once('\n').map_or("", |(_, body)| body);
            assert_eq!(words(&lines.join("\n")), words(body), "{}", page.topic);
            assert!(
                lines.iter().all(|l| !l.contains("**") && !l.starts_with('#')),
                "{}",
                page.topic
            );
        }
    }
}
