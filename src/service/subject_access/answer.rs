//! Answers what a session asks about requests for subject access.

use crate::api::{AccessAnswer, AccessAsk, AccessLine, AccessProgress, AccessView, AccessWork};
use crate::domain::access::AccessKind;
use crate::domain::plural::pluralize;
use crate::domain::subject_access::request::AccessRef;
use crate::domain::subject_access::worklist::Worklist;
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};

impl ViewerService<'_> {
    /// Answers one thing that is asked.
    ///
    /// # Errors
    /// As what it asks for.
    pub(in crate::service) fn answer_access(&mut self, ask: AccessAsk) -> Result<AccessAnswer> {
        self.answer_of(ask).map_err(Error::without_command)
    }

    fn answer_of(&mut self, ask: AccessAsk) -> Result<AccessAnswer> {
        let (id, says) = match ask {
            AccessAsk::List => return self.listed(String::new()),
            AccessAsk::Forget(id) => {
                self.forget_access_request(id)?;
                return self.listed(format!("The log of {id} is deleted."));
            }
            AccessAsk::Files(id) => {
                return Ok(AccessAnswer::Files { id, copies: self.access_files(id)? });
            }
            AccessAsk::Decide { id, decisions } => {
                let count = pluralize(decisions.len(), "item");
                let (_, worklist) = self.decide_as_seen(id, decisions)?;
                return self.work(id, worklist, format!("Decided on {count}."));
            }
            AccessAsk::Work(id) => {
                let (request, worklist) = self.access_worklist(id)?;
                for case in request.cases {
                    self.note(AccessKind::Opened, Some(case), 1);
                }
                return self.work(id, worklist, String::new());
            }
            AccessAsk::Enter(new) => {
                let id = self.open_access_request(new)?.id;
                (id, format!("{id} is entered."))
            }
            AccessAsk::Amend { id, amendment } => {
                self.amend_access_request(id, &amendment)?;
                (id, format!("Recorded in {id}."))
            }
            AccessAsk::Close { id, on, how } => {
                self.close_access_request(id, on, how)?;
                (id, format!("{id} is closed."))
            }
            AccessAsk::Check { id, seen } => {
                self.check_access(id, Some(&seen))?;
                (id, format!("{id} is checked by {}.", self.viewer.officer))
            }
        };
        // Who may record something of a request need not see its items.
        match self.access_worklist(id) {
            Ok((_, worklist)) => self.work(id, worklist, says),
            Err(_) => self.listed(says),
        }
    }

    /// Returns every request that the viewer sees; the progress of those whose items the viewer sees.
    fn listed(&self, says: String) -> Result<AccessAnswer> {
        let mut all = Vec::new();
        for view in self.access_requests()? {
            let is_open = view.request.closed.is_none();
            let items = is_open.then(|| self.access_worklist(view.request.id).ok()).flatten();
            let progress = items.map(|(_, all)| AccessProgress::of(view.details.as_ref(), &all));
            let child = self.child_of(&view)?;
            all.push(AccessLine { view, child, progress });
        }
        Ok(AccessAnswer::List { says, all })
    }

    fn work(&self, id: AccessRef, worklist: Worklist, says: String) -> Result<AccessAnswer> {
        let view = self.access_request(id)?;
        let child = self.child_of(&view)?;
        Ok(AccessAnswer::Work(Box::new(AccessWork { says, view, child, worklist })))
    }
}

impl Service {
    fn child_of(&self, view: &AccessView) -> Result<String> {
        let line = self.store.line(view.request.id.case)?;
        Ok(line.map_or_else(String::new, |line| line.name))
    }
}
