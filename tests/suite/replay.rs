//! Whatever was stored comes back from the journal alone.

use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{Case, CaseRef, FieldPath, Half, RowValues, Side};
use offsite::domain::value::Value;
use offsite::store::{Change, ChangeKind, Store, Subject};
use proptest::prelude::*;

const FIELDS: [&str; 4] = ["child.full_name", "direction.purpose", "formulation.text", "cla.is"];
const TABLES: [&str; 2] = ["contacts", "event.note"];

/// One thing that an officer may do; the numbers choose where.
#[derive(Debug, Clone)]
enum Move {
    Open,
    Answer(usize, String),
    AddRow(usize, String),
    RemoveRow(usize),
    Mark(u16, bool, &'static str),
    Undo,
    Reopen,
}

fn a_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        1 => Just(Move::Open),
        6 => (0..FIELDS.len(), "[a-zë ]{0,12}").prop_map(|(f, t)| Move::Answer(f, t)),
        3 => (0..TABLES.len(), "[a-z]{1,8}").prop_map(|(t, w)| Move::AddRow(t, w)),
        1 => (0..TABLES.len()).prop_map(Move::RemoveRow),
        4 => (0u16..60, any::<bool>(), prop_oneof![Just("/"), Just("D"), Just("N"), Just("")]).prop_map(|(d, s, c)| Move::Mark(d, s, c)),
        2 => Just(Move::Undo),
        1 => Just(Move::Reopen),
    ]
}

/// Returns the edits of a move on a case as it stands; none where it does not apply.
fn edits(case: Option<&Case>, a: &Move) -> Vec<Edit> {
    let Some(case) = case else {
        return if matches!(a, Move::Open) { vec![Edit::Open] } else { Vec::new() };
    };
    match a {
        Move::Open | Move::Undo | Move::Reopen => Vec::new(),
        Move::Answer(f, text) => {
            let at = FieldPath::case(FIELDS[*f]);
            let new = if text.is_empty() { Value::Empty } else { Value::Text(text.clone()) };
            vec![Edit::Set { old: case.at(&at).clone(), path: at, new }]
        }
        Move::AddRow(t, words) => {
            let cells = RowValues::from([("x.name".to_owned(), Value::Text(words.clone()))]);
            vec![Edit::AddRow { table: TABLES[*t].into(), row: case.next_row(), cells }]
        }
        Move::RemoveRow(t) => {
            let last = case.rows(TABLES[*t]).next_back();
            last.map(|(row, cells)| Edit::RemoveRow {
                table: TABLES[*t].into(),
                row,
                cells: cells.clone(),
            })
            .into_iter()
            .collect()
        }
        Move::Mark(day, home, code) => {
            let on = (
                chrono::NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day")
                    + chrono::Days::new(u64::from(*day)),
                Half::Am,
            );
            let side = if *home { Side::Home } else { Side::Host };
            let old = case.marks.get(&on).and_then(|m| m.side(side)).map(str::to_owned);
            let new = Some((*code).to_owned()).filter(|c| !c.is_empty());
            if old == new { Vec::new() } else { vec![Edit::Mark { session: on, side, old, new }] }
        }
    }
}

fn open(dir: &std::path::Path) -> Store {
    Store::open(dir, "a.shah", "09:12").unwrap_or_else(|e| panic!("{e}")).store
}

fn everything(store: &Store) -> Vec<Option<Case>> {
    store.cases().expect("listed").into_iter().map(|id| store.case(id).expect("read")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("OFFSITE_LONG").is_some() { 400 } else { 12 }))]

    /// Journal replay on an empty sled gives the same store, whatever was done, undone and reopened before.
    #[test]
    fn journal_replayed_into_empty_records_gives_the_same_store(moves in proptest::collection::vec((0u32..3, a_move()), 1..40)) {
        let dir = tempfile::tempdir().expect("a folder");
        let mut store = open(dir.path());
        for (number, a) in &moves {
            let id = CaseRef { year: 2026, number: number + 1 };
            if matches!(a, Move::Reopen) {
                drop(store);
                store = open(dir.path());
                continue;
            }
            let change = |act, edits| Change { officer: "a.shah".into(), saved_ms: 1, why: None, act, edits };
            if matches!(a, Move::Undo) {
                if let Some(target) = store.undo_target("a.shah", &|_| Ok(true)).expect("read") {
                    let back = target.change.edits.iter().rev().map(Subject::inverse).collect();
                    // A case that another change has filled meanwhile cannot be taken away: refused, and nothing changed.
                    let _ = store.commit(change(ChangeKind::Undo(target.seq), back));
                }
                continue;
            }
            let edits = edits(store.case(id).expect("read").as_ref(), a);
            if !edits.is_empty() {
                store.commit(change(ChangeKind::Do, vec![Subject::Case(CaseChange { case: id, edits })])).expect("stored");
            }
        }
        let before = everything(&store);
        store.close().expect("left in order");
        std::fs::remove_dir_all(dir.path().join("sled")).expect("removed");
        prop_assert_eq!(everything(&open(dir.path())), before);
    }
}
