//! What all letters share: letterhead, addressee, template variables, and the check that nothing
//! the law or the protocol requires is left out.

mod head;
mod recipients;
mod rows;
mod variables;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::format::{day, period};
use crate::documents::papers::kind::PaperKind;
use crate::documents::papers::letter::variables::{body, pupil, reviewers, school};
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::people::{Person, RecipientRole};
use crate::documents::papers::placeholders::Placeholders;
use crate::documents::papers::span::{Filled, missing, plain};
use crate::documents::papers::template::{Parts, ReadyPart};
use crate::documents::papers::{people, template};
use crate::domain::document::{Audience, Missing};
use crate::domain::forms::field;
use crate::domain::rules::BOUND_FROM;
use crate::domain::school::School;
use crate::error::Result;

pub(super) use recipients::to_each;
pub(super) use rows::{row, said_spans};

/// A letter's fixed facts.
pub(super) struct LetterPlan<'a> {
    /// The template's name: the id of its kind.
    pub name: &'a str,
    pub built_in: &'a str,
    pub title: &'a str,
    /// The field that names the sending school.
    pub from: &'a str,
    pub audience: Audience,
    /// The day at its head.
    pub date: Filled,
    /// Placeholders that must stand in it, whatever the wording.
    pub must: Vec<&'a str>,
    /// Whether the LA's copy says that the law asks for it: for the notice of a direction it does
    /// (SI 2010/1156, explanatory note); who is told the outcome of a review was not read.
    pub lawful_copy: bool,
}

impl LetterPlan<'_> {
    /// Returns the plan of a letter from the home school to parents on the day of the order, which
    /// needs no particular and goes to the LA by no law.
    pub(super) fn new(facts: &PaperFacts, kind: &PaperKind) -> LetterPlan<'static> {
        LetterPlan {
            name: kind.id,
            built_in: kind.template,
            title: kind.label,
            from: field::SCHOOL_HOME.id,
            audience: Audience::Parent,
            date: Filled::Known(day(facts.order.date)),
            must: Vec::new(),
            lawful_copy: false,
        }
    }
}

/// Returns the authority's own name of the route as it stands within a sentence; capitals that
/// belong to it, as in an abbreviation, stay.
pub(super) fn profile_route(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(next)) if !next.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// One copy while it is written.
pub(super) struct LetterDraft<'a> {
    facts: &'a PaperFacts<'a>,
    plan: &'a LetterPlan<'a>,
    person: &'a Person,
    pub words: Placeholders,
    parts: Parts,
    notes: Vec<String>,
}

