//! The server: one thread owns the store and answers requests; each client has a thread that reads
//! its requests and one that writes to it.

use std::io::{self, ErrorKind};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::api::SessionId;
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::server::answer::{AnswerPath, refused};
use crate::server::hello::{ClientHello, ServerHello};
use crate::server::large::{LargeMessages, LargePlaces};
use crate::server::listen::Listener;
use crate::server::message::Received;
use crate::server::outbox::Outbox;
use crate::server::owner::{Event, Owner, Peer};
use crate::server::places::{Places, SessionPlace, SilentPlace};
use crate::server::work::Commands;
use crate::server::{build, codec, hello, identity, message};
use crate::service::Service;

/// How often a client that has to wait is told so: twice before it gives a server up.
pub(super) const TOLD: Duration = Duration::from_secs(1);

/// What is said to whoever sends a large message while another is answered.
const NO_PLACE: &str = "The server is taking in another large file. Try again in a moment.";

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
    let large = LargePlaces::default();
    let places = Places::of_server(rustix::process::getuid().as_raw());
    thread::spawn(move || {
        for line in socket.incoming().flatten() {
            // Who is counted before a thread is spent on it.
            let Ok(uid) = identity::uid_of_peer(&line) else { continue };
            let Some(silent) = places.take_silent(uid) else { continue };
            let (events, large) = (events.clone(), large.clone());
            thread::spawn(move || {
                if let Err(error) = attend(&line, uid, (silent, &large), build, &events) {
                    // What was sent is nobody's business: only how it ended is said.
                    let why = why_cut(&error);
                    eprintln!("offsite: The connection of user {uid} was cut: {why}.");
                }
            });
        }
    });
    // A service manager that waits for it is told that requests are answered from here on.
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
    Owner::new(service, today, commands, each_day).answer_all(&heard);
    Ok(())
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
    (silent, large): (SilentPlace, &LargePlaces),
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
    let outbox = Arc::new(Outbox::of(line.try_clone()?, &large.answers));
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
        let read = answer_client(line, &outbox, (&peer, &place), &large.requests, events);
        outbox.close();
        read.and(written.join().unwrap_or(Ok(())))
    });
    let _ = events.send(Event::Left(peer.session));
    done
}

/// Has the requests of a client answered, one after another, until it leaves.
fn answer_client(
    line: &UnixStream,
    outbox: &Arc<Outbox>,
    (peer, place): (&Peer, &SessionPlace),
    large: &Arc<LargeMessages>,
    events: &Sender<Event>,
) -> io::Result<()> {
    while let Some(received) = message::receive_with_place(line, codec::MAX_MESSAGE, large)? {
        place.has_asked();
        let (answer, answered) = AnswerPath::to(outbox);
        let is_asked = match received {
            Received::NoPlace => {
                answer.send(&refused(Error::held(NO_PLACE)));
                true
            }
            Received::Message(request, place) => {
                let asked = Event::Asked { peer: peer.clone(), request, place, answer };
                events.send(asked).is_ok()
            }
        };
        let is_sent = match is_asked.then(|| answered.recv()) {
            Some(Ok(None)) => true,
            Some(Ok(Some(reply))) => outbox.answer(reply),
            // There is no answer.
            Some(Err(_)) | None => false,
        };
        if !is_sent {
            break;
        }
        place.is_answered();
    }
    Ok(())
}
