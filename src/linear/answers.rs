//! Single questions of the forms: found by their words, asked again, cleared; and rows of tables.

use crate::domain::case::edit::Edit;
use crate::domain::case::outline::{EditorView, OutlineLine, first_cells, lines, row_words};
use crate::domain::case::{Case, FieldPath, RowId, attendees};
use crate::domain::forms;
use crate::domain::forms::schema::{Field, FieldKind, Table};
use crate::domain::forms::{parse, table};
use crate::domain::value::Value;
use crate::linear::form::Answered;
use crate::linear::{CommandResult, Linear};

/// The most questions that are read for words that several hold.
const MOST: usize = 20;
/// The place of the passport among the forms.
const PASSPORT: usize = 1;

/// A question of a form, where its answer stands, and what it is called.
pub(super) struct Place {
    pub(super) path: FieldPath,
    pub(super) field: &'static Field,
    label: String,
    missing: bool,
}

/// Returns the questions of a form in order; of Form 4 those of the latest review.
fn places_of(case: &Case, form: usize) -> Vec<Place> {
    let row = forms::FORMS.get(form).and_then(|f| f.row_of);
    let row = row.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
    let mut about = String::new();
    let mut out = Vec::new();
    for line in lines(case, &EditorView::Form { form, row }) {
        match line {
            OutlineLine::Section(_) | OutlineLine::Table { .. } => about.clear(),
            OutlineLine::Row { words, table, .. } => {
                about = if words.is_empty() { table.row_label.to_owned() } else { words };
            }
            OutlineLine::Field { path, field, missing } if field.kind != FieldKind::ReadOnly => {
                let label = match (&path.row, about.is_empty()) {
                    (Some(_), false) => format!("{about}: {}", field.label),
                    _ => field.label.to_owned(),
                };
                out.push(Place { path, field, label, missing });
            }
            OutlineLine::Field { .. } => {}
        }
    }
    out
}

/// Returns the questions of every form, each once.
fn places(case: &Case) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    for place in (0..forms::FORMS.len()).flat_map(|form| places_of(case, form)) {
        if out.iter().all(|have| have.path != place.path) {
            out.push(place);
        }
    }
    out
}

/// Returns whether a text holds every one of the words.
fn holds(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    words.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
}

