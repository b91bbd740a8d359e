//! The conventions of terminals, scripts and readers that Offsite keeps, as a table of 44 checks:
//! each is looked at here, held by tests of this suite that are named, or says what lacks.
//!
//! With `OFFSITE_BLESS=1` the table is written into `src/manual/conventions.md`, with the day and
//! the commit; without it the page has to hold the table as it is.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// How a convention is looked at.
enum How {
    /// By running the program: what was seen, or what was wrong.
    Run(fn() -> Result<String, String>),
    /// By tests, by their names.
    Tests(&'static [&'static str]),
    /// In part by tests; what lacks, and why.
    Part(&'static [&'static str], &'static str),
}
use How::{Part, Run, Tests};

/// Every check of the list, in its order.
const CHECKS: &[(&str, How)] = &[
    ("NO_COLOR is respected", Run(no_colour)),
    ("TERM=dumb and no terminal", Run(dumb_terminal)),
    ("sixteen colours without COLORTERM", Run(sixteen_colours)),
    ("XDG folders, nothing else in HOME", Run(only_xdg)),
    (
        "private files",
        Tests(&[
            "every_file_is_private_whatever_the_umask",
            "files_are_private_and_never_written_over",
        ]),
    ),
    (
        "exit codes mapped",
        Tests(&[
            "every_kind_has_one_exit_code_that_the_manual_explains",
            "the_manual_explains_every_exit_status",
        ]),
    ),
    (
        "--json on every reading command",
        Tests(&["every_command_with_json_stands_in_the_schema_and_prints_its_shape"]),
    ),
    ("--plain", Run(plain_columns)),
    (
        "--no-input and --dry-run",
        Part(
            &[
                "reading_verbs_frame_and_dry_runs_make_no_store_at_a_mistyped_path",
                "reading_command_leaves_every_byte_of_the_store_and_its_time_as_they_were",
            ],
            "every import has --dry-run; there is no --no-input, since nothing prompts without a terminal",
        ),
    ),
    ("messages on standard error", Run(messages_on_stderr)),
    (
        "a severe action needs a typed name",
        Tests(&["officer_disposes_only_of_an_ended_case_with_a_second_person_and_a_reason"]),
    ),
    (
        "man page, every page that it names",
        Tests(&["commands_keep_the_conventions_of_output_and_exit_codes"]),
    ),
    (
        "completions",
        Part(
            &["commands_keep_the_conventions_of_output_and_exit_codes"],
            "arguments such as references are not completed: clap's way to do that is not stable yet",
        ),
    ),
    ("no phone-home", Run(no_network)),
    (
        "80x24, 60x20; smaller says so",
        Tests(&[
            "every_pane_draws_at_every_size_with_the_cursor_on_it",
            "every_overlay_draws_at_every_size_with_the_cursor_on_it",
            "window_that_is_too_small_says_what_it_needs",
        ]),
    ),
    ("resize", Tests(&["terminal_resizes_lose_no_key"])),
    (
        "real cursor on the focus",
        Tests(&[
            "every_pane_draws_at_every_size_with_the_cursor_on_it",
            "every_page_and_sheet_draws_at_every_size_with_the_cursor_on_it",
        ]),
    ),
    (
        "linear mode is the same work",
        Tests(&[
            "every_action_is_typed_in_a_linear_session_or_says_why_it_is_of_the_screen",
            "screen_and_linear_mode_leave_the_same_records_and_journal",
        ]),
    ),
    (
        "colour is never the only sign",
        Tests(&["nothing_that_must_be_told_apart_is_told_by_colour_alone"]),
    ),
    (
        "contrast, colour blindness",
        Tests(&[
            "letters_stand_out_in_every_theme_that_brings_its_own_background",
            "default_theme_can_be_read_on_a_dark_and_on_a_light_ground",
            "late_warned_and_done_stay_apart_for_eyes_without_green",
        ]),
    ),
    ("no spinner off a terminal", Run(no_spinner)),
    ("box drawing falls back", Run(ascii_frames)),
    ("names of any script", Tests(&["widths_count_cells_and_cuts_keep_graphemes_whole"])),
    ("dates as people write them", Tests(&["days_are_read_as_officers_type_them"])),
    ("a date is one line", Tests(&["each_field_kind_opens_its_own_editor"])),
    ("Europe/London whatever TZ", Tests(&["late_evening_in_summer_utc_is_the_next_day_in_london"])),
    (
        "bracketed paste",
        Tests(&[
            "paste_is_one_text_and_ends_when_it_stands_still",
            "unmarked_paste_outside_a_text_is_held_and_asked_about",
        ]),
    ),
    ("works without the kitty protocol", Run(no_kitty)),
    (
        "Esc is not delayed, no key is split",
        Part(
            &["key_cut_at_any_byte_with_pauses_up_to_100_ms_is_still_the_key"],
            "Esc alone waits 150 ms, because a key may be cut that long over SSH",
        ),
    ),
    ("OSC 52 off unless asked for", Run(no_osc)),
    ("OSC 8 off", Run(no_osc)),
    (
        "imported text is sanitised",
        Tests(&[
            "every_text_verb_prints_one_line_a_record_whatever_a_name_holds",
            "record_in_words_is_one_line_whatever_a_name_holds",
        ]),
    ),
    ("CSV formulas are text", Tests(&["the_merged_register_is_written_with_formulas_as_text"])),
    ("few bytes a key", Tests(&["each_key_sends_few_bytes_and_none_asks_the_terminal_anything"])),
    ("synchronised output", Run(synchronised)),
    (
        "a dropped line loses nothing",
        Tests(&[
            "dropped_line_in_the_middle_of_a_long_text_loses_nothing",
            "take_over_ends_a_session_whose_terminal_is_not_read_and_keeps_what_was_typed",
            "line_that_is_half_typed_is_kept_by_the_session_whose_place_is_taken",
            "what_was_typed_over_a_case_is_there_again_after_the_session_was_killed",
        ]),
    ),
    (
        "HUP, TERM, INT, QUIT, a panic",
        Tests(&[
            "every_signal_to_leave_ends_the_session_in_two_seconds_by_its_code_with_the_draft_on_disk",
        ]),
    ),
    ("kill -9", Tests(&["kill_at_any_moment_loses_no_acknowledged_change"])),
    (
        "two officers",
        Tests(&[
            "second_session_is_refused_with_exit_code_3",
            "two_sessions_never_write_one_journal_even_where_the_lock_file_goes",
            "two_sessions_work_on_one_record_through_a_socket",
        ]),
    ),
    (
        "ForceCommand",
        Tests(&[
            "session_without_a_shell_says_so_and_is_not_stopped",
            "command_given_to_ssh_is_run_without_a_server_too",
            "command_given_to_ssh_is_run_by_the_server_and_by_no_shell",
        ]),
    ),
    (
        "no shell escape",
        Tests(&[
            "forced_session_starts_no_editor_and_keeps_the_text",
            "forced_session_reads_and_writes_only_in_its_own_folder",
            "forced_session_is_not_stopped_by_key_or_signal",
        ]),
    ),
    ("identity from the system", Run(identity)),
    (
        "idle lock, hide key",
        Tests(&[
            "idle_minute_hides_the_screen_of_a_terminal",
            "hide_key_hides_the_terminal_and_keeps_the_draft",
        ]),
    ),
    ("version, licence, advisories", Run(papers_of_the_project)),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the program in an empty home folder, with these variables.
fn run(env: &[(&str, &str)], args: &[&str], home: &Path) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offsite"));
    command.args(args).args(["--today", "2026-11-23"]).env_clear();
    command.env("HOME", home).env("OFFSITE_STORE_KEY", "in-store").envs(env.iter().copied());
    command.stdin(std::process::Stdio::null()).output().expect("the program runs")
}

