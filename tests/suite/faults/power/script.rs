//! What an officer does in the session that is recorded, step by step, and what must be there after
//! each step.

use std::collections::BTreeMap;
use std::path::Path;

use offsite::domain::case::edit::{
    CaseChange, Edit, {self},
};
use offsite::domain::case::{Case, CaseRef, FieldPath};
use offsite::domain::list::summary::Summary;
use offsite::domain::rules::RuleContext;
use offsite::domain::value::Value;
use offsite::error::{Error, Result};
use offsite::store::{Change, ChangeKind, Store, StoredChange, StoredDraft, Subject, SystemUser};

use super::disk::Dice;
use crate::faults::in_history_of;

const WHO: &str = "a.shah";
const PLACES: [&str; 3] = ["formulation.text", "child.full_name", "direction.reason"];
/// The first change is stored at this time, the next ones a millisecond later each: so a store
/// tells how many it holds.
const BEGIN: i64 = 1_790_000_000_000;

pub(super) enum Step {
    Change(Change),
    Import(Vec<Change>),
    Draft(StoredDraft),
    DropDraft(FieldPath),
    Evidence(Vec<u8>),
    /// The store is left in order and opened again.
    Leave,
}

/// What a store must hold.
#[derive(Clone, Default)]
pub(super) struct World {
    changes: Vec<Change>,
    cases: BTreeMap<CaseRef, Case>,
    items: BTreeMap<String, String>,
    drafts: BTreeMap<FieldPath, StoredDraft>,
    evidence: Vec<Vec<u8>>,
}

/// Makes the line of a case.
pub(super) fn line(case: &Case, touched: i64) -> Summary {
    Summary::from_case(case, &RuleContext::default(), touched)
}

/// Opens a store as a session does; the list is made anew where `stamp` is another one than before.
pub(super) fn open(dir: &Path, stamp: &str) -> Result<(Store, Vec<String>)> {
    let opened = Store::open(dir, WHO, "now")?;
    let mut store = opened.store;
    store.index(stamp, &line, &mut |_, _| {})?;
    Ok((store, opened.notices))
}

/// Returns how many changes of the script a store holds.
pub(super) fn stored(store: &Store) -> usize {
    store.last_change_at().map_or(0, |at| (at - BEGIN) as usize + 1)
}

impl World {
    pub(super) fn changes(&self) -> usize {
        self.changes.len()
    }

    pub(super) fn take(&mut self, step: &Step) {
        match step {
            Step::Change(change) => self.take_change(change),
            Step::Import(changes) => changes.iter().for_each(|c| self.take_change(c)),
            Step::Draft(draft) => drop(self.drafts.insert(draft.place.clone(), draft.clone())),
            Step::DropDraft(place) => drop(self.drafts.remove(place)),
            Step::Evidence(bytes) => self.evidence.push(bytes.clone()),
            Step::Leave => {}
        }
    }

    fn take_change(&mut self, change: &Change) {
        for subject in &change.edits {
            match subject {
                Subject::Case(part) => {
                    let case = self.cases.entry(part.case).or_insert_with(|| Case::new(part.case));
                    edit::apply_all(case, part).expect("the script fits");
                    if part.edits.last() == Some(&Edit::Drop) {
                        self.cases.remove(&part.case);
                    }
                }
                Subject::Item { id, new, .. } => match new {
                    Some(new) => drop(self.items.insert(id.clone(), new.clone())),
                    None => drop(self.items.remove(id)),
                },
                Subject::Disposal(_) | Subject::Erased(_) => {}
            }
        }
        self.changes.push(change.clone());
    }

    /// Says what of a store is not as it must be.
    pub(super) fn differs(&self, store: &Store) -> Result<()> {
        let same = |is: bool, what: String| if is { Ok(()) } else { Err(Error::damaged(what)) };
        same(
            stored(store) == self.changes.len(),
            format!("{} changes instead of {}", stored(store), self.changes.len()),
        )?;
        same(store.cases()?.iter().eq(self.cases.keys()), "other cases".into())?;
        let mut histories: BTreeMap<CaseRef, Vec<StoredChange>> = BTreeMap::new();
        for (seq, change) in (1..).zip(&self.changes) {
            for subject in &change.edits {
                if let Subject::Case(part) = subject {
                    histories.entry(part.case).or_default().insert(
                        0,
                        StoredChange {
                            seq,
                            change: in_history_of(part.case, change.clone()),
                            by: Some(SystemUser::current()),
                        },
                    );
                }
            }
        }
        for (id, history) in histories {
            same(
                store.case(id)?.as_ref() == self.cases.get(&id),
                format!("{id} is not as it was saved"),
            )?;
            same(
                store.history(id, usize::MAX)? == history,
                format!("the history of {id} is another"),
            )?;
        }
        same(
            store.items("schools")?.iter().map(|(a, b)| (a, b)).eq(&self.items),
            "other schools".into(),
        )?;
        let drafts: BTreeMap<FieldPath, StoredDraft> =
            store.drafts(WHO)?.into_iter().map(|d| (d.place.clone(), d)).collect();
        same(
            drafts == self.drafts,
            format!(
                "{} texts being typed, not the {} that were kept",
                drafts.len(),
                self.drafts.len()
            ),
        )?;
        for bytes in &self.evidence {
            store
                .evidence(CASE, &sum(bytes))
                .map_err(|e| Error::damaged(format!("evidence: {e}")))?;
        }
        let faults = store.verify_index(&line, &mut |_, _, _| {})?.faults;
        same(faults.is_empty(), faults.join(" "))
    }

