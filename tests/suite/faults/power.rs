//! The power fails. Of the journal, what fsync had promised is there, and of the write under way any part, in any order; of the records,
//! which nothing has promised since the store was opened, any page may be as it was then, as it is now, or nothing.

use super::{change, proven, rounds};
use offsite::store::Store;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every file of a store but the lock, by its path within it.
type Files = BTreeMap<PathBuf, Vec<u8>>;

fn files(root: &Path, dir: &Path) -> Files {
    let mut out = Files::new();
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        if entry.path().is_dir() {
            out.extend(files(root, &entry.path()));
        } else if let Ok(bytes) = std::fs::read(entry.path()) {
            out.insert(entry.path().strip_prefix(root).expect("within").to_owned(), bytes);
        }
    }
    out
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// Returns what a disk may hold of a file that went from `old` to `new` without a promise: page by page one or the other or nothing, and
/// any length.
fn torn(old: &[u8], new: &[u8], dice: &mut Dice, page: usize) -> Vec<u8> {
    let mut out = vec![0; new.len().max(old.len())];
    for at in (0..out.len()).step_by(page) {
        let source = match dice.below(5) {
            0 => old,
            1 => &[],
            _ => new,
        };
        let end = (at + page).min(source.len());
        if at < end {
            out[at..end].copy_from_slice(&source[at..end]);
        }
    }
    if dice.below(2) == 0 {
        out.truncate(old.len() + dice.below(out.len().saturating_sub(old.len()) + 1));
    }
    out
}

#[test]
fn cut_off_at_any_write_the_store_opens_with_all_that_was_acknowledged() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(0x00C0_FFEE_1234_5678);
    let (mut cuts, mut rebuilt) = (0, 0);
    // A store with a past, left in order: what lies on the disk before the power can fail.
    let mut states = Vec::new();
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    for n in 1..=3 {
        store.commit(change(n)).expect("saved");
    }
    store.close().expect("in order");
    states.push((3, files(dir.path(), dir.path())));
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    for n in 4..=12 {
        store.commit(change(n)).expect("saved");
        states.push((n, files(dir.path(), dir.path())));
    }
    drop(store);
    for round in 0..rounds(16, 1000) {
        let i = dice.below(states.len() - 1);
        let ((promised, then), (_, now)) = (&states[i], &states[i + 1]);
        let cut = tempfile::tempdir().expect("a folder");
        for (name, new) in now {
            let (first, before) = (states[0].1.get(name), then.get(name));
            let bytes = match name.to_str().expect("a name") {
                "journal" => {
                    let old = before.expect("the journal");
                    let tail = torn(&[], &new[old.len()..], &mut dice, 16);
                    [old.as_slice(), &tail].concat()
                }
                // Written whole and synced when the store was begun.
                "format" => new.clone(),
                "lock" => continue,
                _ => torn(first.map_or(&[], Vec::as_slice), new, &mut dice, 512),
            };
            let path = cut.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("written");
        }
        // The mark of a store left in order is taken away at the start, but that may not have reached the disk.
        if dice.below(3) == 0
            && let Some(left) = states[0].1.get(Path::new("left"))
        {
            std::fs::write(cut.path().join("left"), left).expect("written");
        }
        let opened = Store::open(cut.path(), "a.shah", "now").unwrap_or_else(|e| panic!("round {round}: {e}"));
        opened.store.wait_for_check().unwrap_or_else(|e| panic!("round {round}: {e}"));
        let found = proven(&opened.store);
        assert!(found == *promised || found == promised + 1, "round {round}: {promised} were promised, {found} are there");
        cuts += 1;
        rebuilt += usize::from(opened.notices.iter().any(|n| n.contains("made anew")));
    }
    println!("cut {cuts} times, records made anew {rebuilt} times; lost: none");
}
