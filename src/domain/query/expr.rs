//! A search as it was read.

use chrono::NaiveDate;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};

use crate::domain::calendar::dates;
use crate::domain::fold;
use crate::domain::query::lex::Op;
use crate::domain::query::term::SearchTerm;

#[derive(Debug, Clone, PartialEq)]
pub(in crate::domain) enum Expr {
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Bare(&'static SearchTerm),
    Test(QueryTest),
    Words(Needle),
}

impl Expr {
    /// Gives each term of the language that stands in it to `each`.
    pub(super) fn each_term(&self, each: &mut impl FnMut(&'static SearchTerm)) {
        match self {
            Expr::Not(inner) => inner.each_term(each),
            Expr::And(parts) | Expr::Or(parts) => {
                for part in parts {
                    part.each_term(each);
                }
            }
            Expr::Bare(term) => each(term),
            Expr::Test(test) => each(test.word),
            Expr::Words(_) => {}
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::domain) struct QueryTest {
    pub(in crate::domain) word: &'static SearchTerm,
    pub(in crate::domain) op: Op,
    pub(in crate::domain) value: Operand,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::domain) enum Operand {
    Text(String),
    /// The place of one of the word's options.
    Option(usize),
    /// A number in tenths.
    Tenths(i64),
    Days(i64),
    Day(QueryDay),
    /// Both included.
    Between(QueryDay, QueryDay),
    /// No day is known.
    NoDay,
}

/// A day as it was written; one like `fri` or `7d` moves with today, also in a kept view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::domain) struct QueryDay(pub(super) String);

impl QueryDay {
    pub(super) fn parse(text: &str) -> Option<QueryDay> {
        let lower = text.to_lowercase();
        // A leap year, so that 29/2 can be written.
        let leap = NaiveDate::from_ymd_opt(2024, 1, 1)?;
        let day = QueryDay(lower);
        day.on(leap).map(|_| day)
    }

    pub(in crate::domain) fn on(&self, today: NaiveDate) -> Option<NaiveDate> {
        let counts =
            self.0.starts_with(|c: char| c.is_ascii_digit()) && self.0.ends_with(['d', 'w']);
        let text = if counts { format!("+{}", self.0) } else { self.0.clone() };
        dates::parse(&text, today).ok()
    }
}

/// Letters that are looked for in the parts of a line.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::domain) struct Needle {
    pub(in crate::domain) text: String,
    /// The same as names are searched: see [`fold::search`].
    pub(in crate::domain) name: String,
    pub(in crate::domain) atom: Atom,
    pub(in crate::domain) letters: u64,
    /// It is one plain letter or digit: then a text that has its bit holds it.
    pub(in crate::domain) is_one_letter: bool,
    /// Its place among the needles of the search.
    pub(in crate::domain) at: usize,
}

impl Needle {
    pub(super) fn new(text: &str, at: usize) -> Needle {
        let name = fold::search(text);
        let atom =
            Atom::new(&name, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false);
        let is_one_letter = text.len() == 1 && text.chars().all(|c| c.is_ascii_alphanumeric());
        Needle {
            text: text.to_owned(),
            name,
            atom,
            letters: fold::char_mask(text),
            is_one_letter,
            at,
        }
    }
}
