//! One of every overlay, as it lies over the open case: for the tests and pictures that walk the
//! list. What they hold is invented.

use std::collections::BTreeMap;

use chrono::Days;

use crate::api::{BulkPreview, Request, SavedView};
use crate::domain::attendance::intake::{Intake, IntakePreview, PupilNamed, ReadOptions};
use crate::domain::attendance::timetable::WeekPlan;
use crate::domain::calendar::Terms;
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{FieldPath, Side};
use crate::domain::forms::field;
use crate::domain::list::view::View;
use crate::domain::prefill::{Source, Suggestion};
use crate::domain::value::Value;
use crate::domain::{forms, rules};
use crate::ui::App;
use crate::ui::attendance::dialog::{PositionPrompt, ReasonPrompt, RegisterImport, Waiting};
use crate::ui::attendance::import::{ImportSheet, PupilQuestion, RegisterPrompt};
use crate::ui::attendance::terms::TermsSheet;
use crate::ui::attendance::timetable::TimetableDialog;
use crate::ui::documents::folder::FolderPrompt;
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::form::prefill::{EvidenceView, Suggestions};
use crate::ui::list::full_text::TextSearch;
use crate::ui::list::trials::TrialSheet;
use crate::ui::list::views::{ColumnPicker, ViewNaming, ViewPicker};
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::list_picker::{ListPicker, PickFor};
use crate::ui::overlay::mark::MarkPrompt;
use crate::ui::overlay::palette::Palette;
use crate::ui::overlay::prompt::Prompt;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::overlay::themes::ThemePicker;

/// An overlay by its name, and what opens it over a session.
type Specimen = (&'static str, fn(&mut App));

/// Every overlay by the name of its type, and what lays it over the open case. Where there is no
/// case, those that are about one stay away.
pub const ALL: &[Specimen] = &[
    ("Palette", |app| app.lay(Palette::default())),
    ("MarkPrompt", |app| app.lay(MarkPrompt { set: true })),
    ("ThemePicker", |app| {
        let themes = ThemePicker::open(app);
        app.lay(themes);
    }),
    ("ViewPicker", |app| app.lay(ViewPicker::new(views()))),
    ("ViewNaming", |app| app.lay(ViewNaming::new(View::default()))),
    ("ColumnPicker", |app| app.lay(ColumnPicker::default())),
    ("TrialSheet", |app| app.lay(TrialSheet::new(&trials(app)))),
    ("TextSearch", |app| app.lay(TextSearch::default())),
    ("Confirm", |app| {
        app.lay(Confirm::new("Undo: the host school?", vec![Request::Undo], "It stays."));
    }),
    ("ScrollSheet", |app| app.lay(ScrollSheet::new("Why", lines(200)))),
    ("AnswerInput", |app| answer(app, field::CHILD_FULL_NAME.id)),
    ("ListPicker", |app| {
        let item = |n: i64| (Value::Number(n), format!("event {n}"));
        app.lay(ListPicker::new("Record", (1..=40).map(item).collect(), PickFor::Line));
    }),
    ("OverridePrompt", override_reason),
    ("FolderPrompt", |app| app.lay(FolderPrompt(prompt("Write papers into which folder?")))),
    ("EvidenceView", |app| app.lay(EvidenceView::new(1, "letter.txt".into(), lines(200)))),
    ("PathPrompt", |app| app.lay(PathPrompt::new(PathPurpose::Transfer, "~/transfer.xml"))),
    ("Suggestions", suggestions),
    ("ReasonPrompt", |app| app.lay(ReasonPrompt::new(Waiting::Marks(Vec::new()), "misread"))),
    ("PositionPrompt", |app| {
        app.lay(PositionPrompt::new(Waiting::Marks(Vec::new()), "misread".into()));
    }),
    ("RegisterPrompt", |app| app.lay(RegisterPrompt(prompt("Import marks of the host school")))),
    ("PupilQuestion", |app| app.lay(PupilQuestion(import(app)))),
    ("ImportSheet", |app| app.lay(ImportSheet::new(import(app)))),
    ("TimetableDialog", |app| {
        app.lay(TimetableDialog::new(app.today, WeekPlan([[Some(Side::Host); 2]; 5])));
    }),
    ("TermsSheet", |app| app.lay(TermsSheet::new(Side::Home, terms(app)))),
];

/// Lays an overlay of the list over the open case; false where the list names none so.
pub fn lay(app: &mut App, name: &str) -> bool {
    let Some((_, lay)) = ALL.iter().find(|(n, _)| *n == name) else { return false };
    lay(app);
    true
}

fn lines(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("line {n}")).collect()
}

fn prompt(label: &str) -> Prompt {
    Prompt::new(label, "A name that is there already.", "registers/host.csv")
}

fn views() -> Vec<SavedView> {
    let view = |slot: usize| SavedView {
        slot,
        view: View { name: format!("View {slot}"), search: "late".into(), ..View::default() },
        shared: slot > 1,
        count: Some(slot),
    };
    (1..=3).map(view).collect()
}

fn trials(app: &App) -> Vec<BulkPreview> {
    let of = |id| BulkPreview { case: id, name: "Ashworth, Bailey".into(), held: None };
    app.case.iter().cycle().take(60).map(|case| of(case.id)).collect()
}

fn answer(app: &mut App, id: &'static str) {
    if let Some((_, field)) = forms::any_field(id) {
        app.lay(AnswerInput::new(FieldPath::case(field.id), field, "Zoë", None));
    }
}

fn override_reason(app: &mut App) {
    let (Some(case), Some(rule)) = (&app.case, rules::rules().next()) else { return };
    let change = CaseChange { case: case.id, edits: Vec::new() };
    app.ask_why_go_on(&change, rule);
}

fn suggestions(app: &mut App) {
    let Some(case) = app.case.clone() else { return };
    let offers = [field::CHILD_FULL_NAME.id, field::CHILD_KNOWN_AS.id]
        .map(|field| Suggestion::answer(field, Value::Text("Zoë".into())));
    let source = Source { from: "transfer.xml".into(), offers: offers.into(), ..Source::default() };
    let offers = Suggestions::new(vec![source], &case, &|id| app.school_name(id));
    app.lay(offers);
}

fn terms(app: &App) -> Terms {
    let until = |days| app.today.checked_add_days(Days::new(days)).unwrap_or(app.today);
    let terms = vec![(app.today, until(30)), (until(45), until(90))];
    Terms { school: "L-1".into(), terms, ..Terms::default() }
}

fn import(app: &App) -> RegisterImport {
    let intake = Intake {
        side: Side::Host,
        how: ReadOptions::default(),
        case: app.case.as_ref().map(|c| c.id),
        named: PupilNamed::Asked(BTreeMap::new()),
        today: app.today,
    };
    let preview = IntakePreview {
        message: "200 marks are new.".into(),
        lines: lines(200),
        questions: vec![(0, "Is Zoe Ashworth, born 12 Mar 2013, the pupil of this case?".into())],
        new: 200,
        ..IntakePreview::default()
    };
    RegisterImport { file: "host.csv".into(), intake, preview }
}
