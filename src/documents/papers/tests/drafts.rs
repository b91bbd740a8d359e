//! What may not go out is a draft, and a letter says what its sample says and the record holds.

use super::*;

/// What holds a paper back, and whether its copies say that they are drafts.
fn held(case: &Case, kind: &str) -> String {
    let made = made(case, &order(kind)).expect("made");
    assert_eq!(made.draft, !made.held.is_empty() || !made.missing.is_empty());
    assert_eq!(made.draft, made.record.is_empty(), "a draft is never recorded as sent");
    for copy in &made.copies {
        let paper = String::from_utf8(copy.bytes.clone()).expect("text");
        assert_eq!(copy.name.contains("DRAFT"), made.draft, "{}", copy.name);
        assert_eq!(paper.starts_with("DRAFT · not to be sent"), made.draft, "{}", copy.name);
    }
    made.held.join(" ")
}

#[test]
fn a_letter_that_a_rule_forbids_is_a_draft_and_says_which_rule() {
    assert_eq!(held(&full(true), "letter"), "");
    let clears: [(&str, &str); 4] = [
        ("event.send_consideration", "P-CR6"),
        ("event.virtual_school", "P-CR7"),
        ("event.board_decision", "P-BG1"),
        ("event.host_approach", "P-PR4"),
    ];
    for (table, cites) in clears {
        let mut case = full(true);
        case.rows.remove(table);
        for kind in ["letter", "la-notice", "particulars"] {
            assert!(held(&case, kind).contains(cites), "{kind} without {table}");
        }
        let line = with(&case, &Wording::default(), &order(""), offers);
        let letter = line.iter().find(|l| l.kind == "letter").expect("there");
        assert_eq!((letter.is_complete(), letter.state().as_str()), (false, "! draft only"));
    }
}

#[test]
fn a_letter_never_says_that_it_is_no_punishment_against_the_record() {
    let mut case = full(true);
    let says = "is not a punishment.";
    let letter = |case: &Case| words(case, &order("letter"));
    assert!(letter(&case).contains(says));
    case.answers.insert("direction.not_sanction".into(), Value::YesNo(false));
    assert!(!letter(&case).contains(says));
    assert!(held(&case, "letter").contains("P-BG2"));
    case.answers.remove("direction.not_sanction");
    assert!(!letter(&case).contains(says));
}

#[test]
fn a_draft_that_is_asked_for_says_so_on_every_page() {
    let made = made(
        &full(true),
        &DocumentOrder { draft: true, format: FileFormat::Docx, ..order("letter") },
    )
    .expect("made");
    assert!(made.draft && made.held.is_empty() && made.missing.is_empty());
    for copy in &made.copies {
        let parts = unpacked(&copy.bytes);
        let header = parts.iter().find(|(n, _)| n.starts_with("word/header")).expect("a header");
        assert!(runs(&header.0, &header.1).contains("DRAFT"), "{}", copy.name);
    }
}

#[test]
fn an_academys_letter_never_speaks_of_a_governing_body_nor_of_law_that_nobody_read() {
    let mut case = full(true);
    case.answers.insert("school.home_kind".into(), Value::Choice("academy".into()));
    for kind in ["letter", "outcome", "invitation", "la-notice", "move-letter"] {
        if kind == "move-letter" {
            case.answers.insert("case.route".into(), Value::Choice("managed_move".into()));
        }
        let text =
            texts(&case, &DocumentOrder { review: Some(1), ..order(kind) }).concat().to_lowercase();
        for words in ["governing body", "29a", "26 july 2026"] {
            assert!(!text.contains(words), "{kind}: {words}");
        }
    }
}

#[test]
fn a_special_school_that_is_an_academy_has_a_trust_in_its_letter() {
    let mut case = full(true);
    case.answers.insert("school.home_kind".into(), Value::Choice("special".into()));
    let letter = |kind: &str| {
        let school = School { id: "100".into(), kind: kind.into(), ..School::default() };
        let register = crate::domain::school::SchoolList::new(vec![school]);
        let context = RuleContext { register: Some(&register), ..RuleContext::default() };
        let (order, wording) = (order("letter"), Wording::default());
        let facts = PaperFacts {
            case: &case,
            school: &super::school,
            context: &context,
            wording: &wording,
            order: &order,
            officer: "a.shah",
        };
        let made = make(&facts).expect("made");
        (String::from_utf8_lossy(&made.copies[0].bytes).into_owned(), made.notes.join(" "))
    };
    let (text, notes) = letter("Academy special converter");
    assert!(text.contains("The academy trust") && notes.contains("26/07/2026"), "{notes}");
    let (text, notes) = letter("Community special school");
    assert!(text.contains("The governing body") && !notes.contains("26/07/2026"), "{notes}");
}

