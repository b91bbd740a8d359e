//! Events before the first day: talks, support, the decision and its notice.

pub(in crate::domain::forms) mod asked;
pub(in crate::domain::forms) mod consulted;
pub(in crate::domain::forms) mod decision;
pub(in crate::domain::forms) mod shared;
