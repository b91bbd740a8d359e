//! The tests of the whole: the house's import rule, every pane at every size, the scripts, and the
//! terminal on a real pty.

#![allow(clippy::print_stdout, reason = "figures are printed for whoever runs it")]

mod account;
mod attendance;
mod authority;
mod bad_line;
mod bytes;
mod clashes;
mod confined;
mod conventions;
mod desk;
mod door;
mod each_way;
mod failures;
mod faults;
mod field;
mod figures;
mod filling;
mod flow;
mod formats;
mod frames;
mod fuzz;
mod glance;
mod governors;
mod house;
mod inspection;
mod keeping;
mod keys;
mod linear;
mod linear_work;
mod list;
mod model;
mod morning;
mod notices;
mod office;
mod officers;
mod overlays;
mod oversight;
mod panes;
mod papers;
mod pictures;
mod privacy;
mod pty;
mod pupils;
mod reading_order;
mod register_of_schools;
mod registers;
mod replay;
mod roles;
mod rows;
mod rules;
mod schema;
mod scripts;
mod search;
mod server;
mod settle;
mod sheets;
mod signals;
mod sshd;
mod statistics;
mod story;
mod subject_access;
mod terminal;
mod upgrade;
mod words;

use std::path::Path;
use std::process::{Command, Output};

/// Runs the real program on a store.
fn offsite(data: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--data", data.to_str().expect("a path"), "--today", "2026-11-23", "--as", "a.shah"])
        .args(args)
        .env("XDG_CONFIG_HOME", data.join("no-config"))
        .output()
        .expect("the program runs")
}

/// Runs the real program on a store, with a text on its standard input.
fn offsite_told(data: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--data", data.to_str().expect("a path"), "--today", "2026-11-23", "--as", "a.shah"])
        .args(args)
        .env("XDG_CONFIG_HOME", data.join("no-config"))
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    std::io::Write::write_all(&mut stdin, input.as_bytes()).expect("told");
    drop(stdin);
    child.wait_with_output().expect("ended")
}

/// Returns a folder with the demo's pupils in its store.
fn demo() -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    assert!(offsite(dir.path(), &["demo", "--fill", &store.to_string_lossy()]).status.success());
    (dir, store)
}

fn text(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned()
}
