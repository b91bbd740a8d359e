//! What users of other shared terminal programs have complained of in public, numbered from 1 as in
//! the reports that were read, and the tests that hold it off here. `OFFSITE_LONG=1` does each as
//! often as the complaints asked for.
//!
//! | n | what went wrong elsewhere | tests |
//! |---|---|---|
//! | 1 | after an upgrade the old client was told nothing it understood | `session_told_of_another_build_says_what_to_do`, `session_goes_on_in_the_new_program_where_it_stood` |
//! | 2 | old and new hung, either way round | `client_of_another_build_is_told_so_and_does_not_hang`, `nonsense_and_silence_end_within_the_time_allowed`, `connections_that_say_nothing_keep_no_officer_out` |
//! | 3 | the version stood in the socket's path, so sessions were gone after an upgrade | `every_session_of_an_upgraded_server_is_back`, `session_told_of_another_build_says_what_to_do` |
//! | 4 | the upgrade ended the server and none came back | `every_session_of_an_upgraded_server_is_back`, `what_was_being_typed_at_an_upgrade_is_offered_by_the_new_program` |
//! | 5 | a new client was served by the old server without a word | `client_of_another_build_is_never_served` |
//! | 6 | a dead socket kept the server from starting | `server_that_was_killed_starts_again_at_its_dead_socket`, `socket_of_a_server_that_was_killed_is_taken_over` |
//! | 7 | a process was alive, its socket dead, and every command hung | `server_that_stands_still_is_told_by_its_silence_and_no_command_hangs` |
//! | 8 | a stale socket, or one that was slow, was taken for the other | `server_of_other_records_leaves_a_silent_servers_socket_alone`, `socket_of_a_living_server_is_left_alone`, `what_is_no_socket_is_never_removed` |
//! | 9 | many starts at once made many servers | `of_fifty_servers_that_start_at_once_one_owns_the_records` |
//! | 10 | a second server took the socket, and two wrote | `second_server_on_the_same_records_makes_no_socket_of_its_own`, `two_sessions_never_write_one_journal_even_where_the_lock_file_goes` |
//! | 11 | the server removed the socket that the service manager owned | `socket_that_was_handed_over_outlives_every_server_and_starts_the_next` |
//! | 12 | the first user's logout ended the server | `first_officer_who_leaves_takes_no_server_away` |
//! | 13 | what the first user made shut the second out | `two_users_are_let_in_whoever_comes_first` |
//! | 14 | the rights of the socket were wrong | `only_the_group_reaches_the_socket_and_only_the_server_its_records`, `folder_that_others_can_write_in_is_refused` |
//! | 15 | a path or a link made the server read or write for another | `server_opens_no_path_that_a_command_names`, `forced_session_reads_and_writes_only_in_its_own_folder`, `socket_that_another_user_could_have_put_there_is_not_used` |
//! | 16 | the user at the other end was taken to be the server's own | `entry_names_the_user_at_the_other_end_of_the_socket`, `entry_names_the_system_user_at_the_other_end_and_not_the_services_own` |
//! | 17 | one client that read nothing held up all | `reader_that_takes_nothing_or_a_sip_at_a_time_is_cut_off`, `session_that_reads_nothing_is_told_to_ask_for_all_and_who_is_where`, `officers_who_log_in_by_ssh_work_on_one_record_and_outlive_its_server` |
//! | 18 | a server that ended took its successor's socket away | `server_that_ends_leaves_its_successors_socket_alone`, `change_whose_answer_was_lost_is_stored_once_and_said_to_be_saved` |
//! | 19 | data was lost with two users, nobody saw who edits, leases stayed locked | `text_being_typed_is_told_of_a_colleagues_answer_before_it_is_saved`, `each_sees_where_the_other_is_and_no_longer_once_that_has_left`, `acknowledged_changes_of_many_outlive_a_server_that_is_killed_again_and_again` |
//! | 20 | whoever saved last won in silence | `every_kind_of_answer_is_said_to_have_changed_and_replaced_only_by_doing_it_again`, `mark_that_both_give_is_decided_by_the_second_with_a_reason` |
//! | 21 | undo took a colleague's work | `undo_steps_over_what_a_colleague_overtook_and_says_so`, `undo_never_takes_away_a_colleagues_term_dates`, `undo_takes_back_the_change_that_was_shown_and_no_later_one` |
//! | 22 | a lock on a note was let go by another tab, and the note then written without one | `text_that_is_left_for_another_pane_locks_nobody_out_and_replaces_nothing_unseen` |
//! | 23 | texts were merged by machine | `long_text_is_never_merged_and_stands_beside_what_was_typed`, `order_of_changes_is_the_journals_however_the_clock_jumps` |
//! | 24 | a script and a reader shut each other out | `nightly_script_runs_while_sessions_are_open` |
//! | 25 | "who looked at this record?" could not be answered | `history_has_a_second_page_with_who_looked`, `looks_through_a_socket_are_noted_under_the_number_of_the_user_who_looked`, `whatever_is_given_out_is_noted_before_and_not_given_out_where_it_cannot_be` |
//! | 26 | a record opened in an emergency skipped the other checks | `opened_record_is_read_and_printed_and_every_other_right_is_as_it_was`, `restricted_record_is_opened_by_command_for_a_reason_and_closes_by_itself` |

