//! Days as they are stored, `2026-11-23`, as the library writes them but read and written without its
//! general parser: a case has hundreds of days, and reading them took a tenth of a report.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The letters of a day with a year of four digits.
const LETTERS: usize = 10;

/// A day that is stored.
struct StoredDay(NaiveDate);

impl Serialize for StoredDay {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let letters = written(self.0);
        match letters.as_ref().and_then(|letters| std::str::from_utf8(letters).ok()) {
            Some(text) => to.serialize_str(text),
            None => self.0.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for StoredDay {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<StoredDay, D::Error> {
        struct Letters;
        impl Visitor<'_> for Letters {
            type Value = StoredDay;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day as 2026-11-23")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<StoredDay, E> {
                let day = read(text.as_bytes()).map_or_else(|| text.parse().map_err(E::custom), Ok);
                day.map(StoredDay)
            }
        }
        from.deserialize_str(Letters)
    }
}

/// Returns the letters of a day; none where its year has not four digits.
fn written(day: NaiveDate) -> Option<[u8; LETTERS]> {
    let year = u32::try_from(day.year()).ok().filter(|year| *year <= 9999)?;
    let digit = |number: u32, of: u32| b'0' + (number / of % 10) as u8;
    let (month, day) = (day.month(), day.day());
    Some([
        digit(year, 1000),
        digit(year, 100),
        digit(year, 10),
        digit(year, 1),
        b'-',
        digit(month, 10),
        digit(month, 1),
        b'-',
        digit(day, 10),
        digit(day, 1),
    ])
}

/// Returns the day that these letters are; none where they are in another form.
fn read(letters: &[u8]) -> Option<NaiveDate> {
    let letters: &[u8; LETTERS] = letters.try_into().ok()?;
    let number = |from: usize, to: usize| {
        letters[from..to].iter().try_fold(0, |sum, letter| {
            letter.is_ascii_digit().then(|| sum * 10 + u32::from(letter - b'0'))
        })
    };
    let year = i32::try_from(number(0, 4)?).ok()?;
    let dashes = letters[4] == b'-' && letters[7] == b'-';
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?).filter(|_| dashes)
}

/// Writes a day.
///
/// # Errors
/// As the serialiser says.
pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    StoredDay(*day).serialize(to)
}

/// Reads a day.
///
/// # Errors
/// It is none.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    StoredDay::deserialize(from).map(|day| day.0)
}

/// A day that may not be there.
pub mod maybe {
    use super::{Deserialize, Deserializer, NaiveDate, Serialize, Serializer, StoredDay};

    /// Writes a day, or that there is none.
    ///
    /// # Errors
    /// As the serialiser says.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        day.map(StoredDay).serialize(to)
    }

    /// Reads a day, or that there is none.
    ///
    /// # Errors
    /// It is neither.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        Ok(Option::<StoredDay>::deserialize(from)?.map(|day| day.0))
    }
}

/// A day and something more.
pub mod pair {
    use super::{Deserialize, Deserializer, NaiveDate, Serialize, Serializer, StoredDay};

    /// Writes such a pair.
    ///
    /// # Errors
    /// As the serialiser says.
    pub fn serialize<K: Serialize, S: Serializer>(
        (day, more): &(NaiveDate, K),
        to: S,
    ) -> Result<S::Ok, S::Error> {
        (StoredDay(*day), more).serialize(to)
    }

    /// Reads such a pair.
    ///
    /// # Errors
    /// It is none.
    pub fn deserialize<'de, K, D>(from: D) -> Result<(NaiveDate, K), D::Error>
    where
        K: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        let (day, more) = <(StoredDay, K)>::deserialize(from)?;
        Ok((day.0, more))
    }
}

/// A map whose keys are a day and something more.
pub mod keys {
    use std::marker::PhantomData;

    use super::{
        BTreeMap, Deserialize, Deserializer, MapAccess, NaiveDate, Serialize, SerializeMap,
        Serializer, StoredDay, Visitor, fmt,
    };

    /// Writes such a map.
    ///
    /// # Errors
    /// As the serialiser says.
    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        all: &BTreeMap<(NaiveDate, K), V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(all.len()))?;
        for ((day, more), value) in all {
            map.serialize_entry(&(StoredDay(*day), more), value)?;
        }
        map.end()
    }

    /// Reads such a map.
    ///
    /// # Errors
    /// It is none.
    pub fn deserialize<'de, K, V, D>(from: D) -> Result<BTreeMap<(NaiveDate, K), V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        struct Entries<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for Entries<K, V> {
            type Value = BTreeMap<(NaiveDate, K), V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map by days")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = BTreeMap::new();
                while let Some(((day, more), value)) = map.next_entry::<(StoredDay, K), V>()? {
                    all.insert((day.0, more), value);
                }
                Ok(all)
            }
        }
        from.deserialize_map(Entries(PhantomData))
    }
}
