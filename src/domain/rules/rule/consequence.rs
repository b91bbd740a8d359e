//! What is at stake while a task stays undone.

use crate::domain::rules::rule::authority::Authority;

/// What is at stake while a task stays undone, gravest first: the order of the list among what is
/// overdue, before the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consequence {
    /// Nobody may know where the child is.
    Whereabouts,
    /// The child may be at risk.
    Safeguarding,
    /// The law asks for it.
    Law,
    /// Guidance, the protocol or good practice asks for it.
    Protocol,
}

impl Consequence {
    /// How many there are.
    pub const COUNT: usize = 4;

    /// Every one, gravest first.
    pub const ALL: [Consequence; Consequence::COUNT] = [
        Consequence::Whereabouts,
        Consequence::Safeguarding,
        Consequence::Law,
        Consequence::Protocol,
    ];

    /// Returns what is at stake where nothing is but what the authority of the rule says.
    pub(super) const fn of(basis: Authority) -> Consequence {
        match basis {
            Authority::Statute => Consequence::Law,
            Authority::Guidance | Authority::Protocol | Authority::Practice => {
                Consequence::Protocol
            }
        }
    }

    /// Returns its place among the others, from 0.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Returns why the list puts an overdue task where it does, for one who asks why.
    pub fn ranking(self) -> &'static str {
        match self {
            Consequence::Whereabouts => {
                "Once overdue, it comes first: nobody may know where the child is."
            }
            Consequence::Safeguarding => "Once overdue, it comes second: the child may be at risk.",
            Consequence::Law => {
                "Once overdue, it comes third, after any task about the child's safety: it is a legal duty."
            }
            Consequence::Protocol => {
                "Once overdue, it comes after tasks about safety and legal duties."
            }
        }
    }
}
