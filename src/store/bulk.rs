//! Bulk commits: many changes stored all or nothing, as an import of any size needs.
//!
//! They are written and synced to a file of their own first. Once it is renamed into place the
//! import is done; if taking it over into the journal is interrupted, the next start finishes it.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::domain::request_id::RequestId;
use crate::error::{Error, Result};
use crate::store::author::SystemUser;
use crate::store::chain::{ChainReader, ChainStep, JournalPos};
use crate::store::change::Change;
use crate::store::index::SummaryFn;
use crate::store::journal::EncodedEntry;
use crate::store::keyring::KeyRing;
use crate::store::limits::admit;
use crate::store::records::ROOM;
use crate::store::system_error::describe;
use crate::store::{Progress, Store, codec, paths};
use crate::unwind::join;

const NAME: &str = "import";

/// How many changes wait beside the one that is being made and the one that is being written: none,
/// since each has some megabytes.
const WAITING: usize = 0;

/// Bytes at the beginning that say where in the journal the entries go: a length, then the marks
/// before and after them.
const HEAD: u64 = 512;

impl Store {
    /// Stores many changes: all of them or, on the first that cannot be had or written, none.
    /// Memory stays small however many there are.
    ///
    /// # Errors
    /// One cannot be had, does not fit or cannot be written; nothing is then changed.
    pub fn commit_many(
        &mut self,
        changes: &mut dyn Iterator<Item = Result<Change>>,
        summarise: SummaryFn,
        progress: Progress<'_>,
    ) -> Result<u64> {
        self.writable()?;
        self.sound()?;
        if self.is_behind {
            self.catch_up()?;
        }
        self.journal.still_ours()?;
        let start = self.journal.mark();
        let half = self.dir.join("import.new");
        let to = StagedAt {
            path: &half,
            start,
            by: self.journal.by(),
            request: self.journal.request(),
            keys: &self.keys,
        };
        let written = stage_beside(&to, changes).and_then(|end| {
            self.keys.sync()?;
            has_room_for(&self.dir, end.end - start.end)?;
            let named = std::fs::rename(&half, self.dir.join(NAME))
                .and_then(|()| paths::sync_folder(&self.dir));
            named.map_err(not_written).map(|()| end)
        });
        let end = written.inspect_err(|_| drop(std::fs::remove_file(&half)))?;
        if let Err(e) = take_over(&self.dir) {
            let _ = std::fs::remove_file(self.dir.join(NAME));
            let _ = self.journal.cut(start).and_then(|()| paths::sync_folder(&self.dir));
            return Err(not_written(e));
        }
        self.journal.extend_to(end)?;
        self.is_behind = true;
        self.replay(Some(summarise), progress).map_err(|e| {
            Error::new(e.kind(), format!("The import is safe in the journal. {e}")).with_source(e)
        })?;
        self.is_behind = false;
        self.flush();
        Ok(end.seq - start.seq)
    }
}

/// Refuses an import for which the disk has no room in the journal and in the records: taken into
/// the journal alone, it would leave a store that can only be read.
fn has_room_for(dir: &Path, bytes: u64) -> Result<()> {
    // Once in the journal, and about twice in the records, their order and their index.
    let needed = bytes.saturating_mul(3).saturating_add(ROOM);
    match paths::room(dir) {
        Some(free) if free < needed => Err(Error::no_space(format!(
            "Nothing was imported: it needs about {} MB, and {} MB are free on the disk of {}.",
            needed.div_ceil(1 << 20),
            free >> 20,
            dir.display()
        ))
        .with_hint("Make room, then import it again.")),
        Some(_) | None => Ok(()),
    }
}

fn not_written(e: io::Error) -> Error {
    Error::io(format!("Nothing was imported: {}.", describe(&e)), e)
        .with_hint("Make room or mend the folder, then do it again.")
}

/// Where entries are written in a file of their own, and what they are written with.
pub(super) struct StagedAt<'a> {
    pub path: &'a Path,
    /// The place in the journal after which they are to come.
    pub start: JournalPos,
    pub by: &'a SystemUser,
    pub request: Option<RequestId>,
    pub keys: &'a KeyRing,
}

/// Does as [`stage`] while the next changes are made, on another core where there is one.
fn stage_beside(
    to: &StagedAt<'_>,
    changes: &mut dyn Iterator<Item = Result<Change>>,
) -> Result<JournalPos> {
    thread::scope(|scope| {
        let (give, take) = sync_channel(WAITING);
        let staging =
            thread::Builder::new().spawn_scoped(scope, move || stage(to, &mut take.into_iter()));
        let Ok(staging) = staging else { return stage(to, changes) };
        for change in changes {
            let is_last = change.is_err();
            // Where nobody takes it any more, the staging has failed and says why.
            if give.send(change).is_err() || is_last {
                break;
            }
        }
        drop(give);
        join(staging)
    })
}

