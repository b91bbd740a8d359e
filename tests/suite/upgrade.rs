//! An upgrade while sessions are open: the program is replaced, the server restarts, and a session
//! goes on in the new program where it stood.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use crate::pty::Session;
use crate::server::{Served, write_note};

/// Copies the program into a folder, as an installation does, and returns its path.
pub(crate) fn install(folder: &Path) -> PathBuf {
    let path = folder.join("offsite-installed");
    let new = folder.join("offsite-new");
    std::fs::copy(env!("CARGO_BIN_EXE_offsite"), &new).expect("copied");
    std::fs::set_permissions(&new, std::fs::Permissions::from_mode(0o755)).expect("set");
    std::fs::rename(new, &path).expect("installed");
    path
}

/// Installs another build in its place: one more byte at its end makes it another program.
fn upgrade(folder: &Path) {
    let path = install(&folder.join("next"));
    OpenOptions::new()
        .append(true)
        .open(&path)
        .and_then(|mut f| f.write_all(b"\0"))
        .expect("another");
    File::open(&path).and_then(|f| f.sync_all()).expect("written");
    std::fs::rename(path, folder.join("offsite-installed")).expect("installed");
}

/// Installs another build and starts its server in the place of the first.
pub(crate) fn restart_upgraded(served: &mut Served) {
    std::fs::create_dir(served.folder.path().join("next")).expect("a folder");
    upgrade(served.folder.path());
    assert!(served.signal(Signal::TERM).success());
    served.start_again();
}

#[test]
fn session_goes_on_in_the_new_program_where_it_stood() {
    let mut served = Served::running(install);
    let program = served.folder.path().join("offsite-installed");
    let mut session = Session::start_program(&program, served.folder.path(), &served.socket());
    session.says("Cases");
    session.press("/Zoë Walsh\r");
    session.says("1 of 1");
    session.press("3");
    session.says("[Pupil passport");
    session.find("Date of birth");
    restart_upgraded(&mut served);
    session.says("Offsite is being upgraded.");
    // What is asked next finds the new server.
    session.press(":history\r");
    session.says("Offsite was upgraded. You are where you were.");
    session.says("[Pupil passport");
    let at = session.line_of_cursor();
    assert!(at.contains("Date of birth"), "{at}");
    session.press(":cases\r");
    session.says("Find: Zoë Walsh");
}

#[test]
fn what_was_being_typed_at_an_upgrade_is_offered_by_the_new_program() {
    let mut served = Served::running(install);
    let program = served.folder.path().join("offsite-installed");
    let mut session = Session::start_program(&program, served.folder.path(), &served.socket());
    session.says("Cases");
    write_note(&mut session, "Rang the host about maths: zeb");
    restart_upgraded(&mut served);
    // The letter that meets the new server is not lost either.
    session.press("r");
    session.says("You were typing this when the session ended");
    session.says_over_lines("Rang the host about maths: zebr");
}
