use super::*;

#[test]
fn what_this_version_does_not_know_is_named_with_its_line() {
    let line = |answers: &str, rows: &str, marks: &str| {
        format!(
            "{{\"id\":\"OSD-2026-0001\",\"answers\":{{{answers}}},\"rows\":{{{rows}}},\"marks\":[{marks}]}}"
        )
    };
    assert!(parse(&line("\"child.full_name\":{\"Text\":\"Zoë\"}", "", "")).is_ok());
    for (answers, rows, marks, words) in [
        ("\"child.shoe_size\":{\"Number\":4}", "", "", "no question \"child.shoe_size\""),
        ("\"child.dob\":{\"Text\":\"soon\"}", "", "", "\"Date of birth\" is of another kind"),
        ("\"child.gender\":{\"Choice\":\"x\"}", "", "", "\"Gender\" is of another kind"),
        ("", "\"pets\":{\"1\":{}}", "", "no table \"pets\""),
        (
            "",
            "\"contacts\":{\"1\":{\"contacts.age\":{\"Number\":40}}}",
            "",
            "no question \"contacts.age\"",
        ),
        ("", "", "[\"2026-11-23\",\"Am\",{\"home\":\"D\",\"host\":\"A\"}]", "\"A\" on 23/11/2026"),
    ] {
        let faults =
            parse(&format!("\n{}", line(answers, rows, marks))).expect_err("refused").to_lines();
        assert!(
            faults.len() == 1
                && faults[0].starts_with("Line 2, OSD-2026-0001: ")
                && faults[0].contains(words),
            "{faults:?}"
        );
    }
}

/// A whole case, in which every kind of thing stands.
const WHOLE: &str = "{\"id\":\"OSD-2026-0001\",\"answers\":{\"child.full_name\":{\"Text\":\"Zoë\"}},\"rows\":{\"contacts\":{\"1\":{\"contacts.name\":{\"Text\":\"Mere\"}}}},\"marks\":[[\"2026-11-23\",\"Am\",{\"home\":\"D\",\"host\":null}]]}";

#[test]
fn whole_case_is_read_and_written_back_the_same() {
    let read = parse(WHOLE).expect("read");
    assert_eq!(write(&read[0]), WHOLE);
}

#[test]
fn what_stands_twice_in_a_case_is_refused_and_never_folded_into_one() {
    let name = "\"child.full_name\":{\"Text\":\"Zoë\"}";
    let row = "\"1\":{\"contacts.name\":{\"Text\":\"Mere\"}}";
    let mark = "[\"2026-11-23\",\"Am\",{\"home\":\"D\",\"host\":null}]";
    let table = format!("\"contacts\":{{{row}}}");
    for (once, says) in [
        (name, "\"child.full_name\" is there twice"),
        (row, "\"1\" is there twice"),
        (table.as_str(), "\"contacts\" is there twice"),
        (mark, "the marks of 23/11/2026 am stand twice"),
        ("\"id\":\"OSD-2026-0001\"", "duplicate field `id`"),
    ] {
        let text = WHOLE.replacen(once, &format!("{once},{once}"), 1);
        let faults = parse(&text).expect_err(says).to_lines();
        assert!(faults[0].starts_with("Line 1") && faults[0].contains(says), "{faults:?}");
    }
}

#[test]
fn answer_of_one_line_never_forges_a_second_record() {
    let text = WHOLE.replacen("Zo\u{eb}", "Zo\u{eb}\\nOSD-2026-0002  forged", 1);
    let faults = parse(&text).expect_err("refused").to_lines();
    assert!(faults[0].contains("the answer to \"Full name\" has a line break"), "{faults:?}");
    let long = WHOLE.replacen("child.full_name", "child.address", 1);
    assert!(parse(&long.replacen("Zo\u{eb}", "1 Elm Row\\nKempsey", 1)).is_ok());
}

proptest::proptest! {
    /// Whatever key is added, and wherever: it is refused with its line, as nothing reads it.
    #[test]
    fn any_key_added_to_a_case_is_refused_by_its_name(
        key in "[a-z]{3,12}",
        at in proptest::sample::select(vec!["{\"id\"", "{\"child.", "{\"contacts\":", "{\"contacts.name\"", "{\"home\"", "{\"Text\":\"Zo"]),
    ) {
        let added = format!("{{\"{key}\":{{\"Text\":\"x\"}},{}", &at[1..]);
        let text = WHOLE.replacen(at, &added, 1);
        let faults = parse(&text).map(|_| ()).expect_err("refused").to_lines();
        proptest::prop_assert!(
            faults.len() == 1 && faults[0].starts_with("Line 1") && faults[0].ends_with('.'),
            "{faults:?}"
        );
    }
}
