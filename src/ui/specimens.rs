//! One of every overlay, as it lies over the open case: for the tests and pictures that walk the
//! list. What they hold is invented.

use std::collections::BTreeMap;

use chrono::Days;

use crate::api::{
    BulkPreview, BulkPreviews, Bytes, Request, SavedView, SchoolsPreview, SheetFile, SheetPreview,
};
use crate::domain::attendance::intake::{Intake, IntakePreview, PupilNamed, ReadOptions};
use crate::domain::attendance::timetable::WeekPlan;
use crate::domain::calendar::Terms;
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{FieldPath, Side};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::list::view::{Column, View};
use crate::domain::prefill::{Source, Suggestion};
use crate::domain::rules;
use crate::domain::value::Value;
use crate::ui::app::App;
use crate::ui::attendance::correction::{CorrectionDefaults, Waiting};
use crate::ui::attendance::import::RegisterPrompt;
use crate::ui::attendance::import_sheet::{ImportSheet, PupilQuestion};
use crate::ui::attendance::reason::{PositionPrompt, ReasonPrompt};
use crate::ui::attendance::terms::TermsSheet;
use crate::ui::attendance::timetable::TimetableDialog;
use crate::ui::change::Changes;
use crate::ui::documents::folder::FolderPrompt;
use crate::ui::form::override_reason::OverridePrompt;
use crate::ui::form::prefill::evidence::EvidenceView;
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::form::prefill::suggestions::Suggestions;
use crate::ui::list::columns::ColumnPicker;
use crate::ui::list::full_text::TextSearch;
use crate::ui::list::trials::TrialSheet;
use crate::ui::list::view_naming::ViewNaming;
use crate::ui::list::views::ViewPicker;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::bookmark::MarkPrompt;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::history_sheet::HistorySheet;
use crate::ui::overlay::list_picker::ListPicker;
use crate::ui::overlay::palette::Palette;
use crate::ui::overlay::prompt::Prompt;
use crate::ui::overlay::restricted::{OpeningPrompt, RecordPrompt, RestrictPrompt};
use crate::ui::overlay::schools_sheet::SchoolsSheet;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::overlay::sheet_preview::SheetOverlay;
use crate::ui::overlay::themes::ThemePicker;
use crate::ui::overlay::tour::Tour;
use crate::ui::pane::Pane;
use crate::ui::pending::{PickFor, RegisterFile, RegisterImport};
use crate::ui::session::Session;
use crate::ui::subject_access::form::RequestForm;
use crate::ui::subject_access::items::ItemSheet;
use crate::ui::subject_access::requests::RequestList;
use crate::ui::subject_access::specimens as subject_access;

/// An overlay by its name, and what opens it over a session.
type Specimen = (&'static str, fn(&App) -> Changes);

/// Every overlay by the name of its type, and what lays it over the open case. Where there is no
/// case, those that are about one stay away.
pub const ALL: &[Specimen] = &[
    ("Palette", |app| Changes::lay(Palette::new(app.situation(), &app.session))),
    ("MarkPrompt", |_| Changes::lay(MarkPrompt::set(Vec::new()))),
    ("Tour", |_| Changes::lay(Tour::default())),
    ("ThemePicker", |app| ThemePicker::open(&app.session)),
    ("ViewPicker", |_| Changes::lay(ViewPicker::new(views()))),
    ("ViewNaming", |_| Changes::lay(ViewNaming::new(View::default()))),
    ("ColumnPicker", |_| Changes::lay(ColumnPicker::new(Column::usual()))),
    ("TrialSheet", |app| Changes::lay(TrialSheet::new(&trials(&app.session)))),
    ("TextSearch", |_| Changes::lay(TextSearch::default())),
    ("Confirm", |_| {
        let yes = Changes::ask(Request::Undo { seq: 1 });
        Changes::lay(Confirm::new("Undo: the host school?", yes, "It stays."))
    }),
    ("SheetOverlay", |_| {
        let file = SheetFile {
            name: "county.xlsx".into(),
            bytes: Bytes(Vec::new()),
            answers: String::new(),
            rows: None,
        };
        let preview = SheetPreview { question: None, open: 0, cases: 3, lines: lines(200), sum: 0 };
        Changes::lay(SheetOverlay::new(file, preview))
    }),
    ("SchoolsSheet", |_| {
        let message = "2 schools read. Nothing is saved yet.".into();
        let preview = SchoolsPreview { message, lines: lines(200), movable: 2, sum: 0 };
        Changes::lay(SchoolsSheet::new(Bytes(Vec::new()), preview))
    }),
    ("ScrollSheet", |_| Changes::lay(ScrollSheet::new("Why", lines(200)))),
    ("HistorySheet", |app| {
        app.session
            .case_id()
            .map_or_else(Changes::none, |id| Changes::lay(HistorySheet::new(id, lines(200))))
    }),
    ("RestrictPrompt", |app| {
        app.session
            .case_id()
            .map_or_else(Changes::none, |id| Changes::lay(RestrictPrompt::new(id, "a.shah l.moss")))
    }),
    ("RecordPrompt", |_| Changes::lay(RecordPrompt::default())),
    ("OpeningPrompt", |app| {
        app.session.case_id().map_or_else(Changes::none, |id| Changes::lay(OpeningPrompt::new(id)))
    }),
    ("AnswerInput", |_| answer(field::CHILD_FULL_NAME.id)),
    ("ListPicker", |_| {
        let item = |n: i64| (Value::Number(n), format!("event {n}"));
        Changes::lay(ListPicker::new("Record", (1..=40).map(item).collect(), PickFor::Line))
    }),
    ("OverridePrompt", |app| override_reason(&app.session)),
    ("FolderPrompt", |_| {
        let prompt = prompt("Create documents in which folder?");
        Changes::lay(FolderPrompt { prompt, tagged: None })
    }),
    ("EvidenceView", |_| Changes::lay(EvidenceView::new(1, "letter.txt".into(), lines(200), ""))),
    ("PathPrompt", |_| Changes::lay(PathPrompt::new(PathPurpose::Transfer, "~/transfer.xml"))),
    ("Suggestions", |app| suggestions(&app.session)),
    ("ReasonPrompt", |_| Changes::lay(ReasonPrompt::new(Waiting::Marks(Vec::new()), &known()))),
    ("PositionPrompt", |_| {
        Changes::lay(PositionPrompt::new(Waiting::Marks(Vec::new()), "misread".into()))
    }),
    ("RegisterPrompt", |_| {
        let prompt = prompt("Import marks of the host school");
        Changes::lay(RegisterPrompt { prompt, side: Side::Host })
    }),
    ("PupilQuestion", |app| Changes::lay(PupilQuestion(import(&app.session)))),
    ("ImportSheet", |app| Changes::lay(ImportSheet::new(import(&app.session), &known()))),
    ("TimetableDialog", |app| timetable(&app.session)),
    ("RequestList", |app| Changes::lay(RequestList::new(subject_access::requests(&app.session)))),
    ("RequestForm", |app| {
        let session = &app.session;
        session
            .case_id()
            .map_or_else(Changes::none, |case| Changes::lay(RequestForm::new(case, session)))
    }),
    ("ItemSheet", |app| Changes::lay(ItemSheet::new(subject_access::work(&app.session)))),
    ("TermsSheet", |app| Changes::lay(TermsSheet::new(Side::Home, terms(&app.session)))),
];

/// Lays an overlay of the list over the open case; false where the list names none so.
pub fn lay(app: &mut App, name: &str) -> bool {
    let Some((_, open)) = ALL.iter().find(|(n, _)| *n == name) else { return false };
    let changes = open(app);
    app.carry_out(changes);
    true
}

/// Opens one of the five forms, by its place among them.
pub fn open_form(app: &mut App, form: usize, row: Option<u32>) {
    app.pane = Pane::Passport;
    app.form.open(form, row);
}

/// Puts the cursor on an answer of the open form; false where the form does not show it.
pub fn go_to(app: &mut App, place: &FieldPath) -> bool {
    app.form.go_to(place, &app.session)
}

/// Opens the form or the row in which an answer of the open case stands, with the cursor on it.
pub fn open_place(app: &mut App, place: &FieldPath) {
    let shown = app.form.go_to_place(place, &app.session);
    app.carry_out(shown);
}

/// Puts the cursor on the heading of a table of the open form.
pub fn go_to_heading(app: &mut App, id: &str) -> bool {
    app.form.go_to_heading(id, &app.session)
}

fn lines(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("line {n}")).collect()
}

