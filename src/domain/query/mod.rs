//! The search language: `due<7d and (flag:cla or flag:ehcp) not stage:ended bailey`. Pure; today is
//! an argument.
//!
//! Words that the language does not know are matched fuzzily against name, reference, UPN and
//! schools.

mod complete;
mod eval;
mod lex;
mod parse;
#[cfg(test)]
mod tests;
pub mod words;

use std::fmt;

use chrono::NaiveDate;
pub use complete::{Completion, complete};
pub use eval::Seeker;
use lex::Op;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use words::{SearchTerm, TermArgument};

use crate::domain::calendar::dates;
use crate::domain::fold;
use crate::domain::list::sort_key::SortKey;
use crate::domain::list::summary::Summary;

/// A school as a line names it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SchoolNames<'a> {
    /// Its id in the register, "" where none is chosen.
    pub id: &'a str,
    pub name: &'a str,
    /// Its place among the schools that the seeker knows.
    pub at: Option<usize>,
}

/// A case's line as searches and orders read it.
#[derive(Debug, Clone, Copy)]
pub struct QueryRow<'a> {
    pub brief: &'a SortKey,
    pub name: &'a str,
    pub upn: &'a str,
    /// The letters of name and UPN, as `letters` gives them.
    pub letters: u64,
    pub home: SchoolNames<'a>,
    pub host: SchoolNames<'a>,
}

impl<'a> QueryRow<'a> {
    /// Returns the line of a summary with the names of its schools.
    pub fn of(case: &'a Summary, brief: &'a SortKey, home: &'a str, host: &'a str) -> QueryRow<'a> {
        let school = |id, name| SchoolNames { id, name, at: None };
        QueryRow {
            brief,
            name: &case.name,
            upn: &case.upn,
            letters: letters(&case.name) | letters(&case.upn),
            home: school(&case.home, home),
            host: school(&case.host, host),
        }
    }
}

/// Returns a bit for each letter and digit of a text, whatever its case and accents, and one for
/// all else but apostrophes and hyphens, which no search of names sees: a text that holds every letter of another has all its bits.
pub fn letters(text: &str) -> u64 {
    let mut bits = 0;
    for c in text.chars().filter(|c| !fold::is_apostrophe(*c) && !fold::is_hyphen(*c)) {
        fold::letters(c, &mut |plain| {
            bits |= match plain {
                c @ 'a'..='z' => 1 << (c as u32 - 'a' as u32),
                c @ '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
                ' ' => 1 << 36,
                _ => 1 << 37,
            };
        });
    }
    bits
}

/// What is wrong with a search, and at which column (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    pub column: usize,
    pub says: String,
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column {}: {}", self.column, self.says)
    }
}

/// A search as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    expr: Expr,
}

impl Query {
    /// Reads a search; an empty text lets everything through.
    ///
    /// ```
    /// use offsite::domain::query::Query;
    ///
    /// assert!(Query::parse("due<7d and (flag:cla or flag:ehcp) bailey").is_ok());
    /// assert!(Query::parse("(late").is_err());
    /// ```
    ///
    /// # Errors
    /// The first fault, with its column.
    pub fn parse(text: &str) -> Result<Query, QueryFault> {
        parse::read(text).map(|expr| Query { expr })
    }

    /// Returns whether the search lets everything through.
    pub fn is_empty(&self) -> bool {
        matches!(&self.expr, Expr::And(parts) if parts.is_empty())
    }
}

