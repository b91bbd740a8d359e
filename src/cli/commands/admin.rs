//! `offsite admin`: the officers of shared records and their roles.

use serde_json::json;

use crate::cli::args::{AdminCommand, ShapeArgs};
use crate::cli::output::{line, record};
use crate::domain::calendar::dates;
use crate::domain::officers::{Officer, Right, Role};
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::service::ViewerService;

pub(super) fn run(owner: &mut ViewerService<'_>, what: &AdminCommand) -> Result<()> {
    match what {
        AdminCommand::Add { login, role, name, uid } => {
            let role = role_of(role)?;
            let user = user(login, *uid)?;
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
        AdminCommand::List { shape } => list(owner, *shape),
    }
}

/// Returns the user of a login: as the computer knows it, else by the number that is given.
fn user(login: &str, uid: Option<u32>) -> Result<SystemUser> {
    match (SystemUser::named(login), uid) {
        (Some(known), Some(uid)) if known.uid != uid => Err(Error::input(format!(
            "{login} is user {} on this computer, not {uid}. No changes made.",
            known.uid
        ))
        .with_hint("Leave --uid out.")),
        (Some(known), _) => Ok(known),
        (None, Some(uid)) => match SystemUser::of(uid).name {
            other if other != format!("user {uid}") => Err(Error::input(format!(
                "User {uid} is {other} on this computer, not {login}. No changes made."
            ))),
            _ => Ok(SystemUser { uid, name: login.to_owned() }),
        },
        (None, None) => {
            Err(Error::input(format!("This computer has no user {login}. No changes made."))
                .with_hint("Make the user first, or give the number it will have: --uid NUMBER."))
        }
    }
}

fn list(owner: &ViewerService<'_>, shape: ShapeArgs) -> Result<()> {
    owner.allow(Right::NameOfficers)?;
    if owner.officers().is_empty() && !shape.is_data() {
        return line(". No officer is named: every user who reaches the socket may do everything.");
    }
    owner.officers().iter().try_for_each(|officer| show(officer, shape))
}

fn show(officer: &Officer, shape: ShapeArgs) -> Result<()> {
    let (user, role) = (&officer.user, officer.role.word());
    record(
        shape,
        || {
            let until = officer
                .ended
                .map_or_else(String::new, |day| format!(", until {}", dates::format(day)));
            let from = dates::format(officer.from);
            let name = if officer.name.is_empty() { "no full name" } else { &officer.name };
            format!("{} (user {}): {name}, {role}, from {from}{until}", user.name, user.uid)
        },
        || {
            json!({ "login": user.name, "uid": user.uid, "name": officer.name, "role": role,
                "from": officer.from, "ended": officer.ended })
        },
        || {
            let ended = officer.ended.map_or_else(String::new, |day| day.to_string());
            let (login, name) = (user.name.clone(), officer.name.clone());
            vec![
                login,
                user.uid.to_string(),
                name,
                role.to_owned(),
                officer.from.to_string(),
                ended,
            ]
        },
    )
}

fn role_of(word: &str) -> Result<Role> {
    Role::of_word(word).ok_or_else(|| {
        let all: Vec<&str> = Role::all().map(Role::word).collect();
        Error::input(format!("There is no role \"{word}\". No changes made."))
            .with_hint(format!("These are: {}.", all.join(", ")))
    })
}
