//! Arguments, then the shell.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    offsite::cli::run(offsite::cli::args::Args::parse())
}
