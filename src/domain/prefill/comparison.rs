//! Suggestions held against what is recorded.

use crate::domain::case::{Case, FieldPath, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;
use crate::domain::prefill::suggestion::{AskedCell, Suggestion, Target};
use crate::domain::value::Value;

/// How an offer stands against the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing stands there yet.
    New,
    /// Something else stands there.
    Differs,
    /// To be checked before it is taken.
    Check,
    /// It stands there already.
    Same,
    /// What stands is never overwritten from this source.
    Kept,
}

impl Standing {
    /// Returns the mark and the word of a state.
    pub fn mark_and_label(self) -> (&'static str, &'static str) {
        match self {
            Standing::New => ("+", "new"),
            Standing::Differs => ("!", "differs"),
            Standing::Check => ("?", "check"),
            Standing::Same => ("=", "same"),
            Standing::Kept => ("-", "kept"),
        }
    }

    /// Returns whether an offer in this state may be taken at all.
    pub fn can_be_taken(self) -> bool {
        matches!(self, Standing::New | Standing::Differs | Standing::Check)
    }
}

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The question, or the kind of row.
    pub label: String,
    /// What stands, as it is shown; "" where nothing does.
    pub stands: String,
    /// What is offered, as it is shown.
    pub offers: String,
    /// What to check before it is taken; "" where nothing.
    pub check: String,
    /// How the two stand to each other.
    pub state: Standing,
    pub(super) step: TakeStep,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TakeStep {
    Set {
        at: FieldPath,
        new: Value,
    },
    Add {
        table: String,
        cells: RowValues,
    },
    /// A cell of a row that is added beside it, which its title tells.
    Join {
        table: String,
        title: Value,
        field: String,
        new: Value,
    },
}

/// Returns every offer against what stands in a case; `school` gives a school's name by its id.
pub fn compare(
    case: &Case,
    offers: &[Suggestion],
    school: &dyn Fn(&str) -> String,
) -> Vec<Compared> {
    let mut out: Vec<Compared> = Vec::new();
    for offer in offers {
        match &offer.put {
            Target::Answer(field, new) => {
                out.extend(one(case, FieldPath::case(field), new, offer, school));
            }
            Target::At(at, new) => out.extend(one(case, at.clone(), new, offer, school)),
            Target::Row(table, cells) => out.extend(row(case, table, cells, offer, school)),
        }
    }
    out
}

/// Returns the lines of an offered row: laid over the one of the same title, else added whole, with
/// a line for each cell that is asked about.
fn row(
    case: &Case,
    table: &str,
    cells: &RowValues,
    offer: &Suggestion,
    school: &dyn Fn(&str) -> String,
) -> Vec<Compared> {
    let Some(row) = same_row(case, table, cells) else {
        let asked = offer.asked.iter().filter_map(|cell| joined(table, cells, cell));
        return whole_row(table, cells, offer).into_iter().chain(asked).collect();
    };
    let at = |field: &str| FieldPath::row(table, row, field);
    let stated = cells.iter().filter_map(|(field, new)| one(case, at(field), new, offer, school));
    let asked = offer.asked.iter().filter_map(|cell| {
        let offer = Suggestion { check: cell.check.clone(), ..offer.clone() };
        one(case, at(&cell.field), &cell.value, &offer, school)
    });
    stated.chain(asked).collect()
}

fn one(
    case: &Case,
    at: FieldPath,
    new: &Value,
    offer: &Suggestion,
    school: &dyn Fn(&str) -> String,
) -> Option<Compared> {
    let (table, field) = forms::any_field(&at.field)?;
    let old = case.at(&at);
    let show = |value: &Value| match (field.kind, value) {
        (FieldKind::School, Value::School(id)) => school(id),
        _ => parse::format(&field.kind, value),
    };
    let state = match () {
        () if same(old, new) => Standing::Same,
        () if offer.never_over.as_ref() == Some(old) => Standing::Kept,
        () if !offer.check.is_empty() => Standing::Check,
        () if old.is_empty() => Standing::New,
        () => Standing::Differs,
    };
    let label = match (table, &at.row) {
        (Some(table), Some((_, row))) => {
            let title = case
                .row(table.id, *row)
                .and_then(|c| c.get(table.title))
                .map_or("", Value::as_text);
            if title.is_empty() {
                field.label.to_owned()
            } else {
                format!("{title}: {}", field.label)
            }
        }
        _ => field.label.to_owned(),
    };
    let (stands, offers) = (show(old), show(new));
    Some(Compared {
        label,
        stands,
        offers,
        check: offer.check.clone(),
        state,
        step: TakeStep::Set { at, new: new.clone() },
    })
}

fn whole_row(table: &str, cells: &RowValues, offer: &Suggestion) -> Option<Compared> {
    let known = forms::table(table)?;
    let state = if offer.check.is_empty() { Standing::New } else { Standing::Check };
    let mut words = known.row_label.chars();
    let label = words.next().map_or_else(String::new, |c| c.to_uppercase().chain(words).collect());
    let step = TakeStep::Add { table: table.to_owned(), cells: cells.clone() };
    let shown = known.fields.iter().filter_map(|f| Some(parse::format(&f.kind, cells.get(f.id)?)));
    let offers = shown.collect::<Vec<_>>().join(" · ");
    Some(Compared { label, stands: String::new(), offers, check: offer.check.clone(), state, step })
}

/// Returns the line of a cell that is asked about beside a row which is not there yet.
fn joined(table: &str, cells: &RowValues, cell: &AskedCell) -> Option<Compared> {
    let (known, field) = (forms::table(table)?, forms::any_field(&cell.field)?.1);
    let title = cells.get(known.title)?;
    Some(Compared {
        label: format!("{}: {}", title.as_text(), field.label),
        stands: String::new(),
        offers: parse::format(&field.kind, &cell.value),
        check: cell.check.clone(),
        state: Standing::Check,
        step: TakeStep::Join {
            table: table.to_owned(),
            title: title.clone(),
            field: cell.field.clone(),
            new: cell.value.clone(),
        },
    })
}

/// Returns whether two answers say the same; texts by their words, whatever their case of letters
/// and blanks.
fn same(a: &Value, b: &Value) -> bool {
    a == b || (!a.as_text().is_empty() && plain(a.as_text()) == plain(b.as_text()))
}

fn plain(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the row of a table whose title is that of the offered row.
fn same_row(case: &Case, table: &str, cells: &RowValues) -> Option<RowId> {
    let title = forms::table(table)?.title;
    let wanted = cells.get(title)?;
    case.rows(table)
        .find(|(_, r)| r.get(title).is_some_and(|have| same(have, wanted)))
        .map(|(row, _)| row)
}
