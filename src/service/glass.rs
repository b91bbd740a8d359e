//! A restricted case that is opened by one who is not named, for three hours and to be read alone.
//! Nothing is opened before it is noted, and whoever is named is told, as is the lead.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::api::{GlassOpened, Notice, Request};
use crate::domain::access::{Access, AccessKind};
use crate::domain::case::CaseRef;
use crate::domain::glass::{GlassOpening, LEAST_REASON, OPEN_MS};
use crate::domain::officers::{Officer, Right, Role};
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::service::restricted::no_case;
use crate::service::{Service, ViewerService, kinds};
use crate::store::{ChangeKind, Subject, Synced};

/// What is said where more is asked of a case than to be read.
pub(super) const ONLY_TO_BE_READ: &str = "You opened this restricted record to read it, so nothing can be recorded in it. Ask one who is named.";

/// The openings that matter still, and the one that the request being answered looks through.
#[derive(Debug, Default)]
pub(super) struct Glass {
    /// Those that are open, or of which somebody has not been told.
    all: Vec<GlassOpening>,
    /// The hidden case that is open to the viewer for this request alone.
    through: Option<CaseRef>,
}

impl Service {
    /// Reads again which restricted cases were opened.
    ///
    /// # Errors
    /// One cannot be read; nobody is then let in.
    pub(super) fn read_glass(&mut self) -> Result<()> {
        let now = (self.clock)();
        let mut all = Vec::new();
        for (id, json) in self.store.items(kinds::GLASS)? {
            let mut one: GlassOpening = serde_json::from_str(&json).map_err(|cause| {
                Error::input(format!("The opening {id} cannot be read by this version."))
                    .with_hint("Use the version of Offsite that stored it.")
                    .with_source(cause)
            })?;
            // Of a case that was disposed of there is nothing left to be opened or told.
            let matters = one.is_open(now) || !one.untold.is_empty();
            if matters && self.store.disposed(one.case)?.is_none() {
                one.why = self.store.open_words(one.case, &one.why)?;
                all.push(one);
            }
        }
        self.glass.all = all;
        Ok(())
    }

    /// Returns every case that was ever opened by one who was not named for it, whoever may see it.
    ///
    /// # Errors
    /// The openings cannot be read.
    pub(super) fn opened_for_a_reason(&self) -> Result<BTreeSet<CaseRef>> {
        let of = |(id, _): (String, String)| id.split(' ').next()?.parse::<CaseRef>().ok();
        Ok(self.store.items(kinds::GLASS)?.into_iter().filter_map(of).collect())
    }

    /// Shuts whatever was open for the request before.
    pub(super) fn shut_glass(&mut self) {
        self.glass.through = None;
    }

    /// Returns whether a hidden case is open for the request that is being answered.
    pub(super) fn is_looked_through(&self, case: CaseRef) -> bool {
        self.glass.through == Some(case)
    }
}

