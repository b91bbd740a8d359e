//! The evidence of a case: its list, the text of a piece, and a new file.

use std::path::Path;

use crate::api::{Bytes, NewEvidence};
use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::evidence::{MAX_BYTES, held, size};
use crate::domain::forms::evidence::KINDS;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Says the pieces of evidence by number, or the text of one.
    pub(super) fn show_evidence(&mut self, case: &Case, which: &str) -> CommandResult {
        let all = held(case);
        if all.is_empty() {
            return self.say("There is no evidence yet. Type add row evidence to add a file.");
        }
        if which.is_empty() {
            for (i, piece) in all.iter().enumerate() {
                let day = piece.dated.map_or_else(|| "No date".to_owned(), dates::show_long);
                self.say(&format!("{}. {}, {day}, {}.", i + 1, piece.title, piece.file))?;
            }
            return self.say("Type show paper and a number to hear one.");
        }
        let number = which.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let Some(piece) = number.and_then(|n| all.get(n)) else {
            return self.say(&format!("Type a number from 1 to {}.", all.len()));
        };
        let preview = self.service.preview_evidence(case.id, piece.row);
        let Some(preview) = self.told(preview)? else { return Ok(()) };
        for line in &preview.lines {
            self.say(line)?;
        }
        let folder = self.ask("Folder to save the file in, or Enter to cancel: ")?;
        if folder.trim().is_empty() || super::ask::leaves(&folder) {
            return Ok(());
        }
        let file = self.service.evidence(case.id, piece.row);
        let Some(file) = self.told(file)? else { return Ok(()) };
        let opened = self.files.folder(folder.trim());
        let written = opened.and_then(|folder| folder.write_free(&file.name, &file.bytes.0));
        let Some(at) = self.told(written)? else { return Ok(()) };
        self.say(&format!(
            "Saved to {} ({}), readable only by you. Delete it when you have finished.",
            at.display(),
            size(file.bytes.0.len() as u64)
        ))
    }

    /// Takes a file in as evidence.
    pub(super) fn add_evidence(&mut self, case: &Case) -> CommandResult {
        let typed = self.ask("File, or Enter to cancel: ")?;
        if typed.trim().is_empty() || super::ask::leaves(&typed) {
            return self.say("Nothing added.");
        }
        let read = self.files.read(typed.trim(), MAX_BYTES);
        let Some(bytes) = self.told(read)? else { return Ok(()) };
        let labels: Vec<String> = KINDS.iter().map(|(_, label)| (*label).to_owned()).collect();
        let Some(at) = self.choose("Which kind of evidence?", &labels)? else {
            return self.say("Nothing added.");
        };
        let name = Path::new(typed.trim())
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into());
        let paper = NewEvidence {
            kind: KINDS[at].0.to_owned(),
            title: String::new(),
            name,
            dated: None,
            bytes: Bytes(bytes),
        };
        match self.service.add_evidence(case.id, self.today, paper) {
            Ok(outcome) => self.outcome(outcome),
            Err(error) => self.not_done(&error),
        }
    }
}
