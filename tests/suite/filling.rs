//! Filling a case: by the commands here, by keys in the files beside.

mod by_hand;
mod elsewhere;
mod every_box;
mod every_field;
mod few_keys;
mod from_inside;
mod leaving;
mod own_editor;
mod passport;
mod pictures;
mod schools;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use offsite::api::{Reply, Request};
use offsite::domain::case::{Case, CaseRef};

use crate::flow::Flow;
use crate::{offsite, text};

fn whole(flow: &mut Flow, number: u32) -> Case {
    let Reply::Case { case, .. } = flow.ask(Request::Case(CaseRef { year: 2026, number })) else {
        panic!("no case")
    };
    *case
}

/// Opens the first case of an empty store with a name, its passport open.
fn named(name: &str) -> Flow {
    let mut flow = Flow::empty();
    flow.keys(&format!("ne{name}<Enter>")).says("Full name");
    flow
}

fn said(out: &std::process::Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/documents/ctf/samples/version_24.xml")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn transfer_file_is_previewed_and_fills_a_case_in_one_change() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, file) = (dir.path(), sample());
    let unsaid = offsite(store, &["import", "ctf", &file]);
    assert_eq!(unsaid.status.code(), Some(1));
    assert!(said(&unsaid).contains("Use --case REF"));
    let dry = offsite(store, &["import", "ctf", &file, "--new", "--dry-run"]);
    assert!(text(&dry).contains("+ new") && text(&dry).contains("Daniel Okafor"), "{}", text(&dry));
    assert_eq!(text(&offsite(store, &["cases"])), "");
    let new = offsite(store, &["import", "ctf", &file, "--new"]);
    assert!(new.status.success(), "{}", said(&new));
    let shown = text(&offsite(store, &["case", "show", "OSD-2026-0001"]));
    assert!(
        shown.contains("UPN: F999999925001")
            && shown.contains("Gender: Male")
            && !shown.contains("EHCP"),
        "{shown}"
    );
    assert!(
        said(&offsite(store, &["import", "ctf", &file]))
            .contains("OSD-2026-0001 has the same UPN.")
    );
    // Marked lines are taken only when they are asked for.
    let again = offsite(store, &["import", "ctf", &file, "--case", "OSD-2026-0001", "--checked"]);
    assert!(text(&again).contains("= same") && again.status.success());
    assert!(text(&offsite(store, &["case", "show", "OSD-2026-0001"])).contains("EHCP?: Yes"));
    // Another child's file is refused.
    let other = std::fs::read_to_string(&file).expect("read").replace("2012-05-02", "2011-05-02");
    let wrong = dir.path().join("wrong.xml");
    std::fs::write(&wrong, other).expect("written");
    let refused =
        offsite(store, &["import", "ctf", &wrong.to_string_lossy(), "--case", "OSD-2026-0001"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("born on another day"), "{}", said(&refused));
    std::fs::write(&wrong, "<CTfile>\n<CTFpupilData>").expect("written");
    let cut = offsite(store, &["import", "ctf", &wrong.to_string_lossy(), "--new"]);
    assert!(
        said(&cut).contains("Line 2, column 15") && said(&cut).contains("cut short"),
        "{}",
        said(&cut)
    );
}

#[test]
fn evidence_commands_add_list_check_and_extract_a_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    assert!(offsite(&store, &["import", "ctf", &sample(), "--new"]).status.success());
    let paper = dir.path().join("log of Zoë.txt");
    std::fs::write(&paper, "Late on Monday.").expect("written");
    let add = |kind: &str, file: &Path| {
        offsite(
            &store,
            &["evidence", "OSD-2026-0001", "--add", &file.to_string_lossy(), "--kind", kind],
        )
    };
    let list = text(&offsite(&store, &["evidence", "OSD-2026-0001"]));
    assert!(list.contains("? missing       behaviour_log"), "{list}");
    assert!(add("behaviour_log", &paper).status.success());
    let twice = add("behaviour_log", &paper);
    assert!(said(&twice).contains("already in the evidence"), "{}", said(&twice));
    assert!(said(&add("nonsense", &paper)).contains("no such kind"));
    let fake = dir.path().join("scan.pdf");
    std::fs::write(&fake, "not a pdf").expect("written");
    assert!(said(&add("attendance", &fake)).contains("The name ends in .pdf"));
    let list = text(&offsite(&store, &["evidence", "OSD-2026-0001"]));
    assert!(
        list.contains("log of Zoë.txt") && list.contains("= 1 file        behaviour_log"),
        "{list}"
    );
    assert!(
        text(&offsite(&store, &["evidence", "OSD-2026-0001", "--json"]))
            .contains("\"added_by\":\"a.shah\"")
    );
    // A folder and a pipe are no files; a pipe is not waited for.
    let pipe = dir.path().join("pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("made").success());
    for not_a_file in [pipe.as_path(), dir.path()] {
        assert!(said(&add("other", not_a_file)).contains("is not a file"));
    }
    let out = dir.path().join("out");
    std::fs::create_dir(&out).expect("made");
    let extract = || {
        offsite(
            &store,
            &["evidence", "OSD-2026-0001", "--extract", "1", "--to", &out.to_string_lossy()],
        )
    };
    assert!(extract().status.success() && text(&extract()).contains("log of Zoë (2).txt"));
    let first = out.join("log of Zoë.txt");
    assert_eq!(std::fs::read_to_string(&first).expect("read"), "Late on Monday.");
    assert_eq!(std::fs::metadata(&first).expect("there").permissions().mode() & 0o777, 0o600);
    // A file changed on the disk is not given out.
    for file in crate::faults::disposal::files(&store.join("evidence")) {
        std::fs::write(file, "Early on Monday.").expect("changed");
    }
    assert!(said(&extract()).contains("changed on the disk"));
}
