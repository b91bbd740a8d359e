//! Who besides the family gets a copy (P-LE9).

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::people::{Person, RecipientRole};
use crate::documents::papers::span::{Filled, missing, plain};
use crate::domain::case::flags::has_social_worker;
use crate::domain::document::Missing;
use crate::domain::forms::field;

/// Returns a school's address on its lines, as much of it as the register knows.
pub(in crate::documents::papers) fn school_lines(
    school: &crate::domain::school::School,
) -> Vec<String> {
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
pub(in crate::documents::papers) fn home_head(facts: &PaperFacts) -> Person {
    head_of(facts, RecipientRole::HomeHead, "home", field::SCHOOL_HOME.id, "home school")
}

/// Returns the head teacher of the host school.
pub(in crate::documents::papers) fn host_head(facts: &PaperFacts) -> Person {
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
pub(in crate::documents::papers) fn authority(facts: &PaperFacts) -> Person {
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

/// Returns somebody whom the authority's profile copies in by name.
fn by_name(name: &str) -> Person {
    let slug: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    Person::body(RecipientRole::Named, &slug.join("-"), name.into(), Vec::new(), name)
}

/// The copy list, and what has to be answered before it is sure.
pub(in crate::documents::papers) struct CopyList {
    pub people: Vec<Person>,
    pub missing: Vec<Missing>,
}

/// Returns who besides the family gets a copy of the direction letter (P-LE9), besides the
/// home head whose letter it is: the host head and School Admissions always, the social worker of any child who has one, the
/// Virtual School Head where the child is looked after, the LA where there is an EHCP, which the
/// law asks for (SI 2010/1156) and no profile can leave out.
pub(in crate::documents::papers) fn copies(facts: &PaperFacts, admissions_too: bool) -> CopyList {
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
    people.extend((named("social_worker") && has_social_worker(facts.case)).then_some(worker));
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
    people.extend(facts.context.profile.own_copies(facts.case).map(by_name));
    CopyList { people, missing: gaps }
}

/// Returns the copy list as it stands at the foot of a letter.
pub(in crate::documents::papers) fn copy_lines(people: &[Person]) -> Vec<String> {
    let line = |p: &Person| {
        let of: Vec<String> = p
            .address
            .iter()
            .take(1)
            .filter_map(|s| if let Filled::Known(t) = s { Some(t.clone()) } else { None })
            .collect();
        if of.is_empty() { p.to_string() } else { format!("{p}, {}", of.join(", ")) }
    };
    people.iter().map(line).collect()
}
