//! Tagged cases: one event, or one document, for all of them that the list shows.

use crate::api::{ListQuery, Request};
use crate::domain::case::CaseRef;
use crate::domain::list::view::listed;
use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::list::ListPane;
use crate::ui::list::words;
use crate::ui::pending::{Pending, TagScope, Then};
use crate::ui::session::Session;

/// The most rows that are tagged by one key with a count.
const MAX_TAGS: isize = 1_000;

impl ListPane {
    /// Tags so many rows from the cursor on, or takes their tags off.
    pub(super) fn tag(&mut self, times: isize, session: &Session) -> Changes {
        let mut asked = Changes::none();
        for _ in 0..times.clamp(1, MAX_TAGS) {
            let Some(id) = self.current_case() else { break };
            if !self.tags.remove(&id) {
                self.tags.insert(id);
            }
            self.last_tag = Some(self.cursor);
            let before = self.cursor;
            asked = self.step(1, session);
            if self.cursor == before {
                break;
            }
        }
        asked.and(self.say_tagged())
    }

    /// Tags every row between the one tagged last and the cursor.
    pub(super) fn tag_range(&self, session: &Session) -> Changes {
        let Some(from) = self.last_tag else {
            let key = session.key_words(Action::SelectCase);
            return Changes::refuse(words::select_one_end(&key));
        };
        let to = self.cursor;
        self.ask_listed(TagScope::Range(from.min(to), from.max(to)), session)
    }

    /// Takes every tag off, and says how many there were.
    pub(super) fn untag(&mut self) -> Changes {
        let count = self.tags.len();
        self.forget_tags();
        if count == 0 {
            return Changes::say(words::NOTHING_SELECTED);
        }
        Changes::say(words::cleared(&count))
    }

    /// Takes every tag off.
    pub fn forget_tags(&mut self) {
        self.tags.clear();
        self.last_tag = None;
    }

    /// Asks which of the tagged cases are listed, where there are any.
    pub fn ask_tagged(&self, wanted: TagScope, session: &Session) -> Changes {
        if self.tags.is_empty() {
            let key = session.key_words(Action::SelectCase);
            return Changes::refuse(words::select_first(&key));
        }
        self.ask_listed(wanted, session)
    }

    /// Asks for every listed case.
    pub(super) fn ask_listed(&self, wanted: TagScope, session: &Session) -> Changes {
        let request = Request::Ids(ListQuery {
            today: session.today,
            filter: self.filter.clone(),
            sort: self.sort,
            from: 0,
            count: usize::MAX,
        });
        Changes::ask(Pending { request, then: Then::TakeTags(wanted) })
    }

    /// Takes the listed cases, and goes on with what they were asked for.
    pub fn take_tags(&mut self, wanted: TagScope, ids: &[CaseRef]) -> Changes {
        match wanted {
            TagScope::All => self.tags.extend(ids),
            TagScope::Range(from, to) => self.tags.extend(ids.iter().take(to + 1).skip(from)),
            TagScope::Act | TagScope::Document => {
                let cases = listed(&self.tags, ids);
                let hidden = self.tags.len() - cases.len();
                if cases.is_empty() {
                    return Changes::refuse(words::SELECTED_ARE_HIDDEN);
                }
                return match wanted {
                    TagScope::Document => PaneChange::DocumentsFor(cases).into(),
                    _ => PaneChange::RecordFor { cases, hidden }.into(),
                };
            }
        }
        self.say_tagged()
    }

    fn say_tagged(&self) -> Changes {
        Changes::say(words::so_many_selected(&self.tags.len()))
    }
}
