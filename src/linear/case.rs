//! One case in lines: what is next, why, and its history.

use crate::domain::attendance::{Registers, before};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::life::StepState;
use crate::domain::case::people::people;
use crate::domain::case::stage::stage;
use crate::domain::case::{Case, facts, life};
use crate::domain::forms::field;
use crate::domain::rules::{Finding, most_urgent_first};
use crate::domain::timeline::{TimelineFilter, TimelineItem, items};
use crate::linear::{CommandResult, Linear, due_words};

impl Linear<'_> {
    /// Returns what a case lacks, most urgent first; says why where that cannot be read.
    pub(super) fn findings(&mut self, case: &Case) -> CommandResult<Option<Vec<Finding>>> {
        let view = self.service.case(case.id);
        Ok(self.told(view)?.map(|mut view| {
            most_urgent_first(&mut view.findings, self.today);
            view.findings
        }))
    }

    /// Returns the finding that a number of the overview names, or each where none is typed.
    pub(super) fn numbered(
        &mut self,
        case: &Case,
        which: &str,
    ) -> CommandResult<Option<Vec<Finding>>> {
        let Some(mut all) = self.findings(case)? else { return Ok(None) };
        if all.is_empty() {
            self.say("Nothing to do on this case.")?;
            return Ok(None);
        }
        if which.is_empty() {
            return Ok(Some(all));
        }
        let at = which.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        if let Some(at) = at.filter(|at| *at < all.len()) {
            return Ok(Some(vec![all.swap_remove(at)]));
        }
        self.say(&format!("Type a number from 1 to {}, as in the overview.", all.len()))?;
        Ok(None)
    }

    pub(super) fn overview(&mut self, case: &Case) -> CommandResult {
        self.say(&who(case))?;
        for (state, words) in
            [(StepState::Done, "Done"), (StepState::Now, "Now"), (StepState::Ahead, "To come")]
        {
            let steps = life::life(case, self.today).into_iter().filter(|s| s.state == state);
            let steps: Vec<String> = steps.map(|step| step.words).collect();
            if !steps.is_empty() {
                self.say(&format!("{words}: {}.", steps.join(", ")))?;
            }
        }
        let [home, host] = facts::placement(case, &|id| self.service.school_name(id));
        self.say(&format!("Placement: {home} to {host}."))?;
        self.say(&format!("Dates: {}.", facts::days(case)))?;
        self.say(&format!("Reviews: {}.", facts::reviews(case, dates::show_short).join(", ")))?;
        let attendance = self.attendance_so_far(case);
        self.say(&format!("Attendance: {attendance}."))?;
        self.say(&format!("Passport: {}.", facts::passport(case)))?;
        let Some(all) = self.findings(case)? else { return Ok(()) };
        if all.is_empty() {
            return self.say("Nothing to do on this case.");
        }
        for (i, finding) in all.iter().enumerate() {
            let due = due_words(finding.due, &finding.phrase);
            self.say(&format!(
                "To do {}: {}: {}{due}.",
                i + 1,
                finding.urgency(self.today).label(),
                finding.phrase
            ))?;
        }
        Ok(())
    }

    /// Returns the share of the sessions attended so far, and how it was before.
    fn attendance_so_far(&self, case: &Case) -> String {
        let registers = Registers::new(case, self.service.schools_of(case));
        let figures = registers.figures(self.today);
        if figures.possible() == 0 {
            return "no marks yet".to_owned();
        }
        let change = before::change(&before::total(&before::terms(case)), &figures);
        let change = change.map(|words| format!(". {}", words.trim_end_matches('.')));
        let so_far = format!("{} of {} sessions", figures.percent(), figures.possible());
        so_far + &change.unwrap_or_default()
    }

    /// Says the rule and the arithmetic behind one thing that a case needs, by its number in the
    /// overview, or behind each.
    pub(super) fn why(&mut self, case: &Case, which: &str) -> CommandResult {
        let Some(found) = self.numbered(case, which)? else { return Ok(()) };
        for finding in found {
            self.say(&format!("{} (rule {}).", finding.phrase, finding.rule.id))?;
            for line in &finding.why {
                self.say(&format!("  {line}"))?;
            }
        }
        Ok(())
    }

    /// Says who the people of a case are and how they are reached.
    pub(super) fn people(&mut self, case: &Case) -> CommandResult {
        let schools = self.service.all_schools();
        let all = people(case, |id| schools.get(id));
        if all.is_empty() {
            return self
                .say("No people yet. They come from the passport: parents, schools, agencies.");
        }
        for person in all {
            self.say(&format!("{}.", person.line()))?;
        }
        Ok(())
    }

    /// Says what was changed in a case, or who looked at it, newest first.
    pub(super) fn history(&mut self, case: &Case, which: &str) -> CommandResult {
        if which == "looked" {
            return self.looks(case);
        }
        let past = self.service.history(case.id);
        for entry in self.told(past)?.into_iter().flatten() {
            self.say(&format!("{}.", entry.line().trim_end_matches('.')))?;
        }
        Ok(())
    }

    /// Says what happened in a case, which day it is, and what is late, booked and due, as the
    /// timeline of the screen does.
    pub(super) fn timeline(&mut self, case: &Case) -> CommandResult {
        let Some(findings) = self.findings(case)? else { return Ok(()) };
        let all = items(case, &findings, self.today, TimelineFilter::All);
        if !all.iter().any(TimelineItem::is_stop) {
            return self.say("Nothing is recorded yet. Type record to begin.");
        }
        for item in all {
            match item {
                TimelineItem::Heading(_) => {}
                TimelineItem::Event(event) => {
                    let when = event.date.map_or_else(|| "no date".into(), dates::show_long);
                    let is_ahead = event.date.is_some_and(|day| day > self.today);
                    let booked = if is_ahead { ", booked" } else { "" };
                    let words = if event.words.is_empty() {
                        String::new()
                    } else {
                        format!(": {}", event.words)
                    };
                    self.say(&format!("{when}, {}{booked}{words}.", event.table.row_label))?;
                }
                TimelineItem::Today => {
                    self.say(&format!("Today is {}.", dates::show_long(self.today)))?;
                }
                TimelineItem::Due(n) => {
                    let Some(finding) = findings.get(n) else { continue };
                    let urgency = finding.urgency(self.today);
                    let on = urgency.day(finding.due, finding.task);
                    let when = on.map_or_else(|| "no date".into(), dates::show_long);
                    let state = if urgency.is_late() { "late" } else { "due" };
                    self.say(&format!("{when}, {state}: {}.", finding.phrase.beside(on)))?;
                }
            }
        }
        Ok(())
    }
}

/// Returns the reference, the child and the stage of a case.
pub(super) fn who(case: &Case) -> String {
    let name = case.text(field::CHILD_FULL_NAME);
    let born = case.date(field::CHILD_DOB);
    let born = born.map(|d| format!(", born {}", dates::format(d))).unwrap_or_default();
    let name = if name.is_empty() { "no name yet" } else { name };
    format!("{}, {name}{born}, {}.", case.id, stage(case).label())
}
