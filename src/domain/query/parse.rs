//! Parses tokens into an expression. Every fault says what was expected and at which column.

use crate::domain::query::expr::{Expr, Needle, Operand, QueryTest};
use crate::domain::query::lex::{Op, Placed, Token, tokens};
use crate::domain::query::operand::{days, span, tenths};
use crate::domain::query::term::{SearchTerm, TermArgument};
use crate::domain::query::{QueryFault, spelling, words};

/// How deep brackets and `not` may stand within each other; deeper is a mistake, and would use up
/// the stack.
const DEEPEST: usize = 40;

struct Parser {
    tokens: Vec<Placed>,
    position: usize,
    /// The column after the last letter.
    end: usize,
    deep: usize,
    /// How many needles were read so far.
    needles: usize,
}

/// Reads a search; an empty text is the search that lets everything through.
///
/// # Errors
/// The first fault, with its column.
pub(super) fn parse(text: &str) -> Result<Expr, QueryFault> {
    let mut parser = Parser {
        tokens: tokens(text),
        position: 0,
        end: text.chars().count(),
        deep: 0,
        needles: 0,
    };
    if parser.tokens.is_empty() {
        return Ok(Expr::And(Vec::new()));
    }
    let whole = parser.any()?;
    match parser.peek() {
        None => Ok(whole),
        Some(_) => {
            Err(parser.fault("this bracket closes nothing. Take it out, or open one before it."))
        }
    }
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.position).map(|(_, t)| t)
    }

    fn column(&self) -> usize {
        self.tokens.get(self.position).map_or(self.end, |(at, _)| *at) + 1
    }

    fn fault(&self, says: impl Into<String>) -> QueryFault {
        QueryFault { column: self.column(), message: says.into() }
    }

    fn is_keyword(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(w)) if w.eq_ignore_ascii_case(word))
    }

    fn any(&mut self) -> Result<Expr, QueryFault> {
        let mut parts = vec![self.all()?];
        while self.is_keyword("or") {
            self.position += 1;
            parts.push(self.all()?);
        }
        Ok(joined(parts, true))
    }

    fn all(&mut self) -> Result<Expr, QueryFault> {
        let mut parts = vec![self.one()?];
        loop {
            if self.is_keyword("and") {
                self.position += 1;
            } else if self.is_keyword("or") || matches!(self.peek(), None | Some(Token::Close)) {
                return Ok(joined(parts, false));
            }
            parts.push(self.one()?);
        }
    }

    fn one(&mut self) -> Result<Expr, QueryFault> {
        if self.deep >= DEEPEST {
            return Err(self.fault("too many brackets stand within each other."));
        }
        let here = self.column();
        let Some(token) = self.peek().cloned() else {
            return Err(self.fault("something to look for is missing here."));
        };
        match token {
            Token::Word(w) if w.eq_ignore_ascii_case("not") => {
                self.position += 1;
                self.deep += 1;
                let inner = self.one()?;
                self.deep -= 1;
                Ok(Expr::Not(Box::new(inner)))
            }
            Token::Word(w) if w.eq_ignore_ascii_case("and") || w.eq_ignore_ascii_case("or") => {
                Err(self
                    .fault(format!("\"{w}\" joins two searches: one is missing before it. To look for the word itself, put it in quotes.")))
            }
            Token::Open => {
                self.position += 1;
                self.deep += 1;
                let inner = self.any()?;
                self.deep -= 1;
                if self.peek() != Some(&Token::Close) {
                    return Err(QueryFault { column: here, message: "this bracket is not closed.".into() });
                }
                self.position += 1;
                Ok(inner)
            }
            Token::Close => Err(self.fault("something to look for is missing before this bracket.")),
            Token::Op(op) => Err(self.fault(format!("a word is missing before \"{}\", as in due{}7d.", op.written(), op.written()))),
            Token::Quoted(text) => {
                self.position += 1;
                Ok(self.needle(&text))
            }
            Token::Word(text) => self.word(&text),
        }
    }

    fn needle(&mut self, text: &str) -> Expr {
        self.needles += 1;
        Expr::Words(Needle::new(text, self.needles - 1))
    }

    fn word(&mut self, text: &str) -> Result<Expr, QueryFault> {
        let here = self.column();
        self.position += 1;
        let found = words::find(text);
        let Some(Token::Op(op)) = self.peek().cloned() else {
            return Ok(match found {
                Some(word) if matches!(word.takes, TermArgument::Nothing(_)) => Expr::Bare(word),
                Some(_) | None => self.needle(text),
            });
        };
        let Some(word) = found else {
            let near = spelling::near(text, words::WORDS.iter().map(|w| w.name));
            let hint = near.map_or_else(
                || {
                    "Words are due, stage, host, flag and others; the help page has them all."
                        .into()
                },
                |w| format!("Did you mean \"{w}\"?"),
            );
            return Err(QueryFault {
                column: here,
                message: format!("\"{text}\" is not a word of searches. {hint}"),
            });
        };
        if matches!(word.takes, TermArgument::Nothing(_)) {
            return Err(
                self.fault(format!("\"{}\" takes no value: delete what follows it.", word.name))
            );
        }
        self.position += 1;
        self.operand(word, op)
    }

    fn operand(&mut self, word: &'static SearchTerm, op: Op) -> Result<Expr, QueryFault> {
        let here = self.column();
        let (text, quoted) = match self.peek() {
            Some(Token::Word(w)) => (w.clone(), false),
            Some(Token::Quoted(w)) => (w.clone(), true),
            Some(Token::Open | Token::Close | Token::Op(_)) | None => {
                return Err(self.fault(format!("a value is missing, as in {}.", word.example)));
            }
        };
        let wrong = |says: String| QueryFault { column: here, message: says };
        self.position += 1;
        let value = match word.takes {
            TermArgument::Nothing(_) => return Err(wrong(format!("\"{}\" takes no value.", word.name))),
            TermArgument::Text(_) => Operand::Text(text),
            _ if quoted => return Err(wrong(format!("no quotes are needed here: write {}.", word.example))),
            TermArgument::Day(_) => days(&text).ok_or_else(|| {
                wrong(format!("\"{}\" is not a day. Write one like 12/3/2026, today, 7d, 2w, or two with .. between them.", short(&text)))
            })?,
            TermArgument::Since(_) => Operand::Days(
                span(&text)
                    .ok_or_else(|| wrong(format!("\"{}\" is not a number of days. Write it like {}.", short(&text), word.example)))?,
            ),
            TermArgument::Number(_) => Operand::Tenths(
                tenths(&text).ok_or_else(|| wrong(format!("\"{}\" is not a number. Write it like {}.", short(&text), word.example)))?,
            ),
            TermArgument::One(options) => {
                let all = options.options();
                let Some(at) = all.iter().position(|(w, _)| w.eq_ignore_ascii_case(&text)) else {
                    let known: Vec<&str> = all.iter().map(|(w, _)| *w).collect();
                    let hint = spelling::near(&text, known.iter().copied())
                        .map_or_else(|| format!("It can be {}.", known.join(", ")), |w| format!("Did you mean \"{w}\"?"));
                    return Err(wrong(format!("\"{}\" is nothing that {} can be. {hint}", short(&text), word.name)));
                };
                Operand::Option(at)
            }
        };
        let is_or_not = matches!(op, Op::Is | Op::Not);
        let whole = matches!(
            value,
            Operand::Text(_) | Operand::Option(_) | Operand::Between(..) | Operand::NoDay
        );
        if whole && !is_or_not {
            return Err(QueryFault {
                column: here,
                message: format!("only : or != can stand here, as in {}.", word.example),
            });
        }
        Ok(Expr::Test(QueryTest { word, op, value }))
    }
}

fn joined(mut parts: Vec<Expr>, or: bool) -> Expr {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    let mut flat = Vec::new();
    for part in parts {
        match part {
            Expr::Or(inner) if or => flat.extend(inner),
            Expr::And(inner) if !or => flat.extend(inner),
            other => flat.push(other),
        }
    }
    if or { Expr::Or(flat) } else { Expr::And(flat) }
}

fn short(text: &str) -> String {
    text.chars().take(30).collect()
}
