//! Contact with the family at least as often as promised.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::ReportInterval;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[Rule::protocol(
    RuleText {
        id: "contact",
        cites: "P-LE7",
        asks: "A named contact is in touch with the parents as often as the letter promised.",
    },
    contact,
)];

fn contact(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(first) = look.first().filter(|_| look.is_running() && look.is_direction()) else {
        return Vec::new();
    };
    let profile = look.context.profile;
    let (promised, words) = match look.case.choice(field::PROMISE_HOW_OFTEN) {
        Some(ReportInterval::Weekly) => (7, "weekly, as promised"),
        Some(ReportInterval::Fortnightly) => (14, "fortnightly, as promised"),
        Some(ReportInterval::Monthly) => (31, "monthly, as promised"),
        None => (profile.contact_days, "no frequency agreed"),
    };
    let days = promised.min(profile.max_contact_days);
    let last = look.latest(table::EVENT_CONTACT, field::CONTACT_ON).filter(|on| *on >= first);
    let from = last.unwrap_or(first);
    let due = days_after(from, days);
    let mut found = look
        .due_since(rule, Phrase::from("Contact the family").note(words), from, due, Side::Home)
        .step(NextStep::Record(table::EVENT_CONTACT));
    let since = if last.is_some() { "Last contact" } else { "First day" };
    let mut lines = vec![format!(
        "{since} {}. {} later is {} ({words}).",
        show_long(from),
        pluralize(days, "day"),
        show_long(due)
    )];
    if days < promised || profile.contact_days == days {
        lines.push(format!(
            "At most {} between contacts, and {} where nothing is promised ({}).",
            pluralize(profile.max_contact_days, "day"),
            profile.contact_days,
            profile.citation()
        ));
    }
    found.why.splice(0..0, lines);
    vec![found]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::Urgency;
    use crate::domain::rules::testing::*;

    pub(crate) const TABLES: &[RuleTable] = &[RuleTable {
        rule: "contact",
        raised: |t| {
            t.running();
            t.set("promise.how_often", is("fortnightly"));
            t.row("event.contact", &[("on", on("2026-11-06"))]);
        },
        due: "2026-11-20",
        settled: |t| {
            t.row("event.end", &[("on", on("2026-11-20")), ("how", is("returned"))]);
        },
        not: |t| t.directed(),
    }];

    #[test]
    fn a_contact_kept_in_the_holidays_is_not_asked_for_again_the_same_day() {
        for (kept, due) in [("2027-02-13", "2027-02-20"), ("2026-12-21", "2026-12-28")] {
            let mut t = TestCase::new();
            t.running();
            t.set("promise.how_often", is("weekly"));
            t.set("direction.end", on("2027-03-25"));
            t.row("event.contact", &[("on", on(kept))]);
            let found = t.one("contact");
            assert_eq!((found.due, found.task), (Some(day(due)), Some(day(due))), "{kept}");
            assert_ne!(found.urgency(day(kept)), Urgency::Today, "{kept}");
            assert!(found.why.iter().any(|w| w.contains("so the date stays")), "{found:?}");
        }
    }

    #[test]
    fn a_new_contact_moves_it_on_and_the_profile_caps_the_interval() {
        let mut t = TestCase::new();
        t.running();
        assert_eq!(t.one("contact").due, Some(day("2026-10-14")));
        t.set("promise.how_often", is("monthly"));
        assert_eq!(t.one("contact").due, Some(day("2026-11-07")));
        assert_eq!(t.one("contact").task, Some(day("2026-11-06")));
        t.profile.max_contact_days = 14;
        assert_eq!(t.one("contact").due, Some(day("2026-10-21")));
        t.row("event.contact", &[("on", on("2026-10-20"))]);
        assert_eq!(t.one("contact").due, Some(day("2026-11-03")));
    }
}
