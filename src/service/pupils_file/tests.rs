use super::*;
use crate::domain::officers::Role;
use crate::error::ErrorKind;
use crate::service::restricted::tests::Secret;
use crate::service::testing::{Office, today};

fn plan(service: &ViewerService<'_>, text: &str, cases: &[CaseRef]) -> PupilsPlan {
    let none = SheetMapping::default();
    let (_, schools) = service.all_schools();
    let context = PupilsContext {
        kind: RowKind::Pupils,
        mapping: &none,
        given: &none,
        schools: &schools,
        term: None,
        today: today(),
    };
    let file = read_pupils(text.as_bytes(), context).expect("it reads");
    service.plan_pupils(file, PupilsTake { replace: true, cases }).expect("planned")
}

fn upn(secret: &mut Secret) -> String {
    let officer = Office::role(Role::Officer);
    let service = secret.office.service.for_viewer(&officer);
    service.load(secret.open).expect("the case").answer(field::CHILD_UPN).as_text().to_owned()
}

#[test]
fn hidden_case_is_no_case_even_where_it_is_named() {
    let mut secret = Secret::new();
    let (hidden, open, upn) = (secret.office.case, secret.open, upn(&mut secret));
    let file = format!("UPN,Known as\n{upn},Zed\n");
    let (lead, officer) = (Office::role(Role::Lead), Office::role(Role::Officer));
    for named in [&[][..], &[hidden], &[hidden, open]] {
        let seen = plan(&secret.office.service.for_viewer(&lead), &file, named);
        let said = format!("{:?}", seen.reading);
        assert!(!said.contains(&hidden.to_string()), "{said}");
        assert_eq!(seen.changes.iter().map(|c| c.case).collect::<Vec<_>>(), [open]);
    }
    // Who sees both is asked which is meant.
    let both = plan(&secret.office.service.for_viewer(&officer), &file, &[]);
    assert!(both.changes.is_empty());
    assert!(format!("{:?}", both.reading.doubtful).contains("in several open cases"));
    let named = plan(&secret.office.service.for_viewer(&officer), &file, &[hidden]);
    assert_eq!(named.changes[0].case, hidden);
    // A plan made by one who sees the case is not stored for one who does not.
    let refused =
        secret.office.service.for_viewer(&lead).take_pupils(named, &SheetMapping::default());
    assert!(refused.is_err_and(|e| e.kind() == ErrorKind::NotFound));
}

#[test]
fn a_file_is_stored_whole_or_not_at_all_and_only_by_who_may_record() {
    let mut secret = Secret::new();
    let (open, upn) = (secret.open, upn(&mut secret));
    let lead = Office::role(Role::Lead);
    let file = format!("UPN,Known as\n{upn},Zed\n");
    let none = SheetMapping::default();
    let planned = |secret: &mut Secret| plan(&secret.office.service.for_viewer(&lead), &file, &[]);
    let reader = Office::role(Role::Reader);
    let first = planned(&mut secret);
    let refused = secret.office.service.for_viewer(&reader).take_pupils(first, &none);
    assert!(refused.is_err_and(|e| e.kind() == ErrorKind::NotAllowed));
    // As with one event for many cases, a role has a limit.
    let mut many = planned(&mut secret);
    many.changes = vec![many.changes[0].clone(); 51];
    let officer = Office::role(Role::Officer);
    let refused = secret.office.service.for_viewer(&officer).take_pupils(many, &none);
    assert!(refused.is_err_and(|e| e.to_string().contains("your role takes 50")));
    // One change of two cannot be made: the other is not made either.
    let mut two = planned(&mut secret);
    let mut gone = two.changes[0].clone();
    gone.edits.push(gone.edits[0].clone());
    two.changes.push(gone);
    assert!(secret.office.service.for_viewer(&lead).take_pupils(two, &none).is_err());
    let known = |secret: &mut Secret| {
        let service = secret.office.service.for_viewer(&lead);
        service.load(open).expect("the case").answer(field::CHILD_KNOWN_AS).as_text().to_owned()
    };
    assert_eq!(known(&mut secret), "");
    let last = planned(&mut secret);
    secret.office.service.for_viewer(&lead).take_pupils(last, &none).expect("stored");
    assert_eq!(known(&mut secret), "Zed");
}