/// Returns what a session on a terminal sends until it stands, and after one key.
fn sent(env: &[(&str, &str)]) -> String {
    let (_dir, store) = crate::demo();
    let mut session = crate::pty::Session::start_with(&store, env);
    session.says("1 of 40");
    session.press("j");
    session.says("2 of 40");
    let sent = session.sent();
    session.kill();
    sent
}

fn ok(holds: bool, seen: impl Into<String>) -> Result<String, String> {
    if holds { Ok(seen.into()) } else { Err(seen.into()) }
}

/// Returns how many sequences of a text set a colour.
fn colours(text: &str) -> usize {
    let sets = |n: &str| {
        let colours = [30..=38, 40..=48, 90..=97, 100..=107];
        n.parse::<u16>().is_ok_and(|n| colours.iter().any(|range| range.contains(&n)))
    };
    let is_colour = |part: &&str| {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(part.len());
        part[end..].starts_with('m') && part[..end].split(';').any(sets)
    };
    text.split("\x1b[").skip(1).filter(is_colour).count()
}

fn no_colour() -> Result<String, String> {
    // The default theme has no colours of its own, so one that has is asked for.
    let config = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(config.path().join("offsite")).expect("made");
    std::fs::write(config.path().join("offsite/config.toml"), "theme = \"dark\"\n")
        .expect("written");
    let themed = ("XDG_CONFIG_HOME", config.path().to_str().expect("a path"));
    let (with, without) = (sent(&[themed]), sent(&[themed, ("NO_COLOR", "1")]));
    ok(
        colours(&without) == 0 && colours(&with) > 0,
        format!("{} colour codes with it, {} without", colours(&without), colours(&with)),
    )
}

