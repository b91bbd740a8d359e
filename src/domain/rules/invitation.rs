//! Invitations to a review: whom, and by when.

use chrono::NaiveDate;

use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{AttendeeRole, ReviewKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::{days_after, days_before};
use crate::domain::rules::notice::is_adult;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::booked;
use crate::domain::rules::rule::{AppliesTo, Finding, NextStep, Rule, RuleText};

const INVITED: &str = "Parents are invited in writing not later than six days before the review, or may send their views.";

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
            asks: "Where the child has an EHCP, the LA is invited to the review as well.",
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
            asks: "A review includes somebody whom the board nominates and who is not the head teacher.",
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
        return (on, "An emergency review is called at once, so six days cannot be kept: invite them all the same.".into());
    }
    let days = look.context.profile.invitation_days;
    let latest = days_before(on, days);
    (
        latest,
        format!("Review on {}; {days} days before it is {}.", show_long(on), show_long(latest)),
    )
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
    let whom = if is_adult(look) { "the pupil" } else { "the parents" };
    let mut found = match sent {
        None if look
            .about(table::EVENT_INVITATION, field::INVITATION_REVIEW, id)
            .next()
            .is_some() =>
        {
            return None;
        }
        None => look
            .finding_by(rule, Phrase::of(format!("invite {whom} to the review"), on), latest)
            .about(id)
            .step(NextStep::Record(table::EVENT_INVITATION)),
        Some(sent) if sent <= latest => return None,
        Some(sent) => {
            let earliest = days_after(sent, look.context.profile.invitation_days);
            let says = format!(
                "move the review to {} or later: {whom} were invited too late",
                show_short(earliest)
            );
            let says = if is_adult(look) { says.replace(" were ", " was ") } else { says };
            look.finding_by(rule, says, latest)
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
            .finding_by(rule, Phrase::of("invite the LA to the review", on), latest)
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
        let found =
            look.finding_by(rule, Phrase::of("name the board's nominee for the review", on), on);
        let line = if attends(look, id, AttendeeRole::Nominee) {
            "The one who is named is the head teacher; the nominee is somebody else."
        } else {
            "Nobody is named yet among the people of the review; not the head teacher."
        };
        found.about(id).why(line).step(NextStep::Rows(table::ATTENDEES))
    };
    open.map(ask).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    fn review(t: &mut TestCase) -> u32 {
        t.running();
        t.row("event.review", &[("on", on("2026-11-27"))])
    }

    fn the_review(t: &TestCase) -> u32 {
        t.case.rows("event.review").next().expect("a review").0
    }

    pub(crate) const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "invitation",
            raised: |t| {
                review(t);
            },
            due: "2026-11-21",
            settled: |t| {
                let review = the_review(t);
                t.row("event.invitation", &[("on", on("2026-11-21")), ("review", at(review))]);
            },
            not: |t| {
                t.running();
                t.row("event.review", &[("on", on("2026-11-27")), ("held", yes())]);
            },
        },
        RuleTable {
            rule: "invitation-protocol",
            raised: |t| {
                t.set("school.home_kind", is("academy"));
                t.set("direction.end", on("2026-07-25"));
                t.row("event.start", &[("on", on("2026-05-04"))]);
                t.row("event.review", &[("on", on("2026-06-12"))]);
            },
            due: "2026-06-06",
            settled: |t| {
                let review = the_review(t);
                t.row("event.invitation", &[("on", on("2026-06-05")), ("review", at(review))]);
            },
            not: |t| {
                review(t);
                t.set("school.home_kind", is("academy"));
            },
        },
        RuleTable {
            rule: "invitation-la",
            raised: |t| {
                review(t);
                t.set("send.ehcp", yes());
            },
            due: "2026-11-21",
            settled: |t| {
                let review = the_review(t);
                t.row("event.invitation", &[("review", at(review)), ("la", yes())]);
            },
            not: |t| {
                review(t);
                t.set("send.ehcp", yes());
                t.set("school.home_kind", is("academy"));
                t.set("direction.end", on("2026-07-25"));
            },
        },
        RuleTable {
            rule: "board-nominee",
            raised: |t| {
                let review = review(t);
                t.row(
                    "attendees",
                    &[("review", at(review)), ("role", is("nominee")), ("is_head", yes())],
                );
            },
            due: "2026-11-27",
            settled: |t| {
                let review = the_review(t);
                t.row("attendees", &[("review", at(review)), ("role", is("nominee"))]);
            },
            not: |t| t.running(),
        },
    ];

    #[test]
    fn the_invitation_names_the_latest_day_and_the_school_day_before_it() {
        let mut t = TestCase::new();
        let row = review(&mut t);
        let found = t.one("invitation");
        assert_eq!((found.due, found.task), (Some(day("2026-11-21")), Some(day("2026-11-20"))));
        assert!(
            found.says.contains("latest Sat 21 Nov 2026")
                && found.why.iter().any(|w| w.contains("Fri 20 Nov 2026")),
            "{found:?}"
        );
        t.row("event.invitation", &[("on", on("2026-11-23")), ("review", at(row))]);
        assert!(
            t.one("invitation").says.starts_with("move the review to Sun 29 Nov or later"),
            "{:?}",
            t.one("invitation")
        );
        t.cell("event.review", row, "kind", is("emergency"));
        assert_eq!(t.found("invitation"), []);
    }

    #[test]
    fn the_edition_is_chosen_by_the_last_day_of_the_direction() {
        let mut t = TestCase::new();
        (TABLES[1].raised)(&mut t);
        assert_eq!((t.found("invitation").len(), t.found("invitation-protocol").len()), (0, 1));
        t.set("direction.end", on("2026-07-26"));
        assert_eq!((t.found("invitation").len(), t.found("invitation-protocol").len()), (1, 0));
        t.set("direction.end", on("2026-07-25"));
        t.set("school.home_kind", is("maintained"));
        assert_eq!((t.found("invitation").len(), t.found("invitation-protocol").len()), (1, 0));
    }
}
