//! Every field of every form, answered by keys as an officer types them, then exported, imported,
//! and found again.

use std::collections::{BTreeMap, BTreeSet};

use offsite::api::{Reply, Request};
use offsite::documents::jsonl;
use offsite::domain::case::outline::{EditorView, OutlineLine, lines};
use offsite::domain::case::{Case, CaseRef};
use offsite::domain::forms;
use offsite::domain::forms::schema::{Condition, Field, FieldKind};
use offsite::domain::value::Value;

use crate::flow::Flow;
use offsite::ui::specimens;

const ID: CaseRef = CaseRef { year: 2026, number: 1 };

fn whole(flow: &mut Flow) -> Case {
    let Reply::Case { case, .. } = flow.ask(Request::Case(ID)) else { panic!("no case") };
    *case
}

/// Returns the keys that answer a field, different from field to field; where there is a choice,
/// one that opens what depends on it.
fn keys(field: &Field, n: usize) -> String {
    let opens = |answer: &str| {
        forms::fields().chain(forms::tables().flat_map(|t| t.fields)).any(|f| match f.asked {
            Condition::IfYes(id) => answer == "yes" && id == field.id,
            Condition::IfNo(id) => answer == "no" && id == field.id,
            _ => false,
        })
    };
    match field.kind {
        FieldKind::Line => format!("eMāia {n}<Enter>"),
        FieldKind::Long => format!("eA {n}<Enter>ë<Ctrl-O>"),
        FieldKind::YesNo if opens("no") && (!opens("yes") || n.is_multiple_of(2)) => "n".into(),
        FieldKind::YesNo => "y".into(),
        // A direction, which has reviews; a direct managed move has none.
        FieldKind::Choice(_) if field.id == "case.route" => "eoff<Enter>".into(),
        FieldKind::Choice(options) => {
            let (_, words) = options[options.len() - 1];
            format!("e{}<Enter>", words.replace('<', "<lt>"))
        }
        FieldKind::Date => format!("e{}/3/2026<Enter>", n % 28 + 1),
        FieldKind::Time => "e845<Enter>".into(),
        FieldKind::Number { min: least, max: most, .. } => {
            format!("e{}<Enter>", (least + 3).min(most))
        }
        FieldKind::Money => "e1250.50<Enter>".into(),
        FieldKind::School => "ebromsgrove<Enter>".into(),
        FieldKind::Upn => "eA999999925001<Enter>".into(),
        FieldKind::Review => "e<Enter>".into(),
        FieldKind::ReadOnly => String::new(),
    }
}

/// Answers every line of the open view that nobody has answered, each once, until no new line
/// appears.
fn answer_all(flow: &mut Flow, form: &str, row: Option<u32>, seen: &mut BTreeSet<String>) {
    let at = forms::FORMS.iter().position(|f| f.id == form).expect("a form");
    for _ in 0..6 {
        let before = seen.len();
        let view = EditorView::Form { form: at, row };
        let mut n = 0;
        loop {
            let case = whole(flow);
            let all = lines(&case, &view);
            let Some(i) = all.iter().position(|l| match l {
                OutlineLine::Field { path: at, field, .. } => {
                    case.at(at).is_empty()
                        && !seen.contains(&format!("{at:?}"))
                        && field.kind != FieldKind::ReadOnly
                }
                _ => false,
            }) else {
                break;
            };
            let OutlineLine::Field { path: at, field, .. } = &all[i] else { break };
            seen.insert(format!("{at:?}"));
            if field.id.ends_with("signed_off") {
                continue;
            }
            n += 1;
            specimens::go_to(&mut flow.ui, at);
            flow.keys(&keys(field, n));
            if field.id == "child.upn" {
                // A check letter that does not fit is asked about then and there.
                flow.says("by its digits this UPN begins with F");
                flow.keys("Checked with the school<Enter>");
                seen.insert(format!(
                    "{:?}",
                    offsite::domain::case::FieldPath::case("child.upn_reason")
                ));
            }
            let after = whole(flow);
            assert!(!after.at(at).is_empty(), "{}: {} took nothing", field.id, keys(field, n));
        }
        if seen.len() == before {
            break;
        }
    }
}

