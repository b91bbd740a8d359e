//! Invitations to a review: whom, and by when.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{AttendeeRole, ReviewKind};
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::{days_after, days_before};
use crate::domain::rules::notice::is_adult;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::{BOOKED, booked};
use crate::domain::rules::rule::{AppliesTo, Finding, NextStep, Rule, RuleText};

const INVITED: &str = "Invite the parents in writing at least six days before the review. They may send written views instead.";

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText { id: "invitation", cites: "P-RV2; SI 2010/1156 reg 5", asks: INVITED },
        "the protocol, and what other authorities say; the text of regulation 5 was not seen",
        invitation,
    )
    .second_hand()
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound),
    Rule::protocol(RuleText { id: "invitation-protocol", cites: "P-RV2", asks: INVITED }, invitation)
        .until(2026, 7, 25)
        .binds(AppliesTo::Unbound),
    Rule::statute(
        RuleText {
            id: "invitation-la",
            cites: "SI 2010/1156 reg 5",
            asks: "Invite the LA to the review too if the child has an EHCP.",
        },
        "IPSEA's page, which says that the LA has to be invited; the text of regulation 5 was not seen",
        authority,
    )
    .second_hand()
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound),
    Rule::guidance(
        RuleText {
            id: "board-nominee",
            cites: "DfE guidance 2026",
            asks: "A review includes a person nominated by the board who is not the head teacher.",
        },
        "a law firm's summary (Browne Jacobson) of the guidance of 26 July 2026, which speaks of trusts",
        nominee,
    )
    .second_hand()
    .from(2026, 7, 26),
];

/// Returns the latest day for the invitation to a review, and how it is counted. An emergency
/// review leaves no six days.
fn latest(look: &CaseContext, cells: &RowValues, on: NaiveDate) -> (NaiveDate, String) {
    if cells.is(field::REVIEW_KIND, ReviewKind::Emergency) {
        return (on, "An emergency review is called at once, so six days is not possible. Invite them anyway.".into());
    }
    let days = look.context.profile.invitation_days;
    let latest = days_before(on, days);
    let before = pluralize(days, "day");
    (latest, format!("Review on {}. {before} before is {}.", show_long(on), show_long(latest)))
}

fn invitation(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() {
        return Vec::new();
    }
    booked(look).filter_map(|(id, cells, on)| invite(rule, look, id, cells, on)).collect()
}

fn invite(
    rule: &'static Rule,
    look: &CaseContext,
    id: RowId,
    cells: &RowValues,
    on: NaiveDate,
) -> Option<Finding> {
    let (latest, line) = latest(look, cells, on);
    let sent = look
        .about(table::EVENT_INVITATION, field::INVITATION_REVIEW, id)
        .filter_map(|(_, r)| r.date(field::INVITATION_ON))
        .min();
    let whom = if is_adult(look) { "{child}" } else { "the parents" };
    let mut found = match sent {
        None if look
            .about(table::EVENT_INVITATION, field::INVITATION_REVIEW, id)
            .next()
            .is_some() =>
        {
            return None;
        }
        None => look
            .finding_by(
                rule,
                Phrase::of_day(format!("Invite {whom}[ to the review]"), on),
                latest,
                BOOKED,
            )
            .about(id)
            .step(NextStep::Record(table::EVENT_INVITATION)),
        Some(sent) if sent <= latest => return None,
        Some(sent) => {
            let earliest = days_after(sent, look.context.profile.invitation_days);
            let says = format!(
                "Move the review to {} or later[: {whom} were invited too late]",
                show_short(earliest)
            );
            let says = if is_adult(look) { says.replace(" were ", " was ") } else { says };
            look.finding_by(rule, says, latest, Some(sent))
                .why(format!("Invited on {}.", show_long(sent)))
                .step(NextStep::Row(table::EVENT_REVIEW, id))
        }
    };
    found.why.insert(0, line);
    Some(found)
}

fn authority(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || !look.yes(field::SEND_EHCP) {
        return Vec::new();
    }
    let asked = |id: RowId| {
        let invited = look
            .about(table::EVENT_INVITATION, field::INVITATION_REVIEW, id)
            .any(|(_, r)| r.is_yes(field::INVITATION_LA));
        invited || attends(look, id, AttendeeRole::La)
    };
    let open = booked(look).filter(|(id, ..)| !asked(*id));
    let ask = |(id, cells, on): (RowId, &RowValues, NaiveDate)| {
        let (latest, line) = latest(look, cells, on);
        let mut found = look
            .finding_by(rule, Phrase::of_day("Invite the LA[ to the review]", on), latest, BOOKED)
            .about(id)
            .step(NextStep::Record(table::EVENT_INVITATION));
        found.why.insert(0, line);
        found
    };
    open.map(ask).collect()
}

/// Returns whether somebody in this capacity is among the people of a review.
fn attends(look: &CaseContext, review: RowId, role: AttendeeRole) -> bool {
    look.about(table::ATTENDEES, field::ATTENDEES_REVIEW, review)
        .any(|(_, r)| r.is(field::ATTENDEES_ROLE, role))
}

fn nominee(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() {
        return Vec::new();
    }
    let named = |id: RowId| {
        let of_board = |(_, r): (RowId, &RowValues)| {
            r.is(field::ATTENDEES_ROLE, AttendeeRole::Nominee)
                && !r.is_yes(field::ATTENDEES_IS_HEAD)
        };
        look.about(table::ATTENDEES, field::ATTENDEES_REVIEW, id).any(of_board)
    };
    let open = booked(look).filter(|(id, ..)| !named(*id));
    let ask = |(id, _, on): (RowId, &RowValues, NaiveDate)| {
        let found = look.finding_by(
            rule,
            Phrase::of_day("Name the board's nominee for the review", on),
            on,
            BOOKED,
        );
        let line = if attends(look, id, AttendeeRole::Nominee) {
            "The nominee recorded is the head teacher. Name someone else."
        } else {
            "No nominee is recorded yet. It cannot be the head teacher."
        };
        found.about(id).why(line).step(NextStep::Rows(table::ATTENDEES))
    };
    open.map(ask).collect()
}
