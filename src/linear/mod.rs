//! The plain front end: prompts and lines for screen readers, braille displays and terminals that
//! cannot position text.
//!
//! It sends the same requests and knows the same actions by name as the screen; nothing is drawn
//! and nothing moves.

mod ask;
mod case;
mod form;
mod list;
mod marks;
mod record;

use std::io::{BufRead, Write};

use chrono::NaiveDate;

use crate::api::{LastSeen, Outcome, Refusal};
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, CaseRef};
use crate::domain::query::Query;
use crate::domain::rules::override_rule::OverrideReason;
use crate::domain::rules::{Phrase, Rule, override_rule};
use crate::domain::value;
use crate::error::Error;
use crate::keymap::Keymap;
use crate::keymap::action::Action;
use crate::keymap::key::Key;
use crate::service::Service;

/// Why a session ends.
enum SessionEnded {
    /// The officer left, or there is nothing more to read.
    Left,
    /// Nobody reads any more.
    Unheard(std::io::Error),
}

/// What a command gives: it goes on, or the session ends.
type CommandResult<T = ()> = Result<T, SessionEnded>;

/// The commands, by the actions whose names and words they share; the second word is what may
/// follow.
const COMMANDS: &[(Action, &str)] = &[
    (Action::Cases, ""),
    (Action::PageDown, ""),
    (Action::Find, "SEARCH"),
    (Action::NewCase, ""),
    (Action::Open, "NUMBER or REFERENCE"),
    (Action::Overview, ""),
    (Action::Why, ""),
    (Action::Passport, "1 to 5, or missing"),
    (Action::Timeline, ""),
    (Action::Record, "EVENT"),
    (Action::Attendance, "DAY"),
    (Action::Undo, ""),
    (Action::Redo, ""),
    (Action::Back, ""),
    (Action::Help, ""),
    (Action::Quit, ""),
];

/// A linear session.
struct Linear<'a> {
    owner: &'a mut Service,
    today: NaiveDate,
    who: String,
    keymap: Keymap,
    input: &'a mut dyn BufRead,
    out: &'a mut dyn Write,
    search: Query,
    /// How many lines of the list were said.
    said: usize,
    open: Option<CaseRef>,
    /// What was said of the last change: an undo of anything else is asked about first.
    seen: LastSeen,
}