impl ViewerService<'_> {
    /// Opens a hidden case for one request, where the viewer has opened it and the request does no
    /// more than read it or print of it. Every other check is still made.
    pub(super) fn look_through(&mut self, request: &Request) {
        self.glass.through = None;
        let only_reads = matches!(request.right(), None | Some(Right::Read | Right::Print));
        let [case] = request.cases()[..] else { return };
        if only_reads && self.is_hidden(case) && self.has_opened(case) {
            self.glass.through = Some(case);
        }
    }

    /// Returns whether the viewer has opened a case without being named, and it is open still.
    pub(super) fn has_opened(&self, case: CaseRef) -> bool {
        let (now, user) = ((self.clock)(), self.viewer.system_user.as_ref());
        self.allow(Right::BreakGlass).is_ok()
            && self
                .glass
                .all
                .iter()
                .any(|one| one.case == case && user == Some(&one.by) && one.is_open(now))
    }

    /// Opens a restricted case to a viewer who is not named, for three hours, to be read. Those who
    /// are named and the lead are told.
    ///
    /// Answers [`Request::BreakGlass`](crate::api::Request::BreakGlass).
    ///
    /// # Errors
    /// The viewer's role may not, the reason is too short, the case is no hidden one, or the opening
    /// cannot be noted.
    pub fn break_glass(&mut self, case: CaseRef, why: &str) -> Result<GlassOpened> {
        self.allow(Right::BreakGlass)?;
        let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
        if why.chars().count() < LEAST_REASON {
            return Err(Error::input(format!(
                "The reason has fewer than {LEAST_REASON} characters. The record stays closed."
            ))
            .with_hint("Say why you need to read it now."));
        }
        if self.store.case(case)?.is_none() {
            return Err(no_case(case));
        }
        let Some(by) = self.viewer.system_user.clone().filter(|_| self.is_hidden(case)) else {
            return Err(Error::conflict(format!("{case} is open to you already."))
                .with_hint("Find it in the case list."));
        };
        let access =
            Access { why: why.clone(), ..self.access(AccessKind::Glass, Some(case), 1, "") };
        self.store.note_access(&access, Synced::First)?;
        let told: Vec<Officer> = self.told_of(case, &by).into_iter().cloned().collect();
        let opening = GlassOpening {
            case,
            by,
            officer: self.viewer.officer.clone(),
            at_ms: access.at_ms,
            why,
            untold: told.iter().map(|officer| officer.user.clone()).collect(),
        };
        self.store_opening(&opening)?;
        self.tell_of_glass();
        let named = self.named_in(case);
        let is_named = |o: &&Officer| named.contains(&o.user);
        let mut names: Vec<String> =
            told.iter().filter(is_named).map(|o| self.name_of_officer(&o.user)).collect();
        if told.iter().any(|o| o.role == Role::Lead && !named.contains(&o.user)) {
            names.push("the lead".into());
        }
        let closes = opening.closes().format("%H:%M");
        let are_told = match names.as_slice() {
            [] => "Nobody else is an officer who could be told.".to_owned(),
            [one] => format!("{} is told now.", capitalised(one)),
            [all @ .., last] => {
                format!("{} and {last} are told now.", capitalised(&all.join(", ")))
            }
        };
        Ok(GlassOpened {
            case,
            says: format!(
                "You open a restricted record. {are_told} It closes at {closes}. You can read it, and record nothing in it."
            ),
            open_ms: OPEN_MS as u64,
        })
    }

    /// Returns the officers who are told of an opening: those who are named and read cases, and every
    /// lead, but not whoever opens.
    fn told_of(&self, case: CaseRef, by: &SystemUser) -> Vec<&Officer> {
        let (today, named) = (self.viewer.today, self.named_in(case));
        let is_told = |o: &&Officer| {
            o.user != *by
                && o.is_current(today)
                && o.role.may(Right::Read)
                && (o.role == Role::Lead || named.contains(&o.user))
        };
        self.officers().iter().filter(is_told).collect()
    }

    /// Takes what the viewer has not been told of openings; the record has from then on that the
    /// viewer was told.
    pub(super) fn take_openings(&mut self) -> Vec<Notice> {
        let Some(user) = self.viewer.system_user.clone() else { return Vec::new() };
        let is_own = |one: &&GlassOpening| one.untold.contains(&user);
        let untold: Vec<GlassOpening> = self.glass.all.iter().filter(is_own).cloned().collect();
        let mut notices = Vec::new();
        for old in untold {
            notices.push(Notice::Glass(old.notice()));
            let untold = old.untold.iter().filter(|other| **other != user).cloned().collect();
            // Where that cannot be stored, it is told again.
            let _ = self.store_opening(&GlassOpening { untold, ..old });
        }
        notices
    }

    fn store_opening(&mut self, opening: &GlassOpening) -> Result<()> {
        let (kind, id) = (kinds::GLASS.to_owned(), opening.id());
        let old = self.store.item(&kind, &id)?;
        // The reason goes with the case when that is disposed of.
        let why = self.store.seal_words(opening.case, &opening.why)?;
        let new = serde_json::to_string(&GlassOpening { why, ..opening.clone() })
            .map_err(|e| Error::input("The opening could not be saved.").with_source(e))?;
        let part = Subject::Item { kind, id, old, new: Some(new) };
        self.commit_all(vec![part], None, ChangeKind::Do).map(drop)
    }
}

/// Returns words with a capital at the beginning where they begin with "the"; a name stays as it is.
fn capitalised(words: &str) -> String {
    words.strip_prefix("the ").map_or_else(|| words.to_owned(), |rest| format!("The {rest}"))
}
