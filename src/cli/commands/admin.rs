//! `offsite admin`: the officers of shared records and their roles.

use crate::cli::args::AdminCommand;
use crate::cli::output::line;
use crate::domain::calendar::dates;
use crate::domain::officers::{Right, Role};
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::service::ViewerService;

pub(super) fn run(owner: &mut ViewerService<'_>, what: &AdminCommand) -> Result<()> {
    match what {
        AdminCommand::Add { login, role, name } => {
            let role = role_of(role)?;
            let user = SystemUser::named(login).ok_or_else(|| {
                Error::input(format!("This computer has no user {login}. No changes made."))
                    .with_hint("Make the user first, then add the officer.")
            })?;
            let (uid, role_word) = (user.uid, role.word());
            owner.add_officer(user, name, role)?;
            line(&format!("= {login} (user {uid}) is let in as {role_word}."))
        }
        AdminCommand::End { login } => {
            owner.end_officer(login)?;
            line(&format!("= {login} is let in no more."))
        }
        AdminCommand::Role { login, role } => {
            let role = role_of(role)?;
            owner.set_role(login, role)?;
            line(&format!("= {login} now has the role {}.", role.word()))
        }
        AdminCommand::List => list(owner),
    }
}

fn list(owner: &ViewerService<'_>) -> Result<()> {
    owner.allow(Right::NameOfficers)?;
    if owner.officers().is_empty() {
        return line(". No officer is named: every user who reaches the socket may do everything.");
    }
    for officer in owner.officers() {
        let until =
            officer.ended.map_or_else(String::new, |day| format!(", until {}", dates::format(day)));
        let (user, from) = (&officer.user, dates::format(officer.from));
        let name = if officer.name.is_empty() { "no full name" } else { &officer.name };
        let role = officer.role.word();
        line(&format!("{} (user {}): {name}, {role}, from {from}{until}", user.name, user.uid))?;
    }
    Ok(())
}

fn role_of(word: &str) -> Result<Role> {
    Role::of_word(word).ok_or_else(|| {
        let all: Vec<&str> = Role::all().map(Role::word).collect();
        Error::input(format!("There is no role \"{word}\". No changes made."))
            .with_hint(format!("These are: {}.", all.join(", ")))
    })
}
