//! Every kind of answer with two screens: what a colleague gave is said before and after saving, the
//! second decides by doing it again, and what both gave alike stands once.

use offsite::api::Reply;
use offsite::domain::case::edit::Edit;
use offsite::domain::case::{Case, FieldPath};
use offsite::domain::forms;
use offsite::domain::forms::schema::{Field, FieldKind};
use offsite::domain::upn;
use offsite::domain::value::Value;
use offsite::ui::specimens;

use super::ask;
use crate::office::{ID, Office, THERE};

/// How an answer is given by keys: what opens its place, two answers, and what saves.
struct ByKeys {
    opens: &'static str,
    two: [String; 2],
    saves: &'static str,
}

fn by_keys(kind: &FieldKind) -> Option<ByKeys> {
    let texts =
        |opens, two: [&str; 2], saves| Some(ByKeys { opens, two: two.map(str::to_owned), saves });
    match kind {
        FieldKind::Line => texts("e", ["Amy", "Bee"], "<Enter>"),
        // A long text opens behind what stands.
        FieldKind::Long => texts("e", ["About music", "About maths"], "<Ctrl-O>"),
        FieldKind::Date => texts("e", ["2/11/2026", "3/11/2026"], "<Enter>"),
        FieldKind::Time => texts("e", ["845", "915"], "<Enter>"),
        FieldKind::Money => texts("e", ["1250.50", "980"], "<Enter>"),
        FieldKind::Number { min, .. } => {
            let two = [min.to_string(), (min + 1).to_string()];
            Some(ByKeys { opens: "e", two, saves: "<Enter>" })
        }
        FieldKind::Upn => {
            let of = |body: &str| format!("{}{body}", upn::check_letter(body).expect("digits"));
            let two = [of("999999925001"), of("999999925002")];
            Some(ByKeys { opens: "e", two, saves: "<Enter>" })
        }
        FieldKind::YesNo => texts("", ["y", "n"], ""),
        FieldKind::Choice([(_, a), (_, b), ..]) => texts("e", [a, b], "<Enter>"),
        FieldKind::School => texts("e", ["north bromsgrove", "hagley"], "<Enter>"),
        // The reviews of the case, by their days.
        FieldKind::Review => texts("e", ["11 jan", "8 feb"], "<Enter>"),
        FieldKind::Choice(_) | FieldKind::ReadOnly => None,
    }
}

/// Has the colleague record a row, as the case then stands.
fn add(office: &mut Office, table: &str, cells: &[(&str, Value)]) {
    let cells = cells.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect();
    let edit = Edit::AddRow { table: table.into(), row: 1, cells };
    let reply = ask(&mut office.flow.owner, THERE, edit);
    assert!(matches!(reply, Reply::Saved { .. }), "{table}: {reply:?}");
}

/// Returns the places of a case that answer a question of a kind.
fn places(case: &Case, kind: &FieldKind) -> Vec<FieldPath> {
    let is_it =
        |field: &&Field| std::mem::discriminant(&field.kind) == std::mem::discriminant(kind);
    let own = forms::fields().filter(is_it).map(|field| FieldPath::case(field.id));
    let rows = forms::tables().flat_map(|table| {
        let cells = table.fields.iter().filter(is_it);
        cells.flat_map(|field| {
            case.rows(table.id).map(|(row, _)| FieldPath::row(table.id, row, field.id))
        })
    });
    own.chain(rows).filter(|at| !at.field.ends_with("signed_off")).collect()
}

/// Opens both screens at the first place that both show; none where no form shows one.
fn open_both(office: &mut Office, kind: &FieldKind) -> Option<FieldPath> {
    let case = office.case();
    let shown = |office: &mut Office, at: &FieldPath| {
        [&mut office.flow.ui, &mut office.other].into_iter().all(|app| {
            specimens::open_place(app, at);
            specimens::go_to(app, at)
        })
    };
    // One that nobody has answered yet, where there is one.
    let (empty, answered): (Vec<_>, Vec<_>) =
        places(&case, kind).into_iter().partition(|at| case.at(at).is_empty());
    empty.into_iter().chain(answered).find(|at| shown(office, at))
}

