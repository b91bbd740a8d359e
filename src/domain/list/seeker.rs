//! Holds searches against the rows of the list.

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::rc::Rc;

use chrono::NaiveDate;
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::fold;
use crate::domain::list::case_sets::CaseSets;
use crate::domain::list::group::Group;
use crate::domain::list::row::QueryRow;
use crate::domain::list::terms;
use crate::domain::query::term::{TermArgument, TermChoices};
use crate::domain::query::{Expr, Needle, Op, Operand, Query, QueryTest};

/// Holds lines against searches; it keeps the memory that this needs, so use one for a whole list.
pub struct Seeker {
    today: NaiveDate,
    matcher: Matcher,
    letters: Vec<char>,
    /// For each needle of the search, whether it fits each known school.
    schools: Vec<Vec<bool>>,
    /// The letters of which every reference is made.
    reference: u64,
    sets: Rc<CaseSets>,
}

impl Seeker {
    /// Returns a seeker for a day.
    pub fn new(today: NaiveDate) -> Seeker {
        Seeker {
            today,
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
            schools: Vec::new(),
            reference: fold::char_mask("OSD-0123456789"),
            sets: Rc::default(),
        }
    }

    /// Returns a seeker for a day and one search, that looks at each of these schools once and not
    /// again for each of its pupils.
    pub fn knowing<'a>(
        today: NaiveDate,
        query: &Query,
        schools: impl Iterator<Item = &'a str> + Clone,
    ) -> Seeker {
        let mut seeker = Seeker::new(today);
        let mut all = Vec::new();
        needles(&query.expr, &mut all);
        for needle in all {
            let fits = schools.clone().map(|name| seeker.is_near(needle, name)).collect();
            seeker.schools.push(fits);
        }
        seeker
    }

    /// Returns the seeker with what is known of cases beside their lines.
    pub fn with_sets(self, sets: Rc<CaseSets>) -> Seeker {
        Seeker { sets, ..self }
    }

    /// Returns whether the line fits.
    pub fn fits(&mut self, query: &Query, line: &QueryRow) -> bool {
        self.expr(&query.expr, line)
    }

    /// Returns whether a line fits where its letters and schools alone say so; most lines of a list
    /// need not be looked at any closer.
    pub fn quick(&self, query: &Query, letters: u64, schools: [usize; 2]) -> Option<bool> {
        self.quick_expr(&query.expr, letters, schools)
    }

    fn quick_expr(&self, expr: &Expr, letters: u64, schools: [usize; 2]) -> Option<bool> {
        match expr {
            Expr::Not(inner) => self.quick_expr(inner, letters, schools).map(|fits| !fits),
            Expr::And(parts) => {
                joined(parts.iter().map(|p| self.quick_expr(p, letters, schools)), false)
            }
            Expr::Or(parts) => {
                joined(parts.iter().map(|p| self.quick_expr(p, letters, schools)), true)
            }
            Expr::Bare(_) | Expr::Test(_) => None,
            Expr::Words(needle) => {
                let near = self.schools.get(needle.at)?;
                let [home, host] = schools;
                if *near.get(home)? || *near.get(host)? {
                    return Some(true);
                }
                if needle.letters & letters == needle.letters {
                    return needle.is_one_letter.then_some(true);
                }
                (needle.letters & self.reference != needle.letters).then_some(false)
            }
        }
    }

    fn expr(&mut self, expr: &Expr, line: &QueryRow) -> bool {
        match expr {
            Expr::Not(inner) => !self.expr(inner, line),
            Expr::And(parts) => parts.iter().all(|p| self.expr(p, line)),
            Expr::Or(parts) => parts.iter().any(|p| self.expr(p, line)),
            Expr::Bare(word) => {
                matches!(word.takes, TermArgument::Nothing(term) if terms::holds(term, line, self.today, &self.sets))
            }
            Expr::Test(test) => self.test(test, line),
            Expr::Words(needle) => self.finds_needle(needle, line),
        }
    }

    /// Names and schools may leave letters out; a reference and a UPN may not, or a few digits
    /// would find everybody.
    fn finds_needle(&mut self, needle: &Needle, line: &QueryRow) -> bool {
        if needle.text.is_empty() {
            return true;
        }
        let has = |letters: u64| needle.letters & letters == needle.letters;
        if has(line.char_mask) && (holds(line.upn, &needle.text) || self.is_near(needle, line.name))
        {
            return true;
        }
        if has(self.reference) && holds(&line.sort_key.id.to_string(), &needle.text) {
            return true;
        }
        [line.home, line.host].iter().any(|school| {
            let known = self.schools.get(needle.at).and_then(|all| all.get(school.index?));
            known.copied().unwrap_or_else(|| self.is_near(needle, school.name))
        })
    }

    fn is_near(&mut self, needle: &Needle, hay: &str) -> bool {
        let folded;
        let hay = if fold::is_plain(hay) {
            hay
        } else {
            folded = fold::search(hay);
            folded.as_str()
        };
        if holds_ascii(hay, &needle.name).unwrap_or(false) {
            return true;
        }
        // A whole match of every letter gives at least sixteen a letter; gaps may take away no more
        // than word beginnings give.
        let least = 16 * needle.name.chars().count().min(1_000) as u16;
        let hay = Utf32Str::new(hay, &mut self.letters);
        needle.atom.score(hay, &mut self.matcher).is_some_and(|score| score >= least)
    }

    fn test(&self, test: &QueryTest, line: &QueryRow) -> bool {
        let order = |o: Option<Ordering>| match (o, test.op) {
            (None, Op::Not) => true,
            (None, _) => false,
            (Some(o), Op::Is) => o.is_eq(),
            (Some(o), Op::Not) => o.is_ne(),
            (Some(o), Op::Less) => o.is_lt(),
            (Some(o), Op::LessOrIs) => o.is_le(),
            (Some(o), Op::More) => o.is_gt(),
            (Some(o), Op::MoreOrIs) => o.is_ge(),
        };
        let is = |yes: bool| yes == (test.op == Op::Is);
        match (test.word.takes, &test.value) {
            (TermArgument::Day(term), Operand::Day(day)) => {
                order(terms::day(term, line).zip(day.on(self.today)).map(|(a, b)| a.cmp(&b)))
            }
            (TermArgument::Day(term), Operand::Between(from, to)) => {
                let ends = from.on(self.today).zip(to.on(self.today));
                is(terms::day(term, line)
                    .zip(ends)
                    .is_some_and(|(day, (from, to))| (from..=to).contains(&day)))
            }
            (TermArgument::Day(term), Operand::NoDay) => is(terms::day(term, line).is_none()),
            (TermArgument::Since(term), Operand::Days(n)) => {
                order(terms::since(term, line).map(|day| (self.today - day).num_days().cmp(n)))
            }
            (TermArgument::Number(term), Operand::Tenths(n)) => {
                order(terms::number(term, line).map(|(num, den)| (num * 10).cmp(&(n * den))))
            }
            (TermArgument::Text(term), Operand::Text(text)) => {
                is(terms::text(term, line, &self.sets)
                    .iter()
                    .any(|hay| !hay.is_empty() && holds(hay, text)))
            }
            (TermArgument::One(options), Operand::Option(at)) => is(match options {
                TermChoices::Stages(all) => {
                    all.get(*at).is_some_and(|(.., is)| is(line.sort_key.stage))
                }
                TermChoices::Groups(_) => {
                    let group = line.sort_key.group(self.today);
                    Group::ALL.get(*at).is_some_and(|(wanted, _)| *wanted == group)
                }
                TermChoices::Flags(_) => line.sort_key.facts.flags & 1 << at != 0,
                TermChoices::Missing(_) => line.sort_key.facts.missing & 1 << at != 0,
            }),
            (
                TermArgument::Nothing(_)
                | TermArgument::Day(_)
                | TermArgument::Since(_)
                | TermArgument::Number(_)
                | TermArgument::Text(_)
                | TermArgument::One(_),
                _,
            ) => false,
        }
    }
}

