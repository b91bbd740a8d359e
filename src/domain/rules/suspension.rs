//! The host suspends the pupil: the home school is told at once, and an emergency review is called.

use crate::domain::rules::finding::{Finding, Step};
use crate::domain::rules::look::Look;
use crate::domain::rules::rule::{Rule, Words};
use crate::domain::stage::cell;

pub(super) static RULES: &[Rule] = &[Rule::protocol(
    Words { id: "emergency-review", cites: "P-RV9", asks: "When the host suspends the pupil, an emergency review is called." },
    emergency_review,
)];

fn emergency_review(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let days = look.case.rows("event.host_suspension").filter_map(|(_, r)| cell(r, "host_suspension.on").as_date());
    let called = |on| {
        look.case
            .rows("event.review")
            .any(|(_, r)| cell(r, "review.kind").as_text() == "emergency" && cell(r, "review.on").as_date() >= Some(on))
    };
    let ask = |on| {
        look.ask_by(rule, "call an emergency review: suspended by the host", on)
            .why("The same day: the protocol says immediately.")
            .step(Step::Record("event.review"))
    };
    days.filter(|on| !called(*on)).map(ask).collect()
}
