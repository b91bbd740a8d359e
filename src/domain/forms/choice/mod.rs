//! The options of choice fields that the program itself decides by. The handle of a field names its
//! enum, and the build stops where the two do not hold the same options.

mod ending;
mod preparation;
mod register;
mod review;
mod route;

pub use ending::{AgreementParty, DeletedFrom, EndHow, FileKind, PortalReturnKind, RefusalFollows};
pub use preparation::{
    AttendeeRole, AuthorityAnswer, AuthorityStepKind, DecidingBody, EvidenceKind, HostAnswer, How,
};
pub use register::{
    AbsenceTold, AttendanceReturnKind, CorrectedHalf, CorrectedRegister, LetterKind,
};
pub use review::{MeetingKind, RequestAnswer, Requester, ReviewKind, ReviewOutcome};
pub use route::{
    DaySplit, Enrolment, HalfDayAt, HomeKind, HostKind, ReportInterval, Route, SessionsADay,
    StatutoryAssessment,
};

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $option:ident = $id:literal,)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* $option,)*
        }

        impl $name {
            /// Every option, in the order in which they are offered.
            pub const ALL: &[$name] = &[$($name::$option),*];

            /// Returns the id under which the option is stored.
            pub const fn id(self) -> &'static str {
                match self {
                    $($name::$option => $id,)*
                }
            }
        }

        impl $crate::domain::forms::answer_type::Options for $name {
            const IDS: &[&str] = &[$($id),*];

            fn from_id(id: &str) -> Option<$name> {
                match id {
                    $($id => Some($name::$option),)*
                    _ => None,
                }
            }
        }

        impl From<$name> for $crate::domain::value::Value {
            fn from(option: $name) -> Self {
                Self::Choice(option.id().to_owned())
            }
        }
    )* };
}
use choices;
