//! Runs of text and the room between paragraphs.

use docx_rs::{BreakType, LineSpacing, Paragraph, Run, Shading};

use crate::documents::papers::docx::WANTED;
use crate::documents::papers::span::{Span, plain};

/// Returns a little room below a table, without which two of them would run together.
pub(super) fn gap() -> Paragraph {
    Paragraph::new().size(8).line_spacing(LineSpacing::new().before(0).after(60))
}

pub(super) fn with(paragraph: Paragraph, spans: &[Span]) -> Paragraph {
    spans.iter().fold(paragraph, |p, span| match span {
        Span::Text(text) => p.add_run(run(text)),
        Span::Bold(text) => p.add_run(run(text).bold()),
        Span::Missing(words) => {
            p.add_run(run(&format!("Missing: {words}")).bold().shading(Shading::new().fill(WANTED)))
        }
        Span::Line => p.add_run(Run::new().add_break(BreakType::TextWrapping)),
    })
}

/// Returns a run of text; tabs and line breaks in it become Word's own.
pub(super) fn run(text: &str) -> Run {
    let text = plain(text);
    let mut run = Run::new();
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (n, part) in line.split('\t').enumerate() {
            if n > 0 {
                run = run.add_tab();
            }
            run = run.add_text(part);
        }
    }
    run
}
