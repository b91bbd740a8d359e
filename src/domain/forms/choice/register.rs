//! Corrections of registers, absence returns and letters.

use serde::{Deserialize, Serialize};

use crate::domain::forms::choice::choices;

choices! {
    /// Which absence is returned to the LA (SI 2024/208 reg 13).
    AttendanceReturnKind {
        /// Ten school days without leave.
        Absence = "absence",
        /// Fifteen school days of sickness.
        Sickness = "sickness",
    }
    /// Who was told of an unexplained absence.
    AbsenceTold {
        /// Social worker.
        SocialWorker = "social_worker",
        /// Youth offending worker.
        YouthOffending = "youth_offending",
    }
    /// Which session of the day was corrected.
    CorrectedHalf {
        /// Morning.
        Am = "am",
        /// Afternoon.
        Pm = "pm",
    }
    /// Whose register was corrected.
    CorrectedRegister {
        /// Home.
        Home = "home",
        /// Host.
        Host = "host",
    }
    /// What a letter was about.
    LetterKind {
        /// Direction letter.
        Direction = "direction",
        /// Invitation to a review.
        Invitation = "invitation",
        /// Outcome of a review.
        Outcome = "outcome",
        /// Answer to a request for a review.
        Answer = "answer",
        /// Request for the host's marks.
        Chase = "chase",
        /// Suspension by the host.
        HostSuspension = "host_suspension",
        /// Another letter.
        Other = "other",
        /// Confirmation of a managed move.
        Move = "move",
    }
}
