//! The two registers: host marks collected, D recorded at home for host sessions, no session
//! unaccounted for, N resolved in time.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::attendance::figures::monday_of;
use crate::domain::attendance::{AttendanceFault, BothSchools, ExpectedAt, Registers};
use crate::domain::calendar::Calendar;
use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::{Session, Side};
use crate::domain::forms::table;
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::{days_after, sessions};
use crate::domain::rules::phrase::{Joint, Phrase};
use crate::domain::rules::rule::{Consequence, Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText { id: "host-marks", cites: "P-AT3", asks: "The home school collects the host's attendance marks every week." },
        host_marks,
    ),
    Rule::statute(
        RuleText {
            id: "home-d",
            cites: "P-AT1; SI 2024/208 reg 10",
            asks: "The home register shows D for sessions at the host, and only if the host is a school.",
        },
        "SI 2024/208 reg 10, tables 1 and 2 in part; the protocol asks for it too",
        home_d,
    )
    .from(2024, 8, 19),
    Rule::protocol(
        RuleText {
            id: "nobody-expected",
            cites: "P-LE4; P-AT1",
            asks: "Exactly one school expects the pupil in each session. If neither did, find out where the pupil was.",
        },
        nobody,
    )
    .at_stake(Consequence::Whereabouts),
    Rule::statute(
        RuleText {
            id: "n-resolved",
            cites: "SI 2024/208 reg 10",
            asks: "Replace code N with the reason within five school days; if none is known, use O.",
        },
        "a summary of Working together to improve school attendance; paragraphs (7) to (9) of the regulation were not seen",
        n_resolved,
    )
    .second_hand()
    .from(2024, 8, 19),
];

/// How far ahead a direction without a last day is walked for marks, in days.
const FAR: u64 = 730;

pub(super) fn registers<'a>(look: &'a CaseContext) -> Registers<'a> {
    Registers::new(look.case, BothSchools { home: look.context.home, host: look.context.host })
}

pub(super) fn has_started(look: &CaseContext) -> bool {
    look.stage().has_begun() && look.has(table::EVENT_START) && look.is_direction()
}

fn host_marks(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let registers = registers(look);
    let Some(first) = registers.first.filter(|_| has_started(look)) else { return Vec::new() };
    let bare =
        |s: &Session| registers.place(*s) == ExpectedAt::Host && registers.marks(*s).host.is_none();
    let horizon = days_after(first, FAR);
    let Some((gap, half)) = registers.sessions(horizon).find(bare) else { return Vec::new() };
    let monday = monday_of(gap);
    let due = last_school_day(look.context.host, monday, registers.last).unwrap_or(gap);
    // Gaps are counted up to the last week that has marks: what lies after it may not have come
    // yet.
    let marked = look
        .case
        .marks
        .iter()
        .rev()
        .find(|(_, m)| m.host.is_some())
        .map_or(due, |((day, _), _)| due.max(*day));
    let missing: Vec<NaiveDate> = registers
        .sessions(marked.min(horizon))
        .filter(bare)
        .map(|(day, _)| monday_of(day))
        .collect();
    let mut weeks = missing.clone();
    weeks.dedup();
    let says = match weeks.len() {
        0 | 1 => {
            Phrase::from("Chase[ {host}] for marks").note(format!("week of {}", show_short(monday)))
        }
        n => Phrase::from(format!("Chase[ {{host}}] for {} of marks", pluralize(n, "week")))
            .note(format!("from {}", show_short(monday))),
    };
    let line = format!(
        "At the host without a mark: {}. The last school day of the week is {}.",
        sessions(missing.len()),
        show_long(due)
    );
    let counted = look.counted(look.context.host, gap, due, line).since(gap).at_host();
    vec![look.ask_counted(rule, says, counted).step(NextStep::Marks((gap, half)))]
}

/// Returns the last school day of a Monday's week, no later than a last day.
fn last_school_day(
    calendar: &Calendar,
    monday: NaiveDate,
    last: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let week: Vec<NaiveDate> = monday.iter_days().take(5).collect();
    week.into_iter().rfind(|d| calendar.is_school_day(*d) && last.is_none_or(|last| *d <= last))
}

/// Raises the first of the sessions that have one of these faults, and says how many there are.
fn faulty(
    rule: &'static Rule,
    look: &CaseContext,
    faults: &[AttendanceFault],
    says: impl Fn(NaiveDate) -> Phrase,
) -> Vec<Finding> {
    if !has_started(look) {
        return Vec::new();
    }
    let registers = registers(look);
    let found_in =
        |s: &Session| registers.faults(*s, NaiveDate::MIN).into_iter().find(|f| faults.contains(f));
    let mut all = look.case.marks.keys().filter_map(|s| found_in(s).map(|f| (*s, f)));
    let Some((session, fault)) = all.next() else { return Vec::new() };
    let about = fault.about();
    let line = format!("{}: {}. {}", about.words, sessions(1 + all.count()), about.todo);
    vec![
        look.finding_due(rule, says(session.0), session.0).why(line).step(NextStep::Marks(session)),
    ]
}

fn home_d(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let faults =
        [AttendanceFault::HomeNotD, AttendanceFault::DAtHome, AttendanceFault::DForNoSchool];
    faulty(rule, look, &faults, |day| {
        Phrase::from("Correct the D marks in the home register").joined(Joint::From, day)
    })
}

fn nobody(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    faulty(rule, look, &[AttendanceFault::NobodyExpected], |day| {
        Phrase::of_day("Find out where {child} was", day).note("both schools marked D")
    })
}

fn n_resolved(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let registers = registers(look);
    let of = |(session, marks): (&Session, &crate::domain::case::Marks)| {
        let sides =
            [Side::Home, Side::Host].into_iter().filter(|side| marks.side(*side) == Some("N"));
        sides.map(|side| (registers.n_until(session.0, side), *session, side)).collect::<Vec<_>>()
    };
    let all: Vec<(NaiveDate, Session, Side)> = look.case.marks.iter().flat_map(of).collect();
    let Some((due, session, side)) = all.iter().min() else { return Vec::new() };
    let calendar = registers.schools.calendar(*side);
    let says = Phrase::of_day("Find out why[ {child} was] absent", session.0)
        .note("code N")
        .more(all.len() - 1);
    let line = format!(
        "N on {}. The fifth school day after is {}.",
        show_long(session.0),
        show_long(*due)
    );
    let mut counted = look.counted(calendar, session.0, *due, line).since(session.0);
    counted.side = *side;
    vec![look.ask_counted(rule, says, counted).step(NextStep::Marks(*session))]
}