#[test]
fn only_the_notice_says_that_the_law_asks_for_the_las_copy() {
    let mut case = full(true);
    case.answers.insert("send.ehcp".into(), Value::YesNo(true));
    let says = |kind: &str| {
        let order = DocumentOrder { review: Some(1), ..order(kind) };
        texts(&case, &order).concat().contains("The law asks for this copy")
    };
    assert!(says("letter"));
    assert!(!says("outcome"), "who is told the outcome was not read");
}

#[test]
fn a_return_is_told_with_the_day_that_was_decided_and_never_with_the_proposed_one() {
    let mut case = full(true);
    set_row(&mut case, "event.decision", "decision.outcome", Value::Choice("return".into()));
    let review = Value::Number(i64::from(review_row(&case)));
    set_row(&mut case, "event.decision", "decision.review", review);
    set_row(&mut case, "event.decision", "decision.last_day", Value::Empty);
    case.rows.remove("event.end");
    case.answers.insert("direction.end".into(), Value::Date(day("2026-12-11")));
    let order = DocumentOrder { review: Some(1), ..order("outcome") };
    let made_now = made(&case, &order).expect("made");
    assert!(made_now.missing.iter().any(|m| m.words == "last day at the host"));
    assert!(!texts(&case, &order).concat().contains("11 December"), "the proposed day");
    set_row(&mut case, "event.decision", "decision.last_day", Value::Date(day("2026-11-27")));
    let letter = texts(&case, &order)[0].split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(letter.contains("is Friday 27 November 2026"), "{letter}");
    assert!(!letter.contains("another review"), "nothing is reviewed after an end");
}

#[test]
fn a_direct_managed_move_is_confirmed_only_where_everybody_agreed() {
    let mut case = full(true);
    assert!(made(&case, &order("move-letter")).is_err_and(|e| e.contains("No managed move")));
    case.answers.insert("case.route".into(), Value::Choice("managed_move".into()));
    case.rows.remove("event.agreement");
    let agree = |case: &mut Case, party: &str, yes: bool| {
        add(
            case,
            "event.agreement",
            &[
                ("agreement.party", Value::Choice(party.into())),
                ("agreement.agreed", Value::YesNo(yes)),
                ("agreement.on", Value::Date(day("2026-11-02"))),
            ],
        );
    };
    for party in ["parent", "home", "host", "la", "virtual_school", "social_worker"] {
        agree(&mut case, party, true);
    }
    agree(&mut case, "admission_authority", false);
    assert!(held(&case, "move-letter").contains("P-MM1"));
    let text = words(&case, &order("move-letter"));
    assert!(text.contains("|agreement of the admission authority of the new school|"), "{text}");
    agree(&mut case, "admission_authority", true);
    assert_eq!(held(&case, "move-letter"), "");
    let text: String =
        texts(&case, &order("move-letter"))[0].split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["to move permanently", "Agreed: 2 November 2026", "Monday 23 November 2026"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for kind in ["letter", "la-notice"] {
        assert!(made(&case, &order(kind)).is_err_and(|e| e.contains("direct managed move")));
    }
    for (kind, wrong) in [("portal", "second school"), ("spreadsheet", "Proposed last day")] {
        assert!(!texts(&case, &order(kind)).concat().contains(wrong), "{kind}");
    }
}

#[test]
fn the_timetable_names_the_schools_so_that_no_parent_reads_home() {
    let mut case = full(false);
    for f in dictionary::table("timetable").expect("there").fields {
        if f.kind != FieldKind::Date {
            let place = if f.id.ends_with("am") { "home" } else { "host" };
            set_row(&mut case, "timetable", f.id, Value::Choice(place.into()));
        }
    }
    case.answers.insert("session.split".into(), Value::Choice("split".into()));
    let letter = words(&case, &order("letter"));
    assert!(letter.contains("|Split between Home High School and Host Academy|"), "{letter}");
    assert!(letter.contains("|Home High School|Home High School|"), "{letter}");
    for word in ["|Home|", "|Host|"] {
        assert!(!letter.contains(word), "{letter}");
    }
}

#[test]
fn the_letter_has_what_the_protocols_sample_has() {
    let mut case = full(true);
    case.answers.insert("child.full_name".into(), text("Bailey Ashworth"));
    let letter: String =
        texts(&case, &order("letter"))[0].split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "born 12 March 2013",
        "broad and balanced education",
        "You must make sure that",
        "this is a legal duty",
        "best interests",
        "appropriate package of support",
        "by the governing body, the head teacher of Home High School, a representative of Host Academy, the local authority, the Virtual School, the social worker and you",
        "own views will be part of every review",
        "Head teacher, Home High School",
        "Head teacher, Host Academy",
    ] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
}

