//! Requests and replies as bytes. Both ends are the same build, as the handshake has seen to; what
//! does not read back is refused all the same, since it may come from anybody.

use bincode::Options;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// The most bytes of one request or reply: the largest file that is taken in, and a little.
pub(crate) const MAX_MESSAGE: usize = 110_000_000;

/// How many bytes most replies have room in.
const USUAL: usize = 8 * 1024;

/// Returns a request or a reply as bytes.
///
/// # Errors
/// It is longer than 110 MB.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>> {
    let too_large = || Error::input("This is too large to send to the server with the records.");
    // With a limit it would be gone over twice.
    let mut bytes = Vec::with_capacity(USUAL);
    let written = options().with_no_limit().serialize_into(&mut bytes, message);
    written.map_err(|cause| too_large().with_source(cause))?;
    if bytes.len() > MAX_MESSAGE { Err(too_large()) } else { Ok(bytes) }
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// The bytes are no such message, or more than one.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    options().deserialize(bytes).map_err(|cause| {
        Error::input("The message cannot be read. Nothing was changed.").with_source(cause)
    })
}

fn options() -> impl Options {
    bincode::DefaultOptions::new().with_limit(MAX_MESSAGE as u64)
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;
    use crate::api::{Backend, Client, Reply, Request};
    use crate::domain::calendar::Terms;
    use crate::domain::case::CaseRef;
    use crate::domain::list::view::View;
    use crate::domain::rules::{NextStep, rules};
    use crate::domain::school::School;
    use crate::error::ErrorKind;

    fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T) {
        let bytes = encode(&value).expect("bytes");
        assert_eq!(decode::<T>(&bytes).expect("read"), value);
    }

    #[test]
    fn what_has_parts_left_out_elsewhere_comes_back_whole() {
        comes_back(School { id: "1".to_owned(), closed: true, ..School::default() });
        comes_back(vec![School::default(), School::default()]);
        comes_back(View::default());
        comes_back(Terms::default());
    }

    #[test]
    fn what_this_build_does_not_know_is_refused() {
        for wrong in
            [NextStep::Record("no.such"), NextStep::Answer("no.such"), NextStep::Paper("x")]
        {
            assert!(decode::<NextStep>(&encode(&wrong).expect("bytes")).is_err(), "{wrong:?}");
        }
        comes_back(NextStep::Paper("outcome"));
        for rule in rules() {
            let bytes = encode(rule).expect("bytes");
            let read: &'static crate::domain::rules::Rule = decode(&bytes).expect("a rule");
            assert_eq!(read.id, rule.id);
        }
    }

    /// Refuses everything for one kind of reason, and says so in bytes.
    struct Refuses(ErrorKind);

    impl Backend for Refuses {
        fn ask(&mut self, _: Request) -> Reply {
            let refused = Reply::from(Error::new(self.0, "It cannot be done."));
            decode(&encode(&refused).expect("bytes")).expect("a reply")
        }

        fn set_today(&mut self, _: chrono::NaiveDate) {}

        fn prepare(&mut self, _: chrono::NaiveDate) {}

        fn back_up(&mut self, _: &str, _: usize, _: &str) -> Result<String> {
            Err(Error::new(self.0, "It cannot be done."))
        }

        fn editing_folder(&self) -> Result<std::path::PathBuf> {
            Err(Error::new(self.0, "It cannot be done."))
        }
    }

    #[test]
    fn refusal_is_of_the_same_kind_behind_bytes_whatever_its_kind() {
        for (kind, code) in ErrorKind::EXIT_CODES {
            let mut backend = Refuses(*kind);
            let mut client = Client::new(&mut backend);
            let refused = client.case(CaseRef { year: 2026, number: 1 }).expect_err("refused");
            assert_eq!((refused.kind(), refused.kind().exit_code()), (*kind, *code));
            assert_eq!(refused.to_string(), "It cannot be done.");
            let (undone, changed) = (client.undo(1), client.terms("100"));
            assert_eq!(undone.expect_err("refused").kind(), *kind);
            assert_eq!(changed.expect_err("refused").kind(), *kind);
        }
    }

    #[test]
    fn bytes_after_a_message_are_refused() {
        let mut bytes = encode(&7_u32).expect("bytes");
        bytes.push(0);
        assert!(decode::<u32>(&bytes).is_err());
    }
}
