//! The morning list from the store's index is the list from scratch, on any day.

use chrono::{Days, NaiveDate};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::stage::stage;
use offsite::domain::case::{Case, CaseRef, Half, Marks};
use offsite::domain::list::summary::Summary;
use offsite::domain::rules::{Consequence, Finding, RuleContext, findings};
use offsite::domain::value::Value;
use offsite::store::{Change, ChangeKind, Store, Subject};

use crate::flow::Flow;

const CASES: u32 = 1_000;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn day(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day") + Days::new(self.roll(200))
    }
}

/// Returns a case of some stage with some facts.
fn a_case(number: u32, dice: &mut Dice) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number });
    for field in ["cla.is", "send.ehcp", "direction.not_sanction", "criterion.disruption"] {
        if dice.roll(2) == 0 {
            case.answers.insert(field.into(), Value::YesNo(dice.roll(3) == 0));
        }
    }
    if dice.roll(3) > 0 {
        case.answers.insert("direction.start".into(), Value::Date(dice.day()));
    }
    if dice.roll(3) > 0 {
        case.answers.insert("direction.end".into(), Value::Date(dice.day() + Days::new(40)));
    }
    for (table, most) in [
        ("event.parent_discussion", 2),
        ("event.host_approach", 2),
        ("event.board_decision", 2),
        ("event.notice", 2),
        ("event.start", 2),
        ("event.review", 3),
        ("event.invitation", 2),
        ("event.decision", 2),
        ("event.host_suspension", 2),
        ("event.contact", 3),
        ("event.review_request", 2),
        ("event.end", 2),
    ] {
        for _ in 0..dice.roll(most) {
            let stem = table.trim_start_matches("event.");
            let mut cells = vec![(format!("{stem}.on"), Value::Date(dice.day()))];
            match stem {
                "host_approach" => {
                    cells.push(("host_approach.answer".into(), Value::Choice("agreed".into())));
                }
                "board_decision" => {
                    cells.push(("board_decision.agreed".into(), Value::YesNo(dice.roll(4) > 0)));
                }
                "review" if dice.roll(2) == 0 => {
                    cells.push(("review.held".into(), Value::YesNo(true)));
                }
                "end" if dice.roll(2) == 0 => {
                    cells.push(("end.how".into(), Value::Choice("managed_move".into())));
                }
                _ => {}
            }
            let row = case.next_row();
            case.rows.entry(table.into()).or_default().insert(row, cells.into_iter().collect());
        }
    }
    for _ in 0..dice.roll(4) {
        let host = ["/", "N", "E", "O"][dice.roll(4) as usize];
        case.marks.insert(
            (dice.day(), Half::Am),
            Marks { home: Some("D".into()), host: Some(host.into()) },
        );
    }
    case
}

fn opening(case: &Case) -> Subject {
    Subject::Case(CaseChange::opening(case))
}

/// What is known of one case: its findings as (due, task, consequence), whether it has ended, when
/// it was touched last.
type Known = (Vec<(NaiveDate, NaiveDate, Consequence)>, bool, i64, CaseRef);

fn known((case, touched): &(Case, i64)) -> Known {
    let dates = |f: &Finding| {
        let due = f.due.unwrap_or(NaiveDate::MAX);
        (due, f.task.or(f.due).unwrap_or(NaiveDate::MAX), f.rule.consequence)
    };
    (
        findings(case, &RuleContext::default()).iter().map(dates).collect(),
        stage(case).is_ended(),
        *touched,
        case.id,
    )
}

/// The list made from everything that is known: late by what is at stake, then by the task's day;
/// ties by the other day, then the longest untouched.
fn from_scratch(all: &[Known], today: NaiveDate) -> Vec<CaseRef> {
    let mut all: Vec<_> = all
        .iter()
        .map(|(found, ended, touched, id)| {
            let keys = found.iter().map(|(due, task, at_stake)| {
                if *due < today {
                    (at_stake.index(), *due, NaiveDate::MIN)
                } else {
                    (Consequence::COUNT, *task, *due)
                }
            });
            let most = keys.min();
            let most = most.unwrap_or((Consequence::COUNT, NaiveDate::MAX, NaiveDate::MAX));
            (most, *ended, *touched, *id)
        })
        .collect();
    all.sort();
    all.into_iter().map(|(.., id)| id).collect()
}

