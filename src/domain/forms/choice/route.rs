//! What the case is: its route, both schools and how the days are divided.

use serde::{Deserialize, Serialize};

use crate::domain::forms::choice::choices;

choices! {
    /// Whether a case is an off-site direction or a managed move from the outset (P-MM2).
    Route {
        /// Off-site direction.
        Direction = "direction",
        /// Direct managed move.
        ManagedMove = "managed_move",
    }
    /// Whether a statutory assessment was done or explored before a direct managed move (P-MM2).
    StatutoryAssessment {
        /// Done.
        Done = "done",
        /// Explored.
        Explored = "explored",
        /// Not relevant.
        NotRelevant = "not_relevant",
    }
    /// What kind of school the home school is; it decides which law binds it.
    HomeKind {
        /// Maintained.
        Maintained = "maintained",
        /// Academy.
        Academy = "academy",
        /// Pupil referral unit.
        Pru = "pru",
        /// Special school.
        Special = "special",
    }
    /// What kind of place the host is.
    HostKind {
        /// Mainstream school.
        School = "school",
        /// Pupil referral unit.
        Pru = "pru",
        /// Alternative provision, a school.
        ApSchool = "ap_school",
        /// Alternative provision, not a school.
        ApOther = "ap_other",
    }
    /// How a pupil stands on a school's roll, in the words of the school census.
    Enrolment {
        /// Main, dual registered.
        Main = "main",
        /// Subsidiary, dual registered.
        Subsidiary = "subsidiary",
        /// Single registration.
        Single = "single",
    }
    /// Whether the pupil is at the host all day or for part of it.
    DaySplit {
        /// Full-time at the host.
        Full = "full",
        /// Split between the schools.
        Split = "split",
    }
    /// How many sessions the host keeps in a day.
    SessionsADay {
        /// Two sessions.
        Two = "two",
        /// One session.
        One = "one",
    }
    /// How often the host promised to report.
    ReportInterval {
        /// Every week.
        Weekly = "weekly",
        /// Every fortnight.
        Fortnightly = "fortnightly",
        /// Every month.
        Monthly = "monthly",
    }
    /// Where the pupil is for half a day of the timetable.
    HalfDayAt {
        /// Home.
        Home = "home",
        /// Host.
        Host = "host",
        /// Not in school.
        None = "none",
    }
}
