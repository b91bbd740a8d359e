//! What others have done meanwhile: the list and the open case follow, and nothing moves under the
//! cursor. A text that is being typed at a place that has changed is told so before it is saved.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::api::{
    CasesChanged, Draft, Heard, ItemKind, Notice, Reply, Request, SessionId, WhyGone,
};
use crate::domain::case::{Case, CaseRef, FieldPath, sign_off};
use crate::domain::forms;
use crate::domain::rules::{Finding, most_urgent_first};
use crate::ui::answer_text::answer_text;
use crate::ui::app::App;
use crate::ui::app::words;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, Then};

/// What this session and the others know of one another.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Where the others were told that this session is.
    here: (Option<CaseRef>, Option<FieldPath>),
    /// A change of the open case that was not said, since a refusal stood there.
    unsaid: Option<String>,
    /// The change of the open case that was said last.
    said: String,
    /// The open case has changed at the place of the text that is being typed, and is asked for once
    /// that is closed.
    is_behind: bool,
    /// By which number the service knows this session; another after a connection was lost.
    session: Option<SessionId>,
}

/// Returns what is said where the server has gone.
fn gone(why: WhyGone) -> &'static str {
    match why {
        WhyGone::Stopped => words::SERVER_STOPPED,
        WhyGone::Upgraded => words::SERVER_UPGRADED,
        WhyGone::Unsaid => words::SERVER_GONE,
    }
}

impl App {
    /// Returns what is asked for after something has come unasked.
    pub fn on_heard(&mut self, heard: Heard) -> Vec<Pending> {
        self.changes += u64::from(!matches!(heard, Heard::Nothing));
        match heard {
            Heard::Nothing => Vec::new(),
            Heard::News => vec![Request::Notices.into()],
            Heard::Gone(why) => {
                self.session.company.clear();
                self.message.refuse(gone(why));
                Vec::new()
            }
            Heard::Back => {
                self.told.here = (None, None);
                for why in [WhyGone::Stopped, WhyGone::Upgraded, WhyGone::Unsaid] {
                    self.message.unsay(gone(why));
                }
                let anew = self.take_notices(vec![Notice::Resync]);
                let rejoin = self.told.session.map(|session| Pending {
                    request: Request::DraftsOf { session },
                    then: Then::Rejoin,
                });
                let rejoin: Changes = rejoin.into_iter().collect();
                let mut out = self.carry_out(rejoin.and(Changes::ask(Request::Notices)).and(anew));
                out.extend(self.tell_place());
                out
            }
        }
    }

    /// Takes note of the number by which the service knows this session.
    pub(super) fn has_joined(&mut self, session: SessionId) {
        self.told.session = Some(session);
    }

    /// Takes the texts that this session had on disk before its connection was lost: those that are
    /// no longer kept here were saved or given up meanwhile.
    pub(super) fn rejoin(&mut self, session: SessionId, texts: Vec<Draft>) -> Changes {
        self.has_joined(session);
        let is_let_go = |text: &Draft| {
            self.session.kept.at(text.case, &text.path).is_none()
                && self.typed_place() != Some(&text.path)
                && !self.form.is_unsaved(&text.path)
        };
        let let_go = texts.into_iter().filter(is_let_go);
        let_go.map(|text| Request::DiscardDraft { case: text.case, at: text.path }).collect()
    }

    /// Returns what tells the others where this session is, where that has changed.
    pub(super) fn tell_place(&mut self) -> Option<Pending> {
        let case = self.session.case_id().filter(|_| self.pane != Pane::Cases);
        let at = case.and_then(|_| self.typed_place().cloned());
        let now = (case, at);
        (self.told.here != now).then(|| {
            self.told.here.clone_from(&now);
            Request::Here { case: now.0, at: now.1 }.into()
        })
    }

    /// Returns the place of the answer that is being given in what lies over the pane.
    fn typed_place(&self) -> Option<&FieldPath> {
        self.overlays.iter().rev().find_map(|over| over.place())
    }

    /// Takes what others have done; asks for what of it is on screen.
    pub(super) fn take_notices(&mut self, all: Vec<Notice>) -> Changes {
        let (mut touched, mut open) = (BTreeSet::new(), None);
        let (mut is_any, mut is_all, mut asks) = (false, false, Changes::none());
        let mut glass = Vec::new();
        for notice in all {
            match notice {
                Notice::Here(place) => self.session.company.take(place),
                Notice::DiskIsFull(true) => self.message.refuse(words::DISK_IS_FULL),
                Notice::DiskIsFull(false) => self.message.say(words::DISK_HAS_ROOM),
                Notice::Changed(change) => {
                    is_any = true;
                    touched.extend(change.cases.iter().copied());
                    let is_open =
                        self.session.case_id().is_some_and(|id| change.cases.contains(&id));
                    open = is_open.then_some(change).or(open);
                }
                Notice::Items(ItemKind::Authority) => is_all = true,
                Notice::Items(ItemKind::Terms) => {
                    is_all = true;
                    asks = asks.and(Changes::ask(Request::Calendars));
                }
                Notice::Items(ItemKind::Schools) => {
                    is_all = true;
                    asks = asks.and(self.session.ask_schools().into_iter().collect::<Changes>());
                }
                Notice::Glass(words) => glass.push(words),
                Notice::Hidden(case) => asks = asks.and(self.take_away(case)),
                Notice::Resync => {
                    is_all = true;
                    asks = asks.and(Changes::ask(Request::Role));
                    self.session.company.clear();
                    asks = asks.and(self.session.ask_schools().into_iter().collect::<Changes>());
                }
            }
        }
        if !glass.is_empty() {
            asks = asks.and(Changes::refuse(glass.join(" ")));
        }
        if is_any || is_all {
            let is_told = |id: &CaseRef| is_all || touched.contains(id);
            let cases: Vec<CaseRef> = self.list.shown().filter(is_told).collect();
            let today = self.session.today;
            asks = asks.and(Changes::ask(Request::Lines { cases, today }));
        }
        match self.session.case_id().filter(|_| is_all || open.is_some()) {
            Some(id) => asks.and(Changes::ask(refresh(id, open))),
            None => asks,
        }
    }

