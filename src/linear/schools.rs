//! The register of schools from a file, in a linear session.

use crate::api::AcceptedSchools;
use crate::domain::plural::pluralize;
use crate::linear::{CommandResult, Linear};
use crate::service::MAX_SCHOOLS;

impl Linear<'_> {
    /// Reads a register of schools, says what it would change, and stores it once that is agreed.
    pub(super) fn import_schools(&mut self, typed: &str) -> CommandResult {
        let line = if typed.is_empty() { self.ask("File: ")? } else { typed.to_owned() };
        let read = self.files.read(line.trim(), MAX_SCHOOLS);
        let Some(file) = self.told(read)? else { return Ok(()) };
        let preview = self.service.preview_schools(&file);
        let Some(preview) = self.told(preview)? else { return Ok(()) };
        for line in &preview.lines {
            self.say(line)?;
        }
        self.say(&preview.message)?;
        let moves = preview.movable > 0 && {
            let cases = pluralize(preview.movable, "open case");
            self.is_yes(&format!("Are these the same schools? Move {cases} to them?"))?
        };
        if !self.is_yes("Save these schools?")? {
            return self.say("Not saved.");
        }
        let stored = self
            .service
            .store_schools(&file, AcceptedSchools { move_cases: moves, sum: preview.sum });
        match self.told(stored)? {
            Some(said) => {
                self.seen.forget();
                self.say(&said)
            }
            None => Ok(()),
        }
    }
}
