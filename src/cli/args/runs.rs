//! Where each command runs, whether it only reads, and what the officer's role must allow: the one
//! table of it.

use crate::cli::args::{Command, ImportCommand, ProfileCommand, SubjectAccessCommand};
use crate::domain::officers::Right;
use crate::error::Error;

/// Where a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunsAt {
    /// In the officer's own process: it needs no records, or invents its own.
    Here,
    /// In the officer's own process, as a session on the records.
    Session,
    /// On the records, by whoever has them open: this process, or a server.
    Records,
    /// On the computer of the records alone, by the user who owns them; and why.
    Store(&'static str),
}

/// How a command runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandKind {
    /// Where it runs.
    pub at: RunsAt,
    /// It changes nothing in the records: it is answered from a copy.
    pub only_reads: bool,
    /// What the officer's role must allow; none where every officer may run it. What is asked as a
    /// session is judged request by request.
    pub right: Option<Right>,
}

/// Returns how a command runs that prints what is in the records, or makes something of it.
fn reads(right: Right) -> CommandKind {
    CommandKind { at: RunsAt::Records, only_reads: true, right: Some(right) }
}

/// Returns how a command runs that may change the records.
fn changes(right: Right, only_reads: bool) -> CommandKind {
    CommandKind { at: RunsAt::Records, only_reads, right: Some(right) }
}

/// Returns how a command runs that belongs to whoever looks after the store.
fn store(only_reads: bool, why: &'static str) -> CommandKind {
    CommandKind { at: RunsAt::Store(why), only_reads, right: None }
}

impl Command {
    /// Returns how the command runs.
    pub fn kind(&self) -> CommandKind {
        let here = CommandKind { at: RunsAt::Here, only_reads: false, right: None };
        match self {
            Command::Demo { fill: Some(_) } => store(false, "It writes records of its own."),
            Command::Demo { fill: None }
            | Command::Tutor
            | Command::Forms { .. }
            | Command::Keys { .. }
            | Command::Config { .. }
            | Command::Completions { .. }
            | Command::Man { .. }
            | Command::Manual { .. }
            | Command::Schema
            | Command::Serve { print_setup: true } => here,
            Command::Frame { .. } => {
                CommandKind { at: RunsAt::Session, only_reads: true, right: None }
            }
            Command::Today { .. }
            | Command::Why { .. }
            | Command::Cases { .. }
            | Command::Search { .. }
            | Command::Case { .. }
            | Command::Oversight { .. }
            | Command::Stats(_) => reads(Right::Read),
            Command::Export { .. } => reads(Right::Export),
            // Each role is shown something else.
            Command::Audit(_) => CommandKind { at: RunsAt::Records, only_reads: true, right: None },
            Command::Document(asked) if asked.blank || asked.lists() => reads(Right::Read),
            Command::Document(_) => reads(Right::Print),
            // Letters to every host are the lead's.
            Command::Chase(asked) if asked.to.is_some() => reads(Right::Export),
            Command::Chase(_) => reads(Right::Read),
            Command::Evidence(asked) if asked.orphans => {
                store(!asked.clear, "It looks through the files in the folder of the records.")
            }
            Command::Evidence(asked) if asked.add.is_some() => changes(Right::Record, false),
            Command::Evidence(_) => reads(Right::Read),
            Command::Import { what } => changes(right_to_import(what), what.is_dry_run()),
            Command::Profile { what: ProfileCommand::Show } => {
                CommandKind { at: RunsAt::Records, only_reads: true, right: None }
            }
            Command::Profile { what: ProfileCommand::Import { .. } } => {
                changes(Right::NameOfficers, false)
            }
            Command::Admin { what } => {
                changes(Right::NameOfficers, matches!(what, super::AdminCommand::List { .. }))
            }
            Command::Restrict { logins, open, .. } => {
                changes(Right::Read, logins.is_empty() && !open)
            }
            // The service asks for the right to restrict where a hold is placed or lifted.
            Command::Hold(asked) => changes(Right::Read, asked.list),
            Command::Retention(_) => reads(Right::Export),
            Command::SubjectAccess { what } => subject_access(what),
            Command::Verify { .. } => store(true, "It reads every record, restricted ones too."),
            Command::Backup(_) => store(
                false,
                "A backup has every case in it, restricted ones too. The server writes one each day.",
            ),
            Command::Restore(_) => store(false, "It makes new records from a backup."),
            Command::Dispose(_) => {
                store(false, "It destroys the key of a case, here and in every later backup.")
            }
            Command::Rekey(_) => store(false, "It changes the key of all records."),
            Command::Doctor { .. } => {
                store(false, "It looks at the folder, the disk and the clock of the records.")
            }
            Command::Anchor => {
                store(false, "It signs with a key that only the computer of the records has.")
            }
            Command::Accept => store(false, "It says which of two histories counts from now on."),
            Command::Serve { print_setup: false } => {
                store(false, "It keeps the records for everyone else.")
            }
        }
    }

    /// Refuses a command that runs on the computer of the records alone.
    ///
    /// # Errors
    /// [`ErrorKind::NotAllowed`](crate::error::ErrorKind::NotAllowed) with why, and what to do.
    pub fn refuse_at_store(&self) -> Result<(), Error> {
        let RunsAt::Store(why) = self.kind().at else { return Ok(()) };
        Err(Error::not_allowed(format!("This command does not run from here. {why}"))
            .with_hint("Ask IT to run it on the computer of the records, as their user."))
    }
}

/// Returns how a command for subject access runs.
fn subject_access(what: &SubjectAccessCommand) -> CommandKind {
    match what {
        SubjectAccessCommand::List { .. } | SubjectAccessCommand::Show { .. } => reads(Right::Read),
        SubjectAccessCommand::Items { .. } => reads(Right::Record),
        SubjectAccessCommand::Export { .. } => reads(Right::Export),
        SubjectAccessCommand::Forget { .. } => changes(Right::Export, false),
        SubjectAccessCommand::Open { .. }
        | SubjectAccessCommand::Set(_)
        | SubjectAccessCommand::Decide(_)
        | SubjectAccessCommand::Check { .. }
        | SubjectAccessCommand::Close { .. } => changes(Right::Record, false),
    }
}

/// Returns what an import needs, whether it stores anything or only shows it.
fn right_to_import(what: &ImportCommand) -> Right {
    match what {
        ImportCommand::Ctf(_) | ImportCommand::Pupils(_) => Right::Record,
        ImportCommand::Cases { .. } | ImportCommand::Sheet(_) => Right::ImportCases,
        ImportCommand::Schools { .. }
        | ImportCommand::Terms { .. }
        | ImportCommand::Register(_) => Right::Schools,
    }
}
