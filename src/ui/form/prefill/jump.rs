//! The jump list: questions of the open form by words of question or answer, or only the missing
//! ones.

use crate::domain::case::Case;
use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::value::Value;
use crate::ui::form::editor::{Editor, shown};
use crate::ui::overlay::list_picker::{ListPicker, PickFor};
use crate::ui::{App, DrawContext};

impl App {
    /// Opens the list of the form's lines: those that are missing, or all.
    pub(in crate::ui) fn jump(&mut self, missing_only: bool) {
        let Some(case) = self.case.clone() else { return };
        let items = items(&self.editor, &case, missing_only, &|id| self.school_name(id), self);
        if items.is_empty() {
            return self.say("Nothing is missing in this form.");
        }
        let title = if missing_only {
            format!("Missing in this form: {}", items.len())
        } else {
            "Find in this form".to_owned()
        };
        let at = items
            .iter()
            .position(|(v, _)| v.as_number().is_some_and(|n| n >= self.editor.at as i64))
            .unwrap_or(0);
        self.lay(ListPicker::new(title, items, PickFor::Line).at(at));
    }
}

fn items(
    editor: &Editor,
    case: &Case,
    missing_only: bool,
    school: &dyn Fn(&str) -> String,
    ui: &App,
) -> Vec<(Value, String)> {
    let keys = |action| ui.key_words(action);
    let look = DrawContext { theme: &ui.theme, today: ui.today, school, deal: "", key: &keys };
    let with = editor.shown(case);
    let mut section = "";
    let mut out = Vec::new();
    for (i, line) in editor.lines(case).iter().enumerate() {
        match line {
            OutlineLine::Section(label) => section = label,
            OutlineLine::Field { at, field, missing } if *missing || !missing_only => {
                let answer = shown(&with, &field.kind, with.at(at), &look).replace('\n', " ");
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
                            .map_or(String::new(), |(kind, v)| shown(&with, kind, v, &look));
                        format!("{}: ", if words.is_empty() { table.row_label } else { &words })
                    },
                );
                let mark = if *missing { "?" } else { " " };
                let safe = if field.safeguarding { " · safeguarding" } else { "" };
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
