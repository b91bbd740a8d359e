//! The documents of a case: their list, their text, written into a folder, recorded as sent.

use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, CaseRef};
use crate::domain::document::{DocumentLine, DocumentOrder, FileFormat, MadeDocument};
use crate::domain::plural::pluralize;
use crate::linear::{CommandResult, Linear};

/// The most cases whose documents are written at once: they are held in memory until then.
const MAX_TAGGED: usize = 200;

impl Linear<'_> {
    /// Says every document of a case, how it stands, and when it was sent.
    pub(super) fn documents(&mut self, case: &Case) -> CommandResult {
        let all = self.service.papers(case.id, self.today);
        for line in self.told(all)?.into_iter().flatten() {
            let sent = line
                .sent
                .map(|day| format!(", sent {}", dates::show_long(day)))
                .unwrap_or_default();
            let state = line.state();
            let state = state.split_once(' ').map_or(state.as_str(), |(_, word)| word);
            self.say(&format!("{}, {state}{sent}: {}.", line.label, line.purpose))?;
        }
        self.say("Type make paper and a name to create one, or preview paper to hear it.")
    }

    /// Returns the document that words name; asks which where several do.
    fn paper(&mut self, case: CaseRef, words: &str) -> CommandResult<Option<DocumentLine>> {
        let all = self.service.papers(case, self.today);
        let Some(mut all) = self.told(all)? else { return Ok(None) };
        let wanted = words.to_lowercase();
        if all.iter().any(|l| l.kind == wanted) {
            all.retain(|l| l.kind == wanted);
        } else {
            let fits = |text: &str| wanted.split_whitespace().all(|w| text.contains(w));
            all.retain(|l| fits(&l.label.to_lowercase()));
        }
        if all.is_empty() {
            self.say(&format!(
                "There is no document called \"{words}\". Type documents for a list."
            ))?;
            return Ok(None);
        }
        let at = if all.len() == 1 {
            0
        } else {
            let labels: Vec<String> = all.iter().map(|l| l.label.clone()).collect();
            let Some(at) = self.choose("Which document?", &labels)? else { return Ok(None) };
            at
        };
        Ok(Some(all.swap_remove(at)))
    }

    /// Returns the review that a document is for, asked where more than one would fit.
    fn review(&mut self, line: &DocumentLine) -> CommandResult<Option<usize>> {
        if line.reviews.len() < 2 {
            return Ok(None);
        }
        let labels: Vec<String> = line.reviews.iter().map(ToString::to_string).collect();
        Ok(self.choose("For which review?", &labels)?.map(|i| line.reviews[i].number))
    }

    fn order(
        &self,
        line: &DocumentLine,
        review: Option<usize>,
        format: FileFormat,
    ) -> DocumentOrder {
        DocumentOrder {
            kind: line.kind.clone(),
            audience: line.audience,
            blank: line.blank,
            review,
            format,
            draft: false,
            date: self.today,
        }
    }

    /// Makes the document that words name; says why where it cannot be made.
    fn made(
        &mut self,
        case: &Case,
        words: &str,
        format: FileFormat,
    ) -> CommandResult<Option<(DocumentLine, MadeDocument)>> {
        let Some(line) = self.paper(case.id, words)? else { return Ok(None) };
        if let Some(why) = &line.refused {
            self.say(why)?;
            return Ok(None);
        }
        let review = self.review(&line)?;
        let made = self.service.make_paper(Some(case.id), &self.order(&line, review, format));
        Ok(self.told(made)?.map(|made| (line, made)))
    }

    /// Says a document's text, and before it what is missing.
    pub(super) fn preview_paper(&mut self, case: &Case, words: &str) -> CommandResult {
        let Some((_, made)) = self.made(case, words, FileFormat::Text)? else { return Ok(()) };
        for note in &made.notes {
            self.say(&format!("Note: {note}"))?;
        }
        for missing in &made.missing {
            self.say(&format!("Missing: {}.", missing.words))?;
        }
        for line in made.preview.lines() {
            self.say(line)?;
        }
        Ok(())
    }

    /// Names the folder for the documents of this session.
    pub(super) fn paper_folder(&mut self, folder: &str) -> CommandResult {
        if folder.is_empty() {
            return self.say("Type the folder too, as in paper folder ~/letters.");
        }
        folder.clone_into(&mut self.folder);
        self.say(&format!("Documents will be created in {folder} until you quit."))
    }

    /// Returns the folder for documents, asked where none is known; none where the officer leaves.
    fn folder(&mut self) -> CommandResult<Option<String>> {
        if self.folder.is_empty() {
            let typed = self.ask("Into which folder? ")?;
            if typed.trim().is_empty() || super::ask::leaves(&typed) {
                self.say("Nothing created.")?;
                return Ok(None);
            }
            typed.trim().clone_into(&mut self.folder);
        }
        Ok(Some(self.folder.clone()))
    }

    /// Writes a document into a folder; one that may not go out yet only as a draft, once that is
    /// confirmed.
    pub(super) fn make_paper(&mut self, case: &Case, words: &str) -> CommandResult {
        let Some((_, made)) = self.made(case, words, FileFormat::Docx)? else { return Ok(()) };
        if let Some(why) = made.why_draft() {
            self.say(&format!("This cannot be sent yet. {why}"))?;
            if !self.is_yes("Create a draft?")? {
                return self.say("Nothing created.");
            }
        }
        let Some(folder) = self.folder()? else { return Ok(()) };
        match self.files.folder(&folder).and_then(|at| at.write_copies(&made.copies)) {
            Ok(paths) => {
                for path in paths {
                    self.say(&format!("Created: {}.", path.display()))?;
                }
                for note in &made.notes {
                    self.say(note)?;
                }
                self.say("Once sent, type paper sent and its name.")
            }
            Err(error) => {
                self.folder.clear();
                self.not_done(&error)
            }
        }
    }

    /// Records a document as sent today.
    pub(super) fn paper_sent(&mut self, case: &Case, words: &str) -> CommandResult {
        let Some((_, made)) = self.made(case, words, FileFormat::Docx)? else { return Ok(()) };
        if made.draft {
            let why = made.why_draft().unwrap_or_default();
            return self.say(&format!("This is a draft and cannot be marked as sent. {why}"));
        }
        let mut next = case.next_row();
        let mut edits = made.record;
        for edit in &mut edits {
            if let Edit::AddRow { row, .. } = edit {
                *row = next;
                next += 1;
            }
        }
        if edits.is_empty() {
            return self.say("This document cannot be marked as sent.");
        }
        self.change(CaseChange { case: case.id, edits }, None)
    }

    /// Writes one document for every tagged case of the list.
    pub(super) fn paper_for_all(&mut self, words: &str) -> CommandResult {
        let Some(cases) = self.tagged()? else { return Ok(()) };
        let Some(first) = cases.first().copied() else { return Ok(()) };
        if cases.len() > MAX_TAGGED {
            return self.say(&format!(
                "You have selected {}. Documents can be created for at most {MAX_TAGGED} at once.",
                pluralize(cases.len(), "case")
            ));
        }
        let Some(line) = self.paper(first, words)? else { return Ok(()) };
        let order = self.order(&line, None, FileFormat::Docx);
        let (mut copies, mut count) = (Vec::new(), 0);
        for id in cases {
            match self.service.make_paper(Some(id), &order) {
                Ok(made) => {
                    if made.draft {
                        self.say(&format!("{id}: a draft."))?;
                    }
                    count += 1;
                    copies.extend(made.copies);
                }
                Err(error) => self.say(&format!("{id}: left out. {error}"))?,
            }
        }
        let question = format!(
            "{}: create {} for {}?",
            line.label,
            pluralize(copies.len(), "file"),
            pluralize(count, "case")
        );
        if count == 0 || !self.is_yes(&question)? {
            return self.say("Nothing created.");
        }
        let Some(folder) = self.folder()? else { return Ok(()) };
        match self.files.folder(&folder).and_then(|at| at.write_copies(&copies)) {
            Ok(paths) => self.say(&format!(
                "{} created in {folder}. Type act on selected to mark them as sent.",
                pluralize(paths.len(), "file")
            )),
            Err(error) => {
                self.folder.clear();
                self.not_done(&error)
            }
        }
    }
}
