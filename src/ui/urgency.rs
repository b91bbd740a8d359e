//! How pressing something looks.

use crate::domain::rules::Urgency;
use crate::widgets::theme::Role;

/// Returns how a finding's urgency looks.
pub(crate) fn urgency_role(urgency: Urgency) -> Role {
    match urgency {
        Urgency::LateSafety
        | Urgency::LateStatute
        | Urgency::LateGuidance
        | Urgency::LateProtocol => Role::Late,
        Urgency::Today => Role::Warn,
        Urgency::Week | Urgency::Later | Urgency::None => Role::Text,
    }
}
