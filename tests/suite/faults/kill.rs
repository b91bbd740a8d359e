//! A process that saves as fast as it can is killed at random moments: every change that it
//! acknowledged is there, none is half there.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use offsite::domain::case::FieldPath;
use offsite::store::{Store, StoredDraft};

use super::{change, proven, rounds};

const CHILD: &str = "OFFSITE_TEST_CHILD";

fn draft(n: u64) -> StoredDraft {
    StoredDraft {
        officer: "a.shah".into(),
        case: super::TWINS[0],
        place: FieldPath::case("child.full_name"),
        text: format!("Letter {n}"),
        cursor: (0, 3),
        saved_ms: n as i64,
        session: 0,
    }
}

/// The process that is killed: this very test, run again by the one below. By itself it does
/// nothing.
#[test]
fn child_process_saves_until_it_is_killed() {
    let Some(dir) = std::env::var_os(CHILD) else { return };
    let mut out = std::io::stdout();
    let mut store = Store::open(Path::new(&dir), "a.shah", "now").expect("opens").store;
    let mut n = store.history(super::TWINS[0], usize::MAX).expect("a history").len() as u64;
    writeln!(out, "open {n}").expect("said");
    loop {
        n += 1;
        store.save_draft(&draft(n)).expect("kept");
        writeln!(out, "draft {n}").expect("said");
        store.commit(change(n)).expect("saved");
        writeln!(out, "saved {n}").expect("said");
    }
}

/// Lets a child save for a while, kills it, and returns the last change and the last text that it
/// acknowledged.
fn killed(dir: &Path, after: Duration) -> (u64, u64) {
    let mut child = Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", "faults::kill::child_process_saves_until_it_is_killed", "--nocapture"])
        .env(CHILD, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let from = BufReader::new(child.stdout.take().expect("a pipe"));
    let (opened, is_open) = channel();
    let reader = std::thread::spawn(move || {
        let (mut saved, mut text) = (0, 0);
        for line in from.lines().map_while(Result::ok) {
            let Some((what, n)) = line
                .split_once(' ')
                .and_then(|(w, n)| Some((w.to_owned(), n.parse::<u64>().ok()?)))
            else {
                continue;
            };
            match what.as_str() {
                "open" => {
                    let _ = opened.send(());
                    saved = n;
                }
                "draft" => text = n,
                "saved" => saved = n,
                _ => {}
            }
        }
        (saved, text)
    });
    // Some are killed while they open, the others while they save.
    if !after.as_millis().is_multiple_of(5) {
        let _ = is_open.recv_timeout(Duration::from_secs(20));
    }
    std::thread::sleep(after);
    child.kill().expect("killed");
    child.wait().expect("gone");
    reader.join().expect("read")
}

#[test]
fn kill_at_any_moment_loses_no_acknowledged_change() {
    let rounds = rounds(25, 1000);
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let (mut acknowledged, mut texts, mut last) = (0, 0, 0);
    let mut dir = tempfile::tempdir().expect("a folder");
    for round in 0..rounds {
        if round % 50 == 0 {
            dir = tempfile::tempdir().expect("a folder");
            last = 0;
        }
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let (saved, text) = killed(dir.path(), Duration::from_millis(seed % 100));
        let opened = Store::open(dir.path(), "a.shah", "now")
            .unwrap_or_else(|e| panic!("round {round}: {e}"));
        let found = proven(&opened.store);
        let least = saved.max(last);
        assert!(
            found == least || found == least + 1,
            "round {round}: {least} were acknowledged, {found} are there"
        );
        let kept =
            opened.store.drafts("a.shah").expect("read").first().map_or(0, |d| d.saved_ms as u64);
        assert!(kept >= text, "round {round}: text {text} was acknowledged, {kept} is there");
        acknowledged += found - last;
        texts += kept.saturating_sub(last);
        last = found;
        // Half the rounds are left in order, half not.
        if round % 2 == 0 {
            opened.store.close().expect("in order");
        }
    }
    println!(
        "killed {rounds} times; {acknowledged} changes and {texts} texts acknowledged; lost: none"
    );
}
