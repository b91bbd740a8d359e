//! What can fail where several officers share a server, and the test of each.
//!
//! | what fails | test |
//! |---|---|
//! | the server is killed and comes back | `session_goes_on_when_its_server_was_killed_and_started_again` |
//! | it is stopped or upgraded with sessions open | `session_is_told_why_its_server_ends_and_types_on`, `session_goes_on_in_the_new_program_where_it_stood`, `client_is_told_last_why_its_server_ends_and_one_that_reads_nothing_is_not_waited_for` |
//! | it stays away while somebody types | `session_without_its_server_says_so_and_keeps_what_is_typed` |
//! | it is killed with a change on its way | `change_whose_answer_was_lost_is_stored_once_and_said_to_be_saved` |
//! | a request meets a defect, again and again | `request_that_met_three_defects_is_refused_and_all_others_go_on` |
//! | a client is killed, a line drops | `officers_who_log_in_by_ssh_work_on_one_record_and_outlive_its_server`, `half_typed_text_stays_with_its_session_and_is_offered_once_that_has_ended` |
//! | a line drops and nobody notices | `text_of_a_session_that_fell_silent_is_the_next_ones_and_neither_loses_more`, `session_that_has_rested_longest_makes_room_for_the_same_user_alone` |
//! | a client reads nothing, or a little at a time | `reader_that_takes_nothing_or_a_sip_at_a_time_is_cut_off` |
//! | a client stands still | `officers_who_log_in_by_ssh_work_on_one_record_and_outlive_its_server` |
//! | a connection says nothing | `connections_that_say_nothing_keep_no_officer_out` |
//! | one user opens too many sessions | `ninth_session_of_one_user_is_refused_and_another_user_let_in`, `one_user_has_eight_sessions_and_others_theirs` |
//! | garbage, a giant length | `nonsense_on_the_socket_is_cut_off_and_others_go_on`, `lengths_that_no_message_has_are_refused_before_memory_is_taken`, `no_bytes_make_a_longer_message_than_is_taken` |
//! | many clients send large messages at once | `clients_that_send_large_messages_at_once_do_not_fill_the_servers_memory`, `large_message_without_a_place_is_read_past_and_small_ones_are_answered` |
//! | a client goes while its long command runs | `client_hears_how_far_its_command_is_and_the_work_ends_with_it`, `work_that_only_reads_ends_once_its_client_has_gone_and_other_work_goes_on` |
//! | slow bytes | `bytes_that_trickle_do_not_hold_a_line_for_ever` |
//! | bytes that read as a request and are none | `hostile_bytes_neither_panic_nor_hang` |
//! | what was sent would stand in the log | `log_names_the_user_who_was_cut_off_and_nothing_that_was_sent` |
//! | a message is cut off | `message_cut_off_is_an_error_and_no_message` |
//! | the server is busy with a long request | `client_that_comes_during_anothers_long_request_waits_and_is_let_in` |
//! | two servers, or fifty, start at once | `second_server_is_refused_and_the_first_goes_on`, `of_fifty_servers_that_start_at_once_one_owns_the_records` |
//! | it is killed again and again under the changes of many | `acknowledged_changes_of_many_outlive_a_server_that_is_killed_again_and_again` |
//! | it stands still | `server_that_stands_still_is_told_by_its_silence_and_no_command_hangs` |
//! | a server ends while its successor starts | `server_that_ends_leaves_its_successors_socket_alone` |
//! | the socket is handed over again and again | `socket_that_was_handed_over_outlives_every_server_and_starts_the_next` |
//! | the first officer logs out | `first_officer_who_leaves_takes_no_server_away` |
//! | the disk is full | `full_disk_is_told_to_the_other_sessions_once_and_they_go_on_reading`, `an_officer_types_on_while_the_disk_is_full` |
//! | the clock jumps | `order_of_changes_is_the_journals_however_the_clock_jumps`, `clock_set_back_is_reported_by_doctor_and_at_the_start` |
//! | an upgrade under open sessions | `every_session_of_an_upgraded_server_is_back`, `what_was_being_typed_at_an_upgrade_is_offered_by_the_new_program` |
//! | the server comes back while somebody types | `text_saved_after_its_server_came_back_is_offered_to_nobody`, `text_typed_before_and_after_its_server_came_back_is_offered_whole` |
//! | a dead socket is in the way | `socket_of_a_server_that_was_killed_is_taken_over` |
//! | a living socket would be taken away | `socket_of_a_living_server_is_left_alone` |
//! | something else is at the socket's path, or a link | `what_is_no_socket_is_never_removed` |
//! | another user plants a socket | `socket_that_another_user_could_have_put_there_is_not_used`, `folder_that_others_can_write_in_is_refused` |
//! | there is no server | `session_is_never_sent_to_a_store_of_its_own` |
//! | client and server are of two builds | `client_of_another_build_is_told_so_and_does_not_hang`, `session_told_of_another_build_says_what_to_do` |
//! | a later build says more in its first words | `nonsense_and_silence_end_within_the_time_allowed` |
//! | somebody claims another name or day | `nobody_writes_under_another_name_or_on_another_day_through_a_server` |
//! | the record would name the server's user | `entry_names_the_user_at_the_other_end_of_the_socket` |
//! | a user is no officer, or no more | `user_who_is_no_officer_gets_one_sentence_and_no_case` |
//! | an officer's role is taken away in mid-session | `role_that_is_taken_away_empties_the_screen_at_once`, `role_that_is_taken_away_leaves_nothing_open_from_the_next_request_on` |
//! | a look cannot be noted, as on a full disk | `whatever_is_given_out_is_noted_before_and_not_given_out_where_it_cannot_be`, `no_paper_is_made_and_nothing_exported_that_cannot_be_noted_while_reading_goes_on`, `record_stays_closed_where_its_opening_cannot_be_noted` |
//! | somebody opens what others restricted | `opened_record_is_read_and_printed_and_every_other_right_is_as_it_was`, `opening_and_who_was_not_told_outlive_the_server` |
//! | who may see a case changes while it is open | `case_that_is_restricted_to_others_leaves_the_screen_of_whoever_has_it_open` |
//! | a path sent to the server would be read there | `server_opens_no_path_that_a_command_names`, `forced_command_reads_and_writes_no_file_outside_the_officers_own_folder` |
//! | a command given to ssh would reach a shell | `command_given_to_ssh_is_run_by_the_server_and_by_no_shell` |
//! | an editor, Ctrl-Z or a path would be a shell | `forced_session_starts_no_editor_and_keeps_the_text`, `forced_session_is_not_stopped_by_key_or_signal`, `forced_session_reads_and_writes_only_in_its_own_folder`, `forced_lines_read_and_write_only_in_their_own_folder` |
//! | a script runs while sessions are open | `officers_who_log_in_by_ssh_work_on_one_record_and_outlive_its_server` |
//! | two officers answer one question | `clash_over_an_answer_shows_both_and_the_officer_decides` |
//! | two officers add a row at once | `event_filled_in_beside_a_colleagues_is_saved_as_a_row_of_its_own` |
//! | an undo would take a colleague's work | `undo_steps_over_what_a_colleague_overtook_and_says_so`, `undo_never_takes_away_a_colleagues_term_dates` |
//! | an officer types in two sessions | `second_session_of_an_officer_does_not_take_what_is_being_typed_in_the_first` |
//! | another would see the process's memory | `session_writes_no_core_dump` |
//!
//! No test shows what needs a real service manager: the first officer's logout under one, and the
//! printed units.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use offsite::api::{Reply, Request, Viewer};
use offsite::domain::case::FieldPath;
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::profile::Profile;
use offsite::domain::value::Value;
use offsite::service::Service;
use offsite::store::Store;

