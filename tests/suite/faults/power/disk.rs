//! A disk as a log of operations leaves it, and what may be on it when the power fails.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// One operation, as `tests/recorder/recorder.rs` writes it down.
pub(super) struct Op {
    pub letter: char,
    pub file: u64,
    pub at: u64,
    pub bytes: Vec<u8>,
}

impl Op {
    fn path(&self) -> &Path {
        Path::new(OsStr::from_bytes(&self.bytes))
    }
}

/// Reads a log; where its writer was killed in the midst of an operation, that one is not read.
pub(super) fn read_log(mut log: &[u8]) -> Vec<Op> {
    let mut out = Vec::new();
    while log.len() >= 25 {
        let number =
            |at: usize| u64::from_le_bytes(log[at..at + 8].try_into().expect("eight bytes"));
        let (file, at, len) = (number(1), number(9), number(17) as usize);
        let Some(bytes) = log.get(25..25 + len) else { break };
        out.push(Op { letter: char::from(log[0]), file, at, bytes: bytes.to_vec() });
        log = &log[25 + len..];
    }
    out
}

/// Numbers from a seed.
pub(super) struct Dice(pub u64);

impl Dice {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

enum Write {
    At(u64, Vec<u8>),
    Length(u64),
}

impl Write {
    /// Applies what `keep` says of this write, sector by sector.
    fn apply(&self, to: &mut Vec<u8>, keep: &mut dyn FnMut() -> bool) {
        match self {
            Write::Length(len) => {
                if keep() {
                    to.resize(*len as usize, 0);
                }
            }
            Write::At(at, bytes) => {
                let at = *at as usize;
                let mut from = 0;
                while from < bytes.len() {
                    let end = (((at + from) / SECTOR + 1) * SECTOR - at).min(bytes.len());
                    if keep() {
                        if to.len() < at + end {
                            to.resize(at + end, 0);
                        }
                        to[at + from..at + end].copy_from_slice(&bytes[from..end]);
                    }
                    from = end;
                }
            }
        }
    }

    fn length(&self, was: usize) -> usize {
        match self {
            Write::Length(len) => *len as usize,
            Write::At(at, bytes) => was.max(*at as usize + bytes.len()),
        }
    }
}

const SECTOR: usize = 512;

enum Naming {
    Is(OsString, usize),
    Gone(OsString),
    Moved(OsString, OsString),
}

type Names = BTreeMap<OsString, usize>;

impl Naming {
    fn apply(&self, to: &mut Names) {
        match self {
            Naming::Is(name, thing) => {
                to.insert(name.clone(), *thing);
            }
            Naming::Gone(name) => {
                to.remove(name);
            }
            Naming::Moved(old, new) => {
                if let Some(thing) = to.remove(old) {
                    to.insert(new.clone(), thing);
                }
            }
        }
    }
}

/// A file or folder: what was promised of it, and what was done to it since.
enum Thing {
    File { safe: Vec<u8>, since: Vec<Write> },
    Folder { safe: Names, now: Names, since: Vec<Naming> },
}

/// Everything below the folder that is recorded.
pub(super) struct Disk {
    things: Vec<Thing>,
    /// The latest file or folder of each inode number.
    by_number: BTreeMap<u64, usize>,
}

const ROOT: usize = 0;

impl Disk {
    /// Takes a folder as it stands, all of it promised.
    pub(super) fn of(root: &Path) -> Disk {
        let mut disk = Disk { things: Vec::new(), by_number: BTreeMap::new() };
        disk.load(root);
        disk
    }

    fn load(&mut self, path: &Path) -> usize {
        let about = std::fs::metadata(path).expect("there");
        let thing = if about.is_dir() {
            self.folder()
        } else {
            self.file(std::fs::read(path).expect("read"))
        };
        self.by_number.insert(about.ino(), thing);
        if about.is_dir() {
            for entry in std::fs::read_dir(path).expect("a folder").flatten() {
                let inner = self.load(&entry.path());
                let Thing::Folder { safe, now, .. } = &mut self.things[thing] else { continue };
                safe.insert(entry.file_name(), inner);
                now.insert(entry.file_name(), inner);
            }
        }
        thing
    }

    fn folder(&mut self) -> usize {
        self.things.push(Thing::Folder {
            safe: Names::new(),
            now: Names::new(),
            since: Vec::new(),
        });
        self.things.len() - 1
    }

    fn file(&mut self, safe: Vec<u8>) -> usize {
        self.things.push(Thing::File { safe, since: Vec::new() });
        self.things.len() - 1
    }

    fn find(&self, path: &Path) -> Option<usize> {
        path.iter().try_fold(ROOT, |at, name| match &self.things[at] {
            Thing::Folder { now, .. } => now.get(name).copied(),
            Thing::File { .. } => None,
        })
    }

    /// Does to the folder of a path what concerns its last name.
    fn name(&mut self, path: &Path, naming: impl FnOnce(OsString) -> Naming) {
        let (folder, name) = (path.parent().expect("a folder"), path.file_name().expect("a name"));
        let folder = self.find(folder).unwrap_or_else(|| panic!("no folder {}", folder.display()));
        let Thing::Folder { now, since, .. } = &mut self.things[folder] else {
            panic!("{} is no folder", path.display())
        };
        let naming = naming(name.to_owned());
        naming.apply(now);
        since.push(naming);
    }

