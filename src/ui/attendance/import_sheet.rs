//! What a register would change, after the pupils who are known by name only were asked about.

use crate::ui::attendance::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::intake::PupilNamed;
use crate::keymap::action::{Action, Scope};
use crate::ui::attendance::correction::{CorrectionDefaults, Waiting};
use crate::ui::attendance::reason::ReasonPrompt;
use crate::ui::attendance::{LEFT, left};
use crate::ui::change::{BarKeys, CONFIRM, Changes, Input, LIST, Overlay, READS, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::scroll_sheet::{ScrollSheet, Scrolled};
use crate::ui::pending::RegisterImport;
use crate::ui::session::Session;

/// Shows what an import would change, or asks first about pupils known by name only.
pub(super) fn preview(import: RegisterImport, known: &CorrectionDefaults) -> Changes {
    if import.open_question().is_some() {
        Changes::lay(PupilQuestion(import))
    } else {
        Changes::lay(ImportSheet::new(import, known))
    }
}

/// Shows why a register cannot be imported.
pub(crate) fn refused(lines: Vec<String>) -> Changes {
    let sheet = ScrollSheet::new(words::NOT_IMPORTED, lines).then_say(LEFT);
    Changes::refuse(words::REGISTER_NOT_IMPORTED).and(Changes::lay(sheet))
}

/// Whether a pupil who is known by name and date of birth only is the one meant; the first that is
/// not answered.
#[derive(Debug)]
pub(crate) struct PupilQuestion(pub(crate) RegisterImport);

impl PupilQuestion {
    fn answered(&mut self, is_meant: bool) -> Update {
        let open = self.0.open_question().map(|(pupil, _)| pupil);
        if let (Some(pupil), PupilNamed::Asked(answers)) = (open, &mut self.0.source.intake.named) {
            answers.insert(pupil, is_meant);
        }
        if self.0.open_question().is_some() {
            return Update::Stay;
        }
        Update::CloseWith(Changes::ask(self.0.source.clone().preview()))
    }
}

impl Overlay for PupilQuestion {
    fn scopes(&self) -> &'static [Scope] {
        CONFIRM
    }

    fn bar(&self) -> BarKeys {
        &[
            (Action::Agree, words::YES),
            (Action::Decline, words::NO),
            (Action::Dismiss, words::CANCEL),
        ]
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        match input.action {
            Some(Action::Agree) => self.answered(true),
            Some(Action::Decline) => self.answered(false),
            Some(Action::Dismiss) => left(),
            _ => Update::Stay,
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let keys = look.keys(&[
            (&[Action::Agree], "yes"),
            (&[Action::Decline], "no"),
            (&[Action::Dismiss], "cancel"),
        ]);
        let question = self.0.open_question().map_or("", |(_, words)| words);
        Scrolled::new(vec![question.to_owned()]).draw(&keys, look, area, buf)
    }
}

/// What an import would change.
#[derive(Debug)]
pub(crate) struct ImportSheet {
    import: RegisterImport,
    known: CorrectionDefaults,
    body: Scrolled,
}

impl ImportSheet {
    /// Returns the sheet of what was looked at.
    pub(crate) fn new(import: RegisterImport, known: &CorrectionDefaults) -> ImportSheet {
        let mut lines = vec![import.preview.message.clone(), String::new()];
        lines.extend(import.preview.lines.iter().cloned());
        ImportSheet { import, known: known.clone(), body: Scrolled::new(lines) }
    }

    /// Stores the marks; why comes first where some that stand would change.
    fn store(&self) -> Update {
        let import = self.import.clone();
        if import.changes_nothing() {
            return left();
        }
        if import.preview.corrected > 0 {
            let waiting = Waiting::Register(Box::new(import));
            return Update::CloseWith(Changes::lay(ReasonPrompt::new(waiting, &self.known)));
        }
        Update::CloseWith(Changes::ask(import.store(None)))
    }
}

impl Overlay for ImportSheet {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        if self.import.changes_nothing() {
            READS
        } else {
            &[(Action::Choose, words::SAVE_MARKS), (Action::Close, words::CANCEL)]
        }
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        match input.action {
            Some(Action::Close) => left(),
            Some(Action::Choose) => self.store(),
            action => {
                self.body.scroll(action);
                Update::Stay
            }
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let stores: (&[Action], &str) = (&[Action::Choose], words::SAVES_MARKS);
        let scroll: (&[Action], &str) = (&[Action::Down, Action::Up], "scroll");
        let leaves: (&[Action], &str) = (&[Action::Close], "cancel");
        let keys = if self.import.changes_nothing() {
            look.keys(&[scroll, leaves])
        } else {
            look.keys(&[stores, scroll, leaves])
        };
        self.body.draw(&words::import_preview(&keys), look, area, buf)
    }
}
