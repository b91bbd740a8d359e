//! A rule in words, for one who asks why.

use chrono::NaiveDate;

use crate::domain::rules::rule::authority::AppliesTo;
use crate::domain::rules::rule::{Enforcement, Rule};

impl Rule {
    /// Returns the rule for one who asks why: what it asks, where that stands, since when, and who
    /// read it.
    pub fn description(&self) -> Vec<String> {
        let mut out = vec![
            self.asks.to_owned(),
            format!("{} · {}", self.basis.label(), self.cites),
            format!("Source: {}.", self.source),
            self.consequence.ranking().to_owned(),
        ];
        if !self.first_hand {
            out.push("Read second-hand. Check the original before you rely on it.".into());
        }
        let shown = |day: Option<NaiveDate>| day.map(crate::domain::calendar::dates::format);
        match (shown(self.from), shown(self.until)) {
            (Some(from), Some(until)) => out.push(format!("In force from {from} until {until}.")),
            (Some(from), None) => out.push(format!("In force from {from}.")),
            (None, Some(until)) => out.push(format!("In force until {until}.")),
            (None, None) => {}
        }
        if self.is_awaited {
            out.push("Not in force until the profile gives its start date.".into());
        }
        match self.binds {
            AppliesTo::Everyone => {}
            AppliesTo::Bound => out.push(
                "Applies to maintained schools, and to academies and PRUs from 26/07/2026.".into(),
            ),
            AppliesTo::Unbound => {
                out.push("Applies to academies and PRUs before 26/07/2026, when the law did not cover them.".into());
            }
        }
        match self.blocks {
            Enforcement::No => {}
            Enforcement::Unless(_) => {
                out.push("Can block the next step. You can override it with a reason.".into());
            }
            Enforcement::Always(_) => out.push("Can block the next step. No override.".into()),
        }
        out
    }
}
