//! How many connections there are at once: those that have said nothing yet apart from sessions, and
//! each user apart from all others, so that one user keeps nobody else out.

use std::collections::BTreeMap;
use std::fmt;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The most sessions at once.
const SESSIONS: usize = 64;
/// The most sessions of one user.
const SESSIONS_OF_ONE: usize = 8;
/// The most connections of one user that have said nothing yet.
const SILENT_OF_ONE: usize = 16;
/// A session that has asked nothing for so long may have lost its line. It makes room for another of
/// the same user where there would be too many; it connects again at its next request.
const RESTING: Duration = Duration::from_mins(1);

/// The places of a server.
#[derive(Debug)]
pub(super) struct Places {
    /// The server's own user, who may end it anyway and so has no limit of one's own.
    own: u32,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    /// How many connections of each user have said nothing yet.
    silent: BTreeMap<u32, usize>,
    sessions: BTreeMap<u64, Session>,
    /// How many sessions there were.
    count: u64,
}

#[derive(Debug)]
struct Session {
    uid: u32,
    line: UnixStream,
    /// When it last asked, or was last answered.
    heard: Instant,
    /// It waits for an answer.
    is_waiting: bool,
}

/// Why no session is let in.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Full {
    /// Every place is taken.
    All,
    /// The user has as many as one may have.
    User,
}

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Full::All => f.write_str("Too many sessions are open. Close one and try again."),
            Full::User => write!(
                f,
                "You have {SESSIONS_OF_ONE} sessions open, and one user has no more. Close one and try again."
            ),
        }
    }
}

/// The place of a connection that has said nothing yet, until it is dropped.
#[derive(Debug)]
pub(super) struct SilentPlace {
    places: Arc<Places>,
    uid: u32,
}

/// The place of a session, until it is dropped.
#[derive(Debug)]
pub(super) struct SessionPlace {
    places: Arc<Places>,
    id: u64,
}

impl Places {
    /// Returns the places of a server that runs as this user.
    pub(super) fn of_server(own: u32) -> Arc<Places> {
        Arc::new(Places { own, taken: Mutex::default() })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place for a connection that has said nothing yet; none where its user has too many.
    pub(super) fn take_silent(self: &Arc<Places>, uid: u32) -> Option<SilentPlace> {
        let mut taken = self.taken();
        let count = taken.silent.entry(uid).or_default();
        let most = if uid == self.own { SESSIONS } else { SILENT_OF_ONE };
        (*count < most).then(|| {
            *count += 1;
            SilentPlace { places: Arc::clone(self), uid }
        })
    }

    /// Takes a place for a session. Where its user has too many, the one that has rested longest is
    /// ended, if it has rested for a minute.
    ///
    /// # Errors
    /// There is none.
    fn take_session(self: &Arc<Places>, uid: u32, line: UnixStream) -> Result<SessionPlace, Full> {
        self.take_session_at(uid, line, Instant::now())
    }

    fn take_session_at(
        self: &Arc<Places>,
        uid: u32,
        line: UnixStream,
        now: Instant,
    ) -> Result<SessionPlace, Full> {
        let mut taken = self.taken();
        let own = taken.sessions.values().filter(|session| session.uid == uid).count();
        if uid != self.own && own >= SESSIONS_OF_ONE && !taken.end_resting(uid, now) {
            return Err(Full::User);
        }
        if taken.sessions.len() >= SESSIONS {
            return Err(Full::All);
        }
        taken.count += 1;
        let id = taken.count;
        taken.sessions.insert(id, Session { uid, line, heard: now, is_waiting: false });
        Ok(SessionPlace { places: Arc::clone(self), id })
    }
}

impl Taken {
    /// Ends the session of a user that has rested longest; returns whether there was one.
    fn end_resting(&mut self, uid: u32, now: Instant) -> bool {
        let resting = self.sessions.iter().filter(|(_, session)| {
            session.uid == uid
                && !session.is_waiting
                && now.saturating_duration_since(session.heard) >= RESTING
        });
        let Some(id) = resting.min_by_key(|(_, session)| session.heard).map(|(id, _)| *id) else {
            return false;
        };
        let ended = self.sessions.remove(&id);
        // Its thread finds the line closed, and says that the session has ended.
        ended.is_some_and(|session| session.line.shutdown(Shutdown::Both).is_ok())
    }
}

impl SilentPlace {
    /// Takes the place of a session for a connection that has said its first words.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn into_session(self, line: UnixStream) -> Result<SessionPlace, Full> {
        self.places.take_session(self.uid, line)
    }
}

impl SessionPlace {
    /// Takes note that the session has asked, and waits for its answer.
    pub(super) fn has_asked(&self) {
        self.is_heard(true);
    }

