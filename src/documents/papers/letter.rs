//! What all letters share: letterhead, addressee, template variables, and the check that nothing
//! the law or the protocol requires is left out.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::paper::{
    Answer, Block, Filled, Paper, PaperRow, Span, missing, plain,
};
use crate::documents::papers::people::{Person, RecipientRole};
use crate::documents::papers::template::{Parts, ReadyPart};
use crate::documents::papers::words::Placeholders;
use crate::documents::papers::{letterhead, people, template};
use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::document::Audience;
use crate::domain::forms::choice::HomeKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::BOUND_FROM;
use crate::domain::school::School;
use crate::error::Result;

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
        let later = facts.first_day().unwrap_or(facts.order.on).max(facts.order.on);
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
        let head = self.facts.wording.letterheads.of(&school).map(|h| plain(&h.head));
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
        for must in &self.plan.must {
            if !log.printed.iter().any(|p| p == must) {
                let words = crate::domain::forms::any_field(must).map_or_else(
                    || must.replace(['.', '_'], " "),
                    |(_, f)| crate::documents::papers::words::name_of(f),
                );
                log.missing.push(missing(
                    &format!("{words}, which your own templates/{}.txt leaves out", self.plan.name),
                    &[must],
                ));
            }
        }
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
            to: self.person.words(),
            foot: facts.case.id.to_string(),
            blocks,
            missing: all,
            notes: self.notes,
            draft: false,
        })
    }

    /// Returns the sender, and either the reader's address or, on a copy, what it is a copy of.
    fn head(
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
        let mut blocks = vec![letterhead::block(self.facts, self.plan.from, which)];
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
    fn cover(&self, letter_to: &[Person]) -> Vec<PaperRow> {
        let of = self.person.address.iter().take(1).map(Filled::span);
        let mut to = vec![self.person.name.span()];
        for span in of {
            to.push(Span::Text(", ".into()));
            to.push(span);
        }
        let names: Vec<String> = letter_to.iter().map(Person::words).collect();
        let pupil = Filled::or_missing(
            &self.facts.text(field::CHILD_FULL_NAME),
            "full name",
            &[field::CHILD_FULL_NAME.id],
        );
        let born = self
            .facts
            .case
            .date(field::CHILD_DOB)
            .map_or_else(String::new, crate::documents::papers::facts::day);
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

fn school(words: &mut Placeholders, stem: &str, school: &School, which: &str, field: &str) {
    words.put(&format!("{stem}.name"), Filled::or_missing(&plain(&school.name), which, &[field]));
    let address = people::school_lines(school);
    // A town alone is no address to report to.
    let whole = if school.address.trim().is_empty() { String::new() } else { address.join(", ") };
    let fields: &[&str] =
        if field == field::SCHOOL_HOST.id { &[field::HOST_ADDRESS.id, field] } else { &[field] };
    words.put(
        &format!("{stem}.address"),
        Filled::or_missing(&whole.replace('\n', ", "), &format!("address of the {which}"), fields),
    );
    words.put(
        &format!("{stem}.phone"),
        Filled::or_missing(&plain(&school.phone), &format!("telephone of the {which}"), &[field]),
    );
}

/// Returns a count of days in words: `six weeks`, `six days`, `12 days`.
pub(super) fn period(days: u64) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = |n: u64| {
        usize::try_from(n)
            .ok()
            .and_then(|i| WORDS.get(i))
            .map_or_else(|| n.to_string(), |w| (*w).to_owned())
    };
    let (n, unit) =
        if days >= 14 && days.is_multiple_of(7) { (days / 7, "week") } else { (days, "day") };
    format!("{} {unit}{}", word(n), if n == 1 { "" } else { "s" })
}

/// Adds the body that directs, by the kind of home school.
fn body(facts: &PaperFacts, words: &mut Placeholders) {
    let kind = facts.case.choice(field::SCHOOL_HOME_KIND);
    let name = match kind {
        Some(HomeKind::Maintained | HomeKind::Special) => "the governing body",
        Some(HomeKind::Academy) => "the academy trust",
        Some(HomeKind::Pru) => "the management committee",
        None => "",
    };
    let gap = "kind of home school";
    words.put("body.the", Filled::or_missing(name, gap, &[field::SCHOOL_HOME_KIND.id]));
    words.put(
        "body.The",
        Filled::or_missing(&name.replacen('t', "T", 1), gap, &[field::SCHOOL_HOME_KIND.id]),
    );
}

/// Returns who reviews the direction, as the protocol lists them: the body that decides, both
/// schools, the LA where there is an EHCP, those who care for a child looked after, and the family
/// (P-LE10). It is composed, so that an academy's letter never speaks of a governing body.
fn reviewers(facts: &PaperFacts, words: &Placeholders, to_authority: bool) -> Filled {
    let known = |key: &str| match words.peek(key) {
        Filled::Known(text) => Ok(text),
        gap @ Filled::Missing(_) => Err(gap),
    };
    let (body, home, host) =
        match (known("body.the"), known("home_school.name"), known("host_school.name")) {
            (Ok(body), Ok(home), Ok(host)) => (body, home, host),
            (Err(gap), _, _) | (_, Err(gap), _) | (_, _, Err(gap)) => return gap,
        };
    let mut all =
        vec![body, format!("the head teacher of {home}"), format!("a representative of {host}")];
    // In a letter of its own the LA is "you"; in a copy of the parents' letter they are.
    if facts.case.answer(field::SEND_EHCP.id).is_yes() && !to_authority {
        all.push("the local authority".into());
    }
    if facts.case.answer(field::CLA_IS.id).is_yes() {
        all.push("the Virtual School".into());
        all.push("the social worker".into());
    }
    if to_authority {
        all.push("the parents".into());
    }
    Filled::Known(format!("{} and you", all.join(", ")))
}

/// Adds the words that stand for the child: by name to parents, "you" to a pupil of 18.
fn pupil(facts: &PaperFacts, words: &mut Placeholders, is_reader: bool) {
    if is_reader {
        for (key, word) in [
            ("name", "you"),
            ("Name", "You"),
            ("is", "are"),
            ("has", "have"),
            ("whose", "your"),
            ("Whose", "Your"),
        ] {
            words.word(&format!("pupil.{key}"), word);
        }
        return;
    }
    let name = people::called(facts);
    let said = |text: &str| {
        Filled::or_missing(
            if name.is_empty() { "" } else { text },
            "full name",
            &[field::CHILD_FULL_NAME.id],
        )
    };
    let whose = format!("{name}’s");
    for (key, text) in [("name", &name), ("Name", &name), ("whose", &whose), ("Whose", &whose)] {
        words.put(&format!("pupil.{key}"), said(text));
    }
    words.word("pupil.is", "is");
    words.word("pupil.has", "has");
}

/// Returns a line of a table of particulars.
pub(super) fn row(words: &Placeholders, label: &str, key: &str) -> PaperRow {
    PaperRow { label: label.to_owned(), answer: Answer::Spans(said_spans(words.said(key))) }
}

/// Returns a text on its lines, or the name of what is missing.
pub(super) fn said_spans(said: Filled) -> Vec<Span> {
    match said {
        Filled::Known(text) => crate::documents::papers::paper::lines(&text),
        Filled::Missing(m) => vec![Span::Missing(m.words)],
    }
}

/// Returns who is asked to a meeting by the rows of its people, else by the line of the review.
pub(super) fn invited(
    facts: &PaperFacts,
    review: crate::domain::case::RowId,
    of: &RowValues,
) -> Vec<String> {
    let roles = crate::domain::forms::attendees::ROLES;
    let row = |r: &RowValues| {
        let name = plain(r.text(field::ATTENDEES_NAME));
        let chosen = cell(r, field::ATTENDEES_ROLE).as_text();
        let role = roles.iter().find(|(id, _)| *id == chosen).map_or("", |(_, w)| w);
        if role.is_empty() { name } else { format!("{name} ({})", role.to_lowercase()) }
    };
    let here = |r: &&RowValues| {
        r.row_id(field::ATTENDEES_REVIEW) == Some(review) && r.has(field::ATTENDEES_NAME)
    };
    let mut all: Vec<String> =
        facts.case.rows(table::ATTENDEES).map(|(_, r)| r).filter(here).map(row).collect();
    let line = plain(of.text(field::REVIEW_WHO));
    if all.is_empty() && !line.trim().is_empty() {
        all.push(line);
    }
    all
}
