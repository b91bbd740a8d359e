//! Recipients: a separate copy for each parent, and the copy list of P-LE9.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::paper::{Filled, missing, plain};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::case::{RowId, RowValues};
use crate::domain::document::Missing;
use crate::domain::forms::{field, table};

/// In which part somebody gets a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecipientRole {
    Parent,
    /// The pupil in the parents' place, from 18 on.
    Pupil,
    HomeHead,
    HostHead,
    Admissions,
    SocialWorker,
    VirtualSchool,
    Authority,
}

/// Someone who gets a copy.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub role: RecipientRole,
    /// The end of the file's name: `parent-1`, `host`.
    pub slug: String,
    /// The row of the contacts, for a parent.
    pub contact: Option<RowId>,
    pub name: Filled,
    pub address: Vec<Filled>,
    /// The name after "Dear".
    pub greeting: Filled,
    /// Whether the child lives with them, so that they may read the child's address.
    pub lives_with: bool,
    /// Whether the law asks for this copy.
    pub by_law: bool,
}

impl Person {
    fn body(
        role: RecipientRole,
        slug: &str,
        name: String,
        address: Vec<Filled>,
        greeting: &str,
    ) -> Person {
        Person {
            role,
            slug: slug.into(),
            contact: None,
            name: Filled::Known(name),
            address,
            greeting: Filled::Known(greeting.into()),
            lives_with: false,
            by_law: false,
        }
    }

    /// Returns the name in words for a list.
    pub(super) fn words(&self) -> String {
        match &self.name {
            Filled::Known(name) => name.clone(),
            Filled::Missing(m) => format!("missing: {}", m.words),
        }
    }

    /// Returns whether the paper goes to them as the relevant person of the regulations.
    pub(super) fn is_family(&self) -> bool {
        matches!(self.role, RecipientRole::Parent | RecipientRole::Pupil)
    }
}

const TITLES: &[&str] =
    &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "revd", "rev", "sir", "lady", "lord"];

/// Returns the name after "Dear": title and surname where a title is given, else the whole name.
pub(super) fn greeting(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [title, .., last]
            if TITLES.contains(&title.trim_end_matches('.').to_lowercase().as_str()) =>
        {
            format!("{title} {last}")
        }
        _ => words.join(" "),
    }
}

/// Returns the name by which a child is called: the first word, or the first after a comma.
pub(super) fn first_name(full: &str) -> &str {
    let given = full.split_once(',').map_or(full, |(_, given)| given);
    given.split_whitespace().next().unwrap_or_default()
}

/// Returns the name that a letter calls the child by: the one they go by, else their first name.
pub(super) fn called(facts: &PaperFacts) -> String {
    let known = facts.text(field::CHILD_KNOWN_AS);
    if known.is_empty() {
        first_name(&facts.text(field::CHILD_FULL_NAME)).to_owned()
    } else {
        known
    }
}

/// Returns the family: each parent who has parental responsibility or with whom the child lives, or
/// the pupil from 18 on. A contact of whom neither is known gets nothing before it is; the second
/// part names what has to be asked first.
pub(super) fn family(facts: &PaperFacts) -> (Vec<Person>, Vec<Missing>) {
    if facts.is_adult() {
        return (vec![pupil(facts)], Vec::new());
    }
    let (mut people, mut unclear) = (Vec::new(), Vec::new());
    for (row, r) in facts.case.rows(table::CONTACTS) {
        let (pr, lives) = (cell(r, field::CONTACTS_PR), cell(r, field::CONTACTS_LIVES_WITH));
        if pr.is_yes() || lives.is_yes() {
            people.push(parent(facts, people.len() + 1, row, r));
        } else if pr.is_empty() || lives.is_empty() {
            let name = plain(r.text(field::CONTACTS_NAME));
            let words = format!(
                "whether {} has parental responsibility, or the child lives with them",
                name_or(&name, "a contact")
            );
            unclear.push(missing(&words, &[field::CONTACTS_PR.id, field::CONTACTS_LIVES_WITH.id]));
        }
    }
    if people.is_empty() {
        people.push(nobody());
    }
    (people, unclear)
}

fn name_or<'a>(name: &'a str, other: &'a str) -> &'a str {
    if name.trim().is_empty() { other } else { name.trim() }
}

