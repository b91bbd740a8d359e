//! Arguments, then the shell.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    offsite::cli::run(offsite::cli::args::Args::parse())
}
