//! What a start shows before the records are open is what it shows afterwards, or nothing.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chrono::{Days, NaiveDate};
use offsite::api::{ListQuery, Reply, Request};
use offsite::domain::case::CaseRef;
use offsite::domain::list::view::Sort;
use offsite::domain::profile::Profile;
use offsite::keymap::Keymap;
use offsite::service::read_startup_cache;

use crate::flow::{Flow, today};
use crate::pty::Session;

fn at_once(dir: &Path, day: NaiveDate) -> Option<Vec<CaseRef>> {
    let page =
        read_startup_cache(dir, &offsite::store::KeySource::InStore, Profile::shipped(), day)?;
    Some(page.rows.into_iter().map(|l| l.id).collect())
}

fn left() -> (tempfile::TempDir, std::path::PathBuf) {
    let mut flow = Flow::demo();
    flow.owner.keep_startup_cache(today());
    let dir = flow.close();
    let store = dir.path().join("store");
    (dir, store)
}

#[test]
fn startup_cache_gives_the_list_of_the_days_it_was_kept_for_only() {
    let (dir, store) = left();
    let days: Vec<NaiveDate> = (0..7).map(|n| today() + Days::new(n)).collect();
    let seen: Vec<_> = days
        .iter()
        .map(|day| {
            (
                read_startup_cache(
                    &store,
                    &offsite::store::KeySource::InStore,
                    Profile::shipped(),
                    *day,
                )
                .map(|p| p.tally),
                at_once(&store, *day),
            )
        })
        .collect();
    assert!(
        seen[..5].iter().all(|(tally, ids)| tally.is_some() && ids.is_some())
            && seen[5..].iter().all(|(_, ids)| ids.is_none())
    );
    assert_eq!(
        std::fs::metadata(store.join("glance")).expect("a file").permissions().mode() & 0o777,
        0o600
    );
    let mut flow = Flow::on(dir, Keymap::built_in());
    assert_eq!(at_once(&store, today()), None, "somebody has the store open");
    for (day, (tally, ids)) in days.into_iter().zip(seen).take(5) {
        let asked = ListQuery {
            today: day,
            filter: String::new(),
            sort: Sort::Pressing,
            from: 0,
            count: 48,
        };
        let Reply::List(page) = flow.ask(Request::List(asked)) else { panic!("no list") };
        assert_eq!(
            (Some(page.tally), Some(page.rows.into_iter().map(|l| l.id).collect())),
            (tally, ids),
            "{day}"
        );
    }
}

#[test]
fn startup_cache_is_ignored_after_a_change_or_under_another_profile() {
    let (_dir, store) = left();
    assert!(at_once(&store, today()).is_some());
    let mut other = Profile::shipped().clone();
    other.views.clear();
    assert!(
        read_startup_cache(&store, &offsite::store::KeySource::InStore, &other, today()).is_none(),
        "another profile"
    );
    let kept = std::fs::read(store.join("glance")).expect("read");
    for damaged in [&kept[..kept.len() / 2], &[], b"nonsense"] {
        std::fs::write(store.join("glance"), damaged).expect("written");
        assert_eq!(at_once(&store, today()), None);
    }
    std::fs::write(store.join("glance"), kept).expect("written");
    assert!(at_once(&store, today()).is_some());
    // A script that only reads leaves all as it was; one that writes does not.
    assert!(crate::offsite(&store, &["cases"]).status.success());
    assert!(at_once(&store, today()).is_some());
    let file = store.join("more.jsonl");
    std::fs::write(&file, "{\"id\":\"OSD-2031-0001\",\"answers\":{},\"rows\":{},\"marks\":[]}\n")
        .expect("written");
    let out = crate::offsite(&store, &["import", "cases", &file.to_string_lossy()]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert_eq!(at_once(&store, today()), None);
}

#[test]
fn startup_cache_is_kept_by_a_session_and_gives_way_to_the_full_screen() {
    let (_dir, store) = crate::demo();
    let mut session = Session::start(&store);
    session.says("Reece Dyer");
    session.press("q");
    session.ends();
    assert!(at_once(&store, today()).is_some());
    let mut session = Session::start(&store);
    session.says("To do (");
    session.press("j");
    session.says("2 of 40");
    session.press("q");
    session.ends();
}
