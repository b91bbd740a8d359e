//! Small messages in one call of the system: sent where the line takes them whole, received where
//! they have come whole. Nothing is waited for, so no time has to be set on the line.

use std::io;
use std::os::unix::net::UnixStream;

use rustix::io::Errno;
use rustix::net::{RecvFlags, SendFlags, recv, send};

/// The most bytes of a message that is sent or received so, without the length before it.
const MOST: usize = 16 * 1024;

/// What became of a message that was to be sent at once.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SentAtOnce {
    /// The line has it.
    Whole,
    /// The line has its beginning; these bytes are left.
    Rest(Vec<u8>),
    /// The line takes nothing at the moment, or it is too long.
    Nothing,
}

/// Sends a message where the line takes it without waiting.
///
/// # Errors
/// The other end is gone.
pub(super) fn send_at_once(to: &UnixStream, message: &[u8]) -> io::Result<SentAtOnce> {
    if message.len() > MOST {
        return Ok(SentAtOnce::Nothing);
    }
    let mut out = Vec::with_capacity(4 + message.len());
    out.extend((message.len() as u32).to_le_bytes());
    out.extend(message);
    match send(to, &out, SendFlags::DONTWAIT | SendFlags::NOSIGNAL) {
        Ok(sent) if sent == out.len() => Ok(SentAtOnce::Whole),
        Ok(0) | Err(Errno::AGAIN | Errno::INTR) => Ok(SentAtOnce::Nothing),
        Ok(sent) => Ok(SentAtOnce::Rest(out.split_off(sent))),
        Err(error) => Err(error.into()),
    }
}

/// Waits as long as it takes for a message to begin, and returns what has come of it: all of a small
/// one as a rule, and its first bytes of a long one. None where the other end has closed the line.
///
/// # Errors
/// What the system says.
pub(super) fn begin_to_receive(from: &UnixStream) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; 4];
    let seen = uninterrupted(|| recv(from, &mut head, RecvFlags::PEEK).map(|(_, n)| n))?;
    if seen == 0 {
        return Ok(None);
    }
    // Of a long one, or one in several pieces, the length alone.
    let length = u32::from_le_bytes(head) as usize;
    let most = if seen == head.len() && length <= MOST { seen + length } else { seen };
    let mut bytes = vec![0; most];
    let taken =
        uninterrupted(|| recv(from, bytes.as_mut_slice(), RecvFlags::DONTWAIT).map(|(_, n)| n))?;
    bytes.truncate(taken);
    Ok(Some(bytes))
}

/// Does something again as long as a signal interrupts it.
fn uninterrupted(mut act: impl FnMut() -> rustix::io::Result<usize>) -> io::Result<usize> {
    loop {
        match act() {
            Err(Errno::INTR) => {}
            done => return done.map_err(io::Error::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn small_message_goes_and_comes_in_one_call_and_the_next_stays_on_the_line() {
        let (a, b) = UnixStream::pair().expect("two ends");
        for message in [&b"first"[..], b"", b"third"] {
            assert_eq!(send_at_once(&a, message).expect("sent"), SentAtOnce::Whole);
        }
        let came = || begin_to_receive(&b).expect("received").expect("a message");
        assert_eq!(came(), [&5_u32.to_le_bytes()[..], b"first"].concat());
        assert_eq!(came(), 0_u32.to_le_bytes());
        assert_eq!(came(), [&5_u32.to_le_bytes()[..], b"third"].concat());
        drop(a);
        assert!(begin_to_receive(&b).expect("closed").is_none());
    }

    #[test]
    fn of_what_has_not_come_whole_there_is_what_has_come() {
        let (mut a, b) = UnixStream::pair().expect("two ends");
        a.write_all(&[9, 0]).expect("written");
        assert_eq!(begin_to_receive(&b).expect("received"), Some(vec![9, 0]));
        a.write_all(&[9, 0, 0, 0, 1, 2]).expect("written");
        assert_eq!(begin_to_receive(&b).expect("received"), Some(vec![9, 0, 0, 0, 1, 2]));
        let long = (MOST as u32 + 1).to_le_bytes();
        a.write_all(&[&long[..], &[7; 40]].concat()).expect("written");
        assert_eq!(begin_to_receive(&b).expect("received"), Some(long.to_vec()));
    }

    #[test]
    fn line_that_is_full_takes_a_part_or_nothing_and_is_not_waited_for() {
        let (a, b) = UnixStream::pair().expect("two ends");
        let message = vec![7; MOST];
        assert_eq!(send_at_once(&a, &vec![7; MOST + 1]).expect("too long"), SentAtOnce::Nothing);
        let rest = loop {
            match send_at_once(&a, &message).expect("sent") {
                SentAtOnce::Whole => {}
                SentAtOnce::Rest(rest) => break rest.len(),
                SentAtOnce::Nothing => break 0,
            }
        };
        assert!(rest <= MOST + 4);
        drop(b);
        assert!(send_at_once(&a, &message).is_err(), "nobody is there");
    }
}