fn line(case: &Case, touched: i64) -> Summary {
    Summary::from_case(case, &RuleContext::default(), touched)
}

fn ids(store: &Store, today: NaiveDate) -> Vec<CaseRef> {
    store.window(today, 0, usize::MAX).expect("a list").into_iter().map(|l| l.id).collect()
}

#[test]
fn list_from_the_index_equals_the_list_computed_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(2026);
    let mut store =
        Store::open(dir.path(), "a.shah", "09:12").unwrap_or_else(|e| panic!("{e}")).store;
    store.index("test", &line, &mut |_, _| {}).expect("an index");
    let mut cases: Vec<(Case, i64)> =
        (1..=CASES).map(|n| (a_case(n, &mut dice), i64::from(n % 7) * 1_000)).collect();
    for part in cases.chunks(50) {
        for seven in 0..7 {
            let edits: Vec<Subject> =
                part.iter().filter(|(_, t)| *t == seven * 1_000).map(|(c, _)| opening(c)).collect();
            let change = Change {
                officer: "a".into(),
                saved_ms: seven * 1_000,
                why: None,
                act: ChangeKind::Do,
                edits,
            };
            store.commit_with_lines(change, Some(&line)).expect("stored");
        }
    }
    // Some change again: with a judge at hand and without one, as a replay does.
    for (i, (case, touched)) in cases.iter_mut().enumerate().filter(|(i, _)| i % 9 == 0) {
        let (at, new) =
            (offsite::domain::case::FieldPath::case("direction.end"), Value::Date(dice.day()));
        let edit = Edit::Set { old: case.at(&at).clone(), path: at, new };
        *touched = 10_000 + i as i64;
        let edits = vec![Subject::Case(CaseChange { case: case.id, edits: vec![edit.clone()] })];
        let change = Change {
            officer: "a".into(),
            saved_ms: *touched,
            why: None,
            act: ChangeKind::Do,
            edits,
        };
        if i % 2 == 0 {
            store.commit_with_lines(change, Some(&line))
        } else {
            store.commit(change)
        }
        .expect("stored");
        offsite::domain::case::edit::apply(case, &edit).expect("applied");
    }
    store.index("test", &line, &mut |_, _| {}).expect("an index");
    let all: Vec<Known> = cases.iter().map(known).collect();
    for _ in 0..25 {
        let today = dice.day();
        let wanted = from_scratch(&all, today);
        let shown = ids(&store, today);
        assert_eq!(shown.len(), CASES as usize, "{today}");
        let wrong = shown.iter().zip(&wanted).position(|(a, b)| a != b);
        assert!(
            wrong.is_none(),
            "{today}: row {wrong:?} is {:?}, not {:?}",
            wrong.map(|i| shown[i]),
            wrong.map(|i| wanted[i])
        );
        let (from, count) = (dice.roll(900) as usize, 60);
        let window: Vec<CaseRef> =
            store.window(today, from, count).expect("a part").into_iter().map(|l| l.id).collect();
        assert_eq!(window, wanted[from..from + count], "{today}: rows from {from}");
        // The counts are those of the list.
        let tally = store.tally(today).expect("counts");
        let late =
            all.iter().filter(|(found, ..)| found.iter().any(|(due, ..)| *due < today)).count();
        assert_eq!((tally.all, tally.late()), (CASES as usize, late));
    }
    // Where the ruleset changed for a few of them, only those are judged again.
    let third = |line: &Summary| line.id.number.is_multiple_of(3);
    let judged = std::cell::RefCell::new(Vec::new());
    let counted = |case: &Case, touched: i64| {
        judged.borrow_mut().push(case.id);
        line(case, touched)
    };
    store.carry_lines_over("another test", "new terms", &third).expect("nothing to carry");
    store.index("test", &counted, &mut |_, _| {}).expect("an index");
    assert_eq!(judged.borrow().len(), 0, "made with another ruleset");
    store.carry_lines_over("test", "new terms", &third).expect("carried over");
    store.index("new terms", &counted, &mut |_, _| {}).expect("an index");
    assert_eq!(judged.borrow().len(), CASES as usize / 3);
    assert!(judged.borrow().iter().all(|id| id.number.is_multiple_of(3)));
    // Made anew from nothing, and from the journal alone, it is the same.
    let today = dice.day();
    let before = ids(&store, today);
    store.index("another profile", &line, &mut |_, _| {}).expect("an index");
    assert_eq!(ids(&store, today), before);
    store.close().expect("in order");
    std::fs::remove_dir_all(dir.path().join("sled")).expect("removed");
    let mut store =
        Store::open(dir.path(), "a.shah", "09:12").unwrap_or_else(|e| panic!("{e}")).store;
    store.index("another profile", &line, &mut |_, _| {}).expect("an index");
    assert_eq!(ids(&store, today), before);
}

