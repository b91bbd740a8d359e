//! Splits a search into tokens with their columns.

/// How a word is held against a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum Op {
    Is,
    Not,
    Less,
    LessOrIs,
    More,
    MoreOrIs,
}

impl Op {
    /// Every way to write a comparison, the longer ones first; the first of its kind is the one
    /// that is printed.
    pub(super) const ALL: &'static [(Op, &'static str)] = &[
        (Op::LessOrIs, "<="),
        (Op::MoreOrIs, ">="),
        (Op::Not, "!="),
        (Op::Is, ":"),
        (Op::Is, "="),
        (Op::Less, "<"),
        (Op::More, ">"),
    ];

    /// Returns how it is written.
    pub(super) fn written(self) -> &'static str {
        Op::ALL.iter().find(|(op, _)| *op == self).map_or(":", |(_, w)| w)
    }
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Op(Op),
    Word(String),
    /// Words between double quotes: never a word of the language.
    Quoted(String),
}

/// A token and where it begins, in characters from 0.
pub(super) type Placed = (usize, Token);

/// Returns the tokens of a text. A quotation that is not closed ends with the text, so that a
/// search can be used while it is typed.
pub(super) fn tokens(text: &str) -> Vec<Placed> {
    let letters: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut i = 0;
    while i < letters.len() {
        let at = i;
        let c = letters[i];
        if c.is_whitespace() {
            i += 1;
        } else if c == '(' || c == ')' {
            out.push((at, if c == '(' { Token::Open } else { Token::Close }));
            i += 1;
        } else if c == '"' {
            let end = letters[i + 1..]
                .iter()
                .position(|c| *c == '"')
                .map_or(letters.len(), |n| i + 1 + n);
            out.push((at, Token::Quoted(letters[i + 1..end].iter().collect())));
            i = end + 1;
        } else if let Some((op, written)) = op_at(&letters[i..]) {
            out.push((at, Token::Op(op)));
            i += written.len();
        } else {
            let long = (i..letters.len())
                .take_while(|j| !ends_word(letters[*j]) && op_at(&letters[*j..]).is_none())
                .count()
                .max(1);
            out.push((at, Token::Word(letters[i..i + long].iter().collect())));
            i += long;
        }
    }
    out
}

fn op_at(rest: &[char]) -> Option<(Op, &'static str)> {
    Op::ALL
        .iter()
        .find(|(_, written)| written.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c)))
        .copied()
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"' | ':' | '=' | '<' | '>')
}

/// Returns whether a text is one plain token, so that it can be printed without quotes.
pub(super) fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(ends_word) && !text.contains("!=")
}
