//! Who gets a letter and a copy, and whose address stands on it.

use super::*;

/// A case of separated parents, with a stranger of whom little is known.
fn separated() -> Case {
    let mut case = full(true);
    case.rows.remove("contacts");
    case.answers.insert("child.full_name".into(), text("Bailey Ashworth"));
    case.answers.insert("child.address".into(), text("3 Secret Lane\nMalvern"));
    case.answers.insert("child.upn".into(), text("F999999925001"));
    let yes = || Value::YesNo(true);
    let no = || Value::YesNo(false);
    add(
        &mut case,
        "contacts",
        &[
            ("contacts.name", text("Ms Ada Ashworth")),
            ("contacts.pr", yes()),
            ("contacts.lives_with", yes()),
            ("contacts.phone", text("01905 111111")),
        ],
    );
    let far = [
        ("contacts.name", text("Mr Bob Breeze")),
        ("contacts.pr", yes()),
        ("contacts.lives_with", no()),
        ("contacts.address", text("9 Other Street, Hereford")),
        ("contacts.phone", text("01432 222222")),
    ];
    add(&mut case, "contacts", &far);
    add(
        &mut case,
        "contacts",
        &[
            ("contacts.name", text("Mr Carl Cousin")),
            ("contacts.pr", no()),
            ("contacts.lives_with", no()),
        ],
    );
    add(&mut case, "contacts", &[("contacts.name", text("Mx Dana Doubt"))]);
    case
}

#[test]
fn separated_parents_get_their_own_and_never_each_others_address() {
    for kind in ["letter", "invitation", "outcome"] {
        let made =
            made(&separated(), &DocumentOrder { review: Some(1), ..order(kind) }).expect("made");
        let of = |slug: &str| {
            let copy = made
                .copies
                .iter()
                .find(|c| c.name.contains(slug))
                .unwrap_or_else(|| panic!("{kind}: {slug}"));
            String::from_utf8(copy.bytes.clone()).expect("text")
        };
        let (ada, bob) = (of("parent-1"), of("parent-2"));
        assert!(
            ada.contains("Dear Ms Ashworth")
                && ada.contains("3 Secret Lane")
                && !ada.contains("9 Other Street"),
            "{ada}"
        );
        assert!(
            bob.contains("Dear Mr Breeze")
                && bob.contains("9 Other Street")
                && !bob.contains("3 Secret Lane"),
            "{bob}"
        );
        assert!(
            !made.copies.iter().any(|c| c.to.contains("Cousin") || c.to.contains("Doubt")),
            "no copy to who is not known to be a parent"
        );
        assert!(made.missing.iter().any(
            |m| m.words.contains("Dana Doubt") && m.fields.contains(&"contacts.pr".to_owned())
        ));
        for (slug, paper) in [("host", of("host")), ("la", of("la"))] {
            assert!(
                !paper.contains("Secret Lane") && !paper.contains("Other Street"),
                "{kind} {slug}"
            );
        }
        for paper in [ada, bob] {
            assert!(!paper.contains("F999999925001"), "a UPN stays off a parent's letter");
        }
    }
    let copies = texts(
        &separated(),
        &DocumentOrder { audience: Some(Audience::Parent), ..order("passport") },
    );
    assert_eq!(copies.len(), 2);
    assert!(
        copies[0].contains("3 Secret Lane")
            && !copies[0].contains("9 Other Street")
            && !copies[0].contains("01432 222222")
    );
    assert!(
        copies[1].contains("9 Other Street")
            && !copies[1].contains("3 Secret Lane")
            && !copies[1].contains("01905 111111")
    );
}

#[test]
fn the_copy_list_follows_from_the_case() {
    let slugs = |case: &Case| -> Vec<String> {
        let made = made(case, &order("letter")).expect("made");
        made.copies
            .iter()
            .map(|c| {
                c.name
                    .trim_start_matches("OSD-2026-0007-letter-")
                    .trim_end_matches(".txt")
                    .trim_end_matches("-DRAFT")
                    .to_owned()
            })
            .collect()
    };
    let mut case = full(true);
    assert_eq!(
        slugs(&case),
        ["parent-1", "home", "host", "admissions", "social-worker", "virtual-school", "la"]
    );
    for field in ["cla.is", "send.ehcp", "plan.cin", "plan.cp"] {
        case.answers.insert(field.into(), Value::YesNo(false));
    }
    assert_eq!(
        slugs(&case),
        ["parent-1", "home", "host", "admissions", "social-worker"],
        "a social worker who is recorded gets a copy, looked after or not"
    );
    case.answers.remove("cla.social_worker");
    assert!(
        slugs(&case).contains(&"social-worker".to_owned()),
        "a yes to \"Has a social worker?\" is enough, and the name is missing"
    );
    assert!(
        made(&case, &order("letter"))
            .expect("made")
            .missing
            .iter()
            .any(|m| m.words == "the social worker")
    );
    case.answers.insert("plan.social_worker".into(), Value::YesNo(false));
    assert_eq!(slugs(&case), ["parent-1", "home", "host", "admissions"]);
    case.answers.insert("plan.cp".into(), Value::YesNo(true));
    assert!(
        slugs(&case).contains(&"social-worker".to_owned()),
        "a child under a protection plan has a social worker"
    );
    case.answers.insert("plan.cp".into(), Value::YesNo(false));
    for field in ["cla.is", "send.ehcp"] {
        case.answers.remove(field);
    }
    let gaps = made(&case, &order("letter")).expect("made").missing;
    assert!(
        ["cla.is", "send.ehcp"].iter().all(|f| gaps.iter().any(|m| m.fields == [*f])),
        "an open question is a gap in the copy list"
    );
    case.answers.insert("child.dob".into(), Value::Date(day("2008-01-01")));
    assert_eq!(slugs(&case), ["pupil", "home", "host", "admissions"]);
    let letter = texts(&case, &order("letter")).concat();
    assert!(letter.contains("to direct you to"), "{letter}");
}
