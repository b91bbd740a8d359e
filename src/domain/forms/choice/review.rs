//! Meetings, reviews and what is decided after them.

use serde::{Deserialize, Serialize};

use crate::domain::forms::choice::choices;

choices! {
    /// What a meeting was held for.
    MeetingKind {
        /// Strategy.
        Strategy = "strategy",
        /// Planning.
        Planning = "planning",
        /// Initial.
        Initial = "initial",
        /// Reintegration.
        Reintegration = "reintegration",
    }
    /// Why a review was held.
    ReviewKind {
        /// Ordinary.
        Ordinary = "ordinary",
        /// Emergency.
        Emergency = "emergency",
        /// Requested.
        Requested = "requested",
    }
    /// What a review decided (P-RV3).
    ReviewOutcome {
        /// Continue.
        Continue = "continue",
        /// Return to the home school.
        Return = "return",
        /// Convert to managed move.
        ManagedMove = "managed_move",
        /// Move on after Year 11.
        Post16 = "post16",
    }
    /// Who asked for a review.
    Requester {
        /// Parent.
        Parent = "parent",
        /// Pupil of 18 or over.
        Pupil = "pupil",
        /// LA.
        La = "la",
    }
    /// How a request for a review was answered.
    RequestAnswer {
        /// Granted.
        Granted = "granted",
        /// Refused.
        Refused = "refused",
    }
}
