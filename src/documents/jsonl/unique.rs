//! Maps of which no key stands twice: of two answers to one question the second would win silently.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::{Serialize, Serializer};

/// A map that refuses a file in which one of its keys stands twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UniqueMap<K, V>(pub(super) BTreeMap<K, V>);

impl<K, V> UniqueMap<K, V> {
    /// Returns the same with each value turned into another.
    pub(super) fn map<W>(self, with: impl Fn(V) -> W) -> BTreeMap<K, W>
    where
        K: Ord,
    {
        self.0.into_iter().map(|(key, value)| (key, with(value))).collect()
    }
}

impl<K: Serialize + Ord, V: Serialize> Serialize for UniqueMap<K, V> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(&self.0)
    }
}

impl<'de, K, V> Deserialize<'de> for UniqueMap<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<UniqueMap<K, V>, D::Error> {
        from.deserialize_map(Keys(PhantomData))
    }
}

struct Keys<K, V>(PhantomData<(K, V)>);

impl<'de, K, V> Visitor<'de> for Keys<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    type Value = UniqueMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UniqueMap<K, V>, A::Error> {
        let mut out = BTreeMap::new();
        while let Some(key) = map.next_key::<K>()? {
            match out.entry(key) {
                Entry::Vacant(place) => drop(place.insert(map.next_value()?)),
                Entry::Occupied(place) => {
                    return Err(A::Error::custom(format!("\"{}\" is there twice", place.key())));
                }
            }
        }
        Ok(UniqueMap(out))
    }
}
