//! Keys over a bad line: cut between two packets, pasted without an end, or pasted without a mark.

use std::thread::sleep;
use std::time::Duration;

use crate::pty::Session;

fn started() -> (tempfile::TempDir, Session) {
    let dir = tempfile::tempdir().expect("a folder");
    let mut s = Session::start(dir.path());
    s.says("No cases yet");
    s.press("ne");
    s.says("Full name ·");
    (dir, s)
}

#[test]
fn key_cut_at_any_byte_with_pauses_up_to_100_ms_is_still_the_key() {
    let (_dir, mut s) = started();
    // Every way in which Left, Home and a letter come; what is typed after it shows where it went.
    for (bytes, shown) in [
        ("\x1b[D", "axb"),
        ("\x1bOD", "axb"),
        ("\x1b[1;2D", "axb"),
        ("\x1b[H", "xab"),
        ("\x1bOH", "xab"),
        ("\x1b[1~", "xab"),
        ("\x1b[7~", "xab"),
        ("\x1b[4~", "abx"),
        ("\x1bOw", "abx"),
        ("\x1bOr", "ab2x"),
        ("ë", "abëx"),
    ] {
        for cut in 1..bytes.len() {
            for pause in [1, 20, 100] {
                // The answer before has left the screen, so that it cannot pass for this one.
                s.press("\x15cd");
                s.says("cd");
                s.press("\x15ab");
                let (first, rest) = bytes.as_bytes().split_at(cut);
                s.send(first);
                sleep(Duration::from_millis(pause));
                s.send(rest);
                s.press("x");
                s.says(shown);
            }
        }
    }
    s.press("\x15Zo\x08oe\r");
    s.says("Full name: Zoe · saved");
}

#[test]
fn paste_whose_end_never_comes_is_taken_after_a_second() {
    let (_dir, mut s) = started();
    s.press("\x1b[200~Zoe Ashworth");
    s.says("Zoe Ashworth");
    s.press("\r");
    s.says("Full name: Zoe Ashworth · saved");
}

#[test]
fn unmarked_paste_outside_a_text_is_held_and_asked_about() {
    let (_dir, mut s) = started();
    s.press("Zoe\r");
    s.says("Full name: Zoe · saved");
    s.press("\x1b");
    s.says("n New case");
    s.press("dnu Smith, called mother re attendance");
    s.says("came at once, as a pasted text does: \"dnu Smith");
    // Sooner than that nobody can have answered.
    std::thread::sleep(std::time::Duration::from_millis(350));
    s.press("\r");
    s.says("Nothing was pressed.");
    // A short one with a blank.
    s.press("n Smith ma");
    s.says("came at once, as a pasted text does: \"n Smith ");
    std::thread::sleep(std::time::Duration::from_millis(350));
    s.press("\r");
    s.says("Nothing was pressed.");
    // A key that is held down only repeats itself.
    s.press(&"j".repeat(60));
    s.press("q");
    assert_eq!(s.ends(), 0);
}

#[test]
fn paste_behind_a_key_that_opens_a_text_is_held_and_what_is_typed_ahead_is_not() {
    let (_dir, mut s) = started();
    s.press("Zoe\r");
    s.says("Full name: Zoe · saved");
    s.press("\x1b");
    s.says("n New case");
    s.press("a note of today: mother was called about attendance, and agrees");
    s.says("came at once, as a pasted text does: \"a note of today: mother was");
    std::thread::sleep(std::time::Duration::from_millis(350));
    s.press("\r");
    s.says("Nothing was pressed.");
    // A stalled line: the event, its search, and the answer to its first question, all in one.
    s.press("acontact with the family\r");
    s.says("not saved yet");
    s.press("q");
    s.kill();
}

#[test]
fn second_packet_of_an_unmarked_paste_answers_no_question() {
    let (_dir, mut s) = started();
    s.press("Zoe\r");
    s.says("Full name: Zoe · saved");
    s.press("\x1b");
    s.says("n New case");
    s.send(b"dnu Smith, called mother re attendance");
    std::thread::sleep(std::time::Duration::from_millis(40));
    // Its y would have pressed everything before it.
    s.send(b", by phone: yes, she agreed");
    s.says("65 keys came at once");
    std::thread::sleep(std::time::Duration::from_millis(350));
    s.press("\r");
    s.says("Nothing was pressed.");
    s.press("q");
    assert_eq!(s.ends(), 0);
}

/// Every place in which words are searched for offers those that were left there.
#[test]
fn words_of_every_search_and_picker_are_kept_when_it_is_left() {
    for opens in ["/", ":", "?", "a", "F"] {
        let (_dir, mut s) = started();
        s.press("Zoe\r");
        s.says("Full name: Zoe · saved");
        s.press("\x1b");
        s.says("1 of 1");
        s.press(opens);
        s.press("zoe");
        s.says("zoe");
        s.press("\x1b");
        s.gone("zoe");
        s.press(opens);
        s.says("zoe");
        // The first letter takes their place.
        s.press("qq");
        s.gone("zoe");
        s.kill();
    }
}