fn nobody() -> Person {
    let who = Filled::Missing(missing(
        "a parent or carer to write to",
        &[field::CONTACTS_NAME.id, field::CONTACTS_PR.id, field::CONTACTS_LIVES_WITH.id],
    ));
    let address = Filled::Missing(missing(
        "their address",
        &[field::CONTACTS_ADDRESS.id, field::CHILD_ADDRESS.id],
    ));
    Person {
        role: RecipientRole::Parent,
        slug: "parent-1".into(),
        contact: None,
        name: who.clone(),
        address: vec![address],
        greeting: who,
        lives_with: false,
        by_law: true,
    }
}

fn pupil(facts: &PaperFacts) -> Person {
    let name = facts.text(field::CHILD_FULL_NAME);
    Person {
        role: RecipientRole::Pupil,
        slug: "pupil".into(),
        contact: None,
        name: Filled::or_missing(&name, "the pupil's name", &[field::CHILD_FULL_NAME.id]),
        address: address(
            &facts.text(field::CHILD_ADDRESS),
            "the pupil's address",
            field::CHILD_ADDRESS.id,
        ),
        greeting: Filled::or_missing(
            first_name(&name),
            "the pupil's name",
            &[field::CHILD_FULL_NAME.id],
        ),
        lives_with: true,
        by_law: true,
    }
}

fn parent(facts: &PaperFacts, n: usize, row: RowId, r: &RowValues) -> Person {
    let name = plain(r.text(field::CONTACTS_NAME));
    let whose = name_or(&name, "a parent");
    let lives = cell(r, field::CONTACTS_LIVES_WITH);
    let address = if lives.is_yes() {
        address(
            &facts.text(field::CHILD_ADDRESS),
            &format!("the address of {whose}, with whom the child lives"),
            field::CHILD_ADDRESS.id,
        )
    } else if lives.is_no() {
        address(
            &plain(r.text(field::CONTACTS_ADDRESS)),
            &format!("the address of {whose}"),
            field::CONTACTS_ADDRESS.id,
        )
    } else {
        // Nobody has said that the child lives there, so the child's address may be the other
        // parent's secret.
        vec![Filled::Missing(missing(
            &format!("whether the child lives with {whose}, and their address if not"),
            &[field::CONTACTS_LIVES_WITH.id, field::CONTACTS_ADDRESS.id],
        ))]
    };
    Person {
        role: RecipientRole::Parent,
        slug: format!("parent-{n}"),
        contact: Some(row),
        name: Filled::or_missing(
            &name,
            "the name of a parent or carer",
            &[field::CONTACTS_NAME.id],
        ),
        address,
        greeting: Filled::or_missing(
            &greeting(&name),
            "the name of a parent or carer",
            &[field::CONTACTS_NAME.id],
        ),
        lives_with: lives.is_yes(),
        by_law: true,
    }
}

fn address(text: &str, words: &str, field: &str) -> Vec<Filled> {
    let parts: Vec<Filled> = text
        .split(['\n', ','])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(|p| Filled::Known(p.to_owned()))
        .collect();
    if parts.is_empty() { vec![Filled::Missing(missing(words, &[field]))] } else { parts }
}

/// Returns a school's address on its lines, as much of it as the register knows.
pub(super) fn school_lines(school: &crate::domain::school::School) -> Vec<String> {
    [&school.address, &school.town, &school.postcode]
        .into_iter()
        .map(|l| plain(l))
        .filter(|l| !l.trim().is_empty())
        .collect()
}

fn head_of(
    facts: &PaperFacts,
    role: RecipientRole,
    slug: &str,
    field: &str,
    which: &str,
) -> Person {
    let school = facts.school_of(field);
    let lines = school_lines(&school).into_iter().map(Filled::Known);
    let name = Filled::or_missing(&plain(&school.name), which, &[field]);
    let mut person = Person::body(role, slug, "Head teacher".into(), Vec::new(), "Head teacher");
    person.address = std::iter::once(name).chain(lines).collect();
    person
}

/// Returns the head teacher of the home school.
pub(super) fn home_head(facts: &PaperFacts) -> Person {
    head_of(facts, RecipientRole::HomeHead, "home", field::SCHOOL_HOME.id, "home school")
}

/// Returns the head teacher of the host school.
pub(super) fn host_head(facts: &PaperFacts) -> Person {
    head_of(facts, RecipientRole::HostHead, "host", field::SCHOOL_HOST.id, "host school")
}

/// Returns School Admissions of the authority.
pub(super) fn admissions(facts: &PaperFacts) -> Person {
    let la = Filled::Known(facts.authority());
    Person::body(
        RecipientRole::Admissions,
        "admissions",
        "School Admissions".into(),
        vec![la],
        "School Admissions",
    )
}

