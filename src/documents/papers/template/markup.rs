//! The light markup of a template: rendered lines become blocks.

use crate::documents::papers::paper::Block;
use crate::documents::papers::span::Span;
use crate::documents::papers::template::Parts;
use crate::documents::papers::template::pieces::{TemplatePiece, pieces};

/// What paragraph is being gathered.
enum OpenBlock {
    Nothing,
    Para(Vec<Span>),
    Item(Vec<Span>),
}

pub(super) fn blocks(text: &str, ready: &Parts) -> (Vec<Block>, Vec<String>) {
    let (mut out, mut placed) = (Vec::new(), Vec::new());
    let mut open = OpenBlock::Nothing;
    for line in pieces(text) {
        let own =
            if let Some(TemplatePiece::Own(text)) = line.first() { text.trim_start() } else { "" };
        if line.iter().all(|p| matches!(p, TemplatePiece::Own(t) if t.trim().is_empty())) {
            close(&mut open, &mut out);
        } else if let Some(part) = own.strip_prefix('@').map(str::trim) {
            close(&mut open, &mut out);
            out.extend(ready.get(part).into_iter().flat_map(|r| r.blocks.iter().cloned()));
            placed.push(part.to_owned());
        } else if own.starts_with("# ") {
            close(&mut open, &mut out);
            out.push(Block::Heading(flat(&spans(line, 2))));
        } else if own.starts_with("- ") {
            close(&mut open, &mut out);
            open = OpenBlock::Item(spans(line, 2));
        } else {
            let more = spans(line, 0);
            match &mut open {
                OpenBlock::Para(all) | OpenBlock::Item(all) => {
                    all.push(Span::Text(" ".into()));
                    all.extend(more);
                }
                OpenBlock::Nothing => open = OpenBlock::Para(more),
            }
        }
    }
    close(&mut open, &mut out);
    (out, placed)
}

fn close(open: &mut OpenBlock, out: &mut Vec<Block>) {
    match std::mem::replace(open, OpenBlock::Nothing) {
        OpenBlock::Nothing => {}
        OpenBlock::Para(all) => out.push(Block::Para(tidy(all))),
        OpenBlock::Item(all) => out.push(Block::Item(tidy(all))),
    }
}

/// Turns a line into spans, without the first `skip` characters of its markup.
fn spans(line: Vec<TemplatePiece>, skip: usize) -> Vec<Span> {
    let mut out = Vec::new();
    let mut bold = false;
    for (i, piece) in line.into_iter().enumerate() {
        match piece {
            TemplatePiece::Own(text) => {
                let text: String =
                    if i == 0 { text.trim_start().chars().skip(skip).collect() } else { text };
                for (n, part) in text.split("**").enumerate() {
                    if n > 0 {
                        bold = !bold;
                    }
                    push(&mut out, &squeeze(part), bold);
                }
            }
            TemplatePiece::Quoted(text) => {
                for (n, part) in text.lines().enumerate() {
                    if n > 0 {
                        out.push(Span::Line);
                    }
                    push(&mut out, part.trim_end(), bold);
                }
            }
            TemplatePiece::Gap(words) => out.push(Span::Missing(words)),
        }
    }
    out
}

fn push(out: &mut Vec<Span>, text: &str, bold: bool) {
    if !text.is_empty() {
        out.push(if bold { Span::Bold(text.to_owned()) } else { Span::Text(text.to_owned()) });
    }
}

/// Returns a text whose runs of white space are one blank each.
fn squeeze(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let blank = c.is_whitespace();
        if !(blank && out.ends_with(' ')) {
            out.push(if blank { ' ' } else { c });
        }
    }
    out
}

/// Joins runs of the same kind, and leaves out blanks at the ends and doubled ones at the seams.
fn tidy(all: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in all {
        match (out.last_mut(), span) {
            (Some(Span::Text(before)), Span::Text(text)) => {
                let text = if before.ends_with(' ') { text.trim_start_matches(' ') } else { &text };
                before.push_str(text);
            }
            (Some(Span::Bold(before)), Span::Bold(text)) => before.push_str(&text),
            (None, Span::Text(text)) if text.trim().is_empty() => {}
            (_, span) => out.push(span),
        }
    }
    if let Some(Span::Text(last)) = out.last_mut() {
        last.truncate(last.trim_end().len());
    }
    out
}

fn flat(spans: &[Span]) -> String {
    let words = spans.iter().map(|s| match s {
        Span::Text(t) | Span::Bold(t) => t.clone(),
        Span::Missing(m) => format!("(missing: {m})"),
        Span::Line => " ".into(),
    });
    words.collect::<String>().trim().to_owned()
}
