//! Heads: how far a journal goes and the hash of its last entry, signed with a key that lies outside
//! the store.
//!
//! `key` reads the key file and makes it at first need, `signature` is what it leaves on a head, and
//! `named` is a head with the name of what holds it.

mod key;
mod named;
mod signature;

pub(super) use crate::store::heads::key::HeadKeys;
pub use crate::store::heads::key::{HeadSigner, is_trusted_key, key_status};
pub(super) use crate::store::heads::named::NamedHead;
pub use crate::store::heads::signature::HeadSignature;
