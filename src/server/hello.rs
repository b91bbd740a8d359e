//! The first words on a socket: JSON, of a shape that every build to come will understand, so that
//! an old client and a new server part with a sentence and neither waits for the other.

use std::io;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::server::message;

/// How long either end waits for the other's first words.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
/// The most bytes of such words.
const MOST: usize = 4096;

/// What a client says first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ClientHello {
    /// The sum of its program.
    pub offsite: String,
}

/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub(super) enum ServerHello {
    /// Another request is being answered that takes long: an answer follows.
    Wait,
    /// Requests may follow.
    Welcome {
        /// The officer, by the system's word.
        officer: String,
    },
    /// The server runs another build: nothing that follows would be understood.
    OtherBuild {
        /// The sum of the server's program.
        offsite: String,
    },
    /// Nothing is answered to this user.
    Refused {
        /// Why.
        why: String,
    },
}

/// Sends first words.
///
/// # Errors
/// What the system says.
pub(super) fn say<T: Serialize>(line: &UnixStream, words: &T) -> io::Result<()> {
    message::send(line, &serde_json::to_vec(words)?)
}

/// Waits for first words, at most [`PATIENCE`].
///
/// # Errors
/// They did not come in time, or are no such words.
pub(super) fn hear<T: DeserializeOwned>(line: &UnixStream) -> io::Result<T> {
    Ok(serde_json::from_slice(&message::receive_within(line, MOST, PATIENCE)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_words_are_written_as_every_build_will_read_them() {
        let hello = ClientHello { offsite: "ab".to_owned() };
        assert_eq!(serde_json::to_string(&hello).expect("words"), r#"{"offsite":"ab"}"#);
        let answer = ServerHello::OtherBuild { offsite: "cd".to_owned() };
        let words = serde_json::to_string(&answer).expect("words");
        assert_eq!(words, r#"{"answer":"other_build","offsite":"cd"}"#);
        let wait = serde_json::to_string(&ServerHello::Wait).expect("words");
        assert_eq!(wait, r#"{"answer":"wait"}"#);
    }

    #[test]
    fn nonsense_and_silence_end_within_the_time_allowed() {
        let (a, b) = UnixStream::pair().expect("two ends");
        message::send(&a, b"GET / HTTP/1.1").expect("sent");
        assert!(hear::<ClientHello>(&b).is_err());
        // What a build to come may add is passed over.
        message::send(&a, br#"{"offsite":"ab","new":1}"#).expect("sent");
        assert!(hear::<ClientHello>(&b).is_ok());
        let begun = std::time::Instant::now();
        assert!(hear::<ClientHello>(&b).is_err(), "nobody speaks");
        assert!(begun.elapsed() < PATIENCE * 2);
    }
}
