//! Keys of the attendance overlays, and the import of a register.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::api::{FileSource, Request};
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::intake::{
    AcceptedPreview, Intake, IntakePreview, PupilNamed, ReadOptions,
};
use crate::domain::case::edit::CaseChange;
use crate::keymap::key::{Key, KeySym};
use crate::ui::attendance::dialog::{AttendanceDialog, RegisterImport, Waiting};
use crate::ui::attendance::side_word;
use crate::ui::attendance::timetable::DialogResult;
use crate::ui::overlay::prompt::Prompt;
use crate::ui::{App, Overlay};

impl App {
    /// Takes a key of a sheet.
    pub(in crate::ui) fn key_sheet(&mut self, sheet: AttendanceDialog, key: Key) -> Vec<Request> {
        match sheet {
            AttendanceDialog::Timetable(mut editor) => match editor.key(key) {
                DialogResult::Not => self.lay(AttendanceDialog::Timetable(editor)),
                DialogResult::Left => self.left(),
                DialogResult::Save => {
                    let Some(case) = &self.case else { return Vec::new() };
                    let edits = editor.edits(case);
                    if edits.is_empty() {
                        self.say("This timetable is stored already.");
                        return Vec::new();
                    }
                    vec![Request::Change { change: CaseChange { case: case.id, edits }, why: None }]
                }
            },
            AttendanceDialog::Reason { mut prompt, waiting } => match key.code {
                KeySym::Esc => self.left(),
                KeySym::Enter => self.take_reason(prompt, waiting),
                _ => {
                    prompt.key(key);
                    self.lay(AttendanceDialog::Reason { prompt, waiting })
                }
            },
            AttendanceDialog::Position { mut prompt, waiting, reason } => match key.code {
                KeySym::Esc => self.left(),
                KeySym::Enter => self.take_position(prompt, waiting, reason),
                _ => {
                    prompt.key(key);
                    self.lay(AttendanceDialog::Position { prompt, waiting, reason })
                }
            },
            AttendanceDialog::File(mut prompt) => match key.code {
                KeySym::Esc => self.left(),
                KeySym::Enter => self.take_file(prompt),
                _ => {
                    prompt.key(key);
                    self.lay(AttendanceDialog::File(prompt))
                }
            },
            AttendanceDialog::Question(import) => self.key_question(import, key),
            AttendanceDialog::Preview { import, top } => match key.code {
                KeySym::Esc => self.left(),
                KeySym::Enter if import.preview.new + import.preview.corrected == 0 => self.left(),
                KeySym::Enter if import.preview.corrected > 0 => {
                    self.ask_why(Waiting::Register(import));
                    Vec::new()
                }
                KeySym::Enter => self.take_import(*import, None),
                _ => {
                    let top = scrolled(top, key, import.preview.lines.len());
                    self.lay(AttendanceDialog::Preview { import, top })
                }
            },
            AttendanceDialog::Refused { lines, top } => match key.code {
                KeySym::Esc | KeySym::Enter => self.left(),
                _ => {
                    let top = scrolled(top, key, lines.len());
                    self.lay(AttendanceDialog::Refused { lines, top })
                }
            },
        }
    }

    fn lay(&mut self, sheet: AttendanceDialog) -> Vec<Request> {
        self.over = Some(Overlay::Attendance(Box::new(sheet)));
        Vec::new()
    }

    fn left(&mut self) -> Vec<Request> {
        self.say("Left as it was; nothing was changed.");
        Vec::new()
    }

    /// Takes pasted text into the line being typed.
    pub(in crate::ui) fn paste_sheet(&mut self, sheet: &mut AttendanceDialog, text: &str) {
        match sheet {
            AttendanceDialog::Reason { prompt, .. }
            | AttendanceDialog::Position { prompt, .. }
            | AttendanceDialog::File(prompt) => prompt.paste(text),
            AttendanceDialog::Timetable(_)
            | AttendanceDialog::Question(_)
            | AttendanceDialog::Preview { .. }
            | AttendanceDialog::Refused { .. } => {}
        }
    }

    /// Asks for the file of a register.
    pub(in crate::ui) fn import(&mut self) {
        let label =
            format!("Import marks of the {} school · file", side_word(self.attendance.side));
        let hint = "A CSV or XLSX file. Where all marks stand in one string, say after a comma how it is read and from which day: host.csv, split by ;, from 23/11/2026 - or host.csv, 2 a mark, from 23/11/2026";
        self.over = Some(Overlay::Attendance(Box::new(AttendanceDialog::File(Prompt::new(
            label,
            hint,
            &self.correcting.file,
        )))));
    }

    fn take_file(&mut self, mut prompt: Prompt) -> Vec<Request> {
        let typed = prompt.text();
        let (file, how) = match read_line(&typed, self.today) {
            Ok(read) => read,
            Err(words) => {
                prompt.fault = words;
                return self.lay(AttendanceDialog::File(prompt));
            }
        };
        self.correcting.file = typed;
        let case = self.case.as_ref().map(|c| c.id);
        let intake = Intake {
            side: self.attendance.side,
            how,
            case,
            named: PupilNamed::Asked(BTreeMap::new()),
            today: self.today,
        };
        self.importing = Some((file.clone(), intake.clone()));
        let file = FileSource::Named(file);
        vec![Request::Register { file, intake: Box::new(intake), take: None }]
    }

    /// Shows what an import would change, or asks first about pupils known by name only.
    pub(in crate::ui) fn show_preview(&mut self, preview: IntakePreview) {
        let Some((file, intake)) = self.importing.take() else { return };
        let import = Box::new(RegisterImport { file, intake, preview });
        let sheet = if import.open_question().is_some() {
            AttendanceDialog::Question(import)
        } else {
            AttendanceDialog::Preview { import, top: 0 }
        };
        self.over = Some(Overlay::Attendance(Box::new(sheet)));
    }

    pub(in crate::ui) fn show_refused(&mut self, lines: Vec<String>) {
        self.importing = None;
        self.refuse("The register was not imported; nothing was changed.");
        self.over =
            Some(Overlay::Attendance(Box::new(AttendanceDialog::Refused { lines, top: 0 })));
    }

    fn key_question(&mut self, mut import: Box<RegisterImport>, key: Key) -> Vec<Request> {
        let yes = match key.code {
            KeySym::Esc => return self.left(),
            KeySym::Char('y') => true,
            KeySym::Char('n') => false,
            _ => return self.lay(AttendanceDialog::Question(import)),
        };
        if let (Some(pupil), PupilNamed::Asked(answers)) =
            (import.open_question().map(|(p, _)| p), &mut import.intake.named)
        {
            answers.insert(pupil, yes);
        }
        if import.open_question().is_some() {
            return self.lay(AttendanceDialog::Question(import));
        }
        let (file, intake) = (import.file.clone(), import.intake.clone());
        self.importing = Some((file.clone(), intake.clone()));
        let file = FileSource::Named(file);
        vec![Request::Register { file, intake: Box::new(intake), take: None }]
    }

    /// Asks the owner to store what was looked at.
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

fn scrolled(top: usize, key: Key, most: usize) -> usize {
    match key.code {
        KeySym::Down | KeySym::Char('j') => (top + 1).min(most),
        KeySym::Up | KeySym::Char('k') => top.saturating_sub(1),
        KeySym::PageDown | KeySym::Char(' ') => (top + 10).min(most),
        KeySym::PageUp => top.saturating_sub(10),
        _ => top,
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
            how.start = Some(crate::domain::calendar::dates::parse(day.trim(), today)?);
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
