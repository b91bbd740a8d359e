//! What can be flagged on a case, and what can be missing from it: the words that searches and
//! exports know.

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, cell, first_day, last_day, stage};
use crate::domain::forms::{field, table};

/// A word that is true of some cases, its help, and how it is read from one.
pub type Facet = (&'static str, &'static str, fn(&Case) -> bool);

/// What can be flagged on a case: `flag:cla`.
pub const FLAGS: &[Facet] = &[
    ("cla", "a child looked after", |c| c.is_yes(field::CLA_IS)),
    ("ehcp", "has an education, health and care plan", |c| c.is_yes(field::SEND_EHCP)),
    ("assessment", "an EHC needs assessment is under way", |c| c.is_yes(field::SEND_ASSESSMENT)),
    ("send", "has SEND support", |c| c.is_yes(field::SEND_SUPPORT)),
    ("disability", "has a disability", |c| c.is_yes(field::SEND_DISABILITY)),
    ("safeguarding", "safeguarding concerns are recorded", |c| {
        c.is_yes(field::SAFEGUARDING_CONCERNS)
    }),
    ("cp", "has a Child Protection plan", |c| c.is_yes(field::PLAN_CP)),
    ("cin", "has a Child in Need plan", |c| c.is_yes(field::PLAN_CIN)),
    ("early-help", "has an Early Help plan", |c| c.is_yes(field::PLAN_EARLY_HELP)),
    ("premium", "gets Pupil Premium", |c| c.is_yes(field::PREMIUM_IS)),
    ("eal", "English is not the first language", |c| c.is_no(field::ENGLISH_FIRST)),
    ("refugee", "a refugee or asylum seeker family", |c| c.is_yes(field::REFUGEE_IS)),
    ("camhs", "CAMHS is involved", |c| c.is_yes(field::AGENCY_CAMHS)),
    ("yos", "the Youth Offending Service is involved", |c| c.is_yes(field::AGENCY_YOS)),
    ("cme", "an Education Investigation or CME is open", |c| c.is_yes(field::AGENCY_CME)),
];

/// What can be missing from a case: `missing:review`.
pub const MISSING: &[Facet] = &[
    ("review", "the direction runs and no review is booked", |c| {
        stage(c) == Stage::Running && open_reviews(c).next().is_none()
    }),
    ("invitation", "a review is booked and the parents are not invited", |c| {
        open_reviews(c)
            .any(|(id, _)| !has_of(c, table::EVENT_INVITATION, field::INVITATION_REVIEW.id, id))
    }),
    ("decision", "a review was held and nothing decided after it", |c| {
        let held = c.rows(table::EVENT_REVIEW).filter(|(_, r)| r.is_yes(field::REVIEW_HELD));
        held.into_iter()
            .any(|(id, _)| !has_of(c, table::EVENT_DECISION, field::DECISION_REVIEW.id, id))
    }),
    ("name", "the child has no name yet", |c| c.lacks(field::CHILD_FULL_NAME)),
    ("upn", "there is no UPN", |c| c.lacks(field::CHILD_UPN)),
    ("contact", "no parent or carer is recorded", |c| c.rows(table::CONTACTS).next().is_none()),
    ("host", "no host school is chosen", |c| c.lacks(field::SCHOOL_HOST)),
    ("purpose", "the purpose is not stated", |c| c.lacks(field::DIRECTION_PURPOSE)),
    ("start", "there is no first day", |c| first_day(c).is_none()),
    ("end", "there is no last day", |c| last_day(c).is_none()),
    ("discussion", "parents not talked to yet", |c| {
        c.rows(table::EVENT_PARENT_DISCUSSION).next().is_none()
    }),
    ("board", "no board decision is recorded", |c| {
        c.rows(table::EVENT_BOARD_DECISION).next().is_none()
    }),
    ("notice", "no written notice is recorded", |c| c.rows(table::EVENT_NOTICE).next().is_none()),
    ("timetable", "there is no timetable", |c| c.rows(table::TIMETABLE).next().is_none()),
];

/// Returns whether a case has a flag, by its word: `ehcp`. A word that is no flag is on no case.
pub fn is_flagged(case: &Case, flag: &str) -> bool {
    FLAGS.iter().any(|(id, _, is)| *id == flag && is(case))
}

/// Returns whether the child has a social worker: by any of the answers that say so, or because one
/// is named (Form 2, 1b; P-LE9).
pub fn has_social_worker(case: &Case) -> bool {
    let says = [field::PLAN_SOCIAL_WORKER, field::CLA_IS, field::PLAN_CIN, field::PLAN_CP];
    says.into_iter().any(|f| case.is_yes(f)) || case.has(field::CLA_SOCIAL_WORKER)
}

/// Returns whether the LA has its copy of the notice: by the answer among the copies, or by that of
/// a notice that an earlier Offsite recorded (SI 2010/1156; P-LE9).
pub(in crate::domain) fn la_has_copy(case: &Case) -> bool {
    case.is_yes(field::COPIES_LA)
        || case.rows(table::EVENT_NOTICE).any(|(_, r)| r.is_yes(field::NOTICE_LA))
}

pub(in crate::domain) fn open_reviews(case: &Case) -> impl Iterator<Item = (u32, NaiveDate)> {
    let open = case.rows(table::EVENT_REVIEW).filter(|(_, r)| !r.is_yes(field::REVIEW_HELD));
    open.filter_map(|(id, r)| Some((id, r.date(field::REVIEW_ON)?)))
}

fn has_of(case: &Case, table: &str, link: &str, row: u32) -> bool {
    case.rows(table).any(|(_, r)| cell(r, link).as_number() == Some(i64::from(row)))
}