impl Linear<'_> {
    /// Returns an answer as it is read, on one line.
    fn answer_words(&self, case: &Case, place: &Place) -> String {
        match case.at(&place.path) {
            Value::Empty => "no answer".to_owned(),
            Value::School(id) => self.service.school_name(id),
            other => parse::format(&place.field.kind, other).replace('\n', ", "),
        }
    }

    /// Returns the question that words name; asks which where several do.
    fn place(&mut self, case: &Case, words: &str) -> CommandResult<Option<Place>> {
        if words.is_empty() {
            self.say("Type words from the question, for example date of birth.")?;
            return Ok(None);
        }
        let mut found = places(case);
        if found.iter().any(|p| p.label.eq_ignore_ascii_case(words)) {
            found.retain(|p| p.label.eq_ignore_ascii_case(words));
        } else {
            found.retain(|p| holds(&p.label, words));
        }
        if found.is_empty() {
            self.say(&format!("No question in this case contains \"{words}\"."))?;
            return Ok(None);
        }
        if found.len() > MOST {
            self.say(&format!("{} questions contain these words. Add a word.", found.len()))?;
            return Ok(None);
        }
        let at = if found.len() == 1 {
            0
        } else {
            let labels: Vec<String> = found.iter().map(|p| p.label.clone()).collect();
            let Some(at) = self.choose("Which question?", &labels)? else { return Ok(None) };
            at
        };
        Ok(Some(found.swap_remove(at)))
    }

    /// Asks one question and stores its answer; false where the officer leaves.
    pub(super) fn ask_place(&mut self, case: &Case, place: &Place) -> CommandResult<bool> {
        match self.question(case, &place.path, place.field)? {
            Answered::Stop => Ok(false),
            Answered::Next => Ok(true),
            Answered::Set(new) => {
                self.set(case, &place.path, new)?;
                self.forget(case.id, &place.path).map(|()| true)
            }
        }
    }

    fn set(&mut self, case: &Case, path: &FieldPath, new: Value) -> CommandResult {
        let old = case.at(path).clone();
        if old == new {
            return self.say("Already the same.");
        }
        self.store(case.id, vec![Edit::Set { path: path.clone(), old, new }])
    }

    /// Asks one question again.
    pub(super) fn edit(&mut self, case: &Case, words: &str) -> CommandResult {
        match self.place(case, words)? {
            Some(place) => self.ask_place(case, &place).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Asks the question of a field of the case, or, where it is not asked yet, the one that it
    /// hangs on.
    pub(super) fn ask_field(&mut self, case: &Case, id: &str) -> CommandResult {
        let all = places(case);
        let mut wanted = Some(id);
        while let Some(field) = wanted {
            if let Some(place) = all.iter().find(|p| p.path.row.is_none() && p.path.field == field)
            {
                return self.ask_place(case, place).map(|_| ());
            }
            wanted = forms::any_field(field).and_then(|(_, f)| f.hangs_on());
        }
        self.say("This case does not have that question yet.")
    }

    /// Clears one answer.
    pub(super) fn clear(&mut self, case: &Case, words: &str) -> CommandResult {
        match self.place(case, words)? {
            Some(place) => self.set(case, &place.path, Value::Empty),
            None => Ok(()),
        }
    }

    /// Says the questions that hold the words, with their answers.
    pub(super) fn find_in_form(&mut self, case: &Case, words: &str) -> CommandResult {
        let words =
            if words.is_empty() { self.ask("Words of the question: ")? } else { words.to_owned() };
        let found: Vec<Place> =
            places(case).into_iter().filter(|p| holds(&p.label, &words)).collect();
        for place in found.iter().take(MOST) {
            self.say(&format!("{}: {}.", place.label, self.answer_words(case, place)))?;
        }
        match found.len().saturating_sub(MOST) {
            0 if found.is_empty() => self.say("No question in this case contains these words."),
            0 => self.say("Type edit and words from a question to answer it again."),
            more => self.say(&format!("{more} more: add a word.")),
        }
    }

    /// Says the questions of a form that have no answer.
    pub(super) fn missing(&mut self, case: &Case, form: &str) -> CommandResult {
        let number = form.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let at = if form.is_empty() { Some(PASSPORT) } else { number };
        let Some(known) = at.and_then(|at| forms::FORMS.get(at).map(|form| (at, form))) else {
            return self.say(&format!("Type the number of a form, 1 to {}.", forms::FORMS.len()));
        };
        let missing: Vec<Place> =
            places_of(case, known.0).into_iter().filter(|p| p.missing).collect();
        if missing.is_empty() {
            return self.say(&format!("{}: nothing missing.", known.1.label));
        }
        self.say(&format!("{}, missing: {}.", known.1.label, missing.len()))?;
        for place in &missing {
            self.say(&format!("{}.", place.label))?;
        }
        self.say("Type passport missing to answer them in turn.")
    }

    /// Asks the first question of the passport that has no answer, or the first of safeguarding.
    pub(super) fn next_missing(&mut self, case: &Case, safeguarding: bool) -> CommandResult {
        let next = places_of(case, PASSPORT)
            .into_iter()
            .find(|p| p.missing && (p.field.safeguarding || !safeguarding));
        match next {
            Some(place) => self.ask_place(case, &place).map(|_| ()),
            None if safeguarding => self.say("Every safeguarding question is answered."),
            None => self.say("Every question in the passport is answered."),
        }
    }

    /// Returns the table that words name; asks which where several do.
    fn table(&mut self, words: &str) -> CommandResult<Option<&'static Table>> {
        let is_it =
            |t: &&Table| [t.label, t.row_label].iter().any(|l| l.eq_ignore_ascii_case(words));
        let mut found: Vec<&'static Table> = forms::tables()
            .filter(|t| holds(t.label, words) || holds(t.row_label, words))
            .collect();
        if found.iter().any(is_it) {
            found.retain(is_it);
        }
        if found.is_empty() {
            self.say(&format!("There is no table called \"{words}\"."))?;
            return Ok(None);
        }
        if let [one] = found.as_slice() {
            return Ok(Some(*one));
        }
        let labels: Vec<String> = found.iter().map(|t| t.label.to_owned()).collect();
        Ok(self.choose("Which table?", &labels)?.map(|i| found[i]))
    }

    /// Adds a row to a table and asks its questions.
    pub(super) fn add_row_of(&mut self, case: &Case, words: &str) -> CommandResult {
        let Some(table) = self.table(words)? else { return Ok(()) };
        if forms::comes_with_a_file(table.id) {
            return self.add_evidence(case);
        }
        if table.event {
            return self.record_table(case, table, None);
        }
        let of = forms::FORMS.iter().find(|f| f.row_of.is_some()).and_then(|f| f.row_of);
        let review = of.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
        let row = case.next_row();
        let cells = first_cells(table, review.filter(|_| table.review_link().is_some()));
        self.store(case.id, vec![Edit::AddRow { table: table.id.to_owned(), row, cells }])?;
        self.ask_row(table, row)
    }

    /// Asks the questions of a row.
    pub(super) fn ask_row(&mut self, table: &'static Table, row: RowId) -> CommandResult {
        self.questions(&EditorView::Row { table: table.id.to_owned(), row }, false)
    }

    /// Removes a row of a table, once that is confirmed.
    pub(super) fn remove_row(&mut self, case: &Case, words: &str) -> CommandResult {
        let rows: Vec<(&'static Table, RowId, String)> = forms::tables()
            .filter(|t| holds(t.label, words) || holds(t.row_label, words))
            .flat_map(|t| {
                case.rows(t.id).map(move |(row, cells)| {
                    (t, row, format!("{}: {}", t.row_label, row_words(t, cells)))
                })
            })
            .collect();
        if rows.is_empty() {
            return self.say("There is no such row.");
        }
        let labels: Vec<String> = rows.iter().map(|(.., label)| label.clone()).collect();
        let Some(at) = self.choose("Remove which row?", &labels)? else {
            return self.say("Nothing removed.");
        };
        let (table, row, _) = &rows[at];
        let Some(cells) = case.row(table.id, *row).cloned() else { return Ok(()) };
        if !self.is_yes(&format!("Remove this {}?", table.row_label))? {
            return self.say("Nothing removed.");
        }
        self.store(case.id, vec![Edit::RemoveRow { table: table.id.to_owned(), row: *row, cells }])
    }

    /// Adds everybody who should be asked to the latest review, or to the initial meeting.
    pub(super) fn propose_people(&mut self, case: &Case) -> CommandResult {
        let reviews: Vec<RowId> = case.rows(table::EVENT_REVIEW).map(|(id, _)| id).collect();
        let review = match reviews.last() {
            None => None,
            Some(latest) => {
                let of = ["the initial meeting".to_owned(), "the latest review".to_owned()];
                let Some(at) = self.choose("For which meeting?", &of)? else {
                    return self.say("No one added.");
                };
                (at == 1).then_some(*latest)
            }
        };
        let edits: Vec<Edit> = (case.next_row()..)
            .zip(attendees::proposed(case, review))
            .map(|(row, cells)| Edit::AddRow { table: table::ATTENDEES.into(), row, cells })
            .collect();
        if edits.is_empty() {
            return self.say("Everyone who should be invited is on the list.");
        }
        self.store(case.id, edits)
    }
}
