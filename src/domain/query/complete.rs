//! Completion: what may be typed next at the end of a search.

use crate::domain::query::lex::{Token, tokens};
use crate::domain::query::term::TermArgument;
use crate::domain::query::words;

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The whole text as it stands after taking it.
    pub text: String,
    /// What is put in, as a list shows it.
    pub word: String,
    /// What it asks, in a few words.
    pub help: &'static str,
}

/// Returns the ways to go on from a search that is being typed at its end, best first; none where
/// nothing is begun.
pub fn complete(text: &str) -> Vec<Completion> {
    let all = tokens(text);
    let open = !text.ends_with(char::is_whitespace);
    let (begun, before): (Option<&str>, _) = match all.split_last() {
        Some(((_, Token::Word(w)), before)) if open => (Some(w), before),
        Some(((_, Token::Op(_)), _)) if open => (None, all.as_slice()),
        Some(_) | None => return Vec::new(),
    };
    let stem = &text[..text.len() - begun.map_or(0, str::len)];
    let make = |word: &str, help| Completion {
        text: format!("{stem}{word}"),
        word: word.to_owned(),
        help,
    };
    let starts = |word: &str| begun.is_none_or(|b| word.starts_with(&b.to_lowercase()));
    let Some((_, Token::Op(_))) = before.last() else {
        let fits = words::WORDS.iter().filter(|w| begun.is_some() && starts(w.name));
        return fits.map(|w| make(&format!("{}{}", w.name, opener(w.takes)), w.help)).collect();
    };
    let [.., (_, Token::Word(name)), _] = before else { return Vec::new() };
    let Some(word) = words::find(name) else { return Vec::new() };
    let examples: Vec<(&str, &str)> = match word.takes {
        TermArgument::One(options) => options.options(),
        TermArgument::Day(_) => {
            vec![
                ("today", "this day"),
                ("7d", "seven days from now"),
                ("2w", "two weeks from now"),
                ("fri", "the next Friday"),
                ("none", "no day known"),
            ]
        }
        TermArgument::Since(_) => {
            vec![("7d", "seven days"), ("14d", "two weeks"), ("4w", "four weeks")]
        }
        TermArgument::Nothing(_) | TermArgument::Number(_) | TermArgument::Text(_) => Vec::new(),
    };
    examples.into_iter().filter(|(w, _)| starts(w)).map(|(w, help)| make(w, help)).collect()
}

/// Returns what usually follows a word.
fn opener(takes: TermArgument) -> &'static str {
    match takes {
        TermArgument::Nothing(_) => "",
        TermArgument::Day(_) | TermArgument::Number(_) => "<",
        TermArgument::Since(_) => ">",
        TermArgument::Text(_) | TermArgument::One(_) => ":",
    }
}