    /// Takes the open case anew after another session has changed it.
    pub(super) fn refresh(&mut self, by: Option<CasesChanged>, reply: Reply) -> Vec<Pending> {
        match reply {
            Reply::Case { case, line, findings } if self.session.is_open(case.id) => {
                self.list.replace_line(*line);
                self.refresh_case(by.as_ref(), Rc::from(case), findings)
            }
            // The officer has gone on to another case meanwhile.
            Reply::Case { .. } => Vec::new(),
            Reply::Refused { .. } if self.is_overlaid() || self.is_pending() => Vec::new(),
            Reply::Refused { says, .. } => {
                self.session.case = None;
                let gone = Changes::refuse(says).and(PaneChange::Show(Pane::Cases));
                let today = self.session.today;
                let anew = Changes::ask(self.list.ask_here(today));
                self.carry_out(gone.and(anew))
            }
            _ => Vec::new(),
        }
    }

    fn refresh_case(
        &mut self,
        by: Option<&CasesChanged>,
        new: Rc<Case>,
        mut findings: Vec<Finding>,
    ) -> Vec<Pending> {
        let Some(old) = self.session.case.clone() else { return Vec::new() };
        if let Some(by) = by {
            self.say_changed(by);
        }
        if let Some((words, is_other)) = self.typed_place().and_then(|at| {
            let words = self.met_words(at, &old, &new, by)?;
            let is_gone = is_in(at, &old) && !is_in(at, &new);
            Some((words, is_gone || old.at(at) != new.at(at)))
        }) {
            let met = self.overlays.iter_mut().rev().find(|over| over.place().is_some());
            if let Some(over) = met {
                over.meet(&words);
            }
            // What is typed there is saved in place of what was seen, and of nothing else: until it
            // is closed the officer's own screen stays as it was, and saving is refused once.
            if is_other {
                self.told.is_behind = true;
                return Vec::new();
            }
        }
        self.told.is_behind = false;
        self.form.keep_place(&old, &new);
        most_urgent_first(&mut findings, self.session.today);
        self.case.keep_place(&new, &findings, &self.session);
        let shown = self.show_case(new, findings);
        self.carry_out(shown)
    }

    /// Says that the open case was changed, behind what is being said. A refusal is left to be read;
    /// then it is said with what is saved next.
    fn say_changed(&mut self, by: &CasesChanged) {
        let words = words::changed_by(&by.who, &by.when, &by.says);
        if self.message.is_refusal() {
            self.told.unsaid = Some(words);
            return;
        }
        let said = self.message.text();
        let own = said.strip_suffix(self.told.said.as_str()).unwrap_or(said).trim_end();
        self.message.say(format!("{own} {words}").trim_start());
        self.told.said = words;
    }

    /// Takes what was not said of others' changes of the open case.
    pub(super) fn take_unsaid(&mut self) -> String {
        self.told.unsaid.take().unwrap_or_default()
    }

    /// Forgets what was not said, when another case is opened.
    pub(super) fn forget_unsaid(&mut self) {
        self.told.unsaid = None;
        self.told.is_behind = false;
    }

    /// Returns what is said at the place that is being typed where somebody else has changed it.
    fn met_words(
        &self,
        at: &FieldPath,
        old: &Case,
        new: &Case,
        by: Option<&CasesChanged>,
    ) -> Option<String> {
        let (who, when) = match by {
            Some(by) => (by.who.clone(), by.when.clone()),
            None => (words::A_COLLEAGUE.to_owned(), words::MEANWHILE.to_owned()),
        };
        if is_in(at, old) && !is_in(at, new) {
            let table = at.row.as_ref().and_then(|(table, _)| forms::table(table));
            let one = table.map_or("row", |table| table.row_label);
            return Some(words::met_removed(&one, &who, &when));
        }
        if old.at(at) != new.at(at) {
            let (_, field) = forms::any_field(&at.field)?;
            let school = |id: &str| self.session.school_name(id);
            let theirs = answer_text(new, &field.kind, new.at(at), &school);
            return Some(if theirs.is_empty() {
                words::met_cleared(&who, &when)
            } else {
                words::met_changed(&theirs, &who, &when)
            });
        }
        let is_signed = |case| sign_off::meeting(case, at).is_some();
        (is_signed(new) && !is_signed(old)).then(|| words::met_signed_off(&who, &when))
    }

    /// Asks for the open case once no text lies over the place at which it has changed.
    pub(super) fn catch_up(&mut self) -> Option<Pending> {
        if !self.told.is_behind || self.typed_place().is_some() {
            return None;
        }
        self.told.is_behind = false;
        self.session.case_id().map(|id| refresh(id, None))
    }
}

/// Returns whether the row of a place is in a case; what is in no row always is.
fn is_in(at: &FieldPath, case: &Case) -> bool {
    at.row.as_ref().is_none_or(|(table, row)| case.row(table, *row).is_some())
}

fn refresh(id: CaseRef, by: Option<CasesChanged>) -> Pending {
    Pending { request: Request::Case(id), then: Then::Refresh(by) }
}
