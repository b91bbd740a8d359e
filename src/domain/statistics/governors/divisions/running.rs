//! Directions that run on the last day of the time.

use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::domain::statistics::governors::counted::Counted::Running;
use crate::domain::statistics::governors::division::Division;
use crate::domain::statistics::governors::divisions::attendance::{BANDS, HOW, band};
use crate::domain::statistics::governors::divisions::begun::{HOSTS, host};

pub(super) const DIVISIONS: &[Division] = &[
    Division::fixed(Running, "Kind of host", "As the case says now.", HOSTS, |c, _| host(c)),
    Division::fixed(
        Running,
        "Proposed end",
        "The end first proposed on the form, against the last day of the time.",
        &["Past it", "Not past it", "None recorded"],
        |c, item| match c.case.date(field::DIRECTION_END) {
            Some(proposed) => usize::from(item.on <= proposed),
            None => 2,
        },
    ),
    Division::fixed(Running, "Attendance so far", HOW, BANDS, band).with_chart(),
];
