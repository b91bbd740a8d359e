//! Writes a document as plain text for the terminal and for email, wrapped by terminal cells.

mod lines;
mod tables;

use textwrap::core::display_width;

use crate::documents::papers::paper::{Block, DRAFT, Paper};
use crate::documents::papers::plain::lines::{WIDTH, line, words, wrapped};
use crate::documents::papers::plain::tables::{field, grid, sign};
use crate::documents::papers::span::plain;
use crate::documents::papers::span::{Filled, Span};

/// Writes a paper as plain text.
pub(super) fn write(paper: &Paper) -> String {
    let mut out = String::new();
    if paper.draft {
        line(&mut out, DRAFT);
        line(&mut out, "");
    }
    for block in &paper.blocks {
        add(&mut out, block);
    }
    let mark = if paper.draft { format!("{DRAFT} · ") } else { String::new() };
    let confidential = if paper.public { "" } else { " · Confidential" };
    let foot = format!("{mark}{} · {}{confidential}", paper.foot, paper.title);
    line(&mut out, "");
    line(&mut out, &plain(&foot));
    let mut text = String::new();
    let mut empty = 0;
    for l in out.lines() {
        empty = if l.is_empty() { empty + 1 } else { 0 };
        if empty < 2 && !(l.is_empty() && text.is_empty()) {
            line(&mut text, l);
        }
    }
    text
}

fn add(out: &mut String, block: &Block) {
    match block {
        Block::Head { name, lines, .. } => {
            line(out, &words(&[name.span()]));
            for l in lines {
                wrapped(out, &plain(l), "", WIDTH);
            }
            line(out, &"-".repeat(WIDTH));
        }
        Block::To { lines, date } => {
            address(out, lines, date);
        }
        Block::Title(text) => {
            line(out, "");
            wrapped(out, &plain(text).to_uppercase(), "", WIDTH);
        }
        Block::Heading(text) | Block::Annex(text) | Block::Section { text, .. } => {
            heading(out, &plain(text));
        }
        // A text has no pages.
        Block::Index(all) => {
            line(out, "");
            for (heading, _) in all {
                wrapped(out, &plain(heading), "", WIDTH);
            }
        }
        Block::Para(spans) => {
            line(out, "");
            wrapped(out, &words(spans), "", WIDTH);
        }
        Block::Item(spans) => {
            point(out, spans);
        }
        Block::Fields(rows) => {
            line(out, "");
            for row in rows {
                field(out, row);
            }
        }
        Block::Grid { head, rows } => {
            line(out, "");
            grid(out, head, rows);
        }
        Block::Close { name, of } => {
            for l in ["", "Yours sincerely", "", "", &words(&[name.span()]), &plain(of)] {
                line(out, l);
            }
        }
        Block::Sign(lines) => {
            line(out, "");
            for s in lines {
                sign(out, s);
            }
        }
        Block::Copies(lines) => {
            line(out, "");
            line(out, "Copies to");
            for l in lines {
                wrapped(out, &plain(l), "  ", WIDTH);
            }
        }
    }
}

/// Writes to whom a letter goes, and its day.
fn address(out: &mut String, lines: &[Filled], date: &Filled) {
    line(out, "");
    for l in lines {
        wrapped(out, &words(&[l.span()]), "", WIDTH);
    }
    line(out, "");
    line(out, &words(&[date.span()]));
}

/// Writes a heading, underlined.
fn heading(out: &mut String, text: &str) {
    line(out, "");
    wrapped(out, text, "", WIDTH);
    line(out, &"=".repeat(display_width(text).min(WIDTH)));
}

/// Writes a point of a list, what follows the first line indented.
fn point(out: &mut String, spans: &[Span]) {
    let mut rest = String::new();
    wrapped(&mut rest, &words(spans), "", WIDTH - 2);
    for (i, l) in rest.lines().enumerate() {
        line(out, &format!("{}{l}", if i == 0 { "- " } else { "  " }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::papers::answer::{Answer, PaperRow};

    #[test]
    fn lines_keep_to_their_width_whatever_the_script() {
        let long = "Zoe\u{308} 漢字漢字漢字漢字漢字 אבגד ".repeat(20);
        let rows = vec![PaperRow { label: long.clone(), answer: Answer::text(&long) }];
        let paper = Paper {
            blocks: vec![
                Block::Para(vec![Span::Text(long.clone())]),
                Block::Item(vec![Span::Text(long.clone())]),
                Block::Fields(rows),
                Block::Grid {
                    head: vec!["A".into(), "B".into()],
                    rows: vec![vec![Answer::text(&long), Answer::text("x")]],
                },
            ],
            ..Paper::default()
        };
        for l in write(&paper).lines() {
            assert!(display_width(l) <= WIDTH + 2, "{l}");
        }
    }
}
