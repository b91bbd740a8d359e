//! Restricted cases in lines: who sees one, and opening one without being named. Also who looked at
//! a case, and what the officer's role allows.

use crate::domain::case::{Case, CaseRef};
use crate::domain::officers::Right;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Says what the officer's role leaves out, and what was done in restricted cases meanwhile.
    pub(super) fn say_role(&mut self) -> CommandResult {
        let role = self.service.role().ok().flatten();
        self.keymap.set_role(role);
        if let Some(role) = role.filter(|role| !role.may(Right::Record)) {
            self.say(&format!("This session only reads: your role here is {}.", role.word()))?;
        }
        let told = self.service.glass_told();
        told.iter().try_for_each(|words| self.say(words))
    }

    /// Says who looked at a case, newest first.
    pub(super) fn looks(&mut self, case: &Case) -> CommandResult {
        let looks = self.service.looks(case.id);
        let Some(looks) = self.told(looks)? else { return Ok(()) };
        if looks.is_empty() {
            return self.say("No look at this case is noted.");
        }
        looks.iter().try_for_each(|line| self.say(&format!("{}.", line.trim_end_matches('.'))))
    }

    /// Says who sees a case; lets only these logins see it, or everybody.
    pub(super) fn restrict(&mut self, case: &Case, rest: &str) -> CommandResult {
        if rest.is_empty() {
            let logins = self.service.who_sees(case.id);
            let Some(logins) = self.told(logins)? else { return Ok(()) };
            return self.say(&match logins.as_slice() {
                [] => "Every officer sees this case.".to_owned(),
                all => format!("Only these see this case: {}.", all.join(", ")),
            });
        }
        let logins = if rest == "open" { "" } else { rest };
        let logins = logins.split([' ', ',']).filter(|part| !part.is_empty());
        let done = self.service.restrict(case.id, logins.map(str::to_owned).collect());
        match self.told(done)? {
            Some(says) => self.say(&says),
            None => Ok(()),
        }
    }

    /// Opens a restricted case without being named, for a reason.
    pub(super) fn open_restricted(&mut self, rest: &str) -> CommandResult {
        let (which, why) = rest.split_once(' ').unwrap_or((rest, ""));
        let Some(case) = self.told(which.parse::<CaseRef>())? else { return Ok(()) };
        let why = if why.is_empty() { self.ask("Why: ")? } else { why.to_owned() };
        let opened = self.service.break_glass(case, &why);
        let Some(says) = self.told(opened)? else { return Ok(()) };
        self.say(&says)?;
        self.go_to(case)
    }
}
