//! Holds on cases: while a claim, a complaint or an inquiry needs a case, it is not disposed of.

use crate::domain::case::CaseRef;
use crate::domain::officers::Right;
use crate::domain::retention::hold::{Hold, HoldCause};
use crate::error::{Error, Result};
use crate::service::dispose::refuse_name;
use crate::service::{Service, ViewerService, kinds};
use crate::store::{ChangeKind, Subject};

/// Reads a hold as it is stored. One that cannot be read still holds its case.
fn read(case: &str, json: &str) -> Result<Hold> {
    serde_json::from_str(json).map_err(|e| {
        Error::input(format!("The hold on {case} cannot be read by this version."))
            .with_hint("Use the version of Offsite that stored it.")
            .with_source(e)
    })
}

impl Service {
    /// Returns the hold on a case; none where there is none.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn hold_on(&self, case: CaseRef) -> Result<Option<Hold>> {
        let id = case.to_string();
        self.store.item(kinds::HOLDS, &id)?.map(|json| read(&id, &json)).transpose()
    }

    /// Returns every hold on a case that is not hidden from the viewer, by reference.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn holds(&self) -> Result<Vec<(CaseRef, Hold)>> {
        let mut all = Vec::new();
        for (id, json) in self.store.items(kinds::HOLDS)? {
            let case = id.parse::<CaseRef>()?;
            if !self.is_hidden(case) {
                all.push((case, read(&id, &json)?));
            }
        }
        Ok(all)
    }

    /// Refuses to dispose of a case that is held, and says by whom and why; and of one with an open
    /// request for subject access.
    pub(super) fn refuse_held(&self, case: CaseRef) -> Result<()> {
        self.refuse_asked_for(case)?;
        self.hold_on(case)?.map_or(Ok(()), |hold| {
            Err(Error::rule(format!("{case} is {}.", hold.words()))
                .with_hint(format!("When it is over: offsite hold {case} --lift.")))
        })
    }
}

impl ViewerService<'_> {
    /// Holds a case.
    ///
    /// # Errors
    /// The viewer may not, there is no such case, it is held already, or the reason is missing or
    /// names the child.
    pub fn hold(&mut self, case: CaseRef, because: HoldCause, reason: &str) -> Result<()> {
        self.allow(Right::Restrict)?;
        let whole = self.load(case)?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().any(char::is_control) {
            return Err(Error::input("A hold needs a reason, on one line.")
                .with_hint("Give it with --reason TEXT, without the child's name."));
        }
        refuse_name(&whole, reason)?;
        if let Some(hold) = self.hold_on(case)? {
            return Err(Error::conflict(format!("{case} is {} already.", hold.words())));
        }
        let hold = Hold {
            because,
            reason: reason.to_owned(),
            officer: self.viewer.officer.clone(),
            at_ms: (self.clock)(),
        };
        let json = serde_json::to_string(&hold)
            .map_err(|e| Error::input("This could not be saved.").with_source(e))?;
        self.change_hold(case, Some(json))
    }

    /// Lifts the hold on a case.
    ///
    /// # Errors
    /// The viewer may not, or it is not held.
    pub fn lift_hold(&mut self, case: CaseRef) -> Result<()> {
        self.allow(Right::Restrict)?;
        self.load(case)?;
        self.change_hold(case, None)
    }

    fn change_hold(&mut self, case: CaseRef, new: Option<String>) -> Result<()> {
        let (kind, id) = (kinds::HOLDS.to_owned(), case.to_string());
        let old = self.store.item(&kind, &id)?;
        if old.is_none() && new.is_none() {
            return Err(Error::input(format!("{case} is not held.")));
        }
        self.commit_all(vec![Subject::Item { kind, id, old, new }], None, ChangeKind::Do)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Viewer;
    use crate::domain::officers::Role;
    use crate::service::testing::{CANARY, Office, today};

    const WHY: &str = "Letter from the solicitor";

    #[test]
    fn held_case_is_not_disposed_of_until_the_hold_is_lifted() {
        let mut office = Office::open();
        let (case, own) = (office.case, Viewer::new("a.shah", today()));
        let mut service = office.service.for_viewer(&own);
        let named = service.hold(case, HoldCause::Claim, &format!("About {CANARY}"));
        assert!(named.expect_err("refused").to_string().contains("names the child"));
        service.hold(case, HoldCause::Claim, WHY).expect("held");
        assert!(service.hold(case, HoldCause::Inquiry, WHY).is_err(), "held once only");
        for refused in [
            service.may_be_disposed(case, true).map(|_| ()),
            service.dispose(case, "B Jones", "Due").map(|_| ()),
        ] {
            let says = refused.expect_err("refused").to_string();
            assert!(says.contains("a.shah") && says.contains(WHY), "{says}");
        }
        assert_eq!(service.holds().expect("read").len(), 1);
        service.lift_hold(case).expect("lifted");
        assert!(service.lift_hold(case).is_err(), "there is no hold left");
        service.dispose(case, "B Jones", "Due").expect("disposed of");
    }

    #[test]
    fn only_who_may_restrict_a_case_holds_it_and_nobody_sees_the_hold_on_a_hidden_case() {
        let mut office = Office::open();
        let case = office.case;
        let reader = Office::role(Role::Reader);
        assert!(office.service.for_viewer(&reader).hold(case, HoldCause::Claim, WHY).is_err());
        let own = Viewer::new("a.shah", today());
        let mut service = office.service.for_viewer(&own);
        service.hold(case, HoldCause::Complaint, WHY).expect("held");
        service.restrict(case, &["officer".to_owned()]).expect("restricted");
        assert!(office.service.for_viewer(&reader).lift_hold(case).is_err());
        let lead = Office::role(Role::Lead);
        let mut service = office.service.for_viewer(&lead);
        assert_eq!(service.holds().expect("read"), []);
        assert!(service.lift_hold(case).is_err(), "a hidden case is not there");
        assert!(service.hold_on(case).expect("read").is_some());
    }
}
