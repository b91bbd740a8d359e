//! Arguments, then the shell.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    offsite::shell::run(offsite::shell::args::Args::parse())
}
