use super::*;

fn column(heading: &str) -> SheetAsk {
    SheetAsk::Column(heading.to_owned())
}

#[test]
fn answers_come_back_from_their_file_however_a_heading_is_written() {
    let mut mapping = SheetMapping::default();
    mapping.set(&column("Pupil \"as known\""), "child.known_as");
    mapping.set(&column("R.A.G."), LEAVE_OUT);
    let word = SheetAsk::Word { field: "end.how".into(), word: "RTHS".into() };
    mapping.set(&word, "returned");
    mapping.set(&SheetAsk::Setting(SheetSetting::Years), "20");
    mapping.set(&SheetAsk::Setting(SheetSetting::Existing), "new");
    let read = SheetMapping::parse(&mapping.to_text()).expect("reads");
    assert_eq!(read, mapping);
    assert_eq!(read.get(&column("rag")), Some(LEAVE_OUT));
    assert_eq!(read.get(&word), Some("returned"));
    let kept = read.kept();
    assert_eq!(kept.get(&SheetAsk::Setting(SheetSetting::Years)), Some("20"));
    assert_eq!(kept.get(&SheetAsk::Setting(SheetSetting::Existing)), None);
}

#[test]
fn line_that_a_question_names_answers_it() {
    let asks = [
        column("Pupil \"x\" [y]"),
        SheetAsk::Setting(SheetSetting::Started),
        SheetAsk::School("St. Mary's".into()),
        SheetAsk::Word { field: "end.how".into(), word: "gone = home".into() },
        SheetAsk::Unread("Start".into()),
        SheetAsk::Sheet("2025-26".into()),
    ];
    for ask in asks {
        let text = format!("{ask} = \"note\"\n");
        let read = SheetMapping::parse(&text).expect(&text);
        assert_eq!(read.get(&ask), Some("note"), "{text}");
    }
}

#[test]
fn a_wrong_line_is_refused_and_named() {
    for (text, says) in [
        ("columns.\"Pupil\" = \"child.nam\"", "no field \"child.nam\""),
        ("columns.\"Size\" = \"evidence.bytes\"", "no field \"evidence.bytes\""),
        ("settings.century = \"20\"", "no setting \"century\""),
        ("colums.\"Pupil\" = \"note\"", "unknown field"),
        ("columns.\"Pupil\" = \"note\"\ncolumns.\"pupil \" = \"note\"", "there twice"),
        ("columns = [", "Line 1"),
    ] {
        let faults = SheetMapping::parse(text).expect_err(text).to_lines().join(" ");
        assert!(faults.contains(says), "{text}: {faults}");
    }
}
