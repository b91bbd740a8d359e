//! What a letter says, in every state of the case and in an authority's own words.

use super::*;

#[test]
fn each_letter_is_made_of_a_full_and_of_an_empty_case_and_never_says_trial() {
    for kind in KINDS {
        for case in [full(true), full(false), Case::new(CaseRef { year: 2026, number: 7 })] {
            match made(&case, &order(kind.id)) {
                Ok(made) => {
                    for copy in &made.copies {
                        let paper = String::from_utf8(copy.bytes.clone()).expect("text");
                        let lower = paper.to_lowercase();
                        assert!(
                            !lower.contains("trial")
                                && !paper.contains("{{")
                                && !paper.contains("{%"),
                            "{}: {paper}",
                            kind.id
                        );
                        assert!(
                            !copy.name.contains('/') && copy.name.starts_with("OSD-2026-0007-"),
                            "{}",
                            copy.name
                        );
                        assert!(paper.chars().all(|c| !c.is_control() || c == '\n'), "{}", kind.id);
                    }
                }
                // What is refused is refused for a reason in the case, never for a template.
                Err(says) => assert!(
                    says.ends_with('.') && !says.contains("templates/"),
                    "{}: {says}",
                    kind.id
                ),
            }
        }
        assert!(!kind.template.to_lowercase().contains("trial"), "{}", kind.id);
    }
}

#[test]
fn the_letter_has_every_particular_or_names_it() {
    let mut case = full(true);
    case.answers.remove("host.address");
    let given: String =
        texts(&case, &order("letter"))[0].split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "2 Host Road, Worcester, WR1 1AA",
        "1 school day",
        "8:45 am to 8:45 am",
        "Monday 23 November 2026",
        "The governing body",
    ] {
        assert!(given.contains(words), "{words}: {given}");
    }
    assert!(
        made(&case, &order("letter")).expect("made").missing.is_empty(),
        "{:?}",
        made(&case, &order("letter")).expect("made").missing
    );
    for field in [
        "report.name",
        "direction.days",
        "initial.reasons",
        "objectives.text",
        "session.break_start",
        "session.finish",
        "request.to",
    ] {
        let stood = case.answers.remove(field).expect("answered");
        let made = made(&case, &order("letter")).expect("made");
        assert!(made.missing.iter().any(|m| m.fields.iter().any(|f| f == field)), "{field}");
        assert!(
            String::from_utf8_lossy(&made.copies[0].bytes).contains("Missing: "),
            "{field} is marked in the letter"
        );
        case.answers.insert(field.into(), stood);
    }
    for (kind, body) in [
        ("maintained", "governing body"),
        ("academy", "academy trust"),
        ("pru", "management committee"),
    ] {
        case.answers.insert("school.home_kind".into(), Value::Choice(kind.into()));
        assert!(texts(&case, &order("letter"))[0].contains(&format!("The {body}")), "{kind}");
    }
}

#[test]
fn a_request_is_declined_with_both_dates_or_not_at_all() {
    let mut case = full(true);
    let asked = |case: &mut Case, on: &str| {
        set_row(case, "event.review_request", "review_request.on", Value::Date(day(on)));
        set_row(case, "event.review_request", "review_request.answer", Value::Empty);
    };
    // The review was held on 20 November: 42 days later is 1 January, 70 days later 29 January.
    asked(&mut case, "2026-11-30");
    let letter: String =
        texts(&case, &order("decline")).concat().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        letter.contains("After Friday 1 January 2027")
            && letter.contains("After Friday 29 January 2027"),
        "{letter}"
    );
    asked(&mut case, "2027-01-04");
    assert!(
        made(&case, &order("decline"))
            .expect("made")
            .notes
            .iter()
            .any(|n| n.contains("breaks that promise"))
    );
    asked(&mut case, "2027-01-29");
    assert!(made(&case, &order("decline")).is_ok());
    asked(&mut case, "2027-01-30");
    assert!(made(&case, &order("decline")).is_err_and(|e| e.contains("reg 4A(4)")));
    set_row(
        &mut case,
        "event.review_request",
        "review_request.answer",
        Value::Choice("granted".into()),
    );
    assert!(made(&case, &order("decline")).is_err_and(|e| e.contains("granted")));
}

#[test]
fn an_authoritys_own_wording_is_taken_and_its_faults_told() {
    let case = full(true);
    let check =
        |name: &str, text: &str| check_templates(&[(name.to_owned(), text.to_owned())]).to_lines();
    let of = |text: &str| check("chase", text);
    let try_with = |kind: &str, text: &str| {
        let own = vec![(kind.to_owned(), text.to_owned())];
        let wording = Wording::new(own, Letterheads::default());
        with(&case, &wording, &order(kind), make).map_err(|e| e.to_string())
    };
    let made = try_with("letter", "Hello {{ to.greeting }}.\n\n@signature\n").expect("made");
    assert!(String::from_utf8_lossy(&made.copies[0].bytes).contains("Hello ¤conta-name¤."));
    assert!(made.missing.iter().any(|m| {
        m.words.starts_with("number of days, which your own templates/letter.txt leaves out")
    }));
    for (text, says) in [
        (
            "Dear\n\n{{ child.upn }}",
            "templates/letter.txt, line 3: nothing in this paper has the name \"child.upn\"",
        ),
        (
            "Dear\n{{ child.address }}",
            "line 2: nothing in this paper has the name \"child.address\"",
        ),
        ("Dear\n@nothing", "line 2: this paper has no part \"@nothing\""),
        ("{% if cla.is.maybe %}x{% endif %}", "line 1: nothing in this paper"),
    ] {
        let got = try_with("letter", text).expect_err(text);
        assert!(got.contains(says), "{got}");
    }
    assert!(of("fine").is_empty());
    assert!(of("a\nb {{")[0].starts_with("templates/chase.txt, line 2:"), "{:?}", of("a\nb {{"));
    let faults = check("lettre", "");
    assert!(faults[0].contains("no paper has this name"));
}

#[test]
fn document_list_offers_every_kind() {
    let all = with(&full(true), &Wording::default(), &order(""), offers);
    assert_eq!(
        all.iter().filter(|o| !o.blank).count(),
        KINDS.len() + 1,
        "the passport stands three times, and the authority has no form of its own"
    );
    for kind in KINDS.iter().filter(|kind| kind.id != "authority") {
        assert!(all.iter().any(|o| o.kind == kind.id));
    }
    let blank: Vec<_> = all.iter().filter(|o| o.blank).map(|o| o.kind.as_str()).collect();
    assert_eq!(blank, ["notification", "passport", "initial", "particulars", "review"]);
    let letter = all.iter().find(|o| o.kind == "letter").expect("there");
    assert_eq!((letter.copies, letter.sent, letter.refused.clone()), (7, Some(today()), None));
}
