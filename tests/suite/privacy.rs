//! The hidden screen shows nothing of any case and loses nothing; the process leaves no memory on
//! the disk when it fails.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::flow::Flow;
use crate::pty::Session;
use offsite::ui::Preferences;

const HIDDEN: &str = "The screen is hidden. Press Enter to show it. Anyone can do that, so lock your computer when you leave.";

/// Returns every word on the screen, one blank between.
fn words(flow: &Flow) -> String {
    let (buf, _) = flow.frame();
    let all: String =
        buf.content.iter().map(ratatui::buffer::Cell::symbol).collect::<Vec<&str>>().concat();
    // Lines end where the window does; a blank stands between them whether or not the sentence
    // fills one.
    let lines: Vec<String> = all
        .chars()
        .collect::<Vec<char>>()
        .chunks(flow.size.0.into())
        .map(|l| l.iter().collect())
        .collect();
    lines.join(" ").split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Puts settings where a session looks for them.
fn configured(dir: &Path, text: &str) -> String {
    let folder = dir.join("config");
    std::fs::create_dir_all(folder.join("offsite")).expect("a folder");
    std::fs::write(folder.join("offsite/config.toml"), text).expect("written");
    folder.to_str().expect("a path").to_owned()
}

#[test]
fn hidden_screen_shows_one_sentence_and_only_enter_returns() {
    // From every pane, from what lies over them, and from the middle of a text and of a sequence.
    for keys in [
        "",
        "2",
        "3",
        "4",
        "5",
        "6",
        "?",
        ":",
        "w",
        "H",
        "m",
        "/Singh",
        "a",
        "3eHalf a na",
        "5t",
        "g",
        "12",
    ] {
        let mut flow = Flow::demo();
        flow.keys(keys);
        let before = flow.frame();
        for size in [(160, 45), (80, 24), (24, 6)] {
            flow.size = size;
            flow.keys("<Ctrl-G>");
            assert_eq!(words(&flow), HIDDEN, "after {keys:?} at {size:?}");
            flow.keys("jq3x/<Esc><Tab>y<Ctrl-G><Ctrl-O><Down>");
            let asks = flow.ui.on_paste("Pasted words");
            assert!(asks.is_empty(), "a hidden screen took pasted words");
            assert_eq!(
                words(&flow),
                HIDDEN,
                "after {keys:?} at {size:?} another key did something"
            );
            flow.keys("<Enter>");
        }
        flow.size = (160, 45);
        assert_eq!(flow.frame(), before, "after {keys:?} the screen is another");
        assert!(!flow.ui.is_done());
    }
}

#[test]
fn hide_is_run_from_the_palette_and_a_text_takes_every_letter() {
    let mut flow = Flow::demo();
    flow.keys(":hide the screen<Enter>");
    assert_eq!(words(&flow), HIDDEN);
    // A keymap of one's own that hides by a letter: an answer takes it as a letter, a pane does not.
    let (keymap, faults) =
        offsite::keymap::Keymap::built_in().overlaid("mine", "[global]\nblank = [\"Z\", \"F8\"]");
    assert_eq!(faults, [] as [String; 0]);
    let mut flow = Flow::on(tempfile::tempdir().expect("a folder"), keymap);
    flow.keys("neZoZ").says("ZoZ");
    flow.keys("<F8>");
    assert_eq!(words(&flow), HIDDEN);
    flow.keys("<Enter>").says("ZoZ").keys("<Enter>").says("Full name: ZoZ · saved");
    // An answer that can be typed takes the letter too; the list does not.
    flow.keys("1Z");
    assert_eq!(words(&flow), HIDDEN);
}

#[test]
fn idle_screen_is_hidden_and_no_timer_runs_where_none_is_set() {
    let minutes = |n: u64| Duration::from_secs(60 * n);
    let mut flow = Flow::demo();
    assert_eq!(flow.ui.idle(minutes(100_000)), None);
    flow.says("Daniel Singh");
    flow.ui.configure(Preferences { hide_after: 10, ..Preferences::default() });
    assert_eq!(flow.ui.idle(minutes(0)), Some(minutes(10)));
    assert_eq!(
        flow.ui.idle(minutes(10).saturating_sub(Duration::from_millis(1))),
        Some(Duration::from_millis(1))
    );
    flow.says("Daniel Singh").keys("j");
    assert!(flow.ui.is_moving());
    assert_eq!(flow.ui.idle(minutes(10)), None);
    assert_eq!(words(&flow), HIDDEN);
    assert!(!flow.ui.is_moving(), "what was beside the list would stay on the screen");
    assert_eq!(flow.ui.idle(minutes(11)), None, "a hidden screen waits for a key alone");
    flow.keys("<Enter>").says("Daniel Singh");
    assert_eq!(flow.ui.idle(minutes(0)), Some(minutes(10)));
    flow.ui.configure(Preferences::default());
    assert_eq!(flow.ui.idle(minutes(1_000)), None);
    flow.says("Daniel Singh");
}

#[test]
fn hide_key_hides_the_terminal_and_keeps_the_draft() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::start(dir.path());
    session.says("No cases yet");
    session.press("n");
    session.says("Opened OSD-2026-0001");
    session.press("eHalf a na");
    session.says("Half a na");
    session.press("\x07");
    session.says("The screen is hidden.");
    session.gone("OSD-2026-0001");
    session.gone("Half a na");
    assert_eq!(session.shown().split_whitespace().collect::<Vec<&str>>().join(" "), HIDDEN);
    session.kill();
    let shown = crate::text(&crate::offsite(dir.path(), &["frame", "--size", "140x40"]));
    assert!(
        shown.contains("You were typing this when the session ended")
            && shown.contains("Half a na"),
        "{shown}"
    );
}

