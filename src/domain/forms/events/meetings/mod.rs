//! Meetings and reviews, their invitations, views and decisions.

pub(in crate::domain::forms) mod outcome;
pub(in crate::domain::forms) mod parents;
pub(in crate::domain::forms) mod review;
