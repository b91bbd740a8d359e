//! The list as a whole: searches, views, order and columns, tags, one event for many, words in
//! every case, undo that says first, the first day.

use std::collections::BTreeSet;

use offsite::api::{ListQuery, Reply, Request};
use offsite::domain::case::{Case, CaseRef};
use offsite::domain::list::row::QueryRow;
use offsite::domain::list::seeker::Seeker;
use offsite::domain::list::view::{Sort, listed};
use offsite::domain::query::Query;
use offsite::keymap::Keymap;
use proptest::prelude::*;

use crate::flow::{Flow, today};

fn ids(flow: &mut Flow, filter: &str) -> Vec<CaseRef> {
    match flow.ask(Request::Ids(ListQuery {
        today: today(),
        filter: filter.into(),
        sort: Sort::Pressing,
        from: 0,
        count: usize::MAX,
    })) {
        Reply::Ids(ids) => ids,
        other => panic!("{other:?}"),
    }
}

fn case(flow: &mut Flow, id: CaseRef) -> Case {
    match flow.ask(Request::Case(id)) {
        Reply::Case { case, .. } => *case,
        other => panic!("{other:?}"),
    }
}

fn contacts(flow: &mut Flow) -> Vec<(CaseRef, usize)> {
    ids(flow, "")
        .into_iter()
        .map(|id| (id, case(flow, id).rows("event.contact").count()))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

#[test]
fn search_narrows_completes_words_and_points_at_the_column_of_a_fault() {
    let mut flow = Flow::demo();
    flow.keys("/")
        .cursor_on("Find:")
        .keys("sta")
        .says("stage:")
        .says("how far it has come")
        .keys("<Tab>")
        .cursor_on("Find: stage:");
    flow.says("the child is at the host")
        .keys("runing")
        .says("Column 7: \"runing\"")
        .says("mean \"running\"?");
    flow.keys("<Backspace><Backspace><Backspace>ning<Enter>")
        .says("of 10")
        .keys("<Esc>")
        .says("of 40");
    flow.keys("/mse trnr")
        .says("Maisie Turner")
        .says("1 of 1")
        .keys("<Enter>")
        .reversed("Maisie Turner");
    flow.keys("<Esc>/zzzz").says("No cases match. Press Backspace").keys("<Esc>").says("of 40");
}

#[test]
fn views_show_counts_open_by_digit_are_saved_and_removed() {
    let mut flow = Flow::demo();
    let late = ids(&mut flow, "late").len();
    flow.keys("v")
        .says(&format!("{late} cases  shared"))
        .says("No review booked")
        .keys("1")
        .says("Find: late")
        .says(&format!("1 of {late}"));
    flow.keys("v0").says("of 40");
    flow.keys("/year:9<Enter>ssV")
        .says("which number, 1 to 9?")
        .keys("9")
        .cursor_on("Name: year:9")
        .keys("<End><Backspace><Backspace>nine<Enter>");
    flow.says("Saved as view 9: yearnine.");
    flow.keys("v0v").says("yearnine").says("yours").keys("9").says("Find: year:9").says("1 of 8");
    // The order is the view's too, and the view outlives the session.
    let dir = flow.close();
    let mut flow = Flow::on(dir, Keymap::built_in());
    flow.keys("v9")
        .says("yearnine, by year group")
        .keys("v")
        .keys("jjjjjjjj")
        .reversed_or_marked("yearnine")
        .keys("x")
        .says("View 9 removed.")
        .lacks("yearnine  ");
    flow.keys("x").says("authority's profile");
}

#[test]
fn list_follows_the_chosen_sort_and_columns() {
    let mut flow = Flow::demo();
    flow.keys("sgg").says("Cases · by name").cursor_on("Aman");
    flow.keys("c")
        .says("= shown   name")
        .keys("jj<Enter>")
        .lacks("= shown   year group")
        .keys("jj<Enter><Esc>")
        .says("%");
    flow.size = (80, 24);
    flow.says("%");
    flow.size = (30, 10);
    flow.says("Aman");
}

#[test]
fn bulk_event_is_previewed_and_is_one_change_and_one_undo() {
    let mut flow = Flow::demo();
    let before = contacts(&mut flow);
    flow.keys(";").says("No case is selected. Press t to select");
    flow.keys("/stage:running<Enter>ggt")
        .says("1 selected")
        .keys("jjr")
        .says("+ 4 selected")
        .keys(";")
        .says("One event for 4 selected cases.");
    flow.keys("contact<Enter>");
    flow.answer_missing();
    flow.keys("<Ctrl-O>").says("Record this in 4 cases? y confirm").lacks("blocked");
    assert_eq!(contacts(&mut flow), before, "a preview changes nothing");
    flow.keys("n")
        .says("Not saved.")
        .keys("<Ctrl-O>y")
        .says("contact with the family recorded in 4 cases · saved · u undoes it all");
    let after = contacts(&mut flow);
    let changed = before.iter().zip(&after).filter(|(a, b)| a != b).count();
    assert_eq!(changed, 4);
    flow.keys("u")
        .says("Undo: contact with the family added")
        .says("3 more cases")
        .keys("y")
        .says("Undone");
    assert_eq!(contacts(&mut flow), before);
    flow.keys("<Ctrl-R>");
    assert_eq!(contacts(&mut flow), after);
}

#[test]
fn bulk_event_names_and_leaves_out_cases_that_a_rule_holds_back() {
    let mut flow = Flow::demo();
    // One of them is on the other route, where no direction is given notice of.
    flow.keys("/stage:considering not byrne<Enter>*;notice<Enter>");
    flow.answer_missing();
    let before = flow.export();
    flow.keys("<Ctrl-O>")
        .says("Record this in 0 cases")
        .says("! blocked")
        .keys("y")
        .says("This event is blocked in every selected case.");
    assert_eq!(flow.export(), before);
}

#[test]
fn bulk_event_leaves_tagged_cases_hidden_by_the_search() {
    let mut flow = Flow::demo();
    flow.keys("/stage:running<Enter>*<Esc>/year:9<Enter>;");
    let shown = ids(&mut flow, "year:9 stage:running").len();
    flow.says(&format!("One event for {shown} selected"))
        .says("hidden by the search are not changed");
    let before = contacts(&mut flow);
    flow.keys("contact<Enter>");
    flow.answer_missing();
    flow.keys("<Ctrl-O>y");
    let listed: BTreeSet<CaseRef> = ids(&mut flow, "year:9 stage:running").into_iter().collect();
    for ((id, was), (_, is)) in before.into_iter().zip(contacts(&mut flow)) {
        assert_eq!(is - was, usize::from(listed.contains(&id)), "{id}");
    }
    flow.keys("<Esc>/zzz<Enter>")
        .keys("<Esc>/stage:running<Enter>*<Esc>/stage:ended<Enter>;")
        .says("hidden cases are not changed");
}

#[test]
fn text_search_finds_words_in_every_case_and_opens_the_place() {
    let mut flow = Flow::demo();
    flow.keys("/omar<Enter>3").keys("1").keys("<Esc>");
    flow.keys("F")
        .cursor_on("Words:")
        .keys("calm lessons")
        .says("Enter search")
        .keys("<Enter>")
        .says("places")
        .says("To learn to stay calm in lessons");
    flow.keys("<Down><Enter>").reversed("3 Passport").cursor_on("To learn to stay calm");
    flow.keys("1Fqqqqq<Enter>").says("No case contains all these words.").keys("<Esc>");
    // What is typed now is found now, and no longer once it is taken back.
    flow.keys("n").keys("e").keys("Xanthippe Quill<Enter>").says("saved");
    flow.keys("1Fxanthip<Enter>").says("1 place").says("Xanthippe Quill").keys("<Esc>");
    let dir = flow.close();
    let mut flow = Flow::on(dir, Keymap::built_in());
    flow.keys("Fxanthip<Enter>")
        .says("1 place")
        .keys("<Esc>u")
        .says("Undo: Full name")
        .keys("yFxanthip<Enter>")
        .says("No case contains all these words.");
}

#[test]
fn undo_asks_first_unless_the_change_was_just_made_here() {
    let mut flow = Flow::empty();
    flow.keys("u").says("There is nothing to undo.");
    flow.keys("ne")
        .keys("Zoë Ashworth<Enter>")
        .says("Full name: Zoë Ashworth · saved")
        .keys("u")
        .says("Undone: Full name");
    flow.keys("u").says("Undo: Opened OSD-2026-0001").keys("n").says("No changes made.");
    let dir = flow.close();
    let mut flow = Flow::on(dir, Keymap::built_in());
    flow.keys("<Ctrl-R>")
        .says("Redo: Full name: Zoë Ashworth in OSD-2026-0001? y Yes")
        .keys("y")
        .says("Redone: Full name");
}

#[test]
fn empty_store_lists_what_to_do_first() {
    let mut flow = Flow::empty();
    flow.says("No cases yet. Press n to open your first case.")
        .says("a tour of Offsite in four screens")
        .says("schools from a GIAS download")
        .says("term dates")
        .says("offsite tutor");
    flow.size = (80, 24);
    flow.says("a tour of Offsite in four screens").keys("n").says("OSD-2026-0001");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is tagged and whatever is searched for: what is acted on is tagged and listed, and nothing else.
    #[test]
    fn hidden_rows_are_never_acted_on(tags in prop::collection::btree_set(1u32..60, 0..30), list in prop::collection::btree_set(1u32..60, 0..40)) {
        let id = |number: &u32| CaseRef { year: 2026, number: *number };
        let (tagged, shown): (BTreeSet<CaseRef>, Vec<CaseRef>) = (tags.iter().map(id).collect(), list.iter().map(id).collect());
        let acted = listed(&tagged, &shown);
        for n in 1..60 {
            prop_assert_eq!(acted.contains(&id(&n)), tags.contains(&n) && list.contains(&n));
        }
    }
}

/// Searches of which each lets some of the demo's cases through.
const SEARCHES: &[&str] = &[
    "late",
    "stage:running",
    "stage:ended",
    "year>=9",
    "flag:ehcp",
    "attendance<95",
    "due<7d",
    "missing:review",
    "name:a",
    "born<1/1/2012",
];

#[test]
fn bulk_event_changes_only_tagged_cases_that_are_listed() {
    let mut flow = Flow::demo();
    for (i, search) in SEARCHES.iter().enumerate() {
        let other = SEARCHES[(i + 3) % SEARCHES.len()];
        let both = Query::parse(&format!("({search}) ({other})")).expect("a search");
        let lines = flow.lines_of_list();
        let mut seeker = Seeker::new(today());
        let wanted: BTreeSet<CaseRef> = lines
            .iter()
            .filter(|l| seeker.fits(&both, &QueryRow::new(l, &l.sort_key(), "", "")))
            .map(|l| l.id)
            .collect();
        let before = contacts(&mut flow);
        flow.keys("-<Esc>").keys(&format!(
            "/{}<Enter>*<Esc>/{}<Enter>;",
            search.replace('<', "<lt>"),
            other.replace('<', "<lt>")
        ));
        if wanted.is_empty() {
            flow.says("hidden cases are not changed");
            continue;
        }
        flow.keys("contact<Enter>");
        flow.answer_missing();
        flow.keys("<Ctrl-O>y");
        for ((id, was), (_, is)) in before.into_iter().zip(contacts(&mut flow)) {
            assert!(is == was || wanted.contains(&id), "{id} was changed by {search} then {other}");
        }
        flow.keys("<Esc>");
    }
}
