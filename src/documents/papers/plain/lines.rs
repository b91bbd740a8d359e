//! Lines of text, wrapped by the cells of a terminal.

use crate::documents::papers::span::{Span, plain};

/// The most cells of a line.
pub(super) const WIDTH: usize = 76;

pub(super) fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

pub(super) fn words(spans: &[Span]) -> String {
    let of = |s: &Span| match s {
        Span::Text(t) | Span::Bold(t) => plain(t),
        Span::Missing(m) => format!("*Missing: {}*", plain(m)),
        Span::Line => "\n".to_owned(),
    };
    spans.iter().map(of).collect()
}

pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
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

pub(super) fn wrapped(out: &mut String, text: &str, indent: &str, width: usize) {
    for l in wrap(text, width - indent.len()) {
        line(out, &format!("{indent}{l}"));
    }
}