#[test]
fn every_form_field_is_answered_by_keys_and_survives_export_and_import() {
    let mut flow = Flow::empty();
    flow.keys("n").says("Opened OSD-2026-0001");
    let mut seen = BTreeSet::new();
    // A row in every plain table, by the key that adds one.
    for form in ["notification", "passport", "initial", "letter"] {
        let at = forms::FORMS.iter().position(|f| f.id == form).expect("a form");
        specimens::open_form(&mut flow.ui, at, None);
        for table in
            forms::tables().filter(|t| !t.event && t.id != "evidence" && t.preset_rows.is_empty())
        {
            let case = whole(&mut flow);
            if case.rows(table.id).next().is_none()
                && specimens::go_to_heading(&mut flow.ui, table.id)
            {
                flow.keys("o");
                assert_eq!(whole(&mut flow).rows(table.id).count(), 1, "{}", table.id);
            }
        }
        answer_all(&mut flow, form, None, &mut seen);
    }
    // Form 4 writes up a review that was recorded first.
    flow.keys("areviews<Enter>meordinary<Enter><Ctrl-O>").says("review added");
    let row = whole(&mut flow).rows("event.review").next().expect("a review").0;
    let at = forms::FORMS.iter().position(|f| f.id == "review").expect("a form");
    specimens::open_form(&mut flow.ui, at, Some(row));
    answer_all(&mut flow, "review", Some(row), &mut seen);
    let case = whole(&mut flow);
    // Every field that stands on a form and is asked has its answer now.
    let mut unanswered = Vec::new();
    for field in forms::fields().filter(|f| case.answer(f.id).is_empty()) {
        let other_way = !field.is_asked(|id| case.answer(id));
        // "None at all?" goes once a row stands.
        let has_rows = forms::tables()
            .any(|t| t.none_field() == Some(field.id) && case.rows(t.id).next().is_some());
        if !other_way && !has_rows && !field.id.ends_with("signed_off") {
            unanswered.push(field.id);
        }
    }
    assert_eq!(unanswered, Vec::<&str>::new());
    let count = case.answers.len()
        + case
            .rows
            .values()
            .flat_map(|t| t.values())
            .map(std::collections::BTreeMap::len)
            .sum::<usize>();
    assert!(count > 180, "{count}");
    println!("answers given by keys: {count}, keys pressed: {}", flow.pressed);
    // Export and import give the case back, letter for letter.
    let line = jsonl::write(&case);
    assert_eq!(jsonl::parse(&line).expect("read"), vec![case.clone()]);
    let mut other = Flow::empty();
    other.service().import_cases(std::slice::from_ref(&case)).expect("imported");
    assert_eq!(whole(&mut other), case);
}

/// Gives what a field's condition asks for, and what that depends on in turn.
fn meet(field: &Field, given: &mut BTreeMap<&'static str, Value>) {
    let ids: (&[&str], Value) = match &field.asked {
        Condition::IfYes(id) => (&[id], Value::YesNo(true)),
        Condition::IfNo(id) => (&[id], Value::YesNo(false)),
        Condition::IfChoice(id, option) => (&[id], Value::Choice((*option).into())),
        Condition::IfAnyYes(ids) => (&ids[..1], Value::YesNo(true)),
        Condition::IfAllNo(ids) => (ids, Value::YesNo(false)),
        // A number that nobody has given yet hides nothing.
        Condition::Always
        | Condition::Optional
        | Condition::OptionalUnless(..)
        | Condition::Former
        | Condition::IfAtLeast(..) => return,
    };
    for id in ids.0 {
        let (_, on) = forms::any_field(id).expect("a field");
        given.insert(on.id, ids.1.clone());
        meet(on, given);
    }
}

#[test]
fn conditional_field_is_asked_only_when_its_whole_chain_is_answered() {
    // Each conditional field appears when its whole chain is answered, is missing until it is
    // answered itself, and goes when one answer of the chain is taken away.
    let (mut checked, mut chains) = (0, 0);
    let rows = forms::tables().flat_map(|t| t.fields);
    for field in forms::fields().chain(rows) {
        let mut given = BTreeMap::new();
        meet(field, &mut given);
        if given.is_empty() {
            continue;
        }
        let empty = Value::Empty;
        assert!(!field.is_asked(|_| &empty), "{}", field.id);
        let answers = |asked: &str| given.get(asked).unwrap_or(&empty);
        assert!(field.is_asked(answers) && field.is_missing(answers), "{}: {given:?}", field.id);
        for gone in given.keys() {
            let without = |asked: &str| if asked == *gone { &empty } else { answers(asked) };
            assert!(!field.is_asked(without), "{} without {gone}", field.id);
        }
        checked += 1;
        chains += usize::from(given.len() > 1);
    }
    assert!(checked > 40 && chains > 0, "{checked}, {chains}");
}
