//! The direction itself: route, schools, criteria, times and commitments. Parts of it appear in the
//! passport, the notification, the meeting and the letter.

mod aims;
mod provision;
mod purpose;
mod schools;
mod settled;
mod times;

use crate::domain::forms::schema::Field;

pub(super) use aims::{AIMS, PROMISE};
pub(super) use provision::PROVISION;
pub(super) use purpose::CRITERIA;
pub(super) use schools::SCHOOLS;
pub(super) use settled::SETTLED;
pub(super) use times::{FIRST_DAY, TABLES, TIMES};

/// The fields of the direction, a list for each part.
pub(super) const FIELDS: [&[Field]; 6] = [
    schools::FIELDS,
    provision::FIELDS,
    purpose::FIELDS,
    settled::FIELDS,
    times::FIELDS,
    aims::FIELDS,
];
