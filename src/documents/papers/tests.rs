//! Papers by walking the dictionary: who sees which answer, what every template fills in, and that
//! the files are sound.

mod by_stage;
mod drafts;
mod forms;
mod letters;
mod own;
mod readers;
mod recipients;
mod sent;
mod snapshots;
mod subject_access;
mod word_files;

use crate::documents::papers::make::papers;
use crate::documents::papers::*;
use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, CaseRef, RowValues};
use crate::domain::document::{Audience, DocumentOrder, FileFormat, MadeDocument};
use crate::domain::forms as dictionary;
use crate::domain::forms::schema::{Condition, Field, FieldKind, SectionPart, Table, Visibility};
use crate::domain::rules::RuleContext;
use crate::domain::school::School;
use crate::domain::value::Value;
use chrono::NaiveDate;
use std::io::Read;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn school(id: &str) -> Option<School> {
    let (name, street) = match id {
        "100" => ("Home High School", "1 Home Road"),
        "200" => ("Host Academy", "2 Host Road"),
        _ => return None,
    };
    let of = |t: &str| t.to_owned();
    Some(School {
        id: of(id),
        name: of(name),
        address: of(street),
        town: of("Worcester"),
        postcode: of("WR1 1AA"),
        la: of("Worcestershire"),
        ..School::default()
    })
}

fn order(kind: &str) -> DocumentOrder {
    DocumentOrder {
        kind: kind.into(),
        audience: None,
        blank: false,
        review: None,
        format: FileFormat::Text,
        draft: false,
        date: today(),
    }
}

fn with<T>(
    case: &Case,
    wording: &Wording,
    order: &DocumentOrder,
    ask: impl Fn(&PaperFacts) -> T,
) -> T {
    let context = RuleContext::default();
    ask(&PaperFacts { case, school: &school, context: &context, wording, order, officer: "a.shah" })
}

fn made(case: &Case, order: &DocumentOrder) -> Result<MadeDocument, String> {
    with(case, &Wording::default(), order, make).map_err(|e| e.to_string())
}

fn texts(case: &Case, order: &DocumentOrder) -> Vec<String> {
    let made = made(case, order).expect("made");
    made.copies.into_iter().map(|c| String::from_utf8(c.bytes).expect("text")).collect()
}

/// Everything that stands in the copies of a paper, each part between bars.
fn words(case: &Case, order: &DocumentOrder) -> String {
    use crate::documents::papers::answer::Answer;
    use crate::documents::papers::paper::Block;
    use crate::documents::papers::span::Span;
    fn spans(out: &mut Vec<String>, all: &[Span]) {
        out.extend(all.iter().map(|s| match s {
            Span::Text(t) | Span::Bold(t) | Span::Missing(t) => t.clone(),
            Span::Line => String::new(),
        }));
    }
    fn answer(out: &mut Vec<String>, a: &Answer) {
        match a {
            Answer::Spans(all) => spans(out, all),
            Answer::Ticks { options, below, .. } => {
                out.extend(options.iter().map(|(w, on)| format!("{on} {w}")));
                spans(out, below);
            }
            Answer::Empty { .. } => {}
        }
    }
    let (_, papers) = with(case, &Wording::default(), order, papers).expect("made");
    let mut out = Vec::new();
    for block in papers.iter().flat_map(|p| &p.blocks) {
        match block {
            Block::Head { name, .. } | Block::Close { name, .. } => spans(&mut out, &[name.span()]),
            Block::To { lines, .. } => lines.iter().for_each(|l| spans(&mut out, &[l.span()])),
            Block::Title(t)
            | Block::Heading(t)
            | Block::Annex(t)
            | Block::Section { text: t, .. } => out.push(t.clone()),
            Block::Index(all) => out.extend(all.iter().map(|(text, _)| text.clone())),
            Block::Para(all) | Block::Item(all) => spans(&mut out, all),
            Block::Fields(rows) => rows.iter().for_each(|r| {
                out.push(r.label.clone());
                answer(&mut out, &r.answer);
            }),
            Block::Grid { head, rows } => {
                out.extend(head.iter().cloned());
                rows.iter().flatten().for_each(|a| answer(&mut out, a));
            }
            Block::Sign(lines) => lines.iter().for_each(|l| {
                out.push(l.signatory.clone());
                l.name.iter().for_each(|n| spans(&mut out, &[n.span()]));
            }),
            Block::Copies(lines) => out.extend(lines.iter().cloned()),
        }
    }
    format!("|{}|", out.join("|"))
}

