//! The direction letter to each parent, and its copies (P-LE1 to P-LE9).

use crate::documents::papers::direction::notes::notes;
use crate::documents::papers::direction::{drafted, must};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterPlan, to_each};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::people;
use crate::documents::papers::span::Filled;
use crate::domain::forms::field;
use crate::error::Result;

pub(in crate::documents::papers) const LETTER: PaperKind = PaperKind {
    id: "letter",
    label: "Direction letter",
    purpose: "notice of the direction to each parent, and its copies",
    template: include_str!("../../templates/letter.txt"),
    form: None,
    settles: SentRecord::Notice,
    announces: Announcement::Direction,
    is_of_a_direction: true,
    make: letter,
};

fn letter(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let date = facts.case.answer(field::LETTER_DATE.id).as_date().unwrap_or(facts.order.date);
    let plan = LetterPlan {
        date: Filled::Known(crate::documents::papers::format::day(date)),
        must: must(facts),
        lawful_copy: true,
        ..LetterPlan::new(facts, &LETTER)
    };
    let mut list = people::copies(facts, true);
    list.people.insert(0, people::home_head(facts));
    let mut papers = to_each(facts, list, |person, family, copied| {
        let mut draft = drafted(facts, &plan, person, family);
        draft.close();
        draft.finish(family, copied)
    })?;
    papers[0].notes.extend(notes(facts));
    Ok(papers)
}
