//! The requests for subject access, one sentence a line.

use crate::api::{AccessLine, AccessProgress};
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Says every request that the officer sees, and which command does the work on one.
    pub(super) fn access_requests(&mut self) -> CommandResult {
        let all = self.service.access_requests();
        let Some(all) = self.told(all)? else { return Ok(()) };
        if all.is_empty() {
            self.say("There is no request for subject access.")?;
        }
        for AccessLine { view, child, progress } in &all {
            let state = view.state(self.today);
            let left = progress.map(AccessProgress::words).unwrap_or_default();
            self.say(&format!("{}, {child}: {state}. {left}", view.request.id))?;
        }
        self.say("To work on one, leave, and run: offsite subject-access --help.")
    }
}
