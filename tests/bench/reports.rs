//! Reports, exports and other work on all cases: how long each takes as a command of its own, and the
//! most memory it has.

use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::{OFFICER, cases, memory, program, program_as};

/// The number of a case with the marks of a school year.
const LONG: usize = 20;

/// What is run, each by its arguments. `FILE` is a new file or folder.
const COMMANDS: [&[&str]; 16] = [
    &["cases", "--json"],
    &["stats", "--json"],
    &["oversight", "--json"],
    &["export", "governors", "--format", "json"],
    &["export", "governors", "--format", "docx"],
    &["export", "governors", "--format", "xlsx"],
    &["export", "governors", "--for", "public", "--format", "csv"],
    &["export", "panel"],
    &["export", "census", "--from", "2025-09-01"],
    &["export", "inspection", "--out", "FILE"],
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
        print_row(dir, args);
    }
    print_subject_access(dir);
}

/// Runs a command, and prints how long it took and how much memory and output it had.
fn print_row(dir: &Path, args: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("file"), folder.path().join("out"));
    let named = args.iter().map(|arg| match *arg {
        "FILE" => file.as_os_str(),
        "FOLDER" => folder.path().as_os_str(),
        arg => arg.as_ref(),
    });
    let written = std::fs::File::create(&out).expect("a file");
    let begun = Instant::now();
    let mut child =
        program(dir).args(named).stdout(written).stderr(Stdio::null()).spawn().expect("started");
    let mut peak = 0;
    let ended = loop {
        peak = memory(child.id()).max(peak);
        if let Some(ended) = child.try_wait().expect("a child") {
            break ended;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let seconds = begun.elapsed().as_secs_f64();
    let code = ended.code().unwrap_or(-1);
    let said = if code == 0 { String::new() } else { format!(" (exit status {code})") };
    let bytes = bytes_below(folder.path());
    println!("| {}{said} | {seconds:.2} | {peak} | {bytes} |", args.join(" "));
}

/// Returns how many bytes all files in a folder have.
fn bytes_below(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    let of = |entry: std::fs::DirEntry| {
        let about = entry.metadata().expect("there");
        if about.is_dir() { bytes_below(&entry.path()) } else { about.len() }
    };
    entries.map(of).sum()
}

/// Prints a row for the copy that a parent asks for: that of a case with the marks of a school year.
/// What is done before it, and the closing of the request, are not measured.
fn print_subject_access(dir: &Path) {
    let say = |officer: &str, args: &[&str]| {
        let ran = program_as(dir, officer).arg("subject-access").args(args).output();
        let ran = ran.expect("started");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8_lossy(&ran.stdout).into_owned()
    };
    let case = cases::case(LONG).id.to_string();
    let opened = say(OFFICER, &["open", &case, "--by", "parent", "--from", "A Parent"]);
    let is_name = |word: &&str| word.starts_with("SAR-");
    let words = opened.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let request = words.into_iter().find(is_name).expect("its name").to_owned();
    say(OFFICER, &["set", &request, "--competence", "yes"]);
    say(OFFICER, &["decide", &request, "*", "--disclose"]);
    say("b.jones", &["check", &request]);
    print_row(dir, &["subject-access", "export", &request, "--to", "FOLDER"]);
    say(OFFICER, &["close", &request, "--how", "given"]);
}