/// Runs a session on lines in and lines out until the officer leaves or the input ends.
///
/// # Errors
/// A sentence where nobody reads the answers.
pub(crate) fn run(
    owner: &mut Service,
    today: NaiveDate,
    who: &str,
    keymap: Keymap,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> Result<(), Error> {
    owner.prepare(today);
    let search = Query::parse("").map_err(|f| Error::input(f.to_string()))?;
    let mut session = Linear {
        owner,
        today,
        who: who.to_owned(),
        keymap,
        input,
        out,
        search,
        said: 0,
        open: None,
        seen: LastSeen::default(),
    };
    match session.whole() {
        Ok(()) | Err(SessionEnded::Left) => Ok(()),
        Err(SessionEnded::Unheard(cause)) => Err(Error::io("Nobody read the whole answer.", cause)),
    }
}

impl Linear<'_> {
    fn whole(&mut self) -> CommandResult {
        self.say(&format!(
            "Offsite, {}. Type help for what can be typed, quit to leave.",
            dates::show_long(self.today)
        ))?;
        self.list()?;
        loop {
            let prompt = self.open.map_or_else(|| "cases".to_owned(), |id| id.to_string());
            let line = self.ask(&format!("{prompt}> "))?;
            self.command(line.trim())?;
        }
    }

    /// Returns the action that a line names: by its name, by its key, or by the beginning of its
    /// name where only one begins so.
    fn read<'l>(&self, line: &'l str) -> Option<(Action, &'l str)> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let name = |a: &Action| a.name().replace('_', " ");
        let whole = COMMANDS.iter().find(|(a, _)| {
            line == name(a) || line.strip_prefix(&name(a)).is_some_and(|r| r.starts_with(' '))
        });
        if let Some((action, _)) = whole {
            return Some((*action, line[name(action).len()..].trim()));
        }
        let key = Key::read(word).filter(|_| word.chars().count() == 1);
        let by_key = key.and_then(|k| {
            COMMANDS.iter().find(|(a, _)| self.keymap.keys_for(*a).iter().any(|keys| keys.0 == [k]))
        });
        let begins = || {
            let mut all = COMMANDS
                .iter()
                .filter(|(a, _)| word.chars().count() > 1 && name(a).starts_with(word));
            all.next().filter(|_| all.next().is_none())
        };
        by_key.or_else(begins).map(|(a, _)| (*a, rest.trim()))
    }

    fn command(&mut self, line: &str) -> CommandResult {
        if line.is_empty() {
            return Ok(());
        }
        if line.bytes().all(|b| b.is_ascii_digit()) {
            return self.open_case(line);
        }
        let Some((action, rest)) = self.read(line) else {
            return self.say(&format!(
                "\"{}\" is not a command. Type help for all of them.",
                line.chars().take(40).collect::<String>()
            ));
        };
        match action {
            Action::Cases => {
                self.leave_case();
                self.list()
            }
            Action::PageDown => self.more(),
            Action::Find => self.find(rest),
            Action::NewCase => self.new_case(),
            Action::Open => self.open_case(rest),
            Action::Undo => self.turn_back(true),
            Action::Redo => self.turn_back(false),
            Action::Back => {
                self.leave_case();
                self.say("The case list.")
            }
            Action::Help => self.help(),
            Action::Quit => Err(SessionEnded::Left),
            other => self.of_case(other, rest),
        }
    }

    /// Runs a command that needs an open case.
    fn of_case(&mut self, action: Action, rest: &str) -> CommandResult {
        let Some(case) = self.case()? else { return Ok(()) };
        match action {
            Action::Why => self.why(&case),
            Action::Passport => self.form(&case, rest),
            Action::Timeline => self.timeline(&case),
            Action::Record => self.record(&case, rest),
            Action::Attendance => self.attendance(&case, rest),
            _ => self.overview(&case),
        }
    }

    fn help(&mut self) -> CommandResult {
        for (action, takes) in COMMANDS {
            let follows = if takes.is_empty() { String::new() } else { format!(" {takes}") };
            let name = action.name().replace('_', " ");
            self.say(&format!("{name}{follows}: {}.", action.help()))?;
        }
        self.say("A number opens that case of the list. Searches are words such as:")?;
        for word in crate::domain::query::words::WORDS {
            self.say(&format!("{}: {}.", word.example, word.help))?;
        }
        Ok(())
    }

    /// Returns the open case; says what to do where none is open.
    fn case(&mut self) -> CommandResult<Option<Case>> {
        let Some(id) = self.open else {
            self.say("No case is open. Type the number of one in the list.")?;
            return Ok(None);
        };
        let view = self.owner.case(id);
        Ok(self.told(view)?.map(|view| *view.case))
    }

    /// Goes back to the list of cases.
    fn leave_case(&mut self) {
        self.open = None;
        self.seen.forget();
    }

    fn new_case(&mut self) -> CommandResult {
        match self.owner.new_case(self.today, &[]) {
            Ok(opened) => self.saved(&opened.says, opened.view.case.id),
            Err(error) => self.not_done(&error),
        }
    }

    fn saved(&mut self, says: &str, case: CaseRef) -> CommandResult {
        self.open = Some(case);
        self.seen.saved(case);
        self.say(&format!("Saved in {case}: {says}"))
    }

    fn not_done(&mut self, error: &Error) -> CommandResult {
        self.say(&format!("Not done. {error}"))
    }

    /// Says what became of a change; the case that was changed is open then.
    fn outcome(&mut self, outcome: Outcome) -> CommandResult {
        match outcome {
            Outcome::Saved { says, view } => self.saved(&says, view.case.id),
            Outcome::Deleted { says, .. } => {
                self.leave_case();
                self.say(&says)
            }
            Outcome::Terms { says, .. } => self.say(&says),
            Outcome::Other => self.say("Done."),
        }
    }

    /// Undoes or redoes what was just done and said in the open case; anything else is said and
    /// asked about first.
    fn turn_back(&mut self, undo: bool) -> CommandResult {
        if !self.seen.is_sure(undo, self.open) {
            let preview = match self.owner.preview_undo(undo) {
                Ok(preview) => preview,
                Err(error) => return self.not_done(&error),
            };
            if !self.is_yes(&preview.question())? {
                return self.say("Everything stays as it is.");
            }
        }
        match if undo { self.owner.undo() } else { self.owner.redo() } {
            Ok(outcome) => {
                self.outcome(outcome)?;
                if undo {
                    self.seen.undone();
                } else {
                    self.seen.forget();
                }
                Ok(())
            }
            Err(error) => self.not_done(&error),
        }
    }

    /// Stores a change and says what became of it; where a rule holds it back that may be gone
    /// against, asks for the reason.
    fn change(&mut self, change: CaseChange, why: Option<String>) -> CommandResult {
        match self.owner.change(change.clone(), why) {
            Ok(outcome) => self.outcome(outcome),
            Err(Refusal::Failed(error)) => self.not_done(&error),
            Err(Refusal::Blocked(blocked)) => {
                self.say(&format!("Not done. {}", blocked.says))?;
                if blocked.may_override { self.go_on(change, blocked.rule) } else { Ok(()) }
            }
        }
    }

    /// Asks for the reason to go on against a rule that allows it, and stores both.
    fn go_on(&mut self, change: CaseChange, rule: &'static Rule) -> CommandResult {
        let typed =
            self.ask("To go on all the same, say why; it is kept with it. Enter leaves it: ")?;
        let words = value::text(&typed);
        if words.is_empty() {
            return self.say("Nothing was stored.");
        }
        let Some(case) = self.case()? else { return Ok(()) };
        let reason = OverrideReason { who: self.who.clone(), words, on: self.today };
        self.change(override_rule::override_rule(change, case.next_row(), rule, reason), None)
    }

    fn store(&mut self, id: CaseRef, edits: Vec<Edit>) -> CommandResult {
        self.change(CaseChange { case: id, edits }, None)
    }
}

/// Returns a finding's day after a comma, where its words do not say it already.
fn due_words(due: Option<NaiveDate>, says: &Phrase) -> String {
    let day = due.filter(|day| !says.names(*day)).map(dates::show_short);
    day.map(|d| format!(", {d}")).unwrap_or_default()
}
