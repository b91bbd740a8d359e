//! What the bottom bar names: the few actions that matter where the officer is, none that could do
//! nothing there.

use crate::keymap::action::{Action, Scope};
use crate::ui::app::App;
use crate::ui::change::TEXT;
use crate::ui::pane::Pane;

impl App {
    /// Returns the actions that the bottom bar names, those that matter most first, with what they
    /// do, and the scopes in which their keys are looked up. While something lies over the pane its
    /// own keys are named, and no other.
    pub fn bar(&self) -> (Vec<(Action, &'static str)>, &'static [Scope]) {
        if let Some(over) = self.overlays.last() {
            return (over.bar().to_vec(), &[]);
        }
        let (actions, scopes) = self.of_pane();
        (actions.into_iter().map(|action| (action, action.help())).collect(), scopes)
    }

    fn of_pane(&self) -> (Vec<Action>, &'static [Scope]) {
        if self.list.is_searching() {
            return (vec![Action::Complete], TEXT);
        }
        let session = &self.session;
        let actions = match self.pane {
            Pane::Cases => self.of_list(),
            Pane::Overview => self.of_finding(&[Action::Record, Action::People, Action::Back]),
            Pane::Timeline if self.case.timeline_finding(session).is_none() => {
                let opens = self.case.is_on_event(session).then_some(Action::Open);
                opens
                    .into_iter()
                    .chain([Action::Record, Action::FilterTimeline, Action::Back])
                    .collect()
            }
            Pane::Timeline => {
                self.of_finding(&[Action::Record, Action::FilterTimeline, Action::Back])
            }
            Pane::Passport => self.form.bar(session),
            Pane::Attendance => self.attendance.bar().to_vec(),
            Pane::Documents => self.documents.bar(),
            Pane::Oversight => vec![Action::Open, Action::Back, Action::Palette],
        };
        (actions, self.scopes())
    }

    /// Returns what the bar names beside a finding: how it is dealt with, where there is one.
    fn of_finding(&self, rest: &[Action]) -> Vec<Action> {
        let own = if self.finding().is_some() { &[Action::Deal, Action::Why][..] } else { &[] };
        [own, rest].concat()
    }

    /// Returns what the bar names in the list; in an empty store how to begin.
    fn of_list(&self) -> Vec<Action> {
        let Some(line) = self.list.current() else {
            return if self.list.is_narrowed() {
                vec![Action::Back, Action::Find, Action::Palette]
            } else {
                vec![Action::NewCase, Action::Import, Action::Tour, Action::Terms, Action::Quit]
            };
        };
        let deals = line.next(self.session.today).is_some().then_some(Action::Deal);
        let tagged = self.list.has_tags().then_some(Action::ActOnSelected);
        let narrowed = self.list.is_narrowed().then_some(Action::Back);
        let rest = [Action::Open, Action::Find, Action::Record, Action::NewCase, Action::Palette];
        tagged.into_iter().chain(narrowed).chain(deals).chain(rest).collect()
    }
}
