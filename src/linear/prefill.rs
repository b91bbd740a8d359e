//! Suggestions of earlier cases and of transfer files, read line by line and taken by number.

use std::collections::BTreeSet;

use crate::domain::case::Case;
use crate::domain::forms::FORMS;
use crate::domain::prefill::{self, Compared, Source, Standing, same_case};
use crate::files::MAX_TRANSFER;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Offers what earlier cases of the same child, and other forms of this one, say.
    pub(super) fn prefill(&mut self, case: &Case) -> CommandResult {
        let sources = self.service.earlier_cases(case.id);
        let Some(mut sources) = self.told(sources)? else { return Ok(()) };
        for form in FORMS {
            let row = form.row_of.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
            let beside = same_case::offers(case, form.id, row);
            if !beside.offers.is_empty() {
                sources.push(beside);
            }
        }
        self.suggestions(
            &sources,
            "No other case or form has more about this child. Type transfer and a file to read a transfer file.",
        )
    }

    /// Offers what a Common Transfer File says.
    pub(super) fn transfer(&mut self, case: &Case, file: &str) -> CommandResult {
        let file = if file.is_empty() { self.ask("File: ")? } else { file.to_owned() };
        let Some(bytes) = self.told(self.files.read(file.trim(), MAX_TRANSFER))? else {
            return Ok(());
        };
        let sources = self.service.transfer(case.id, self.today, &bytes);
        let Some(sources) = self.told(sources)? else { return Ok(()) };
        self.suggestions(&sources, "The file has nothing new for this case.")
    }

    fn suggestions(&mut self, sources: &[Source], none: &str) -> CommandResult {
        if sources.is_empty() {
            return self.say(none);
        }
        for source in sources {
            // What was taken from one source no longer counts as new in the next.
            let Some(case) = self.case()? else { return Ok(()) };
            self.one_source(&case, source)?;
            if std::mem::take(&mut self.has_left) {
                break;
            }
        }
        Ok(())
    }

    fn one_source(&mut self, case: &Case, source: &Source) -> CommandResult {
        let lines = prefill::compare(case, &source.offers, &|id| self.service.school_name(id));
        self.say(&format!("From {}, {}.", source.from, source.child))?;
        for note in &source.notes {
            self.say(note)?;
        }
        let open: Vec<&Compared> = lines.iter().filter(|l| l.state.can_be_taken()).collect();
        if open.is_empty() {
            return self.say("It is all there already.");
        }
        for (i, line) in open.iter().enumerate() {
            self.say(&format!("{}. {}", i + 1, words(line)))?;
        }
        let typed = self.ask("Which ones? Numbers, new for all new ones, or Enter for none: ")?;
        if super::ask::leaves(&typed) {
            self.has_left = true;
            return self.say("Nothing filled in.");
        }
        let taken: Vec<&Compared> = match typed.trim() {
            "" => Vec::new(),
            "new" => open.iter().filter(|l| l.state == Standing::New).copied().collect(),
            numbers => {
                let numbers: Option<BTreeSet<usize>> = numbers
                    .split([' ', ','])
                    .filter(|w| !w.is_empty())
                    .map(|w| w.parse().ok().filter(|n| (1..=open.len()).contains(n)))
                    .collect();
                let Some(numbers) = numbers else {
                    return self.say(&format!(
                        "Type numbers from 1 to {}. Nothing filled in.",
                        open.len()
                    ));
                };
                numbers.iter().map(|n| open[n - 1]).collect()
            }
        };
        match prefill::change(case, &taken) {
            Some(change) => self.change(change, Some("filled from other records".into())),
            None => self.say("Nothing filled in."),
        }
    }
}

/// Returns an offer as a sentence: how it stands, what is offered, and what stands now.
fn words(line: &Compared) -> String {
    let flat = |text: &str| text.replace('\n', ", ");
    let was = if line.stands.is_empty() {
        String::new()
    } else {
        format!("; now {}", flat(&line.stands))
    };
    let check = if line.check.is_empty() { String::new() } else { format!(" {}", line.check) };
    let (_, state) = line.state.mark_and_label();
    format!("{state}, {}: {}{was}.{check}", line.label, flat(&line.offers))
}