fn sixteen_colours() -> Result<String, String> {
    let sent = sent(&[("COLORTERM", "")]);
    ok(!sent.contains("38;2") && !sent.contains("48;2"), "no colour of 24 bits")
}

fn dumb_terminal() -> Result<String, String> {
    let dir = tempfile::tempdir().expect("a folder");
    let dumb = run(&[("TERM", "dumb")], &[], dir.path());
    let out = String::from_utf8_lossy(&dumb.stdout).into_owned();
    let piped = run(&[("TERM", "xterm")], &[], dir.path());
    let said = String::from_utf8_lossy(&piped.stderr).into_owned();
    let holds = out.contains("Type help")
        && !out.contains('\x1b')
        && !said.contains('\x1b')
        && said.contains("offsite today");
    ok(holds, "dumb reads lines; without a terminal a sentence names today and cases, no escapes")
}

fn only_xdg() -> Result<String, String> {
    let dir = tempfile::tempdir().expect("a folder");
    let out = run(&[("TERM", "dumb")], &["--linear"], dir.path());
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(dir.path()).expect("a folder").flatten() {
        found.insert(entry.file_name().to_string_lossy().into_owned());
    }
    let allowed = found.iter().all(|name| name == ".local" || name == ".config");
    let store = dir.path().join(".local/share/offsite/journal").exists();
    ok(out.status.success() && allowed && store, found.into_iter().collect::<Vec<_>>().join(", "))
}

fn plain_columns() -> Result<String, String> {
    let (_dir, store) = crate::demo();
    let mut counted = Vec::new();
    for verb in [
        &["today"][..],
        &["cases"],
        &["keys"],
        &["forms"],
        &["export", "register", "OSD-2026-0030"],
    ] {
        let printed = crate::text(&crate::offsite(&store, &[verb, &["--plain"]].concat()));
        let tabs: BTreeSet<usize> = printed.lines().map(|l| l.matches('\t').count()).collect();
        if tabs.len() != 1 {
            return Err(format!("{verb:?}: {tabs:?} tabs a line"));
        }
        counted.push(verb.join(" "));
    }
    Ok(format!("as many tabs on every line of {}", counted.join(", ")))
}

fn messages_on_stderr() -> Result<String, String> {
    let (_dir, store) = crate::demo();
    for args in [&["case", "show", "OSD-2026-9999"][..], &["cases", "stage:"], &["why", "x"]] {
        let out = crate::offsite(&store, args);
        if !out.stdout.is_empty() || out.stderr.is_empty() {
            return Err(format!("{args:?}"));
        }
    }
    Ok("nothing of a refusal on standard output".into())
}

fn no_network() -> Result<String, String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("the lock");
    let nets = ["hyper", "reqwest", "ureq", "curl", "native-tls", "rustls", "tokio", "socket2"];
    let found: Vec<&str> =
        nets.into_iter().filter(|n| lock.contains(&format!("name = \"{n}\"\n"))).collect();
    let mut opens = Vec::new();
    crate::house::walk(&root().join("src"), &mut |path, text| {
        if text.contains("TcpStream") || text.contains("UdpSocket") || text.contains("TcpListener")
        {
            opens.push(path.display().to_string());
        }
    });
    ok(
        found.is_empty() && opens.is_empty(),
        format!("no crate and no source opens a network socket {found:?} {opens:?}")
            .replace(" [] []", ""),
    )
}

fn no_spinner() -> Result<String, String> {
    let (_dir, store) = crate::demo();
    let out = crate::offsite(&store, &["verify"]);
    ok(
        !out.stdout.contains(&b'\r') && !out.stderr.contains(&b'\r'),
        "no carriage return of verify into a pipe",
    )
}

fn ascii_frames() -> Result<String, String> {
    let (_dir, store) = crate::demo();
    let frame = |locale: &str, pane: &str| {
        let data = store.to_string_lossy().into_owned();
        let args = ["--data", &data, "frame", "--size", "140x40", "--pane", pane];
        String::from_utf8_lossy(&run(&[("LC_ALL", locale)], &args, &store).stdout).into_owned()
    };
    for pane in ["cases", "overview", "passport", "timeline", "attendance", "documents"] {
        let (plain, drawn) = (frame("C", pane), frame("C.UTF-8", pane));
        let signs = |text: &str| {
            text.chars().filter(|c| offsite::widgets::ascii::is_sign(&c.to_string())).count()
        };
        if signs(&plain) > 0 || signs(&drawn) == 0 || plain.is_empty() {
            return Err(format!(
                "{pane}: {} signs with LC_ALL=C, {} with UTF-8\n{plain}",
                signs(&plain),
                signs(&drawn)
            ));
        }
    }
    Ok("no sign beyond ASCII with LC_ALL=C in six panes".into())
}

