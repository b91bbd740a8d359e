use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn user(name: &str, uid: u32) -> SystemUser {
    SystemUser { uid, name: name.into() }
}

#[test]
fn roles_may_what_the_table_says_and_nothing_else() {
    let may = |right| Role::all().filter(|role| role.may(right)).collect::<Vec<_>>();
    assert_eq!(may(Right::Read), [Role::Officer, Role::Lead, Role::Reader]);
    assert_eq!(may(Right::Print), [Role::Officer, Role::Lead]);
    assert_eq!(may(Right::Record), [Role::Officer, Role::Lead]);
    assert_eq!(may(Right::Schools), [Role::Officer, Role::Lead]);
    assert_eq!(may(Right::Restrict), [Role::Officer, Role::Lead]);
    assert_eq!(may(Right::BreakGlass), [Role::Officer, Role::Lead]);
    assert_eq!(may(Right::Audit), [Role::Lead, Role::Reader]);
    assert_eq!(may(Right::ImportCases), [Role::Lead]);
    assert_eq!(may(Right::Export), [Role::Lead]);
    assert_eq!(may(Right::NameOfficers), [Role::Admin]);
    for role in Role::all() {
        assert_eq!(Role::of_word(role.word()), Some(role));
        assert_eq!(role.line().role, role);
        assert_eq!(role.most_at_once() > 0, role.may(Right::Record));
    }
    assert_eq!(Role::of_word("root"), None);
}

#[test]
fn officer_is_known_by_name_and_number_and_only_while_in_post() {
    let khan = Officer {
        user: user("b.khan", 1002),
        name: "Bilal Khan".into(),
        role: Role::Officer,
        from: day("2026-09-01"),
        ended: Some(day("2026-11-26")),
    };
    let root = Officer { user: user("root", 0), ended: None, ..khan.clone() };
    let all = [khan, root];
    let role = |name: &str, uid, on: &str| role_of(&all, &user(name, uid), day(on));
    assert_eq!(role("b.khan", 1002, "2026-11-25"), Some(Role::Officer));
    assert_eq!(role("b.khan", 1002, "2026-11-26"), None, "a leaver");
    assert_eq!(role("b.khan", 1002, "2026-08-31"), None, "before the first day");
    assert_eq!(role("b.khan", 1003, "2026-11-25"), None, "another number");
    assert_eq!(role("l.moss", 1002, "2026-11-25"), None, "the number given to another");
    assert_eq!(role("root", 0, "2026-11-25"), None, "the system's own user");
}
