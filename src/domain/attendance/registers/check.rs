//! Whether a typed mark may stand in a register.

use chrono::NaiveDate;

use crate::domain::attendance::codes;
use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::registers::Registers;
use crate::domain::attendance::timetable::half_words;
use crate::domain::calendar::dates;
use crate::domain::case::{Session, Side};

impl Registers<'_> {
    /// Reads a typed mark for one register.
    ///
    /// # Errors
    /// A sentence that says why the mark cannot stand there and what to do: before the start, after
    /// the end, no school, not yet come, a withdrawn or unknown code, D where the pupil is not
    /// registered at the host.
    pub fn check(
        &self,
        session: Session,
        side: Side,
        raw: &str,
        today: NaiveDate,
    ) -> Result<&'static AttendanceCode, String> {
        let (day, half) = session;
        let code = codes::parse(raw, session)?;
        self.check_day(day, side)?;
        let shown = || format!("{} {}", dates::show_short(day), half_words(half));
        if code.class == CodeClass::Attending && day > today {
            return Err(format!(
                "{} has not come yet: nobody can be marked present there.",
                shown()
            ));
        }
        if code.code == "D" && !self.host_is_school {
            return Err("D stands only where the pupil is registered at the other place, and this host is no school. Type B, or K where \
                        the council arranged the place."
                .into());
        }
        if !code.stands_at(side) {
            return Err(format!(
                "Code {} ({}) cannot stand in the home register of a pupil on its roll.",
                code.code, code.meaning
            ));
        }
        Ok(code)
    }

    /// Refuses a day on which a school's register takes no mark.
    fn check_day(&self, day: NaiveDate, side: Side) -> Result<(), String> {
        let shown = dates::show_long(day);
        let Some(first) = self.first else {
            return Err("The direction has no first day yet. Record the first day at the host, or answer Start in the passport.".into());
        };
        if day < first {
            return Err(format!(
                "{shown} lies before the first day, {}. Move to a day within the direction.",
                dates::show_short(first)
            ));
        }
        if let Some(last) = self.last.filter(|last| *last < day) {
            return Err(format!(
                "{shown} lies after the last day, {}. Record the continuation first.",
                dates::show_short(last)
            ));
        }
        let word = if side == Side::Home { "home" } else { "host" };
        self.schools
            .of(side)
            .why_closed(day)
            .map_or(Ok(()), |why| Err(format!("No school on {shown} at the {word} school: {why}.")))
    }
}
