//! Puts the cells of a row together as what it offers to a case.

use crate::documents::sheets::pupils::row::ReadRow;
use crate::documents::sheets::pupils::{PupilRow, PupilsContext, RowDoubt};
use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::Pupil;
use crate::domain::forms::{self, field, table};
use crate::domain::plural::pluralize;
use crate::domain::prefill::{Suggestion, Target};
use crate::domain::sheet::RowKind;
use crate::domain::value::{self, Value};

/// What is to be asked before a "no" of the file is kept.
const ASK_PR: &str = "The file says no. Ask first: a court order or a birth certificate decides.";

/// Returns what a row offers, and what of it cannot be used.
pub(super) fn row(mut read: ReadRow, context: &PupilsContext) -> PupilRow {
    read.put_together(context);
    let text = |id: &str| read.answers.get(id).map_or("", |(value, _)| value.as_text()).to_owned();
    let born = read.answers.get(field::CHILD_DOB.id).and_then(|(value, _)| value.as_date());
    let pupil = Pupil {
        upn: read.upn.clone(),
        former: Vec::new(),
        name: text(field::CHILD_FULL_NAME.id),
        born,
    };
    let mut offers: Vec<Suggestion> =
        read.answers.into_iter().map(|(id, (value, check))| answer(id, value, check)).collect();
    let mut doubts = read.doubts;
    let table = context.kind.table().unwrap_or(table::CONTACTS);
    for cells in read.rows.into_values().filter(|_| !read.is_other) {
        let lacks = forms::table(table).filter(|t| !cells.contains_key(t.title));
        if let Some(table) = lacks {
            let title = table.fields.iter().find(|field| field.id == table.title);
            let (label, row) = (title.map_or("", |field| field.label), table.row_label);
            let says = format!("It has no \"{label}\", without which no {row} is kept.");
            doubts.push(RowDoubt { place: read.place.clone(), what: String::new(), says });
            continue;
        }
        if let Some(says) = impossible(&cells) {
            doubts.push(RowDoubt { place: read.place.clone(), what: String::new(), says });
            continue;
        }
        offers.push(if read.is_permanent { exclusion(&cells) } else { offered(table, cells) });
    }
    PupilRow { place: read.place, pupil, offers, doubts }
}

impl ReadRow {
    /// Puts what stands in several columns, or beside the file, to its place.
    fn put_together(&mut self, context: &PupilsContext) {
        let name = self.name.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>();
        let (name, address) = (value::text(&name.join(" ")), value::text(&address(&self.address)));
        let term = value::text(context.term.unwrap_or_default());
        let parts: &[(&'static str, Value)] = match context.kind {
            RowKind::Pupils => {
                &[(field::CHILD_FULL_NAME.id, name), (field::CHILD_ADDRESS.id, address)]
            }
            RowKind::Contacts => {
                &[(field::CONTACTS_NAME.id, name), (field::CONTACTS_ADDRESS.id, address)]
            }
            // A term without figures is no attendance.
            RowKind::Attendance if !self.rows.is_empty() => &[(field::PAST_TERMS_NAME.id, term)],
            RowKind::Attendance | RowKind::Suspensions => &[],
        };
        for (id, value) in parts.iter().filter(|(_, value)| !value.is_empty()) {
            // A column that has it whole counts.
            let is_there = self.answers.contains_key(id)
                || self.rows.get(&1).is_some_and(|cells| cells.contains_key(*id));
            let put = match (is_there, context.kind) {
                (true, _) => Ok(()),
                (false, RowKind::Pupils) => self.set(id, value.clone(), String::new()),
                (false, _) => self.set_cell(id, 1, value.clone()),
            };
            if let Err(says) = put {
                let (place, what) = (self.place.clone(), String::new());
                self.doubts.push(RowDoubt { place, what, says });
            }
        }
    }
}

fn answer(id: &str, value: Value, check: String) -> Suggestion {
    // A register that knows two words says nothing against a third.
    let never_over = (id == field::CHILD_GENDER.id).then(|| Value::Choice("non_binary".to_owned()));
    Suggestion { never_over, ..Suggestion::answer(id, value).check(check) }
}

/// Returns what is said of a term in which more was attended or missed than was possible.
fn impossible(cells: &RowValues) -> Option<String> {
    let possible = cells.number(field::PAST_TERMS_POSSIBLE)?;
    let number = |field| cells.number(field).unwrap_or(0);
    let counted = number(field::PAST_TERMS_ATTENDED)
        + number(field::PAST_TERMS_AUTHORISED)
        + number(field::PAST_TERMS_UNAUTHORISED);
    (counted > possible).then(|| {
        let counted = pluralize(counted, "session");
        format!("It counts {counted} of {possible}, and is left out. Check the columns.")
    })
}

/// Returns a row; a "no" to parental responsibility is asked about, and the address of an adult who
/// lives with the child is the child's own.
fn offered(table: &str, mut cells: RowValues) -> Suggestion {
    if cells.is_yes(field::CONTACTS_LIVES_WITH) {
        cells.remove(field::CONTACTS_ADDRESS.id);
    }
    let asks = cells.is_no(field::CONTACTS_PR);
    if asks {
        cells.remove(field::CONTACTS_PR.id);
    }
    let offer = Suggestion::new(Target::Row(table.to_owned(), cells));
    if asks { offer.ask(field::CONTACTS_PR.id, Value::YesNo(false), ASK_PR) } else { offer }
}

/// Returns a suspension as an exclusion for good.
fn exclusion(cells: &RowValues) -> Suggestion {
    let cell = |id: &str| cells.get(id).cloned().unwrap_or_default();
    Suggestion::row(
        table::EXCLUSIONS,
        [
            (field::EXCLUSIONS_DATE.id, cell(field::SUSPENSIONS_START.id)),
            (field::EXCLUSIONS_REASON.id, cell(field::SUSPENSIONS_REASON.id)),
        ],
    )
}

/// Returns the parts of an address on one line, the number of a house before its street.
fn address(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts {
        let is_after_number = out.ends_with(|c: char| c.is_ascii_digit());
        if !out.is_empty() {
            out.push_str(if is_after_number { " " } else { ", " });
        }
        out.push_str(part);
    }
    out
}
