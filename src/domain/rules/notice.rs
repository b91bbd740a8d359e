//! The notice of the direction: when, with what, to whom.

use crate::domain::dates::show_long;
use crate::domain::rules::finding::{Finding, Step};
use crate::domain::rules::look::Look;
use crate::domain::rules::rule::{Binds, By, Rule, Words};
use crate::domain::stage::{board_decided, cell};
use chrono::NaiveDate;

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        Words {
            id: "notice",
            cites: "P-LE1; SI 2010/1156 reg 3(2)",
            asks: "Written notice is given as soon as practicable, and at least two school days before the first day.",
        },
        "SI 2010/1156 regs 1 to 3(2)",
        notice,
    )
    .from(2010, 9, 1)
    .binds(Binds::Bound)
    .by(By::FirstDay),
    Rule::protocol(
        Words { id: "notice-letter", cites: "P-LE1", asks: "A letter confirms the decision to the parents before the first day." },
        notice,
    )
    .until(2026, 7, 25)
    .binds(Binds::Unbound)
    .by(By::FirstDay),
];

fn given(look: &Look) -> Option<NaiveDate> {
    look.case.rows("event.notice").filter_map(|(_, r)| cell(r, "notice.on").as_date()).min()
}

fn notice(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || !board_decided(look.case) {
        return Vec::new();
    }
    let says =
        if is_adult(look) { "give the pupil written notice of the direction" } else { "give the parents written notice of the direction" };
    let Some(given) = given(look) else {
        return vec![look.ask_before_notice(rule, says).step(Step::Record("event.notice"))];
    };
    let Some(latest) = look.notice_by().filter(|latest| look.is_before() && given > latest.day) else { return Vec::new() };
    let clear = look.context.profile.notice_school_days + u32::from(!look.context.profile.notice_lenient);
    let earliest = look.context.home.add_school_days(given, clear);
    let line = format!("Notice was given on {}; the first day it allows is {}.", show_long(given), show_long(earliest));
    let says = format!("move the first day to {}: notice came too late", show_long(earliest));
    vec![look.ask_counted(rule, says, latest).why(line).step(Step::Answer("direction.start"))]
}

/// Returns whether the pupil is 18 by the first day: then the pupil, not a parent, is the relevant person (SI 2010/1156 reg 2).
pub(super) fn is_adult(look: &Look) -> bool {
    let (Some(born), Some(first)) = (look.case.answer("child.dob").as_date(), look.first()) else { return false };
    first.years_since(born).is_some_and(|years| years >= 18)
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::calendar::Calendar;
    use crate::domain::rules::kit::*;

    pub const TABLES: &[Table] = &[Table {
        rule: "notice",
        raised: |t| t.directed(),
        due: "2026-11-27",
        settled: |t| {
            t.row("event.notice", &[("on", on("2026-11-27"))]);
        },
        not: |t| {
            t.directed();
            t.set("case.route", is("managed_move"));
        },
    }];

    #[test]
    fn two_school_days_are_clear_days_unless_the_profile_reads_them_leniently() {
        let mut t = Try::new();
        t.directed();
        let strict = t.one("notice");
        assert!(strict.why[0].contains("Mon 30 Nov, Tue 1 Dec lie between") && !strict.says.contains("no term dates"), "{strict:?}");
        t.profile.notice_lenient = true;
        assert_eq!(t.one("notice").due, Some(day("2026-11-30")));
        t.home = Calendar::default();
        let assumed = t.one("notice");
        assert!(assumed.says.ends_with("(no term dates)") && assumed.why[1].starts_with("no term dates: counted"), "{assumed:?}");
    }

    #[test]
    fn a_notice_that_came_too_late_moves_the_first_day() {
        let mut t = Try::new();
        t.directed();
        t.row("event.notice", &[("on", on("2026-11-30"))]);
        assert!(t.one("notice").says.contains("Thu 3 Dec 2026"));
        t.set("direction.start", on("2026-12-03"));
        assert_eq!(t.found("notice"), []);
    }
}
