//! What was typed and not saved: kept on disk as the screen keeps it, and offered where it is asked
//! for again.

use crate::api::Draft;
use crate::domain::case::{Case, CaseRef, FieldPath, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::Table;
use crate::linear::{CommandResult, Linear};

/// The most characters of a kept text that are read out.
const READ: usize = 60;

impl Linear<'_> {
    /// Keeps a text on disk; `is_typed` where it was in the middle of being typed, and the next
    /// session begins with it.
    pub(super) fn keep(
        &mut self,
        case: CaseRef,
        at: &FieldPath,
        text: &str,
        is_typed: bool,
    ) -> CommandResult {
        let end = text.lines().last().map_or(0, |line| line.chars().count());
        let row = text.lines().count().saturating_sub(1);
        let cursor = is_typed.then_some((row as u32, end as u32));
        let draft = Draft { case, path: at.clone(), text: text.to_owned(), cursor };
        let kept = self.service.save_draft(draft);
        self.told(kept).map(drop)
    }

    /// Forgets a text that was saved.
    pub(super) fn forget(&mut self, case: CaseRef, at: &FieldPath) -> CommandResult {
        let dropped = self.service.discard_draft(case, at);
        self.told(dropped).map(drop)
    }

    /// Returns the text that is kept for an answer.
    pub(super) fn kept(&mut self, case: CaseRef, at: &FieldPath) -> Option<String> {
        let mut all = self.service.drafts().ok()?.into_iter();
        all.find(|draft| draft.case == case && draft.path == *at).map(|draft| draft.text)
    }

    /// Says that a text is kept for an answer, and how it is taken.
    pub(super) fn offer(&mut self, kept: Option<&str>) -> CommandResult {
        let Some(text) = kept else { return Ok(()) };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let more = if words.chars().count() > READ { " and more" } else { "" };
        let words: String = words.chars().take(READ).collect();
        self.say(&format!("Typed here before and not saved: {words}{more}. Type = to use it."))
    }

    /// Says which texts were being typed when a session ended.
    pub(super) fn say_kept(&mut self) -> CommandResult {
        let drafts = self.service.drafts().unwrap_or_default();
        for draft in drafts.into_iter().filter(|draft| draft.cursor.is_some()) {
            let Some((_, field)) = forms::any_field(&draft.path.field) else { continue };
            let id = draft.case;
            self.say(&format!(
                "{id}: you were typing \"{}\" when the session ended. It is offered where that is asked again.",
                field.label
            ))?;
        }
        Ok(())
    }

    /// Returns the answers of an event that was begun in a case and left, and its row; none where
    /// there is none, or it is begun afresh.
    pub(super) fn begun(
        &mut self,
        case: &Case,
        table: &'static Table,
    ) -> CommandResult<Option<(RowId, RowValues)>> {
        let drafts = self.service.drafts().unwrap_or_default().into_iter();
        let all: Vec<(RowId, Draft)> = drafts
            .filter(|draft| draft.case == case.id)
            .filter_map(|draft| {
                let (of, row) = draft.path.row.clone()?;
                (of == table.id && case.row(&of, row).is_none()).then_some((row, draft))
            })
            .collect();
        let Some(row) = all.first().map(|(row, _)| *row) else { return Ok(None) };
        if !self.is_yes(&format!("You began a {} and left it. Go on with it?", table.row_label))? {
            if !self.has_left {
                self.forget_row(case.id, table, row)?;
            }
            return Ok(None);
        }
        let mut cells = RowValues::new();
        for (_, draft) in all.iter().filter(|(of, _)| *of == row) {
            let id = &draft.path.field;
            if let Some((_, field)) = forms::any_field(id)
                && let Ok(read) = parse::parse(&field.kind, &draft.text, self.today)
            {
                cells.insert(id.clone(), read.value);
            }
        }
        Ok(Some((row, cells)))
    }

    /// Keeps the answers of an event that is not recorded yet.
    pub(super) fn keep_row(
        &mut self,
        case: CaseRef,
        table: &Table,
        row: RowId,
        cells: &RowValues,
    ) -> CommandResult {
        for field in table.fields {
            if let Some(value) = cells.get(field.id) {
                let text = parse::format(&field.kind, value);
                self.keep(case, &FieldPath::row(table.id, row, field.id), &text, false)?;
            }
        }
        Ok(())
    }

    /// Forgets the answers of an event that was recorded, or is begun afresh.
    pub(super) fn forget_row(&mut self, case: CaseRef, table: &Table, row: RowId) -> CommandResult {
        for field in table.fields {
            self.forget(case, &FieldPath::row(table.id, row, field.id))?;
        }
        Ok(())
    }
}
