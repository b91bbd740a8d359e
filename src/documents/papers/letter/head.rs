//! The head of a copy: the sender, and the reader's address or what it is a copy of.

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::letter::LetterDraft;
use crate::documents::papers::paper::Block;
use crate::documents::papers::people::Person;
use crate::documents::papers::sender;
use crate::documents::papers::span::{Filled, Span, plain};
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;

impl LetterDraft<'_> {
    /// Returns the sender, and either the reader's address or, on a copy, what it is a copy of.
    pub(super) fn head(
        &self,
        letter_to: &[Person],
        gaps: &mut Vec<crate::domain::document::Missing>,
    ) -> Vec<Block> {
        let from = self.facts.school_of(self.plan.from);
        let which =
            if self.plan.from == field::SCHOOL_HOST.id { "host school" } else { "home school" };
        let name = Filled::or_missing(&plain(&from.name), which, &[self.plan.from]);
        let mut lines = vec![self.person.name.clone()];
        lines.extend(self.person.address.iter().cloned());
        gaps.extend(
            lines.iter().chain([&name, &self.plan.date]).filter_map(Filled::missing).cloned(),
        );
        let mut blocks = vec![sender::block(self.facts, self.plan.from, which)];
        let is_copy = !letter_to.iter().any(|p| p.slug == self.person.slug);
        if is_copy {
            blocks.push(Block::Fields(self.cover(letter_to)));
        }
        blocks.push(Block::To {
            lines: if is_copy { Vec::new() } else { lines },
            date: self.plan.date.clone(),
        });
        blocks
    }

    /// Returns the lines above a copy: for whom, of whose letter, and about which child. Families'
    /// addresses stay off it.
    pub(super) fn cover(&self, letter_to: &[Person]) -> Vec<PaperRow> {
        let of = self.person.address.iter().take(1).map(Filled::span);
        let mut to = vec![self.person.name.span()];
        for span in of {
            to.push(Span::Text(", ".into()));
            to.push(span);
        }
        let names: Vec<String> = letter_to.iter().map(ToString::to_string).collect();
        let pupil = Filled::or_missing(
            &self.facts.text(field::CHILD_FULL_NAME),
            "full name",
            &[field::CHILD_FULL_NAME.id],
        );
        let born = self
            .facts
            .case
            .date(field::CHILD_DOB)
            .map_or_else(String::new, crate::documents::papers::format::day);
        let mut rows = vec![
            PaperRow { label: "Copy for".into(), answer: Answer::Spans(to) },
            PaperRow {
                label: "The letter went to".into(),
                answer: Answer::text(&names.join(", ")),
            },
            PaperRow { label: "Pupil".into(), answer: Answer::Spans(vec![pupil.span()]) },
            PaperRow { label: "Date of birth".into(), answer: Answer::text(&born) },
        ];
        let upn = self.facts.text(field::CHILD_UPN);
        if !upn.is_empty() {
            rows.push(PaperRow { label: "UPN".into(), answer: Answer::text(&upn) });
        }
        if self.person.by_law && self.plan.lawful_copy {
            rows.push(PaperRow {
                label: "Why".into(),
                answer: Answer::text("The law asks for this copy, because the child has an EHCP."),
            });
        }
        rows
    }
}
