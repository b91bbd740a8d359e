//! Prints lines and reads answers.

use std::fmt::Display;
use std::io::Read;

use crate::domain::case::{CaseRef, FieldPath};
use crate::linear::{CommandResult, Linear, SessionEnded};

/// The most bytes of one line; the rest of a longer one is the next line.
const LONGEST: u64 = 65_536;

impl Linear<'_> {
    /// Says one line.
    pub(super) fn say(&mut self, words: &str) -> CommandResult {
        writeln!(self.out, "{words}").map_err(SessionEnded::Unheard)
    }

    /// Returns what was asked for; says why where it could not be had.
    pub(super) fn told<T, E: Display>(&mut self, result: Result<T, E>) -> CommandResult<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error) => self.say(&error.to_string()).map(|()| None),
        }
    }

    /// Asks for one line; the session ends where there is none.
    pub(super) fn ask(&mut self, prompt: &str) -> CommandResult<String> {
        write!(self.out, "{prompt}")
            .and_then(|()| self.out.flush())
            .map_err(SessionEnded::Unheard)?;
        let mut bytes = Vec::new();
        let read = self.input.take(LONGEST).read_to_end_of_line(&mut bytes);
        match read {
            Ok(0) | Err(_) => {
                let _ = writeln!(self.out);
                Err(SessionEnded::Left)
            }
            Ok(_) => {
                let text =
                    String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned();
                if !bytes.ends_with(b"\n") && (self.is_ended)() {
                    let _ = writeln!(self.out);
                    self.half = text;
                    return Err(SessionEnded::Left);
                }
                Ok(text)
            }
        }
    }

    /// Asks for one line of an answer, after what was typed of it; where the session is ended in the
    /// middle of it, what was typed is kept.
    pub(super) fn ask_answer(
        &mut self,
        prompt: &str,
        (case, at): (CaseRef, &FieldPath),
        before: &str,
    ) -> CommandResult<String> {
        let asked = self.ask(prompt);
        let half = std::mem::take(&mut self.half);
        if !half.is_empty() {
            let text = if before.is_empty() { half } else { format!("{before}\n{half}") };
            self.keep(case, at, &text, true)?;
        }
        asked
    }

    /// Asks for the lines after a first one, until one that holds only a full stop; each is kept
    /// before the next.
    pub(super) fn ask_lines(
        &mut self,
        first: &str,
        (case, at): (CaseRef, &FieldPath),
    ) -> CommandResult<String> {
        let mut text = first.to_owned();
        loop {
            self.keep(case, at, &text, true)?;
            let line = self.ask_answer("", (case, at), &text)?;
            if line.trim() == "." {
                return Ok(text);
            }
            text = format!("{text}\n{line}");
        }
    }

    /// Asks for yes or no; anything else than yes is no.
    pub(super) fn is_yes(&mut self, question: &str) -> CommandResult<bool> {
        let line = self.ask(&format!("{question} yes or no: "))?;
        self.has_left |= leaves(&line);
        Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// Says numbered choices and asks for one, by number or by its words; none where the line is
    /// empty.
    pub(super) fn choose(
        &mut self,
        question: &str,
        items: &[String],
    ) -> CommandResult<Option<usize>> {
        for (i, item) in items.iter().enumerate() {
            self.say(&format!("{}. {item}", i + 1))?;
        }
        loop {
            let line = self.ask(&format!("{question} Number, or Enter to cancel: "))?;
            let line = line.trim();
            if line.is_empty() || leaves(line) {
                self.has_left |= leaves(line);
                return Ok(None);
            }
            let by_number = line
                .parse::<usize>()
                .ok()
                .and_then(|n| n.checked_sub(1))
                .filter(|n| *n < items.len());
            let found =
                by_number.or_else(|| items.iter().position(|i| i.eq_ignore_ascii_case(line)));
            if found.is_some() {
                return Ok(found);
            }
            self.say(&format!("Type a number from 1 to {}, or . to cancel.", items.len()))?;
        }
    }
}

/// Returns whether a line leaves what is being asked, at whatever question it is typed.
pub(super) fn leaves(line: &str) -> bool {
    matches!(line.trim(), "." | "back")
}

/// Reads to the end of a line, whatever its bytes are.
trait EndOfLine {
    fn read_to_end_of_line(self, bytes: &mut Vec<u8>) -> std::io::Result<usize>;
}

impl<R: std::io::BufRead> EndOfLine for std::io::Take<R> {
    fn read_to_end_of_line(mut self, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
        std::io::BufRead::read_until(&mut self, b'\n', bytes)
    }
}
