//! Encoding of stored values: a format byte, a checksum, then bincode, which alone would read
//! damage as other data without an error.

use std::{fmt, io};

use bincode::Options;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

/// The format of stored values that this build writes: numbers in as few bytes as they need. In
/// format 1 they have their full length.
const FORMAT: u8 = 2;

/// Why bytes were not read as what they should be.
#[derive(Debug)]
pub(super) enum DecodeError {
    /// They are not the bytes that were written.
    Checksum,
    /// A newer build wrote them.
    Newer,
    /// They are whole, but hold something else.
    Body(bincode::Error),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            DecodeError::Checksum => "the checksum is wrong",
            DecodeError::Newer => "the format is a newer one",
            DecodeError::Body(_) => "the bytes hold something else",
        })
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            DecodeError::Body(error) => Some(error),
            DecodeError::Checksum | DecodeError::Newer => None,
        }
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Error {
        match error {
            DecodeError::Newer => {
                Error::input("These records were saved by a newer version of Offsite.")
                    .with_hint("Update Offsite to open them.")
            }
            DecodeError::Checksum | DecodeError::Body(_) => {
                Error::damaged("A record cannot be read.")
                    .with_hint("Run offsite verify: it says what is wrong and what to do.")
            }
        }
        .with_source(error)
    }
}

/// A value that could not be turned into bytes.
#[derive(Debug)]
pub(super) struct EncodeError(bincode::Error);

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value does not go into bytes")
    }
}

impl std::error::Error for EncodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<EncodeError> for Error {
    fn from(error: EncodeError) -> Error {
        Error::input("A value of this change cannot be written down.")
            .with_hint("Nothing was saved. Please report it as a defect of Offsite.")
            .with_source(error)
    }
}

impl From<EncodeError> for io::Error {
    fn from(error: EncodeError) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, error)
    }
}

/// Returns how values of format 2 are written.
fn short() -> impl Options {
    bincode::DefaultOptions::new()
}

/// Returns the bytes of a value.
///
/// # Errors
/// The value does not go into bytes. Nothing may then be stored: no bytes at all, with a right
/// checksum, would read back as a record that is empty.
pub(super) fn write<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let body = short().serialize(value).map_err(EncodeError)?;
    let mut out = vec![FORMAT];
    out.extend(crc32fast::hash(&body).to_le_bytes());
    out.extend(body);
    Ok(out)
}

/// Reads a value back.
///
/// # Errors
/// The bytes are damaged, or of a newer format.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    let [format, a, b, c, d, body @ ..] = bytes else { return Err(DecodeError::Checksum) };
    // The checksum first: damage in the format byte is damage, and no newer version can mend it.
    if crc32fast::hash(body).to_le_bytes() != [*a, *b, *c, *d] {
        return Err(DecodeError::Checksum);
    }
    if *format > FORMAT {
        return Err(DecodeError::Newer);
    }
    let value =
        if *format < FORMAT { bincode::deserialize(body) } else { short().deserialize(body) };
    value.map_err(DecodeError::Body)
}

/// Reads the first part of a value whose other parts do not matter; none where it is damaged.
pub(super) fn decode_first<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let [FORMAT, a, b, c, d, body @ ..] = bytes else { return None };
    let is_whole = crc32fast::hash(body).to_le_bytes() == [*a, *b, *c, *d];
    let first = short().allow_trailing_bytes();
    first.deserialize(body).ok().filter(|_| is_whole)
}

/// Returns a record's share of the digest over all records, in which order does not matter.
pub(super) fn digest(key: &[u8], value: &[u8]) -> u64 {
    use sha2::{Digest, Sha256};
    let hash = Sha256::new()
        .chain_update((key.len() as u64).to_le_bytes())
        .chain_update(key)
        .chain_update(value)
        .finalize();
    hash.iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::stored_day;

    /// A list whose length is not known beforehand, which bincode does not write.
    struct Endless;

    impl Serialize for Endless {
        fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            serde::ser::SerializeSeq::end(to.serialize_seq(None)?)
        }
    }

    #[test]
    fn a_value_that_does_not_go_into_bytes_is_an_error_and_never_an_empty_record() {
        let error = Error::from(write(&Endless).expect_err("no bytes"));
        assert_eq!(error.kind(), crate::error::ErrorKind::Input);
        assert!(error.to_string().contains("Nothing was saved"), "{error}");
        assert_eq!(decode::<u64>(&write(&7u64).expect("bytes")).expect("read back"), 7);
    }

    /// Days as the library would write them, alone, in a pair and in a map.
    #[derive(Serialize, serde::Deserialize, PartialEq, Debug)]
    struct Plain(Option<NaiveDate>, (NaiveDate, u8), BTreeMap<(NaiveDate, bool), u8>, NaiveDate);

    /// Days as they are stored.
    #[derive(Serialize, serde::Deserialize)]
    struct Stored(
        #[serde(with = "stored_day::maybe")] Option<NaiveDate>,
        #[serde(with = "stored_day::pair")] (NaiveDate, u8),
        #[serde(with = "stored_day::keys")] BTreeMap<(NaiveDate, bool), u8>,
        #[serde(with = "stored_day")] NaiveDate,
    );

    proptest! {
        #[test]
        fn days_are_stored_as_the_library_would_write_them(
            numbers in prop::collection::vec(-3_000_000i32..5_000_000, 1..5),
        ) {
            let days: Vec<NaiveDate> =
                numbers.iter().filter_map(|n| NaiveDate::from_num_days_from_ce_opt(*n)).collect();
            let map: BTreeMap<_, _> = days.iter().zip(1..).map(|(d, n)| ((*d, n > 1), n)).collect();
            let (first, last) = (days[0], days.last().copied().filter(|_| days.len() > 1));
            let plain = bincode::serialize(&Plain(last, (first, 7), map.clone(), first)).expect("written");
            prop_assert_eq!(
                bincode::serialize(&Stored(last, (first, 7), map, first)).expect("written"),
                &plain[..]
            );
            let Stored(maybe, pair, map, day) = bincode::deserialize(&plain).expect("read");
            let read: Plain = bincode::deserialize(&plain).expect("read");
            prop_assert_eq!(Plain(maybe, pair, map, day), read);
        }

        #[test]
        fn text_is_a_day_where_it_is_one_to_the_library(text in "[0-9+-]{0,4}[-/0-9]{0,8}") {
            let written = bincode::serialize(&text).expect("written");
            let own = stored_day::deserialize(&mut bincode::Deserializer::from_slice(
                &written,
                bincode::options().with_fixint_encoding(),
            ));
            prop_assert_eq!(own.ok(), bincode::deserialize::<NaiveDate>(&written).ok());
        }
    }
}
