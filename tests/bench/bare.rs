//! The floor of what is seen: a bare list of prepared lines, which is read whole at a start and
//! changes nothing but the cells that differ. It has no widgets, no store and no colour.

use std::io::{Read, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use portable_pty::CommandBuilder;

use crate::Times;
use crate::pty::{END, Line, Session};

/// The argument by which the benchmark's own program is the list.
pub(crate) const ARGUMENT: &str = "bare-list";

/// Lines of the list on the screen.
const PAGE: usize = 43;

/// The times and bytes of the bare list.
pub(crate) struct Bare {
    /// From the start to the first screen.
    pub(crate) start: Times,
    /// A move of the cursor.
    pub(crate) step: Times,
    /// A page down.
    pub(crate) page: Times,
    /// A letter of a search.
    pub(crate) letter: Times,
    /// The bytes of a move.
    pub(crate) step_bytes: Times,
    /// The bytes of a page.
    pub(crate) page_bytes: Times,
    /// Its memory in megabytes, at its most.
    pub(crate) memory: Times,
}

/// Writes a file of as many lines as there are cases.
fn file(folder: &Path, size: usize) -> PathBuf {
    let path = folder.join(format!("{size}.lines"));
    let lines: String = (0..size)
        .map(|n| {
            let name = ["Ellie Lund", "Bailey Price", "Amina Khan", "Tom Maisey"][n % 4];
            format!("! {:>2} Oct {name:<24} Year {}  Send the host the file {n}\n", n % 28, n % 12)
        })
        .collect();
    std::fs::write(&path, lines).expect("written");
    path
}

/// Returns a session of the list, over a line where one is given.
pub(crate) fn session(folder: &Path, size: usize, line: Option<Line>) -> Session {
    let mut cmd = CommandBuilder::new(std::env::current_exe().expect("a program"));
    cmd.arg(ARGUMENT);
    cmd.arg(file(folder, size));
    Session::over(cmd, line)
}

/// Measures the list.
pub(crate) fn measure(folder: &Path, size: usize) -> Bare {
    let starts = (0..9).map(|_| {
        let begun = Instant::now();
        let session = session(folder, size, None);
        session.until(END);
        let took = begun.elapsed().as_secs_f64() * 1000.0;
        session.leave();
        took
    });
    let start = Times::of(starts.collect());
    let mut s = session(folder, size, None);
    s.until(END);
    let mut pressed = |keys: &[&[u8]]| {
        let all: Vec<(f64, usize)> = (0..200).map(|n| s.press(keys[n % keys.len()])).collect();
        (
            Times::of(all.iter().map(|(took, _)| *took).collect()),
            Times::of(all.iter().map(|(_, bytes)| *bytes as f64).collect()),
        )
    };
    let (step, step_bytes) = pressed(&[b"j"]);
    let (page, page_bytes) = pressed(&[b"\x04", b"\x15"]);
    let (letter, _) = pressed(&[b"m", b"a", b"i", b"s", b"\x08", b"\x08", b"\x08", b"\x08"]);
    let memory = Times::of(vec![s.memory() as f64]);
    s.leave();
    Bare { start, step, page, letter, step_bytes, page_bytes, memory }
}

/// The list in its own process: reads its file and answers keys until `q` or the end of the line.
pub(crate) fn run(path: &Path) {
    let text = std::fs::read_to_string(path).expect("lines");
    let all: Vec<&str> = text.lines().collect();
    enable_raw_mode().expect("a terminal");
    let (mut search, mut found) = (String::new(), all.clone());
    let (mut top, mut here) = (0, 0);
    let mut out = Vec::new();
    screen(&mut out, &found, top, here);
    let mut key = [0];
    loop {
        out.extend_from_slice(END);
        stdout().write_all(&out).and_then(|()| stdout().flush()).expect("written");
        out.clear();
        if stdin().read(&mut key).unwrap_or(0) == 0 {
            break;
        }
        let before = here;
        match key[0] {
            b'q' => break,
            b'j' => here = (here + 1).min(found.len().saturating_sub(1)),
            b'k' => here = here.saturating_sub(1),
            4 => here = (here + PAGE).min(found.len().saturating_sub(1)),
            21 => here = here.saturating_sub(PAGE),
            8 => drop(search.pop()),
            letter @ b'a'..=b'z' => search.push(char::from(letter)),
            _ => {}
        }
        if before == here {
            found = all.iter().copied().filter(|line| has(line, &search)).collect();
            (top, here) = (0, 0);
            screen(&mut out, &found, top, here);
        } else if here / PAGE == top / PAGE {
            line(&mut out, &found, top, before, false);
            line(&mut out, &found, top, here, true);
        } else {
            top = here / PAGE * PAGE;
            screen(&mut out, &found, top, here);
        }
    }
    disable_raw_mode().expect("a terminal");
}

/// Returns whether a line holds some small letters, whatever their case there.
fn has(line: &str, letters: &str) -> bool {
    let letters = letters.as_bytes();
    letters.is_empty()
        || line.as_bytes().windows(letters.len()).any(|some| some.eq_ignore_ascii_case(letters))
}

/// Writes all lines of a page.
fn screen(out: &mut Vec<u8>, found: &[&str], top: usize, here: usize) {
    out.extend_from_slice(b"\x1b[H");
    for n in top..top + PAGE {
        if let Some(words) = found.get(n) {
            let (before, after) = if n == here { ("\x1b[7m", "\x1b[m") } else { ("", "") };
            out.extend_from_slice(format!("{before}{words}{after}").as_bytes());
        }
        out.extend_from_slice(b"\x1b[K\r\n");
    }
}

/// Writes one line anew.
fn line(out: &mut Vec<u8>, found: &[&str], top: usize, n: usize, is_here: bool) {
    let Some(words) = found.get(n) else { return };
    let (before, after) = if is_here { ("\x1b[7m", "\x1b[m") } else { ("", "") };
    out.extend_from_slice(format!("\x1b[{}H{before}{words}{after}", n - top + 1).as_bytes());
}
