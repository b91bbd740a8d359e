//! Linear sessions and commands over a service of their own process and over one behind bytes.

use std::io::{BufReader, Cursor, Read};
use std::path::Path;

use chrono::NaiveDate;

use crate::api::{Backend, Bytes, NamedFile, Viewer};
use crate::cli::serve::COMMANDS;
use crate::cli::there;
use crate::domain::case::CaseRef;
use crate::domain::officers::Role;
use crate::domain::profile::Profile;
use crate::domain::system_user::SystemUser;
use crate::error::ErrorKind;
use crate::files::access::FileAccess;
use crate::keymap::Keymap;
use crate::linear::LinearSetting;
use crate::server::codec;
use crate::server::command::{CommandCall, CommandEnd, CommandOutput, Given, Need, Said};
use crate::server::loopback::Loopback;
use crate::server::work::WorkWatch;
use crate::service::Service;
use crate::store::Store;

fn today() -> NaiveDate {
    "2026-11-23".parse().expect("a day")
}

/// Opens a service on the demo's forty pupils.
fn with_pupils(dir: &Path) -> (Service, Viewer) {
    let store = Store::open(dir, "a.shah", "now").expect("opens").store;
    let profile = Profile::shipped().clone();
    let mut service = Service::new(store, || 4_000_000_000_000, profile).expect("a service");
    let viewer = Viewer::new("a.shah", today());
    let terms = crate::demo::terms(today()).into_iter().map(|terms| {
        let json = serde_json::to_string(&terms).expect("terms");
        (terms.school, json)
    });
    let mut asked = service.for_viewer(&viewer);
    asked.import_items("terms", terms.collect()).expect("stored");
    asked.import_cases(&crate::demo::cases(today())).expect("stored");
    (service, viewer)
}

/// Runs a session on lines, and returns what it says.
fn said(backend: &mut dyn Backend, lines: &str) -> String {
    let mut out = Vec::new();
    let setting = LinearSetting {
        today: today(),
        officer: "a.shah".to_owned(),
        keymap: Keymap::built_in(),
        files: FileAccess::All,
    };
    let mut input = BufReader::new(lines.as_bytes());
    crate::linear::run(backend, setting, &mut input, &mut out, &|| false).expect("said to the end");
    String::from_utf8(out).expect("words")
}

/// What an officer reads and changes in every room of the program.
const LINES: &str = "\
search text transport
.
views
2
people
history
timeline
figures
terms home
new closure 1/12/2026 boiler
undo
yes
record note
.
attendance
.
prefill
.
documents
preview paper letter
new case
undo
yes
redo
undo
yes
find gender
quit
";

#[test]
fn linear_session_says_the_same_through_bytes_as_in_its_own_process() {
    let dirs = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let (mut service, viewer) = with_pupils(dirs[0].path());
    let direct = said(&mut service.for_viewer(&viewer), LINES);
    let (service, viewer) = with_pupils(dirs[1].path());
    let mut loopback = Loopback { service, viewer };
    assert_eq!(said(&mut loopback, LINES), direct);
    for part in ["The Chase", "Undone: term dates", "attended", "Dear", "Opened OSD-2026-0041"] {
        assert!(direct.contains(part), "{part}:\n{direct}");
    }
}

/// Sends a command to a service as a client does, through bytes.
fn pass(service: &mut Service, viewer: &Viewer, call: &CommandCall) -> CommandOutput {
    let call: CommandCall = codec::decode(&codec::encode(call).expect("bytes")).expect("read");
    let output = (COMMANDS.run)(&mut service.for_viewer(viewer), call, WorkWatch::of_nobody());
    codec::decode(&codec::encode(&output).expect("bytes")).expect("read")
}

fn typed(line: &str) -> CommandCall {
    CommandCall {
        words: shlex::split(line).expect("words"),
        given: Vec::new(),
        seen: 0,
        can_answer: true,
        is_shown: false,
    }
}

/// Gives a command what it waits for, as its client does.
fn give(call: &mut CommandCall, waits: &CommandOutput, given: Given) {
    let CommandEnd::Needs { after, .. } = &waits.end else { panic!("{waits:?}") };
    call.given.truncate(*after);
    call.given.push(given);
    call.seen = waits.sum;
}

