//! Writes a document as plain text for the terminal and for email, wrapped by terminal cells.

use textwrap::core::display_width;

use crate::documents::papers::paper::{
    Answer, Block, DRAFT, Filled, Paper, PaperRow, Signature, Span, plain,
};

/// The most cells of a line.
pub(super) const WIDTH: usize = 76;
/// The cells of the column of labels.
const LABELS: usize = 30;

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
    let foot = format!("{mark}{} · {} · Confidential", paper.foot, paper.title);
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

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
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
            line(out, "");
            for l in lines {
                wrapped(out, &words(&[l.span()]), "", WIDTH);
            }
            line(out, "");
            line(out, &words(&[date.span()]));
        }
        Block::Title(text) => {
            line(out, "");
            wrapped(out, &plain(text).to_uppercase(), "", WIDTH);
        }
        Block::Heading(text) => {
            line(out, "");
            let text = plain(text);
            wrapped(out, &text, "", WIDTH);
            line(out, &"=".repeat(display_width(&text).min(WIDTH)));
        }
        Block::Para(spans) => {
            line(out, "");
            wrapped(out, &words(spans), "", WIDTH);
        }
        Block::Item(spans) => {
            let text = words(spans);
            let mut rest = String::new();
            wrapped(&mut rest, &text, "", WIDTH - 2);
            for (i, l) in rest.lines().enumerate() {
                line(out, &format!("{}{l}", if i == 0 { "- " } else { "  " }));
            }
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

fn words(spans: &[Span]) -> String {
    let of = |s: &Span| match s {
        Span::Text(t) | Span::Bold(t) => plain(t),
        Span::Missing(m) => format!("*Missing: {}*", plain(m)),
        Span::Line => "\n".to_owned(),
    };
    spans.iter().map(of).collect()
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = text.replace('\t', "    ");
    let options = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    text.split('\n')
        .flat_map(|l| {
            textwrap::wrap(l, &options)
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn wrapped(out: &mut String, text: &str, indent: &str, width: usize) {
    for l in wrap(text, width - indent.len()) {
        line(out, &format!("{indent}{l}"));
    }
}

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

fn field(out: &mut String, row: &PaperRow) {
    let (left, right) =
        (wrap(&plain(&row.label), LABELS), wrap(&answer(&row.answer), WIDTH - LABELS - 2));
    for i in 0..left.len().max(right.len()) {
        let label = left.get(i).map_or("", String::as_str);
        let blanks = " ".repeat((LABELS + 2).saturating_sub(display_width(label)));
        line(out, &format!("{label}{blanks}{}", right.get(i).map_or("", String::as_str)));
    }
}

/// Writes a table as columns where it fits, each at least eight cells wide.
fn grid(out: &mut String, head: &[String], rows: &[Vec<Answer>]) {
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

fn sign(out: &mut String, signature: &Signature) {
    let name = match &signature.name {
        Some(Filled::Known(name)) => plain(name),
        Some(Filled::Missing(m)) => format!("*Missing: {}*", plain(&m.words)),
        None => "_".repeat(20),
    };
    line(out, &format!("{}: {name}", plain(&signature.who)));
    match signature.words() {
        "" => line(out, "  Signed ______________________________   Date ____________"),
        words => line(out, format!("  {words}  {}", signature.on).trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