    /// Does a step in a store; a leaving opens it anew with this stamp.
    pub(super) fn act(mut store: Store, step: &Step, stamp: &str) -> Store {
        match step {
            Step::Change(change) => {
                drop(store.commit_with_lines(change.clone(), Some(&line)).expect("saved"));
            }
            Step::Import(changes) => {
                let mut all = changes.iter().cloned().map(Ok);
                store.commit_many(&mut all, &line, &mut |_, _, _| {}).expect("imported");
            }
            Step::Draft(draft) => store.save_draft(draft).expect("kept"),
            Step::DropDraft(place) => store.drop_draft(WHO, 0, CASE, place).expect("dropped"),
            Step::Evidence(bytes) => drop(store.put_evidence(CASE, bytes).expect("kept")),
            Step::Leave => {
                let dir = store.folder().to_owned();
                store.close().expect("in order");
                store = open(&dir, stamp).expect("opens").0;
            }
        }
        store
    }
}

fn sum(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// The case whose texts are being typed.
const CASE: CaseRef = CaseRef { year: 2026, number: 1 };

fn change(at: usize, act: ChangeKind, edits: Vec<Subject>) -> Change {
    Change { officer: WHO.into(), saved_ms: BEGIN + at as i64, why: None, act, edits }
}

/// Returns the change that opens a case of this number.
fn opening(at: usize, number: u32) -> Change {
    let case = CaseRef { year: 2026, number };
    let name = Edit::Set {
        path: FieldPath::case("child.full_name"),
        old: Value::Empty,
        new: Value::Text(format!("Child {number}")),
    };
    change(
        at,
        ChangeKind::Do,
        vec![Subject::Case(CaseChange { case, edits: vec![Edit::Open, name] })],
    )
}

/// What every script begins with: two cases, evidence, a text that is typed, a change, the text
/// dropped, a leaving, an import.
const FIRST: [usize; 8] = [0, 0, 9, 4, 13, 8, 2, 3];

/// Returns a script of so many steps; the same numbers make the same script.
pub(super) fn script(steps: usize, dice: &mut Dice) -> Vec<Step> {
    let (mut world, mut out) = (World::default(), Vec::new());
    let mut is_turned = false;
    for n in 0..steps {
        let at = world.changes.len();
        let next = world.cases.keys().map(|c| c.number).max().unwrap_or(0) + 1;
        let pick = FIRST.get(n).copied().unwrap_or_else(|| dice.below(20));
        let step = match pick {
            0 | 1 => Step::Change(opening(at, next)),
            2 => Step::Leave,
            3 => Step::Import(
                (0..3 + dice.below(12)).map(|i| opening(at + i, next + i as u32)).collect(),
            ),
            4..=7 => {
                let text =
                    format!("Letter {n}. {}", "They asked us to wait. ".repeat(dice.below(60)));
                let place = FieldPath::case(PLACES[dice.below(PLACES.len())]);
                Step::Draft(StoredDraft {
                    officer: WHO.into(),
                    case: CASE,
                    place,
                    text,
                    cursor: (0, 3),
                    saved_ms: n as i64,
                    session: 0,
                })
            }
            8 => Step::DropDraft(
                world.drafts.keys().next().cloned().unwrap_or_else(|| FieldPath::case(PLACES[0])),
            ),
            9 => Step::Evidence(vec![dice.below(3) as u8; 3_000]),
            10 => {
                let (id, new) =
                    (format!("999{}", dice.below(4)), Some(format!("{{\"name\":\"School {n}\"}}")));
                let old = world.items.get(&id).cloned();
                Step::Change(change(
                    at,
                    ChangeKind::Do,
                    vec![Subject::Item { kind: "schools".into(), id, old, new }],
                ))
            }
            11 | 12 if at > 0 && !is_turned => {
                let undone: Vec<Subject> =
                    world.changes[at - 1].edits.iter().rev().map(Subject::inverse).collect();
                Step::Change(change(at, ChangeKind::Undo(at as u64), undone))
            }
            _ => Step::Change(text(at, n, &world, dice)),
        };
        is_turned = matches!(&step, Step::Change(c) if c.act != ChangeKind::Do)
            || matches!(step, Step::Import(_));
        world.take(&step);
        out.push(step);
    }
    out
}

/// Returns a change of one text in two cases at once, some of them so long that they are stored in
/// pieces.
fn text(at: usize, n: usize, world: &World, dice: &mut Dice) -> Change {
    let long = [10, 40, 400, 1_600][dice.below(4)];
    let new =
        Value::Text(format!("Change {n}. {}", "It goes on for a while. ".repeat(dice.below(long))));
    let place = FieldPath::case(PLACES[0]);
    let twins = world.cases.values().rev().take(1 + dice.below(2));
    let set = |case: &Case| Edit::Set {
        path: place.clone(),
        old: case.at(&place).clone(),
        new: new.clone(),
    };
    change(
        at,
        ChangeKind::Do,
        twins.map(|c| Subject::Case(CaseChange { case: c.id, edits: vec![set(c)] })).collect(),
    )
}
