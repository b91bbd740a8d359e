//! Errors of the system in an officer's words.

use std::io;

/// Returns an error of the system in an officer's words.
pub(crate) fn describe(e: &io::Error) -> &'static str {
    match e.kind() {
        io::ErrorKind::PermissionDenied => "you have no right to write there",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up",
        io::ErrorKind::FileTooLarge => "the system allows no larger file (ulimit -f)",
        io::ErrorKind::ReadOnlyFilesystem => "it is read-only",
        io::ErrorKind::NotFound => "it does not exist",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "a file is in its way",
        // EMFILE and ENFILE have no kind of their own.
        _ if matches!(e.raw_os_error(), Some(23 | 24)) => "too many files are open (ulimit -n)",
        _ => "the system refused it",
    }
}

/// Returns whether the system refused something because of a limit, a right or a full disk, and not
/// because of what was read or written.
pub(super) fn is_refusal(e: &io::Error) -> bool {
    // sled hands on a copy that has lost its number, but not its kind.
    matches!(
        e.kind(),
        io::ErrorKind::PermissionDenied
            | io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::OutOfMemory
            | io::ErrorKind::WouldBlock
    ) || matches!(e.raw_os_error(), Some(23 | 24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_the_system_are_named_and_not_called_a_refusal() {
        // The numbers are those of Linux: EFBIG, EDQUOT, EMFILE, ENFILE, ENOSPC, EROFS.
        let words = [27, 122, 24, 23, 28, 30].map(|n| describe(&io::Error::from_raw_os_error(n)));
        assert_eq!(
            words,
            [
                "the system allows no larger file (ulimit -f)",
                "your share of the disk is used up",
                "too many files are open (ulimit -n)",
                "too many files are open (ulimit -n)",
                "the disk is full",
                "it is read-only",
            ]
        );
    }
}