/// Returns the SEND Team of the authority that keeps the child's EHCP.
pub(super) fn authority(facts: &PaperFacts) -> Person {
    let la = Filled::Known(facts.authority());
    let mut person =
        Person::body(RecipientRole::Authority, "la", "SEND Team".into(), vec![la], "SEND Team");
    person.by_law = true;
    person
}

/// Returns the social worker of a child, and the Virtual School Head of one looked after.
pub(super) fn care(facts: &PaperFacts) -> [Person; 2] {
    let one = |role, slug: &str, field: &str, post: &str, words: &str| {
        let first = facts.text(field).lines().next().unwrap_or_default().to_owned();
        let name = Filled::or_missing(&first, words, &[field]);
        let mut person = Person::body(role, slug, post.into(), vec![name], post);
        let by = facts.text(field::CLA_AUTHORITY.id);
        if !by.is_empty() && facts.case.answer(field::CLA_IS.id).is_yes() {
            person.address.push(Filled::Known(by));
        }
        person
    };
    [
        one(
            RecipientRole::SocialWorker,
            "social-worker",
            field::CLA_SOCIAL_WORKER.id,
            "Social worker",
            "the social worker",
        ),
        one(
            RecipientRole::VirtualSchool,
            "virtual-school",
            field::CLA_VIRTUAL_SCHOOL.id,
            "Virtual School Head",
            "the virtual school",
        ),
    ]
}

/// The copy list, and what has to be answered before it is sure.
pub(super) struct CopyList {
    pub people: Vec<Person>,
    pub missing: Vec<Missing>,
}

/// Returns whether the child has a social worker: a child looked after, in need or under a child
/// protection plan, or one whose social worker is recorded.
fn has_social_worker(facts: &PaperFacts) -> bool {
    [field::CLA_IS.id, field::PLAN_CIN.id, field::PLAN_CP.id]
        .iter()
        .any(|f| facts.case.answer(f).is_yes())
        || !facts.case.answer(field::CLA_SOCIAL_WORKER.id).is_empty()
}

/// Returns who besides the family gets a copy of the direction letter (P-LE9), besides the
/// home head whose letter it is: the host head and School Admissions always, the social worker of any child who has one, the
/// Virtual School Head where the child is looked after, the LA where there is an EHCP, which the
/// law asks for (SI 2010/1156) and no profile can leave out.
pub(super) fn copies(facts: &PaperFacts, admissions_too: bool) -> CopyList {
    let named = |who: &str| facts.context.profile.copies.iter().any(|c| c == who);
    let (mut people, mut gaps) = (Vec::new(), Vec::new());
    if named("host") {
        people.push(host_head(facts));
    }
    if admissions_too && named("admissions") {
        people.push(admissions(facts));
    }
    let (cla, ehcp) = (facts.case.answer(field::CLA_IS.id), facts.case.answer(field::SEND_EHCP.id));
    let [worker, head] = care(facts);
    people.extend((named("social_worker") && has_social_worker(facts)).then_some(worker));
    if cla.is_yes() {
        people.extend(named("virtual_school").then_some(head));
    } else if cla.is_empty() {
        gaps.push(missing(
            "whether the child is looked after, which decides who gets a copy",
            &[field::CLA_IS.id],
        ));
    }
    if ehcp.is_yes() {
        people.push(authority(facts));
    } else if ehcp.is_empty() {
        gaps.push(missing(
            "whether the child has an EHCP, which decides whether the LA gets a copy",
            &[field::SEND_EHCP.id],
        ));
    }
    CopyList { people, missing: gaps }
}

/// Returns the copy list as it stands at the foot of a letter.
pub(super) fn copy_lines(people: &[Person]) -> Vec<String> {
    let line = |p: &Person| {
        let of: Vec<String> = p
            .address
            .iter()
            .take(1)
            .filter_map(|s| if let Filled::Known(t) = s { Some(t.clone()) } else { None })
            .collect();
        if of.is_empty() { p.words() } else { format!("{}, {}", p.words(), of.join(", ")) }
    };
    people.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_greeted_as_they_are_written() {
        for (name, dear) in [
            ("Ms Ada Ashworth", "Ms Ashworth"),
            ("Dr. Zoë Brontë-Hill", "Dr. Brontë-Hill"),
            ("Ada Ashworth", "Ada Ashworth"),
            ("Mrs", "Mrs"),
            ("", ""),
        ] {
            assert_eq!(greeting(name), dear);
        }
        assert_eq!(first_name("Bailey Ashworth"), "Bailey");
        assert_eq!(first_name("Ashworth, Bailey J"), "Bailey");
    }
}