use crate::flow;
use crate::office::{HERE, THERE};

/// Returns the rows of a table that a test file begins with, without its head.
pub(crate) fn rows_of(source: &str) -> Vec<&str> {
    source.lines().filter(|line| line.starts_with("//! | ")).skip(1).collect()
}

/// Holds that each row names tests, and that they are there.
pub(crate) fn holds_tests(rows: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["src", "tests"] {
        crate::house::walk(&root.join(folder), &mut |_, text| sources.push_str(text));
    }
    for row in rows {
        let names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            let wanted = format!("#[test]\nfn {name}()");
            let inner = format!("#[test]\n    fn {name}()");
            assert!(sources.contains(&wanted) || sources.contains(&inner), "{name}");
        }
    }
}

#[test]
fn every_test_that_the_table_of_failures_names_is_there() {
    let rows = rows_of(include_str!("failures.rs"));
    assert!(rows.len() > 40, "{} rows", rows.len());
    holds_tests(&rows);
}

/// Half past nine on the day of every flow, in London.
static CLOCK: AtomicI64 = AtomicI64::new(1_795_426_200_000);

#[test]
fn order_of_changes_is_the_journals_however_the_clock_jumps() {
    const HOUR: i64 = 60 * 60 * 1000;
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("store"), HERE, "now").expect("opens").store;
    let clock = || CLOCK.load(Ordering::Relaxed);
    let mut service = Service::new(store, clock, Profile::shipped().clone()).expect("a service");
    let [here, there] = [HERE, THERE].map(|who| Viewer::new(who, flow::today()));
    let new = Request::NewCase { on: flow::today() };
    let Reply::Opened { case, .. } = service.for_viewer(&here).ask(new) else { panic!("no case") };
    let text =
        |words: &str| if words.is_empty() { Value::Empty } else { Value::Text(words.into()) };
    let mut set = |who: &Viewer, old: &str, new: &str| {
        let path = FieldPath::case("child.known_as");
        let edits = vec![Edit::Set { path, old: text(old), new: text(new) }];
        let change = CaseChange { case: case.id, edits };
        service.for_viewer(who).ask(Request::Change { change, why: None })
    };
    let first = set(&here, "", "Amy");
    let Reply::Saved { seq, .. } = first else { panic!("{first:?}") };
    // The clock is set back an hour, and forward again by two.
    CLOCK.fetch_sub(HOUR, Ordering::Relaxed);
    assert!(matches!(set(&there, "Amy", "Bee"), Reply::Saved { .. }));
    CLOCK.fetch_add(2 * HOUR, Ordering::Relaxed);
    // What came last is the colleague's, though its time is the earlier one.
    let Reply::Clash { says, .. } = set(&here, "Amy", "Cee") else { panic!("no clash") };
    assert!(says.contains("“Known as: Bee” (b.khan") && says.contains("08:30"), "{says}");
    let undone = service.for_viewer(&here).undo(seq).expect_err("overtaken").to_string();
    assert!(undone.contains("at 09:30, was not undone: b.khan"), "{undone}");
    let past = service.history(case.id).expect("a history");
    let lines: Vec<String> = past.iter().map(offsite::api::HistoryEntry::line).collect();
    let said: Vec<&str> = past.iter().map(|entry| &*entry.message).collect();
    assert!(said[0].contains("Bee") && said[1].contains("Amy"), "{said:?}");
    let is_behind: Vec<bool> = lines.iter().map(|line| line.contains("clock was behind")).collect();
    assert_eq!(is_behind, [true, false, false], "{lines:?}");
}
