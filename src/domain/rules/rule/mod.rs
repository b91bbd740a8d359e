//! The type of a rule: dated data with one function that evaluates a case.

mod authority;
mod by_id;
mod consequence;
mod description;
mod finding;
mod trigger;
mod urgency;

use std::fmt;

use chrono::NaiveDate;

use crate::domain::case::RowValues;
use crate::domain::rules::case_context::CaseContext;
pub use crate::domain::rules::rule::authority::{AppliesTo, Authority, EditionDate};
pub use crate::domain::rules::rule::consequence::Consequence;
pub use crate::domain::rules::rule::finding::{About, Finding, FindingKey, NextStep};
pub use crate::domain::rules::rule::trigger::Trigger;
pub use crate::domain::rules::rule::urgency::{Urgency, urgency};

/// A new event that is about to be stored: its table and its cells.
pub struct NewRow<'a> {
    /// The id of its table.
    pub table: &'a str,
    /// Its answers.
    pub cells: &'a RowValues,
}

/// Says why an event may not be stored yet, or nothing.
pub type Guard = fn(&CaseContext, &NewRow) -> Option<String>;

/// Whether a rule stops an event until it is met.
#[derive(Clone, Copy)]
pub enum Enforcement {
    /// It stops nothing.
    No,
    /// An officer may go on with a reason, which is stored and shown for ever.
    Unless(Guard),
    /// Nobody may go on; the manual names each such rule.
    Always(Guard),
}

/// One rule: what is asked, by whom, since when, and the function that finds what is lacking.
pub struct Rule {
    /// A word for scripts and for the record, never renamed: `invitation`.
    pub id: &'static str,
    /// The requirement's id and the law: `P-RV2; SI 2010/1156 reg 5`.
    pub cites: &'static str,
    /// What it asks, in one sentence.
    pub asks: &'static str,
    /// Where it comes from.
    pub basis: Authority,
    /// What is at stake while it is not met.
    pub consequence: Consequence,
    /// The text that it was read in.
    pub source: &'static str,
    /// Whether that text is the law or the protocol itself; what was read through others says so
    /// on screen.
    pub first_hand: bool,
    /// The first day of this edition; none where it held before the program.
    pub from: Option<NaiveDate>,
    /// The last day of this edition; none where it still holds.
    pub until: Option<NaiveDate>,
    /// Whom it binds.
    pub binds: AppliesTo,
    /// The day of the direction that chooses the edition.
    pub by: EditionDate,
    /// Whether it waits for a day of commencement, which the profile holds.
    pub is_awaited: bool,
    /// Whether it stops an event until it is met.
    pub blocks: Enforcement,
    /// Finds what is lacking in a case.
    pub judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
}

/// What the protocol's own rules were read in.
const PROTOCOL: &str = "Off-Site Direction Protocol for Worcestershire Schools, September 2025";

/// The words in which a rule is written.
pub(in crate::domain::rules) struct RuleText {
    pub id: &'static str,
    pub cites: &'static str,
    pub asks: &'static str,
}

impl Rule {
    const fn new(
        basis: Authority,
        words: RuleText,
        source: &'static str,
        judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
    ) -> Rule {
        let RuleText { id, cites, asks } = words;
        Rule {
            id,
            cites,
            asks,
            basis,
            consequence: Consequence::of(basis),
            source,
            first_hand: true,
            from: None,
            until: None,
            binds: AppliesTo::Everyone,
            by: EditionDate::LastDay,
            is_awaited: false,
            blocks: Enforcement::No,
            judge,
        }
    }

    /// Returns a rule of the protocol.
    pub(in crate::domain::rules) const fn protocol(
        words: RuleText,
        judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
    ) -> Rule {
        Rule::new(Authority::Protocol, words, PROTOCOL, judge)
    }

    /// Returns a rule of the law, with the text that it was read in.
    pub(in crate::domain::rules) const fn statute(
        words: RuleText,
        source: &'static str,
        judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
    ) -> Rule {
        Rule::new(Authority::Statute, words, source, judge)
    }

    /// Returns a rule of statutory guidance, with the text that it was read in.
    pub(in crate::domain::rules) const fn guidance(
        words: RuleText,
        source: &'static str,
        judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
    ) -> Rule {
        Rule::new(Authority::Guidance, words, source, judge)
    }

    /// Returns a rule of good practice.
    pub(in crate::domain::rules) const fn practice(
        words: RuleText,
        source: &'static str,
        judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
    ) -> Rule {
        Rule::new(Authority::Practice, words, source, judge)
    }

    /// Marks a rule whose text was read through others.
    pub(in crate::domain::rules) const fn second_hand(mut self) -> Rule {
        self.first_hand = false;
        self
    }

    /// Says that more is at stake than the authority of the rule tells.
    pub(in crate::domain::rules) const fn at_stake(mut self, consequence: Consequence) -> Rule {
        self.consequence = consequence;
        self
    }

    pub(in crate::domain::rules) const fn from(mut self, year: i32, month: u32, day: u32) -> Rule {
        self.from = NaiveDate::from_ymd_opt(year, month, day);
        self
    }

    pub(in crate::domain::rules) const fn until(mut self, year: i32, month: u32, day: u32) -> Rule {
        self.until = NaiveDate::from_ymd_opt(year, month, day);
        self
    }

    pub(in crate::domain::rules) const fn binds(mut self, binds: AppliesTo) -> Rule {
        self.binds = binds;
        self
    }

    pub(in crate::domain::rules) const fn by(mut self, by: EditionDate) -> Rule {
        self.by = by;
        self
    }

    /// Marks a rule that is enacted and not in force yet.
    pub(in crate::domain::rules) const fn awaited(mut self) -> Rule {
        self.is_awaited = true;
        self
    }

    pub(in crate::domain::rules) const fn unless(mut self, guard: Guard) -> Rule {
        self.blocks = Enforcement::Unless(guard);
        self
    }

    pub(in crate::domain::rules) const fn always(mut self, guard: Guard) -> Rule {
        self.blocks = Enforcement::Always(guard);
        self
    }

    /// Returns whether an officer may go on against this rule with a reason.
    pub fn may_override(&self) -> bool {
        matches!(self.blocks, Enforcement::Unless(_))
    }

    /// Returns whether this edition of the rule is the one that a case is judged by.
    pub fn is_in_force(&self, look: &CaseContext) -> bool {
        let day = match self.by {
            EditionDate::FirstDay => look.first().unwrap_or(NaiveDate::MAX),
            EditionDate::LastDay => look.last().unwrap_or(NaiveDate::MAX),
        };
        let bound = match self.binds {
            AppliesTo::Everyone => true,
            AppliesTo::Bound => look.is_bound_on(day),
            AppliesTo::Unbound => !look.is_bound_on(day),
        };
        let has_commenced =
            || look.context.profile.not_in_school_from.is_some_and(|commenced| commenced <= day);
        bound
            && (!self.is_awaited || has_commenced())
            && self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }
}

/// Two rules are one where their ids are: no two editions share one.
impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}

/// A rule is shown by what it cites.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.cites)
    }
}
