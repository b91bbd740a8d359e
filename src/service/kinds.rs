//! Under which kinds the store keeps what is no case.

/// Who sees a restricted case, by its reference.
pub(super) const RESTRICTED: &str = "restricted";
