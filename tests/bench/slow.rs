//! What an officer sees over a slow line: 64 kbit a second, 150 ms there and back.

use std::path::Path;
use std::time::Duration;

use crate::pty::{END, FIRST, Frames, LAST, Line, Session};
use crate::{Times, bare};

/// A line as poor as a remote office has it.
const SLOW: Line = Line { bits: 64_000, round_trip: Duration::from_millis(150) };

/// How often each key is pressed.
const ROUNDS: usize = 12;

/// A row: what was done, its times or bytes, and those of the bare list.
pub(crate) type Row = (&'static str, Times, Option<Times>);

/// Keys pressed one after another, each until its last byte has come; the time of the line itself
/// is added.
fn pressed(s: &mut Session, keys: &[&[u8]], between: &[u8]) -> [Times; 3] {
    let all: Vec<Frames> = (0..ROUNDS)
        .map(|n| {
            let frames = s.press_to_the_end(keys[n % keys.len()]);
            if !between.is_empty() {
                s.press_to_the_end(between);
            }
            frames
        })
        .collect();
    let line = SLOW.round_trip.as_secs_f64() * 1000.0;
    let of = |figure: fn(&Frames) -> f64, more: f64| {
        Times::of(all.iter().map(|f| figure(f) + more).collect())
    };
    [of(|f| f.first, line), of(|f| f.last, line), of(|f| f.bytes as f64, 0.0)]
}

/// Returns the time from a key to the first frame and to the last byte, and the bytes of all frames
/// that a key causes.
pub(crate) fn measure(data: &Path, folder: &Path, size: usize) -> Vec<Row> {
    let mut floor = bare::session(folder, size, Some(SLOW));
    floor.until(END);
    let [bare_step, _, bare_step_bytes] = pressed(&mut floor, &[b"j"], b"");
    let [bare_page, _, bare_page_bytes] = pressed(&mut floor, &[b"\x04", b"\x15"], b"");
    floor.leave();
    let mut s = Session::over(Session::command(data), Some(SLOW));
    s.until(END);
    s.settle();
    let step = pressed(&mut s, &[b"j"], b"");
    let page = pressed(&mut s, &[LAST, FIRST], b"");
    let open = pressed(&mut s, &[b"\r"], b"1");
    s.press_to_the_end(b"1");
    s.press_to_the_end(b"3");
    s.press_to_the_end(b"/ehcp\r");
    let save = pressed(&mut s, &[b"y", b"n"], b"k");
    s.leave();
    let mut rows = Vec::new();
    let mut put = |names: [&'static str; 3], times: [Times; 3], floors: [Option<Times>; 3]| {
        rows.extend(names.into_iter().zip(times).zip(floors).map(|((n, t), f)| (n, t, f)));
    };
    put(
        [
            "slow line: a move, first frame",
            "slow line: a move, last byte",
            "bytes of a move, all frames (not ms)",
        ],
        step,
        [Some(bare_step), Some(bare_step), Some(bare_step_bytes)],
    );
    put(
        [
            "slow line: the other end of the list, first frame",
            "slow line: the other end of the list, last byte",
            "bytes of that, all frames (not ms)",
        ],
        page,
        [Some(bare_page), Some(bare_page), Some(bare_page_bytes)],
    );
    put(
        [
            "slow line: a case opened, first frame",
            "slow line: a case opened, last byte",
            "bytes of a case opened, all frames (not ms)",
        ],
        open,
        [Some(bare_page), Some(bare_page), Some(bare_page_bytes)],
    );
    put(
        [
            "slow line: a save, first frame",
            "slow line: a save, last byte",
            "bytes of a save, all frames (not ms)",
        ],
        save,
        [Some(bare_step), Some(bare_step), Some(bare_step_bytes)],
    );
    rows
}
