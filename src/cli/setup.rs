//! What a computer needs so that several officers share one server, as files to look at and put in
//! place: `offsite serve --print-setup`.

use crate::cli::output::print;
use crate::error::Result;

/// The files, each beginning with a comment that says where it goes.
const FILES: [&str; 5] = [
    include_str!("setup/sysusers.conf"),
    include_str!("setup/tmpfiles.conf"),
    include_str!("setup/offsite.socket"),
    include_str!("setup/offsite.service"),
    include_str!("setup/sshd.conf"),
];

/// Prints them, a blank line apart.
pub(super) fn print_setup() -> Result<()> {
    print(FILES.join("\n").trim_end())
}
