//! Suggestions from an earlier case of the same child: who the child is and the passport's answers,
//! never the direction itself.

#[cfg(test)]
mod tests;

use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::{Pupil, former_row};
use crate::domain::case::stage::{Stage, first_day};
use crate::domain::case::{Case, RowValues, stage};
use crate::domain::forms;
use crate::domain::forms::choice::EndHow;
use crate::domain::forms::schema::SectionPart;
use crate::domain::forms::{field, table};
use crate::domain::prefill::{Source, Suggestion};
use crate::domain::value::Value;

/// The passport's sections that speak of the child and not of one direction: 1a to 1d.
const SECTIONS: usize = 7;

/// Attainment as it was judged when the earlier case was filled in.
const JUDGED: [&str; 4] = [
    field::ACADEMIC_ENGLISH.id,
    field::ACADEMIC_MATHS.id,
    field::ACADEMIC_SCIENCE.id,
    field::ACADEMIC_TERM.id,
];

/// Returns what an earlier case offers to a later one; `school` gives a school's name by its id.
pub fn offers(earlier: &Case, later: &Case, why: &str, school: &dyn Fn(&str) -> String) -> Source {
    let mut offers = Vec::new();
    let passport = forms::form("passport").map_or(&[][..], |f| f.sections);
    for part in passport.iter().take(SECTIONS).flat_map(|s| s.parts) {
        match part {
            SectionPart::Field(id) => offers.extend(answer(earlier, id)),
            SectionPart::Table(id) => {
                offers.extend(earlier.rows(id).filter_map(|(_, cells)| row(id, cells)));
            }
        }
    }
    let (old, new) = (Pupil::from_case(earlier), Pupil::from_case(later));
    if !old.upn.is_empty() && !new.upn.is_empty() && old.upn != new.upn {
        offers.retain(
            |o| !matches!(&o.put, crate::domain::prefill::Target::Answer(f, _) if f == field::CHILD_UPN.id),
        );
        offers.push(Suggestion::row(table::FORMER_UPNS, former_row(&old.upn)));
    }
    offers.extend(direction(earlier, school));
    Source {
        from: format!("{} ({why})", earlier.id),
        child: old,
        is_file: false,
        offers,
        notes: Vec::new(),
    }
}

fn answer(earlier: &Case, id: &str) -> Option<Suggestion> {
    let value = earlier.answer(id);
    let field = forms::field(id).filter(|_| !value.is_empty())?;
    let check = match id {
        _ if field.safeguarding => "It may have changed. Ask again.",
        _ if id == field::CHILD_YEAR_GROUP.id => "A year may have gone by.",
        _ if JUDGED.contains(&id) => "As judged then.",
        _ => "",
    };
    Some(Suggestion::answer(id, value.clone()).check(check))
}

/// Returns a row that says something; the given interventions that were never used say nothing.
fn row(table: &str, cells: &RowValues) -> Option<Suggestion> {
    let title = forms::table(table)?.title;
    let says =
        cells.iter().any(|(id, v)| !v.is_empty() && (table != table::INTERVENTIONS || id != title));
    let put = crate::domain::prefill::Target::Row(table.to_owned(), cells.clone());
    says.then(|| Suggestion::new(put))
}

/// Returns what the earlier case itself was, as the new passport asks for it.
fn direction(earlier: &Case, school: &dyn Fn(&str) -> String) -> Vec<Suggestion> {
    if earlier.rows(table::EVENT_START).next().is_none() || first_day(earlier).is_none() {
        return Vec::new();
    }
    let named = |field: &str| match earlier.answer(field) {
        Value::School(id) => Value::Text(school(id)),
        other => other.clone(),
    };
    let mut out = vec![Suggestion::answer(field::HISTORY_OSD.id, Value::YesNo(true))];
    for (field, value) in [
        (field::HISTORY_OSD_HOME.id, named(field::SCHOOL_HOME.id)),
        (field::HISTORY_OSD_HOST.id, named(field::SCHOOL_HOST.id)),
    ] {
        if !value.is_empty() {
            out.push(Suggestion::answer(field, value));
        }
    }
    if let Stage::Ended(_) = stage::stage(earlier) {
        let check = "Say it as both schools judged it.";
        out.push(
            Suggestion::answer(field::HISTORY_OSD_SUCCESS.id, Value::YesNo(!broke_down(earlier)))
                .check(check),
        );
    }
    out
}

/// Returns whether the host ended it; every other end may have been the one hoped for.
fn broke_down(earlier: &Case) -> bool {
    earlier.rows(table::EVENT_END).any(|(_, r)| r.is(field::END_HOW, EndHow::HostEnded))
}
