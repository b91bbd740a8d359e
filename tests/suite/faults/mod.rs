//! What a person would lose is tested by taking it away. Each has a short form that always runs and
//! a long one: `OFFSITE_LONG=1`.

mod damage;
mod disk;
pub(crate) mod disposal;
mod encrypted_backups;
mod evidence;
mod freshness;
mod heads;
mod kill;
mod line;
mod power;
mod reading;
mod reassurance;

use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{Case, CaseRef, FieldPath};
use offsite::domain::list::summary::Summary;
use offsite::domain::rules::RuleContext;
use offsite::domain::value::Value;
use offsite::store::{Change, ChangeKind, Store, Subject};

/// Returns `short`, or `long` where the long form is asked for.
pub(crate) fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("OFFSITE_LONG").is_some() { long } else { short }
}

/// The case and its twin: every change of these tests changes both, so that half a change would
/// show.
const TWINS: [CaseRef; 2] = [CaseRef { year: 2026, number: 1 }, CaseRef { year: 2026, number: 2 }];
/// The case that evidence is kept for.
const CASE: CaseRef = TWINS[0];
const FIELD: &str = "formulation.text";

fn value(n: u64) -> Value {
    if n == 0 {
        Value::Empty
    } else {
        Value::Text(format!(
            "Change {n} of both. {}",
            "It goes on for a while. ".repeat((n % 40) as usize)
        ))
    }
}

/// Returns the change that makes both cases say `n`, where they said `n - 1`.
fn change(n: u64) -> Change {
    let edits = |case| {
        let set = Edit::Set { path: FieldPath::case(FIELD), old: value(n - 1), new: value(n) };
        Subject::Case(CaseChange {
            case,
            edits: if n == 1 { vec![Edit::Open, set] } else { vec![set] },
        })
    };
    Change {
        officer: "a.shah".into(),
        saved_ms: 1_790_000_000_000 + n as i64,
        why: None,
        act: ChangeKind::Do,
        edits: TWINS.map(edits).into(),
    }
}

/// Returns a change as the history of a case has it: of the others only that they were changed with
/// it.
pub(crate) fn in_history_of(case: CaseRef, mut change: Change) -> Change {
    for part in &mut change.edits {
        if let Subject::Case(part) = part
            && part.case != case
        {
            part.edits.clear();
        }
    }
    change
}

/// Returns the last change that the store holds, after proving that all before it are there, in
/// order, and none by half.
fn proven(store: &Store) -> u64 {
    let n = store.history(TWINS[0], usize::MAX).expect("a history").len() as u64;
    for twin in TWINS {
        let history = store.history(twin, usize::MAX).expect("a history");
        assert_eq!(history.len() as u64, n, "the twins were changed by halves");
        for (stored, back) in history.iter().zip(0..) {
            let saved = in_history_of(twin, change(n - back));
            assert_eq!(stored.change, saved, "change {} is not what was saved", n - back);
        }
        let case = store.case(twin).expect("read");
        assert_eq!(
            case.as_ref().map_or(&Value::Empty, |c| c.answer(FIELD)),
            &value(n),
            "{twin} does not say what was saved last"
        );
        assert_eq!(case.is_some(), n > 0);
    }
    n
}

/// Makes the line of a case for tests that need no particular one.
fn power_line(case: &Case, touched: i64) -> Summary {
    Summary::from_case(case, &RuleContext::default(), touched)
}
