//! Both registers beyond one week: the figures, every week, faults, several marks at once, and a
//! file of marks.

use std::collections::BTreeMap;

use crate::api::RegisterStep;
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::figures::{monday_of, tenths};
use crate::domain::attendance::fill::{Filling, NOTHING};
use crate::domain::attendance::intake::{
    AcceptedPreview, Intake, IntakePreview, PupilNamed, ReadOptions,
};
use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{Figures, Registers, before, correct};
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, Half, Session};
use crate::domain::plural::pluralize;
use crate::error::Result;
use crate::files::MAX_REGISTER;
use crate::linear::dispatch::side;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Says the attendance figures: in all, by week and before the direction.
    pub(super) fn figures(&mut self, case: &Case) -> CommandResult {
        let lines = {
            let registers = Registers::new(case, self.service.schools_of(case));
            let sum = registers.figures(self.today);
            let mut lines = vec![
                match sum.possible() {
                    0 => "No possible sessions so far.".to_owned(),
                    n => format!("{}, {} of {n} sessions attended.", sum.percent(), sum.attended),
                },
                format!(
                    "{} authorised, {} unauthorised, {} not marked, {} not counted, {} unclear.",
                    sum.authorised, sum.unauthorised, sum.unmarked, sum.not_possible, sum.unclear
                ),
            ];
            lines.extend(sum.band().map(|band| {
                // The sign before the words is for the eye.
                let words = band.label();
                format!("{}.", words.split_once(' ').map_or(words, |(_, words)| words))
            }));
            let terms = before::terms(case);
            lines.extend(terms.iter().map(|t| {
                format!(
                    "Before, {}: {}, {} attended.",
                    t.name,
                    t.figures.percent(),
                    t.figures.attended
                )
            }));
            lines.extend(
                before::change(&before::total(&terms), &sum)
                    .map(|w| format!("{}.", w.trim_end_matches('.'))),
            );
            for (monday, week) in registers.by_week(self.today) {
                let share = week.per_mille().map_or_else(|| "nothing possible".to_owned(), tenths);
                lines.push(format!("Week of {}: {share}.", dates::show_long(monday)));
            }
            lines
        };
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Says every week of the direction in one line each.
    pub(super) fn weeks(&mut self, case: &Case) -> CommandResult {
        let lines: Vec<String> = {
            let registers = Registers::new(case, self.service.schools_of(case));
            let also = registers.first.unwrap_or(self.today);
            let (by_week, faults) =
                (registers.by_week(self.today), registers.all_faults(self.today));
            let line = |monday: &chrono::NaiveDate| {
                let share = by_week
                    .get(monday)
                    .and_then(Figures::per_mille)
                    .map_or_else(|| "nothing counted".to_owned(), tenths);
                let faults = faults.iter().filter(|((day, _), _)| monday_of(*day) == *monday);
                let faults = match faults.count() {
                    0 => String::new(),
                    n => format!(", {}", pluralize(n, "fault")),
                };
                format!("Week of {}: {share}{faults}.", dates::show_long(*monday))
            };
            let all = registers.mondays(also, self.today);
            all.iter().filter(|monday| **monday <= self.today).map(line).collect()
        };
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Says the next session in which the registers do not fit, and goes to its week.
    pub(super) fn next_fault(&mut self, case: &Case) -> CommandResult {
        let next = {
            let registers = Registers::new(case, self.service.schools_of(case));
            let all = registers.all_faults(self.today);
            // The week that was read last has been heard.
            let after = self.week.map(|monday| monday + chrono::Days::new(7));
            let next = all.iter().find(|((day, _), _)| after.is_none_or(|after| *day >= after));
            let nothing_yet = registers.figures(self.today).counted() == 0;
            next.or(all.first()).map(|(at, fault)| (*at, fault.about())).ok_or(nothing_yet)
        };
        let ((day, half), about) = match next {
            Ok(next) => next,
            Err(true) => {
                return self.say("Nothing to compare yet: no sessions so far.");
            }
            Err(false) => return self.say("Both registers agree."),
        };
        self.week = Some(monday_of(day));
        let when = dates::show_long(day);
        self.say(&format!("{when} {}: {}. {}", half_words(half), about.words, about.todo))
    }

    /// Fills the rest of a week in one register.
    pub(super) fn fill_week(&mut self, case: &Case, which: &str) -> CommandResult {
        let Some(side) = side(which) else {
            return self.say("Type fill week home or fill week host.");
        };
        let from = (self.week.unwrap_or_else(|| monday_of(self.today)), Half::Am);
        let edits = {
            let registers = Registers::new(case, self.service.schools_of(case));
            Filling { registers: &registers, side, today: self.today }.rest_of_week(from)
        };
        if edits.is_empty() { self.say(NOTHING) } else { self.store_marks(case, edits) }
    }

    /// Sets one code in the next so many sessions that it fits.
    pub(super) fn run_of_marks(&mut self, case: &Case, typed: &str) -> CommandResult {
        let parts: Vec<&str> = typed.split_whitespace().collect();
        let read = match parts.as_slice() {
            [count, which, code] => {
                count.parse::<usize>().ok().zip(side(which)).map(|(n, s)| (n, s, *code))
            }
            _ => None,
        };
        let Some((count, side, code)) = read.filter(|(n, ..)| (1..1000).contains(n)) else {
            return self.say(
                "Type how many sessions, home or host, and a code: run 4 host I. A dash clears.",
            );
        };
        let from: Session = (self.week.unwrap_or_else(|| monday_of(self.today)), Half::Am);
        let edits: Result<Vec<Edit>> = {
            let registers = Registers::new(case, self.service.schools_of(case));
            let filling = Filling { registers: &registers, side, today: self.today };
            filling.run(from, count, (code != "-").then_some(code))
        };
        match self.told(edits)? {
            Some(edits) if edits.is_empty() => self.say("That mark is already there."),
            Some(edits) => self.store_marks(case, edits),
            None => Ok(()),
        }
    }

    /// Stores marks; asks why first where some that stand would change.
    pub(super) fn store_marks(&mut self, case: &Case, mut edits: Vec<Edit>) -> CommandResult {
        let mut why = None;
        let corrected = correct::corrections(&edits);
        if corrected > 0 {
            let Some(reason) = self.correction(corrected)? else { return Ok(()) };
            match self.told(correct::with_reason(edits, case.next_row(), &reason))? {
                Some(all) => edits = all,
                None => return Ok(()),
            }
            why = Some(reason.words);
        }
        self.change(CaseChange { case: case.id, edits }, why)
    }

    /// Asks why marks that stand are corrected.
    fn correction(&mut self, corrected: usize) -> CommandResult<Option<CorrectionReason>> {
        let what = match corrected {
            1 => "an existing mark".to_owned(),
            n => format!("{n} existing marks"),
        };
        let words = self.ask(&format!("This corrects {what}. Why? "))?;
        if super::ask::leaves(&words) {
            self.say("Not saved.")?;
            return Ok(None);
        }
        let position = self.ask("Your job title: ")?;
        let officer = self.officer.clone();
        Ok(Some(CorrectionReason { words, officer, position, date: self.today }))
    }

    /// Reads a register's file: says what it would change, asks what is doubtful, and stores it.
    pub(super) fn import_register(&mut self, case: &Case, typed: &str) -> CommandResult {
        let (which, rest) = typed.split_once(' ').unwrap_or((typed, ""));
        let Some(side) = side(which) else {
            return self.say("Type home or host and the file: import register host marks.csv.");
        };
        let line = if rest.is_empty() { self.ask("File: ")? } else { rest.to_owned() };
        let Some((file, how)) = self.told(ReadOptions::from_line(&line, self.today))? else {
            return Ok(());
        };
        let read = self.files.read(&file.to_string_lossy(), MAX_REGISTER);
        let Some(bytes) = self.told(read)? else { return Ok(()) };
        let mut intake = Intake {
            side,
            how,
            case: Some(case.id),
            named: PupilNamed::Asked(BTreeMap::new()),
            today: self.today,
        };
        let Some(preview) = self.looked_at(&bytes, &mut intake)? else { return Ok(()) };
        for line in &preview.lines {
            self.say(line)?;
        }
        self.say(&preview.message)?;
        if preview.new + preview.corrected == 0 || !self.is_yes("Save these marks?")? {
            return self.say("Not saved.");
        }
        let reason = if preview.corrected > 0 {
            let Some(reason) = self.correction(preview.corrected)? else { return Ok(()) };
            Some(reason)
        } else {
            None
        };
        let take = AcceptedPreview { sum: preview.sum, reason };
        match self.service.register(&bytes, &intake, Some(take)) {
            Ok(RegisterStep::Stored(said)) => {
                self.seen.forget();
                self.say(&said)
            }
            Ok(RegisterStep::Preview(_)) => Ok(()),
            Err(faults) => faults.to_lines().iter().try_for_each(|line| self.say(line)),
        }
    }

    /// Asks about every pupil known only by name and birthday; returns what is then to be stored.
    fn looked_at(
        &mut self,
        bytes: &[u8],
        intake: &mut Intake,
    ) -> CommandResult<Option<IntakePreview>> {
        loop {
            let preview = match self.service.register(bytes, intake, None) {
                Ok(RegisterStep::Preview(preview)) => preview,
                Ok(RegisterStep::Stored(_)) => return Ok(None),
                Err(faults) => {
                    faults.to_lines().iter().try_for_each(|line| self.say(line))?;
                    return Ok(None);
                }
            };
            let open =
                preview.questions.iter().find(|(pupil, _)| intake.named.answer(*pupil).is_none());
            let Some((pupil, question)) = open else { return Ok(Some(preview)) };
            let yes = self.is_yes(question)?;
            if let PupilNamed::Asked(answers) = &mut intake.named {
                answers.insert(*pupil, yes);
            }
        }
    }
}
