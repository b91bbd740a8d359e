//! An import of a register, from its file's name to its marks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{FileSource, Request};
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::intake::{
    AcceptedPreview, Intake, IntakePreview, PupilNamed, ReadOptions,
};
use crate::keymap::action::{Action, Scope};
use crate::ui::attendance::dialog::{LEFT, RegisterImport, Waiting, left};
use crate::ui::attendance::side_word;
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::overlay::scroll_sheet::{ScrollSheet, Scrolled};
use crate::ui::overlay::{CONFIRM, Input, LIST, Overlay, TEXT, Update};
use crate::ui::{App, CursorPos, DrawContext};

impl App {
    /// Asks for the file of a register.
    pub(in crate::ui) fn import(&mut self) {
        let label =
            format!("Import marks of the {} school · file", side_word(self.attendance.side));
        let hint = "A CSV or XLSX file. Where all marks stand in one string, say after a comma how it is read and from which day: host.csv, split by ;, from 23/11/2026 - or host.csv, 2 a mark, from 23/11/2026";
        self.lay(RegisterPrompt(Prompt::new(label, hint, &self.correcting.file)));
    }

    /// Shows what an import would change, or asks first about pupils known by name only.
    pub(in crate::ui) fn show_preview(&mut self, preview: IntakePreview) {
        let Some((file, intake)) = self.importing.take() else { return };
        let import = RegisterImport { file, intake, preview };
        if import.open_question().is_some() {
            self.lay(PupilQuestion(import));
        } else {
            self.lay(ImportSheet::new(import));
        }
    }

    pub(in crate::ui) fn show_refused(&mut self, lines: Vec<String>) {
        self.importing = None;
        self.refuse("The register was not imported; nothing was changed.");
        let sheet = ScrollSheet::new("Not imported, nothing was changed", lines);
        self.lay(sheet.then_say(LEFT));
    }

    /// Asks what a register would change.
    fn look_into(&mut self, file: PathBuf, intake: Intake) -> Vec<Request> {
        self.importing = Some((file.clone(), intake.clone()));
        let file = FileSource::Named(file);
        vec![Request::Register { file, intake: Box::new(intake), take: None }]
    }

    /// Asks the owner to store what was looked at.
    #[expect(clippy::unused_self, reason = "the overlay's door to the session")]
    pub(in crate::ui) fn take_import(
        &mut self,
        import: RegisterImport,
        reason: Option<CorrectionReason>,
    ) -> Vec<Request> {
        let take = Some(AcceptedPreview { sum: import.preview.sum, reason });
        let file = FileSource::Named(import.file);
        vec![Request::Register { file, intake: Box::new(import.intake), take }]
    }
}

/// Which file is to be imported.
#[derive(Debug)]
pub(crate) struct RegisterPrompt(pub Prompt);

impl RegisterPrompt {
    fn entered(&mut self, app: &mut App) -> Update {
        let typed = self.0.text();
        let (file, how) = match read_line(&typed, app.today) {
            Ok(read) => read,
            Err(words) => {
                self.0.fault = words;
                return Update::Stay;
            }
        };
        app.correcting.file = typed;
        let intake = Intake {
            side: app.attendance.side,
            how,
            case: app.case.as_ref().map(|c| c.id),
            named: PupilNamed::Asked(BTreeMap::new()),
            today: app.today,
        };
        Update::Ask(app.look_into(file, intake))
    }
}

impl Overlay for RegisterPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match self.0.take(input) {
            Typed::On => Update::Stay,
            Typed::Left => left(app),
            Typed::Entered => self.entered(app),
        }
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.0.paste(text);
        Vec::new()
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.0.draw(look, area, buf)
    }
}

/// Whether a pupil who is known by name and date of birth only is the one meant; the first that is
/// not answered.
#[derive(Debug)]
pub(crate) struct PupilQuestion(pub RegisterImport);

impl PupilQuestion {
    fn answered(&mut self, is_meant: bool, app: &mut App) -> Update {
        let open = self.0.open_question().map(|(pupil, _)| pupil);
        if let (Some(pupil), PupilNamed::Asked(answers)) = (open, &mut self.0.intake.named) {
            answers.insert(pupil, is_meant);
        }
        if self.0.open_question().is_some() {
            return Update::Stay;
        }
        Update::Ask(app.look_into(self.0.file.clone(), self.0.intake.clone()))
    }
}

