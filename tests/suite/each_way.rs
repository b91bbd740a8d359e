//! Every command does the same whichever way it is run: on records of one's own, through a server,
//! and as a command given to ssh where Offsite is all that somebody may run, with either.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use clap::CommandFactory;

use crate::server::Served;

/// What becomes of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Runs {
    /// It does the same every way.
    EachWay,
    /// It runs on the computer of the records alone, and is refused elsewhere with why.
    AtTheRecords,
}
use Runs::{AtTheRecords, EachWay};

/// Commands in the order in which they are run, each on what those before it left.
const LINES: &[(&str, Runs)] = &[
    ("today", EachWay),
    ("today --json", EachWay),
    ("why OSD-2026-0030", EachWay),
    ("why OSD-1999-0001", EachWay),
    ("cases 'host:chase'", EachWay),
    ("cases 'no such child'", EachWay),
    ("cases 'due:nonsense'", EachWay),
    ("search transport", EachWay),
    ("search -", EachWay),
    ("search transport --most 1 --plain", EachWay),
    ("case show OSD-2026-0030 --json", EachWay),
    ("case show nonsense", EachWay),
    ("stats --csv", EachWay),
    ("oversight", EachWay),
    ("oversight --json", EachWay),
    ("export cases", EachWay),
    ("export register OSD-2026-0030 --format xlsx", EachWay),
    ("export spreadsheet OSD-2026-0030", EachWay),
    ("export spreadsheet OSD-2026-0030 --draft", EachWay),
    ("export spreadsheet --since county.csv", EachWay),
    ("export panel --from 2026-09-01 --to 2026-11-23", EachWay),
    ("export census --from 2026-09-01 --to 2026-11-23", EachWay),
    ("export governors --term autumn --format json", EachWay),
    ("export governors --school 116992 --for public --format docx", EachWay),
    ("export governors --trust 'No Such Trust'", EachWay),
    ("export inspection --on 2026-11-20 --out out/pack", EachWay),
    ("export inspection --on 2026-11-20 --out out/pack", EachWay),
    ("export case OSD-1999-0001", EachWay),
    ("audit --case OSD-1999-0001", EachWay),
    ("retention --month 2060-12", EachWay),
    ("retention --month 2060-12 --format csv", EachWay),
    ("retention --month 2060-13", EachWay),
    ("hold --list", EachWay),
    ("hold OSD-1999-0001 --because claim --reason asked", EachWay),
    ("document --list", EachWay),
    ("document --wording letter", EachWay),
    ("document OSD-2026-0030 --list", EachWay),
    ("document OSD-2026-0030 letter --draft", EachWay),
    ("document OSD-2026-0030 letter --draft --to out", EachWay),
    ("document OSD-2026-0030 letter --draft --to=out --format=text", EachWay),
    ("document letter --blank", EachWay),
    ("document direction --blank --to out", EachWay),
    ("chase", EachWay),
    ("chase --to out --dry-run", EachWay),
    ("chase --to out", EachWay),
    ("import terms terms.ics --school 116992 --dry-run", EachWay),
    ("import terms terms.ics --school 116992", EachWay),
    ("import terms missing.ics", EachWay),
    ("import schools schools.csv --dry-run", EachWay),
    ("import schools schools.csv", EachWay),
    ("import cases other.jsonl --dry-run", EachWay),
    ("import cases other.jsonl", EachWay),
    ("import cases other.jsonl", EachWay),
    ("import ctf pupil.xml", EachWay),
    ("import ctf pupil.xml --new", EachWay),
    ("import register marks.csv --dry-run", EachWay),
    ("import register marks.csv", EachWay),
    ("import register marks.csv --yes", EachWay),
    ("import pupils pupils.csv --dry-run", EachWay),
    ("import pupils pupils.csv --yes", EachWay),
    ("import pupils pupils.csv --rows contacts --json", EachWay),
    ("import sheet county.csv --dry-run", EachWay),
    ("import sheet county.csv --print-mapping", EachWay),
    ("import sheet county.csv --mapping sheet.toml", EachWay),
    ("import sheet county.csv --mapping missing.toml", EachWay),
    ("evidence OSD-2026-0030 --add log.txt --kind behaviour_log", EachWay),
    ("evidence OSD-2026-0030 --add log.txt --kind behaviour_log", EachWay),
    ("evidence OSD-2026-0030 --add log.txt --kind nonsense", EachWay),
    ("evidence OSD-2026-0030 --add missing.txt --kind other", EachWay),
    ("evidence OSD-2026-0030", EachWay),
    ("evidence OSD-2026-0030 --extract 1 --to out", EachWay),
    ("evidence OSD-2026-0030 --extract 1 --to=out", EachWay),
    ("evidence OSD-2026-0030 --extract 9 --to out", EachWay),
    ("profile show", EachWay),
    ("profile import profile.toml", EachWay),
    ("profile import wrong.toml", EachWay),
    ("profile show", EachWay),
    ("subject-access list", EachWay),
    ("subject-access open OSD-2026-0030 --by parent --from 'A Parent'", EachWay),
    ("subject-access open OSD-2026-0030 OSD-2026-0031 --by child --from 'A Child'", EachWay),
    ("subject-access open OSD-1999-0001 --by agent --from -", EachWay),
    ("subject-access set SAR-2026-0030-1 --competence yes --clarification-asked today", EachWay),
    ("subject-access set SAR-2026-0030-1 --extension-told today", EachWay),
    ("subject-access show SAR-2026-0030-1 --json", EachWay),
    ("subject-access show SAR-1999-0001-1", EachWay),
    ("subject-access items SAR-2026-0030-1 --undecided", EachWay),
    ("subject-access items SAR-2026-0030-1 --text answer:child.full_name", EachWay),
    ("subject-access decide SAR-2026-0030-1 'answer:*' --disclose", EachWay),
    ("subject-access decide SAR-2026-0030-1 answer:child.dob --withhold third-party", EachWay),
    ("subject-access decide SAR-2026-0030-1 '*' --redact - --ground privilege", EachWay),
    ("subject-access check SAR-2026-0030-1", EachWay),
    ("subject-access export SAR-2026-0030-1 --to out", EachWay),
    ("subject-access close SAR-2026-0030-1 --how withdrawn", EachWay),
    ("subject-access forget SAR-2026-0030-1", EachWay),
    ("subject-access list --json", EachWay),
    ("restrict OSD-2026-0030", EachWay),
    ("restrict OSD-2026-0030 nobody", EachWay),
    ("frame --pane overview --keys jj", EachWay),
    ("frame --pane nonsense", EachWay),
    ("forms --json", EachWay),
    ("keys", EachWay),
    ("config", EachWay),
    ("completions bash", EachWay),
    ("man offsite-search", EachWay),
    ("manual", EachWay),
    ("manual nonsense", EachWay),
    ("schema", EachWay),
    ("serve --print-setup", EachWay),
    ("--linear demo", EachWay),
    ("--linear tutor", EachWay),
    ("demo --fill more", AtTheRecords),
    ("verify", AtTheRecords),
    ("anchor", AtTheRecords),
    ("accept", AtTheRecords),
    ("backup out/a.offsite", AtTheRecords),
    ("restore out/a.offsite", AtTheRecords),
    ("dispose OSD-2026-0030 --agreed-by nobody --reason over", AtTheRecords),
    ("rekey", AtTheRecords),
    ("doctor", AtTheRecords),
    ("evidence --orphans", AtTheRecords),
    ("serve", AtTheRecords),
    ("admin list", EachWay),
    ("admin role nobody lead", EachWay),
    ("admin end nobody", EachWay),
    // From here on, nobody but those who are named is let in.
    ("admin add nobody reader", EachWay),
];

