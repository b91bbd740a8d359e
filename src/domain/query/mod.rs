//! The search language: `due<7d and (flag:cla or flag:ehcp) not stage:ended bailey`. Pure; today is
//! an argument.
//!
//! Words that the language does not know are matched fuzzily against name, reference, UPN and
//! schools.

mod complete;
mod expr;
mod lex;
mod operand;
mod parse;
mod print;
mod spelling;
pub mod term;
#[cfg(test)]
mod tests;
pub mod words;

use std::fmt;

pub use complete::{Completion, complete};

pub(in crate::domain) use crate::domain::query::expr::{Expr, Needle, Operand, QueryTest};
pub(in crate::domain) use crate::domain::query::lex::Op;

use crate::domain::query::term::{AskedSets, BareTerm, TermArgument, TextTerm};

/// What is wrong with a search, and at which column (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    /// From 1; one past the end where something is missing there.
    pub column: usize,
    /// What is wrong and what to do, as a sentence.
    pub message: String,
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column {}: {}", self.column, self.message)
    }
}

/// A search as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    pub(in crate::domain) expr: Expr,
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
        parse::parse(text).map(|expr| Query { expr })
    }

    /// Returns which sets of cases are needed to answer it.
    pub fn sets(&self) -> AskedSets {
        let mut asked = AskedSets::default();
        self.expr.each_term(&mut |term| match term.takes {
            TermArgument::Nothing(
                BareTerm::Restricted | BareTerm::Opened | BareTerm::AccessRequest,
            ) => asked.access = true,
            TermArgument::Text(TextTerm::Officer) => asked.officers = true,
            _ => {}
        });
        asked
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
