//! A table with headings, its width shared out by what the columns hold.

use docx_rs::{Table, TableRow};

use crate::documents::papers::answer::Answer;
use crate::documents::papers::docx::tables::{answer, cell, filled, sized, table, text_of, words};
use crate::documents::papers::docx::{BAND, WIDTH};
use crate::documents::papers::span::Span;

/// A table of at most so many rows stays on one page.
const MAX_KEPT: usize = 4;

pub(super) fn grid(head: &[String], rows: &[Vec<Answer>]) -> Table {
    let widths = widths(head, rows);
    let top = head.iter().zip(&widths).map(|(h, w)| {
        filled(cell(*w), BAND).add_paragraph(words(&[Span::Bold(h.clone())]).keep_next(true))
    });
    let mut all = vec![TableRow::new(top.collect()).cant_split()];
    for (i, row) in rows.iter().enumerate() {
        let kept = rows.len() <= MAX_KEPT && i + 1 < rows.len();
        let cells = row.iter().zip(&widths).map(|(a, w)| answer(*w, a, true, kept)).collect();
        all.push(sized(TableRow::new(cells), row));
    }
    table(all, widths)
}

/// Shares the width out by what the columns hold: each has room for its longest word, and the rest
/// goes by its longest text.
pub(super) fn widths(head: &[String], rows: &[Vec<Answer>]) -> Vec<usize> {
    let lines = |i: usize| -> Vec<String> {
        let of = |a: &Answer| match a {
            Answer::Spans(s) => text_of(s),
            Answer::Ticks { options, below, .. } => {
                let boxes = options.iter().map(|(w, _)| format!("☐_{w}"));
                boxes.chain([text_of(below)]).collect::<Vec<_>>().join("\n")
            }
            Answer::Empty { .. } => String::new(),
        };
        let cells = rows.iter().filter_map(|r| r.get(i)).map(of);
        let all: Vec<String> = cells.chain(head.get(i).cloned()).collect();
        all.iter().flat_map(|t| t.lines().map(str::to_owned)).collect()
    };
    let longest = |texts: &[String], split: bool| {
        let words = texts
            .iter()
            .flat_map(|t| if split { t.split_whitespace().collect() } else { vec![t.as_str()] });
        words.map(|w| w.chars().count()).max().unwrap_or(0)
    };
    let columns: Vec<Vec<String>> = (0..head.len()).map(lines).collect();
    // About the width of a letter of the text, in twentieths of a point, and the margins of a cell.
    let least: Vec<usize> =
        columns.iter().map(|c| longest(c, true).clamp(4, 16) * 118 + 240).collect();
    let weights: Vec<usize> = columns.iter().map(|c| longest(c, false).clamp(1, 60)).collect();
    let (sum, spare) =
        (weights.iter().sum::<usize>().max(1), WIDTH.saturating_sub(least.iter().sum()));
    let mut widths: Vec<usize> =
        least.iter().zip(&weights).map(|(l, w)| l + spare * w / sum).collect();
    let (used, last) = (widths.iter().sum::<usize>(), widths.len().saturating_sub(1));
    if let Some(width) = widths.get_mut(last) {
        *width = (*width + WIDTH).saturating_sub(used).max(400);
    }
    widths
}
