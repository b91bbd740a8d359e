//! What the sheet of items asks: the ground, whether a whole section is given, the check, the folder
//! of the copy; and how a passage is marked.

use crate::api::{AccessAsk, NewDecision};
use crate::domain::plural::{count, pluralize};
use crate::domain::subject_access::decision::{Ground, Treatment};
use crate::domain::subject_access::passage::{Folded, places};
use crate::domain::subject_access::worklist::Entry;
use crate::keymap::action::Action;
use crate::ui::change::{Changes, Input};
use crate::ui::pending::AccessThen;
use crate::ui::session::Session;
use crate::ui::subject_access::asking::{Answered, Asking};
use crate::ui::subject_access::items::ItemSheet;
use crate::ui::subject_access::mark::Mark;
use crate::ui::subject_access::{ask, words};

/// The most letters of a passage that a question shows.
const SHOWN: usize = 60;

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) enum Purpose {
    /// The ground on which the item is withheld.
    Withhold,
    /// The passage, as it is typed.
    Passage,
    /// The ground on which a passage is redacted.
    Redact(String),
    /// Whether these are decided on too.
    Decide(Vec<NewDecision>, &'static str),
    /// Whether every decision was checked.
    Check,
    /// The folder of the copy.
    Folder,
}

impl ItemSheet {
    /// Asks for the ground on which something of the item under the cursor is kept back.
    pub(super) fn ask_ground(&mut self, purpose: Purpose) {
        let Some(entry) = self.current() else { return };
        let label = match &purpose {
            Purpose::Redact(passage) => {
                let more = if passage.chars().count() > SHOWN { "…" } else { "" };
                let shown: String = passage.chars().take(SHOWN).collect();
                words::ground_of(&format!("{}{more}", shown.replace('\n', " ")))
            }
            _ => words::ground(&entry.item.title),
        };
        let options = Ground::ALL.map(Ground::label).to_vec();
        let asking = Asking::choice(label, words::GROUND_NOTE, options, 0);
        self.asking = Some((purpose, asking));
    }

    /// Asks whether everything in the section of the item under the cursor is given that is undecided.
    pub(super) fn ask_section(&mut self) -> Changes {
        let Some(here) = self.current() else { return Changes::say(words::NO_ITEMS) };
        let (case, section) = (here.case, here.item.section.clone());
        let own = self.entries().iter().filter(|e| e.case == case && e.item.section == section);
        let open = own.filter(|entry| entry.decision.is_none());
        let give = |entry| NewDecision::on(entry, Some(Treatment::Disclose));
        let decisions: Vec<NewDecision> = open.map(give).collect();
        if decisions.is_empty() {
            return Changes::say(words::NOTHING_IN_SECTION);
        }
        let items = pluralize(decisions.len(), "item");
        let question = Asking::question(words::give_section(&items, &section));
        self.asking = Some((Purpose::Decide(decisions, words::NOTHING_DECIDED), question));
        Changes::none()
    }

    /// Asks whether the passage that was redacted last is redacted wherever else it would be given.
    pub(super) fn ask_elsewhere(&mut self) {
        let Some((passage, ground)) = self.redacted.take() else { return };
        let is_meant = |entry: &&Entry| {
            !matches!(entry.treatment(), Some(Treatment::Withhold(_))) && shows(entry, &passage)
        };
        let found: Vec<&Entry> = self.entries().iter().filter(is_meant).collect();
        let undecided = found.iter().filter(|entry| entry.decision.is_none()).count();
        let new = |entry: &&Entry| NewDecision::on(entry, Some(entry.without(&passage, ground)));
        let decisions: Vec<NewDecision> = found.iter().map(new).collect();
        if decisions.is_empty() {
            return;
        }
        let items = pluralize(decisions.len(), "other item");
        let question = Asking::question(words::redact_elsewhere(&items, &undecided));
        self.asking = Some((Purpose::Decide(decisions, words::ELSEWHERE_STAYS), question));
    }

    pub(super) fn ask_check(&mut self) {
        let items = pluralize(self.entries().len(), "item");
        self.asking = Some((Purpose::Check, Asking::question(words::check(&items))));
    }

    pub(super) fn ask_folder(&mut self, session: &Session) {
        let asking = Asking::path(words::FOLDER, words::FOLDER_HINT, session);
        self.asking = Some((Purpose::Folder, asking));
    }

    /// Takes a key while something is asked.
    pub(super) fn answered(
        &mut self,
        purpose: Purpose,
        mut asking: Asking,
        input: Input,
        session: &Session,
    ) -> Changes {
        let id = self.work.view.request.id;
        match (asking.take(input, session), purpose) {
            (Answered::On(kept), purpose) => {
                self.asking = Some((purpose, asking));
                kept
            }
            (Answered::Left(kept), purpose) => kept.and(Changes::say(left(&purpose))),
            (Answered::Chosen(at), purpose) => {
                let Some(ground) = Ground::ALL.get(at).copied() else { return Changes::none() };
                match purpose {
                    Purpose::Redact(passage) => self.redact(passage, ground),
                    _ => self.decide_here(Some(Treatment::Withhold(ground))),
                }
            }
            (Answered::Yes, Purpose::Decide(decisions, _)) => self.decide(decisions),
            (Answered::Yes, _) => {
                let seen = self.work.worklist.sum();
                ask(AccessAsk::Check { id, seen }, AccessThen::Again(id))
            }
            (Answered::Line(folder, kept), Purpose::Folder) => {
                if folder.is_empty() {
                    asking.refuse(words::FOLDER_HINT);
                    self.asking = Some((Purpose::Folder, asking));
                    return kept;
                }
                kept.and(ask(AccessAsk::Files(id), AccessThen::Write { folder }))
            }
            (Answered::Line(passage, kept), purpose) => {
                if self.current().is_some_and(|entry| entry.has(&passage)) {
                    self.ask_ground(Purpose::Redact(passage));
                } else {
                    asking.refuse(words::NOT_IN_TEXT);
                    self.asking = Some((purpose, asking));
                }
                kept
            }
        }
    }

    /// Redacts a passage of the item under the cursor, and stays there: there may be another.
    fn redact(&mut self, passage: String, ground: Ground) -> Changes {
        let Some(entry) = self.current() else { return Changes::none() };
        let new = vec![NewDecision::on(entry, Some(entry.without(&passage, ground)))];
        self.redacted = Some((passage, ground));
        self.decide(new)
    }

    /// Takes a key while a passage is marked.
    pub(super) fn marking(&mut self, mut mark: Mark, input: Input, session: &Session) -> Changes {
        let Some(text) = self.current().map(|entry| entry.item.text.clone()) else {
            return Changes::none();
        };
        let width = self.text.width();
        match input.action {
            Some(Action::Close) => return Changes::say(words::NOTHING_DECIDED),
            Some(Action::Left) => mark.step(-1, &text),
            Some(Action::Right) => mark.step(1, &text),
            Some(Action::Redact) => {
                let hint = words::PASSAGE_HINT;
                let asking = Asking::line(words::PASSAGE, hint, "", session);
                self.asking = Some((Purpose::Passage, asking));
                return Changes::none();
            }
            Some(Action::Choose | Action::Toggle) if mark.from.is_none() => {
                mark.from = Some(mark.at);
            }
            Some(Action::Choose | Action::Toggle) => {
                if let Some(passage) = mark.passage(&text) {
                    self.ask_ground(Purpose::Redact(passage.to_owned()));
                    return Changes::none();
                }
                mark.from = None;
            }
            _ => {
                let Some(by) = input.steps() else {
                    self.mark = Some(mark);
                    return Changes::refuse(says(mark, session));
                };
                mark.step_lines(by, &text, width);
            }
        }
        self.mark = Some(mark);
        Changes::none()
    }
}

/// Returns what is to be done while a passage is marked.
fn says(mark: Mark, session: &Session) -> String {
    let choose = session.key_words(Action::Choose);
    match mark.from {
        None => words::mark_from(&choose, &session.key_words(Action::Redact)),
        Some(_) => words::mark_to(&choose),
    }
}

/// Returns what is said where a question is left.
fn left(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::Withhold | Purpose::Passage | Purpose::Redact(_) => words::NOTHING_DECIDED,
        Purpose::Decide(_, left) => left,
        Purpose::Check => words::NOT_CHECKED_YET,
        Purpose::Folder => words::NOTHING_WRITTEN,
    }
}

/// Returns whether a passage would be given with an item somewhere: it is there, and no passage that
/// is redacted covers it.
fn shows(entry: &Entry, passage: &str) -> bool {
    let text = Folded::new(&entry.item.text);
    let hidden = match entry.treatment() {
        Some(Treatment::Redact(parts)) => places(&text, parts),
        _ => Vec::new(),
    };
    text.find(&Folded::new(passage)).iter().any(|place| !text.is_covered(place, &hidden))
}

/// Returns how many passages of an item are redacted, in words.
pub(super) fn passages(many: usize) -> String {
    count(many, "passage", "passages")
}
