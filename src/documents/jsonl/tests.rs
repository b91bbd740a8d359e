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