fn question(waits: &CommandOutput) -> &str {
    match &waits.end {
        CommandEnd::Needs { need: Need::YesOrNo(question), .. } => question,
        end => panic!("{end:?}"),
    }
}

/// Returns what a command said, in words.
fn words(output: &CommandOutput) -> String {
    let words = output.said.iter().map(|said| match said {
        Said::Out(bytes) => String::from_utf8_lossy(&bytes.0).into_owned(),
        Said::Note(words) => format!("{words}\n"),
        Said::Copies(copies) => {
            let text = |file: &NamedFile| String::from_utf8_lossy(&file.bytes.0).into_owned();
            copies.files.iter().map(text).collect()
        }
        Said::Folder { files, .. } => files.iter().map(unpacked).collect(),
        Said::File { file, .. } => String::from_utf8_lossy(&file.bytes.0).into_owned(),
    });
    words.collect()
}

/// Returns the name of a file and the words in it: of a packed one, those of all its parts.
fn unpacked(file: &NamedFile) -> String {
    let mut words = format!("{}\n", file.name);
    match zip::ZipArchive::new(Cursor::new(&file.bytes.0)) {
        Ok(mut parts) => {
            for part in 0..parts.len() {
                let mut bytes = Vec::new();
                parts.by_index(part).expect("a part").read_to_end(&mut bytes).expect("unpacked");
                words.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
        Err(_) => words.push_str(&String::from_utf8_lossy(&file.bytes.0)),
    }
    words
}

/// Returns a school of a case, and a file that closes it for a day.
fn closed(service: &Service) -> (String, Given) {
    let case = "OSD-2026-0030".parse().expect("a reference");
    let case = service.case(case).expect("the case").case;
    let school = case.answer("school.host").as_text().to_owned();
    let file = format!(
        "[[school]]\nid = \"{school}\"\n[[school.term]]\nname = \"Autumn\"\nstart = 2026-09-01\nend = 2026-12-18\n\
         [[school.closed]]\ndate = 2026-12-01\nreason = \"boiler\"\n"
    );
    (school, Given::File(Bytes(file.into_bytes())))
}

#[test]
fn server_opens_no_path_that_a_command_names() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut service, viewer) = with_pupils(&dir.path().join("store"));
    let secret = dir.path().join("secret");
    std::fs::write(&secret, "UPN,Date,Session,Mark\nXYZZY").expect("written");
    // Opening a pipe would wait for ever.
    let pipe = dir.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("made").success());
    let own = dir.path().join("store/journal");
    let hostile = ["/etc/shadow", "/proc/self/environ", "../../../etc/passwd", "/dev/zero", "-"];
    let paths = hostile.iter().map(Path::new).chain([&*secret, &*pipe, &*own, dir.path()]);
    for path in paths {
        let shown = path.display();
        for line in [
            format!("import terms {shown}"),
            format!("import schools {shown}"),
            format!("import cases {shown}"),
            format!("import ctf {shown}"),
            format!("import register {shown}"),
            format!("import pupils {shown}"),
            format!("import sheet {shown}"),
            format!("evidence OSD-2026-0030 --add {shown} --kind other"),
            format!("profile import {shown}"),
        ] {
            let output = pass(&mut service, &viewer, &typed(&line));
            let asks = matches!(
                &output.end,
                CommandEnd::Needs {
                    need: Need::File { path: asked, .. } | Need::Authority(Some(asked)),
                    after: 0,
                } if asked == path
            );
            assert!(asks && !words(&output).contains("XYZZY"), "{line}: {output:?}");
        }
        let before = std::fs::read_dir(dir.path()).expect("a folder").count();
        let line = format!("document OSD-2026-0030 letter --draft --to {shown}");
        let output = pass(&mut service, &viewer, &typed(&line));
        let goes_back = output.said.iter().any(|said| {
            matches!(said, Said::Copies(copies) if copies.to == path && !copies.files.is_empty())
        });
        assert!(goes_back, "{line}: {output:?}");
        assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), before, "{line}");
    }
}

