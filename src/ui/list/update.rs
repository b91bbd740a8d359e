//! What the actions of the list do: views, order, columns, a new case, the search of every text.

use crate::api::Request;
use crate::domain::list::view::{Column, View};
use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::import;
use crate::ui::list::ListPane;
use crate::ui::list::columns::{ColumnPicker, turned};
use crate::ui::list::full_text::TextSearch;
use crate::ui::list::view_naming::ViewNaming;
use crate::ui::list::words;
use crate::ui::pane::Pane;
use crate::ui::pending::TagScope;
use crate::ui::session::Session;

impl ListPane {
    /// Does an action of the list so many times, where that makes a difference.
    pub fn update(&mut self, action: Action, times: isize, session: &Session) -> Changes {
        match action {
            Action::NewCase => Changes::ask(Request::NewCase { on: session.today }),
            Action::Import => import::pick(),
            Action::Views => Changes::ask(Request::Views { today: session.today }),
            Action::KeepView => {
                let naming = ViewNaming::new(self.view());
                Changes::lay(naming).and(Changes::ask(Request::Views { today: session.today }))
            }
            Action::Sort => {
                self.sort = self.sort.next();
                let said = Changes::say(words::order_changed(&self.sort.label()));
                said.and(Changes::ask(self.ask_here(session.today)))
            }
            Action::Columns => Changes::lay(ColumnPicker::new(self.columns.clone())),
            Action::SelectCase => self.tag(times, session),
            Action::SelectRange => self.tag_range(session),
            Action::SelectAllCases => self.ask_listed(TagScope::All, session),
            Action::ClearSelection => self.untag(),
            Action::ActOnSelected => self.ask_tagged(TagScope::Act, session),
            Action::SearchText => Changes::lay(TextSearch::default()),
            _ => Changes::none(),
        }
    }

    /// Returns how the list is shown, as a view without a name.
    fn view(&self) -> View {
        View {
            name: String::new(),
            search: self.filter.trim().to_owned(),
            sort: self.sort,
            columns: self.columns.clone(),
        }
    }

    /// Shows the list as a view says.
    pub fn apply_view(&mut self, view: View, session: &Session) -> Changes {
        let name = if view.name.is_empty() { words::ALL_CASES } else { &view.name };
        let said = Changes::say(format!("{name}, {}.", view.sort.label()));
        self.search = None;
        self.filter = view.search;
        self.sort = view.sort;
        self.columns = if view.columns.is_empty() { Column::usual() } else { view.columns };
        self.last_tag = None;
        said.and(Changes::ask(self.ask_again(session.today))).and(PaneChange::Show(Pane::Cases))
    }

    /// Shows the cases that a search finds, in the columns of the list as it stands.
    pub fn list_only(&mut self, search: String, session: &Session) -> Changes {
        let columns = self.columns.clone();
        let view = View { search, columns, ..View::default() };
        let back = session.key_words(Action::Oversight);
        self.apply_view(view, session).and(Changes::say(words::cases_behind(&back)))
    }

    /// Shows a column or hides it; columns stand in the order of the table, and one is always left.
    pub fn turn_column(&mut self, column: Column) {
        let shown = turned(&self.columns, column);
        if !shown.is_empty() {
            self.columns = shown;
        }
    }
}
