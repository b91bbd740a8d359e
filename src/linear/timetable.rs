//! The timetable: at which school the pupil is, asked weekday by weekday.

use crate::domain::attendance::Registers;
use crate::domain::attendance::timetable;
use crate::domain::attendance::timetable::WeekPlan;
use crate::domain::calendar::dates;
use crate::domain::case::{Case, Side};
use crate::domain::plural::pluralize;
use crate::linear::ask::leaves;
use crate::linear::{CommandResult, Linear};

const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

impl Linear<'_> {
    /// Says the timetables that are stored, and asks for one that holds from a day on.
    pub(super) fn timetable(&mut self, case: &Case, day: &str) -> CommandResult {
        let from = if day.is_empty() {
            let start = Registers::new(case, self.service.schools_of(case)).first;
            Ok(start.filter(|first| *first > self.today).unwrap_or(self.today))
        } else {
            dates::parse(day, self.today)
        };
        let Some(from) = self.told(from)? else { return Ok(()) };
        let now = Registers::new(case, self.service.schools_of(case)).week_on(from);
        for (begins, _, week) in timetable::all(case) {
            let (host, home) = (week.count(Side::Host), week.count(Side::Home));
            self.say(&format!(
                "Saved from {}: {} a week at the host, {home} at home.",
                dates::show_long(begins),
                pluralize(host, "session")
            ))?;
        }
        self.say(&format!(
            "Timetable from {}. Type home, host or free for each day, or two words for am and pm. Press Enter for no change.",
            dates::show_long(from)
        ))?;
        let mut week = now;
        for (name, halves) in DAYS.iter().zip(week.0.iter_mut()) {
            if !self.day_of(name, halves)? {
                return self.say("Timetable not changed.");
            }
        }
        self.store_timetable(case, from, &week)
    }

    fn store_timetable(
        &mut self,
        case: &Case,
        from: chrono::NaiveDate,
        week: &WeekPlan,
    ) -> CommandResult {
        let edits = week.edits(case, from);
        if edits.is_empty() {
            return self.say("No change: this timetable is already saved.");
        }
        self.store(case.id, edits)
    }

    /// Asks for one weekday; false where the officer leaves.
    fn day_of(&mut self, name: &str, halves: &mut [Option<Side>; 2]) -> CommandResult<bool> {
        loop {
            let now = halves.map(word).join(" ");
            let line = self.ask(&format!("{name} ({now}): "))?;
            if leaves(&line) {
                return Ok(false);
            }
            let words: Result<Vec<Option<Side>>, ()> = line.split_whitespace().map(place).collect();
            match words.as_deref() {
                Ok([]) => return Ok(true),
                Ok([both]) => *halves = [*both; 2],
                Ok([morning, afternoon]) => *halves = [*morning, *afternoon],
                _ => {
                    self.say("Type home, host or free, once or twice.")?;
                    continue;
                }
            }
            return Ok(true);
        }
    }
}

fn word(place: Option<Side>) -> &'static str {
    place.map_or("free", Side::word)
}

/// Returns where the pupil is by a word: at a school, or nowhere.
///
/// # Errors
/// Where the word is none of the three.
fn place(word: &str) -> Result<Option<Side>, ()> {
    if word.eq_ignore_ascii_case("free") {
        return Ok(None);
    }
    super::dispatch::side(word).map(Some).ok_or(())
}
