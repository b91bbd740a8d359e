//! A form as one question after another.

use std::collections::BTreeSet;

use crate::domain::calendar::dates;
use crate::domain::case::edit::Edit;
use crate::domain::case::outline::{EditorView, OutlineLine, first_cells, lines};
use crate::domain::case::{Case, FieldPath};
use crate::domain::forms;
use crate::domain::forms::schema::{Field, FieldKind, Table};
use crate::domain::forms::{field, parse, table};
use crate::domain::value::Value;
use crate::linear::ask::leaves;
use crate::linear::{CommandResult, Linear};

/// What is said where a form is left.
const LEFT: &str = "You have left the form. Your answers are saved.";
/// How many schools that fit are offered by number.
const SCHOOLS_SHOWN: usize = 12;

/// What the officer did with one question.
pub(super) enum Answered {
    Set(Value),
    Next,
    /// No more questions.
    Stop,
}

/// What a form asks next.
enum Asked {
    /// An answer.
    Field(FieldPath, &'static Field),
    /// Whether a table, of so many rows, gets another.
    Rows(&'static Table, usize),
}

/// Returns what a view asks next, under the heading of its section; none where nothing is left.
fn next_question(
    case: &Case,
    view: &EditorView,
    only_missing: bool,
    done: &BTreeSet<String>,
) -> Option<(&'static str, Asked)> {
    let mut heading = "";
    for line in lines(case, view) {
        match line {
            OutlineLine::Section(label) => heading = label,
            OutlineLine::Field { path: at, field, missing }
                if (missing || !only_missing)
                    && field.kind != FieldKind::ReadOnly
                    && !done.contains(&key(&at)) =>
            {
                return Some((heading, Asked::Field(at, field)));
            }
            OutlineLine::Table { table, rows, missing }
                if (missing || !only_missing) && !done.contains(table.id) =>
            {
                return Some((heading, Asked::Rows(table, rows)));
            }
            OutlineLine::Field { .. } | OutlineLine::Table { .. } | OutlineLine::Row { .. } => {}
        }
    }
    None
}

impl Linear<'_> {
    /// Asks the questions of a form, `missing` only those without an answer, and stores each answer
    /// as it is given.
    pub(super) fn form(&mut self, case: &Case, which: &str) -> CommandResult {
        let only_missing = which == "missing";
        let wanted = which.to_lowercase();
        let mut called = (0..forms::FORMS.len())
            .filter(|i| forms::FORMS[*i].label.to_lowercase().contains(&wanted));
        let by_name = called.next().filter(|_| called.next().is_none());
        let form = match which.parse::<usize>() {
            Ok(n) if (1..=forms::FORMS.len()).contains(&n) => n - 1,
            _ if which.is_empty() || only_missing => 1,
            _ if by_name.is_some() => by_name.unwrap_or(1),
            _ => {
                for (i, form) in forms::FORMS.iter().enumerate() {
                    self.say(&format!("{}. {}", i + 1, form.label))?;
                }
                return self.say("Type passport and the number or name of a form.");
            }
        };
        let row =
            forms::FORMS[form].row_of.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
        self.say(&format!(
            "{}. Enter goes on, - clears, ? helps, . or back ends.",
            forms::FORMS[form].label
        ))?;
        self.questions(&EditorView::Form { form, row }, only_missing)
    }

    /// Asks what a view still asks, one question after another; what an answer adds is asked too.
    pub(super) fn questions(&mut self, view: &EditorView, only_missing: bool) -> CommandResult {
        let (mut done, mut headed) = (BTreeSet::new(), String::new());
        loop {
            let Some(case) = self.case()? else { return Ok(()) };
            let Some((heading, next)) = next_question(&case, view, only_missing, &done) else {
                return self.say("That is the end of the questions here.");
            };
            if heading != headed {
                heading.clone_into(&mut headed);
                self.say(&format!("Section: {heading}."))?;
            }
            match next {
                Asked::Field(at, field) => {
                    done.insert(key(&at));
                    match self.question(&case, &at, field)? {
                        Answered::Stop => {
                            return self.say(LEFT);
                        }
                        Answered::Next => {}
                        Answered::Set(new) => {
                            let old = case.at(&at).clone();
                            if old != new {
                                let path = at.clone();
                                self.store(case.id, vec![Edit::Set { path, old, new }])?;
                            }
                            self.forget(case.id, &at)?;
                        }
                    }
                }
                Asked::Rows(table, rows) => {
                    if !self.add_row(&case, view, table, rows)? {
                        done.insert(table.id.to_owned());
                    }
                    if std::mem::take(&mut self.has_left) {
                        return self.say(LEFT);
                    }
                }
            }
        }
    }

    /// Asks whether to add a row to a table, and adds it; returns whether to ask for another.
    fn add_row(
        &mut self,
        case: &Case,
        view: &EditorView,
        table: &'static Table,
        rows: usize,
    ) -> CommandResult<bool> {
        if forms::comes_with_a_file(table.id) {
            self.say(&format!(
                "{}: {rows} so far. offsite evidence {} --add FILE takes a file in.",
                table.label, case.id
            ))?;
            return Ok(false);
        }
        let question = format!("{}: {rows} so far. Add a {}?", table.label, table.row_label);
        if !self.is_yes(&question)? {
            return Ok(false);
        }
        let of = if let EditorView::Form { row, .. } = view { *row } else { None };
        let mut cells = first_cells(table, of);
        if table.event {
            cells.insert(table.title.to_owned(), Value::Date(self.today));
            self.record_row(case, table, cells)?;
        } else {
            let (table, row) = (table.id.to_owned(), case.next_row());
            self.store(case.id, vec![Edit::AddRow { table, row, cells }])?;
        }
        Ok(true)
    }

    /// Asks one question until the answer can be read.
    pub(super) fn question(
        &mut self,
        case: &Case,
        at: &FieldPath,
        field: &'static Field,
    ) -> CommandResult<Answered> {
        let value = case.at(at);
        let now = match value {
            Value::Empty => "not answered".to_owned(),
            Value::School(id) => self.service.school_name(id),
            other => {
                parse::format(&field.kind, other).lines().next().unwrap_or_default().to_owned()
            }
        };
        let place = (case.id, at);
        let kept = self.kept(case.id, at).filter(|_| !is_begun(case, at));
        self.offer(kept.as_deref())?;
        loop {
            let line = self.ask_answer(&format!("{} ({now}): ", field.label), place, "")?;
            let answer = match (line.trim(), &kept) {
                ("=", Some(text)) => self.read(case, field, text)?,
                (line, _) => match line {
                    "" => return Ok(Answered::Next),
                    _ if leaves(line) => return Ok(Answered::Stop),
                    "-" => return Ok(Answered::Set(Value::Empty)),
                    "?" => {
                        self.say(field.hint)?;
                        self.options(case, field)?
                    }
                    _ => self.answer(case, at, field, line)?,
                },
            };
            if let Some(value) = answer {
                return Ok(Answered::Set(value));
            }
            if std::mem::take(&mut self.has_left) {
                return Ok(Answered::Stop);
            }
        }
    }

    /// Says the options of a field that has some, and asks for one.
    fn options(&mut self, case: &Case, field: &'static Field) -> CommandResult<Option<Value>> {
        match field.kind {
            FieldKind::Choice(options) => {
                let words: Vec<String> = options.iter().map(|(_, w)| (*w).to_owned()).collect();
                Ok(self.choose("Which?", &words)?.map(|i| Value::Choice(options[i].0.to_owned())))
            }
            FieldKind::Review => {
                let on = |v: Option<&Value>| {
                    v.and_then(Value::as_date)
                        .map_or_else(|| "no date".to_owned(), dates::show_long)
                };
                let reviews: Vec<(u32, String)> = case
                    .rows(table::EVENT_REVIEW)
                    .map(|(id, r)| (id, on(r.get(field::REVIEW_ON.id))))
                    .collect();
                let words: Vec<String> = reviews.iter().map(|(_, w)| w.clone()).collect();
                Ok(self
                    .choose("Which review?", &words)?
                    .map(|i| Value::Number(i64::from(reviews[i].0))))
            }
            _ if !field.offers.is_empty() => {
                let words: Vec<String> = field.offers.iter().map(|w| (*w).to_owned()).collect();
                Ok(self.choose("Which?", &words)?.map(|i| Value::Text(words[i].clone())))
            }
            _ => Ok(None),
        }
    }

    fn answer(
        &mut self,
        case: &Case,
        at: &FieldPath,
        field: &'static Field,
        line: &str,
    ) -> CommandResult<Option<Value>> {
        match field.kind {
            FieldKind::School => return self.school(line.trim()),
            FieldKind::Review => return self.options(case, field),
            _ => {}
        }
        let text = if field.kind == FieldKind::Long {
            self.say("Carry on, and end with a full stop alone on a line.")?;
            self.ask_lines(line, (case.id, at))?
        } else {
            line.to_owned()
        };
        self.read(case, field, &text)
    }

    /// Reads an answer; says what is wrong with it, or what is to be minded.
    fn read(
        &mut self,
        case: &Case,
        field: &'static Field,
        text: &str,
    ) -> CommandResult<Option<Value>> {
        match parse::parse_field(field, text, self.today) {
            Ok(read) => {
                if let Some(warning) = read.warning {
                    self.say(&warning.to_string())?;
                }
                let said = |day| self.service.schools_of(case).said_of_typed(field.id, day);
                if let Some(words) = read.value.as_date().and_then(said) {
                    self.say(&words)?;
                }
                Ok(Some(read.value))
            }
            Err(error) => {
                self.say(&error.to_string())?;
                Ok(None)
            }
        }
    }

    /// Finds a school of the register by its letters; a name that is in none is taken as typed,
    /// once confirmed.
    fn school(&mut self, words: &str) -> CommandResult<Option<Value>> {
        let found = self.service.find_schools(words, SCHOOLS_SHOWN);
        if found.is_empty() {
            let yes = self.is_yes(&format!(
                "No school in the register is called \"{words}\". Use the name as typed?"
            ))?;
            return Ok(yes.then(|| Value::School(words.to_owned())));
        }
        let names: Vec<String> = found.iter().map(|s| format!("{}, {}", s.name, s.town)).collect();
        Ok(self.choose("Which school?", &names)?.map(|i| Value::School(found[i].id.clone())))
    }
}

/// Returns whether a place stands in a row that is not stored yet: that is taken up as a whole.
fn is_begun(case: &Case, at: &FieldPath) -> bool {
    at.row.as_ref().is_some_and(|(table, row)| case.row(table, *row).is_none())
}

fn key(at: &FieldPath) -> String {
    at.row.as_ref().map_or_else(|| at.field.clone(), |(t, r)| format!("{t}/{r}/{}", at.field))
}
