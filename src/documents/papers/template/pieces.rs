//! A rendered text as lines of pieces: the template's own words, answers, and gaps.

use crate::documents::papers::placeholders::{GAP, QUOTE};

/// A stretch of one rendered line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TemplatePiece {
    /// The template's own words.
    Own(String),
    /// An answer; may hold line breaks.
    Quoted(String),
    Gap(String),
}

/// Splits rendered text into lines of pieces. Marks that do not pair are dropped.
pub(super) fn pieces(text: &str) -> Vec<Vec<TemplatePiece>> {
    let mut lines = vec![Vec::new()];
    let (mut now, mut depth, mut gap) = (String::new(), 0u32, false);
    let flush = |now: &mut String, lines: &mut Vec<Vec<TemplatePiece>>, quoted: bool, gap: bool| {
        let text = std::mem::take(now);
        let piece = match (gap, quoted) {
            (true, _) => TemplatePiece::Gap(text),
            (false, true) => TemplatePiece::Quoted(text),
            (false, false) => TemplatePiece::Own(text),
        };
        let empty = matches!(&piece, TemplatePiece::Own(t) if t.is_empty());
        if let (false, Some(line)) = (empty, lines.last_mut()) {
            line.push(piece);
        }
    };
    for c in text.chars() {
        match c {
            _ if c == QUOTE.0 => {
                flush(&mut now, &mut lines, depth > 0, gap);
                depth += 1;
            }
            _ if c == QUOTE.1 => {
                flush(&mut now, &mut lines, depth > 0, gap);
                depth = depth.saturating_sub(1);
            }
            _ if c == GAP.0 || c == GAP.1 => {
                flush(&mut now, &mut lines, depth > 0, gap);
                gap = c == GAP.0;
            }
            '\n' if depth == 0 && !gap => {
                flush(&mut now, &mut lines, false, false);
                lines.push(Vec::new());
            }
            _ => now.push(c),
        }
    }
    flush(&mut now, &mut lines, depth > 0, gap);
    lines
}
