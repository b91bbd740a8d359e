//! What is recorded before the first day: evidence, people, answers and who decides.

use serde::{Deserialize, Serialize};

use crate::domain::forms::choice::choices;

choices! {
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
        /// Confirmation of the host's checks.
        HostChecks = "host_checks",
        /// Papers of the other school.
        OtherSchool = "other_school",
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
        /// Online portal.
        Portal = "portal",
    }
}
