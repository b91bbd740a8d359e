//! Under which kinds the store keeps what is no case.

/// Who asks for subject access and what for, by the case and the request. Sealed with the case's key.
pub(super) const ACCESS_DETAILS: &str = "case-access-details";
/// What was decided on each item of a request for subject access, by the case and the request. Sealed
/// with the case's key.
pub(super) const ACCESS_DECISIONS: &str = "case-access-decisions";
/// The authority's profile and wording, by the name of the file.
pub(super) const AUTHORITY: &str = "authority";
/// The openings of restricted cases by those who are not named, by case, time and user.
pub(super) const GLASS: &str = "glass";
/// Holds against disposal, by the reference of the case.
pub(super) const HOLDS: &str = "holds";
/// Those who may connect, by their login.
pub(super) const OFFICERS: &str = "officers";
/// Who sees a restricted case, by its reference.
pub(super) const RESTRICTED: &str = "restricted";
/// The register of schools, by the school's id.
pub(super) const SCHOOLS: &str = "schools";
/// What was answered about sheets of directions.
pub(super) const SHEET: &str = "sheet";
/// The log of requests for subject access, which names nobody, by their reference.
pub(super) const SUBJECT_ACCESS: &str = "subject-access";
/// A school's terms and closures, by the school's id.
pub(super) const TERMS: &str = "terms";
/// Saved views, by their owner and key.
pub(super) const VIEWS: &str = "views";
