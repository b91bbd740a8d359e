//! Earlier schools.

use chrono::{Datelike, NaiveDate};

use crate::documents::ctf::pupil::{PupilReader, line};
use crate::documents::xml::XmlNode;
use crate::domain::forms::{field, table};
use crate::domain::prefill::Suggestion;
use crate::domain::value::Value;

impl<'a> PupilReader<'a> {
    pub(super) fn schools(&mut self) {
        let node: &'a XmlNode = self.node;
        let since = self.today.with_year(self.today.year() - 5).unwrap_or(self.today);
        for school in node.all("SchoolHistory").flat_map(|h| h.all("School")) {
            let (entered, left) = (self.day(school, "EntryDate"), self.day(school, "LeavingDate"));
            let number = format!("LA {}, school {}", school.at("LEA"), school.at("Estab"));
            let name = Some(school.at("SchoolName")).filter(|n| !n.is_empty()).unwrap_or(number);
            match (entered, left) {
                (Some(day), None) => self.put_checked(
                    field::HISTORY_ADMITTED.id,
                    Value::Date(day),
                    &format!("If {name} is the child's school now."),
                ),
                (_, Some(day)) if day < since => self.note(format!(
                    "{name} was left more than five years ago; the form does not ask for it."
                )),
                (None, None) => self.note(format!(
                    "Line {}: {name} has neither an entry nor a leaving day; it is left out.",
                    school.line
                )),
                (entered, left) => {
                    let day = |d: Option<NaiveDate>| d.map_or(Value::Empty, Value::Date);
                    let cells = [
                        (field::SCHOOLS_ATTENDED_NAME.id, line(&name)),
                        (field::SCHOOLS_ATTENDED_ADMITTED.id, day(entered)),
                        (field::SCHOOLS_ATTENDED_LEFT.id, day(left)),
                    ];
                    self.offers.push(Suggestion::row(table::SCHOOLS_ATTENDED, cells));
                }
            }
        }
    }
}