/// The long form waits a real minute: there is no way to make minutes shorter.
#[test]
fn idle_minute_hides_the_screen_of_a_terminal() {
    if std::env::var_os("OFFSITE_LONG").is_none() {
        return;
    }
    let dir = tempfile::tempdir().expect("a folder");
    let config = configured(dir.path(), "lock_minutes = 1\n");
    let store = dir.path().join("store");
    assert!(
        crate::offsite(dir.path(), &["demo", "--fill", &store.to_string_lossy()]).status.success()
    );
    let mut session = Session::start_with(&store, &[("XDG_CONFIG_HOME", &config)]);
    session.says("Daniel Singh");
    session.press("j");
    let begun = Instant::now();
    while !session.shown().contains("The screen is hidden.") {
        assert!(begun.elapsed() < Duration::from_secs(90), "never hidden:\n{}", session.shown());
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(begun.elapsed() > Duration::from_secs(55), "hidden after {:?}", begun.elapsed());
    session.gone("Daniel Singh");
    assert_eq!(session.shown().split_whitespace().collect::<Vec<&str>>().join(" "), HIDDEN);
    session.press("\r");
    session.says("Daniel Singh");
    session.kill();
}

#[test]
fn session_writes_no_core_dump() {
    let dir = tempfile::tempdir().expect("a folder");
    let session = Session::start(dir.path());
    session.says("No cases yet");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", session.id())).expect("limits");
    let core = limits.lines().find(|l| l.starts_with("Max core file size")).expect("a limit");
    assert_eq!(
        core.split_whitespace().skip(4).collect::<Vec<&str>>(),
        ["0", "0", "bytes"],
        "{core}"
    );
    session.kill();
}

#[test]
fn backup_is_written_on_request_and_the_setting_bounds_how_many_stay() {
    let dir = tempfile::tempdir().expect("a folder");
    let config = configured(dir.path(), "backups_kept = 3\n");
    let folder = dir.path().join("backups");
    std::fs::create_dir_all(&folder).expect("a folder");
    for day in 1..=6 {
        std::fs::write(folder.join(format!("2026-11-{day:02}.offsite")), "old").expect("written");
    }
    let mut session = Session::start_with(dir.path(), &[("XDG_CONFIG_HOME", &config)]);
    session.says("No cases yet");
    session.press("n");
    session.says("Opened OSD-2026-0001");
    session.press(":back up now\r");
    session.says("Backed up to");
    let shown = session.shown().split_whitespace().collect::<Vec<&str>>().concat();
    assert!(
        shown.contains("2026-11-23.offsite(") && shown.contains("Copyittoanothermachine."),
        "{shown}"
    );
    session.press("eZoë Ashworth\r");
    session.says("Full name: Zoë Ashworth · saved");
    session.press(":back up now\r");
    session.says("Backed up to");
    let file = folder.join("2026-11-23.offsite");
    let told = || {
        offsite::store::backup::check(
            &file,
            &offsite::store::backup::BackupKey::default(),
            &offsite::store::KeySource::InStore,
            &mut |_, _, _| {},
        )
        .expect("whole")
    };
    assert_eq!(told().entries, 2, "the day's backup holds what was saved after the first");
    session.press(":quit\r");
    assert_eq!(session.ends(), 0);
    assert_eq!(told().entries, 2);
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["2026-11-05.offsite", "2026-11-06.offsite", "2026-11-23.offsite"]);
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--data", dir.path().to_str().expect("a path"), "--today", "2026-11-23", "doctor"])
        .env("XDG_CONFIG_HOME", &config)
        .output()
        .expect("runs");
    assert!(
        crate::text(&out)
            .contains("3 of at most 3 kept. The newest, 2026-11-23, can be read in full."),
        "{}",
        crate::text(&out)
    );
}