fn named(number: u32, name: &str) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number });
    case.answers.insert("child.full_name".into(), Value::Text(name.into()));
    case
}

/// One key on a row opens what settles it; saving goes back to the list, on the row that came
/// after.
#[test]
fn settling_a_duty_moves_to_the_next_case() {
    let mut flow = Flow::empty();
    flow.service()
        .import_cases(&[named(1, "Ann Able"), named(2, "Bea Brown"), named(3, "Cy Cole")])
        .expect("stored");
    let start = flow.ui.start();
    flow.turn(start);
    flow.cursor_on("Ann Able").says("Talk to the parents first");
    flow.keys("d").says("Next: Talk to the parents first");
    // What is missing opens by itself; a yes/no question takes its letter where it stands.
    flow.keys("Mother<Enter>nyyyy").says("Everything is answered. Press Ctrl-O to save.");
    flow.keys("<Ctrl-O>").says("parent discussion added · saved").cursor_on("Bea Brown");
    // Left without saving, the cursor stays where it was.
    flow.keys("d<Esc><Esc>").says("Not saved.").cursor_on("Bea Brown");
}

/// A task that asks for several answers opens one after the other, and the last one leads back to
/// the list; any other key ends that.
#[test]
fn a_task_opens_each_missing_answer_and_returns_to_the_list_once_settled() {
    let mut flow = Flow::empty();
    let mut case = named(1, "Ann Able");
    let talk = [("on", Value::Date(crate::flow::today())), ("attempted", Value::YesNo(false))];
    let cells = talk.map(|(id, value)| (format!("parent_discussion.{id}"), value));
    case.rows.entry("event.parent_discussion".into()).or_default().insert(1, cells.into());
    flow.service().import_cases(&[case, named(2, "Bea Brown")]).expect("stored");
    let start = flow.ui.start();
    flow.turn(start);
    flow.keys("/Ann<Enter>").says("Talk the parents through");
    flow.keys("d").cursor_on("Understands the process?");
    flow.keys("y").cursor_on("Understands about uniform?");
    // A key that answers nothing ends the task: the next answer leads nowhere.
    flow.keys("j")
        .keys("k")
        .keys("y")
        .says("3 Passport")
        .cursor_on("Understands about attendance?");
    flow.keys("1d").cursor_on("Understands about attendance?");
    flow.keys("yy").says("saved").cursor_on("Ann Able");
    flow.lacks("Talk the parents through");
}

/// A session that was left open over midnight ranks and counts by the new day.
#[test]
fn midnight_ranks_the_list_anew_without_writing_to_the_store() {
    let mut flow = Flow::demo();
    let late = |flow: &mut Flow| {
        let today = flow.ui.today();
        let asked = offsite::api::ListQuery {
            today,
            filter: "late".into(),
            sort: offsite::domain::list::view::Sort::Pressing,
            from: 0,
            count: usize::MAX,
        };
        match flow.ask(offsite::api::Request::List(asked)) {
            offsite::api::Reply::List(page) => page.total,
            _ => 0,
        }
    };
    let before = late(&mut flow);
    let asks = flow.ui.on_day(crate::flow::today() + Days::new(30));
    assert!(!asks.is_empty());
    flow.turn(asks);
    let after = late(&mut flow);
    assert!(after > before, "{before} late, a month on {after}");
    flow.says("Wed 23 Dec 2026").says(&format!("! {after} overdue"));
}
