//! Writes down what a process does to the files below one folder, in the order in which it does it. It is no part of the program: the test
//! of the power cut makes a library of it, which the linker puts before the system's own (LD_PRELOAD).
//!
//! OFFSITE_RECORD_ROOT names the folder, OFFSITE_RECORD_LOG the file that is written, and OFFSITE_RECORD_DIE after how many operations the
//! process is killed, if it is to be. One operation is done and written down at a time, so that the order is the true one. Each begins with
//! a letter, the number of the file (its inode), an offset, and the length of the bytes that follow; see `put` for the letters.
//! What could change a file past this list is refused where the caller has another way (copy_file_range, sendfile, splice).

use std::ffi::{CStr, OsStr, c_char, c_int, c_uint, c_void};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock};

type Name = *const c_char;

unsafe extern "C" {
    fn dlsym(handle: *mut c_void, name: Name) -> *mut c_void;
    fn lseek(fd: c_int, at: i64, whence: c_int) -> i64;
    fn kill(process: c_int, signal: c_int) -> c_int;
    fn getpid() -> c_int;
    fn __errno_location() -> *mut c_int;
}

const NEXT: *mut c_void = -1isize as *mut c_void;
const AT_CWD: c_int = -100;
const REMOVE_FOLDER: c_int = 0x200;
const SEEK_CUR: c_int = 1;
const CREATE: c_int = 0o100;
const APPEND: c_int = 0o2000;
const TRUNCATE: c_int = 0o1000;
const WRITE_ONLY: c_int = 0o1;
const REFUSED: c_int = 38;

/// The system's own function of this name, as the type that it has.
macro_rules! real {
    ($name:ident, $type:ty) => {{
        static AT: OnceLock<usize> = OnceLock::new();
        let at = *AT.get_or_init(|| unsafe { dlsym(NEXT, concat!(stringify!($name), "\0").as_ptr().cast()) } as usize);
        assert!(at != 0, concat!(stringify!($name), " is not in this system's library"));
        unsafe { std::mem::transmute::<usize, $type>(at) }
    }};
}

struct Recorder {
    root: PathBuf,
    log: c_int,
    done: u64,
    die: u64,
}

static RECORDER: OnceLock<Option<Mutex<Recorder>>> = OnceLock::new();

/// Waits for its turn; none where nothing is to be recorded.
fn turn() -> Option<MutexGuard<'static, Recorder>> {
    let made = RECORDER.get_or_init(|| {
        let root = PathBuf::from(std::env::var_os("OFFSITE_RECORD_ROOT")?);
        let log = std::ffi::CString::new(std::env::var_os("OFFSITE_RECORD_LOG")?.as_bytes()).ok()?;
        let open = real!(open, unsafe extern "C" fn(Name, c_int, c_uint) -> c_int);
        let log = unsafe { open(log.as_ptr(), WRITE_ONLY | CREATE | APPEND, 0o600) };
        assert!(log >= 0, "the log cannot be opened");
        let die = std::env::var("OFFSITE_RECORD_DIE").ok().and_then(|n| n.parse().ok()).unwrap_or(u64::MAX);
        Some(Mutex::new(Recorder { root, log, done: 0, die }))
    });
    made.as_ref().map(|m| m.lock().unwrap_or_else(|e| e.into_inner()))
}

impl Recorder {
    /// Appends an operation. `c` a file was begun (its path), `m` a folder was made (its path), `w` bytes were written at an offset,
    /// `t` a file got this length, `s` a file or folder was synced, `f` sync_file_range, `u` and `d` a file or a folder was taken away
    /// (its path), `r` one was renamed (both paths, a nought between them), `l` a file got a second name (likewise).
    fn put(&mut self, letter: u8, file: u64, at: u64, bytes: &[u8]) {
        let mut line = vec![letter];
        line.extend(file.to_le_bytes());
        line.extend(at.to_le_bytes());
        line.extend((bytes.len() as u64).to_le_bytes());
        line.extend(bytes);
        let write = real!(write, unsafe extern "C" fn(c_int, *const c_void, usize) -> isize);
        let mut rest = line.as_slice();
        while !rest.is_empty() {
            let n = unsafe { write(self.log, rest.as_ptr().cast(), rest.len()) };
            assert!(n > 0, "the log cannot be written");
            rest = &rest[n as usize..];
        }
        self.done += 1;
        if self.done >= self.die {
            unsafe { kill(getpid(), 9) };
        }
    }

    /// Returns a path below the folder that is recorded, from there on.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        path.strip_prefix(&self.root).ok().map(Path::to_owned)
    }

    /// Returns the number of an open file or folder, if it is below the folder that is recorded.
    fn file(&self, fd: c_int) -> Option<u64> {
        let link = format!("/proc/self/fd/{fd}");
        self.within(&std::fs::read_link(&link).ok()?)?;
        std::fs::metadata(&link).ok().map(|m| m.ino())
    }

    /// Returns where a name that may count from an open folder leads.
    fn path(&self, folder: c_int, name: Name) -> Option<PathBuf> {
        let name = Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes()));
        let from = match folder {
            _ if name.is_absolute() => return self.within(name),
            AT_CWD => std::env::current_dir().ok()?,
            fd => std::fs::read_link(format!("/proc/self/fd/{fd}")).ok()?,
        };
        self.within(&from.join(name))
    }

    fn number(&self, path: &Path) -> u64 {
        std::fs::symlink_metadata(self.root.join(path)).map_or(0, |m| m.ino())
    }
}

