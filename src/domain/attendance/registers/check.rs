//! Whether a typed mark may stand in a register.

use chrono::NaiveDate;

use crate::domain::attendance::codes;
use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::registers::Registers;
use crate::domain::attendance::registers::mark_error::MarkError;
use crate::domain::case::{Session, Side};

impl Registers<'_> {
    /// Reads a typed mark for one register.
    ///
    /// # Errors
    /// [`MarkError`], which says why the mark cannot stand there and what to do.
    pub fn check(
        &self,
        session: Session,
        side: Side,
        raw: &str,
        today: NaiveDate,
    ) -> Result<&'static AttendanceCode, MarkError> {
        let code = codes::parse(raw, session)?;
        self.check_day(session.0, side)?;
        if code.class == CodeClass::Attending && session.0 > today {
            return Err(MarkError::NotYet(session));
        }
        if code.code == "D" && !self.host_is_school {
            return Err(MarkError::HostIsNoSchool);
        }
        if !code.stands_at(side) {
            return Err(MarkError::OnlyAtHost(code));
        }
        Ok(code)
    }

    /// Refuses a day on which a school's register takes no mark.
    fn check_day(&self, day: NaiveDate, side: Side) -> Result<(), MarkError> {
        let first = self.first.ok_or(MarkError::NoFirstDay)?;
        if day < first {
            return Err(MarkError::BeforeFirst { day, first });
        }
        if let Some(last) = self.last.filter(|last| *last < day) {
            return Err(MarkError::AfterLast { day, last });
        }
        self.schools
            .calendar(side)
            .why_closed(day)
            .map_or(Ok(()), |why| Err(MarkError::Closed { day, side, why: why.to_owned() }))
    }
}