fn prompt(label: &str) -> Prompt {
    Prompt::new(label, "A name that is there already.", "registers/host.csv")
}

fn known() -> CorrectionDefaults {
    CorrectionDefaults { reason: "misread".into(), ..CorrectionDefaults::default() }
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

fn trials(session: &Session) -> BulkPreviews {
    let of = |case| BulkPreview { case, name: "Ashworth, Bailey".into(), held: None };
    let cases = session.case_id().into_iter().cycle().take(60).map(of).collect();
    BulkPreviews { cases, sum: 1, is_other: false }
}

fn answer(id: &'static str) -> Changes {
    let Some((_, field)) = forms::any_field(id) else { return Changes::none() };
    Changes::lay(AnswerInput::new(FieldPath::case(field.id), field, "Zoë"))
}

fn override_reason(session: &Session) -> Changes {
    let (Some(case), Some(rule)) = (session.case_id(), rules::rules().next()) else {
        return Changes::none();
    };
    let change = CaseChange { case, edits: Vec::new() };
    OverridePrompt::open(&change, rule, Changes::none(), session)
}

fn suggestions(session: &Session) -> Changes {
    let Some(case) = &session.case else { return Changes::none() };
    let offers = [field::CHILD_FULL_NAME.id, field::CHILD_KNOWN_AS.id]
        .map(|field| Suggestion::answer(field, Value::Text("Zoë".into())));
    let source = Source { from: "transfer.xml".into(), offers: offers.into(), ..Source::default() };
    Changes::lay(Suggestions::new(vec![source], case, &|id| session.school_name(id)))
}

fn timetable(session: &Session) -> Changes {
    let Some(case) = &session.case else { return Changes::none() };
    let week = WeekPlan([[Some(Side::Host); 2]; 5]);
    Changes::lay(TimetableDialog::new(case, session.today, week))
}

fn terms(session: &Session) -> Terms {
    let today = session.today;
    let until = |days| today.checked_add_days(Days::new(days)).unwrap_or(today);
    let terms = vec![(today, until(30)), (until(45), until(90))];
    Terms { school: "L-1".into(), terms, ..Terms::default() }
}

fn import(session: &Session) -> RegisterImport {
    let intake = Intake {
        side: Side::Host,
        how: ReadOptions::default(),
        case: session.case_id(),
        named: PupilNamed::Asked(BTreeMap::new()),
        today: session.today,
    };
    let preview = IntakePreview {
        message: "200 marks are new.".into(),
        lines: lines(200),
        questions: vec![(0, "Is Zoe Ashworth, born 12 Mar 2013, the pupil of this case?".into())],
        new: 200,
        ..IntakePreview::default()
    };
    let source = RegisterFile { typed: "host.csv".into(), file: "host.csv".into(), intake };
    RegisterImport { source, preview }
}
