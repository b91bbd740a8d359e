//! What searches ask of cases that their lines do not hold: who saved them last, and who may see
//! them.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::domain::case::CaseRef;

/// What is known of cases beside their lines.
#[derive(Debug, Clone, Default)]
pub struct CaseSets {
    /// Every restricted case.
    pub restricted: BTreeSet<CaseRef>,
    /// Every case that an officer opened for a reason without being named.
    pub opened: BTreeSet<CaseRef>,
    /// Every case about which a request for subject access is open.
    pub asked_for: BTreeSet<CaseRef>,
    /// Who saved the latest change of each case, as stated.
    pub officers: HashMap<CaseRef, Rc<str>>,
}
