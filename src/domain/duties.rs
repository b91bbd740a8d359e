//! What a case asks for next. A duty carries its date and its reason; nothing here depends on today.

use crate::domain::calendar::Calendar;
use crate::domain::case::Case;
use crate::domain::guards::refusals;
use crate::domain::stage::{self, Stage, cell, first_day, last_day};
use chrono::{Days, NaiveDate};

/// Where a duty comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Statute,
    Protocol,
}

/// Something to be done for a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The requirement's id: `P-RV2`.
    pub rule: &'static str,
    pub basis: Basis,
    /// What to do, in the officer's words.
    pub says: String,
    /// The last day on which it is in time; none where it has no date.
    pub due: Option<NaiveDate>,
    /// The arithmetic behind the date, and the source, line by line.
    pub why: Vec<String>,
}

fn duty(rule: &'static str, basis: Basis, says: &str, due: Option<NaiveDate>, why: &[String]) -> Duty {
    Duty { rule, basis, says: says.to_owned(), due, why: why.to_vec() }
}

/// Returns the duties of a case, soonest first; those without a date come last.
pub fn duties(case: &Case) -> Vec<Duty> {
    let mut all = Vec::new();
    let stage = stage::stage(case);
    match stage {
        Stage::Considering | Stage::HostApproached | Stage::AgreedInPrinciple | Stage::Directed => before(case, stage, &mut all),
        Stage::Running => running(case, &mut all),
        Stage::Ended(_) => ended(case, &mut all),
    }
    all.sort_by_key(|d| d.due.unwrap_or(NaiveDate::MAX));
    all
}

fn before(case: &Case, stage: Stage, all: &mut Vec<Duty>) {
    let has = |table: &str| case.rows(table).next().is_some();
    if !has("event.parent_discussion") {
        let why = ["The home school speaks with the parents before it asks a host (P-PR1).".to_owned()];
        all.push(duty("P-PR1", Basis::Protocol, "speak with the parents", None, &why));
    } else if stage == Stage::Considering {
        let why = ["The home school asks the next appropriate school to the child's home, with reasons (P-PR3).".to_owned()];
        all.push(duty("P-PR3", Basis::Protocol, "approach a host school", None, &why));
    }
    let start = case.answer("direction.start").as_date();
    for refusal in refusals(case, "event.start", &Default::default()) {
        all.push(duty(
            refusal.rule,
            Basis::Protocol,
            refusal.says,
            start,
            &[format!("Must stand before the first day ({}).", refusal.rule)],
        ));
    }
    if stage == Stage::Directed && !has("event.notice") {
        let due = start.map(|first| Calendar::default().school_days_before(first, 2));
        let why = [
            "Written notice at least two school days before the first day (SI 2010/1156 reg 3(2), read first-hand).".to_owned(),
            "Counted as two clear days, Monday to Friday less bank holidays: no term dates.".to_owned(),
        ];
        all.push(duty("reg 3(2)", Basis::Statute, "give the parents written notice of the direction", due, &why));
    } else if stage == Stage::Directed {
        let why = ["The first day at the host is recorded when the child has started.".to_owned()];
        all.push(duty("P-BG4", Basis::Protocol, "record the start", start, &why));
    }
}

fn running(case: &Case, all: &mut Vec<Duty>) {
    let open: Vec<_> =
        case.rows("event.review").filter(|(_, r)| !cell(r, "review.held").is_yes() && cell(r, "review.on").as_date().is_some()).collect();
    for (id, review) in &open {
        let on = cell(review, "review.on").as_date();
        let invited = case.rows("event.invitation").any(|(_, i)| cell(i, "invitation.review").as_number() == Some(i64::from(*id)));
        if !invited {
            let due = on.map(|d| d - Days::new(6));
            let why = ["Written invitation not later than six days before the review (P-RV2; reg 5, text not read first-hand).".to_owned()];
            all.push(duty("P-RV2", Basis::Statute, "invite the parents to the review", due, &why));
        }
        all.push(duty("P-RV1", Basis::Protocol, "hold the review", on, &["The review is booked for this day (P-RV1).".to_owned()]));
    }
    for (id, review) in case.rows("event.review").filter(|(_, r)| cell(r, "review.held").is_yes()) {
        let decided = case.rows("event.decision").any(|(_, d)| cell(d, "decision.review").as_number() == Some(i64::from(id)));
        if !decided {
            let why = ["After each review it is decided whether the direction goes on, and for how long (P-RV3).".to_owned()];
            all.push(duty("P-RV3", Basis::Protocol, "record the decision after the review", cell(review, "review.on").as_date(), &why));
        }
    }
    if open.is_empty() {
        let why = ["While a direction runs, its next review is always booked (P-RV1).".to_owned()];
        all.push(duty("P-RV1", Basis::Protocol, "book the next review", first_day(case), &why));
    }
    for (_, suspension) in case.rows("event.host_suspension") {
        let on = cell(suspension, "host_suspension.on").as_date();
        let met =
            case.rows("event.review").any(|(_, r)| cell(r, "review.kind").as_text() == "emergency" && cell(r, "review.on").as_date() >= on);
        if !met {
            let why = ["When the host suspends the child, an emergency review is called at once (P-RV9).".to_owned()];
            all.push(duty("P-RV9", Basis::Protocol, "call an emergency review: suspended by the host", on, &why));
        }
    }
    if let Some(last) = last_day(case) {
        let why = ["The direction is time-limited; it does not end by itself without a decision (P-BG4).".to_owned()];
        all.push(duty("P-BG4", Basis::Protocol, "decide: the direction's last day", Some(last), &why));
    }
}

fn ended(case: &Case, all: &mut Vec<Duty>) {
    let on = last_day(case);
    for (table, rule, says) in [
        ("event.portal_return", "P-MM4", "complete the Children's Services Portal return"),
        ("event.spreadsheet_update", "P-MM5", "update the Teams spreadsheet"),
    ] {
        if case.rows(table).next().is_none() {
            let why = [format!("Due when a direction ends in a return or a managed move ({rule}).")];
            all.push(duty(rule, Basis::Protocol, says, on, &why));
        }
    }
}