/// Prints the search so that reading it again gives the same one.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.expr)
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Expr {
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Bare(&'static SearchTerm),
    Test(QueryTest),
    Words(Needle),
}

#[derive(Debug, Clone, PartialEq)]
struct QueryTest {
    word: &'static SearchTerm,
    op: Op,
    value: Operand,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Operand {
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

impl PartialEq for SearchTerm {
    fn eq(&self, other: &SearchTerm) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for SearchTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A day as it was written; one like `fri` or `7d` moves with today, also in a kept view.
#[derive(Debug, Clone, PartialEq, Eq)]
struct QueryDay(String);

impl QueryDay {
    fn read(text: &str) -> Option<QueryDay> {
        let lower = text.to_lowercase();
        // A leap year, so that 29/2 can be written.
        let leap = NaiveDate::from_ymd_opt(2024, 1, 1)?;
        let day = QueryDay(lower);
        day.on(leap).map(|_| day)
    }

    fn on(&self, today: NaiveDate) -> Option<NaiveDate> {
        let counts =
            self.0.starts_with(|c: char| c.is_ascii_digit()) && self.0.ends_with(['d', 'w']);
        let text = if counts { format!("+{}", self.0) } else { self.0.clone() };
        dates::parse(&text, today).ok()
    }
}

/// Letters that are looked for in the parts of a line.
#[derive(Debug, Clone, PartialEq)]
struct Needle {
    text: String,
    /// The same as names are searched: see [`fold::search`].
    name: String,
    atom: Atom,
    letters: u64,
    /// It is one plain letter or digit: then a text that has its bit holds it.
    is_one_letter: bool,
    /// Its place among the needles of the search.
    at: usize,
}

impl Needle {
    fn new(text: &str, at: usize) -> Needle {
        let name = fold::search(text);
        let atom =
            Atom::new(&name, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false);
        let is_one_letter = text.len() == 1 && text.chars().all(|c| c.is_ascii_alphanumeric());
        Needle { text: text.to_owned(), name, atom, letters: letters(text), is_one_letter, at }
    }
}

fn quoted(text: &str) -> String {
    let keyword = ["and", "or", "not"].iter().any(|k| k.eq_ignore_ascii_case(text));
    let bare = words::find(text).is_some_and(|w| matches!(w.takes, TermArgument::Nothing(_)));
    if lex::is_plain(text) && !keyword && !bare { text.to_owned() } else { format!("\"{text}\"") }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, parts: &[Expr], between: &str| {
            for (i, part) in parts.iter().enumerate() {
                if i > 0 {
                    f.write_str(between)?;
                }
                match part {
                    Expr::And(_) | Expr::Or(_) => write!(f, "({part})")?,
                    Expr::Not(_) | Expr::Bare(_) | Expr::Test(_) | Expr::Words(_) => {
                        write!(f, "{part}")?;
                    }
                }
            }
            Ok(())
        };
        match self {
            Expr::Not(inner) if matches!(**inner, Expr::And(_) | Expr::Or(_)) => {
                write!(f, "not ({inner})")
            }
            Expr::Not(inner) => write!(f, "not {inner}"),
            Expr::And(parts) => list(f, parts, " "),
            Expr::Or(parts) => list(f, parts, " or "),
            Expr::Bare(word) => f.write_str(word.name),
            Expr::Words(needle) => f.write_str(&quoted(&needle.text)),
            Expr::Test(test) => {
                write!(f, "{}{}{}", test.word.name, test.op.written(), test.value.show(test.word))
            }
        }
    }
}

impl Operand {
    fn show(&self, word: &SearchTerm) -> String {
        match self {
            Operand::Text(text) if lex::is_plain(text) => text.clone(),
            Operand::Text(text) => format!("\"{text}\""),
            Operand::Option(at) => match word.takes {
                TermArgument::One(options) => {
                    options.words().get(*at).map_or_else(String::new, |(w, _)| (*w).to_owned())
                }
                TermArgument::Nothing(_)
                | TermArgument::Day(_)
                | TermArgument::Since(_)
                | TermArgument::Number(_)
                | TermArgument::Text(_) => String::new(),
            },
            Operand::Tenths(n) if n % 10 == 0 => (n / 10).to_string(),
            Operand::Tenths(n) => format!("{}.{}", n / 10, n % 10),
            Operand::Days(n) => format!("{n}d"),
            Operand::Day(day) => day.0.clone(),
            Operand::Between(from, to) => format!("{}..{}", from.0, to.0),
            Operand::NoDay => "none".into(),
        }
    }
}
