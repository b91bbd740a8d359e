//! Files taken in from inside the program: what is taken in, which file, what is to be answered
//! about it, and whether it is stored.

use crate::api::{Bytes, ImportFile, ImportKind, Request, SheetFile, SheetPreview};
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::domain::prefill::Source;
use crate::domain::sheet::{SheetAsk, SheetMapping};
use crate::domain::value::Value;
use crate::ui::change::Changes;
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::list_picker::ListPicker;
use crate::ui::overlay::sheet_preview::SheetOverlay;
use crate::ui::pending::{Pending, PickFor, Then};
use crate::ui::session::Session;

/// The register of schools among what can be taken in: its preview has a sheet of its own.
const SCHOOLS: &str = "schools";

/// Asks what is taken in.
pub(crate) fn pick() -> Changes {
    let item =
        |(_, id, words): (ImportKind, &str, &str)| (Value::Choice(id.to_owned()), words.to_owned());
    let schools = (Value::Choice(SCHOOLS.into()), "Schools, from a GIAS download (CSV)".to_owned());
    let items = std::iter::once(schools).chain(ImportKind::ALL.map(item)).collect();
    Changes::lay(ListPicker::new("Import", items, PickFor::Import))
}

/// Asks for the file of what was picked.
pub(crate) fn ask_file(id: &str) -> Changes {
    let found = ImportKind::ALL.into_iter().find(|(_, known, _)| *known == id);
    match found {
        Some((kind, ..)) => Changes::lay(PathPrompt::new(PathPurpose::Import(kind), "")),
        None if id == SCHOOLS => Changes::lay(PathPrompt::new(PathPurpose::Schools, "")),
        None => Changes::none(),
    }
}

/// Takes the file that was read: asks what it would change, or which pupils it holds.
pub(crate) fn take_file(
    kind: ImportKind,
    name: String,
    bytes: Bytes,
    session: &Session,
) -> Changes {
    let on = session.today;
    if kind == ImportKind::Pupil {
        return Changes::ask(Request::Pupils { file: bytes, on });
    }
    let rows = if let ImportKind::Rows(rows) = kind { Some(rows) } else { None };
    if kind == ImportKind::Sheet || rows.is_some() {
        let file = SheetFile { name, bytes, answers: String::new(), rows };
        return Changes::ask(Request::ImportSheet { file, on, agreed: None });
    }
    let home = session.case.as_ref().map(|case| case.school(field::SCHOOL_HOME));
    let school = home.unwrap_or_default().to_owned();
    let file = ImportFile { kind, name, bytes, school };
    let then = Then::ConfirmImport(Box::new(file.clone()));
    Changes::ask(Pending { request: Request::Import { file, on, agreed: None }, then })
}

/// Asks whether a file is stored that would change so much; `sum` is that of what it says.
pub(crate) fn confirm(file: ImportFile, says: &str, sum: u32, session: &Session) -> Changes {
    let question = format!("{}: {says}. Save this?", file.name);
    let agreed = Some(sum);
    let yes = Changes::ask(Request::Import { file, on: session.today, agreed });
    Changes::lay(Confirm::new(question, yes, "Nothing was imported."))
}

/// Opens a case for the only pupil of a file, or asks for which.
pub(crate) fn take_pupils(pupils: Vec<Source>, session: &Session) -> Changes {
    let on = session.today;
    if let [only] = pupils.as_slice() {
        return Changes::ask(Request::NewFrom { on, offers: only.offers.clone() });
    }
    let item = |(n, pupil): (usize, &Source)| {
        (Value::Number(i64::try_from(n).unwrap_or_default()), pupil.child.to_string())
    };
    let items = pupils.iter().enumerate().map(item).collect();
    Changes::lay(ListPicker::new("Open a case for which pupil?", items, PickFor::Pupil(pupils)))
}

/// Opens a case for the pupil that was picked.
pub(crate) fn open_case(pupils: &[Source], picked: &Value, session: &Session) -> Changes {
    let at = picked.as_number().and_then(|n| usize::try_from(n).ok());
    let offers = at.and_then(|at| pupils.get(at)).map(|pupil| pupil.offers.clone());
    offers.map(|offers| Request::NewFrom { on: session.today, offers }).into_iter().collect()
}

/// Asks the next question about a sheet, or shows what it would make.
pub(crate) fn take_sheet(file: SheetFile, preview: SheetPreview) -> Changes {
    let Some(question) = preview.question else {
        return Changes::lay(SheetOverlay::new(file, preview));
    };
    let item = |(id, words): (String, String)| (Value::Choice(id), words);
    let items = question.options.into_iter().map(item).collect();
    let title = match preview.open {
        1 => "Import a sheet".to_owned(),
        open => format!("Import a sheet, {open} questions"),
    };
    let then = PickFor::Sheet(Box::new(file), question.about);
    Changes::lay(ListPicker::new(title, items, then).asking(question.question))
}

/// Goes on with a sheet of which a question was answered.
pub(crate) fn answer_sheet(
    mut file: SheetFile,
    about: &SheetAsk,
    answer: &Value,
    session: &Session,
) -> Changes {
    // What stands there is what was written here.
    let mut answers = SheetMapping::parse(&file.answers).unwrap_or_default();
    answers.set(about, answer.as_text());
    file.answers = answers.to_text();
    Changes::ask(Request::ImportSheet { file, on: session.today, agreed: None })
}
