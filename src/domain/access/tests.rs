use super::*;

fn look(what: AccessKind, minutes: i64, uid: u32) -> Access {
    Access {
        at_ms: 1_795_000_000_000 + minutes * 60_000,
        uid,
        login: "b.khan".into(),
        officer: "b.khan".into(),
        session: 1,
        what,
        case: Some(CaseRef { year: 2026, number: 6 }),
        rows: 2,
        made: "letter".into(),
        why: String::new(),
    }
}

#[test]
fn glance_is_left_out_only_where_the_same_user_opened_the_case_soon() {
    let glance = |minutes, uid| look(AccessKind::Glanced, minutes, uid);
    let all = vec![
        glance(0, 1),
        look(AccessKind::Opened, 1, 1),
        glance(2, 2),
        glance(20, 1),
        look(AccessKind::Printed, 21, 2),
    ];
    let left = without_glances_before_opening(all.clone());
    assert_eq!(left, [all[1].clone(), all[2].clone(), all[3].clone(), all[4].clone()]);
}

#[test]
fn line_says_when_by_whom_and_what_in_the_offices_own_time() {
    let printed = look(AccessKind::Printed, 0, 1).line();
    assert_eq!(printed, "Wed 18 Nov 2026 11:06  b.khan  created letter, 2 copies");
    let other = Access { officer: "B. Khan".into(), ..look(AccessKind::Opened, 0, 1) };
    assert!(other.line().ends_with("B. Khan (system user b.khan)  opened it"), "{}", other.line());
}
