use super::*;

#[test]
fn upn_check_letters_match_the_worked_examples() {
    for (upn, good) in [
        ("B801200005001", true),
        ("A801200005001", false),
        ("F999999925001", true),
        ("R99999992500A", true),
    ] {
        assert_eq!(parse(upn).1.is_none(), good, "{upn}");
    }
    assert_eq!(check_letter("207000016049"), Some('P'));
    assert!(matches!(parse("I801200005001").1, Some(UpnFault::Format(_))));
    assert!(matches!(parse("B80120000500").1, Some(UpnFault::Format(_))));
    assert_eq!(parse(" b801 200005001 ").0, "B801200005001");
}
