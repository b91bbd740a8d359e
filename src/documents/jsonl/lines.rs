//! The cases of a file one after the other, read on two cores.

use std::collections::VecDeque;
use std::io::{BufRead, Read};
use std::thread;

use crate::documents::jsonl::{CaseFault, CaseFaults, case_of};
use crate::documents::place::FilePlace;
use crate::domain::case::Case;
use crate::unwind::join;

/// The longest line, in bytes: a case with twenty years of marks has less than one megabyte.
const MAX_LINE: u64 = 64 << 20;

/// How many bytes of lines are read at once, or one line where it is longer.
const AT_ONCE: usize = 1 << 20;

/// Fewer lines than these are not worth a thread.
const FEW: usize = 8;

/// A line by its number from 1.
type Line = (u64, Vec<u8>);

/// What a line gave, by its number from 1.
type LineRead = (u64, Result<Case, CaseFaults>);

/// The cases of a file with the numbers of their lines, from 1; blank lines are passed over. A file
/// that cannot be read any further ends with that fault.
pub struct CaseLines<R> {
    from: R,
    /// How many lines were read.
    count: u64,
    /// What was read and is not taken yet.
    ready: VecDeque<LineRead>,
    is_at_end: bool,
}

impl<R: BufRead> CaseLines<R> {
    /// Takes a source that stands at the beginning of a file.
    pub fn new(from: R) -> CaseLines<R> {
        CaseLines { from, count: 0, ready: VecDeque::new(), is_at_end: false }
    }

    /// Reads some lines on.
    fn fill(&mut self) {
        let (mut lines, mut bytes) = (Vec::new(), 0);
        let mut fault = None;
        while bytes < AT_ONCE && !self.is_at_end {
            let (n, mut line) = (self.count + 1, Vec::new());
            match self.from.by_ref().take(MAX_LINE).read_until(b'\n', &mut line) {
                Ok(0) => self.is_at_end = true,
                Ok(_) => {
                    self.count = n;
                    bytes += line.len();
                    if !line.iter().all(u8::is_ascii_whitespace) {
                        lines.push((n, line));
                    }
                }
                Err(e) => {
                    self.is_at_end = true;
                    fault = Some((n, Err(CaseFaults::one(FilePlace::Line(n), CaseFault::Io(e)))));
                }
            }
        }
        self.ready.extend(on_two_cores(&lines));
        self.ready.extend(fault);
    }
}

impl<R: BufRead> Iterator for CaseLines<R> {
    type Item = LineRead;

    fn next(&mut self) -> Option<LineRead> {
        while self.ready.is_empty() && !self.is_at_end {
            self.fill();
        }
        self.ready.pop_front()
    }
}

/// Returns the cases of some lines in their order.
fn on_two_cores(lines: &[Line]) -> Vec<LineRead> {
    let read = |lines: &[Line]| -> Vec<LineRead> {
        lines.iter().map(|(n, line)| (*n, case_of(*n, line))).collect()
    };
    if lines.len() < FEW {
        return read(lines);
    }
    let (left, right) = lines.split_at(lines.len() / 2);
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, || read(right));
        let mut all = read(left);
        all.extend(match other {
            Ok(other) => join(other),
            Err(_) => read(right),
        });
        all
    })
}
