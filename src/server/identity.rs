//! Who is at the other end of a socket, by the system's word.

use std::os::unix::net::UnixStream;

use rustix::net::sockopt::socket_peercred;

use crate::error::{Error, Result};

/// Returns the uid of the process that made the connection. What it says of itself counts for
/// nothing.
///
/// # Errors
/// The system does not say.
pub(super) fn uid_of_peer(line: &UnixStream) -> Result<u32> {
    let peer = socket_peercred(line)
        .map_err(|cause| Error::io("The system does not say who connected.", cause))?;
    Ok(peer.uid.as_raw())
}
