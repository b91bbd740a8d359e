//! Rows of one child: several may be one case.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::documents::sheets::gathered::Gathered;
use crate::documents::sheets::row::SheetRow;
use crate::domain::case::pupil::{PupilIndex, SamePupil};
use crate::domain::forms::field;
use crate::domain::plural::pluralize;
use crate::domain::sheet::{SheetAsk, SheetMapping, SheetQuestion, SheetSetting};

/// The answer by which several rows are one case.
const ONE: &str = "one";

/// The most groups of rows that the question names.
const MAX_NAMED: usize = 3;

/// Lays rows of one child and one first day together where that was answered; asks where it was
/// not.
pub(super) fn join(
    rows: Vec<SheetRow>,
    mapping: &SheetMapping,
    out: &mut Gathered,
) -> Vec<SheetRow> {
    let groups = groups(&rows);
    if groups.is_empty() {
        return rows;
    }
    let about = SheetAsk::Setting(SheetSetting::OneCase);
    match mapping.get(&about) {
        Some(ONE) => {}
        Some(_) => return rows,
        None => {
            out.ask(question(about, &rows, &groups));
            return rows;
        }
    }
    let into: BTreeMap<usize, usize> =
        groups.iter().flat_map(|group| group.iter().skip(1).map(|row| (*row, group[0]))).collect();
    let mut joined: BTreeMap<usize, SheetRow> = BTreeMap::new();
    for (at, row) in rows.into_iter().enumerate() {
        match into.get(&at).and_then(|first| joined.get_mut(first)) {
            Some(first) => first.join(row),
            None => drop(joined.insert(at, row)),
        }
    }
    joined.into_values().collect()
}

fn start(row: &SheetRow) -> Option<NaiveDate> {
    row.answer(field::DIRECTION_START.id).as_date()
}

/// Returns every group of rows that are of one child and of no two first days.
fn groups(rows: &[SheetRow]) -> Vec<Vec<usize>> {
    let index = PupilIndex::new(rows.iter().map(|row| row.pupil.clone()).enumerate());
    let mut of: Vec<Option<usize>> = vec![None; rows.len()];
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if of[at].is_some() {
            continue;
        }
        let is_same = |other: usize, why: SamePupil| {
            let upns = [&row.pupil.upn, &rows[other].pupil.upn];
            let is_child = why.is_sure()
                || why == SamePupil::NameAndBirth && upns.iter().any(|upn| upn.is_empty());
            let days = [start(row), start(&rows[other])];
            is_child && (days[0] == days[1] || days.contains(&None))
        };
        let found = index.find(&row.pupil).into_iter();
        let others: Vec<usize> = found
            .filter(|(other, why)| *other > at && of[*other].is_none() && is_same(*other, *why))
            .map(|(other, _)| other)
            .collect();
        if !others.is_empty() {
            let group: Vec<usize> = std::iter::once(at).chain(others).collect();
            for row in &group {
                of[*row] = Some(groups.len());
            }
            groups.push(group);
        }
    }
    groups
}

fn question(about: SheetAsk, rows: &[SheetRow], groups: &[Vec<usize>]) -> SheetQuestion {
    let named = groups.iter().take(MAX_NAMED).map(|group| {
        let places: Vec<String> = group.iter().map(|row| rows[*row].place.to_lowercase()).collect();
        format!("{} ({})", rows[group[0]].pupil.name, places.join(", "))
    });
    let named: Vec<String> = named.collect();
    let stand = if groups.len() == 1 { "stands" } else { "stand" };
    SheetQuestion {
        about,
        question: format!(
            "{} {stand} in several rows with no two first days: {}{}. Are the rows of each one case?",
            pluralize(groups.len(), "pupil"),
            named.join("; "),
            if groups.len() > MAX_NAMED { " and more" } else { "" }
        ),
        options: vec![
            (ONE.to_owned(), "One case for each pupil".to_owned()),
            ("each".to_owned(), "A case for each row".to_owned()),
        ],
    }
}

impl SheetRow {
    /// Takes in another row of the same case. What differs goes into the note, and is said.
    fn join(&mut self, other: SheetRow) {
        for (id, value) in other.answers {
            match self.answers.get(id) {
                None => drop(self.answers.insert(id, value)),
                Some(stands) if *stands == value => {}
                Some(_) => {
                    let Some((_, field)) = crate::domain::forms::any_field(id) else { continue };
                    let shown = crate::domain::forms::parse::format(&field.kind, &value);
                    self.doubts.push(format!("{}: {} differs.", field.label, other.place));
                    self.notes.push(format!("{} ({}): {shown}", field.label, other.place));
                }
            }
        }
        for ((table, _), cells) in other.rows {
            let known = self.rows.iter().any(|((of, _), stands)| *of == table && *stands == cells);
            if !known {
                let next =
                    self.rows.keys().filter(|(of, _)| *of == table).map(|(_, n)| n + 1).max();
                self.rows.insert((table, next.unwrap_or(1)), cells);
            }
        }
        self.notes.extend(other.notes);
        self.doubts.extend(other.doubts);
        self.place = format!("{}, {}", self.place, other.place.to_lowercase());
        if self.pupil.upn.is_empty() {
            self.pupil.upn = other.pupil.upn;
        }
    }
}
