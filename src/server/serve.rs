//! The server: one thread owns the store and answers one request after another; each client has a
//! thread that reads its requests and one that writes to it.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::api::{SessionId, Viewer};
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::server::answer::{answer_to, encoded, refused};
use crate::server::call::{Call, Commands};
use crate::server::defects::Defects;
use crate::server::hello::{ClientHello, ServerHello};
use crate::server::jobs::{Job, JobThread};
use crate::server::listen::Listener;
use crate::server::outbox::Outbox;
use crate::server::places::{Places, SessionPlace, SilentPlace};
use crate::server::{build, codec, hello, identity, message};
use crate::service::Service;

/// How often a client that has to wait is told so: twice before it gives a server up.
const TOLD: Duration = Duration::from_secs(1);

/// Who is at the other end of a line, and in which session.
#[derive(Debug, Clone)]
struct Peer {
    user: SystemUser,
    session: SessionId,
}

/// What the thread that owns the store hears.
enum Event {
    /// A request of a session, as bytes, and where its answer goes.
    Asked { peer: Peer, request: Vec<u8>, answer: Sender<Vec<u8>> },
    /// A client has connected, and what is written to it; the answer is why it is not let in.
    Came { peer: Peer, outbox: Arc<Outbox>, refused: Sender<Option<String>> },
    /// A session has ended, however it did.
    Left(SessionId),
    /// The system asks the server to end.
    Stop,
}

/// What is done on each day on which the server answers, from its first request on.
pub type EachDay<'a> = &'a mut dyn FnMut(&Service, NaiveDate);

/// Answers clients until the system asks the server to end. `today` gives the day that every
/// session goes by. Long reading is done by a thread of its own, so that nobody waits for another's.
///
/// # Errors
/// Where signals or the socket cannot be waited for.
pub fn serve(
    service: &mut Service,
    listener: &Listener,
    today: fn() -> NaiveDate,
    commands: Commands,
    each_day: EachDay<'_>,
) -> Result<()> {
    let build = build::of_this_process()?;
    let (events, heard) = channel();
    let cannot = |cause| Error::io("The server cannot listen.", cause);
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP]).map_err(cannot)?;
    let stop = events.clone();
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            let _ = stop.send(Event::Stop);
        }
    });
    let socket = listener.socket.try_clone().map_err(cannot)?;
    let places = Places::of_server(rustix::process::getuid().as_raw());
    thread::spawn(move || {
        for line in socket.incoming().flatten() {
            // Who is counted before a thread is spent on it.
            let Ok(uid) = identity::uid_of_peer(&line) else { continue };
            let Some(silent) = places.take_silent(uid) else { continue };
            let events = events.clone();
            thread::spawn(move || {
                if let Err(error) = attend(&line, uid, silent, build, &events) {
                    // What was sent is nobody's business: only how it ended is said.
                    let why = why_cut(&error);
                    eprintln!("offsite: The connection of user {uid} was cut: {why}.");
                }
            });
        }
    });
    // A service manager that waits for it is told that requests are answered from here on.
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
    answer_all(service, &heard, today, commands, each_day);
    Ok(())
}

