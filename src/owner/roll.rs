//! Every case's line without its words, in memory once somebody may search: a letter of a search must not read the store.

use crate::domain::brief::{Brief, Rank};
use crate::domain::case::CaseRef;
use crate::domain::query::{Line, Query, School, Seeker, letters};
use crate::domain::summary::Summary;
use crate::domain::view::Sort;
use crate::store::Lines;
use chrono::NaiveDate;
use std::collections::HashMap;

/// What stands of one case.
struct Row {
    brief: Brief,
    letters: u64,
    /// Where in the text its name begins, and how long name and UPN are, in bytes.
    text: (usize, u32, u32),
    home: u32,
    host: u32,
}

/// All rows, in the order of their references.
#[derive(Default)]
pub struct Roll {
    rows: Vec<Row>,
    /// Names and UPNs, one after the other.
    text: String,
    /// Ids and names of the schools that cases name; the first is none.
    schools: Vec<(String, String)>,
    places: HashMap<String, u32>,
    /// The rows most pressing first, on a day.
    order: Option<(NaiveDate, Vec<u32>)>,
}

impl Roll {
    /// Takes in every line, and puts them in the order of a day.
    ///
    /// # Errors
    /// A sentence where they cannot all be read.
    pub fn read(lines: Lines, today: NaiveDate) -> Result<Roll, String> {
        let mut roll = Roll::default();
        for line in lines {
            roll.put(&line?);
        }
        roll.rank(today);
        Ok(roll)
    }

    /// Gives each school its name; `name` returns it by the school's id.
    pub fn name_schools(&mut self, name: impl Fn(&str) -> String) {
        for (id, shown) in self.schools.iter_mut().filter(|(id, shown)| shown.is_empty() && !id.is_empty()) {
            *shown = name(id);
        }
    }

    /// Takes in a case's new line.
    pub fn put(&mut self, line: &Summary) {
        let (home, host) = (self.school(&line.home), self.school(&line.host));
        let text = (self.text.len(), line.name.len() as u32, line.upn.len() as u32);
        let row = Row { brief: Brief::of(line), letters: letters(&line.name) | letters(&line.upn), text, home, host };
        match self.rows.binary_search_by_key(&line.id, |row| row.brief.id) {
            Ok(at) => {
                self.leave_order(at);
                let old = std::mem::replace(&mut self.rows[at], row);
                // The same words need not stand twice.
                let (start, name, upn) = old.text;
                if self.words(old.text) == (&line.name, &line.upn) {
                    self.rows[at].text = (start, name, upn);
                } else {
                    self.add_words(line);
                }
                self.enter_order(at);
            }
            Err(at) => {
                self.add_words(line);
                self.rows.insert(at, row);
                self.order = None;
            }
        }
    }

    /// Takes out a case that is gone.
    pub fn remove(&mut self, id: CaseRef) {
        if let Ok(at) = self.rows.binary_search_by_key(&id, |row| row.brief.id) {
            self.rows.remove(at);
            self.order = None;
        }
    }

    /// Returns the cases that fit a search, in an order.
    pub fn find(&mut self, query: &Query, sort: Sort, today: NaiveDate) -> Vec<CaseRef> {
        self.rank(today);
        let mut seeker = self.seeker(query, today);
        let order = self.order.as_ref().map_or(&[][..], |(_, rows)| rows);
        let fit = order.iter().map(|at| self.line(*at as usize)).filter(|line| seeker.fits(query, line));
        if sort == Sort::Pressing {
            return fit.map(|line| line.brief.id).collect();
        }
        let mut fit: Vec<Line> = fit.collect();
        fit.sort_by(|a, b| sort.order(a, b, today));
        fit.into_iter().map(|line| line.brief.id).collect()
    }

    /// Returns how many cases fit a search.
    pub fn count(&self, query: &Query, today: NaiveDate) -> usize {
        let mut seeker = self.seeker(query, today);
        (0..self.rows.len()).filter(|at| seeker.fits(query, &self.line(*at))).count()
    }

    fn seeker(&self, query: &Query, today: NaiveDate) -> Seeker {
        Seeker::knowing(today, query, self.schools.iter().map(|(_, name)| name.as_str()))
    }

    fn school(&mut self, id: &str) -> u32 {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = self.schools.len() as u32;
        self.schools.push((id.to_owned(), String::new()));
        self.places.insert(id.to_owned(), place);
        place
    }

    fn add_words(&mut self, line: &Summary) {
        self.text.push_str(&line.name);
        self.text.push_str(&line.upn);
    }

    fn words(&self, (start, name, upn): (usize, u32, u32)) -> (&str, &str) {
        self.text[start..start + (name + upn) as usize].split_at(name as usize)
    }

    fn line(&self, at: usize) -> Line<'_> {
        let row = &self.rows[at];
        let (name, upn) = self.words(row.text);
        let school = |place: u32| {
            let (id, name) = &self.schools[place as usize];
            School { id, name, at: Some(place as usize) }
        };
        Line { brief: &row.brief, name, upn, letters: row.letters, home: school(row.home), host: school(row.host) }
    }

    fn rank_of(&self, at: u32, today: NaiveDate) -> Rank {
        self.rows[at as usize].brief.rank(today)
    }

    fn rank(&mut self, today: NaiveDate) {
        if self.order.as_ref().is_none_or(|(day, _)| *day != today) {
            let mut rows: Vec<u32> = (0..self.rows.len() as u32).collect();
            rows.sort_by_cached_key(|at| self.rank_of(*at, today));
            self.order = Some((today, rows));
        }
    }

    fn leave_order(&mut self, at: usize) {
        if let Some((_, rows)) = &mut self.order
            && let Some(place) = rows.iter().position(|row| *row as usize == at)
        {
            rows.remove(place);
        }
    }

    fn enter_order(&mut self, at: usize) {
        let Some((today, mut rows)) = self.order.take() else { return };
        let rank = self.rank_of(at as u32, today);
        let place = rows.partition_point(|row| self.rank_of(*row, today) < rank);
        rows.insert(place, at as u32);
        self.order = Some((today, rows));
    }
}
