//! What is reported when a direction ends in a return or in a managed move.

use crate::domain::rules::finding::{Finding, Step};
use crate::domain::rules::look::Look;
use crate::domain::rules::rule::{Rule, Words};
use crate::domain::stage::{End, Stage};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        Words { id: "portal-return", cites: "P-MM4", asks: "On-roll and off-roll are reported on the Children's Services Portal." },
        portal,
    ),
    Rule::protocol(
        Words { id: "spreadsheet", cites: "P-MM5", asks: "The off-site direction spreadsheet is updated on conversion and on return." },
        spreadsheet,
    ),
];

fn has_ended(look: &Look) -> bool {
    match look.stage() {
        Stage::Ended(End::Returned | End::ManagedMove | End::HostEnded) => true,
        Stage::Ended(End::Post16) => false,
        Stage::Considering | Stage::HostApproached | Stage::AgreedInPrinciple | Stage::Directed | Stage::Running => false,
    }
}

fn portal(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !has_ended(look) || look.has("event.portal_return") {
        return Vec::new();
    }
    let says = format!("complete the {} return", look.context.profile.portal);
    vec![look.ask_when(rule, says, look.last()).why("On the last day of the direction.").step(Step::Record("event.portal_return"))]
}

fn spreadsheet(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !has_ended(look) || look.has("event.spreadsheet_update") {
        return Vec::new();
    }
    let says = format!("update the {}", look.context.profile.spreadsheet);
    vec![look.ask_when(rule, says, look.last()).why("On the last day of the direction.").step(Step::Record("event.spreadsheet_update"))]
}