#[test]
fn client_gives_and_writes_nothing_that_nobody_has_typed() {
    let words: Vec<String> =
        ["import", "terms", "terms.toml", "--to=out"].map(str::to_owned).to_vec();
    let ends = |said: Vec<Said>, end: CommandEnd| {
        let output = CommandOutput { said, sum: 0, end };
        there::run(words.clone(), &mut |_, _| Ok(output.clone())).expect_err("refused")
    };
    let file = |name: &str| NamedFile { name: name.to_owned(), bytes: Bytes(vec![7]) };
    let to = |folder: &Path| Said::File { to: folder.to_owned(), file: file("a") };
    let needs = |path: &str| CommandEnd::Needs {
        need: Need::File { path: path.into(), most: None },
        after: 0,
    };
    for path in ["/etc/passwd", "terms.toml/..", "import/terms", "out/a", ""] {
        let refused = ends(Vec::new(), needs(path));
        assert_eq!(refused.kind(), ErrorKind::NotAllowed, "{path}: {refused}");
    }
    let dir = tempfile::tempdir().expect("a folder");
    let refused = ends(vec![to(dir.path())], CommandEnd::Done);
    assert_eq!(refused.kind(), ErrorKind::NotAllowed, "{refused}");
    let folder = Said::Folder { to: dir.path().join("new"), files: vec![file("a")] };
    assert_eq!(ends(vec![folder], CommandEnd::Done).kind(), ErrorKind::NotAllowed);
    assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 0);
    // What was typed is read and written: these are not there.
    assert_eq!(ends(Vec::new(), needs("terms.toml")).kind(), ErrorKind::Io);
    assert_eq!(ends(vec![to(Path::new("out"))], CommandEnd::Done).kind(), ErrorKind::Io);
}

#[test]
fn command_waits_for_a_file_and_a_yes_and_stores_nothing_before() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut service, viewer) = with_pupils(dir.path());
    let (school, file) = closed(&service);
    let mut call = typed("import terms t.toml");
    let waits = pass(&mut service, &viewer, &call);
    give(&mut call, &waits, file.clone());
    let waits = pass(&mut service, &viewer, &call);
    assert!(question(&waits).contains("Save these term dates"));
    assert!(words(&waits).contains("boiler"), "{}", words(&waits));
    let mut no = call.clone();
    give(&mut no, &waits, Given::Yes(false));
    let refused = pass(&mut service, &viewer, &no);
    assert!(matches!(refused.end, CommandEnd::Refused { .. }), "{refused:?}");
    let is_stored = |service: &Service| {
        format!("{:?}", service.terms(&school).expect("terms")).contains("boiler")
    };
    assert!(!is_stored(&service), "nothing is stored");
    give(&mut call, &waits, Given::Yes(true));
    let done = pass(&mut service, &viewer, &call);
    assert_eq!(done.end, CommandEnd::Done);
    assert!(!words(&done).contains("boiler"), "what was shown is not shown twice");
    assert!(is_stored(&service));
}

#[test]
fn yes_to_what_a_colleague_has_changed_since_is_asked_anew_with_what_stands_now() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut service, viewer) = with_pupils(dir.path());
    let (_, file) = closed(&service);
    let colleague = Viewer::new("b.khan", today());
    let mut call = typed("import terms t.toml");
    let waits = pass(&mut service, &viewer, &call);
    give(&mut call, &waits, file.clone());
    let shown = pass(&mut service, &viewer, &call);
    // Meanwhile the same day is closed by somebody else.
    let mut theirs = typed("import terms t.toml --yes");
    let waits = pass(&mut service, &colleague, &theirs);
    give(&mut theirs, &waits, file.clone());
    assert_eq!(pass(&mut service, &colleague, &theirs).end, CommandEnd::Done);
    give(&mut call, &shown, Given::Yes(true));
    let anew = pass(&mut service, &viewer, &call);
    assert_eq!(question(&anew), question(&shown));
    let said = words(&anew);
    assert!(said.starts_with("A colleague has changed something"), "{said}");
    assert_ne!(anew.sum, shown.sum);
    give(&mut call, &anew, Given::Yes(true));
    assert_eq!(pass(&mut service, &viewer, &call).end, CommandEnd::Done);
}