fn office() -> Office {
    let mut office = Office::on_the_case();
    let day = |day: &str| Value::Date(day.parse().expect("a day"));
    for on in ["2027-01-11", "2027-02-08"] {
        let kind = ("review.kind", Value::Choice("ordinary".into()));
        add(&mut office, "event.review", &[("review.on", day(on)), kind]);
    }
    let name = Value::Text("Jo Marsh".into());
    add(&mut office, "attendees", &[("attendees.name", name)]);
    add(&mut office, "event.host_suspension", &[("host_suspension.on", day("2026-11-16"))]);
    office.hear();
    office
}

/// Puts both cursors on a place.
fn both_on(office: &mut Office, at: &FieldPath) {
    for app in [&mut office.flow.ui, &mut office.other] {
        specimens::open_place(app, at);
        assert!(specimens::go_to(app, at), "{at:?}");
    }
}

/// One kind of answer, given by both at once.
fn try_kind(office: &mut Office, kind: &FieldKind) {
    let what = format!("{kind:?}").chars().take(12).collect::<String>();
    let at = open_both(office, kind).unwrap_or_else(|| panic!("{what} is shown nowhere"));
    let (_, field) = forms::any_field(&at.field).expect("a field");
    let ByKeys { opens, two: [theirs, ours], saves } = by_keys(&field.kind).expect("keys");
    let what = format!("{what} at {at:?}");
    println!("{what}");
    let (give_theirs, give_ours) =
        (format!("{opens}{theirs}{saves}"), format!("{opens}{ours}{saves}"));
    // Before it is saved: where something is open at the place, it says what stands now.
    if opens.is_empty() {
        // A yes or no is given by its one key.
        office.there(&give_theirs).there_says("saved");
        office.flow.keys(&give_ours);
    } else {
        office.flow.keys(&format!("{opens}{ours}"));
        office.there(&give_theirs).there_says("saved");
        office.hear();
        office.flow.says("Now ").says(THERE).keys(saves);
    }
    office.flow.says("It now says");
    let stands = office.case().at(&at).clone();
    assert!(!stands.is_empty(), "{what}: nothing is replaced unseen");
    // The second decides: what is typed is still there, what is picked is picked again in its place.
    office.flow.keys(if field.kind.is_typed() { saves } else { &give_ours }).says("· saved");
    assert_ne!(office.case().at(&at), &stands, "{what}: the second has decided");
    // What both give alike stands once.
    office.hear();
    both_on(office, &at);
    let entries = office.flow.owner.history(ID).expect("read").len();
    office.there(&give_theirs).there_says("saved");
    let stands = office.case().at(&at).clone();
    office.flow.keys(&give_theirs).says("has answered the same");
    assert_eq!(office.case().at(&at), &stands, "{what}");
    let after = office.flow.owner.history(ID).expect("read").len();
    assert_eq!(after, entries + 1, "{what}: it stands once");
    assert!(!office.flow.ui.is_overlaid(), "{what}: there is nothing left to do");
    office.hear();
}

#[test]
fn every_kind_of_answer_is_said_to_have_changed_and_replaced_only_by_doing_it_again() {
    let mut kinds: Vec<&FieldKind> = Vec::new();
    let all = forms::fields().chain(forms::tables().flat_map(|table| table.fields));
    for field in all {
        let is_new =
            |k: &&FieldKind| std::mem::discriminant(*k) != std::mem::discriminant(&field.kind);
        if by_keys(&field.kind).is_some() && kinds.iter().all(is_new) {
            kinds.push(&field.kind);
        }
    }
    let mut office = office();
    for kind in &kinds {
        try_kind(&mut office, kind);
    }
    assert_eq!(kinds.len(), 11, "every kind that an officer answers");
}

#[test]
fn mark_that_both_give_is_decided_by_the_second_with_a_reason() {
    let mut office = Office::on_the_case();
    office.flow.keys("5");
    office.there("5N").there_says("N · saved");
    office.flow.keys("I").says("It now says").says(THERE).says("choose again");
    let mark = |office: &Office| {
        let case = office.case();
        case.marks.values().filter_map(|m| m.host.clone().or(m.home.clone())).collect::<Vec<_>>()
    };
    let before = mark(&office);
    // To put another in its place is to correct it, which takes a reason.
    office.flow.keys("I").says("from N to I?");
    assert_eq!(mark(&office), before);
    office
        .flow
        .keys("Misread<Enter>Inclusion officer<Enter>")
        .says("correction of a register added");
    assert_ne!(mark(&office), before);
}
