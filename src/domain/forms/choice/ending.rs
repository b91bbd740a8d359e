//! Agreements to a move, the ending, and what passes to the new school.

use serde::{Deserialize, Serialize};

use crate::domain::forms::choice::choices;

choices! {
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