/// Adds the whole name of every command that has no commands of its own.
fn leaves(command: &clap::Command, name: &str, all: &mut BTreeSet<String>) {
    let mut subs = command.get_subcommands().peekable();
    if subs.peek().is_none() {
        all.insert(name.trim().to_owned());
        return;
    }
    subs.for_each(|sub| leaves(sub, &format!("{name} {}", sub.get_name()), all));
}

#[test]
fn every_command_is_among_those_that_are_run_each_way() {
    let mut all = BTreeSet::new();
    leaves(&offsite::cli::args::Args::command(), "", &mut all);
    let is_run = |name: &str| {
        LINES.iter().any(|(line, _)| {
            let line = line.trim_start_matches("--linear ");
            line == name || line.starts_with(&format!("{name} "))
        })
    };
    let left: Vec<&String> = all.iter().filter(|name| !is_run(name)).collect();
    assert!(left.is_empty(), "give each of these a line above: {left:?}");
}

/// What a command did: its exit status, and what it said on standard output and on standard error.
type Did = (Option<i32>, String, String);

/// A way of running commands, with records and a home folder of its own.
enum Way {
    Alone(tempfile::TempDir),
    Served(Served),
}

impl Way {
    fn home(&self) -> &Path {
        match self {
            Way::Alone(folder) => folder.path(),
            Way::Served(served) => served.folder.path(),
        }
    }

