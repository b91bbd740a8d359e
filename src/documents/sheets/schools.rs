//! Which school a cell means.

use crate::documents::clean;
use crate::documents::sheets::cell::{CellRead, CellReader};
use crate::domain::forms::headings::key;
use crate::domain::school::{School, short_name, typed_name};
use crate::domain::sheet::{SheetAsk, SheetQuestion};
use crate::domain::value::Value;

/// The most schools that are offered for one name.
const MAX_OFFERED: usize = 12;

/// The answer by which a name stays as it is typed.
const AS_TYPED: &str = "";

impl CellReader<'_> {
    /// Reads a school by its number or its whole name; any other name is asked about once.
    pub(super) fn read_school(&self, cell: &str) -> CellRead {
        let name: String = clean(cell).chars().take(120).collect();
        let number = name.trim_end_matches(".0");
        let school = |id: &str| CellRead::Answer(Value::School(id.to_owned()));
        if let Some(known) = self.schools.get(number).or_else(|| self.schools.get(&name)) {
            return school(&known.id);
        }
        if typed_name(number).is_none() {
            return CellRead::NoAnswer(format!(
                "no school of the register has the number {number}."
            ));
        }
        let about = SheetAsk::School(name.clone());
        match self.mapping.get(&about) {
            Some(AS_TYPED) => return school(&name),
            Some(id) if self.schools.get(id).is_some() => return school(id),
            Some(id) => {
                return CellRead::NoAnswer(format!("no school of the register is \"{id}\"."));
            }
            None => {}
        }
        let wanted = key(&name);
        let open = || self.schools.iter().filter(|s| !s.closed);
        let whole: Vec<&School> =
            open().filter(|s| key(&s.name) == wanted || key(&s.with_town()) == wanted).collect();
        if let [one] = whole.as_slice() {
            return school(&one.id);
        }
        let mut offered = whole;
        let is_near = |s: &&School| {
            let (short, full) = (key(&short_name(&s.name)), key(&s.with_town()));
            short == wanted || full.starts_with(&wanted) || wanted.starts_with(&short)
        };
        for near in open().filter(is_near) {
            if !offered.iter().any(|s| s.id == near.id) {
                offered.push(near);
            }
        }
        let words = |most: usize| self.schools.find(&name, most);
        let found = if offered.is_empty() { words(MAX_OFFERED) } else { Vec::new() };
        let mut options: Vec<(String, String)> = offered
            .into_iter()
            .take(MAX_OFFERED)
            .chain(&found)
            .map(|s| (s.id.clone(), format!("{} ({})", s.with_town(), s.id)))
            .collect();
        options.push((AS_TYPED.to_owned(), format!("Keep the name \"{name}\" as it is typed")));
        let question = format!("Which school is \"{name}\"?");
        CellRead::Ask(Box::new(SheetQuestion { about, question, options }))
    }
}
