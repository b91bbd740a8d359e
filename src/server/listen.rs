//! The socket of a server: handed over by the system, or made at a path of its own.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use listenfd::ListenFd;

use crate::error::{Error, Result};

/// A socket that clients connect to.
#[derive(Debug)]
pub struct Listener {
    pub(super) socket: UnixListener,
    /// The path that goes with the server; none where the system owns it.
    own: Option<PathBuf>,
}

impl Listener {
    /// Takes the socket that the system hands over (systemd's socket activation), or makes one at
    /// `path`. The store is to be open by then: its lock, not the socket, keeps a second server
    /// away.
    ///
    /// # Errors
    /// There is neither, a server answers there already, or the folder is not safe.
    pub fn take(path: Option<&Path>) -> Result<Listener> {
        let handed = ListenFd::from_env().take_unix_listener(0);
        let cannot = |cause| Error::io("The socket handed over by the system is no socket.", cause);
        match (handed.map_err(cannot)?, path) {
            (Some(socket), _) => Ok(Listener { socket, own: None }),
            (None, Some(path)) => Listener::make(path),
            (None, None) => Err(Error::input("There is no socket to listen on.").with_hint(
                "Name one with --socket PATH, or start the service from its socket unit.",
            )),
        }
    }

    fn make(path: &Path) -> Result<Listener> {
        is_in_safe_folder(path, rustix::process::getuid().as_raw())?;
        remove_dead(path)?;
        let cannot = |cause| {
            Error::io(format!("The socket {} could not be created.", path.display()), cause)
        };
        let socket = UnixListener::bind(path).map_err(cannot)?;
        Ok(Listener { socket, own: Some(path.to_owned()) })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(path) = &self.own {
            let _ = fs::remove_file(path);
        }
    }
}

/// Takes away a socket at which nobody listens any more. That nobody does is proved by the system's
/// refusal alone: a server that is slow to answer is a server.
fn remove_dead(path: &Path) -> Result<()> {
    let shown = path.display();
    let Ok(found) = fs::symlink_metadata(path) else { return Ok(()) };
    if !found.file_type().is_socket() {
        return Err(Error::input(format!("{shown} is not a socket."))
            .with_hint("Choose another path with --socket."));
    }
    match UnixStream::connect(path) {
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => fs::remove_file(path)
            .map_err(|cause| {
                Error::io(format!("The old socket {shown} cannot be removed."), cause)
            }),
        Ok(_) => Err(Error::held(format!("A server already listens at {shown}."))),
        Err(cause) => Err(Error::io(format!("The socket {shown} cannot be used."), cause)),
    }
}

/// Holds that nobody but the server's user, this process's, or the system can put another socket at a
/// path.
///
/// # Errors
/// Somebody can, or the folder is not there.
pub(super) fn is_in_safe_folder(path: &Path, server: u32) -> Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let shown = folder.display();
    let found = fs::metadata(folder)
        .map_err(|cause| Error::io(format!("The folder {shown} cannot be looked at."), cause))?;
    let own = rustix::process::getuid().as_raw();
    let is_ours = [0, own, server].contains(&found.uid());
    // Group and others may not write there.
    if is_ours && found.mode() & 0o022 == 0 {
        return Ok(());
    }
    Err(Error::input(format!(
        "Other users can write in {shown}, so they could put a socket of their own there."
    ))
    .with_hint("Use a folder that only the system or the server's user can write in."))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
        folder
    }

    #[test]
    fn socket_of_a_server_that_was_killed_is_taken_over() {
        let folder = folder();
        let path = folder.path().join("sock");
        // A listener that goes without taking its path away, as after kill -9.
        drop(UnixListener::bind(&path).expect("bound"));
        assert!(path.exists());
        let taken = Listener::make(&path).expect("taken over");
        drop(taken);
        assert!(!path.exists(), "a server that ends takes its own path away");
    }

    #[test]
    fn socket_of_a_living_server_is_left_alone() {
        let folder = folder();
        let path = folder.path().join("sock");
        let _living = UnixListener::bind(&path).expect("bound");
        let error = Listener::make(&path).expect_err("refused");
        assert!(error.to_string().contains("already listens"), "{error}");
        assert!(UnixStream::connect(&path).is_ok(), "it still answers");
    }

    #[test]
    fn what_is_no_socket_is_never_removed() {
        let folder = folder();
        let path = folder.path().join("sock");
        fs::write(&path, "notes").expect("written");
        assert!(Listener::make(&path).is_err());
        let (link, target) = (folder.path().join("link"), folder.path().join("target"));
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        assert!(Listener::make(&link).is_err());
        assert_eq!(fs::read_to_string(&path).expect("read"), "notes");
    }

    #[test]
    fn folder_that_others_can_write_in_is_refused() {
        for mode in [0o775, 0o757, 0o777] {
            let folder = folder();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("set");
            assert!(Listener::make(&folder.path().join("sock")).is_err(), "{mode:o}");
        }
    }
}
