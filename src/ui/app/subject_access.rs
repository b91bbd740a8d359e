//! What comes of answers about requests for subject access.

use crate::api::{AccessAnswer, AccessAsk, Reply, Request};
use crate::ui::app::App;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::effect::{CopiesOf, Effect};
use crate::ui::pending::{AccessThen, Pending};
use crate::ui::subject_access::items::ItemSheet;
use crate::ui::subject_access::requests::RequestList;

impl App {
    /// Takes an answer for what it was asked for; a refusal is said.
    pub(super) fn take_access(&mut self, then: AccessThen, reply: Reply) -> Vec<Pending> {
        let changes = match (then, reply) {
            (AccessThen::List, Reply::Access(AccessAnswer::List { all, .. })) => {
                Changes::lay(RequestList::new(all))
            }
            // The case is opened too: what is typed over its items is kept with it.
            (AccessThen::Items, Reply::Access(AccessAnswer::Work(work))) => {
                let case = work.view.request.id.case;
                Changes::from(PaneChange::OpenCase(case)).and(Changes::lay(ItemSheet::new(*work)))
            }
            (AccessThen::Write { folder }, Reply::Access(AccessAnswer::Files { copies, .. })) => {
                let then = CopiesOf::Access { folder: folder.clone() };
                PaneChange::Effect(Effect::WriteCopies { folder, copies, then }).into()
            }
            (AccessThen::Again(id), reply @ Reply::Refused { .. }) => {
                let mut out = self.show(reply);
                out.push(Request::Access(AccessAsk::Work(id)).into());
                return out;
            }
            (_, reply) => return self.show(reply),
        };
        self.carry_out(changes)
    }
}
