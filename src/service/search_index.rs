//! In-memory index of all case summaries, so that filtering never touches the disk.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::case::CaseRef;
use crate::domain::fold::char_mask;
use crate::domain::list::row::{QueryRow, SchoolNames};
use crate::domain::list::seeker::Seeker;
use crate::domain::list::sort_key::SortKey;
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::domain::query::Query;
use crate::error::Result;
use crate::store::SummaryLines;

/// What most searches need to see of a case; kept apart, since memory is read in order much faster
/// than here and there.
struct IndexKey {
    letters: u64,
    /// Where in the text its name begins, and how long name and UPN are, in bytes.
    text: (usize, u32, u32),
    /// The places of its schools.
    home: u32,
    host: u32,
}

/// All cases, the most pressing first on a day.
pub(super) struct SearchIndex {
    today: NaiveDate,
    keys: Vec<IndexKey>,
    /// What stands of each case beside its key.
    briefs: Vec<SortKey>,
    /// Names and UPNs, one after the other.
    text: String,
    /// Ids and names of the schools that cases name.
    schools: Vec<(String, String)>,
    places: HashMap<String, u32>,
}

impl SearchIndex {
    /// Takes in every line, and puts them in the order of a day.
    ///
    /// # Errors
    /// A sentence where they cannot all be read.
    pub(super) fn build(lines: SummaryLines, today: NaiveDate) -> Result<SearchIndex> {
        let (keys, briefs, text, schools) = Default::default();
        let mut roll = SearchIndex { today, keys, briefs, text, schools, places: HashMap::new() };
        for line in lines {
            let (key, brief) = roll.take(&line?);
            roll.keys.push(key);
            roll.briefs.push(brief);
        }
        roll.rank(today);
        Ok(roll)
    }

    /// Gives each school its name; `name` returns it by the school's id.
    pub(super) fn name_schools(&mut self, name: impl Fn(&str) -> String) {
        for (id, shown) in
            self.schools.iter_mut().filter(|(id, shown)| shown.is_empty() && !id.is_empty())
        {
            *shown = name(id);
        }
    }

    /// Puts the cases in the order of a day.
    pub(super) fn turn(&mut self, today: NaiveDate) {
        if self.today != today {
            self.rank(today);
        }
    }

    /// Takes in a case's new line.
    pub(super) fn put(&mut self, line: &Summary) {
        self.remove(line.id);
        let (key, brief) = self.take(line);
        let rank = brief.rank(self.today);
        let at = self.briefs.partition_point(|b| b.rank(self.today) < rank);
        self.keys.insert(at, key);
        self.briefs.insert(at, brief);
    }

    /// Takes out a case that is gone.
    pub(super) fn remove(&mut self, id: CaseRef) {
        if let Some(at) = self.briefs.iter().position(|b| b.id == id) {
            self.keys.remove(at);
            self.briefs.remove(at);
        }
    }

    /// Returns the cases from the `from`-th on, at most `count`, the most pressing first.
    pub(super) fn window(&self, from: usize, count: usize) -> Vec<CaseRef> {
        self.briefs.iter().skip(from).take(count).map(|b| b.id).collect()
    }

    /// Returns the cases that fit a search, in an order.
    pub(super) fn find(&self, query: &Query, sort: Sort) -> Vec<CaseRef> {
        let mut fit = self.fit(query);
        if sort != Sort::Pressing {
            fit.sort_by(|a, b| sort.order(&self.line(*a), &self.line(*b), self.today));
        }
        fit.into_iter().map(|at| self.briefs[at].id).collect()
    }

    /// Returns how many cases fit a search.
    pub(super) fn count(&self, query: &Query) -> usize {
        self.fit(query).len()
    }

    /// Returns the places of the cases that fit a search, in their order.
    fn fit(&self, query: &Query) -> Vec<usize> {
        let mut seeker =
            Seeker::knowing(self.today, query, self.schools.iter().map(|(_, name)| name.as_str()));
        let mut fits = |at: &usize| {
            let key = &self.keys[*at];
            let quick = seeker.quick(query, key.letters, [key.home as usize, key.host as usize]);
            quick.unwrap_or_else(|| seeker.fits(query, &self.line(*at)))
        };
        (0..self.keys.len()).filter(|at| fits(at)).collect()
    }

    fn take(&mut self, line: &Summary) -> (IndexKey, SortKey) {
        let (home, host) = (self.school(&line.home), self.school(&line.host));
        let text = (self.text.len(), line.name.len() as u32, line.upn.len() as u32);
        self.text.push_str(&line.name);
        self.text.push_str(&line.upn);
        (
            IndexKey { letters: char_mask(&line.name) | char_mask(&line.upn), text, home, host },
            line.sort_key(),
        )
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

    fn words(&self, key: &IndexKey) -> (&str, &str) {
        let (start, name, upn) = key.text;
        self.text[start..start + (name + upn) as usize].split_at(name as usize)
    }

    fn line(&self, at: usize) -> QueryRow<'_> {
        let key = &self.keys[at];
        let (name, upn) = self.words(key);
        let school = |place: u32| {
            let (id, name) = &self.schools[place as usize];
            SchoolNames { id, name, at: Some(place as usize) }
        };
        QueryRow {
            brief: &self.briefs[at],
            name,
            upn,
            letters: key.letters,
            home: school(key.home),
            host: school(key.host),
        }
    }