    /// Takes note that the session was answered.
    pub(super) fn is_answered(&self) {
        self.is_heard(false);
    }

    fn is_heard(&self, is_waiting: bool) {
        if let Some(session) = self.places.taken().sessions.get_mut(&self.id) {
            (session.heard, session.is_waiting) = (Instant::now(), is_waiting);
        }
    }
}

impl Drop for SilentPlace {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        if let Some(count) = taken.silent.get_mut(&self.uid) {
            *count -= 1;
            if *count == 0 {
                taken.silent.remove(&self.uid);
            }
        }
    }
}

impl Drop for SessionPlace {
    fn drop(&mut self) {
        self.places.taken().sessions.remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    const SERVER: u32 = 1;
    const OFFICER: u32 = 1000;
    const OTHER: u32 = 1001;

    /// Returns both ends of a line: the server's, and the client's.
    fn line() -> (UnixStream, UnixStream) {
        UnixStream::pair().expect("two ends")
    }

    fn sit(places: &Arc<Places>, uid: u32) -> Result<SessionPlace, Full> {
        places.take_session(uid, line().0)
    }

    #[test]
    fn user_who_connects_and_says_nothing_keeps_nobody_else_out() {
        let places = Places::of_server(SERVER);
        let kept: Vec<_> = (0..1_000).filter_map(|_| places.take_silent(OFFICER)).collect();
        assert_eq!(kept.len(), SILENT_OF_ONE);
        assert!(places.take_silent(OTHER).is_some());
        // No session's place is taken by any of them, not even of the same user.
        assert!(sit(&places, OFFICER).is_ok() && sit(&places, OTHER).is_ok());
        drop(kept);
        assert!(places.take_silent(OFFICER).is_some(), "their places are free again");
    }

    #[test]
    fn one_user_has_eight_sessions_and_others_theirs() {
        let places = Places::of_server(SERVER);
        let mut all: Vec<_> = (0..8).map(|_| sit(&places, OFFICER).expect("a place")).collect();
        let full = sit(&places, OFFICER).expect_err("no ninth");
        assert_eq!(full, Full::User);
        assert!(full.to_string().contains("8 sessions"), "{full}");
        assert!(sit(&places, OTHER).is_ok());
        all.pop();
        assert!(sit(&places, OFFICER).is_ok(), "one that is closed makes room");
    }

    #[test]
    fn all_users_together_have_sixty_four_sessions() {
        let places = Places::of_server(SERVER);
        let all: Vec<_> =
            (0..64).map(|n| sit(&places, OFFICER + n / 8).expect("a place")).collect();
        assert_eq!(sit(&places, 2000).expect_err("no more"), Full::All);
        // The server's own user, who could end it, has no limit but that of all.
        drop(all);
        let own: Vec<_> = (0..64).map(|_| sit(&places, SERVER).expect("a place")).collect();
        assert_eq!(own.len(), 64);
        assert_eq!(sit(&places, SERVER).expect_err("no more"), Full::All);
    }

    #[test]
    fn session_that_has_rested_longest_makes_room_for_the_same_user_alone() {
        let places = Places::of_server(SERVER);
        let (others, mut of_other) = line();
        let _rests = places.take_session(OTHER, others).expect("a place");
        let mut ends = Vec::new();
        let all: Vec<_> = (0..8)
            .map(|_| {
                let (server, client) = line();
                ends.push(client);
                places.take_session(OFFICER, server).expect("a place")
            })
            .collect();
        // The first has asked since, and the second waits for an answer: the third makes room.
        all[1].has_asked();
        all[0].has_asked();
        all[0].is_answered();
        let later = Instant::now() + RESTING;
        let _ninth = places.take_session_at(OFFICER, line().0, later).expect("a place");
        let closed = |end: &mut UnixStream| {
            end.set_nonblocking(true).expect("set");
            matches!(end.read(&mut [0]), Ok(0))
        };
        let ended: Vec<bool> = ends.iter_mut().map(closed).collect();
        assert_eq!(ended.iter().filter(|ended| **ended).count(), 1, "{ended:?}");
        assert!(ended[2] && !closed(&mut of_other), "{ended:?}");
    }

    #[test]
    fn session_that_asked_a_moment_ago_is_not_ended_for_another() {
        let places = Places::of_server(SERVER);
        let _all: Vec<_> = (0..8).map(|_| sit(&places, OFFICER).expect("a place")).collect();
        let soon = Instant::now() + RESTING / 2;
        let full = places.take_session_at(OFFICER, line().0, soon).expect_err("no place");
        assert_eq!(full, Full::User);
    }
}
