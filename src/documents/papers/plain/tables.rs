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
        Answer::Ticks { options, wanted } => {
            let boxes = options
                .iter()
                .map(|(o, on)| format!("[{}] {}", if *on { 'x' } else { ' ' }, plain(o)));
            let sep = if options.len() > 3 { "\n" } else { "  " };
            let boxes = boxes.collect::<Vec<_>>().join(sep);
            if *wanted { format!("{boxes}  (not answered yet)") } else { boxes }
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

/// Writes a table as columns where it fits, each at least eight cells wide.
pub(super) fn grid(out: &mut String, head: &[String], rows: &[Vec<Answer>]) {
    let columns = head.len().max(1);
    let width = (WIDTH.saturating_sub(2 * (columns - 1)) / columns).max(8);
    let cell = |a: &Answer| {
        if let Answer::Empty { wanted: false, .. } = a { String::new() } else { answer(a) }
    };
    let mut print = |cells: &[Vec<String>]| {
        for i in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut text = String::new();
            for c in cells {
                let part = c.get(i).map_or("", String::as_str);
                text.push_str(part);
                text.push_str(&" ".repeat((width + 2).saturating_sub(display_width(part))));
            }
            line(out, &text);
        }
    };
    print(&head.iter().map(|h| wrap(&plain(h), width)).collect::<Vec<_>>());
    print(&head.iter().map(|_| vec!["-".repeat(width)]).collect::<Vec<_>>());
    for row in rows {
        print(&row.iter().map(|a| wrap(&cell(a), width)).collect::<Vec<_>>());
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
