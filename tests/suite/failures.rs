//! What can fail where several officers share a server, and the test of each.
//!
//! | what fails | test |
//! |---|---|
//! | the server is killed and comes back | `session_goes_on_when_its_server_was_killed_and_started_again` |
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
//! | slow bytes | `bytes_that_trickle_do_not_hold_a_line_for_ever` |
//! | bytes that read as a request and are none | `hostile_bytes_neither_panic_nor_hang` |
//! | what was sent would stand in the log | `log_names_the_user_who_was_cut_off_and_nothing_that_was_sent` |
//! | a message is cut off | `message_cut_off_is_an_error_and_no_message` |
//! | the server is busy with a long request | `client_that_comes_during_anothers_long_request_waits_and_is_let_in` |
//! | two servers, or ten, start at once | `second_server_is_refused_and_the_first_goes_on`, `of_ten_servers_that_start_at_once_one_listens` |
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
//! | a path sent to the server would be read there | `commands_that_only_print_go_through_a_socket_and_no_other_does` |
//! | a command given to ssh would reach a shell | `command_given_to_ssh_is_run_by_the_server_and_by_no_shell` |
//! | an editor, Ctrl-Z or a path would be a shell | `forced_session_starts_no_editor_and_keeps_the_text`, `forced_session_is_not_stopped_by_key_or_signal`, `forced_session_reads_and_writes_only_in_its_own_folder`, `forced_lines_read_and_write_only_in_their_own_folder` |
//! | a script runs while sessions are open | `officers_who_log_in_by_ssh_work_on_one_record_and_outlive_its_server` |
//! | two officers answer one question | `clash_over_an_answer_shows_both_and_the_officer_decides` |
//! | two officers add a row at once | `event_filled_in_beside_a_colleagues_is_saved_as_a_row_of_its_own` |
//! | an undo would take a colleague's work | `undo_steps_over_what_a_colleague_overtook_and_says_so`, `undo_never_takes_away_a_colleagues_term_dates` |
//! | an officer types in two sessions | `second_session_of_an_officer_does_not_take_what_is_being_typed_in_the_first` |
//! | another would see the process's memory | `session_writes_no_core_dump` |
//!
//! No test shows these, since they need systemd or a disk of its own: a socket handed over again
//! and again, the first officer's logout under a service manager, a full disk of the server, and an
//! upgrade under open sessions.

use std::path::Path;

#[test]
fn every_test_that_the_table_of_failures_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["src", "tests"] {
        crate::house::walk(&root.join(folder), &mut |_, text| sources.push_str(text));
    }
    let rows: Vec<&str> =
        include_str!("failures.rs").lines().filter(|line| line.starts_with("//! | ")).collect();
    assert!(rows.len() > 30, "{} rows", rows.len());
    for row in rows.iter().skip(1) {
        let names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            let wanted = format!("#[test]\nfn {name}()");
            let inner = format!("#[test]\n    fn {name}()");
            assert!(sources.contains(&wanted) || sources.contains(&inner), "{name}");
        }
    }
}
