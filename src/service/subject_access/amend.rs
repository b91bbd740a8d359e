//! What becomes known of a request after it was entered, and its end.

use chrono::NaiveDate;

use crate::api::AccessAmendment;
use crate::domain::calendar::dates;
use crate::domain::subject_access::request::{AccessRef, AccessRequest, Closed, Ending, Wait};
use crate::error::{Error, Result};
use crate::service::ViewerService;
use crate::service::subject_access::one_line;

/// Refuses a day after today, or before another.
fn day_between(what: &str, day: NaiveDate, least: NaiveDate, today: NaiveDate) -> Result<()> {
    let shown = dates::format(day);
    if day > today {
        return Err(Error::input(format!("{what} {shown} is after today.")));
    }
    if day < least {
        return Err(Error::input(format!("{what} {shown} is before {}.", dates::format(least))));
    }
    Ok(())
}

impl ViewerService<'_> {
    /// Records what became known of a request.
    ///
    /// # Errors
    /// The viewer may not, it is closed, or a day does not fit the others.
    pub fn amend_access_request(
        &mut self,
        id: AccessRef,
        amendment: &AccessAmendment,
    ) -> Result<AccessRequest> {
        let (mut request, mut details) = self.open_access(id)?;
        let today = self.viewer.today;
        let received = request.received;
        if let Some(asked) = amendment.identity_asked {
            day_between("Identity asked for on", asked, received, today)?;
            request.identity = Some(Wait { asked, answered: None });
        }
        if let Some(day) = amendment.identity_confirmed {
            let Some(wait) = &mut request.identity else {
                return Err(Error::input("Proof of identity was not asked for.")
                    .with_command("Say when with --identity-asked DAY."));
            };
            day_between("Identity confirmed on", day, wait.asked, today)?;
            wait.answered = Some(day);
        }
        if let Some(asked) = amendment.clarification_asked {
            day_between("Clarification asked for on", asked, received, today)?;
            let last = request.clarifications.last();
            if last.is_some_and(|wait| wait.answered.is_none_or(|before| asked < before)) {
                return Err(Error::input("An earlier clarification is awaited until then.")
                    .with_command("Say when it came with --clarification-answered DAY."));
            }
            request.clarifications.push(Wait { asked, answered: None });
        }
        if let Some(day) = amendment.clarification_answered {
            let open = request.clarifications.last_mut().filter(|wait| wait.answered.is_none());
            let Some(wait) = open else {
                return Err(Error::input("No clarification is awaited."));
            };
            day_between("Clarification given on", day, wait.asked, today)?;
            wait.answered = Some(day);
        }
        if let Some(told) = amendment.extension_told {
            day_between("Extension told on", told, received, today)?;
            request.extension_told = Some(told);
        }
        if let Some(reason) = &amendment.extension_reason {
            details.extension_reason = one_line("The reason", reason)?;
        }
        if request.extension_told.is_some() && details.extension_reason.is_empty() {
            return Err(Error::input("An extension needs its reason.")
                .with_command("Give it with --extension-reason TEXT."));
        }
        request.educational = amendment.educational.or(request.educational);
        request.maintained = amendment.maintained.or(request.maintained);
        request.competence = amendment.competence.or(request.competence);
        request.authority = amendment.authority.or(request.authority);
        if let Some(scope) = &amendment.scope {
            scope.trim().clone_into(&mut details.scope);
        }
        self.save_access(&request, Some(&details))?;
        Ok(request)
    }

    /// Closes a request.
    ///
    /// # Errors
    /// The viewer may not, it is closed already, or the day does not fit.
    pub fn close_access_request(
        &mut self,
        id: AccessRef,
        on: NaiveDate,
        how: Ending,
    ) -> Result<AccessRequest> {
        let (mut request, _) = self.open_access(id)?;
        day_between("Closed on", on, request.received, self.viewer.today)?;
        request.closed = Some(Closed { on, how });
        self.save_access(&request, None)?;
        Ok(request)
    }
}
