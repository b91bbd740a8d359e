//! Carries out what panes and overlays want, in order.

use crate::api::Request;
use crate::domain::case::{CaseRef, RowId};
use crate::domain::plural::pluralize;
use crate::domain::rules::NextStep;
use crate::domain::value::Value;
use crate::ui::app::App;
use crate::ui::app::words;
use crate::ui::attendance;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::form::{FormPane, event};
use crate::ui::import;
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, PickFor, Then};

impl App {
    /// Carries out what is wanted; returns what the service is to be asked, in order.
    pub(in crate::ui) fn carry_out(&mut self, changes: impl Into<Changes>) -> Vec<Pending> {
        changes.into().into_iter().flat_map(|change| self.carry_out_one(change)).collect()
    }

    fn carry_out_one(&mut self, change: PaneChange) -> Vec<Pending> {
        let session = &self.session;
        let next = match change {
            // A text is kept where it can be saved.
            PaneChange::Ask(pending)
                if session.only_reads()
                    && matches!(
                        pending.request,
                        Request::SaveDraft(_) | Request::DiscardDraft { .. }
                    ) =>
            {
                Changes::none()
            }
            PaneChange::Ask(pending) => {
                let beside = self.form.proposed_beside(&pending.request, session);
                let asks: Vec<Pending> = beside.map(Pending::from).chain([pending]).collect();
                for ask in &asks {
                    self.session.kept.note(&ask.request);
                }
                return asks;
            }
            PaneChange::Act(action) => return self.act(action),
            PaneChange::Key(key) => return self.on_key(key),
            PaneChange::Deal => return self.deal(),
            PaneChange::BackToList => {
                let was_there = std::mem::replace(&mut self.pane, Pane::Cases) == Pane::Cases;
                self.list.come_back(was_there, session.today)
            }
            PaneChange::OpenPlace(id, place) => {
                self.input.opened(id);
                self.list.reveal(id);
                if session.is_open(id) {
                    self.form.go_to_place(&place, session)
                } else {
                    let then = Then::GoToPlace(place);
                    Changes::ask(Pending { request: Request::Case(id), then })
                }
            }
            PaneChange::OpenCase(id) => {
                self.list.reveal(id);
                self.list.look_at(id, session)
            }
            PaneChange::Pick(purpose, value) => self.pick(purpose, value),
            PaneChange::Answer { at, value, warning } => {
                self.form.take_typed(&at, value, warning, session)
            }
            PaneChange::RecordForAll { agreed } => self.form.record_for_all(Some(agreed)),
            PaneChange::ShowEvent { table, row } => {
                self.case.go_to_event(table, row, session);
                self.pane = Pane::Timeline;
                if self.list.is_left_to_deal() {
                    PaneChange::BackToList.into()
                } else {
                    Changes::none()
                }
            }
            PaneChange::ApplyView(view) => self.list.apply_view(view, session),
            PaneChange::AskTagged(scope) => self.list.ask_tagged(scope, session),
            PaneChange::RecordFor { cases, hidden } => {
                let words = pluralize(cases.len(), words::SELECTED_CASE);
                let left = match hidden {
                    0 => String::new(),
                    n => words::hidden_are_not_changed(&n),
                };
                let picked = event::pick(Some(cases), session);
                picked.and(Changes::say(words::one_event_for(&words, &left)))
            }
            PaneChange::DocumentsFor(cases) => self.documents.ask_for_tagged(&cases, session),
            PaneChange::TakeFolder { folder, tagged } => {
                self.documents.take_folder(folder, tagged, session)
            }
            other => {
                self.set(other);
                Changes::none()
            }
        };
        self.carry_out(next)
    }

    /// Carries out what changes the state alone.
    fn set(&mut self, change: PaneChange) {
        match change {
            PaneChange::Say(text) => self.message.say(text),
            PaneChange::Refuse(text) => self.message.refuse(text),
            PaneChange::Effect(effect) => self.effects.push(effect),
            PaneChange::Lay(mut overlay) => {
                overlay.offer(&self.session);
                self.overlays.push(overlay);
            }
            PaneChange::KeepLine { asked, line } => self.session.kept.keep_line(asked, line),
            PaneChange::LayIfFree(overlay) if self.overlays.is_empty() => {
                self.overlays.push(overlay);
            }
            PaneChange::Leave => self.is_done = true,
            PaneChange::Hide => self.privacy.hide(),
            PaneChange::EndCount => drop(self.input.end_count()),
            PaneChange::Show(pane) => self.pane = pane,
            PaneChange::CloseCase => {
                self.session.case = None;
                self.session.findings.clear();
            }
            PaneChange::SetBookmark(letter) => {
                if let Some(id) = self.session.case_id() {
                    self.input.set_bookmark(letter, id);
                }
            }
            PaneChange::WearTheme(theme) => self.session.theme = theme,
            PaneChange::OpenEvent { table, row } => {
                self.form.show_event(table, row);
                self.pane = Pane::Passport;
            }
            PaneChange::Search(words) => self.list.search_for(words),
            PaneChange::Searched(words) => {
                if let Some(tutor) = &mut self.tutor {
                    tutor.found(&words);
                }
            }
            PaneChange::TurnColumn(column) => self.list.turn_column(column),
            PaneChange::RememberCorrection { reason, position, is_one } => {
                if self.session.position.is_empty() {
                    self.session.position.clone_from(&position);
                }
                self.attendance.remember_correction(reason, position, is_one);
            }
            _ => {}
        }
    }

    /// Takes a picked line to what it was picked for.
    fn pick(&mut self, purpose: PickFor, value: Value) -> Changes {
        let session = &self.session;
        match purpose {
            PickFor::Answer(at) => self.form.take_choice(&at, value, session),
            PickFor::BegunEvent { table, row, cases } => {
                let is_wanted = value == Value::YesNo(true);
                self.take_begun(is_wanted, table, row, cases)
            }
            PickFor::Event(cases) => self.form.begin_event(value.as_text(), None, cases, session),
            PickFor::Review(wanted) => self.documents.take_review(wanted, &value, session),
            PickFor::Line => {
                self.form.go_to_line(&value);
                Changes::none()
            }
            PickFor::Import => import::ask_file(value.as_text()),
            PickFor::Pupil(pupils) => import::open_case(&pupils, &value, session),
            PickFor::Sheet(file, about) => import::answer_sheet(*file, &about, &value, session),
            PickFor::TermsOf => attendance::terms::open_of(value.as_text()),
            PickFor::Evidence { path } => FormPane::read_evidence(path, value.as_text()),
        }
    }
    /// Takes an event up again that was begun and left, or begins it afresh.
    fn take_begun(
        &mut self,
        is_wanted: bool,
        table: &'static str,
        row: RowId,
        cases: Option<Vec<CaseRef>>,
    ) -> Changes {
        if is_wanted {
            return self.form.take_up_event(table, row, cases, &self.session);
        }
        let settles = self.finding().filter(|f| f.step == NextStep::Record(table)).cloned();
        let dropped = event::drop_texts(table, row, &self.session);
        let dropped: Changes = self.carry_out(dropped).into_iter().collect();
        dropped.and(self.form.begin_event(table, settles.as_ref(), cases, &self.session))
    }
}
