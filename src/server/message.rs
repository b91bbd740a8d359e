//! Messages on a socket. Each is sent in pieces: four bytes with the length of the piece, lowest
//! first, the top bit of which says that another piece follows, then the piece.

use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::server::at_once::{SentAtOnce, begin_to_receive, send_at_once};
use crate::server::large::{LargeMessages, LargePlace, SMALL};

/// The most bytes of one piece.
const PIECE: usize = 256 * 1024;
/// The most bytes that are written at once.
const SIP: usize = 16 * 1024;
/// Set in the length of a piece that is not the last.
const MORE: u32 = 1 << 31;
/// How long a message may take from its first byte to its last, and a reader to take one.
pub(super) const WHOLE: Duration = Duration::from_secs(10);

/// Sends one message.
///
/// # Errors
/// The other end is gone, or takes longer than [`WHOLE`] for a piece of it.
pub(super) fn send(to: &UnixStream, message: &[u8]) -> io::Result<()> {
    send_within(to, message, WHOLE)
}

/// Sends the bytes that are left of a message.
///
/// # Errors
/// As [`send`].
pub(super) fn send_rest(to: &UnixStream, rest: &[u8]) -> io::Result<()> {
    write(to, rest, WHOLE)
}

fn send_within(to: &UnixStream, message: &[u8], within: Duration) -> io::Result<()> {
    match send_at_once(to, message)? {
        SentAtOnce::Whole => return Ok(()),
        SentAtOnce::Rest(rest) => return write(to, &rest, within),
        SentAtOnce::Nothing => {}
    }
    let mut pieces = message.chunks(PIECE).peekable();
    if pieces.peek().is_none() {
        return write(to, &0_u32.to_le_bytes(), within);
    }
    while let Some(piece) = pieces.next() {
        let more = if pieces.peek().is_some() { MORE } else { 0 };
        let mut out = Vec::with_capacity(4 + piece.len());
        out.extend((piece.len() as u32 | more).to_le_bytes());
        out.extend(piece);
        write(to, &out, within)?;
    }
    Ok(())
}