/// Writes the entries in a file of their own and through to the disk, and returns the mark after
/// them.
pub(super) fn stage(
    to: &StagedAt<'_>,
    changes: &mut dyn Iterator<Item = Result<Change>>,
) -> Result<JournalPos> {
    let StagedAt { path, start, by, request, keys } = *to;
    let mut out = BufWriter::with_capacity(1 << 20, paths::create(path).map_err(not_written)?);
    out.write_all(&[0; HEAD as usize]).map_err(not_written)?;
    let mut mark = start;
    for change in changes {
        let change = change?;
        admit(&change)?;
        let ready = EncodedEntry::after(mark, &change, Some(by), request, keys)?;
        out.write_all(ready.bytes()).map_err(not_written)?;
        mark = ready.mark;
    }
    let head = codec::write(&(start, mark))?;
    let head = [&(head.len() as u32).to_le_bytes()[..], &head].concat();
    let file = out.into_inner().map_err(|e| not_written(e.into_error()))?;
    file.write_all_at(&head, 0).and_then(|()| file.sync_all()).map_err(not_written)?;
    Ok(mark)
}

/// Ends an import that was interrupted before an earlier session could; where its file does not
/// read, it is set aside and nothing of it stays in the journal. Returns what is said of that.
///
/// # Errors
/// What the system says; the file stays and the next start tries again.
pub(super) fn take_over_or_set_aside(dir: &Path) -> io::Result<Option<String>> {
    let path = dir.join(NAME);
    if !path.exists() {
        return Ok(None);
    }
    let marks = marks(&mut File::open(&path)?)?;
    let len = paths::size_of(&dir.join("journal"));
    let is_sound = match marks {
        Some((start, end)) => len >= start.end && holds(&path, start, end)?,
        None => false,
    };
    if is_sound {
        return take_over(dir).map(|()| None);
    }
    // What was copied of it already would be half an import.
    if let Some((start, end)) = marks
        && (start.end + 1..=end.end).contains(&len)
    {
        let journal = OpenOptions::new().write(true).open(dir.join("journal"))?;
        journal.set_len(start.end)?;
        journal.sync_all()?;
    }
    let aside = paths::free(dir, "import-damaged");
    std::fs::rename(&path, &aside)?;
    paths::sync_folder(dir)?;
    Ok(Some(format!(
        "An import was interrupted and its file does not read: it was set aside as {}, and nothing of it was taken in. Import it again.",
        aside.display()
    )))
}

/// Returns where in the journal the entries begin of an import that is under way, or that was
/// interrupted and that the next session ends; none where there is none.
pub(super) fn under_way_from(dir: &Path) -> Option<JournalPos> {
    let marks = marks(&mut File::open(dir.join(NAME)).ok()?).ok().flatten();
    marks.map(|(start, _)| start)
}

/// Returns the marks before and after the entries of an import's file; none where they do not read.
fn marks(from: &mut File) -> io::Result<Option<(JournalPos, JournalPos)>> {
    let mut head = Vec::new();
    Read::by_ref(from).take(HEAD).read_to_end(&mut head)?;
    let [a, b, c, d, rest @ ..] = &head[..] else { return Ok(None) };
    let len = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
    Ok(rest.get(..len).and_then(|body| codec::decode(body).ok()))
}

/// Returns whether an import's file holds every entry between its marks, each whole and following
/// the one before.
fn holds(path: &Path, start: JournalPos, end: JournalPos) -> io::Result<bool> {
    let mut from = File::open(path)?;
    from.seek(SeekFrom::Start(HEAD))?;
    let mut reader = ChainReader::new(BufReader::with_capacity(1 << 18, from), start);
    while reader.mark().seq < end.seq {
        if reader.step()? != ChainStep::Entry {
            return Ok(false);
        }
    }
    Ok(reader.mark() == end)
}

/// Copies an import that has its name into the journal and takes the file away; does nothing where
/// there is none.
///
/// # Errors
/// What the system says; the file stays and the next start tries again.
pub(super) fn take_over(dir: &Path) -> io::Result<()> {
    let path = dir.join(NAME);
    let mut from = match File::open(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
        opened => opened?,
    };
    let (start, end) = marks(&mut from)?.ok_or(io::ErrorKind::InvalidData)?;
    let journal = OpenOptions::new().write(true).open(dir.join("journal"))?;
    // A longer journal has gone on since: the import is in it, only the file could not be taken
    // away.
    if journal.metadata()?.len() <= end.end {
        from.seek(SeekFrom::Start(HEAD))?;
        let mut to = &journal;
        to.seek(SeekFrom::Start(start.end))?;
        io::copy(&mut from.take(end.end - start.end), &mut to)?;
        journal.set_len(end.end)?;
        journal.sync_all()?;
    }
    std::fs::remove_file(&path)?;
    paths::sync_folder(dir)
}
