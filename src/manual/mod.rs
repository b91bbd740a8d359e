//! The manual: pages for officers, for administrators and for those who change the program.
//!
//! A page is a Markdown file beside this one and a row in [`PAGES`]; `offsite manual TOPIC`, the
//! manual pages of `offsite man TOPIC` and the help in the program all read that row. The text is
//! part of the program, so that it fits the version that is running.

mod lines;
mod roff;

pub use lines::to_lines;
pub use roff::to_roff;

/// For whom a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// An inclusion officer at work.
    Officer,
    /// Whoever installs Offsite and keeps its store safe.
    Administrator,
    /// Whoever changes the program: why it is built as it is.
    Developer,
}

impl Reader {
    /// Every kind of reader with the heading of their pages, in the order of the list.
    pub const ALL: [(Reader, &str); 3] = [
        (Reader::Officer, "For officers"),
        (Reader::Administrator, "For administrators"),
        (Reader::Developer, "Decisions"),
    ];
}

/// One page of the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ManualPage {
    /// The name by which it is asked for, as `first-morning`.
    pub topic: &'static str,
    /// For whom it is written.
    pub reader: Reader,
    /// The text, in Markdown; its first line is the title.
    pub text: &'static str,
}

impl ManualPage {
    /// Returns the title: the first line without its mark.
    ///
    /// ```
    /// let page = offsite::manual::find("search").expect("a page of the manual");
    /// assert_eq!(page.title(), "Search");
    /// ```
    pub fn title(&self) -> &'static str {
        self.text.lines().next().unwrap_or_default().trim_start_matches("# ")
    }
}

macro_rules! pages {
    ($($reader:ident: $topic:literal = $file:literal;)*) => {
        /// Every page, in the order in which a new reader would read them.
        pub const PAGES: &[ManualPage] = &[$(ManualPage {
            topic: $topic,
            reader: Reader::$reader,
            text: include_str!($file),
        }),*];
    };
}

pages! {
    Officer: "first-morning" = "first-morning.md";
    Officer: "case-list" = "case-list.md";
    Officer: "passport" = "passport.md";
    Officer: "timeline" = "timeline.md";
    Officer: "attendance" = "attendance.md";
    Officer: "documents" = "documents.md";
    Officer: "sheets" = "sheets.md";
    Officer: "subject-access" = "subject-access.md";
    Officer: "rules" = "rules.md";
    Officer: "search" = "search.md";
    Officer: "keys" = "keys.md";
    Administrator: "install" = "install.md";
    Administrator: "store" = "store.md";
    Administrator: "store-key" = "store-key.md";
    Administrator: "server" = "server.md";
    Administrator: "backups" = "backups.md";
    Administrator: "disposal" = "disposal.md";
    Administrator: "settings" = "settings.md";
    Administrator: "reliability" = "reliability.md";
    Administrator: "conventions" = "conventions.md";
    Developer: "journal" = "decisions/01-sled-and-journal.md";
    Developer: "no-runtime" = "decisions/02-no-async-runtime.md";
    Developer: "one-owner" = "decisions/03-one-owner-in-the-process.md";
    Developer: "bincode" = "decisions/04-bincode-1-frozen.md";
    Developer: "text-area" = "decisions/05-ratatui-textarea.md";
    Developer: "word-first" = "decisions/06-word-first.md";
    Developer: "no-pdf" = "decisions/07-no-pdf.md";
    Developer: "dated-rules" = "decisions/08-rules-as-dated-data.md";
    Developer: "signed-heads" = "decisions/09-signed-heads.md";
    Developer: "case-keys" = "decisions/10-a-key-a-case.md";
    Developer: "widgets" = "decisions/11-widgets.md";
}

/// Returns the page of a topic, capitals or not; none where there is no such page.
///
/// ```
/// assert!(offsite::manual::find("Backups").is_some());
/// assert!(offsite::manual::find("weather").is_none());
/// ```
pub fn find(topic: &str) -> Option<&'static ManualPage> {
    PAGES.iter().find(|page| page.topic.eq_ignore_ascii_case(topic))
}

/// Returns the list of pages: a heading for each kind of reader, and a line a page.
pub fn contents() -> String {
    let mut out = String::new();
    for (reader, heading) in Reader::ALL {
        out.push_str(heading);
        out.push('\n');
        for page in PAGES.iter().filter(|page| page.reader == reader) {
            out.push_str(&format!("  {:<14} {}\n", page.topic, page.title()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_title_and_lines_that_fit_a_terminal() {
        for page in PAGES {
            assert!(page.text.starts_with("# "), "{}", page.topic);
            for line in page.text.lines().filter(|line| !line.starts_with('|')) {
                assert!(line.chars().count() <= 80, "{}: {line}", page.topic);
            }
            assert_eq!(PAGES.iter().filter(|other| other.topic == page.topic).count(), 1);
        }
    }

    #[test]
    fn contents_names_every_page_once() {
        let contents = contents();
        for page in PAGES {
            let line = format!("  {:<14} {}\n", page.topic, page.title());
            assert_eq!(contents.matches(&line).count(), 1, "{}", page.topic);
        }
    }

    #[test]
    fn every_file_of_the_manual_is_a_page() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual");
        for folder in [folder.clone(), folder.join("decisions")] {
            for entry in std::fs::read_dir(folder).expect("the manual's folder").flatten() {
                let path = entry.path();
                if path.extension().is_some_and(|e| e == "md") {
                    let text = std::fs::read_to_string(&path).expect("a page");
                    assert!(PAGES.iter().any(|p| p.text == text), "{}", path.display());
                }
            }
        }
    }
}