    fn write(&mut self, op: &Op, write: Write) {
        let Thing::File { since, .. } = &mut self.things[self.by_number[&op.file]] else {
            panic!("bytes written into a folder")
        };
        since.push(write);
    }

    /// Takes in the next operation of the log.
    pub(super) fn step(&mut self, op: &Op) {
        match op.letter {
            'c' | 'm' => {
                let thing = if op.letter == 'm' { self.folder() } else { self.file(Vec::new()) };
                self.by_number.insert(op.file, thing);
                self.name(op.path(), |name| Naming::Is(name, thing));
            }
            'w' => self.write(op, Write::At(op.at, op.bytes.clone())),
            't' => self.write(op, Write::Length(op.at)),
            's' => match &mut self.things[self.by_number[&op.file]] {
                Thing::File { safe, since } => {
                    since.drain(..).for_each(|w| w.apply(safe, &mut || true));
                }
                Thing::Folder { safe, since, .. } => since.drain(..).for_each(|n| n.apply(safe)),
            },
            // It asks for the bytes to be written some time, and promises nothing.
            'f' => {}
            'u' | 'd' => self.name(op.path(), Naming::Gone),
            'r' | 'l' => {
                let (old, new) =
                    op.bytes.split_at(op.bytes.iter().position(|b| *b == 0).expect("two paths"));
                let (old, new) =
                    (Path::new(OsStr::from_bytes(old)), Path::new(OsStr::from_bytes(&new[1..])));
                let thing =
                    self.find(old).unwrap_or_else(|| panic!("{} is not there", old.display()));
                if op.letter == 'l' {
                    return self.name(new, |name| Naming::Is(name, thing));
                }
                assert_eq!(
                    old.parent(),
                    new.parent(),
                    "a file went from one folder to another: of that this model knows nothing"
                );
                self.name(old, |old| {
                    Naming::Moved(old, new.file_name().expect("a name").to_owned())
                });
            }
            letter => panic!("the log knows no {letter}"),
        }
    }

    /// Returns the bytes of every file as the process itself would find them.
    pub(super) fn whole(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut out = BTreeMap::new();
        self.each(ROOT, Path::new(""), &mut |thing| self.now(thing), &mut |path, thing| {
            if let Thing::File { safe, since } = thing {
                let mut bytes = safe.clone();
                for w in since {
                    w.apply(&mut bytes, &mut || true);
                }
                out.insert(path.to_owned(), bytes);
            }
        });
        out
    }

    fn now(&self, thing: usize) -> Names {
        match &self.things[thing] {
            Thing::Folder { now, .. } => now.clone(),
            Thing::File { .. } => Names::new(),
        }
    }

    /// Visits what lies below a folder; `names` says what a folder holds.
    fn each(
        &self,
        at: usize,
        path: &Path,
        names: &mut dyn FnMut(usize) -> Names,
        see: &mut dyn FnMut(&Path, &Thing),
    ) {
        for (name, inner) in names(at) {
            let path = path.join(name);
            see(&path, &self.things[inner]);
            if let Thing::Folder { .. } = self.things[inner] {
                self.each(inner, &path, names, see);
            }
        }
    }

    /// Writes into an empty folder what the disk may hold when the power fails now.
    pub(super) fn cut(&self, to: &Path, dice: &mut Dice) {
        let mut namings = Dice(dice.0 ^ 0x5bd1_e995_9d1b_54a7);
        let mut names = |thing: usize| match &self.things[thing] {
            Thing::File { .. } => Names::new(),
            Thing::Folder { safe, since, .. } => {
                let mut names = safe.clone();
                let most = namings.below(since.len() + 1);
                since[..most].iter().for_each(|n| n.apply(&mut names));
                names
            }
        };
        self.each(ROOT, Path::new(""), &mut names, &mut |path, thing| match thing {
            Thing::Folder { .. } => std::fs::create_dir(to.join(path)).expect("a folder"),
            Thing::File { safe, since } => {
                std::fs::write(to.join(path), torn(safe, since, dice)).expect("written");
            }
        });
    }
}

/// Returns what may be there of a file: all that was promised, and of the writes since then none,
/// all, those up to one that is torn, any of them whole, or any sectors of any of them; its length
/// may lag behind or be ahead.
fn torn(safe: &[u8], since: &[Write], dice: &mut Dice) -> Vec<u8> {
    let mut out = safe.to_vec();
    let some = dice.below(since.len() + 1);
    let mut length = since[..some].iter().fold(safe.len(), |len, w| w.length(len));
    match dice.below(5) {
        0 => length = out.len(),
        1 => {
            for w in since {
                w.apply(&mut out, &mut || true);
            }
            length = out.len();
        }
        2 => {
            since[..some].iter().for_each(|w| w.apply(&mut out, &mut || true));
            if let Some(last) = since.get(some) {
                length = last.length(length);
                last.apply(&mut out, &mut || dice.below(2) == 0);
            }
        }
        3 => {
            for write in since {
                let is_kept = dice.below(2) == 0;
                write.apply(&mut out, &mut || is_kept);
            }
        }
        _ => since.iter().for_each(|w| w.apply(&mut out, &mut || dice.below(2) == 0)),
    }
    out.resize(length, 0);
    out
}
