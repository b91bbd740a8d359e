//! The file of one draft: two states, of which the latest that reads counts.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::domain::case::{CaseRef, FieldPath};
use crate::store::drafts::StoredDraft;
use crate::store::keyring::{KeyRing, Unsealed};
use crate::store::{codec, paths};

/// Where the second of the two states begins; the file is sparse.
const SECOND: u64 = 1 << 20;

/// Bytes before each state: how often the text was kept, its length, a checksum over both and the
/// text.
const HEAD: usize = 16;

/// How the name of a file ends until its first text is on the disk.
const UNFINISHED: &str = "new";

/// Returns the file in which a session keeps an officer's text at a place.
pub(in crate::store) fn path(
    dir: &Path,
    officer: &str,
    session: u64,
    case: CaseRef,
    place: &FieldPath,
) -> PathBuf {
    let row = place.row.as_ref().map(|(t, r)| format!("{t}/{r}/")).unwrap_or_default();
    // A name by number tells nobody who wrote what of whom.
    let name = codec::digest(officer.as_bytes(), format!("{case}/{row}{}", place.field).as_bytes());
    let of_session = if session == EARLIER { String::new() } else { format!("-{session:016x}") };
    paths::drafts(dir).join(format!("{name:016x}{of_session}"))
}

/// The session of a file that was written before files said whose they are.
const EARLIER: u64 = 0;

/// Returns the session that keeps a file's text.
pub(in crate::store) fn session_of(path: &Path) -> u64 {
    let name = path.file_name().and_then(|name| name.to_str());
    let session = name.and_then(|name| u64::from_str_radix(name.split_once('-')?.1, 16).ok());
    session.unwrap_or(EARLIER)
}

/// Returns whether a file is one whose first text was still being written: nobody was told that it
/// is kept.
pub(in crate::store) fn is_unfinished(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == UNFINISHED)
}

/// Writes a text over the older of its two states and through to the disk.
pub(in crate::store) fn save(dir: &Path, keys: &KeyRing, draft: &StoredDraft) -> io::Result<()> {
    let path = path(dir, &draft.officer, draft.session, draft.case, &draft.place);
    let mut file = match OpenOptions::new().read(true).write(true).open(&path) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return save_first(dir, keys, &path, draft);
        }
        opened => opened?,
    };
    let times = [0, SECOND].map(|at| state(&mut file, keys, at).map_or(0, |(n, _)| n));
    let (at, n) = if times[0] <= times[1] { (0, times[1] + 1) } else { (SECOND, times[0] + 1) };
    if n <= 2 {
        // The first saving may have ended before the file's name was on the disk.
        sync_names(dir)?;
    }
    file.write_all_at(&encoded(keys, draft, n)?, at)?;
    file.sync_data()
}

fn sync_names(dir: &Path) -> io::Result<()> {
    paths::sync_folder(&paths::drafts(dir))?;
    paths::sync_folder(dir)
}

/// Writes the first text of a file under another name and renames it: a file of the name always
/// holds a text, however its writing ends.
fn save_first(dir: &Path, keys: &KeyRing, path: &Path, draft: &StoredDraft) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(paths::drafts(dir))?;
    let unfinished = path.with_extension(UNFINISHED);
    let file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all_at(&encoded(keys, draft, 1)?, 0)?;
    file.sync_data()?;
    std::fs::rename(&unfinished, path)?;
    sync_names(dir)
}

/// Writes a text over whatever is kept of it.
pub(in crate::store) fn save_anew(
    dir: &Path,
    keys: &KeyRing,
    draft: &StoredDraft,
) -> io::Result<()> {
    let path = path(dir, &draft.officer, draft.session, draft.case, &draft.place);
    save_first(dir, keys, &path, draft)
}

/// Returns the bytes of a text that is kept for the `n`th time.
fn encoded(keys: &KeyRing, draft: &StoredDraft, n: u64) -> io::Result<Vec<u8>> {
    let place = place(draft.case);
    let key = keys.ensure(draft.case).map_err(io::Error::other)?;
    keys.sync().map_err(io::Error::other)?;
    let sealed = key.seal(&place, &codec::write(draft)?).map_err(io::Error::other)?;
    let body = [&place[..], &sealed].concat();
    if (body.len() + HEAD) as u64 > SECOND {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = n.to_le_bytes().to_vec();
    bytes.extend((body.len() as u32).to_le_bytes());
    bytes.extend(check(n, &body).to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

/// Returns the latest state that reads.
pub(in crate::store) fn latest(file: &mut File, keys: &KeyRing) -> Option<StoredDraft> {
    let states = [0, SECOND].into_iter().filter_map(|at| state(file, keys, at));
    states.max_by_key(|(n, _)| *n).map(|(_, draft)| draft)
}

fn check(n: u64, body: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&n.to_le_bytes());
    sum.update(body);
    sum.finalize()
}

fn state(file: &mut File, keys: &KeyRing, at: u64) -> Option<(u64, StoredDraft)> {
    let (n, body) = body(file, at)?;
    let draft = match case_in(&body) {
        Some(case) => match keys.unseal(case, &place(case), &body[PLACE..]).ok()? {
            Unsealed::Plain(plain) => codec::decode(&plain).ok()?,
            Unsealed::Destroyed => return None,
        },
        // As earlier formats have it.
        None => codec::decode(&body).ok()?,
    };
    Some((n, draft))
}

/// Returns whose text a file holds, which takes no key; none where it does not read, or is of an
/// earlier format.
pub(in crate::store) fn case_of(file: &mut File) -> Option<CaseRef> {
    [0, SECOND].into_iter().find_map(|at| case_in(&body(file, at)?.1))
}

/// Returns whether a file holds its text as earlier formats have it, in clear.
pub(in crate::store) fn is_plain(file: &mut File) -> bool {
    [0, SECOND].into_iter().any(|at| body(file, at).is_some_and(|(_, b)| case_in(&b).is_none()))
}

/// Bytes before what is sealed: a mark, and the case.
const PLACE: usize = 7;

/// The first byte of a sealed text; one in clear begins with the number of its format.
const SEALED: u8 = 0xe4;

/// Returns what stands before a sealed text, and binds it to its case.
fn place(case: CaseRef) -> [u8; PLACE] {
    let mut out = [SEALED; PLACE];
    out[1..3].copy_from_slice(&case.year.to_be_bytes());
    out[3..].copy_from_slice(&case.number.to_be_bytes());
    out
}

fn case_in(body: &[u8]) -> Option<CaseRef> {
    let (head, rest) = body.split_first_chunk::<3>()?;
    let [SEALED, year @ ..] = head else { return None };
    let number = rest.first_chunk()?;
    Some(CaseRef { year: u16::from_be_bytes(*year), number: u32::from_be_bytes(*number) })
}

/// Returns how often the text at a place was kept, and its bytes.
fn body(file: &mut File, at: u64) -> Option<(u64, Vec<u8>)> {
    let mut head = [0; HEAD];
    file.read_exact_at(&mut head, at).ok()?;
    let n = u64::from_le_bytes(head[..8].try_into().ok()?);
    let len = u32::from_le_bytes(head[8..12].try_into().ok()?);
    if u64::from(len) > SECOND {
        return None;
    }
    let mut body = vec![0; len as usize];
    file.read_exact_at(&mut body, at + HEAD as u64).ok()?;
    if check(n, &body).to_le_bytes() != head[12..] {
        return None;
    }
    Some((n, body))
}
