use super::*;

#[test]
fn case_is_open_for_three_hours_and_not_by_a_clock_that_was_put_back() {
    let user = SystemUser { uid: 1001, name: "b.khan".into() };
    let opening = GlassOpening {
        case: CaseRef { year: 2026, number: 6 },
        by: user,
        officer: "b.khan".into(),
        at_ms: 1_795_000_000_000,
        why: "Found alone at the station".into(),
        untold: Vec::new(),
    };
    let at = |minutes: i64| opening.is_open(opening.at_ms + minutes * 60_000);
    assert_eq!([at(0), at(179), at(180), at(-1)], [true, true, false, false]);
    let says = opening.notice();
    assert_eq!(
        says,
        "b.khan opened the restricted record OSD-2026-0006 on Wed 18 Nov at 11:06, until 14:06. Reason: Found alone at the station"
    );
}