use std::fs;
use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use offsite::domain::case::FieldPath;
use offsite::domain::value::Value;
use offsite::ui::specimens;
use rustix::process::{Pid, Signal, kill_process};

use crate::door::{self, NOBODY};
use crate::failures::{holds_tests, rows_of};
use crate::faults::rounds;
use crate::office::{Office, THERE};
use crate::pty::Session;
use crate::server::{LONG, Served, handed_over, write_note};
use crate::upgrade::{install, restart_upgraded};

/// The reports that a test holds off here.
const REPORTS: usize = 26;

#[test]
fn every_report_has_its_tests() {
    let rows = rows_of(include_str!("rows.rs"));
    let numbers: Vec<String> = (1..=REPORTS).map(|n| n.to_string()).collect();
    let named: Vec<&str> =
        rows.iter().filter_map(|row| row.split('|').nth(1)).map(str::trim).collect();
    assert_eq!(named, numbers);
    holds_tests(&rows);
}

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Waits until a server accepts at a socket.
fn until_it_listens(socket: &Path) {
    let until = Instant::now() + LONG;
    while UnixStream::connect(socket).is_err() {
        assert!(Instant::now() < until, "no server listens at {}", socket.display());
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn end(mut server: Child, signal: Signal) {
    kill_process(Pid::from_raw(server.id().cast_signed()).expect("a pid"), signal).expect("sent");
    server.wait().expect("ended");
}

#[test]
fn every_session_of_an_upgraded_server_is_back() {
    let mut served = Served::running(install);
    let program = served.folder.path().join("offsite-installed");
    let start = || {
        let session = Session::start_program(&program, served.folder.path(), &served.socket());
        session.says("Cases");
        session
    };
    let mut all: Vec<Session> = (0..rounds(3, 20)).map(|_| start()).collect();
    restart_upgraded(&mut served);
    let begun = Instant::now();
    for session in &mut all {
        session.press(":history\r");
    }
    for session in &all {
        session.says("Offsite was upgraded. You are where you were.");
    }
    println!("{} sessions back in {:.1} s", all.len(), begun.elapsed().as_secs_f64());
    for session in all {
        session.kill();
    }
}

#[test]
fn client_of_another_build_is_never_served() {
    let served = Served::start();
    let mut line = UnixStream::connect(served.socket()).expect("connected");
    line.set_read_timeout(Some(LONG)).expect("set");
    let hello = br#"{"offsite":"an earlier build"}"#;
    let framed = |bytes: &[u8]| [&(bytes.len() as u32).to_le_bytes(), bytes].concat();
    // It goes on as if it had been let in.
    line.write_all(&[framed(hello), framed(&[0; 64]), framed(&[0; 64])].concat()).expect("sent");
    let _ = line.shutdown(Shutdown::Write);
    let mut came = Vec::new();
    let _ = line.read_to_end(&mut came);
    let length = u32::from_le_bytes(came[..4].try_into().expect("a length")) as usize;
    let answer = String::from_utf8_lossy(&came[4..]).into_owned();
    assert!(answer.contains(r#""answer":"other_build""#), "{answer}");
    assert_eq!(came.len(), 4 + length, "nothing follows it: {answer}");
}

#[test]
fn server_that_was_killed_starts_again_at_its_dead_socket() {
    let mut served = Served::start();
    for _ in 0..rounds(3, 100) {
        served.signal(Signal::KILL);
        assert!(served.socket().exists(), "a killed server leaves its socket");
        served.start_again();
    }
    let today = served.run(&["today"]);
    assert!(today.status.success(), "{}", said(&today));
}

/// Returns every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        all.push(entry.path());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            all.extend(files(&entry.path()));
        }
    }
    all
}

#[test]
fn server_that_stands_still_is_told_by_its_silence_and_no_command_hangs() {
    let served = Served::start();
    served.send(Signal::STOP);
    let begun = Instant::now();
    let asked = served.run(&["today"]);
    let took = begun.elapsed();
    served.send(Signal::CONT);
    assert!(took < Duration::from_secs(15), "{took:?}");
    assert!(!asked.status.success() && said(&asked).contains("No server answers"), "{asked:?}");
    let today = served.run(&["today"]);
    assert!(today.status.success(), "it goes on: {}", said(&today));
    // Nobody could take a number in a file for a server: there is no such file.
    let id = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "pid");
    assert_eq!(files(served.folder.path()).into_iter().find(id), None);
}