#[test]
fn command_that_needs_a_role_is_refused_before_it_asks_for_a_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut service, viewer) = with_pupils(dir.path());
    let user = SystemUser { uid: 1_234, name: "a.reader".to_owned() };
    service.for_viewer(&viewer).add_officer(user.clone(), "", Role::Reader).expect("named");
    let reader =
        Viewer { officer: "a.reader".to_owned(), system_user: Some(user), ..viewer.clone() };
    for line in [
        "import terms t.toml",
        "import schools s.csv --dry-run",
        "import cases c.jsonl",
        "import ctf p.xml --new",
        "import register r.csv",
        "import pupils s.csv",
        "import sheet s.csv",
        "evidence OSD-2026-0030 --add f.txt --kind other",
        "document OSD-2026-0030 letter --draft",
        "chase --to .",
        "export cases",
        "profile import p.toml",
        "admin list",
    ] {
        let output = pass(&mut service, &reader, &typed(line));
        let CommandEnd::Refused { kind, says } = &output.end else { panic!("{line}: {output:?}") };
        assert_eq!(*kind, ErrorKind::NotAllowed, "{line}: {says}");
        assert!(says.contains("reader") && output.said.is_empty(), "{line}: {says}");
    }
    for line in
        ["today", "document OSD-2026-0030 --list", "profile show", "document --blank letter"]
    {
        let output = pass(&mut service, &reader, &typed(line));
        assert!(
            !matches!(output.end, CommandEnd::Refused { kind: ErrorKind::NotAllowed, .. }),
            "{line}: {output:?}"
        );
    }
}

#[test]
fn no_command_shows_a_restricted_case_to_somebody_who_does_not_see_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let (mut service, own) = with_pupils(dir.path());
    let case: CaseRef = "OSD-2026-0030".parse().expect("a reference");
    let stands = service.case(case).expect("the case").case;
    let child = |field| stands.answer(field).as_text().to_owned();
    let (name, upn) = (child("child.full_name"), child("child.upn"));
    let lead = |login: &str, uid| {
        let user = SystemUser { uid, name: login.to_owned() };
        Viewer { system_user: Some(user), ..Viewer::new(login, today()) }
    };
    let (sees, other) = (lead("sees", 1_001), lead("other", 1_002));
    for viewer in [&sees, &other] {
        let user = viewer.system_user.clone().expect("a user");
        service.for_viewer(&own).add_officer(user, "", Role::Lead).expect("named");
    }
    service.for_viewer(&sees).restrict(case, &["sees".to_owned()]).expect("restricted");
    let lines = [
        "today --json",
        "why OSD-2026-0030",
        "cases",
        "cases id:OSD-2026-0030",
        "search Dyer Reece",
        "case show OSD-2026-0030",
        "stats",
        "export cases",
        "export register OSD-2026-0030",
        "export spreadsheet OSD-2026-0030 --draft",
        "export inspection --out pack",
        "document OSD-2026-0030 letter --draft",
        "document OSD-2026-0030 --list",
        "chase",
        "chase --to out --format text",
        "evidence OSD-2026-0030",
        "evidence OSD-2026-0030 --add f.txt --kind other",
        "evidence OSD-2026-0030 --extract 1 --to out",
        "import pupils pupils.csv --dry-run",
        "import pupils pupils.csv --case OSD-2026-0030 --replace --yes",
        "import register marks.csv --dry-run",
        "import register marks.csv --case OSD-2026-0030 --yes",
        "import ctf pupil.xml --case OSD-2026-0030",
        "restrict OSD-2026-0030",
        "restrict OSD-2026-0030 --open",
    ];
    let marks = format!("UPN,Date,AM,PM\n{upn},16/11/2026,E,E\n").into_bytes();
    let mut run = |viewer: &Viewer, line: &str| {
        let mut call = CommandCall { can_answer: false, ..typed(line) };
        loop {
            let output = pass(&mut service, viewer, &call);
            if !matches!(output.end, CommandEnd::Needs { .. }) {
                return format!("{output:?}{}", words(&output));
            }
            give(&mut call, &output, Given::File(Bytes(marks.clone())));
        }
    };
    for line in ["case show OSD-2026-0030", "export inspection --out pack"] {
        assert!(run(&sees, line).contains(&name), "{line}: who sees it is shown it");
    }
    for line in lines {
        let said = run(&other, line);
        assert!(!said.contains(&name), "{line}: {said}");
    }
    let pack = run(&other, "export inspection --out pack");
    let is_left_out = !pack.contains(&upn) && !pack.contains("OSD-2026-0030");
    assert!(is_left_out && pack.contains("Restricted cases that you do not see"), "{pack}");
}