/// Opens a file by the system's own function and writes down what that changed.
fn opened(folder: c_int, name: Name, flags: c_int, open: impl FnOnce() -> c_int) -> c_int {
    let Some(mut recorder) = turn() else { return open() };
    let Some(path) = recorder.path(folder, name) else {
        drop(recorder);
        return open();
    };
    let was = std::fs::symlink_metadata(recorder.root.join(&path)).is_ok();
    let fd = open();
    if fd < 0 {
        return fd;
    }
    let number = recorder.number(&path);
    if !was && flags & CREATE != 0 {
        recorder.put(b'c', number, 0, path.as_os_str().as_bytes());
    } else if flags & TRUNCATE != 0 {
        recorder.put(b't', number, 0, &[]);
    }
    fd
}

macro_rules! opens {
    ($($name:ident $at_name:ident $creates:ident)*) => {$(
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(path: Name, flags: c_int, mode: c_uint) -> c_int {
            let real = real!($name, unsafe extern "C" fn(Name, c_int, c_uint) -> c_int);
            opened(AT_CWD, path, flags, || unsafe { real(path, flags, mode) })
        }
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $at_name(folder: c_int, path: Name, flags: c_int, mode: c_uint) -> c_int {
            let real = real!($at_name, unsafe extern "C" fn(c_int, Name, c_int, c_uint) -> c_int);
            opened(folder, path, flags, || unsafe { real(folder, path, flags, mode) })
        }
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $creates(path: Name, mode: c_uint) -> c_int {
            let real = real!($creates, unsafe extern "C" fn(Name, c_uint) -> c_int);
            opened(AT_CWD, path, CREATE | TRUNCATE, || unsafe { real(path, mode) })
        }
    )*};
}

opens! { open openat creat open64 openat64 creat64 }

/// Does something to an open file by the system's own function and, where that went well, writes it down.
fn on_file<T: Into<i64> + Copy>(fd: c_int, act: impl FnOnce() -> T, say: impl FnOnce(&mut Recorder, u64, i64)) -> T {
    let Some(mut recorder) = turn() else { return act() };
    let Some(file) = recorder.file(fd) else {
        drop(recorder);
        return act();
    };
    let done = act();
    if done.into() >= 0 {
        say(&mut recorder, file, done.into());
    }
    done
}

