//! Reports, exports and other work on all cases: how long each takes as a command of its own, and the
//! most memory it has.

use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::{memory, program};

/// What is run, each by its arguments. `FILE` is a new file.
const COMMANDS: [&[&str]; 15] = [
    &["cases", "--json"],
    &["stats", "--json"],
    &["oversight", "--json"],
    &["export", "governors", "--format", "json"],
    &["export", "governors", "--format", "docx"],
    &["export", "governors", "--format", "xlsx"],
    &["export", "governors", "--for", "public", "--format", "csv"],
    &["export", "panel"],
    &["export", "census", "--from", "2025-09-01"],
    &["export", "cases"],
    &["retention", "--month", "2026-11", "--format", "csv"],
    &["chase"],
    &["search", "harmonica"],
    &["verify"],
    &["backup", "FILE"],
];

/// Prints a row for each command.
pub(crate) fn print(dir: &Path, size: usize) {
    println!("\n| {size} cases | s | peak memory, MB | bytes of output |\n|---|---|---|---|");
    for args in COMMANDS {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, out) = (folder.path().join("file"), folder.path().join("out"));
        let named =
            args.iter().map(|arg| if *arg == "FILE" { file.as_os_str() } else { arg.as_ref() });
        let written = std::fs::File::create(&out).expect("a file");
        let begun = Instant::now();
        let mut child = program(dir)
            .args(named)
            .stdout(written)
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        let mut peak = 0;
        let ended = loop {
            peak = memory(child.id()).max(peak);
            if let Some(ended) = child.try_wait().expect("a child") {
                break ended;
            }
            thread::sleep(Duration::from_millis(2));
        };
        let seconds = begun.elapsed().as_secs_f64();
        let bytes = [&out, &file].map(|file| file.metadata().map_or(0, |of| of.len()));
        let code = ended.code().unwrap_or(-1);
        let said = if code == 0 { String::new() } else { format!(" (exit status {code})") };
        let bytes: u64 = bytes.iter().sum();
        println!("| {}{said} | {seconds:.2} | {peak} | {bytes} |", args.join(" "));
    }
}