#[test]
fn server_of_other_records_leaves_a_silent_servers_socket_alone() {
    let served = Served::start();
    let (_other, store) = crate::demo();
    let socket = fs::metadata(served.socket()).expect("a socket").ino();
    served.send(Signal::STOP);
    let mut second = Command::new(env!("CARGO_BIN_EXE_offsite"));
    second.arg("--data").arg(&store).arg("--socket").arg(served.socket()).arg("serve");
    let second = second.env("XDG_CONFIG_HOME", store.join("no-config")).output().expect("it ran");
    served.send(Signal::CONT);
    assert_eq!(second.status.code(), Some(3), "{}", said(&second));
    assert!(said(&second).contains("A server already listens"), "{}", said(&second));
    assert_eq!(fs::metadata(served.socket()).expect("a socket").ino(), socket);
    assert!(served.run(&["today"]).status.success());
}

#[test]
fn second_server_on_the_same_records_makes_no_socket_of_its_own() {
    let served = Served::start();
    let other = served.folder.path().join("other");
    let mut second = Command::new(env!("CARGO_BIN_EXE_offsite"));
    second.arg("--data").arg(served.store()).arg("--socket").arg(&other).arg("serve");
    second.env("XDG_CONFIG_HOME", served.folder.path().join("no-config"));
    let second = second.output().expect("it ran");
    assert_eq!(second.status.code(), Some(3), "{}", said(&second));
    assert!(!other.exists(), "the lock of the records comes before the socket");
    assert!(served.run(&["today"]).status.success());
}