/// A marker that no other field has and that stays on one line of every paper.
fn marker(id: &str) -> String {
    format!(
        "¤{}¤",
        id.split(['.', '_'])
            .map(|p| p.chars().take(5).collect::<String>())
            .collect::<Vec<_>>()
            .join("-")
    )
}

/// An answer that can be told from every other; `first` says which branch of the conditions is
/// taken.
fn answer(f: &Field, first: bool) -> Value {
    match f.kind {
        FieldKind::Line | FieldKind::Long | FieldKind::Upn | FieldKind::ReadOnly => {
            Value::Text(marker(f.id))
        }
        FieldKind::YesNo => Value::YesNo(first),
        FieldKind::Choice(options) => Value::Choice(
            if first { options[0].0 } else { options[options.len() - 1].0 }.to_owned(),
        ),
        FieldKind::Date => Value::Date(today()),
        FieldKind::Time => Value::Time(525),
        FieldKind::Number { min: least, .. } => Value::Number(least),
        FieldKind::Money => Value::Number(123_456),
        FieldKind::School => {
            Value::School(if f.id.contains("home") { "100" } else { "200" }.into())
        }
        FieldKind::Review => Value::Empty,
    }
}

fn cells(table: &Table, first: bool) -> RowValues {
    table
        .fields
        .iter()
        .map(|f| (f.id.to_owned(), answer(f, first)))
        .filter(|(_, v)| !v.is_empty())
        .collect()
}

/// A case in which every field of every form is answered. The child lives with its one parent.
fn full(first: bool) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 7 });
    for f in dictionary::fields() {
        case.answers.insert(f.id.into(), answer(f, first));
    }
    for (row, table) in (1u32..).zip(dictionary::tables()) {
        case.rows.entry(table.id.into()).or_default().insert(row, cells(table, first));
    }
    case.answers.insert("case.route".into(), Value::Choice("direction".into()));
    case.answers.insert("child.dob".into(), Value::Date(day("2013-03-12")));
    let address = format!("{}, WR14 1AA", marker("child.address"));
    case.answers.insert("child.address".into(), text(&address));
    let review = review_row(&case);
    // Of whatever belongs to a review there is a row for this one besides the row for none.
    for table in dictionary::tables() {
        let Some(link) = table.review_link() else { continue };
        let mut row = cells(table, first);
        row.insert(link.id.into(), Value::Number(i64::from(review)));
        let next = case.next_row();
        case.rows.get_mut(table.id).expect("there").insert(next, row);
    }
    for (field, yes) in [("contacts.pr", true), ("contacts.lives_with", first)] {
        set_row(&mut case, "contacts", field, Value::YesNo(yes));
    }
    set_row(&mut case, "event.review", "review.held", Value::YesNo(true));
    set_row(&mut case, "event.review", "review.on", Value::Date(day("2026-11-20")));
    let agreed = Value::Choice("agreed".into());
    set_row(&mut case, "event.host_approach", "host_approach.answer", agreed);
    case
}

fn review_row(case: &Case) -> u32 {
    case.rows("event.review").next().expect("a review").0
}

fn set_row(case: &mut Case, table: &str, field: &str, value: Value) {
    let rows = case.rows.entry(table.into()).or_default();
    for r in rows.values_mut() {
        r.insert(field.into(), value.clone());
    }
}

fn add(case: &mut Case, table: &str, cells: &[(&str, Value)]) {
    let row = case.next_row();
    let cells = cells.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
    case.rows.entry(table.into()).or_default().insert(row, cells);
}

fn text(t: &str) -> Value {
    Value::Text(t.into())
}

/// Unpacks a Word file into its parts.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    (0..zip.len())
        .map(|i| {
            let mut part = zip.by_index(i).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("text");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// Returns the text of every run of an XML part, and checks that it is well formed and holds no
/// character that XML forbids.
fn runs(name: &str, xml: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut out, mut depth) = (String::new(), 0i32);
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Text(t) => out.push_str(&t.xml10_content()),
            quick_xml::events::Event::GeneralRef(r) => {
                let entity = format!("&{};", r.into_inner());
                out.push_str(&quick_xml::escape::unescape(&entity).expect("a known entity"));
            }
            quick_xml::events::Event::DocType(_) => panic!("{name}: a DTD"),
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
    assert!(
        xml.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')),
        "{name}: a control character"
    );
    out
}
