//! The table of a rule: raised, settled, not asked.

use crate::domain::rules::Urgency;
use crate::domain::rules::testing::{TestCase, day};

/// The table of one rule: raised, settled, not raised, and the edge between in time and late.
pub(crate) struct RuleTable {
    pub rule: &'static str,
    pub raised: fn(&mut TestCase),
    /// The latest day, "" for none.
    pub due: &'static str,
    pub settled: fn(&mut TestCase),
    /// A case like it in which the rule asks for nothing.
    pub not: fn(&mut TestCase),
}

impl RuleTable {
    pub(crate) fn check(&self) {
        let mut case = TestCase::new();
        (self.raised)(&mut case);
        let found = case.found(self.rule);
        let first = found
            .first()
            .unwrap_or_else(|| panic!("{} is not raised: {:#?}", self.rule, case.findings()));
        assert!(
            !first.why.is_empty() && !first.phrase.what.is_empty() && !first.phrase.ends_with("."),
            "{first:?}"
        );
        assert_eq!(
            first.due.map(|d| d.to_string()).unwrap_or_default(),
            self.due,
            "{}: {first:?}",
            self.rule
        );
        match first.due {
            None => assert_eq!(first.urgency(day("2026-11-23")), Urgency::None),
            Some(due) => {
                assert!(
                    first.urgency(due) == Urgency::Today,
                    "{}: in time on its last day",
                    self.rule
                );
                assert!(
                    first.urgency(due.succ_opt().expect("a day")) <= Urgency::LateProtocol,
                    "{}: late the day after",
                    self.rule
                );
                assert!(first.task <= first.due && first.task.is_some(), "{first:?}");
            }
        }
        (self.settled)(&mut case);
        assert_eq!(case.found(self.rule), [], "{} is not settled", self.rule);
        let mut other = TestCase::new();
        (self.not)(&mut other);
        assert_eq!(other.found(self.rule), [], "{} is raised for nothing", self.rule);
    }
}