#[test]
fn backup_that_cannot_be_written_is_reported_and_leaves_the_earlier_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::start(dir.path());
    session.says("No cases yet");
    session.press("n");
    session.says("Opened OSD-2026-0001");
    session.press(":back up now\r");
    session.says("Backed up to");
    let file = dir.path().join("backups/2026-11-23.offsite");
    let before = std::fs::read(&file).expect("read");
    // A folder stands where the new one would be written.
    std::fs::create_dir_all(dir.path().join("backups/2026-11-23.offsite.new/x")).expect("a folder");
    session.press(":back up now\r");
    session.says("was not written");
    assert_eq!(std::fs::read(&file).expect("read"), before);
    session.kill();
}

#[test]
fn words_about_a_pupil_are_read_from_standard_input_instead_of_arguments() {
    let (_dir, store) = crate::demo();
    let same = |told: &[&str], words: &str, named: &[&str]| {
        let by_input = crate::offsite_told(&store, told, words);
        assert!(by_input.status.success(), "{}", String::from_utf8_lossy(&by_input.stderr));
        let by_input = crate::text(&by_input);
        assert!(!by_input.is_empty(), "{told:?} found nothing");
        assert_eq!(by_input, crate::text(&crate::offsite(&store, named)), "{told:?}");
    };
    same(&["search", "-"], "parent\n", &["search", "parent"]);
    same(&["cases", "-"], "late\n", &["cases", "late"]);
    let file = store.with_file_name("letter.txt");
    std::fs::write(&file, "A letter").expect("written");
    let file = file.to_string_lossy();
    let case = "OSD-2026-0001";
    let add = ["evidence", case, "--add", &file, "--kind", "attendance", "--title", "-"];
    let added = crate::offsite_told(&store, &add, "Letter about Bailey\n");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let listed = crate::text(&crate::offsite(&store, &["evidence", case]));
    assert!(listed.contains("Letter about Bailey"), "{listed}");
    for verb in [&["search"][..], &["cases"], &["evidence"], &["import", "register"]] {
        let help = crate::text(&crate::offsite(&store, &[verb, &["--help"]].concat()));
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.contains("from standard input"), "{verb:?}: {help}");
    }
}
