//! One case in lines: what is next, why, and its history.

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::outline::{EditorView, completeness, events};
use crate::domain::case::stage::stage;
use crate::domain::forms::field;
use crate::domain::rules::Finding;
use crate::linear::{CommandResult, Linear, due_words};

impl Linear<'_> {
    /// Returns what a case lacks, soonest first; says why where that cannot be read.
    pub(super) fn findings(&mut self, case: &Case) -> CommandResult<Option<Vec<Finding>>> {
        let view = self.owner.case(case.id);
        Ok(self.told(view)?.map(|view| view.findings))
    }

    pub(super) fn overview(&mut self, case: &Case) -> CommandResult {
        let name = case.text(field::CHILD_FULL_NAME);
        let born = case
            .date(field::CHILD_DOB)
            .map(|d| format!(", born {}", dates::format(d)))
            .unwrap_or_default();
        self.say(&format!(
            "{}, {}{born}, {}.",
            case.id,
            if name.is_empty() { "no name yet" } else { name },
            stage(case).label()
        ))?;
        for (words, field) in
            [("Home school", field::SCHOOL_HOME.id), ("Host school", field::SCHOOL_HOST.id)]
        {
            let id = case.answer(field).as_text();
            let school =
                if id.is_empty() { "not chosen".to_owned() } else { self.owner.school_name(id) };
            self.say(&format!("{words}: {school}."))?;
        }
        let done = completeness(case, &EditorView::Form { form: 1, row: None });
        self.say(&format!(
            "Passport: {} per cent, {} of {} answers.",
            done.percent(),
            done.answered,
            done.wanted
        ))?;
        let Some(all) = self.findings(case)? else { return Ok(()) };
        if all.is_empty() {
            return self.say("Nothing is asked of this case.");
        }
        for finding in all {
            let due = due_words(finding.due, &finding.phrase);
            self.say(&format!(
                "Next: {}: {}{due}.",
                finding.urgency(self.today).label(),
                finding.phrase
            ))?;
        }
        Ok(())
    }

    pub(super) fn why(&mut self, case: &Case) -> CommandResult {
        for finding in self.findings(case)?.into_iter().flatten() {
            self.say(&format!("{}, by {}.", finding.phrase, finding.rule.id))?;
            for line in &finding.why {
                self.say(&format!("  {line}"))?;
            }
        }
        Ok(())
    }

    pub(super) fn timeline(&mut self, case: &Case) -> CommandResult {
        let all = events(case);
        if all.is_empty() {
            return self.say("Nothing is recorded yet. Type record to begin.");
        }
        for event in all {
            let when = event.date.map_or_else(|| "no date".into(), dates::show_long);
            let words =
                if event.words.is_empty() { String::new() } else { format!(": {}", event.words) };
            self.say(&format!("{when}, {}{words}.", event.table.row_label))?;
        }
        Ok(())
    }
}
