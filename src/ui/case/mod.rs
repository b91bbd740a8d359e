//! One case: overview, timeline and recording events.

pub(crate) mod override_reason;
pub mod overview;
pub(crate) mod record;
pub(crate) mod resolve;
pub mod timeline;
