//! The attendance week in lines; a mark is set by a line such as `fri pm host L`.

use chrono::{Days, NaiveDate};

use crate::domain::attendance::figures::monday_of;
use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{BothSchools, ExpectedAt, MergedMark, Registers, correct};
use crate::domain::calendar::{Calendar, dates};
use crate::domain::case::{Case, Half, Session};
use crate::linear::ask::leaves;
use crate::linear::{CommandResult, Linear, dispatch};

impl Linear<'_> {
    /// Says the week of a day and takes marks until a line with a full stop.
    pub(super) fn attendance(&mut self, case: &Case, day: &str) -> CommandResult {
        let day = if day.is_empty() { Ok(self.today) } else { dates::parse(day, self.today) };
        let mut monday = match day {
            Ok(day) => monday_of(day),
            Err(error) => return self.say(&error.to_string()),
        };
        self.say(
            "Marks are typed like: fri pm host L. Also next, previous, and . or back to end.",
        )?;
        let mut case = case.clone();
        self.read_week(&case, monday)?;
        loop {
            let line = self.ask("mark: ")?;
            let before = monday;
            match line.trim() {
                words if words.is_empty() || leaves(words) => return Ok(()),
                "next" => monday = monday + Days::new(7),
                "previous" => monday = monday - Days::new(7),
                words => self.mark(&case, monday, words)?,
            }
            let Some(now) = self.case()? else { return Ok(()) };
            // A mark that was not taken has had its sentence; the week is as it was.
            if monday != before || now != case {
                self.read_week(&now, monday)?;
            }
            case = now;
        }
    }

    /// Says the week after the one that was read last, or before it, and takes marks.
    pub(super) fn turn_week(&mut self, case: &Case, days: i64) -> CommandResult {
        let here = self.week.unwrap_or_else(|| monday_of(self.today));
        let to = here.checked_add_signed(chrono::Duration::days(days)).unwrap_or(here);
        self.attendance(case, &dates::format(to))
    }

    fn read_week(&mut self, case: &Case, monday: NaiveDate) -> CommandResult {
        self.week = Some(monday);
        self.say(&format!("Week of {}.", dates::show_long(monday)))?;
        let (stored, unknown) = (self.service.calendars().clone(), Calendar::default());
        let registers = Registers::new(case, BothSchools::of_case(case, &stored, &unknown));
        let mut said = false;
        for day in monday.iter_days().take(5) {
            for half in [Half::Am, Half::Pm] {
                let at = (day, half);
                if !registers.is_within(day) {
                    continue;
                }
                said = true;
                let marks = registers.marks(at);
                let of = |mark: &Option<String>| mark.clone().unwrap_or_else(|| "no mark".into());
                let faults: Vec<String> = registers
                    .faults(at, self.today)
                    .iter()
                    .map(|f| format!("; {}", f.about().words))
                    .collect();
                let place = match registers.place(at) {
                    ExpectedAt::Home => "expected at home",
                    ExpectedAt::Host => "expected at the host",
                    ExpectedAt::Nowhere => "not expected",
                    ExpectedAt::Closed => "no school",
                    ExpectedAt::Outside => "outside the direction",
                };
                self.say(&format!(
                    "{} {}: {place}, home {}, host {}, combined {}{}.",
                    dates::show_short(day),
                    half_words(half),
                    of(&marks.home),
                    of(&marks.host),
                    match registers.reading(at) {
                        MergedMark::Mark(code) => code.code,
                        other => other.description(),
                    },
                    faults.concat()
                ))?;
            }
        }
        if said { Ok(()) } else { self.say("No day of this week is in the direction.") }
    }

    fn mark(&mut self, case: &Case, monday: NaiveDate, words: &str) -> CommandResult {
        let parts: Vec<&str> = words.split_whitespace().collect();
        let read = match parts.as_slice() {
            [day, half, side, code] => session(monday, day, half, self.today)
                .zip(dispatch::side(side))
                .map(|(at, side)| (at, side, *code)),
            _ => None,
        };
        let Some((at, side, code)) = read else {
            return self.say("Type a day, am or pm, home or host, and a code: fri pm host L. A dash for the code clears the mark.");
        };
        let (stored, unknown) = (self.service.calendars().clone(), Calendar::default());
        let registers = Registers::new(case, BothSchools::of_case(case, &stored, &unknown));
        let new = if code == "-" {
            Ok(None)
        } else {
            registers.check(at, side, code, self.today).map(|c| Some(c.code))
        };
        let edit = match new {
            Ok(new) => correct::mark(case, at, side, new),
            Err(error) => return self.say(&error.to_string()),
        };
        let Some(edit) = edit else { return self.say("That mark is already there.") };
        self.store_marks(case, vec![edit])
    }
}

/// Reads a weekday of the week, or any day, and the half of it.
fn session(monday: NaiveDate, day: &str, half: &str, today: NaiveDate) -> Option<Session> {
    let names = ["mon", "tue", "wed", "thu", "fri"];
    let lower = day.to_lowercase();
    let of_week = names
        .iter()
        .position(|n| lower.starts_with(n))
        .and_then(|n| monday.checked_add_days(Days::new(n as u64)));
    let day = of_week.or_else(|| dates::parse(day, today).ok())?;
    match half.to_lowercase().as_str() {
        "am" => Some((day, Half::Am)),
        "pm" => Some((day, Half::Pm)),
        _ => None,
    }
}
