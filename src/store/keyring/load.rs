//! Reads the two copies of the file of keys as one: what is whole in either counts, and a key that
//! was destroyed in either is destroyed.

use std::io;
use std::path::Path;

use crate::domain::case::CaseRef;
use crate::store::keyring::slots::{HEAD, Head, SLOT, Slot};
use crate::store::keyring::{COPY, NAME};

/// What both copies hold together.
pub(super) struct Loaded {
    /// None where neither head reads.
    pub(super) head: Option<Head>,
    /// None for a slot that reads in neither copy.
    pub(super) slots: Vec<Option<Slot>>,
    /// Whether both copies are the same and whole.
    pub(super) is_whole: bool,
}

impl Loaded {
    /// Reads both copies; none where neither is there.
    ///
    /// # Errors
    /// One is there and cannot be read.
    pub(super) fn read(dir: &Path) -> io::Result<Option<Loaded>> {
        let read = |name: &str| match std::fs::read(dir.join(name)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        };
        let (first, second) = (read(NAME)?, read(COPY)?);
        if first.is_none() && second.is_none() {
            return Ok(None);
        }
        let is_whole = first == second;
        let (first, second) = (first.unwrap_or_default(), second.unwrap_or_default());
        let heads = [Head::decode(&first), Head::decode(&second)];
        // A rekeying may have ended between the two: then the first copy, written first, is newer,
        // and the second is as it was throughout.
        let head = heads[0].or(heads[1]);
        let slots = if heads[0].is_some() && heads[1].is_some() && heads[0] != heads[1] {
            slots_of(&first, &[])
        } else {
            slots_of(&first, &second)
        };
        let all_read = slots.iter().all(Option::is_some);
        Ok(Some(Loaded { head, slots, is_whole: is_whole && all_read }))
    }

    /// Returns every slot by its case, the place of its key in the file with it.
    pub(super) fn by_case(&self) -> impl Iterator<Item = (CaseRef, u32)> + '_ {
        let with_place = |(i, slot): (usize, &Option<Slot>)| Some((slot.as_ref()?.case, i as u32));
        self.slots.iter().enumerate().filter_map(with_place)
    }

    /// Returns the file as it should be.
    pub(super) fn encode(&self, head: &Head) -> Vec<u8> {
        let mut out = head.encode().to_vec();
        for slot in &self.slots {
            out.extend(slot.map_or([0; SLOT], |slot| slot.encode()));
        }
        out
    }
}

fn slots_of(first: &[u8], second: &[u8]) -> Vec<Option<Slot>> {
    let (first, second) = (first.get(HEAD..).unwrap_or(&[]), second.get(HEAD..).unwrap_or(&[]));
    // What is shorter than a slot was cut off while it was written: nobody was told of that key.
    let count = first.len().max(second.len()) / SLOT;
    let slot = |from: &[u8], i: usize| from.get(i * SLOT..).and_then(Slot::decode);
    let mut out: Vec<Option<Slot>> = (0..count)
        .map(|i| match (slot(first, i), slot(second, i)) {
            (Some(a), Some(b)) => Some(if b.wrapped.is_none() { b } else { a }),
            (a, b) => a.or(b),
        })
        .collect();
    while out.last().is_some_and(Option::is_none) {
        out.pop();
    }
    out
}
