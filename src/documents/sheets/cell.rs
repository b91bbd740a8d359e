//! One cell as the answer to a field.

use chrono::NaiveDate;

use crate::documents::clean;
use crate::documents::table::FileTable;
use crate::domain::calendar::dates;
use crate::domain::fold;
use crate::domain::forms::days::{self, DayCheck};
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::school::SchoolList;
use crate::domain::sheet::{SheetAsk, SheetMapping, SheetQuestion, SheetSetting};
use crate::domain::value::Value;

/// What a cell is to its field.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CellRead {
    /// The answer.
    Answer(Value),
    /// The answer, and what is to be looked at again.
    Doubtful(Value, String),
    /// No answer, and why.
    NoAnswer(String),
    /// A word that was said to be no answer, for the note.
    Note,
    /// It cannot be said before this is answered.
    Ask(Box<SheetQuestion>),
}

/// What cells are read with.
pub(super) struct CellReader<'a> {
    pub mapping: &'a SheetMapping,
    pub schools: &'a SchoolList,
    pub today: NaiveDate,
}

/// The answer by which years of two figures are of this century.
pub(super) const THIS_CENTURY: &str = "20";

/// The answer by which a word is no answer to its field.
const NO_ANSWER: &str = "";

impl CellReader<'_> {
    /// Reads a cell that is not empty.
    pub(super) fn read(&self, table: &FileTable, field: &Field, cell: &str) -> CellRead {
        match field.kind {
            FieldKind::Date => self.day(table, field, cell),
            FieldKind::YesNo => self.yes_no(field, cell),
            FieldKind::Choice(options) => self.choice(field, options, cell),
            FieldKind::School => self.read_school(cell),
            FieldKind::Number { .. } => self.number(field, cell),
            FieldKind::Line => self.typed(field, &clean(cell)),
            _ => self.typed(field, cell),
        }
    }

    fn typed(&self, field: &Field, cell: &str) -> CellRead {
        match parse::parse_field(field, cell, self.today) {
            Ok(read) => match read.warning {
                Some(warning) => CellRead::Doubtful(read.value, warning.to_string()),
                None => CellRead::Answer(read.value),
            },
            Err(fault) => CellRead::NoAnswer(fault.to_string()),
        }
    }

    fn number(&self, field: &Field, cell: &str) -> CellRead {
        let whole = cell.trim().trim_end_matches(".0");
        let digits = whole.trim_start_matches(|c: char| c.is_alphabetic() || c == '.' || c == ' ');
        self.typed(field, if digits.is_empty() { whole } else { digits })
    }

    /// Reads a day as a text in the British order, or as the number by which spreadsheets count.
    fn day(&self, table: &FileTable, field: &Field, cell: &str) -> CellRead {
        if has_short_year(cell) {
            let about = SheetAsk::Setting(SheetSetting::Years);
            match self.mapping.get(&about) {
                Some(THIS_CENTURY) => {}
                Some(_) => return CellRead::NoAnswer("its year has two figures.".to_owned()),
                None => return CellRead::Ask(Box::new(years(cell))),
            }
        }
        let day = match table.serial_day(cell) {
            Some(day) => day,
            None => match dates::parse_written(cell) {
                Ok(day) => day,
                Err(fault) => return CellRead::NoAnswer(fault.to_string()),
            },
        };
        match days::check(field.days, day, self.today) {
            DayCheck::Fine => CellRead::Answer(Value::Date(day)),
            DayCheck::Ask(words) => CellRead::Doubtful(Value::Date(day), words),
            DayCheck::Refused(words) => CellRead::NoAnswer(words),
        }
    }

    fn yes_no(&self, field: &Field, cell: &str) -> CellRead {
        match fold::search(cell).trim() {
            "y" | "yes" | "true" | "1" | "✓" | "✔" => CellRead::Answer(Value::YesNo(true)),
            "n" | "no" | "false" | "0" => CellRead::Answer(Value::YesNo(false)),
            _ => self
                .word(field, &[("yes", "Yes"), ("no", "No")], cell, |id| Value::YesNo(id == "yes")),
        }
    }

    fn choice(&self, field: &Field, options: &[(&str, &str)], cell: &str) -> CellRead {
        let wanted = plain(cell);
        let fits = |(id, words): &&(&str, &str)| plain(id) == wanted || plain(words) == wanted;
        let mut begins = options.iter().filter(|(_, words)| plain(words).starts_with(&wanted));
        let only = begins.next().filter(|_| begins.next().is_none());
        let found = options.iter().find(fits).or(only);
        match found {
            Some((id, _)) => CellRead::Answer(Value::Choice((*id).to_owned())),
            None => self.word(field, options, cell, |id| Value::Choice(id.to_owned())),
        }
    }

    /// Reads a word that is none of the field's options, as was answered.
    fn word(
        &self,
        field: &Field,
        options: &[(&str, &str)],
        cell: &str,
        value: impl Fn(&str) -> Value,
    ) -> CellRead {
        let word: String = clean(cell).chars().take(80).collect();
        let about = SheetAsk::Word { field: field.id.to_owned(), word: word.clone() };
        match self.mapping.get(&about) {
            Some(NO_ANSWER) => CellRead::Note,
            Some(id) if options.iter().any(|(known, _)| *known == id) => {
                CellRead::Answer(value(id))
            }
            Some(id) => CellRead::NoAnswer(format!("there is no answer \"{id}\".")),
            None => {
                let mut all: Vec<(String, String)> =
                    options.iter().map(|(id, words)| ((*id).into(), (*words).into())).collect();
                all.push((NO_ANSWER.into(), "None of these: leave it open, with a note".into()));
                let question = format!("\"{}\": what does \"{word}\" mean?", field.label);
                CellRead::Ask(Box::new(SheetQuestion { about, question, options: all }))
            }
        }
    }
}

fn plain(text: &str) -> String {
    let words = fold::search(&text.replace('_', " "));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a day is written with two figures for its year: `12/3/13`, `12 Mar 13`.
fn has_short_year(cell: &str) -> bool {
    let parts: Vec<&str> =
        cell.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let last = parts.iter().rev().find(|part| is_number(part));
    let is_month = |part: &&&str| part.chars().all(char::is_alphabetic) && part.len() > 2;
    let numbers = parts.iter().filter(|part| is_number(part)).count();
    let months = parts.iter().filter(is_month).count();
    let is_long = parts.iter().any(|part| is_number(part) && part.len() > 2);
    last.is_some_and(|part| part.len() == 2)
        && !is_long
        && (numbers == 3 || numbers == 2 && months > 0)
}

fn years(cell: &str) -> SheetQuestion {
    let example: String = clean(cell).chars().take(20).collect();
    SheetQuestion {
        about: SheetAsk::Setting(SheetSetting::Years),
        question: format!(
            "Some years have two figures, as in \"{example}\". Are all of them of this century?"
        ),
        options: vec![
            (THIS_CENTURY.to_owned(), "Yes: 13 is 2013".to_owned()),
            ("refuse".to_owned(), "No: such days are no answer".to_owned()),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_two_figures_are_told_from_whole_ones() {
        for short in ["12/3/13", "12.03.13", "12 Mar 13", "Tue 12 March 26", "1/9/26"] {
            assert!(has_short_year(short), "{short}");
        }
        for whole in ["12/3/2013", "2013-03-12", "12 March 2013", "46349", "TBC", "12/3", "12 Mar"]
        {
            assert!(!has_short_year(whole), "{whole}");
        }
    }
}
