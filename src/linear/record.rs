//! Records an event by asking its questions in turn.

use std::collections::BTreeSet;

use crate::domain::case::edit::Edit;
use crate::domain::case::outline::{EditorView, OutlineLine, lines};
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::schema::{FieldKind, Table};
use crate::domain::prefill::defaults::default_cells;
use crate::domain::rules::Finding;
use crate::domain::value::Value;
use crate::linear::ask::leaves;
use crate::linear::form::Answered;
use crate::linear::{CommandResult, Linear};

/// What is said where an event is left.
pub(super) const LEFT: &str =
    "Nothing recorded. What you answered is kept: record the same again to continue.";

impl Linear<'_> {
    /// Asks which event, then its questions, then whether to save it.
    pub(super) fn record(&mut self, case: &Case, which: &str) -> CommandResult {
        match self.event(which)? {
            Some(table) => self.record_table(case, table, None),
            None => Ok(()),
        }
    }

    /// Returns the event that words name; asks which where several do.
    pub(super) fn event(&mut self, which: &str) -> CommandResult<Option<&'static Table>> {
        let typed = if which.is_empty() {
            let typed = self.ask("Which event? Words of its name, or ? for a list: ")?;
            if typed.trim().is_empty() || leaves(&typed) {
                self.say("Nothing recorded.")?;
                return Ok(None);
            }
            if typed.trim() == "?" { String::new() } else { typed }
        } else {
            which.to_owned()
        };
        let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
        let fits = |t: &&'static Table| {
            words.iter().all(|w| {
                t.label.to_lowercase().contains(w) || t.row_label.to_lowercase().contains(w)
            })
        };
        let found: Vec<&'static Table> = forms::recordable_events().filter(fits).collect();
        match found.as_slice() {
            [] => self
                .say("There is no event called that. Type record and then ? for a list.")
                .map(|()| None),
            [one] => Ok(Some(*one)),
            _ => {
                let labels: Vec<String> = found.iter().map(|t| t.label.to_owned()).collect();
                let Some(i) = self.choose("Record which?", &labels)? else {
                    self.say("Nothing recorded.")?;
                    return Ok(None);
                };
                Ok(Some(found[i]))
            }
        }
    }

    /// Asks the questions of an event, with what is most likely meant; `settles` is what the
    /// officer deals with.
    pub(super) fn record_table(
        &mut self,
        case: &Case,
        table: &'static Table,
        settles: Option<&Finding>,
    ) -> CommandResult {
        let Some(asked) = self.findings(case)? else { return Ok(()) };
        let cells = default_cells(case, table, &asked, settles, self.today);
        self.record_row(case, table, cells)
    }

    /// Asks the questions of a new event, then whether to save it.
    pub(super) fn record_row(
        &mut self,
        case: &Case,
        table: &'static Table,
        cells: RowValues,
    ) -> CommandResult {
        self.say(&format!("{}. Enter goes on, - clears, ? helps, . or back ends.", table.label))?;
        let begun = self.begun(case, table)?;
        if std::mem::take(&mut self.has_left) {
            return self.say("Nothing recorded.");
        }
        let (row, cells) = begun.unwrap_or((case.unsaved_row(), cells));
        match self.service.may_record(case.id, table.id.to_owned(), cells.clone()) {
            Ok(None) => {}
            Ok(Some(blocked)) => self.say(&blocked.warning())?,
            Err(error) => return self.not_done(&error),
        }
        let Some(cells) = self.cells(case, (table, row), cells)? else { return self.say(LEFT) };
        if !self.is_yes(&format!("Record this {}?", table.row_label))? {
            return self.say(LEFT);
        }
        self.store(case.id, vec![Edit::AddRow { table: table.id.to_owned(), row, cells }])?;
        self.forget_row(case.id, table, row)
    }

    /// Asks the questions of a row that is not stored yet; none where the officer ends them early
    /// or leaves one unanswered that is asked.
    pub(super) fn cells(
        &mut self,
        case: &Case,
        (table, row): (&'static Table, RowId),
        mut cells: RowValues,
    ) -> CommandResult<Option<RowValues>> {
        let view = EditorView::Row { table: table.id.to_owned(), row };
        let mut done = BTreeSet::new();
        loop {
            let mut shown = case.clone();
            shown.rows.entry(table.id.to_owned()).or_default().insert(row, cells.clone());
            let all = lines(&shown, &view);
            let next = all.iter().find_map(|l| match l {
                OutlineLine::Field { path: at, field, .. }
                    if field.kind != FieldKind::ReadOnly && !done.contains(field.id) =>
                {
                    Some((at.clone(), *field))
                }
                _ => None,
            });
            let Some((at, field)) = next else {
                let missing: Vec<&str> = all
                    .iter()
                    .filter_map(|l| {
                        if let OutlineLine::Field { missing: true, field, .. } = l {
                            Some(field.label)
                        } else {
                            None
                        }
                    })
                    .collect();
                if missing.is_empty() {
                    return Ok(Some(cells));
                }
                self.say(&format!("Not answered yet: {}.", missing.join(", ")))?;
                if !self.is_yes("Answer now?")? {
                    return Ok(None);
                }
                for line in &all {
                    if let OutlineLine::Field { missing: true, field, .. } = line {
                        done.remove(field.id);
                    }
                }
                continue;
            };
            done.insert(field.id);
            match self.question(&shown, &at, field)? {
                Answered::Stop => return Ok(None),
                Answered::Next => {}
                Answered::Set(Value::Empty) => drop(cells.remove(field.id)),
                Answered::Set(value) => drop(cells.insert(field.id.to_owned(), value)),
            }
            self.keep_row(case.id, table, row, &cells)?;
        }
    }
}
