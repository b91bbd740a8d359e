//! The days by which a request is due. All periods are background knowledge and uncertain
//! (`domain.md` §7.5, `findings/law.md` §5.4).

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{Calendar, dates};
use crate::domain::plural::pluralize;
use crate::domain::subject_access::request::{AccessRequest, Capacity, Wait};

/// How many school days there are for the educational record (`domain.md` §7.5).
const SCHOOL_DAYS: u32 = 15;

/// When a request is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Due {
    /// Proof of identity is awaited: the time has not begun.
    NotBegun,
    /// An answer is awaited: the time stands still since that day.
    Stopped(NaiveDate),
    /// By this day.
    By(NaiveDate),
}

/// When a request is due, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// When.
    pub due: Due,
    /// The arithmetic in words, with what of it is uncertain.
    pub why: String,
}

impl Clock {
    /// Returns whether the day by which the request is due has passed.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.due.day().is_some_and(|due| due < today)
    }
}

impl Due {
    /// Returns it in words.
    pub fn words(self) -> String {
        match self {
            Due::NotBegun => "not begun: proof of identity is awaited".to_owned(),
            Due::Stopped(since) => {
                format!("stopped since {}: an answer is awaited", dates::format(since))
            }
            Due::By(day) => format!("due by {}", dates::format(day)),
        }
    }

    /// Returns the day, where it is known.
    pub fn day(self) -> Option<NaiveDate> {
        if let Due::By(day) = self { Some(day) } else { None }
    }
}

/// The time of a request so far: a beginning, months and days that it stood still.
struct Run {
    from: NaiveDate,
    stopped: u64,
}

impl Run {
    /// Returns the last day after so many months, before a weekend is looked at. A month that lacks
    /// the day ends on its last.
    fn end(&self, months: u32) -> NaiveDate {
        let end = self.from.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
        end.checked_add_days(Days::new(self.stopped)).unwrap_or(NaiveDate::MAX)
    }
}

/// Returns when a request is due: one month from its receipt, or from proof of identity where that
/// was asked for. It stands still while a clarification is awaited, and is two months longer where who
/// asked was told why in time.
pub fn month_clock(request: &AccessRequest, extension_reason: &str) -> Clock {
    if let Some(Wait { asked, answered: None }) = request.identity {
        let shown = dates::format(asked);
        let why =
            format!("identity asked for on {shown} (uncertain: the time begins with the proof)");
        return Clock { due: Due::NotBegun, why };
    }
    let proved = request.identity.and_then(|wait| wait.answered);
    let from = proved.map_or(request.received, |day| day.max(request.received));
    let mut run = Run { from, stopped: 0 };
    let start = if from == request.received { "received" } else { "identity proved" };
    let mut why = format!("{start} {}", dates::format(from));
    let is_told = |run: &Run| {
        let in_time = request.extension_told.is_some_and(|told| told <= rolled(run.end(1)));
        in_time && !extension_reason.trim().is_empty()
    };
    let mut stopped = None;
    for wait in &request.clarifications {
        let months = if is_told(&run) { 3 } else { 1 };
        if wait.asked > rolled(run.end(months)) {
            why += &format!(
                ", clarification of {} not counted: it was asked after the time had ended",
                dates::format(wait.asked)
            );
            continue;
        }
        let asked = wait.asked.max(from);
        match wait.answered {
            None => stopped = Some(asked),
            Some(answered) => {
                let days = (answered - asked).num_days();
                run.stopped += u64::try_from(days).unwrap_or(0);
            }
        }
    }
    let months = if is_told(&run) { 3 } else { 1 };
    why += &format!(" + {}", pluralize(months, "month"));
    if run.stopped > 0 {
        why += &format!(" + {} stopped for clarification", pluralize(run.stopped, "day"));
    }
    if let Some(told) = request.extension_told.filter(|_| months == 1) {
        why += &format!(
            ", extension told on {} not counted: it needs a reason, and notice within the first month",
            dates::format(told)
        );
    }
    if let Some(since) = stopped {
        return Clock { due: Due::Stopped(since), why: why + " (uncertain)" };
    }
    let end = run.end(months);
    let due = rolled(end);
    why += &format!(" = {}", dates::format(end));
    if due == end {
        why += " (uncertain)";
    } else {
        why += &format!(
            ", no working day, so {} (uncertain, the next working day most of all)",
            dates::format(due)
        );
    }
    Clock { due: Due::By(due), why }
}

/// Returns the day itself where it is a working day, else the next.
fn rolled(day: NaiveDate) -> NaiveDate {
    let working = Calendar::default();
    if working.is_school_day(day) { day } else { working.add_school_days(day, 1) }
}

/// Returns when the educational record is due to a parent, in school days of the home school; none
/// where it was answered that it is not asked for, or that the school is not maintained.
pub fn school_clock(request: &AccessRequest, calendar: &Calendar) -> Option<Clock> {
    let is_out = request.educational == Some(false) || request.maintained == Some(false);
    if request.capacity != Capacity::Parent || is_out {
        return None;
    }
    let due = calendar.add_school_days(request.received, SCHOOL_DAYS);
    let mut why = format!(
        "received {} + {SCHOOL_DAYS} school days = {} (uncertain; not stopped by a clarification)",
        dates::format(request.received),
        dates::format(due)
    );
    if request.educational.is_none() {
        why += ", not answered whether it is also for the educational record";
    }
    if request.maintained.is_none() {
        why += ", not answered whether the home school is maintained";
    }
    if !calendar.covers(due) {
        why += ", term dates of the home school not known";
    }
    Some(Clock { due: Due::By(due), why })
}