/// Answers requests in the order in which they come.
fn answer_all(
    service: &mut Service,
    heard: &Receiver<Event>,
    today: fn() -> NaiveDate,
    commands: Commands,
    each_day: EachDay<'_>,
) {
    let (mut seen, mut outboxes) = (None, BTreeMap::new());
    let jobs = JobThread::start(commands);
    let mut defects = Defects::default();
    for event in heard {
        let day = today();
        if seen.replace(day) != Some(day) {
            each_day(service, day);
        }
        match event {
            Event::Asked { peer, request, answer } => {
                let viewer = viewer_of(peer, day);
                let call = match codec::decode::<Call>(&request) {
                    Ok(call) => call,
                    Err(error) => {
                        let _ = answer.send(encoded(&refused(error.to_string())));
                        continue;
                    }
                };
                let beside = call.reads_long(commands).then(|| service.beside());
                if let Some(Ok(service)) = beside {
                    jobs.give(Job { service, viewer, call, answer });
                    continue;
                }
                let reply = answer_to(service, &viewer, call, commands, &mut defects);
                // A client that has gone meanwhile hears nothing.
                let _ = answer.send(encoded(&reply));
            }
            Event::Came { peer, outbox, refused } => {
                let session = peer.session;
                let why = service.role_of(&viewer_of(peer, day)).err();
                if why.is_none() {
                    outboxes.insert(session, outbox);
                }
                let _ = refused.send(why.map(|error| error.to_string()));
            }
            Event::Left(session) => {
                outboxes.remove(&session);
                service.end_session(session);
            }
            Event::Stop => return,
        }
        for session in service.take_rung() {
            outboxes.get(&session).inspect(|outbox| outbox.ring());
        }
    }
}

fn viewer_of(Peer { user, session }: Peer, today: NaiveDate) -> Viewer {
    Viewer { officer: user.name.clone(), session, today, system_user: Some(user), request: None }
}

/// Returns in words how a connection came to be cut; nothing of what was sent is among them.
fn why_cut(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::InvalidData => "it sent what is no message",
        ErrorKind::UnexpectedEof => "it ended before its message did",
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "it was too slow to send or to read",
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset => "it was gone before its answer",
        _ => "the system failed it",
    }
}

/// Attends to one client until it leaves.
///
/// # Errors
/// It was cut off: what it sent is no message, it takes no answer, or it came without a word.
fn attend(
    line: &UnixStream,
    uid: u32,
    silent: SilentPlace,
    build: &str,
    events: &Sender<Event>,
) -> io::Result<()> {
    let said: ClientHello = hello::hear(line)?;
    if said.offsite != build {
        return hello::say(line, &ServerHello::OtherBuild { offsite: build.to_owned() });
    }
    let place = match silent.into_session(line.try_clone()?) {
        Ok(place) => place,
        Err(full) => return hello::say(line, &ServerHello::Refused { why: full.to_string() }),
    };
    let peer = Peer { user: SystemUser::of(uid), session: SessionId::random() };
    let (refused, heard) = channel();
    let outbox = Arc::new(Outbox::default());
    let came = Event::Came { peer: peer.clone(), outbox: Arc::clone(&outbox), refused };
    let came = events.send(came);
    let refused = loop {
        match came.is_ok().then(|| heard.recv_timeout(TOLD)) {
            Some(Ok(refused)) => break refused,
            Some(Err(RecvTimeoutError::Timeout)) => hello::say(line, &ServerHello::Wait)?,
            // A server that is about to end lets nobody in.
            Some(Err(RecvTimeoutError::Disconnected)) | None => return Ok(()),
        }
    };
    if let Some(why) = refused {
        return hello::say(line, &ServerHello::Refused { why });
    }
    hello::say(line, &ServerHello::Welcome { officer: peer.user.name.clone() })?;
    let done = thread::scope(|both| {
        let written = both.spawn(|| outbox.write_to(line));
        let read = answer_client(line, &outbox, (&peer, &place), events);
        outbox.close();
        read.and(written.join().unwrap_or(Ok(())))
    });
    let _ = events.send(Event::Left(peer.session));
    done
}

/// Has the requests of a client answered, one after another, until it leaves.
fn answer_client(
    line: &UnixStream,
    outbox: &Outbox,
    (peer, place): (&Peer, &SessionPlace),
    events: &Sender<Event>,
) -> io::Result<()> {
    while let Some(request) = message::receive(line, codec::MAX_MESSAGE)? {
        place.has_asked();
        let (answer, answered) = channel();
        let asked = Event::Asked { peer: peer.clone(), request, answer };
        let Some(reply) = events.send(asked).ok().and_then(|()| answered.recv().ok()) else {
            return Ok(());
        };
        if !outbox.answer(reply) {
            break;
        }
        place.is_answered();
    }
    Ok(())
}
