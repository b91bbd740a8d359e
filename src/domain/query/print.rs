//! Prints a search so that reading it again gives the same one.

use std::fmt;

use crate::domain::query::expr::{Expr, Operand};
use crate::domain::query::term::{SearchTerm, TermArgument};
use crate::domain::query::{lex, words};

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
                    options.options().get(*at).map_or_else(String::new, |(w, _)| (*w).to_owned())
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

fn quoted(text: &str) -> String {
    let keyword = ["and", "or", "not"].iter().any(|k| k.eq_ignore_ascii_case(text));
    let bare = words::find(text).is_some_and(|w| matches!(w.takes, TermArgument::Nothing(_)));
    if lex::is_plain(text) && !keyword && !bare { text.to_owned() } else { format!("\"{text}\"") }
}
