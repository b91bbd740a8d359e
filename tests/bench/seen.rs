//! What an officer sees: the program on a pty, from the key to the end of the frame.

use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::bare::Bare;
use crate::pty::{END, FIRST, LAST, Session};
use crate::{Times, ms};

/// Returns the times to the list on the screen, and to the first case beside it.
pub(crate) fn start(data: &Path) -> (f64, f64, Session) {
    let begun = Instant::now();
    let session = Session::start(Session::command(data));
    let first = session.read_until(END);
    let list = begun.elapsed().as_secs_f64() * 1000.0;
    if !first.windows(4).any(|w| w == b"born") {
        session.until(b"born");
    }
    (list, begun.elapsed().as_secs_f64() * 1000.0, session)
}

/// A measure, its figures, and those of the least that could be done.
type Row = (&'static str, Times, Option<Times>);

/// Returns what is seen in a session: start, moves, a filter's letters, a case opened, a text typed,
/// a save, nothing.
pub(crate) fn session(data: &Path, bare: &Bare, sync: Times) -> Vec<Row> {
    // The first start of all has nothing kept from the one before.
    start(data).2.leave();
    let starts: Vec<(f64, f64)> = (0..9)
        .map(|_| {
            let (list, case, session) = start(data);
            session.leave();
            (list, case)
        })
        .collect();
    let (.., mut s) = start(data);
    s.settle();
    let moves: Vec<(f64, usize)> =
        (0..400).map(|i| s.press(if i % 40 < 20 { b"j" } else { b"k" })).collect();
    let pages: Vec<f64> =
        (0..60).map(|i| s.press(if i % 2 == 0 { LAST } else { FIRST }).0).collect();
    let opened: Vec<f64> = (0..60)
        .map(|_| {
            let (took, _) = s.press(b"\r");
            s.press(b"1");
            s.press(b"j");
            took
        })
        .collect();
    s.press(b"1");
    let letters = search(&mut s);
    let typed = typing(&mut s);
    s.press(b"1");
    let saved = saves(&mut s);
    s.press(b"1");
    for key in [b"/" as &[u8], b"m", b"a", b"i", b"s", b"\r"] {
        s.press(key);
    }
    let saved_in_search = saves(&mut s);
    let peak = s.memory();
    let [busy, sent, sled, own] = idle(&s);
    s.leave();
    let one = |n: f64| Times::of(vec![n]);
    vec![
        (
            "start to the list, left in order",
            Times::of(starts.iter().map(|(list, _)| *list).collect()),
            Some(bare.start),
        ),
        (
            "start to the list and a case, left in order",
            Times::of(starts.iter().map(|(_, case)| *case).collect()),
            Some(bare.start),
        ),
        (
            "a cursor move, seen",
            Times::of(moves.iter().map(|(took, _)| *took).collect()),
            Some(bare.step),
        ),
        (
            "bytes of a cursor move, first frame (not ms)",
            Times::of(moves.iter().map(|(_, bytes)| *bytes as f64).collect()),
            Some(bare.step_bytes),
        ),
        ("to the other end of the list, seen", Times::of(pages), Some(bare.page)),
        ("a letter of a search, seen", Times::of(letters), Some(bare.letter)),
        ("open a case, seen", Times::of(opened), Some(bare.page)),
        ("a typed letter with its draft, seen", Times::of(typed), Some(bare.step)),
        ("a durable save, seen", Times::of(saved), Some(sync)),
        ("a durable save with a search on, seen", Times::of(saved_in_search), Some(sync)),
        ("peak memory of the session (MB, not ms)", one(peak as f64), Some(bare.memory)),
        ("a minute without a key: processor time", one(busy), None),
        ("a minute without a key: bytes (not ms)", one(sent), None),
        ("a minute without a key: wake-ups of sled (not ms)", one(sled), None),
        ("a minute without a key: all other wake-ups (not ms)", one(own), None),
    ]
}

/// Types a search again and again and takes it back; returns the time of each letter.
fn search(s: &mut Session) -> Vec<f64> {
    s.press(b"/");
    let mut letters = Vec::new();
    for _ in 0..8 {
        for letter in [b"m", b"a", b"i", b"s"] {
            letters.push(s.press(letter).0);
        }
        for _ in 0..4 {
            s.press(b"\x7f");
        }
    }
    s.press(b"\x1b");
    letters
}

/// Types into a text of the passport, and returns the time of each letter.
fn typing(s: &mut Session) -> Vec<f64> {
    s.press(b"3");
    for key in [b"/known as" as &[u8], b"\r", b"\r"] {
        s.press(key);
    }
    let typed = (0..200).map(|i| s.press(if i % 20 < 10 { b"x" } else { b"\x7f" }).0).collect();
    s.press(b"\x1b");
    typed
}

/// Answers a question again and again, and returns the time of each answer until it is said to be
/// saved.
fn saves(s: &mut Session) -> Vec<f64> {
    for key in [b"3" as &[u8], b"/", b"ehcp", b"\r"] {
        s.press(key);
    }
    // Whatever an earlier run has answered, the first save is one.
    s.press(b"n");
    s.press(b"k");
    s.settle();
    let saved = |i: usize| {
        let took = ms(|| {
            s.send(if i.is_multiple_of(2) { b"y" } else { b"n" });
            s.until(b"saved");
        });
        // Back to the question, which takes the message away.
        s.press(b"k");
        took
    };
    (0..100).map(saved).collect()
}

/// Returns what the program does while nobody presses a key: its processor time in milliseconds,
/// bytes, and the wake-ups of sled's threads and of all others.
fn idle(s: &Session) -> [f64; 4] {
    s.settle();
    s.drain();
    let (busy, (sled, own)) = (s.ticks(), s.wake_ups());
    std::thread::sleep(IDLE);
    let (sled_after, own_after) = s.wake_ups();
    [(s.ticks() - busy) * 10, s.drain() as u64, sled_after - sled, own_after - own]
        .map(|n| n as f64)
}

/// How long nobody presses a key.
const IDLE: Duration = Duration::from_mins(1);

/// Returns the time to the first screen after the program was killed in the middle of its work.
pub(crate) fn after_a_crash(data: &Path) -> Times {
    let mut times = Vec::new();
    for _ in 0..3 {
        let (.., mut s) = start(data);
        s.child.kill().expect("killed");
        s.child.wait().expect("gone");
        let (_, took, again) = start(data);
        times.push(took);
        again.leave();
    }
    Times::of(times)
}

/// Returns the time of a letter to `cat` and back.
pub(crate) fn echo() -> Times {
    let mut s = Session::start(CommandBuilder::new("cat"));
    let times = (0..300)
        .map(|_| {
            ms(|| {
                s.send(b"x");
                s.until(b"x");
            })
        })
        .collect();
    let _ = s.child.kill();
    let _ = s.child.wait();
    Times::of(times)
}