/// Returns whether a text holds another, in capitals or not.
fn holds(hay: &str, needle: &str) -> bool {
    holds_ascii(hay, needle).unwrap_or_else(|| hay.to_lowercase().contains(&needle.to_lowercase()))
}

/// Returns the same of two texts without accents; none of others.
fn holds_ascii(hay: &str, needle: &str) -> Option<bool> {
    if !hay.is_ascii() || !needle.is_ascii() {
        return None;
    }
    let (hay, needle) = (hay.as_bytes(), needle.as_bytes());
    let Some((first, rest)) = needle.split_first() else { return Some(true) };
    let last = (hay.len() + 1).saturating_sub(needle.len());
    let begins = |at: &usize| hay[*at].eq_ignore_ascii_case(first);
    Some(
        (0..last)
            .filter(begins)
            .any(|at| hay[at + 1..at + needle.len()].eq_ignore_ascii_case(rest)),
    )
}

/// Returns what some parts say together: the first that is `settles` settles it, and all of them
/// must be known otherwise.
fn joined(mut parts: impl Iterator<Item = Option<bool>>, settles: bool) -> Option<bool> {
    let all = parts.try_fold(Some(!settles), |all, part| match part {
        Some(fits) if fits == settles => Err(()),
        Some(_) => Ok(all),
        None => Ok(None),
    });
    all.unwrap_or(Some(settles))
}

/// Gives the needles of a search in their order.
fn needles<'a>(expr: &'a Expr, out: &mut Vec<&'a Needle>) {
    match expr {
        Expr::Not(inner) => needles(inner, out),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| needles(part, out)),
        Expr::Words(needle) => out.push(needle),
        Expr::Bare(_) | Expr::Test(_) => {}
    }
}
