//! The jump list: questions of the open form by words of question or answer, or only the missing
//! ones.

use crate::domain::case::Case;
use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::value::Value;
use crate::ui::answer_text::answer_text;
use crate::ui::change::Changes;
use crate::ui::form::FormPane;
use crate::ui::form::editor::Editor;
use crate::ui::form::words;
use crate::ui::overlay::list_picker::ListPicker;
use crate::ui::pending::PickFor;
use crate::ui::session::Session;

impl FormPane {
    /// Opens the list of the form's lines: those that are missing, or all.
    pub(in crate::ui::form) fn jump_list(&self, missing_only: bool, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let items = items(&self.editor, case, missing_only, &|id| session.school_name(id));
        if items.is_empty() {
            return Changes::say(words::NOTHING_MISSING);
        }
        let title = if missing_only {
            words::missing_in_form(&items.len())
        } else {
            words::FIND_IN_FORM.to_owned()
        };
        let is_after = |v: &Value| v.as_number().is_some_and(|n| n >= self.editor.cursor as i64);
        let here = items.iter().position(|(v, _)| is_after(v)).unwrap_or(0);
        Changes::lay(ListPicker::new(title, items, PickFor::Line).at(here))
    }

    /// Puts the cursor on the line that was picked.
    pub fn go_to_line(&mut self, line: &Value) {
        let line = line.as_number().and_then(|n| usize::try_from(n).ok());
        self.editor.cursor = line.unwrap_or(self.editor.cursor);
    }
}

fn items(
    editor: &Editor,
    case: &Case,
    missing_only: bool,
    school: &dyn Fn(&str) -> String,
) -> Vec<(Value, String)> {
    let with = editor.shown(case);
    let mut section = "";
    let mut out = Vec::new();
    for (i, line) in editor.lines(case).iter().enumerate() {
        match line {
            OutlineLine::Section(label) => section = label,
            OutlineLine::Field { path: at, field, missing } if *missing || !missing_only => {
                let answer =
                    answer_text(&with, &field.kind, with.at(at), school).replace('\n', " ");
                let row = at
                    .row
                    .as_ref()
                    .and_then(|(t, r)| Some((crate::domain::forms::table(t)?, with.row(t, *r)?)));
                let of = row.filter(|_| matches!(editor.view, EditorView::Form { .. })).map_or(
                    String::new(),
                    |(table, cells)| {
                        let title =
                            table.fields.iter().find(|f| f.id == table.title).map(|f| &f.kind);
                        let words = title
                            .zip(cells.get(table.title))
                            .map_or(String::new(), |(kind, v)| answer_text(&with, kind, v, school));
                        format!("{}: ", if words.is_empty() { table.row_label } else { &words })
                    },
                );
                let mark = if *missing { "?" } else { " " };
                let safe = if field.safeguarding { words::OF_SAFEGUARDING } else { "" };
                let words = if missing_only {
                    format!("{mark} {of}{}{safe}   {section}", field.label)
                } else {
                    let answer = if answer.is_empty() { answer } else { format!(": {answer}") };
                    format!("{mark} {of}{}{answer}   {section}", field.label)
                };
                out.push((Value::Number(i as i64), words));
            }
            OutlineLine::Table { table, missing, .. } if *missing || !missing_only => {
                let mark = if *missing { "?" } else { " " };
                out.push((Value::Number(i as i64), format!("{mark} {}   {section}", table.label)));
            }
            OutlineLine::Field { .. } | OutlineLine::Table { .. } | OutlineLine::Row { .. } => {}
        }
    }
    out
}
