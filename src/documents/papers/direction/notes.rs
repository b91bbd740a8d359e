//! What the officer should know before the letter goes.

use crate::documents::papers::facts::PaperFacts;
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::HomeKind;
use crate::domain::forms::field;
use crate::domain::plural::pluralize;
use crate::domain::rules::CaseContext;

/// Returns what the officer should know before the letter goes.
pub(super) fn notes(facts: &PaperFacts) -> Vec<String> {
    let mut notes = Vec::new();
    let case = facts.case;
    if let Some(start) = case.date(field::DIRECTION_START)
        && let Some(latest) = (CaseContext { case, context: facts.context }).notice_by()
    {
        let late = if facts.order.date > latest.day {
            " That day has passed: move the start, or take advice."
        } else {
            ""
        };
        let days = facts.context.profile.notice_school_days;
        notes.push(format!(
            "Give it by {} at the latest: {} before {} (SI 2010/1156 reg 3(2)).{late}",
            dates::show_long(latest.day),
            pluralize(days, "school day"),
            dates::show_long(start)
        ));
    }
    if let (Some(count), typed) =
        (facts.days_at_host(), case.answer(field::DIRECTION_DAYS.id).as_number())
        && typed != Some(count)
    {
        notes.push(match (facts.knows_terms(), typed) {
            (true, Some(typed)) => format!(
                "The calendar counts {} and the letter says so; the record says {typed}. Correct the record.",
                pluralize(count, "school day")
            ),
            (true, None) => {
                let days = pluralize(count, "school day");
                format!("The calendar counts {days}; the letter says so.")
            }
            (false, _) => format!(
                "Without term dates, which are not loaded, {count} weekdays are counted. Load the term dates to have the days counted."
            ),
        });
    }
    if case.is_yes(field::PR_ISSUES) {
        notes.push(
            "Parental responsibility issues are recorded: read them before anything is sent."
                .into(),
        );
    }
    let look = CaseContext { case, context: facts.context };
    if look.home_is_academy() || case.is(field::SCHOOL_HOME_KIND, HomeKind::Pru) {
        notes.push(
            "We have read only reports that the 2010 regulations bind academies and pupil referral units from 26/07/2026: have it confirmed."
                .into(),
        );
    }
    notes
}
