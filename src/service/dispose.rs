//! Disposal of a case by an officer and a second person.

use crate::domain::calendar::zone;
use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::{Pupil, SamePupil};
use crate::domain::case::stage;
use crate::domain::case::{Case, CaseRef};
use crate::domain::fold;
use crate::domain::forms::field;
use crate::error::{Error, Result};
use crate::service::certificate::{self, Certificate, Counted};
use crate::service::{Service, ViewerService};
use crate::store::{Disposal, Disposed};

/// What is told of a case that was disposed of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalReport {
    /// What went, and the backups from before that hold it still.
    pub certificate: Certificate,
    /// Other cases of the same child, which stay.
    pub others: Vec<CaseRef>,
}

impl Service {
    /// Returns the name of the child of a case that may be disposed of.
    ///
    /// # Errors
    /// There is no such case, it was disposed of already, or it has not ended.
    pub fn may_be_disposed(&self, id: CaseRef, although_open: bool) -> Result<String> {
        if let Some(gone) = self.store.disposed(id)? {
            return Err(gone.refusal());
        }
        let case = self.load(id)?;
        if !although_open && !stage::stage(&case).is_ended() {
            return Err(Error::rule(format!("{id} has not ended."))
                .with_hint("Record how it ended first, or say --although-open."));
        }
        self.refuse_held(id)?;
        let name = case.text(field::CHILD_FULL_NAME);
        Ok(if name.is_empty() { "a case without a name".into() } else { name.to_owned() })
    }

    /// Returns a certificate of a disposal that is over, as when a later start completed it. What
    /// was counted before is not known any more.
    ///
    /// # Errors
    /// The case was not disposed of, or something of it is still there.
    pub fn certificate_of(&self, id: CaseRef) -> Result<Certificate> {
        let Some(Disposed { disposal, officer, at_ms }) = self.store.disposed(id)? else {
            return Err(Error::input(format!("{id} was not disposed of. No certificate."))
                .with_hint("To dispose of it, add --agreed-by NAME and --reason TEXT."));
        };
        self.store.is_wholly_gone(id)?;
        let at = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        let (day, entries) = (zone::london(&at).date_naive(), self.store.sealed_entries(id)?);
        let backups = self.store.backups_before(at_ms);
        Ok(Certificate { disposal, officer, day, counted: None, entries, backups })
    }
}

/// Refuses a reason with the child's name in it.
pub(super) fn refuse_name(case: &Case, reason: &str) -> Result<()> {
    let said = fold::name_words(reason);
    let names = [field::CHILD_FULL_NAME, field::CHILD_KNOWN_AS].map(|f| case.text(f));
    let is_said = |part: &String| part.chars().count() > 2 && said.contains(part);
    if names.iter().any(|name| fold::name_words(name).iter().any(is_said)) {
        return Err(Error::input("The reason names the child, and it would be kept.")
            .with_hint("Say it without the name."));
    }
    Ok(())
}

impl ViewerService<'_> {
    /// Disposes of a case: nothing of it can be read any more.
    ///
    /// # Errors
    /// The second person is the officer, a name or the reason is missing or names the child, or it
    /// cannot be done.
    pub fn dispose(
        &mut self,
        id: CaseRef,
        agreed_by: &str,
        reason: &str,
    ) -> Result<DisposalReport> {
        let (agreed_by, reason) = (agreed_by.trim(), reason.trim());
        let system = self.store.author().name.clone();
        let is = |name: &str| fold::search(agreed_by) == fold::search(name);
        if agreed_by.is_empty() || is(&self.viewer.officer) || is(&system) {
            return Err(Error::input(
                "Disposal needs two people: the second is missing or is you.",
            )
            .with_hint("Give the other person who agreed with --agreed-by NAME."));
        }
        if reason.is_empty() || reason.chars().chain(agreed_by.chars()).any(char::is_control) {
            return Err(Error::input("Disposal needs a reason, on one line.")
                .with_hint("Give it with --reason TEXT. It is kept, so do not name the child."));
        }
        let case = self.load(id)?;
        self.refuse_held(id)?;
        refuse_name(&case, reason)?;
        let (child, mut others) = (Pupil::from_case(&case), Vec::new());
        self.each_seen_line(|line| {
            let same = child.same_as(&line.pupil()).is_some_and(|why| why != SamePupil::Name);
            others.extend((line.id != id && same).then_some(line.id));
        })?;
        let disposal =
            Disposal { case: id, agreed_by: agreed_by.to_owned(), reason: reason.to_owned() };
        let at_ms = (self.clock)();
        let (held, retention) = (self.store.holdings(id)?, self.retention_of(id)?);
        let (answers, events) = certificate::count(&case);
        let counted =
            Counted { retention, answers, events, evidence: held.evidence, drafts: held.drafts };
        let backups = self.service.store.dispose(&disposal, &self.viewer.officer, at_ms)?;
        self.store.is_wholly_gone(id)?;
        self.service.read_glass()?;
        self.tell_others_all();
        let (officer, day) = (self.viewer.officer.clone(), self.viewer.today);
        let counted = Some(counted);
        let entries = held.entries;
        let certificate = Certificate { disposal, officer, day, counted, entries, backups };
        Ok(DisposalReport { certificate, others })
    }
}