fn no_kitty() -> Result<String, String> {
    let sent = sent(&[]);
    ok(!sent.contains("\x1b[>") && !sent.contains("\x1b[="), "no CSI > is sent")
}

fn no_osc() -> Result<String, String> {
    let sent = sent(&[]);
    ok(!sent.contains("\x1b]"), "no OSC is sent")
}

fn synchronised() -> Result<String, String> {
    let sent = sent(&[]);
    let (begun, ended) = (sent.matches("\x1b[?2026h").count(), sent.matches("\x1b[?2026l").count());
    ok(begun > 0 && begun <= ended, format!("{begun} frames begin and end as one"))
}

fn identity() -> Result<String, String> {
    let dir = tempfile::tempdir().expect("a folder");
    let data = dir.path().to_string_lossy().into_owned();
    let mut child = Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--linear", "--as", "headteacher", "--data", &data])
        .env("USER", "boss")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    let lines = b"new case\nhistory\nquit\n";
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), lines).expect("typed");
    let out = child.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    ok(said.contains("headteacher (system user "), "the record names the system's user beside --as")
}

fn papers_of_the_project() -> Result<String, String> {
    let there = ["LICENSE", "NOTICE", "SECURITY.md", "deny.toml"];
    let lacking: Vec<&str> = there.into_iter().filter(|f| !root().join(f).exists()).collect();
    let deny = std::fs::read_to_string(root().join("deny.toml")).unwrap_or_default();
    ok(
        lacking.is_empty() && deny.contains("RUSTSEC-2025-0141"),
        format!("{}{}", there.join(", "), lacking.join(", lacking ")),
    )
}

/// Returns the names of every test of the project.
fn all_tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for folder in ["src", "tests"] {
        crate::house::walk(&root().join(folder), &mut |_, text| {
            let name = |rest: &str| rest.split(['(', '<']).next().map(str::to_owned);
            let after = text.split("#[test]").skip(1).chain(text.split("proptest!").skip(1));
            names.extend(after.filter_map(|rest| name(rest.split_once("fn ")?.1)));
        });
    }
    names
}

#[test]
fn conventions_of_the_list_hold_and_the_manual_has_their_table() {
    let known = all_tests();
    let missing: Vec<&str> = CHECKS
        .iter()
        .flat_map(|(_, how)| match how {
            Tests(names) | Part(names, _) => names.to_vec(),
            Run(_) => Vec::new(),
        })
        .filter(|name| !known.contains(*name))
        .collect();
    assert!(missing.is_empty(), "no such tests: {missing:?}");
    assert_eq!(CHECKS.len(), 44, "the list has 44 checks");
    let (mut table, mut failed) =
        (String::from("| check | result | how, or why not |\n|---|---|---|\n"), Vec::new());
    let mut count = [0; 3];
    for (check, how) in CHECKS {
        let (result, words) = match how {
            Tests(names) => {
                ("pass", names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", "))
            }
            Part(names, why) => (
                "part",
                format!(
                    "{why}: {}",
                    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
                ),
            ),
            Run(look) => match look() {
                Ok(seen) => ("pass", seen),
                Err(seen) => {
                    failed.push(format!("{check}: {seen}"));
                    ("fail", seen)
                }
            },
        };
        count[match result {
            "pass" => 0,
            "part" => 1,
            _ => 2,
        }] += 1;
        table.push_str(&format!("| {check} | {result} | {words} |\n"));
    }
    let sum = format!(
        "{} pass, {} pass in part,\n{} fail or are left out.",
        count[0], count[1], count[2]
    );
    println!("{table}\n{sum}");
    assert!(failed.is_empty(), "{failed:#?}");
    let path = root().join("src/manual/conventions.md");
    let page = std::fs::read_to_string(&path).expect("the page of conventions");
    if std::env::var_os("OFFSITE_BLESS").is_some() {
        let mut git = Command::new("git");
        git.args(["log", "-1", "--format=%cs, after commit %h"]).current_dir(root());
        let at = git.output().map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
        let head = page.split("Last run on").next().unwrap_or_default();
        let at = at.unwrap_or_default();
        std::fs::write(&path, format!("{head}Last run on {at}: {sum}\n\n{table}"))
            .expect("written");
        return;
    }
    // What is counted on a run may differ by a frame: the words behind a pass are not compared.
    let rows = |text: &str| -> Vec<String> {
        let row = |l: &str| l.split(" | ").take(2).collect::<Vec<_>>().join(" | ");
        text.lines().filter(|l| l.starts_with("| ")).map(row).collect()
    };
    assert_eq!(rows(&page), rows(&table), "run with OFFSITE_BLESS=1");
}
