//! The thread that owns the store: it answers one request after another. Changes that wait at the same
//! moment are stored together, and long reading is done by a thread of its own.

use std::collections::BTreeMap;
use std::iter;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Instant;

use chrono::NaiveDate;

use crate::api::{SessionId, Viewer, WhyGone};
use crate::domain::system_user::SystemUser;
use crate::server::answer::{AnswerPath, answer_to, refused};
use crate::server::call::Call;
use crate::server::defects::Defects;
use crate::server::jobs::{Job, JobThread};
use crate::server::large::LargePlace;
use crate::server::outbox::Outbox;
use crate::server::serve::{EachDay, TOLD};
use crate::server::together::Together;
use crate::server::work::{Commands, WorkWatch};
use crate::server::{build, codec};
use crate::service::Service;

/// How many of those that wait are taken at once: more than a server has sessions.
const AT_ONCE: usize = 128;

/// Who is at the other end of a line, and in which session.
#[derive(Debug, Clone)]
pub(super) struct Peer {
    /// The user of the system.
    pub user: SystemUser,
    /// The session.
    pub session: SessionId,
}

/// What the thread that owns the store hears.
pub(super) enum Event {
    /// A request of a session, as bytes, with its place where it is large, and where its answer
    /// goes.
    Asked { peer: Peer, request: Vec<u8>, place: Option<LargePlace>, answer: AnswerPath },
    /// A client has connected, and what is written to it; the answer is why it is not let in.
    Came { peer: Peer, outbox: Arc<Outbox>, refused: Sender<Option<String>> },
    /// A session has ended, however it did.
    Left(SessionId),
    /// The system asks the server to end.
    Stop,
}

/// What the thread has at hand.
pub(super) struct Owner<'a> {
    service: &'a mut Service,
    today: fn() -> NaiveDate,
    commands: Commands,
    each_day: EachDay<'a>,
    /// The day that `each_day` was done for.
    seen: Option<NaiveDate>,
    outboxes: BTreeMap<SessionId, Arc<Outbox>>,
    jobs: JobThread,
    defects: Arc<Defects>,
}

impl<'a> Owner<'a> {
    /// Returns the owner of a service, which nobody has asked yet.
    pub(super) fn new(
        service: &'a mut Service,
        today: fn() -> NaiveDate,
        commands: Commands,
        each_day: EachDay<'a>,
    ) -> Owner<'a> {
        let defects = Arc::new(Defects::default());
        Owner {
            service,
            today,
            commands,
            each_day,
            seen: None,
            outboxes: BTreeMap::new(),
            jobs: JobThread::start(commands, Arc::clone(&defects)),
            defects,
        }
    }

    /// Answers requests until the system asks the server to end.
    pub(super) fn answer_all(&mut self, heard: &Receiver<Event>) {
        for first in heard {
            // Those alone that wait now: a change waits for no request that comes after it.
            let waiting: Vec<Event> =
                iter::once(first).chain(heard.try_iter()).take(AT_ONCE).collect();
            let day = (self.today)();
            if self.seen.replace(day) != Some(day) {
                (self.each_day)(self.service, day);
            }
            let (mut together, mut goes_on) = (Together::default(), true);
            for event in waiting {
                match event {
                    Event::Asked { peer, request, place, answer } => {
                        let outbox = self.outboxes.get(&peer.session).map(Arc::clone);
                        let viewer = viewer_of(peer, day);
                        let asked = AskedCall { viewer, outbox, request, place, answer };
                        self.answer(asked, &mut together);
                    }
                    Event::Came { peer, outbox, refused } => {
                        let session = peer.session;
                        let why = self.service.role_of(&viewer_of(peer, day)).err();
                        if why.is_none() {
                            self.outboxes.insert(session, outbox);
                        }
                        let _ = refused.send(why.map(|error| error.to_string()));
                    }
                    Event::Left(session) => {
                        self.outboxes.remove(&session);
                        self.service.end_session(session);
                    }
                    Event::Stop => goes_on = false,
                }
            }
            together.answer(self.service, self.commands, &self.defects);
            for session in self.service.take_rung() {
                self.outboxes.get(&session).inspect(|outbox| outbox.ring());
            }
            if !goes_on {
                return say_bye(self.outboxes.values());
            }
        }
    }

    /// Answers a request, has it answered by the thread for long reading, or has it wait with the
    /// other changes of this moment.
    fn answer(&mut self, asked: AskedCall, together: &mut Together) {
        let AskedCall { viewer, outbox, request, place, answer } = asked;
        let call = match codec::decode::<Call>(&request) {
            Ok(Call::Ask(asked)) if place.is_none() && together.takes(&asked) => {
                return together.add(viewer, asked, answer);
            }
            Ok(call) => call,
            Err(error) => return answer.send(&refused(error)),
        };
        drop(request);
        let beside = call.reads_long(self.commands.only_reads).then(|| self.service.beside());
        let is_beside = matches!(beside, Some(Ok(_)));
        let watch = WorkWatch::of_client(outbox, is_beside);
        if let Some(Ok(service)) = beside {
            return self.jobs.give(Job { service, viewer, call, answer, watch, place });
        }
        let work = (self.commands, &watch);
        let reply = answer_to(self.service, &viewer, call, work, &self.defects);
        drop(place);
        answer.send(&reply);
    }
}

/// A call of a client as it came.
struct AskedCall {
    viewer: Viewer,
    outbox: Option<Arc<Outbox>>,
    request: Vec<u8>,
    place: Option<LargePlace>,
    answer: AnswerPath,
}

/// Tells every client that the server ends, and why; none is waited for longer than a second.
fn say_bye<'a>(all: impl Iterator<Item = &'a Arc<Outbox>> + Clone) {
    let why = if build::is_replaced() { WhyGone::Upgraded } else { WhyGone::Stopped };
    all.clone().for_each(|outbox| outbox.bye(why));
    let until = Instant::now() + TOLD;
    all.for_each(|outbox| outbox.wait_until_written(until));
}

fn viewer_of(Peer { user, session }: Peer, today: NaiveDate) -> Viewer {
    Viewer { officer: user.name.clone(), session, today, system_user: Some(user), request: None }
}