impl<'a> LetterDraft<'a> {
    /// Begins a copy for somebody; `family` is whom the letter itself is to.
    pub(super) fn new(
        facts: &'a PaperFacts<'a>,
        plan: &'a LetterPlan<'a>,
        person: &'a Person,
        family: &[Person],
    ) -> LetterDraft<'a> {
        let mut words = Placeholders::new(facts, plan.audience);
        school(
            &mut words,
            "home_school",
            &facts.school_of(field::SCHOOL_HOME),
            "home school",
            field::SCHOOL_HOME.id,
        );
        let mut host = facts.school_of(field::SCHOOL_HOST);
        let own = facts.text(field::HOST_ADDRESS);
        if !own.is_empty() {
            host = School { address: own, town: String::new(), postcode: String::new(), ..host };
        }
        school(&mut words, "host_school", &host, "host school", field::SCHOOL_HOST.id);
        body(facts, &mut words);
        let reviewers = reviewers(facts, &words, family.is_empty());
        words.put("reviewers", reviewers);
        pupil(facts, &mut words, family.iter().any(|p| p.role == RecipientRole::Pupil));
        words.word("authority", &facts.authority());
        words.word("officer", facts.officer);
        words.word("periods.request", &period(facts.context.profile.decline_within_days));
        words.word("periods.invitation", &period(facts.context.profile.invitation_days));
        words.word("route", &profile_route(&facts.context.profile.route));
        words.word("portal", &facts.context.profile.portal);
        words.word("spreadsheet", &facts.context.profile.spreadsheet);
        let greeting = if person.is_family() || family.is_empty() {
            person.greeting.clone()
        } else if let [only] = family {
            only.greeting.clone()
        } else {
            Filled::Known("parents and carers".into())
        };
        words.put("to.greeting", greeting);
        words.put("to.name", person.name.clone());
        words.flag("is.family", person.is_family());
        words.flag("is.pupil", family.iter().any(|p| p.role == RecipientRole::Pupil));
        words.flag("is.authority", person.role == RecipientRole::Authority);
        let later = facts.first_day().unwrap_or(facts.order.date).max(facts.order.date);
        words.flag("is.since_2026", BOUND_FROM.is_none_or(|from| from <= later));
        LetterDraft { facts, plan, person, words, parts: Parts::new(), notes: Vec::new() }
    }

    /// Adds a part that the template may place; what was printed for it counts only where it is
    /// placed.
    pub(super) fn part(&mut self, name: &'static str, blocks: Vec<Block>) {
        let log = self.words.log();
        self.parts.insert(name, ReadyPart { blocks, log });
    }

    /// Adds a sentence for the officer.
    pub(super) fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// Adds the end of the letter: who signs, and for which school.
    pub(super) fn close(&mut self) {
        let school = self.facts.school_of(self.plan.from);
        let of = plain(&school.name);
        // Where nobody is named, the head of the letterhead signs.
        let head = self.facts.wording.letterheads.for_school(&school).map(|h| plain(&h.head));
        let name = match (self.words.peek(field::LETTER_SIGNED_BY.id), head) {
            (Filled::Missing(_), Some(head)) if !head.trim().is_empty() => {
                Filled::Known(format!("{head}, head teacher"))
            }
            _ => self.words.said(field::LETTER_SIGNED_BY.id),
        };
        self.part("signature", vec![Block::Close { name, of }]);
    }

    /// Fills the template in.
    ///
    /// # Errors
    /// The sentence of a fault in the template.
    pub(super) fn finish(mut self, letter_to: &[Person], copies: &[Person]) -> Result<Paper> {
        let facts = self.facts;
        if copies.is_empty() {
            self.part("copies", Vec::new());
        } else {
            self.part("copies", vec![Block::Copies(people::copy_lines(copies))]);
        }
        let (body, placed) = template::render(
            facts.wording,
            self.plan.name,
            self.plan.built_in,
            &self.words,
            &self.parts,
        )?;
        let mut log = self.words.log();
        for (name, ready) in std::mem::take(&mut self.parts) {
            if placed.iter().any(|p| p == name) {
                log.printed.extend(ready.log.printed);
                log.missing.extend(ready.log.missing);
            }
        }
        log.missing.extend(self.left_out(&log.printed));
        let mut blocks = self.head(letter_to, &mut log.missing);
        blocks.extend(body);
        let mut all = Vec::new();
        for gap in log.missing {
            if !all.contains(&gap) {
                all.push(gap);
            }
        }
        Ok(Paper {
            title: self.plan.title.to_owned(),
            file: format!("{}-{}", self.plan.name, self.person.slug),
            to: self.person.to_string(),
            foot: facts.case.id.to_string(),
            blocks,
            missing: all,
            notes: self.notes,
            public: false,
            draft: false,
        })
    }

    /// Returns the particulars that must stand in the letter and were not printed, since the
    /// authority's own wording leaves them out.
    fn left_out(&self, printed: &[String]) -> Vec<Missing> {
        let lost = |must: &&&str| !printed.iter().any(|p| p == **must);
        let name = |must: &str| {
            crate::domain::forms::any_field(must).map_or_else(
                || must.replace(['.', '_'], " "),
                |(_, f)| crate::documents::papers::placeholders::name_of(f),
            )
        };
        let plan = self.plan;
        let gap = |must: &&str| {
            let words = name(must);
            let own = format!("{words}, which your own templates/{}.txt leaves out", plan.name);
            missing(&own, &[must])
        };
        plan.must.iter().filter(lost).map(gap).collect()
    }
}
