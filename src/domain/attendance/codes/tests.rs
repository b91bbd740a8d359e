use super::*;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");

#[test]
fn the_table_has_every_code_once_and_reads_those_in_force() {
    assert_eq!(CODES.iter().filter(|c| c.in_force(DAY)).count(), 34);
    for (i, c) in CODES.iter().enumerate() {
        assert!(CODES[i + 1..].iter().all(|d| d.code != c.code));
        assert_eq!(c.in_force(DAY), c.replaced_by.is_empty(), "{}", c.code);
        assert_eq!(
            parse(c.code, (DAY, c.half.unwrap_or(Half::Am))).is_ok(),
            c.in_force(DAY),
            "{}",
            c.code
        );
    }
}

#[test]
fn withdrawn_unknown_and_old_are_refused_with_what_to_do() {
    for (old, new) in [
        ("H", "C for granted"),
        ("j", "J1"),
        ("Y", "Y1 to Y7"),
        ("A", "no attendance code"),
        ("Y8", "no attendance"),
        ("", "no"),
    ] {
        assert!(
            parse(old, (DAY, Half::Am))
                .is_err_and(|e| e.to_string().contains(new) && e.to_string().ends_with('.')),
            "{old}"
        );
    }
    let before = (TABLE_FROM.pred_opt().expect("a day"), Half::Am);
    for any in ["/", "H", "D"] {
        assert!(parse(any, before).is_err_and(|e| e.to_string().contains("19/08/2024")), "{any}");
    }
}

#[test]
fn stroke_becomes_the_code_of_its_session() {
    for raw in ["/", "\\"] {
        assert_eq!(parse(raw, (DAY, Half::Am)).map(|c| c.code), Ok("/"));
        assert_eq!(parse(raw, (DAY, Half::Pm)).map(|c| c.code), Ok("\\"));
    }
}

#[test]
fn what_is_no_possible_attendance_is_never_an_absence() {
    for code in ["D", "Q", "X", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Z", "#"] {
        let class = find(code).expect("a code").class;
        assert!(!class.is_possible() && !class.attends(), "{code}");
    }
    assert_eq!(CODES.iter().filter(|c| c.in_force(DAY) && !c.class.is_possible()).count(), 12);
    assert_eq!(
        CODES.iter().filter(|c| !c.stands_at(Side::Home)).map(|c| c.code).collect::<Vec<_>>(),
        ["Z"]
    );
}