    /// Returns the folder in which commands are typed, the only one that a forced command may name.
    fn own(&self) -> PathBuf {
        self.home().join("offsite")
    }

    /// Puts the files that commands read into the folder.
    fn fill(&self) {
        let field = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/field");
        let own = self.own();
        fs::create_dir_all(own.join("out")).expect("made");
        // The configuration folder is made now, so that nothing new stands in the home folder.
        fs::create_dir_all(self.home().join("no-config")).expect("made");
        for (name, from) in [
            ("terms.ics", "terms_starts_ends.ics"),
            ("schools.csv", "schools_before.csv"),
            ("pupil.xml", "ctf_year_not_age.xml"),
            ("marks.csv", "register_row_a_session.csv"),
        ] {
            fs::copy(field.join(from), own.join(name)).expect("copied");
        }
        let cases = include_str!("../data/field/names_find.jsonl").replace("OSD-2026", "OSD-2025");
        let profile = "[words]\ninset = \"training day for staff\"\n";
        for (name, text) in [
            ("other.jsonl", cases.as_str()),
            ("county.csv", &crate::sheets::county(3)),
            ("sheet.toml", crate::sheets::ANSWERS),
            ("log.txt", "Late on Monday."),
            ("pupils.csv", "UPN,Preferred name,Contact name\nX999999921007,Mai,Ann Quill\n"),
            ("profile.toml", profile),
            ("wrong.toml", "[nonsense\n"),
        ] {
            fs::write(own.join(name), text).expect("written");
        }
    }

    fn program(&self) -> Command {
        let mut program = match self {
            Way::Alone(folder) => {
                let mut alone = Command::new(env!("CARGO_BIN_EXE_offsite"));
                alone.arg("--data").arg(folder.path().join("store"));
                alone.env("XDG_CONFIG_HOME", folder.path().join("no-config"));
                alone
            }
            Way::Served(served) => served.command(&[]),
        };
        for name in ["SSH_CONNECTION", "SSH_ORIGINAL_COMMAND", "OFFSITE_SOCKET", "OFFSITE_DATA"] {
            program.env_remove(name);
        }
        program.env("HOME", self.home()).env("USER", user()).current_dir(self.own());
        program.stdin(Stdio::null());
        program
    }

    fn run(&self, line: &str, is_forced: bool) -> Output {
        let mut program = self.program();
        if is_forced {
            program.env("SSH_ORIGINAL_COMMAND", line);
        } else {
            program.args(shlex::split(line).expect("words"));
        }
        program.output().expect("it ran")
    }

    /// Returns what a command did, with its own folders taken out of it. Of a workbook, which says
    /// when it was made, only that it is one.
    fn did(&self, line: &str, is_forced: bool) -> Did {
        let ran = self.run(line, is_forced);
        let (own, home) = (self.own().display().to_string(), self.home().display().to_string());
        let words = |bytes: &[u8]| {
            let words = String::from_utf8_lossy(bytes).replace(&format!("{own}/"), "");
            words.replace("./", "").replace(&own, ".").replace(&home, "~")
        };
        let is_workbook = ran.stdout.starts_with(b"PK") && ran.stdout.len() > 1_000;
        let out = if is_workbook { "a workbook".to_owned() } else { words(&ran.stdout) };
        (ran.status.code(), out, words(&ran.stderr))
    }

    /// Returns the names in the home folder.
    fn names(&self) -> BTreeSet<std::ffi::OsString> {
        fs::read_dir(self.home()).expect("a folder").flatten().map(|e| e.file_name()).collect()
    }

    /// Returns the files in the folder; those that Offsite wrote are for nobody else.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (own, out) = (self.own(), self.own().join("out"));
        let mut all = BTreeMap::new();
        for folder in [&own, &out] {
            for file in fs::read_dir(folder).expect("a folder").flatten() {
                let path = file.path();
                if path.is_dir() {
                    continue;
                }
                let name = path.strip_prefix(&own).expect("in it").to_owned();
                let mode = file.metadata().expect("there").permissions().mode() & 0o777;
                if folder == &out || name.extension().is_some_and(|end| end == "docx") {
                    assert_eq!(mode, 0o600, "{}", name.display());
                }
                all.insert(name, fs::read(&path).expect("read"));
            }
        }
        all
    }
}