    /// Lays everything in the order of a day, the words too.
    fn rank(&mut self, today: NaiveDate) {
        let mut order: Vec<u32> = (0..self.keys.len() as u32).collect();
        order.sort_by_cached_key(|at| self.briefs[*at as usize].rank(today));
        // Each goes to its place by exchange: two copies of everything would be the most memory
        // that a session ever needs.
        for i in 0..order.len() {
            let mut from = order[i] as usize;
            while from < i {
                from = order[from] as usize;
            }
            self.keys.swap(i, from);
            self.briefs.swap(i, from);
        }
        let mut text = String::with_capacity(self.text.len());
        for at in 0..self.keys.len() {
            let (name, upn) = self.words(&self.keys[at]);
            let start = text.len();
            text.push_str(name);
            text.push_str(upn);
            self.keys[at].text.0 = start;
        }
        (self.today, self.text) = (today, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, RowValues};
    use crate::domain::rules::RuleContext;
    use crate::domain::value::Value;

    const NAMES: [&str; 8] = [
        "Bailey Ashworth",
        "Zoë Walsh",
        "Māia Kahu",
        "",
        "O'Brien, Tom",
        "Shaw, Ash-Lee",
        "王 Wang",
        "ASHA SHAH",
    ];
    const SCHOOLS: [&str; 4] = ["", "Hagley Catholic High School", "Ash Grove", "École Saint-Ouen"];
    const SEARCHES: [&str; 20] = [
        "",
        "a",
        "o",
        "0",
        "é",
        "ash",
        "shw",
        "hagley",
        "ecole",
        "osd-2026",
        "999",
        "ash wal",
        "not ash",
        "not a",
        "a or stage:running",
        "zoe (late or ash)",
        "not (a or o)",
        "wang",
        "'",
        "due<20d ash",
    ];

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).expect("a day")
    }

    fn line(n: u32) -> Summary {
        let mut case = Case::new(CaseRef { year: 2026, number: n % 97 });
        let school = |n: u32| Value::School(SCHOOLS[n as usize % 4].to_owned());
        let answers = [
            ("child.full_name", Value::Text(NAMES[(n * 5 % 8) as usize].into())),
            ("child.upn", Value::Text(format!("F9999{:08}", n * 7919))),
            ("school.home", school(n)),
            ("school.host", school(n / 3)),
            ("direction.end", Value::Date(day(1 + n * 11 % 30))),
        ];
        case.answers.extend(answers.map(|(field, value)| (field.to_owned(), value)));
        if n.is_multiple_of(2) {
            let start = RowValues::from([("start.on".to_owned(), Value::Date(day(1 + n % 20)))]);
            case.rows.entry("event.start".into()).or_default().insert(1, start);
        }
        Summary::of(&case, &RuleContext::default(), i64::from(n % 5))
    }

    fn agree(roll: &SearchIndex, lines: &[Summary], today: NaiveDate) {
        for search in SEARCHES {
            let query = Query::parse(search).expect("a search");
            let mut seeker = Seeker::new(today);
            let mut fit: Vec<&Summary> = lines
                .iter()
                .filter(|l| seeker.fits(&query, &QueryRow::of(l, &l.sort_key(), &l.home, &l.host)))
                .collect();
            fit.sort_by_key(|l| l.rank(today));
            let fit: Vec<CaseRef> = fit.into_iter().map(|l| l.id).collect();
            assert_eq!(roll.find(&query, Sort::Pressing), fit, "{search}");
            assert_eq!(roll.count(&query), fit.len(), "{search}");
        }
    }

    #[test]
    fn a_search_of_the_roll_finds_what_looking_at_each_line_finds() {
        let mut lines: Vec<Summary> = (0..60).map(line).collect();
        let mut roll =
            SearchIndex::build(&mut lines.clone().into_iter().map(Ok), day(10)).expect("a roll");
        roll.name_schools(str::to_owned);
        agree(&roll, &lines, day(10));
        roll.turn(day(24));
        agree(&roll, &lines, day(24));
        for n in 200..260 {
            let new = line(n);
            lines.retain(|l| l.id != new.id);
            if n % 7 == 0 {
                roll.remove(new.id);
            } else {
                roll.put(&new);
                lines.push(new);
            }
        }
        agree(&roll, &lines, day(24));
        let ids: Vec<CaseRef> = roll.find(&Query::parse("").expect("all"), Sort::Pressing);
        assert_eq!(roll.window(7, 20), ids[7..27]);
    }

    #[test]
    fn a_roll_that_could_not_be_read_whole_is_none() {
        let mut lines = vec![Ok(line(1)), Err(crate::error::Error::damaged("No."))].into_iter();
        assert!(SearchIndex::build(&mut lines, day(1)).is_err());
    }
}
