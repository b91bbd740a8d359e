//! Which answers and tables of a case were read while something was worked out, so that it need not
//! be worked out again where none of them has changed.
//!
//! What is kept may say too much, never too little: two names may share a bit.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::domain::case::Case;

const WORDS: usize = 8;

thread_local! {
    /// What is read on this thread, while somebody wants to know.
    static READ: [Cell<u64>; WORDS] = const { [const { Cell::new(0) }; WORDS] };
    static IS_WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Names of fields and tables, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reads([u64; WORDS]);

impl Reads {
    /// Returns the names of whatever a case has: all of them.
    pub const ALL: Reads = Reads([u64::MAX; WORDS]);

    /// Returns whether a name may be in both.
    pub fn meets(&self, other: &Reads) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    fn add(&mut self, name: &str) {
        let (word, bit) = place(name);
        self.0[word] |= bit;
    }

    /// Returns in which answers and tables two cases differ. Marks are not told apart: where one
    /// differs, everything may.
    pub fn between(before: &Case, after: &Case) -> Reads {
        if before.marks != after.marks || before.id != after.id {
            return Reads::ALL;
        }
        let mut changed = Reads::default();
        changed.add_differing(&before.answers, &after.answers);
        changed.add_differing(&before.rows, &after.rows);
        changed
    }

    /// Adds the names under which two maps differ.
    fn add_differing<T: PartialEq>(
        &mut self,
        before: &BTreeMap<String, T>,
        after: &BTreeMap<String, T>,
    ) {
        let names = before.keys().chain(after.keys());
        names.filter(|name| before.get(*name) != after.get(*name)).for_each(|name| self.add(name));
    }
}

/// What was worked out of a case, piece by piece, each with what it has read: a piece that may have
/// changed with the case is worked out again when it is asked for.
#[derive(Debug)]
pub struct Kept<K, V> {
    case: Case,
    pieces: BTreeMap<K, (V, Reads)>,
}

impl<K: Ord, V> Kept<K, V> {
    /// Keeps nothing yet of a case.
    pub fn new(case: &Case) -> Kept<K, V> {
        Kept { case: case.clone(), pieces: BTreeMap::new() }
    }

    /// Returns the case that the pieces are of.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Goes on with a case as it stands now: what has read anything that differs is forgotten.
    pub fn turn_to(&mut self, case: &Case) {
        let changed = Reads::between(&self.case, case);
        if changed != Reads::default() {
            self.pieces.retain(|_, (_, read)| !read.meets(&changed));
            self.case.clone_from(case);
        }
    }

    /// Forgets every piece.
    pub fn forget(&mut self) {
        self.pieces.clear();
    }

    /// Returns a piece as it is kept, or as `work` gives it for the case as it stands now.
    pub fn piece(&mut self, of: K, work: impl FnOnce() -> V) -> &V {
        &self.pieces.entry(of).or_insert_with(|| reads_of(work)).0
    }
}

/// Returns the bit of a name, from its length, its first letters and its last.
fn place(name: &str) -> (usize, u64) {
    let bytes = name.as_bytes();
    let ends = bytes.iter().rev().take(8).chain(bytes.first());
    let sum = ends.fold(bytes.len() as u64, |sum, b| sum.rotate_left(7) ^ u64::from(*b));
    let sum = sum.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55;
    ((sum / 64) as usize % WORDS, 1 << (sum % 64))
}

/// Notes that a field of the case itself, or a table, is read.
pub(super) fn note(name: &str) {
    if IS_WANTED.get() {
        let (word, bit) = place(name);
        READ.with(|read| read[word].set(read[word].get() | bit));
    }
}

/// Notes that any answer or table may be read.
pub(super) fn note_all() {
    if IS_WANTED.get() {
        READ.with(|read| read.iter().for_each(|word| word.set(u64::MAX)));
    }
}

/// Ends the noting, also where the work panics.
struct EndNoting;

impl Drop for EndNoting {
    fn drop(&mut self) {
        IS_WANTED.set(false);
    }
}

/// Returns what some work gives, and what of the cases it read meanwhile. Within other such work
/// nothing is told apart.
pub fn reads_of<T>(work: impl FnOnce() -> T) -> (T, Reads) {
    if IS_WANTED.replace(true) {
        return (work(), Reads::ALL);
    }
    READ.with(|read| read.iter().for_each(|word| word.set(0)));
    let _end = EndNoting;
    let done = work();
    (done, Reads(READ.with(|read| std::array::from_fn(|word| read[word].get()))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forms;

    #[test]
    fn few_names_of_the_dictionary_share_a_bit() {
        let fields = forms::fields().map(|field| field.id);
        let mut by_place: BTreeMap<(usize, u64), u32> = BTreeMap::new();
        fields.chain(forms::tables().map(|table| table.id)).for_each(|name| {
            *by_place.entry(place(name)).or_default() += 1;
        });
        let most = by_place.values().max().copied().unwrap_or(0);
        assert!(by_place.len() > 150 && most <= 6, "{} places, {most} at one", by_place.len());
    }
}