unsafe fn bytes<'a>(from: *const c_void, n: i64) -> &'a [u8] {
    unsafe { std::slice::from_raw_parts(from.cast(), n as usize) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn write(fd: c_int, from: *const c_void, len: usize) -> isize {
    let real = real!(write, unsafe extern "C" fn(c_int, *const c_void, usize) -> isize);
    let done = on_file(
        fd,
        || unsafe { real(fd, from, len) } as i64,
        |r, file, n| {
            let end = unsafe { lseek(fd, 0, SEEK_CUR) };
            r.put(b'w', file, (end - n) as u64, unsafe { bytes(from, n) });
        },
    );
    done as isize
}

macro_rules! pwrites {
    ($($name:ident)*) => {$(
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(fd: c_int, from: *const c_void, len: usize, at: i64) -> isize {
            let real = real!($name, unsafe extern "C" fn(c_int, *const c_void, usize, i64) -> isize);
            let act = || unsafe { real(fd, from, len, at) } as i64;
            on_file(fd, act, |r, file, n| r.put(b'w', file, at as u64, unsafe { bytes(from, n) })) as isize
        }
    )*};
}

pwrites! { pwrite pwrite64 }

#[repr(C)]
pub struct Part {
    from: *const c_void,
    len: usize,
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn writev(fd: c_int, parts: *const Part, count: c_int) -> isize {
    let real = real!(writev, unsafe extern "C" fn(c_int, *const Part, c_int) -> isize);
    let act = || unsafe { real(fd, parts, count) } as i64;
    let done = on_file(fd, act, |r, file, n| {
        let parts = unsafe { std::slice::from_raw_parts(parts, count as usize) };
        let mut all: Vec<u8> = parts.iter().flat_map(|p| unsafe { bytes(p.from, p.len as i64) }).copied().collect();
        all.truncate(n as usize);
        let end = unsafe { lseek(fd, 0, SEEK_CUR) };
        r.put(b'w', file, (end - n) as u64, &all);
    });
    done as isize
}

macro_rules! truncates {
    ($($name:ident)*) => {$(
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(fd: c_int, len: i64) -> c_int {
            let real = real!($name, unsafe extern "C" fn(c_int, i64) -> c_int);
            on_file(fd, || unsafe { real(fd, len) }, |r, file, _| r.put(b't', file, len as u64, &[]))
        }
    )*};
}

truncates! { ftruncate ftruncate64 }

macro_rules! syncs {
    ($($name:ident)*) => {$(
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(fd: c_int) -> c_int {
            let real = real!($name, unsafe extern "C" fn(c_int) -> c_int);
            on_file(fd, || unsafe { real(fd) }, |r, file, _| r.put(b's', file, 0, &[]))
        }
    )*};
}

syncs! { fsync fdatasync }

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sync_file_range(fd: c_int, at: i64, len: i64, flags: c_uint) -> c_int {
    let real = real!(sync_file_range, unsafe extern "C" fn(c_int, i64, i64, c_uint) -> c_int);
    on_file(fd, || unsafe { real(fd, at, len, flags) }, |r, file, _| r.put(b'f', file, at as u64, &[]))
}

/// Does something to a name by the system's own function and, where that went well, writes it down.
fn on_name(folder: c_int, name: Name, letter: u8, act: impl FnOnce() -> c_int) -> c_int {
    let Some(mut recorder) = turn() else { return act() };
    let Some(path) = recorder.path(folder, name) else {
        drop(recorder);
        return act();
    };
    let done = act();
    if done == 0 {
        let number = if letter == b'm' { recorder.number(&path) } else { 0 };
        recorder.put(letter, number, 0, path.as_os_str().as_bytes());
    }
    done
}

macro_rules! names {
    ($($name:ident $letter:literal ($($more:ident: $type:ty),*))*) => {$(
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(path: Name $(, $more: $type)*) -> c_int {
            let real = real!($name, unsafe extern "C" fn(Name $(, $type)*) -> c_int);
            on_name(AT_CWD, path, $letter, || unsafe { real(path $(, $more)*) })
        }
    )*};
}

names! { unlink b'u' () rmdir b'd' () mkdir b'm' (mode: c_uint) }

#[unsafe(no_mangle)]
pub unsafe extern "C" fn unlinkat(folder: c_int, path: Name, flags: c_int) -> c_int {
    let real = real!(unlinkat, unsafe extern "C" fn(c_int, Name, c_int) -> c_int);
    let letter = if flags & REMOVE_FOLDER != 0 { b'd' } else { b'u' };
    on_name(folder, path, letter, || unsafe { real(folder, path, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn mkdirat(folder: c_int, path: Name, mode: c_uint) -> c_int {
    let real = real!(mkdirat, unsafe extern "C" fn(c_int, Name, c_uint) -> c_int);
    on_name(folder, path, b'm', || unsafe { real(folder, path, mode) })
}

fn on_names(from: (c_int, Name), to: (c_int, Name), letter: u8, act: impl FnOnce() -> c_int) -> c_int {
    let Some(mut recorder) = turn() else { return act() };
    let (Some(old), Some(new)) = (recorder.path(from.0, from.1), recorder.path(to.0, to.1)) else {
        drop(recorder);
        return act();
    };
    let done = act();
    if done == 0 {
        recorder.put(letter, 0, 0, &[old.as_os_str().as_bytes(), b"\0", new.as_os_str().as_bytes()].concat());
    }
    done
}

macro_rules! moves {
    ($($name:ident $at_name:ident $letter:literal ($($more:ident: $type:ty),*))*) => {$(
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(old: Name, new: Name) -> c_int {
            let real = real!($name, unsafe extern "C" fn(Name, Name) -> c_int);
            on_names((AT_CWD, old), (AT_CWD, new), $letter, || unsafe { real(old, new) })
        }
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $at_name(from: c_int, old: Name, to: c_int, new: Name $(, $more: $type)*) -> c_int {
            let real = real!($at_name, unsafe extern "C" fn(c_int, Name, c_int, Name $(, $type)*) -> c_int);
            on_names((from, old), (to, new), $letter, || unsafe { real(from, old, to, new $(, $more)*) })
        }
    )*};
}

moves! { rename renameat b'r' () link linkat b'l' (flags: c_int) }

/// Refuses what would bring bytes into a recorded file unseen; every caller then writes them itself.
fn refused(fd: c_int, act: impl FnOnce() -> isize) -> isize {
    if turn().is_some_and(|r| r.file(fd).is_some()) {
        unsafe { *__errno_location() = REFUSED };
        return -1;
    }
    act()
}

type Offset = *mut i64;

#[unsafe(no_mangle)]
pub unsafe extern "C" fn copy_file_range(from: c_int, at: Offset, to: c_int, to_at: Offset, len: usize, flags: c_uint) -> isize {
    let real = real!(copy_file_range, unsafe extern "C" fn(c_int, Offset, c_int, Offset, usize, c_uint) -> isize);
    refused(to, || unsafe { real(from, at, to, to_at, len, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendfile64(to: c_int, from: c_int, at: Offset, len: usize) -> isize {
    let real = real!(sendfile64, unsafe extern "C" fn(c_int, c_int, Offset, usize) -> isize);
    refused(to, || unsafe { real(to, from, at, len) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn splice(from: c_int, at: Offset, to: c_int, to_at: Offset, len: usize, flags: c_uint) -> isize {
    let real = real!(splice, unsafe extern "C" fn(c_int, Offset, c_int, Offset, usize, c_uint) -> isize);
    refused(to, || unsafe { real(from, at, to, to_at, len, flags) })
}
