//! The options of choice fields that the program itself decides by. The handle of a field names its
//! enum, and the build stops where the two do not hold the same options.

use serde::{Deserialize, Serialize};

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

choices! {
    /// How something was said, sent or held.
    How {
        /// In person.
        Person = "person",
        /// Telephone.
        Phone = "phone",
        /// Video call.
        Video = "video",
        /// Email.
        Email = "email",
        /// Post.
        Post = "post",
        /// By hand.
        Hand = "hand",
        /// Text message.
        Text = "text",
        /// School portal.
        Portal = "portal",
    }
    /// What a step at the LA is about; unanswered, it is the step before the first day.
    AuthorityStepKind {
        /// Start of the direction.
        Start = "start",
        /// Outcome of the direction.
        Outcome = "outcome",
        /// Panel.
        Panel = "panel",
        /// Placement at alternative provision.
        Alternative = "alternative",
        /// Register of children not in school.
        NotInSchool = "not_in_school",
    }
    /// Which absence is returned to the LA (SI 2024/208 reg 13).
    AttendanceReturnKind {
        /// Ten school days without leave.
        Absence = "absence",
        /// Fifteen school days of sickness.
        Sickness = "sickness",
    }
    /// What follows where a party says no to a managed move (P-RV7).
    RefusalFollows {
        /// Return to the home school.
        Return = "return",
        /// The direction goes on as it is.
        Continue = "continue",
        /// Another host is asked.
        AnotherHost = "another_host",
        /// Talk with them again.
        Talk = "talk",
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
    /// Whether a case is an off-site direction or a managed move from the outset (P-MM2).
    Route {
        /// Off-site direction.
        Direction = "direction",
        /// Direct managed move.
        ManagedMove = "managed_move",
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
    /// What a file shows, by the list of the passport.
    EvidenceKind {
        /// Pupil passport.
        Passport = "passport",
        /// Education, pastoral or health care plan.
        Plans = "plans",
        /// Behaviour log and consequences.
        BehaviourLog = "behaviour_log",
        /// Behaviour analysis.
        BehaviourAnalysis = "behaviour_analysis",
        /// Evaluation of the graduated response.
        Graduated = "graduated",
        /// Attendance record and support.
        Attendance = "attendance",
        /// Personal education plan of a child looked after.
        Pep = "pep",
        /// Exclusion data.
        Exclusions = "exclusions",
        /// Key Stage 4 options.
        Ks4 = "ks4",
        /// Latest assessment and attainment.
        Attainment = "attainment",
        /// SEND evidence.
        Send = "send",
        /// Papers of another agency.
        Agency = "agency",
        /// Common transfer file.
        Ctf = "ctf",
        /// Something else.
        Other = "other",
    }
    /// In which part somebody comes to a meeting or review.
    AttendeeRole {
        /// Child.
        Child = "child",
        /// Parent or carer.
        Parent = "parent",
        /// Home school.
        Home = "home",
        /// Host school.
        Host = "host",
        /// Nominee of the board.
        Nominee = "nominee",
        /// Social worker.
        SocialWorker = "social_worker",
        /// Virtual School.
        VirtualSchool = "virtual_school",
        /// Local authority.
        La = "la",
        /// Another agency.
        Agency = "agency",
        /// Somebody else.
        Other = "other",
    }
    /// A host's answer to an approach (P-PR4).
    HostAnswer {
        /// Asked.
        Asked = "asked",
        /// Agreed in principle.
        Agreed = "agreed",
        /// Declined.
        Declined = "declined",
    }
    /// Who decided for the direction (P-BG1).
    DecidingBody {
        /// Governing body.
        Board = "board",
        /// Academy trust.
        Trust = "trust",
        /// Management committee.
        Committee = "committee",
        /// By delegation.
        Delegate = "delegate",
    }
    /// The authority's answer to what it was told.
    AuthorityAnswer {
        /// Notified.
        Notified = "notified",
        /// Approved.
        Approved = "approved",
        /// Declined.
        Declined = "declined",
    }
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
    /// Who has to agree to a managed move (P-MM1).
    AgreementParty {
        /// Parent.
        Parent = "parent",
        /// Pupil.
        Pupil = "pupil",
        /// Home school.
        Home = "home",
        /// New school.
        Host = "host",
        /// Admission authority of the new school.
        AdmissionAuthority = "admission_authority",
        /// LA.
        La = "la",
        /// Virtual School.
        VirtualSchool = "virtual_school",
        /// Social worker.
        SocialWorker = "social_worker",
    }
    /// How a direction ended (`DfE 2026` adds the post-16 destination to the protocol's outcomes).
    EndHow {
        /// Returned to the home school.
        Returned = "returned",
        /// Managed move.
        ManagedMove = "managed_move",
        /// Ended by the host.
        HostEnded = "host_ended",
        /// Moved on after Year 11.
        Post16 = "post16",
    }
    /// From whose roll a name was deleted.
    DeletedFrom {
        /// Host school.
        Host = "host",
        /// Home school.
        Home = "home",
    }
    /// Which file was passed on.
    FileKind {
        /// Common transfer file.
        Ctf = "ctf",
        /// Child protection file.
        ChildProtection = "child_protection",
        /// Pupil record.
        Record = "record",
    }
    /// Which of the two schools' returns was made on the portal (P-MM4).
    PortalReturnKind {
        /// On roll.
        On = "on",
        /// Off roll.
        Off = "off",
    }
}