impl Overlay for PupilQuestion {
    fn scopes(&self) -> &'static [Scope] {
        CONFIRM
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match input.action {
            Some(Action::Agree) => self.answered(true, app),
            Some(Action::Decline) => self.answered(false, app),
            Some(Action::Dismiss) => left(app),
            _ => Update::Stay,
        }
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let keys = look.keys(&[
            (&[Action::Agree], "yes"),
            (&[Action::Decline], "no"),
            (&[Action::Dismiss], "leaves the import"),
        ]);
        let question = self.0.open_question().map_or("", |(_, words)| words);
        Scrolled::new(vec![question.to_owned()]).draw(&keys, look, area, buf)
    }
}

/// What an import would change.
#[derive(Debug)]
pub(crate) struct ImportSheet {
    import: RegisterImport,
    body: Scrolled,
}

impl ImportSheet {
    /// Returns the sheet of what was looked at.
    pub(crate) fn new(import: RegisterImport) -> ImportSheet {
        let mut lines = vec![import.preview.message.clone(), String::new()];
        lines.extend(import.preview.lines.iter().cloned());
        ImportSheet { import, body: Scrolled::new(lines) }
    }

    fn changes_nothing(&self) -> bool {
        self.import.preview.new + self.import.preview.corrected == 0
    }
}

impl Overlay for ImportSheet {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match input.action {
            Some(Action::Close) => left(app),
            Some(Action::Choose) if self.changes_nothing() => left(app),
            Some(Action::Choose) if self.import.preview.corrected > 0 => {
                app.ask_why(Waiting::Register(Box::new(self.import.clone())));
                Update::Close
            }
            Some(Action::Choose) => Update::Ask(app.take_import(self.import.clone(), None)),
            action => {
                self.body.scroll(action);
                Update::Stay
            }
        }
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let stores: (&[Action], &str) = (&[Action::Choose], "stores these marks");
        let scroll: (&[Action], &str) = (&[Action::Down, Action::Up], "scroll");
        let leaves: (&[Action], &str) = (&[Action::Close], "leaves");
        let keys = if self.changes_nothing() {
            look.keys(&[scroll, leaves])
        } else {
            look.keys(&[stores, scroll, leaves])
        };
        self.body.draw(&format!("Import · {keys}"), look, area, buf)
    }
}

/// Reads a file's name and, after commas, how its strings of marks are read: `host.csv, split by ;,
/// from 23/11/2026`.
fn read_line(typed: &str, today: chrono::NaiveDate) -> Result<(PathBuf, ReadOptions), String> {
    // A name may hold a comma itself: what is read are the last parts, as long as each begins like
    // one.
    let begins = |part: &str| {
        part.starts_with("split by") || part.starts_with("from ") || part.ends_with("a mark")
    };
    let (mut file, mut how) = (typed.trim(), ReadOptions::default());
    while let Some((before, part)) =
        file.rsplit_once(", ").map(|(b, p)| (b, p.trim())).filter(|(_, p)| begins(p))
    {
        file = before.trim();
        if let Some(by) = part.strip_prefix("split by") {
            how.separator = Some(
                by.trim()
                    .chars()
                    .next()
                    .ok_or("Say by which character the marks are split, as in \"split by ;\".")?,
            );
        } else if let Some(day) = part.strip_prefix("from ") {
            how.start = Some(
                crate::domain::calendar::dates::parse(day.trim(), today)
                    .map_err(|e| e.to_string())?,
            );
        } else {
            let width = part
                .strip_suffix("a mark")
                .and_then(|n| n.trim().parse::<usize>().ok())
                .filter(|n| (1..=4).contains(n));
            how.width = Some(width.ok_or("Say 1 to 4 characters, as in \"2 a mark\".")?);
        }
    }
    if file.is_empty() {
        return Err("Type the name of the file, as registers/host.csv.".into());
    }
    Ok((PathBuf::from(file), how))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_file_and_how_its_strings_are_read() {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        assert_eq!(
            read_line("a b.csv", today),
            Ok((PathBuf::from("a b.csv"), ReadOptions::default()))
        );
        assert_eq!(
            read_line("Ashworth, Bailey.csv", today),
            Ok((PathBuf::from("Ashworth, Bailey.csv"), ReadOptions::default()))
        );
        for (by, typed) in
            [('|', "x.csv, split by |, from 16/11/2026"), (',', "x.csv, from 16/11, split by ,")]
        {
            let (file, how) = read_line(typed, today).expect("read");
            let start = how.start.map(|d| d.to_string());
            assert_eq!(
                (file, how.separator, start),
                (PathBuf::from("x.csv"), Some(by), Some("2026-11-16".into()))
            );
        }
        assert_eq!(read_line("x.csv, 2 a mark", today).map(|(_, how)| how.width), Ok(Some(2)));
        for wrong in ["", "x, 9 a mark", "x, split by", "x, from soon"] {
            assert!(read_line(wrong, today).is_err_and(|e| e.ends_with('.')), "{wrong}");
        }
    }
}
