//! The findings of a case whose calendars are not at hand; panes that have asked the owner use his instead.

use crate::domain::case::Case;
use crate::domain::rules::{Context, Finding, findings};

/// Returns the findings of a case without term dates.
pub fn duties(case: &Case) -> Vec<Finding> {
    findings(case, &Context::default())
}
