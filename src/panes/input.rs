//! Keys: what lies over the panes takes them first, then the keymap names an action, then the pane with the focus acts.

use super::{Editor, Over, Pane, Picker, Ui};
use crate::app::actions::{Action, Scope};
use crate::app::keys::{Code, Key};
use crate::domain::case::{Cells, Side};
use crate::domain::duties::duties;
use crate::domain::edit::{CaseChange, Edit};
use crate::domain::forms;
use crate::domain::outline::{Line, View};
use crate::domain::schema::Kind;
use crate::domain::value::Value;
use crate::wire::{Reply, Request};
use tui_textarea::{Input, Key as TextKey};

impl Ui {
    /// Returns the scopes in which the next key is looked up, the innermost first.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        match &self.over {
            Some(Over::Typing(_)) => return vec![Scope::Text],
            Some(_) => return vec![Scope::Form],
            None => {}
        }
        let own = match self.pane {
            Pane::Cases | Pane::Overview => Scope::Cases,
            Pane::Passport if self.editor.pending.is_some() => return vec![Scope::Form, Scope::Passport, Scope::Global],
            Pane::Passport => Scope::Passport,
            Pane::Timeline => Scope::Timeline,
            Pane::Attendance => Scope::Attendance,
        };
        vec![own, Scope::Global]
    }

    /// Takes pasted text: into the text being typed, or the filter; anywhere else it does nothing.
    pub fn on_paste(&mut self, text: &str) -> Vec<Request> {
        if let Some(Over::Typing(mut typing)) = self.over.take() {
            typing.paste(text);
            let out = self.keep(&typing);
            self.over = Some(Over::Typing(typing));
            return out;
        }
        if self.cases.finding {
            self.cases.filter.push_str(&text.replace(['\r', '\n'], " "));
        }
        Vec::new()
    }

    /// Takes one key; returns what is to be asked of the owner, in order.
    pub fn on_key(&mut self, key: Key) -> Vec<Request> {
        match self.over.take() {
            Some(over) => self.key_over(over, key),
            None if self.cases.finding => self.key_filter(key),
            None => {
                if self.pane == Pane::Attendance
                    && let Some(out) = self.key_code(key)
                {
                    return out;
                }
                match self.keymap.lookup(&self.scopes(), key) {
                    Some(action) => self.act(action),
                    None => {
                        self.refuse(format!("{key} does nothing here. ? shows the keys."));
                        Vec::new()
                    }
                }
            }
        }
    }

    fn key_filter(&mut self, key: Key) -> Vec<Request> {
        match key.code {
            Code::Enter => self.cases.finding = false,
            Code::Esc => {
                self.cases.finding = false;
                self.cases.filter.clear();
            }
            Code::Backspace => {
                self.cases.filter.pop();
            }
            Code::Down => self.cases.step(1),
            Code::Up => self.cases.step(-1),
            Code::Char(c) if !key.ctrl => {
                self.cases.filter.push(c);
                self.cases.at = 0;
            }
            _ => {}
        }
        self.cases.step(0);
        self.cases.current().map(|s| s.id).map_or_else(Vec::new, |id| self.look_at(id))
    }

    fn key_over(&mut self, over: Over, key: Key) -> Vec<Request> {
        match over {
            Over::Help { top } => {
                match key.code {
                    Code::Down | Code::Char('j') => self.over = Some(Over::Help { top: top + 1 }),
                    Code::Up | Code::Char('k') => self.over = Some(Over::Help { top: top.saturating_sub(1) }),
                    Code::PageDown | Code::Char(' ') => self.over = Some(Over::Help { top: top + 10 }),
                    Code::PageUp => self.over = Some(Over::Help { top: top.saturating_sub(10) }),
                    _ => {}
                }
                Vec::new()
            }
            Over::Why(_) => Vec::new(),
            Over::Typing(typing) => self.key_typing(typing, key),
            Over::Choose { at, picker } => match self.key_picker(picker, key) {
                Picked::Not(picker) => {
                    self.over = Some(Over::Choose { at, picker });
                    Vec::new()
                }
                Picked::Left => Vec::new(),
                Picked::Took(value) => self.put_answer(&at, value),
            },
            Over::Record(picker) => match self.key_picker(picker, key) {
                Picked::Not(picker) => {
                    self.over = Some(Over::Record(picker));
                    Vec::new()
                }
                Picked::Left => Vec::new(),
                Picked::Took(value) => self.begin_event(value.as_text()),
            },
            Over::Remove { table, row } => {
                if key.code == Code::Char('y') {
                    let Some(case) = &self.case else { return Vec::new() };
                    let Some(cells) = case.row(table.id, row).cloned() else { return Vec::new() };
                    let edit = Edit::RemoveRow { table: table.id.to_owned(), row, cells };
                    return vec![Request::Change { change: CaseChange { case: case.id, edits: vec![edit] }, why: None }];
                }
                self.say("Nothing was removed.");
                Vec::new()
            }
        }
    }

    fn key_picker(&self, mut picker: Picker, key: Key) -> Picked {
        match key.code {
            Code::Esc => return Picked::Left,
            Code::Enter => {
                if let Some(value) = picker.chosen() {
                    return Picked::Took(value);
                }
            }
            Code::Down => picker.step(1),
            Code::Up => picker.step(-1),
            Code::PageDown => picker.step(10),
            Code::PageUp => picker.step(-10),
            Code::Backspace => {
                picker.letters.pop();
                picker.at = 0;
            }
            Code::Char(c) if !key.ctrl => {
                picker.letters.push(c);
                picker.at = 0;
            }
            _ => {}
        }
        Picked::Not(picker)
    }

    fn key_typing(&mut self, mut typing: Box<super::Typing>, key: Key) -> Vec<Request> {
        let accepts = (key.code == Code::Enter && !typing.is_long()) || (key.ctrl && key.code == Code::Char('o'));
        if accepts {
            return self.accept(typing);
        }
        if key.code == Code::Esc {
            self.say("Left as it was.");
            return self.forget(&typing.at);
        }
        let before = typing.text();
        typing.area.input(to_input(key));
        typing.fault.clear();
        let out = if typing.text() == before { Vec::new() } else { self.keep(&typing) };
        self.over = Some(Over::Typing(typing));
        out
    }

    /// Takes a key of the attendance grid that is (part of) a code; none where it is an action.
    fn key_code(&mut self, key: Key) -> Option<Vec<Request>> {
        let Code::Char(c) = key.code else { return None };
        if key.ctrl {
            return None;
        }
        if let Some(first) = self.attendance.half_typed.take() {
            if c.is_ascii_digit() {
                return Some(self.mark(Some(&format!("{first}{c}"))));
            }
            let mut out = self.mark(Some(&first.to_string()));
            out.extend(self.on_key(key));
            return Some(out);
        }
        match c {
            'C' | 'J' | 'Y' => {
                self.attendance.half_typed = Some(c);
                self.say(format!("{c} and a digit, or the next mark."));
                Some(Vec::new())
            }
            '/' | '\\' | '#' => Some(self.mark(Some(&c.to_string()))),
            'A'..='Z' => Some(self.mark(Some(&c.to_string()))),
            _ => None,
        }
    }

    fn mark(&mut self, code: Option<&str>) -> Vec<Request> {
        let Some(case) = &self.case else { return Vec::new() };
        match self.attendance.mark(case, code) {
            Ok(change) => {
                self.attendance.step(1);
                vec![Request::Change { change, why: None }]
            }
            Err(words) => {
                self.refuse(words);
                Vec::new()
            }
        }
    }

    /// Opens the short form of an event, today and the officer filled in.
    fn begin_event(&mut self, table: &str) -> Vec<Request> {
        let (Some(case), Some(table)) = (self.case.clone(), forms::table(table)) else { return Vec::new() };
        let mut first = Cells::from([(table.title.to_owned(), Value::Date(self.today))]);
        if let Some(link) = table.fields.iter().find(|f| f.kind == Kind::Review)
            && let Some((review, _)) = case.rows("event.review").next_back()
        {
            first.insert(link.id.to_owned(), Value::Number(i64::from(review)));
        }
        self.editor = Editor::record(&case, table.id, first);
        self.pane = Pane::Passport;
        self.say(format!("Fill in the {}, then Ctrl-O saves it.", table.one));
        Vec::new()
    }

    fn act(&mut self, action: Action) -> Vec<Request> {
        self.message = (String::new(), false);
        match action {
            Action::Quit if self.editor.pending.is_some() => self.refuse("This event is not saved yet. Ctrl-O saves it, Esc leaves it."),
            Action::Quit => self.quit = true,
            Action::Help => self.over = Some(Over::Help { top: 0 }),
            Action::Cases => return self.go(Pane::Cases),
            Action::Overview => return self.go(Pane::Overview),
            Action::Passport => return self.go(Pane::Passport),
            Action::Timeline => return self.go(Pane::Timeline),
            Action::Attendance => return self.go(Pane::Attendance),
            Action::NextPane => return self.turn(1),
            Action::PreviousPane => return self.turn(4),
            Action::Undo => return vec![Request::Undo],
            Action::Redo => return vec![Request::Redo],
            Action::Find => {
                self.pane = Pane::Cases;
                self.cases.finding = true;
            }
            Action::Record => self.record(),
            Action::Why => self.why(),
            Action::Down => return self.step(1),
            Action::Up => return self.step(-1),
            Action::PageDown => return self.step(10),
            Action::PageUp => return self.step(-10),
            Action::First => return self.step(-100_000),
            Action::Last => return self.step(100_000),
            Action::Left => self.sideways(-1),
            Action::Right => self.sideways(1),
            Action::Open => return self.open(),
            Action::Back => return self.back(),
            Action::Redraw => {}
            Action::NewCase => return vec![Request::NewCase { on: self.today }],
            Action::Edit => return if self.pane == Pane::Timeline { self.open() } else { self.edit_line() },
            Action::Yes => return self.answer_yes_no(true),
            Action::No => return self.answer_yes_no(false),
            Action::Clear => return self.clear(),
            Action::AddRow => return self.add_row(),
            Action::RemoveRow => self.ask_removal(),
            Action::NextMissing => self.next_missing(),
            Action::NextSection => self.section(true),
            Action::PreviousSection => self.section(false),
            Action::NextForm => self.form(1),
            Action::PreviousForm => self.form(forms::FORMS.len() - 1),
            Action::NextWeek => self.attendance.week(1),
            Action::PreviousWeek => self.attendance.week(-1),
            Action::SwitchSide => self.switch_side(),
            Action::ClearMark => return self.mark(None),
            Action::FillWeek => return self.fill(),
            Action::Timetable => {
                self.pane = Pane::Passport;
                self.editor = Editor::new(View::Table { table: "timetable".into() });
                self.editor.at = 0;
            }
            Action::Save | Action::Done | Action::Accept => {
                return if self.editor.pending.is_some() { self.save() } else { self.edit_line() };
            }
            Action::Cancel => return self.back(),
        }
        Vec::new()
    }

    fn save(&mut self) -> Vec<Request> {
        let asks = self.save_pending();
        if asks.is_empty() { asks } else { asks.into_iter().chain(self.forget_pending()).collect() }
    }

    /// Closes the short form once its event is stored; called with the owner's answer to each request.
    pub fn settle(&mut self, request: &Request, reply: &Reply) {
        let (Request::Change { change, .. }, Reply::Saved { case, .. }) = (request, reply) else { return };
        let Some(p) = &self.editor.pending else { return };
        if change.edits.iter().any(|e| matches!(e, Edit::AddRow { table, row, .. } if table == p.table && *row == p.row)) {
            self.timeline.go_to(case, p.table, p.row);
            self.editor = Editor::new(View::Form { form: 1, row: None });
            self.pane = Pane::Timeline;
        }
    }

    fn turn(&mut self, by: usize) -> Vec<Request> {
        let at = Pane::ALL.iter().position(|(p, _)| *p == self.pane).unwrap_or(0);
        self.go(Pane::ALL[(at + by) % Pane::ALL.len()].0)
    }

    fn record(&mut self) {
        if self.case.is_none() {
            return self.refuse("There is no case to record on. Press n to open the first.");
        }
        let events = forms::TABLES.iter().flat_map(|t| t.iter()).filter(|t| t.event);
        let items = events.map(|t| (Value::Choice(t.id.to_owned()), t.label.to_owned())).collect();
        self.over = Some(Over::Record(Picker { title: "Record".into(), items, letters: String::new(), at: 0, free: false }));
    }

    fn why(&mut self) {
        let Some(case) = &self.case else { return };
        let mut lines = Vec::new();
        for duty in duties(case) {
            lines.push(format!("{} ({})", duty.says, duty.rule));
            lines.extend(duty.why.iter().map(|w| format!("   {w}")));
        }
        if lines.is_empty() {
            lines.push("Nothing is asked of this case.".into());
        }
        self.over = Some(Over::Why(lines));
    }

    fn step(&mut self, by: isize) -> Vec<Request> {
        let case = self.case.clone();
        match (self.pane, case) {
            (Pane::Cases | Pane::Overview, _) => {
                self.cases.step(by);
                return self.cases.current().map(|s| s.id).map_or_else(Vec::new, |id| self.look_at(id));
            }
            (Pane::Passport, Some(case)) => self.editor.step(&case, by.clamp(-2_000, 2_000)),
            (Pane::Timeline, Some(case)) => self.timeline.step(&case, by),
            (Pane::Attendance, _) => self.switch_side(),
            (Pane::Passport | Pane::Timeline, None) => {}
        }
        Vec::new()
    }

    fn switch_side(&mut self) {
        self.attendance.side = if self.attendance.side == Side::Home { Side::Host } else { Side::Home };
    }

    fn sideways(&mut self, by: isize) {
        match self.pane {
            Pane::Attendance => self.attendance.step(by),
            Pane::Passport => self.section(by > 0),
            Pane::Cases | Pane::Overview | Pane::Timeline => {}
        }
    }

    fn section(&mut self, forward: bool) {
        if let Some(case) = self.case.clone() {
            self.editor.section(&case, forward);
        }
    }

    fn open(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.pane {
            Pane::Cases | Pane::Overview => return self.go(Pane::Passport),
            Pane::Passport => return self.edit_line(),
            Pane::Timeline => {
                if let Some(event) = self.timeline.current(&case) {
                    let review = forms::FORMS.iter().position(|f| f.row_of == Some(event.table.id));
                    self.editor = Editor::new(match review {
                        Some(form) => View::Form { form, row: Some(event.row) },
                        None => View::Row { table: event.table.id.to_owned(), row: event.row },
                    });
                    self.pane = Pane::Passport;
                }
            }
            Pane::Attendance => {}
        }
        Vec::new()
    }

    fn back(&mut self) -> Vec<Request> {
        if self.editor.pending.is_some() && self.pane == Pane::Passport {
            let out = self.forget_pending();
            self.editor = Editor::new(View::Form { form: 1, row: None });
            self.pane = Pane::Timeline;
            self.say("The event was left; nothing was recorded.");
            return out;
        }
        match self.pane {
            Pane::Passport if matches!(self.editor.view, View::Row { .. }) => self.pane = Pane::Timeline,
            Pane::Cases => self.cases.filter.clear(),
            _ => self.pane = Pane::Cases,
        }
        Vec::new()
    }

    fn answer_yes_no(&mut self, yes: bool) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(Line::Field { at, field, .. }) if field.kind == Kind::YesNo => {
                let out = self.put_answer(&at, Value::YesNo(yes));
                self.editor.step(&case, 1);
                out
            }
            _ => {
                self.refuse("y and n answer a yes/no question. Press Enter to answer this one.");
                Vec::new()
            }
        }
    }

    fn clear(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(Line::Field { at, .. }) => self.put_answer(&at, Value::Empty),
            _ => Vec::new(),
        }
    }

    fn ask_removal(&mut self) {
        let Some(case) = self.case.clone() else { return };
        let target = match self.editor.current(&case) {
            Some(Line::Row { table, row, .. }) => Some((table, row)),
            Some(Line::Field { at, .. }) => at.row.and_then(|(t, r)| Some((forms::table(&t)?, r))),
            _ => None,
        };
        match target {
            Some((table, row)) => self.over = Some(Over::Remove { table, row }),
            None => self.refuse("Move to the row that is to be removed first."),
        }
    }

    fn next_missing(&mut self) {
        let Some(case) = self.case.clone() else { return };
        let missing = |l: &Line| matches!(l, Line::Field { missing: true, .. });
        if !self.editor.seek(&case, true, missing) {
            let here = self.editor.at;
            self.editor.at = 0;
            if !self.editor.seek(&case, true, missing) {
                self.editor.at = here;
                self.say("Nothing is missing in this form.");
            }
        }
    }

    fn form(&mut self, by: usize) {
        let Some(case) = &self.case else { return };
        let here = if let View::Form { form, .. } = self.editor.view { form } else { 1 };
        let form = (here + by) % forms::FORMS.len().max(1);
        let table = forms::FORMS.get(form).and_then(|f| f.row_of);
        let row = table.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
        self.editor = Editor::new(View::Form { form, row });
        if table.is_some() && row.is_none() {
            self.say("No review is booked yet. Press a and record one; this form then writes it up.");
        }
    }

    fn fill(&mut self) -> Vec<Request> {
        let Some(case) = &self.case else { return Vec::new() };
        let change = self.attendance.fill(case);
        if change.edits.is_empty() {
            self.say("Nothing to fill: no unmarked session at the host from here to Friday.");
            return Vec::new();
        }
        vec![Request::Change { change, why: None }]
    }
}

/// What became of a picker after a key.
enum Picked {
    Not(Picker),
    Left,
    Took(Value),
}

/// Returns a key as the text area takes it.
fn to_input(key: Key) -> Input {
    let text = match key.code {
        Code::Char(c) => TextKey::Char(c),
        Code::Enter => TextKey::Enter,
        Code::Backspace => TextKey::Backspace,
        Code::Delete => TextKey::Delete,
        Code::Left => TextKey::Left,
        Code::Right => TextKey::Right,
        Code::Up => TextKey::Up,
        Code::Down => TextKey::Down,
        Code::Home => TextKey::Home,
        Code::End => TextKey::End,
        Code::PageUp => TextKey::PageUp,
        Code::PageDown => TextKey::PageDown,
        Code::Tab => TextKey::Tab,
        Code::BackTab | Code::Esc | Code::F(_) => TextKey::Null,
    };
    Input { key: text, ctrl: key.ctrl, alt: false, shift: false }
}
