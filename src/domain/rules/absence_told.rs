//! An absence that nobody has explained is passed on to the social worker and the youth offending
//! worker of a child who has them.

use chrono::NaiveDate;

use crate::domain::attendance::MergedMark;
use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::AbsenceTold;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::marks::{has_started, registers};
use crate::domain::rules::parties::list;
use crate::domain::rules::phrase::{Joint, Phrase};
use crate::domain::rules::rule::{Consequence, Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[Rule::guidance(
    RuleText {
        id: "absence-told",
        cites: "attendance guidance, paragraph 52",
        asks: "Tell the child's social worker and youth offending worker, if there is one, about an unexplained absence.",
    },
    "Enfield's page for schools, which names the paragraph of Working together to improve school attendance; the version in force was not seen",
    told,
)
    .at_stake(Consequence::Safeguarding)
.second_hand()];

/// Codes of an absence that nobody has explained: no reason yet, or none that is known.
const UNEXPLAINED: [&str; 2] = ["N", "O"];

/// Returns the school days with a session that nobody has explained, by both registers together.
fn unexplained(look: &CaseContext) -> Vec<NaiveDate> {
    let registers = registers(look);
    let Some((last, _)) = look.case.marks.keys().next_back() else { return Vec::new() };
    let is_open = |reading| match reading {
        MergedMark::Mark(code) => UNEXPLAINED.contains(&code.code),
        MergedMark::Unmarked | MergedMark::Gap | MergedMark::Conflict | MergedMark::NotExpected => {
            false
        }
    };
    let open = registers.sessions(*last).filter(|s| is_open(registers.reading(*s)));
    let mut days: Vec<NaiveDate> = open.map(|(day, _)| day).collect();
    days.dedup();
    days
}

fn told(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !has_started(look) || !look.is_open() {
        return Vec::new();
    }
    let workers = [
        (AbsenceTold::SocialWorker, "the social worker", look.has_social_worker()),
        (AbsenceTold::YouthOffending, "the youth offending worker", look.yes(field::AGENCY_YOS)),
    ];
    let days = unexplained(look);
    let knows = |whom: AbsenceTold, day: NaiveDate| {
        look.case.rows(table::EVENT_ABSENCE_TOLD).any(|(_, r)| {
            let on = r.date(field::ABSENCE_TOLD_ON);
            r.is(field::ABSENCE_TOLD_WHOM, whom)
                && r.date(field::ABSENCE_TOLD_FROM).is_some_and(|from| from <= day)
                && on.is_some_and(|on| day <= on)
        })
    };
    let untold = |day: NaiveDate| {
        let open = workers.iter().filter(|(whom, _, has)| *has && !knows(*whom, day));
        open.map(|(_, words, _)| *words).collect::<Vec<_>>()
    };
    let open: Vec<_> =
        days.into_iter().map(|day| (day, untold(day))).filter(|(_, who)| !who.is_empty()).collect();
    let Some((first, who)) = open.first() else { return Vec::new() };
    let says = Phrase::from(format!("Tell {}[ about the unexplained absence]", list(who)))
        .joined(Joint::Since, *first);
    vec![
        look.finding_due(rule, says, *first)
            .why(format!(
                "Absent without a known reason on {}, the first of {} not yet reported.",
                show_long(*first),
                pluralize(open.len(), "school day")
            ))
            .why("Due the same day: a child with a social worker may be at risk.")
            .step(NextStep::Record(table::EVENT_ABSENCE_TOLD)),
    ]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::case::{Half, Side};
    use crate::domain::rules::testing::*;

    /// A child with a social worker, absent at the host on Mon 9 Nov 2026.
    fn absent(t: &mut TestCase) {
        t.running();
        t.set("plan.social_worker", yes());
        t.mark("2026-11-09", Half::Am, Side::Host, "N");
        t.mark("2026-11-09", Half::Am, Side::Home, "D");
    }

    fn tell(t: &mut TestCase, whom: &str, date: &str) {
        let from = on("2026-11-09");
        t.row("event.absence_told", &[("on", on(date)), ("from", from), ("whom", is(whom))]);
    }

    pub(crate) const TABLES: &[RuleTable] = &[RuleTable {
        rule: "absence-told",
        raised: absent,
        due: "2026-11-09",
        settled: |t| tell(t, "social_worker", "2026-11-09"),
        not: |t| {
            t.running();
            t.mark("2026-11-09", Half::Am, Side::Host, "O");
        },
    }];

    #[test]
    fn each_worker_is_told_of_each_unexplained_day() {
        let mut t = TestCase::new();
        absent(&mut t);
        t.set("agency.yos", yes());
        let says = |t: &TestCase| t.one("absence-told").phrase.to_string();
        assert!(says(&t).contains("the social worker and the youth offending worker"));
        tell(&mut t, "social_worker", "2026-11-09");
        assert!(says(&t).starts_with("Tell the youth offending worker about"), "{}", says(&t));
        tell(&mut t, "youth_offending", "2026-11-09");
        assert_eq!(t.found("absence-told"), []);
        // The next day without a reason is a day of its own.
        t.mark("2026-11-10", Half::Pm, Side::Host, "O");
        assert_eq!(t.one("absence-told").due, Some(day("2026-11-10")));
        tell(&mut t, "social_worker", "2026-11-10");
        tell(&mut t, "youth_offending", "2026-11-10");
        assert_eq!(t.found("absence-told"), []);
    }

    #[test]
    fn an_absence_with_a_reason_is_passed_on_to_nobody() {
        let mut t = TestCase::new();
        absent(&mut t);
        for code in ["I", "G", "/"] {
            t.mark("2026-11-09", Half::Am, Side::Host, code);
            assert_eq!(t.found("absence-told"), [], "{code}");
        }
    }
}
