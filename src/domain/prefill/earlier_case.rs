//! Suggestions from an earlier case of the same child: who the child is and the passport's answers,
//! never the direction itself.

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
    says.then(|| Suggestion { put, check: String::new(), never_over: None })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::case::pupil::SamePupil;
    use crate::domain::prefill::{Standing, compare};

    fn words(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn an_earlier_case_offers_the_child_and_not_the_direction() {
        let mut old = Case::new(CaseRef { year: 2025, number: 3 });
        for (field, value) in [
            ("child.full_name", words("Zoë Ashworth")),
            ("child.upn", words("R99999992500A")),
            ("cla.is", Value::YesNo(false)),
            ("direction.purpose", words("Calm")),
            ("school.host", Value::School("1".into())),
        ] {
            old.answers.insert(field.into(), value);
        }
        let day = Value::Date(chrono::NaiveDate::from_ymd_opt(2025, 3, 3).expect("a day"));
        let table = |cells: &[(&str, Value)]| {
            cells.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect::<RowValues>()
        };
        old.rows
            .entry("event.start".into())
            .or_default()
            .insert(1, table(&[("start.on", day.clone())]));
        let used =
            table(&[("interventions.name", words("Key worker")), ("interventions.start", day)]);
        old.rows
            .entry("interventions".into())
            .or_default()
            .extend([(2, table(&[("interventions.name", words("Unused"))])), (3, used)]);
        let mut new = Case::new(CaseRef { year: 2026, number: 1 });
        new.answers.insert("child.upn".into(), words("F999999925001"));
        new.rows
            .entry("interventions".into())
            .or_default()
            .insert(4, table(&[("interventions.name", words("Key worker"))]));
        let lines = compare(
            &new,
            &offers(&old, &new, "a former UPN", &|_| "Elm School".into()).offers,
            &|id| id.to_owned(),
        );
        let line = |label: &str| {
            lines.iter().find(|l| l.label == label).map(|l| (l.offers.as_str(), l.state))
        };
        assert_eq!(line("Full name"), Some(("Zoë Ashworth", Standing::New)));
        assert_eq!(line("Child Looked After?"), Some(("No", Standing::Check)));
        assert_eq!(line("Former UPN"), Some(("R99999992500A", Standing::New)));
        assert_eq!(line("Key worker: Started"), Some(("03/03/2025", Standing::New)));
        assert_eq!(line("Earlier destination school"), Some(("Elm School", Standing::New)));
        assert!(
            line("UPN").is_none()
                && line("Purpose").is_none()
                && !lines.iter().any(|l| l.offers.contains("Unused"))
        );
    }

    #[test]
    fn the_same_child_is_known_by_three_things() {
        let of = |upn: &str, former: &str, name: &str| Pupil {
            upn: upn.into(),
            former: former.split_whitespace().map(str::to_owned).collect(),
            name: name.into(),
            born: chrono::NaiveDate::from_ymd_opt(2013, 3, 12),
        };
        assert_eq!(of("A", "", "X").same_as(&of("A", "", "Y")), Some(SamePupil::Upn));
        assert_eq!(of("A", "", "X").same_as(&of("B", "A", "Y")), Some(SamePupil::FormerUpn));
        assert_eq!(
            of("", "", "zoë  Ashworth").same_as(&of("B", "", "Zoë ashworth")),
            Some(SamePupil::NameAndBirth)
        );
        assert_eq!(of("", "", "X").same_as(&of("", "", "Y")), None);
        assert_eq!(of("", "", "").same_as(&of("", "", "")), None);
    }
}
