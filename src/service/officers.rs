//! The officers of shared records, and what is refused to whom. This is the one place that decides
//! it, for requests and for commands alike.

#[cfg(test)]
mod tests;

use crate::api::{Request, Viewer};
use crate::domain::case::CaseRef;
use crate::domain::officers::{Officer, Right, Role, role_of};
use crate::domain::plural::pluralize;
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::service::kinds;
use crate::service::restricted::no_case;
use crate::service::{Service, ViewerService};
use crate::store::{ChangeKind, Subject};

impl Service {
    /// Returns every officer, those who have left too, by the name of the user.
    pub fn officers(&self) -> &[Officer] {
        &self.officers
    }

    /// Reads the officers again.
    ///
    /// # Errors
    /// One cannot be read; nobody is then let in.
    pub(super) fn read_officers(&mut self) -> Result<()> {
        let read = |(id, json): (String, String)| {
            serde_json::from_str(&json).map_err(|cause| {
                Error::input(format!("The officer {id} cannot be read by this version."))
                    .with_hint("Use the version of Offsite that stored it.")
                    .with_source(cause)
            })
        };
        self.officers =
            self.store.items(kinds::OFFICERS)?.into_iter().map(read).collect::<Result<_>>()?;
        Ok(())
    }

    /// Returns the role of a viewer; none where nobody is asked for one: at the records' own
    /// process, and on records that name no officers.
    ///
    /// # Errors
    /// The viewer is none of the officers, or no more.
    pub fn role_of(&self, viewer: &Viewer) -> Result<Option<Role>> {
        let Some(user) = viewer.system_user.as_ref().filter(|_| !self.officers.is_empty()) else {
            return Ok(None);
        };
        role_of(&self.officers, user, viewer.today).map(Some).ok_or_else(|| {
            Error::input(format!("These records are not open to {}.", user.name))
                .with_hint("Ask your IT team to add you: offsite admin add.")
        })
    }
}

impl ViewerService<'_> {
    /// Refuses what the viewer's role may not do.
    ///
    /// # Errors
    /// The sentence to be shown.
    pub fn allow(&self, right: Right) -> Result<()> {
        let Some(role) = self.role_of(&self.viewer)?.filter(|role| !role.may(right)) else {
            return Ok(());
        };
        let who: Vec<&str> = Role::all().filter(|r| r.may(right)).map(Role::word).collect();
        Err(Error::not_allowed(format!(
            "Your role here is {}, which does not allow this.",
            role.word()
        ))
        .with_hint(format!("Ask one whose role is {}.", who.join(" or "))))
    }

    /// Refuses a request that is not open to the viewer at all: nothing is, or not the case that it
    /// names.
    ///
    /// # Errors
    /// The case, where it is one, and the sentence to be shown.
    pub(super) fn admit_viewer(&self, request: &Request) -> Result<(), (Option<CaseRef>, Error)> {
        // Even what every role may ask is for officers alone.
        self.role_of(&self.viewer).map_err(|error| (None, error))?;
        if request.right() == Some(Right::Read) {
            self.allow(Right::Read).map_err(|error| (None, error))?;
        }
        let is_of_one_that_is_there = matches!(request.right(), Some(Right::Read | Right::Print))
            || matches!(request, Request::MayRecord { .. } | Request::Here { .. });
        request.cases().into_iter().try_for_each(|case| {
            self.refuse_hidden(case).map_err(|error| (Some(case), error))?;
            // A case that is not there is answered as one that is hidden.
            let may = !is_of_one_that_is_there || self.is_there(case);
            if may { Ok(()) } else { Err((Some(case), no_case(case))) }
        })
    }

    /// Returns whether a case is there, was disposed of, or cannot be read, which is said elsewhere.
    pub(super) fn is_there(&self, case: CaseRef) -> bool {
        self.store.line(case).map_or(true, |line| line.is_some())
            || self.store.disposed(case).map_or(true, |gone| gone.is_some())
    }

    /// Refuses a request that the viewer's role does not allow, or for more cases than it does.
    ///
    /// # Errors
    /// The sentence to be shown.
    pub(super) fn allow_request(&self, request: &Request) -> Result<()> {
        self.role_of(&self.viewer)?;
        request.right().map_or(Ok(()), |right| self.allow(right))?;
        match request {
            Request::RecordForAll(event) => self.allow_many(event.cases.len()),
            _ => Ok(()),
        }
    }

    /// Refuses to change more cases at once than the viewer's role does.
    ///
    /// # Errors
    /// The sentence to be shown.
    pub(super) fn allow_many(&self, count: usize) -> Result<()> {
        let Some(role) = self.role_of(&self.viewer)? else { return Ok(()) };
        let most = role.most_at_once();
        if count <= most {
            return Ok(());
        }
        let cases = pluralize(count, "case");
        Err(Error::not_allowed(format!("{cases} at once is too many: your role takes {most}."))
            .with_hint("Select fewer, or ask the lead."))
    }

    /// Lets a user of the system in from today on.
    ///
    /// # Errors
    /// The viewer may not name officers, the user is the system's own, or is an officer already.
    pub fn add_officer(&mut self, user: SystemUser, name: &str, role: Role) -> Result<()> {
        self.allow(Right::NameOfficers)?;
        if user.uid == 0 {
            return Err(Error::input("The user root cannot be an officer.")
                .with_hint("Name the user with whom the officer logs in."));
        }
        let today = self.viewer.today;
        if self.officers.iter().any(|o| o.user.name == user.name && o.is_current(today)) {
            return Err(Error::conflict(format!("{} is an officer already.", user.name))
                .with_hint("Change the role: offsite admin role."));
        }
        self.store_officer(&Officer { user, name: name.to_owned(), role, from: today, ended: None })
    }

    /// Lets an officer in no more, from now on.
    ///
    /// # Errors
    /// The viewer may not, or there is no such officer.
    pub fn end_officer(&mut self, login: &str) -> Result<()> {
        let officer = self.current_officer(login)?;
        self.store_officer(&Officer { ended: Some(self.viewer.today), ..officer })
    }

    /// Gives an officer another role.
    ///
    /// # Errors
    /// As [`ViewerService::end_officer`].
    pub fn set_role(&mut self, login: &str, role: Role) -> Result<()> {
        let officer = self.current_officer(login)?;
        self.store_officer(&Officer { role, ..officer })
    }

    fn current_officer(&self, login: &str) -> Result<Officer> {
        self.allow(Right::NameOfficers)?;
        let mut current = self.officers.iter().filter(|o| o.is_current(self.viewer.today));
        current.find(|o| o.user.name == login).cloned().ok_or_else(|| {
            Error::input(format!("{login} is not an officer. No changes made."))
                .with_hint("offsite admin list shows who is.")
        })
    }

    fn store_officer(&mut self, officer: &Officer) -> Result<()> {
        let id = officer.user.name.clone();
        let old = self.store.item(kinds::OFFICERS, &id)?;
        let new = serde_json::to_string(officer)
            .map_err(|e| Error::input("The officer could not be saved.").with_source(e))?;
        let part = Subject::Item { kind: kinds::OFFICERS.to_owned(), id, old, new: Some(new) };
        self.commit_all(vec![part], None, ChangeKind::Do)?;
        // Whose role has changed may see more or less than stands on the screen.
        self.tell_others_all();
        Ok(())
    }
}
