//! Labels with answers, tables and boxes to sign as plain text.

use textwrap::core::display_width;

use crate::documents::papers::answer::{Answer, PaperRow, Signature};
use crate::documents::papers::plain::lines::{WIDTH, line, words, wrap};
use crate::documents::papers::span::{Filled, plain};

/// The cells of the column of labels.
const LABELS: usize = 30;

/// Returns an answer as text. What counts as missing says so.
fn answer(answer: &Answer) -> String {
    match answer {
        Answer::Spans(spans) => words(spans),
        Answer::Empty { wanted: true, .. } => "(not answered yet)".to_owned(),
        Answer::Empty { lines, .. } => vec!["_".repeat(40); (*lines).min(4)].join("\n"),
        Answer::Ticks { options, wanted, below } => {
            let boxes = options
                .iter()
                .map(|(o, on)| format!("[{}] {}", if *on { 'x' } else { ' ' }, plain(o)));
            let one_line = boxes.clone().collect::<Vec<_>>().join("  ");
            let fits = options.len() <= 3 && display_width(&one_line) <= WIDTH - LABELS - 2;
            let boxes = if fits { one_line } else { boxes.collect::<Vec<_>>().join("\n") };
            let boxes = if *wanted { format!("{boxes}  (not answered yet)") } else { boxes };
            if below.is_empty() { boxes } else { format!("{boxes}\n{}", words(below)) }
        }
    }
}

pub(super) fn field(out: &mut String, row: &PaperRow) {
    let (left, right) =
        (wrap(&plain(&row.label), LABELS), wrap(&answer(&row.answer), WIDTH - LABELS - 2));
    for i in 0..left.len().max(right.len()) {
        let label = left.get(i).map_or("", String::as_str);
        let blanks = " ".repeat((LABELS + 2).saturating_sub(display_width(label)));
        line(out, &format!("{label}{blanks}{}", right.get(i).map_or("", String::as_str)));
    }
}

/// Returns the widths of columns: equal, except that a column whose heading has a longer word takes
/// what it needs from the others, so that no heading is broken in a word.
fn widths(head: &[String]) -> Vec<usize> {
    let columns = head.len().max(1);
    let room = WIDTH.saturating_sub(2 * (columns - 1));
    let equal = (room / columns).max(8);
    let longest = |h: &String| h.split_whitespace().map(display_width).max().unwrap_or(0);
    let wide: Vec<Option<usize>> =
        head.iter().map(|h| Some(longest(h)).filter(|w| *w > equal)).collect();
    let taken: usize = wide.iter().flatten().sum();
    let others = wide.iter().filter(|w| w.is_none()).count();
    if taken == 0 || others == 0 {
        return vec![equal; columns];
    }
    let rest = (room.saturating_sub(taken) / others).max(8);
    wide.into_iter().map(|w| w.unwrap_or(rest)).collect()
}

/// Writes a table as columns where it fits, each at least eight cells wide.
pub(super) fn grid(out: &mut String, head: &[String], rows: &[Vec<Answer>]) {
    let widths = widths(head);
    let width = |column: usize| widths.get(column).copied().unwrap_or(8);
    let cell = |a: &Answer| {
        if let Answer::Empty { wanted: false, .. } = a { String::new() } else { answer(a) }
    };
    let mut print = |cells: &[Vec<String>]| {
        for i in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut text = String::new();
            for (column, c) in cells.iter().enumerate() {
                let part = c.get(i).map_or("", String::as_str);
                text.push_str(part);
                let blanks = (width(column) + 2).saturating_sub(display_width(part));
                text.push_str(&" ".repeat(blanks));
            }
            line(out, &text);
        }
    };
    let heads = head.iter().enumerate().map(|(i, h)| wrap(&plain(h), width(i)));
    print(&heads.collect::<Vec<_>>());
    print(&(0..head.len()).map(|i| vec!["-".repeat(width(i))]).collect::<Vec<_>>());
    for row in rows {
        let cells = row.iter().enumerate().map(|(i, a)| wrap(&cell(a), width(i)));
        print(&cells.collect::<Vec<_>>());
    }
}

pub(super) fn sign(out: &mut String, signature: &Signature) {
    let name = match &signature.name {
        Some(Filled::Known(name)) => plain(name),
        Some(Filled::Missing(m)) => format!("*Missing: {}*", plain(&m.words)),
        None => "_".repeat(20),
    };
    line(out, &format!("{}: {name}", plain(&signature.signatory)));
    match signature.label() {
        "" => line(out, "  Signed ______________________________   Date ____________"),
        words => line(out, format!("  {words}  {}", signature.date).trim_end()),
    }
}
