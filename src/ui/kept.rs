//! Texts that were typed and not saved: each is offered where it was typed, and undo brings back
//! the one that was left last.

use std::collections::BTreeMap;

use crate::api::{Draft, Request};
use crate::domain::case::{Case, CaseRef, FieldPath, RowId};
use crate::domain::rules::override_rule;

/// The texts that are kept, as the service keeps them on disk too.
#[derive(Debug, Default)]
pub struct KeptTexts {
    all: BTreeMap<(CaseRef, FieldPath), Draft>,
    /// Lines that search, or answer a prompt, by what is asked; these last as long as the session.
    lines: BTreeMap<String, String>,
    /// The text that was left last, while nothing was changed since.
    left: Option<(CaseRef, FieldPath)>,
}

impl KeptTexts {
    /// Takes the texts of earlier sessions.
    pub fn load(&mut self, all: &[Draft]) {
        self.all = all.iter().map(|d| ((d.case, d.path.clone()), d.clone())).collect();
    }

    /// Forgets every text of a case that is not open to the officer any more; the service keeps them.
    pub fn forget_case(&mut self, case: CaseRef) {
        self.all.retain(|(of, _), _| *of != case);
        self.left.take_if(|(of, _)| *of == case);
    }

    /// Takes note of what is asked of the service: a text to be kept or dropped, or a change.
    pub fn note(&mut self, request: &Request) {
        match request {
            Request::SaveDraft(draft) => {
                let key = (draft.case, draft.path.clone());
                if draft.cursor.is_none() && !is_asked_again(&draft.path) {
                    self.left = Some(key.clone());
                }
                self.all.insert(key, draft.clone());
            }
            Request::DiscardDraft { case, at } => {
                let key = (*case, at.clone());
                self.all.remove(&key);
                self.left.take_if(|left| *left == key);
            }
            Request::Change { .. } | Request::RecordForAll(_) => self.left = None,
            _ => {}
        }
    }

    /// Returns the text that is kept for an answer.
    pub fn at(&self, case: CaseRef, place: &FieldPath) -> Option<&Draft> {
        self.all.get(&(case, place.clone()))
    }

    /// Returns the texts of one row.
    pub fn of_row(&self, case: CaseRef, table: &str, row: RowId) -> Vec<Draft> {
        let is_its = |d: &&Draft| {
            d.case == case && d.path.row.as_ref().is_some_and(|(t, r)| t == table && *r == row)
        };
        self.all.values().filter(is_its).cloned().collect()
    }

    /// Returns the row of an event that was begun in a case and left before it was saved.
    pub fn begun(&self, case: &Case, table: &str) -> Option<RowId> {
        self.all.values().filter(|d| d.case == case.id).find_map(|d| {
            let (of, row) = d.path.row.as_ref()?;
            (of == table && case.row(of, *row).is_none()).then_some(*row)
        })
    }

    /// Returns the text of a case that was left last, once; none after any other change.
    pub fn take_left(&mut self, case: Option<CaseRef>) -> Option<Draft> {
        let key = self.left.take_if(|(of, _)| Some(*of) == case)?;
        self.all.get(&key).cloned()
    }

    /// Keeps a line that was typed into a prompt and left; an empty one is forgotten.
    pub fn keep_line(&mut self, asked: String, line: String) {
        if line.is_empty() {
            self.lines.remove(&asked);
        } else {
            self.lines.insert(asked, line);
        }
    }

    /// Returns the line that was typed into a prompt and left, over the open case if one is.
    pub fn line(&self, case: Option<CaseRef>, asked: &str) -> Option<&str> {
        let of_case = || self.at(case?, &line_place(asked));
        let line = self.lines.get(asked).map(String::as_str);
        line.or_else(|| of_case().map(|kept| kept.text.as_str()))
    }
}

/// How the place of a line begins that answers a prompt; no field is called so.
const LINE: &str = "line: ";

/// Returns where the line of a prompt is kept that is asked over a case: it outlives the session, as
/// every answer does.
pub fn line_place(asked: &str) -> FieldPath {
    FieldPath::case(format!("{LINE}{asked}"))
}

/// Returns the place after the last letter of a text, in lines and characters: where its cursor is
/// taken to be that is kept while it is typed.
pub fn end_of(text: &str) -> (u32, u32) {
    let column = text.rsplit('\n').next().unwrap_or_default().chars().count();
    (text.matches('\n').count() as u32, column as u32)
}

/// Returns whether a text is asked for again by what it belongs to, so that it is offered nowhere
/// else: the line of a prompt, and a reason, which belongs to the change that it lets through.
pub fn is_asked_again(place: &FieldPath) -> bool {
    place.field.starts_with(LINE)
        || place.row.as_ref().is_some_and(|(table, _)| table == override_rule::TABLE)
}
