//! Maps of which no key stands twice: of two answers to one question the second would win silently.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::{Serialize, Serializer};

/// A map that refuses a file in which one of its keys stands twice. What is read as `R` is kept as
/// `V`, so that a map of maps is built once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UniqueMap<K, V, R = V>(pub(super) BTreeMap<K, V>, PhantomData<R>);

impl<K, V, R> From<BTreeMap<K, V>> for UniqueMap<K, V, R> {
    fn from(map: BTreeMap<K, V>) -> UniqueMap<K, V, R> {
        UniqueMap(map, PhantomData)
    }
}

impl<K, V, R> From<UniqueMap<K, V, R>> for BTreeMap<K, V> {
    fn from(map: UniqueMap<K, V, R>) -> BTreeMap<K, V> {
        map.0
    }
}

impl<K: Serialize + Ord, V: Serialize, R> Serialize for UniqueMap<K, V, R> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(&self.0)
    }
}

impl<'de, K, V, R> Deserialize<'de> for UniqueMap<K, V, R>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    R: Deserialize<'de> + Into<V>,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<UniqueMap<K, V, R>, D::Error> {
        from.deserialize_map(Keys(PhantomData))
    }
}

struct Keys<K, V, R>(PhantomData<(K, V, R)>);

impl<'de, K, V, R> Visitor<'de> for Keys<K, V, R>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    R: Deserialize<'de> + Into<V>,
{
    type Value = UniqueMap<K, V, R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<UniqueMap<K, V, R>, A::Error> {
        let mut out = BTreeMap::new();
        while let Some(key) = map.next_key::<K>()? {
            match out.entry(key) {
                Entry::Vacant(place) => drop(place.insert(map.next_value::<R>()?.into())),
                Entry::Occupied(place) => {
                    return Err(A::Error::custom(format!("\"{}\" is there twice", place.key())));
                }
            }
        }
        Ok(UniqueMap::from(out))
    }
}