#[test]
fn a_school_that_resolves_to_nothing_is_missing_and_its_id_never_printed() {
    for id in ["L-dyson-perrins-ce-academy-malvern", "999999"] {
        let mut case = full(true);
        case.answers.insert("school.home".into(), Value::School(id.into()));
        for kind in ["letter", "passport", "portal"] {
            let made = made(&case, &order(kind)).expect("made");
            assert!(made.draft, "{kind}");
            let text = String::from_utf8_lossy(&made.copies[0].bytes).into_owned();
            assert!(!text.contains(id), "{kind}: {text}");
        }
    }
}

#[test]
fn a_review_on_the_very_day_of_a_request_does_not_decline_it() {
    let mut case = full(true);
    set_row(&mut case, "event.review_request", "review_request.on", Value::Date(day("2026-11-20")));
    set_row(&mut case, "event.review_request", "review_request.answer", Value::Empty);
    assert!(made(&case, &order("decline")).is_err_and(|e| e.contains("No review was held before")));
}

#[test]
fn the_outcome_of_a_review_announces_no_move_that_nobody_agreed_to() {
    let mut case = full(true);
    for table in ["event.end", "event.agreement"] {
        case.rows.remove(table);
    }
    set_row(&mut case, "event.decision", "decision.outcome", Value::Choice("managed_move".into()));
    let letter: String =
        texts(&case, &order("outcome"))[0].split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(letter.contains("It happens only if everyone agrees"), "{letter}");
    assert!(held(&case, "move-letter").contains("P-MM1"));
}

#[test]
fn a_form_that_is_signed_says_none_only_where_somebody_said_so() {
    let empty = Case::new(CaseRef { year: 2026, number: 7 });
    let missing = |case: &Case, kind: &str| -> Vec<String> {
        made(case, &order(kind)).expect("made").missing.into_iter().map(|m| m.words).collect()
    };
    let lacks =
        |case: &Case, kind: &str, words: &str| missing(case, kind).iter().any(|m| m == words);
    assert!(
        lacks(&empty, "notification", "parents and carers"),
        "{:?}",
        missing(&empty, "notification")
    );
    assert!(lacks(&empty, "passport", "parents and carers"));
    let mut case = full(false);
    for (table, none, words) in [
        ("suspensions", "none.suspensions", "suspensions"),
        ("exclusions", "none.exclusions", "exclusions"),
    ] {
        case.rows.remove(table);
        case.answers.remove(none);
        assert!(lacks(&case, "passport", words), "{:?}", missing(&case, "passport"));
        case.answers.insert(none.into(), Value::YesNo(true));
        assert!(!lacks(&case, "passport", words), "{words}");
    }
    let text = texts(&case, &order("passport")).concat();
    assert!(!text.contains("None recorded (not answered yet)"), "{text}");
}

#[test]
fn what_a_paper_records_is_an_answer_that_the_dictionary_knows() {
    let mut case = full(true);
    let mut seen = 0;
    for kind in KINDS {
        case.answers.insert("case.route".into(), Value::Choice("direction".into()));
        if kind.id == "move-letter" {
            case.answers.insert("case.route".into(), Value::Choice("managed_move".into()));
        }
        let Ok(made) = made(&case, &DocumentOrder { review: None, ..order(kind.id) }) else {
            continue;
        };
        for edit in made.record {
            let Edit::AddRow { cells, .. } = edit else { continue };
            for (field, value) in cells {
                let (_, known) = dictionary::any_field(&field).expect("a field");
                if let (FieldKind::Choice(options), Value::Choice(id)) = (known.kind, &value) {
                    assert!(options.iter().any(|(o, _)| o == id), "{}: {field} is {id}", kind.id);
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 2, "{seen}");
}

#[test]
fn a_form_for_a_family_speaks_of_no_pane_and_breaks_no_heading() {
    let mut case = full(true);
    case.answers.insert("direction.start".into(), Value::Date(day("2026-11-02")));
    set_row(&mut case, "event.start", "start.on", Value::Date(day("2026-11-02")));
    let review = DocumentOrder { review: Some(1), ..order("review") };
    let text = texts(&case, &review).concat();
    assert!(text.contains("both registers together") && !text.contains("pane"), "{text}");
    assert!(text.contains("Unauthorised"), "the heading stands in one piece: {text}");
}