/// Returns the name by which the system knows the user of this process.
fn user() -> String {
    let named = Command::new("id").arg("-un").output().expect("it ran");
    String::from_utf8_lossy(&named.stdout).trim().to_owned()
}

#[test]
fn every_command_prints_writes_and_ends_the_same_whichever_way_it_is_run() {
    let ways = [
        ("alone", Way::Alone(crate::demo().0), false),
        ("through a server", Way::Served(Served::start()), false),
        ("forced", Way::Alone(crate::demo().0), true),
        ("forced, through a server", Way::Served(Served::start()), true),
    ];
    // All ways at once: each has records of its own.
    let did: Vec<Vec<Option<Did>>> = std::thread::scope(|all| {
        let run = |(_, way, is_forced): &(_, Way, bool)| {
            way.fill();
            let is_alone = matches!(way, Way::Alone(_)) && !is_forced;
            let one = |(line, runs): &(&str, Runs)| {
                // Typed by somebody who has a shell, the first makes records of its own, and the
                // second a server.
                let makes_own = !is_forced && ["demo --fill more", "serve"].contains(line);
                let runs_here = *runs == EachWay || !(is_alone || makes_own);
                runs_here.then(|| way.did(line, *is_forced))
            };
            LINES.iter().map(one).collect()
        };
        let started: Vec<_> = ways.iter().map(|way| all.spawn(move || run(way))).collect();
        started.into_iter().map(|way| way.join().expect("ran")).collect()
    });
    let mut wrong = Vec::new();
    for (at, (line, runs)) in LINES.iter().enumerate() {
        let wanted = &did[0][at];
        for ((name, ..), did) in ways.iter().zip(&did).skip(1) {
            let Some((code, out, said)) = &did[at] else { continue };
            let is_as_wanted = match runs {
                EachWay => did[at] == *wanted,
                AtTheRecords => {
                    let says_why = said.contains("does not run from here") && said.contains("IT");
                    *code == Some(1) && out.is_empty() && says_why
                }
            };
            if !is_as_wanted {
                wrong.push(format!("{line} {name}:\n{:?}\nand not\n{wanted:?}", did[at]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let wanted = ways[0].1.files();
    assert!(wanted.len() > 20, "{:?}", wanted.keys());
    for (name, way, _) in &ways[1..] {
        let files = way.files();
        assert!(files.keys().eq(wanted.keys()), "{name}: {:?} {:?}", files.keys(), wanted.keys());
        for (file, bytes) in &files {
            assert!(bytes == &wanted[file], "{name}: {}", file.display());
        }
    }
}

#[test]
fn forced_command_reads_and_writes_no_file_outside_the_officers_own_folder() {
    for way in [Way::Alone(crate::demo().0), Way::Served(Served::start())] {
        way.fill();
        let home = way.home().to_owned();
        fs::write(home.join("secret.csv"), "UPN,Date,Session,Mark\nsecret").expect("written");
        std::os::unix::fs::symlink(home.join("secret.csv"), way.own().join("link.csv"))
            .expect("linked");
        let before = way.names();
        let outside = home.display();
        for line in [
            format!("import register {outside}/secret.csv --dry-run"),
            "import register ../secret.csv --dry-run".to_owned(),
            "import register link.csv --dry-run".to_owned(),
            "import cases /etc/passwd --dry-run".to_owned(),
            "import sheet county.csv --mapping /etc/passwd".to_owned(),
            format!("profile import {outside}"),
            "evidence OSD-2026-0030 --add ../secret.csv --kind other".to_owned(),
            "evidence OSD-2026-0030 --add /proc/self/environ --kind other".to_owned(),
            format!("document OSD-2026-0030 letter --draft --to {outside}"),
            "document OSD-2026-0030 letter --draft --to ..".to_owned(),
            format!("chase --to {outside}"),
        ] {
            let (code, out, said) = way.did(&line, true);
            assert_eq!(code, Some(1), "{line}: {out} {said}");
            assert!(!said.contains("secret\n") && !out.contains("root:"), "{line}: {out} {said}");
        }
        assert_eq!(way.names(), before, "nothing is written");
        let list = way.did("evidence OSD-2026-0030 --plain", true);
        assert_eq!(list.1, "", "nothing was taken in");
    }
}