#[test]
fn of_fifty_servers_that_start_at_once_one_owns_the_records() {
    let (folder, store) = crate::demo();
    let private = fs::Permissions::from_mode(0o700);
    fs::set_permissions(folder.path(), private).expect("set");
    let socket = folder.path().join("sock");
    let start = || {
        let mut server = Command::new(env!("CARGO_BIN_EXE_offsite"));
        server.arg("--data").arg(&store).arg("--socket").arg(&socket).arg("serve");
        server.env("XDG_CONFIG_HOME", folder.path().join("no-config"));
        server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started")
    };
    for round in 0..rounds(1, 100) {
        let mut all: Vec<Child> = (0..50).map(|_| start()).collect();
        let until = Instant::now() + LONG;
        let mut codes = Vec::new();
        while all.len() > 1 {
            assert!(Instant::now() < until, "round {round}: {} go on", all.len());
            all.retain_mut(|server| match server.try_wait().expect("a child") {
                Some(status) => {
                    codes.push(status.code());
                    false
                }
                None => true,
            });
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(codes, vec![Some(3); 49], "round {round}");
        until_it_listens(&socket);
        end(all.remove(0), Signal::KILL);
    }
}

#[test]
fn socket_that_was_handed_over_outlives_every_server_and_starts_the_next() {
    let (folder, store) = crate::demo();
    let private = fs::Permissions::from_mode(0o700);
    fs::set_permissions(folder.path(), private).expect("set");
    let path = folder.path().join("sock");
    let socket = UnixListener::bind(&path).expect("bound");
    let own = fs::metadata(&path).expect("a socket").ino();
    let start = || {
        let mut server = handed_over(&socket, Path::new(env!("CARGO_BIN_EXE_offsite")));
        server.arg("--data").arg(&store).arg("serve");
        server.env("XDG_CONFIG_HOME", folder.path().join("no-config"));
        server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started")
    };
    for round in 0..rounds(3, 100) {
        // Somebody connects while no server is there, which is what starts one.
        let mut line = UnixStream::connect(&path).expect("the socket is there");
        line.set_read_timeout(Some(LONG)).expect("set");
        let hello = br#"{"offsite":"none"}"#;
        line.write_all(&(hello.len() as u32).to_le_bytes()).expect("sent");
        line.write_all(hello).expect("sent");
        let server = start();
        let mut answer = String::new();
        let _ = line.read_to_string(&mut answer);
        assert!(answer.contains("other_build"), "round {round}: {answer:?}");
        let mut today = Command::new(env!("CARGO_BIN_EXE_offsite"));
        today.arg("--socket").arg(&path).arg("today");
        today.env("XDG_CONFIG_HOME", folder.path().join("no-config"));
        let today = today.output().expect("it ran");
        assert!(today.status.success(), "round {round}: {}", said(&today));
        end(server, if round % 2 == 0 { Signal::TERM } else { Signal::KILL });
        assert_eq!(fs::metadata(&path).expect("a socket").ino(), own, "round {round}");
    }
}

#[test]
fn first_officer_who_leaves_takes_no_server_away() {
    let served = Served::start();
    let (mut first, mut second) = (served.session(), served.session());
    first.press("q");
    assert_eq!(first.ends(), 0);
    write_note(&mut second, "Rang the host");
    second.press("\x0f\x0f");
    second.says("note added · saved");
    // Nor does one whose terminal goes.
    let third = served.session();
    third.hang_up();
    second.press("\x1b");
    second.says("Cases");
    second.press("j\r");
    second.says("Back");
    second.kill();
}

#[test]
fn two_users_are_let_in_whoever_comes_first() {
    if !door::can_be_another() {
        return;
    }
    for users in [[0, NOBODY], [NOBODY, 0], [NOBODY, NOBODY - 1]] {
        let served = Served::start();
        door::open_to_all(&served);
        let mut all = users.map(|uid| door::lines_as(uid, &served));
        for (session, said) in &mut all {
            assert!(said.starts_with("Offsite, "), "{users:?}: {said}");
            session.kill().expect("killed");
            session.wait().expect("gone");
        }
    }
}

#[test]
fn only_the_group_reaches_the_socket_and_only_the_server_its_records() {
    const GROUP: u32 = 64_999;
    if !door::can_be_another() {
        return;
    }
    let served = Served::start();
    let made = fs::metadata(served.socket()).expect("a socket").mode();
    assert_eq!(made & 0o022, 0, "from its first moment nobody else writes to it: {made:o}");
    for path in files(&served.store()) {
        let mode = fs::metadata(&path).expect("a file").mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
    }
    // As the printed units have it: a folder and a socket of the group.
    for (path, mode) in [(served.folder.path().to_owned(), 0o750), (served.socket(), 0o660)] {
        chown(&path, Some(0), Some(GROUP)).expect("given");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
    }
    for (uid, gid, is_let_in) in
        [(NOBODY, GROUP, true), (0, 0, true), (NOBODY, NOBODY, false), (NOBODY - 1, 0, false)]
    {
        let (mut session, said) = door::lines_in_group(uid, gid, &served);
        assert_eq!(said.starts_with("Offsite, "), is_let_in, "{uid}, {gid}: {said}");
        assert!(is_let_in || !said.contains("OSD-"), "{uid}, {gid}: {said}");
        let _ = session.kill();
        let _ = session.wait();
    }
}

/// Starts servers one after another until one goes on and answers in the place of the first, which
/// was told to end.
fn successor_of(served: &mut Served) -> Child {
    let until = Instant::now() + LONG;
    loop {
        let mut next = served.command(&["serve"]);
        next.stdout(Stdio::null()).stderr(Stdio::null());
        let mut next = next.spawn().expect("started");
        // The records are held until the first has ended, and a server that finds them held ends.
        while next.try_wait().expect("a child").is_none() {
            assert!(Instant::now() < until, "nobody listens: {}", served.log());
            if served.has_ended() && UnixStream::connect(served.socket()).is_ok() {
                return next;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(next.wait().expect("ended").code(), Some(3));
    }
}

#[test]
fn server_that_ends_leaves_its_successors_socket_alone() {
    let mut served = Served::start();
    assert!(served.run(&["today"]).status.success());
    for round in 0..rounds(3, 100) {
        served.send(Signal::TERM);
        // Started at once and again until the records are free, as a service manager may.
        let successor = successor_of(&mut served);
        let ended = served.succeed(successor);
        assert!(ended.success(), "round {round}: {ended:?}, {}", served.log());
        let today = served.run(&["today"]);
        assert!(today.status.success(), "round {round}: {}", said(&today));
    }
}

#[test]
fn text_that_is_left_for_another_pane_locks_nobody_out_and_replaces_nothing_unseen() {
    let mut office = Office::on_the_case();
    let known_as = FieldPath::case("child.known_as");
    office.flow.keys("3");
    office.there("3");
    assert!(specimens::go_to(&mut office.flow.ui, &known_as));
    assert!(specimens::go_to(&mut office.other, &known_as));
    // Here it is begun and left for another pane, and nothing says that the place is taken.
    office.flow.keys("eBee<Esc>4");
    office.hear();
    assert!(!office.screen_there().contains("types here"));
    office.there("eAmy<Enter>").there_says("Known as: Amy · saved");
    // Come back to, the form shows what stands by now; what was typed is offered beside it.
    office.flow.keys("3");
    assert!(specimens::go_to(&mut office.flow.ui, &known_as));
    office.flow.cursor_on("Amy").keys("e").says("Bee");
    assert_eq!(office.case().at(&known_as), &Value::Text("Amy".into()));
    // Changed once more while it is open, it replaces nothing unseen either.
    assert!(specimens::go_to(&mut office.other, &known_as));
    office.there("eAnn<Enter>").there_says("Known as: Ann · saved");
    office.flow.keys("<Enter>").says("It now says “Known as: Ann”").says(THERE);
    assert_eq!(office.case().at(&known_as), &Value::Text("Ann".into()));
    office.flow.keys("<Enter>").says("Known as: Bee · saved");
}

#[test]
fn nightly_script_runs_while_sessions_are_open() {
    let served = Served::start();
    let mut all: Vec<Session> = (0..rounds(3, 20)).map(|_| served.session()).collect();
    write_note(&mut all[0], "Half a sentence");
    for script in [&["today", "--json"][..], &["export", "cases"], &["cases", "late"], &["stats"]] {
        let begun = Instant::now();
        let ran = served.run(script);
        assert!(ran.status.success() && !ran.stdout.is_empty(), "{script:?}: {}", said(&ran));
        println!("{script:?} beside {} sessions: {:?}", all.len(), begun.elapsed());
    }
    // Nobody was shut out by it: the text goes on, and the others look at cases.
    all[0].press(" and its end\x0f\x0f");
    all[0].says("note added · saved");
    for session in &mut all[1..] {
        session.press("\r");
        session.says("Back");
    }
}