/// Writes bytes that the other end takes within a time, however slowly.
fn write(mut to: &UnixStream, bytes: &[u8], within: Duration) -> io::Result<()> {
    let until = Instant::now() + within;
    let mut left = bytes;
    while !left.is_empty() {
        let time = until.saturating_duration_since(Instant::now());
        if time.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        to.set_write_timeout(Some(time))?;
        // The system waits anew for each part that it takes: small ones keep to the time.
        match to.write(&left[..left.len().min(SIP)]) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(taken) => left = &left[taken..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                return Err(ErrorKind::TimedOut.into());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// What a client has sent.
#[derive(Debug)]
pub(super) enum Received {
    /// A message, with its place where it is large.
    Message(Vec<u8>, Option<LargePlace>),
    /// A large message for which there was no place; nothing of it is kept.
    NoPlace,
}

/// Waits as long as it takes for a message of at most `most` bytes; none where the other end has
/// closed the line between two messages.
///
/// # Errors
/// [`ErrorKind::InvalidData`] where it is longer, [`ErrorKind::TimedOut`] where its end does not
/// come within [`WHOLE`] of its first byte, or what the system says.
pub(super) fn receive(from: &UnixStream, most: usize) -> io::Result<Option<Vec<u8>>> {
    receive_first(from, |first| read(first, most, &mut |_| true)).map(Option::flatten)
}

/// Waits for a message as [`receive`] does, and keeps no more than [`SMALL`] bytes of it unless it
/// gets the place of the large ones.
///
/// # Errors
/// As [`receive`].
pub(super) fn receive_with_place(
    from: &UnixStream,
    most: usize,
    large: &Arc<LargeMessages>,
) -> io::Result<Option<Received>> {
    receive_first(from, |first| {
        let mut place = None;
        let message = read(first, most, &mut |length| {
            if length > SMALL && place.is_none() {
                place = large.take();
            }
            length <= SMALL || place.is_some()
        })?;
        Ok(message.map_or(Received::NoPlace, |message| Received::Message(message, place)))
    })
}

/// Waits as long as it takes for a message to begin, and gives all of it to `read`.
fn receive_first<T>(
    from: &UnixStream,
    read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> io::Result<Option<T>> {
    let Some(first) = begin_to_receive(from)? else { return Ok(None) };
    let timed = Timed::until(from, Instant::now() + WHOLE);
    read(&mut first.chain(timed)).map(Some)
}

/// Waits for a message of at most `most` bytes, no longer than `within`.
///
/// # Errors
/// As [`receive`]; also where nothing comes, or the other end has closed the line.
pub(super) fn receive_within(
    from: &UnixStream,
    most: usize,
    within: Duration,
) -> io::Result<Vec<u8>> {
    let mut timed = Timed::until(from, Instant::now() + within);
    read(&mut timed, most, &mut |_| true).map(Option::unwrap_or_default)
}

/// Reads one message; memory is taken as its bytes come, not as it says that they will. `may_hold`
/// is asked before each piece, with the length up to its end: once it says no, the rest is read
/// and not kept, and there is none.
fn read(
    mut from: &mut dyn Read,
    most: usize,
    may_hold: &mut dyn FnMut(usize) -> bool,
) -> io::Result<Option<Vec<u8>>> {
    let (mut message, mut passed) = (Some(Vec::new()), 0);
    loop {
        let mut head = [0; 4];
        from.read_exact(&mut head)?;
        let head = u32::from_le_bytes(head);
        let length = (head & !MORE) as usize;
        let is_empty_piece = length == 0 && (head & MORE != 0 || passed > 0);
        if length > PIECE || is_empty_piece || passed + length > most {
            return Err(ErrorKind::InvalidData.into());
        }
        passed += length;
        message = message.filter(|_| may_hold(passed));
        let mut piece = (&mut from).take(length as u64);
        let read = match &mut message {
            Some(message) => {
                // No more than that: a message that grows by doubling would hold twice its bytes.
                message.reserve_exact(length);
                piece.read_to_end(message)?
            }
            None => io::copy(&mut piece, &mut io::sink())? as usize,
        };
        if read < length {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if head & MORE == 0 {
            return Ok(message);
        }
    }
}

/// A line that is read until a moment and no longer, however slowly the bytes come; afterwards it has
/// no time set again.
struct Timed<'a> {
    line: &'a UnixStream,
    until: Instant,
    is_set: bool,
}

impl<'a> Timed<'a> {
    fn until(line: &'a UnixStream, until: Instant) -> Timed<'a> {
        Timed { line, until, is_set: false }
    }
}

impl Drop for Timed<'_> {
    fn drop(&mut self) {
        if self.is_set {
            // A line that refuses this is of no more use, and the next reading says so.
            let _ = self.line.set_read_timeout(None);
        }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        self.line.set_read_timeout(Some(left))?;
        self.is_set = true;
        let mut line = self.line;
        line.read(into).map_err(|error| match error.kind() {
            ErrorKind::WouldBlock => ErrorKind::TimedOut.into(),
            _ => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn pair() -> (UnixStream, UnixStream) {
        UnixStream::pair().expect("two ends")
    }

    #[test]
    fn messages_of_every_length_come_whole_and_in_order() {
        let (a, b) = pair();
        let lengths = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE];
        let sender = thread::spawn(move || {
            for length in lengths {
                send(&a, &vec![7; length]).expect("sent");
            }
        });
        for length in lengths {
            let came = receive(&b, 4 * PIECE).expect("received").expect("a message");
            assert_eq!(came.len(), length);
        }
        sender.join().expect("sent");
        assert!(receive(&b, 9).expect("closed").is_none());
    }

    #[test]
    fn lengths_that_no_message_has_are_refused_before_memory_is_taken() {
        let wrong: [&[u8]; 4] = [
            &[0xff, 0xff, 0xff, 0x7f],
            &[0xff, 0xff, 0xff, 0xff],
            // An empty piece that says that more follows would go on for ever.
            &[0, 0, 0, 0x80],
            &[101, 0, 0, 0],
        ];
        for bytes in wrong {
            let (mut a, b) = pair();
            a.write_all(bytes).expect("written");
            let error = receive(&b, 100).expect_err("refused");
            assert_eq!(error.kind(), ErrorKind::InvalidData, "{bytes:?}");
        }
    }

    #[test]
    fn no_bytes_make_a_longer_message_than_is_taken() {
        // A few heads and bodies, cut and joined by a simple sum: the same at every run.
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let (mut whole, mut refused) = (0, 0);
        for _ in 0..20_000 {
            let mut bytes = Vec::new();
            for _ in 0..next(4) {
                let more = if next(2) == 0 { MORE } else { 0 };
                let length = [0, 1, 5, 40, PIECE as u64 + 1, u64::from(!MORE)][next(6) as usize];
                bytes.extend((length as u32 | more).to_le_bytes());
                bytes.extend(vec![7; next(length.min(50) + 2) as usize]);
            }
            match read(&mut bytes.as_slice(), 45, &mut |length| length <= 20) {
                Ok(message) => {
                    assert!(message.is_none_or(|message| message.len() <= 20));
                    whole += 1;
                }
                Err(_) => refused += 1,
            }
        }
        assert!(whole > 1_000 && refused > 1_000, "{whole} read, {refused} refused");
    }

    #[test]
    fn large_message_without_a_place_is_read_past_and_small_ones_are_answered() {
        let (a, b) = pair();
        let large = Arc::new(LargeMessages::default());
        let sender = thread::spawn(move || {
            for length in [5, SMALL + 1, 7, SMALL, 9] {
                send(&a, &vec![7; length]).expect("sent");
            }
        });
        let place = large.take().expect("free");
        let next = || receive_with_place(&b, 2 * SMALL, &large).expect("read").expect("sent");
        assert!(matches!(next(), Received::Message(small, None) if small.len() == 5));
        assert!(matches!(next(), Received::NoPlace));
        assert!(matches!(next(), Received::Message(small, None) if small.len() == 7));
        assert!(matches!(next(), Received::Message(small, None) if small.len() == SMALL));
        assert!(matches!(next(), Received::Message(small, None) if small.len() == 9));
        drop(place);
        sender.join().expect("sent");
    }

    #[test]
    fn large_message_holds_its_place_until_it_is_dropped() {
        let (a, b) = pair();
        let large = Arc::new(LargeMessages::default());
        let sender = thread::spawn(move || send(&a, &vec![7; SMALL + 1]).expect("sent"));
        let came = receive_with_place(&b, 2 * SMALL, &large).expect("read").expect("sent");
        assert!(matches!(&came, Received::Message(message, Some(_)) if message.len() > SMALL));
        assert!(large.take().is_none(), "there is no second place");
        drop(came);
        assert!(large.take().is_some());
        sender.join().expect("sent");
    }

    #[test]
    fn message_cut_off_is_an_error_and_no_message() {
        let mut whole = Vec::new();
        whole.extend(5_u32.to_le_bytes());
        whole.extend(b"hello");
        for cut in 1..whole.len() {
            let (mut a, b) = pair();
            a.write_all(&whole[..cut]).expect("written");
            drop(a);
            assert!(receive(&b, 100).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn reader_that_takes_nothing_or_a_sip_at_a_time_is_cut_off() {
        let message = vec![7; 4 << 20];
        let within = Duration::from_millis(300);
        let (a, b) = pair();
        let error = send_within(&a, &message, within).expect_err("nobody reads");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        drop(b);
        let (a, mut b) = pair();
        let reader = thread::spawn(move || {
            let mut sip = [0; 512];
            while b.read(&mut sip).is_ok_and(|taken| taken > 0) {
                thread::sleep(Duration::from_millis(20));
            }
        });
        let error = send_within(&a, &message, within).expect_err("it takes too long");
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        drop(a);
        reader.join().expect("ended");
    }

    #[test]
    fn bytes_that_trickle_do_not_hold_a_line_for_ever() {
        let (mut a, b) = pair();
        let sender = thread::spawn(move || {
            // One byte at a time: no single reading takes long, the whole message does.
            for _ in 0..40 {
                if a.write_all(&[1]).is_err() {
                    break;
                }
                thread::sleep(Duration::from_millis(10));
            }
        });
        let error = receive_within(&b, 1 << 20, Duration::from_millis(100)).expect_err("cut");
        assert!(matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::InvalidData), "{error}");
        drop(b);
        sender.join().expect("ended");
    }
}
