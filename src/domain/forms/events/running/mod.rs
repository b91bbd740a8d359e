//! Events while the direction runs.

pub(in crate::domain::forms) mod contact;
pub(in crate::domain::forms) mod letters;
pub(in crate::domain::forms) mod registers;
