//! Absences that the law has returned to the LA, proved by both registers together: the home
//! register alone shows nothing but D.

#[cfg(test)]
pub(super) mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::attendance::MergedMark;
use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::AttendanceReturnKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::marks::{has_started, registers};
use crate::domain::rules::phrase::{Joint, Phrase};
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

const SOURCE: &str = "Stockport's attendance return form and other authorities' pages; regulation 13's own paragraph was not seen";

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText {
            id: "absence-return",
            cites: "SI 2024/208 reg 13",
            asks: "Tell the LA about a pupil with ten school days of unauthorised absence in a row.",
        },
        SOURCE,
        |rule, look| returned(rule, look, &ABSENCE),
    )
    .second_hand()
    .from(2024, 8, 19),
    Rule::statute(
        RuleText {
            id: "sickness-return",
            cites: "SI 2024/208 reg 13",
            asks: "Tell the LA about a pupil who is off sick for fifteen school days.",
        },
        SOURCE,
        |rule, look| returned(rule, look, &SICKNESS),
    )
    .second_hand()
    .from(2024, 8, 19),
];

/// An absence that is to be returned.
struct Return {
    kind: AttendanceReturnKind,
    /// How many school days running.
    days: usize,
    counts: fn(&AttendanceCode) -> bool,
    words: &'static str,
}

const ABSENCE: Return = Return {
    kind: AttendanceReturnKind::Absence,
    days: 10,
    counts: |code| code.class == CodeClass::Unauthorised,
    words: "on unauthorised absence",
};
const SICKNESS: Return = Return {
    kind: AttendanceReturnKind::Sickness,
    days: 15,
    counts: |code| code.code == "I",
    words: "off sick",
};

/// Returns the school days with their merged marks, in order; a session without a mark is none.
fn marked_days(look: &CaseContext) -> BTreeMap<NaiveDate, Vec<&'static AttendanceCode>> {
    let registers = registers(look);
    let mut days: BTreeMap<NaiveDate, Vec<&'static AttendanceCode>> = BTreeMap::new();
    let Some((last, _)) = look.case.marks.keys().next_back() else { return days };
    for session in registers.sessions(*last) {
        let marks = days.entry(session.0).or_default();
        if let MergedMark::Mark(code) = registers.reading(session) {
            marks.push(code);
        }
    }
    days
}

/// Returns the first and the last counted day of each run that is long enough.
fn runs(look: &CaseContext, wanted: &Return) -> Vec<(NaiveDate, NaiveDate)> {
    let (mut out, mut run) = (Vec::new(), Vec::new());
    for (day, marks) in marked_days(look) {
        let counts = !marks.is_empty() && marks.iter().all(|code| (wanted.counts)(code));
        if !counts {
            run.clear();
            continue;
        }
        run.push(day);
        if run.len() == wanted.days {
            out.extend(run.first().map(|first| (*first, day)));
        }
    }
    out
}

fn returned(rule: &'static Rule, look: &CaseContext, wanted: &Return) -> Vec<Finding> {
    if !has_started(look) {
        return Vec::new();
    }
    let made = |first: NaiveDate| {
        look.case.rows(table::EVENT_ATTENDANCE_RETURN).any(|(_, r)| {
            r.is(field::ATTENDANCE_RETURN_KIND, wanted.kind)
                && r.date(field::ATTENDANCE_RETURN_FROM) == Some(first)
        })
    };
    let ask = |(first, reached): (NaiveDate, NaiveDate)| {
        let says = Phrase::from(format!(
            "Send the attendance return[: {{child}} has been {}]",
            wanted.words
        ))
        .joined(Joint::Since, first);
        let line = format!(
            "Both registers show the pupil {} from {}. {} is the {} school day.",
            wanted.words,
            show_long(first),
            show_long(reached),
            if wanted.days == 10 { "tenth" } else { "fifteenth" }
        );
        look.finding_due(rule, says, reached)
            .why(line)
            .why("The source gives no deadline, so the task is due on that day.")
            .step(NextStep::Record(table::EVENT_ATTENDANCE_RETURN))
    };
    runs(look, wanted).into_iter().filter(|(first, _)| !made(*first)).map(ask).collect()
}
