//! What comes into a form from elsewhere by keys: an earlier case of the child, a transfer file and
//! evidence.

use offsite::domain::value::Value;
use offsite::ui::effect::{Done, Effect};

use super::{named, whole};
use crate::flow::Flow;
use offsite::error::Error;
use offsite::ui::specimens;

/// Runs what the session asks of the world, as the shell would; returns what was to be written out.
fn errands(flow: &mut Flow) -> Vec<(String, String, Vec<u8>)> {
    let mut written = Vec::new();
    for effect in flow.ui.take_effects() {
        match effect {
            Effect::ReadFile { path, then } => {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                let read = std::fs::read(&path)
                    .map_err(|cause| Error::io(format!("{name} cannot be read."), cause));
                let asks = flow.ui.on_done(Done::FileRead { purpose: then, name, read });
                flow.turn(asks);
            }
            Effect::WriteFile { folder, name, bytes } => written.push((folder, name, bytes.0)),
            other => panic!("{other:?}"),
        }
    }
    written
}

#[test]
fn earlier_case_of_the_child_is_offered_and_taken_in_one_change() {
    let mut flow = named("Zoë Ashworth");
    flow.keys("/upn<Enter>eR99999992500A<Enter>/current home<Enter>e1 Elm Row<Ctrl-O>/pupil premium?<Enter>y/child looked after?<Enter>n");
    flow.keys("1n")
        .says("Opened OSD-2026-0002")
        .keys("p")
        .says("No other case or form has more about this child");
    flow.keys("/upn<Enter>eF999999925001<Enter>p").says("No other case");
    // A former UPN, typed into its row, tells that it is the same child.
    specimens::go_to_heading(&mut flow.ui, "former_upns");
    flow.keys("oeR99999992500A<Enter>p")
        .says("From OSD-2026-0001 (a former UPN)")
        .says("1 Elm Row")
        .says("? check   Child Looked After?");
    flow.says("Save the 3 ticked")
        .keys("<Enter>")
        .says("Full name: Zoë Ashworth and 2 more · saved");
    let case = whole(&mut flow, 2);
    assert_eq!(case.answer("child.address"), &Value::Text("1 Elm Row".into()));
    assert_eq!(case.answer("child.upn"), &Value::Text("F999999925001".into()));
    assert!(case.answer("cla.is").is_empty(), "a safeguarding answer is asked again");
    flow.keys("u");
    assert!(whole(&mut flow, 2).answer("child.address").is_empty(), "one undo takes it all back");
    flow.keys("p<Space>").says("the 2 ticked").keys("<Esc>").says("Nothing filled in");
    assert!(whole(&mut flow, 2).answer("child.address").is_empty());
}

#[test]
fn transfer_file_fills_the_open_case_from_the_form() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/documents/ctf/samples/version_25.xml");
    let mut flow = Flow::empty();
    flow.keys("n/gender<Enter>enon<Enter>t").says("Transfer file (CTF)");
    let asks = flow.ui.on_paste(&format!("{}\n", file.display()));
    flow.turn(asks);
    flow.keys("<Enter>");
    errands(&mut flow);
    flow.says("From transfer file of Invented High School")
        .says("- kept    Gender")
        .says("1 of 2 (Tab)");
    flow.keys("<Enter>").says("saved");
    let case = whole(&mut flow, 1);
    assert_eq!(case.answer("child.gender"), &Value::Choice("non_binary".into()));
    assert_eq!(
        (case.answer("child.upn").as_text(), case.rows("contacts").count()),
        ("F999999925001", 2)
    );
    flow.keys("t/nowhere/file.xml<Enter>");
    errands(&mut flow);
    flow.says("file.xml cannot be read.");
}

#[test]
fn evidence_is_added_read_and_written_out_by_keys() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("log.txt");
    std::fs::write(&path, "Monday: late.\nTuesday: calm.").expect("written");
    let mut flow = named("Zoë");
    specimens::go_to_heading(&mut flow.ui, "evidence");
    flow.says("Behaviour log and consequences")
        .keys(&format!("o{}<Enter>log<Enter>", path.display()));
    errands(&mut flow);
    flow.says("piece of evidence added · saved").says("log.txt");
    specimens::go_to_heading(&mut flow.ui, "evidence");
    flow.keys("jv").says("Tuesday: calm.").says("SHA-256").keys("x/some/folder<Enter>");
    assert_eq!(
        errands(&mut flow),
        [(
            "/some/folder".to_owned(),
            "log.txt".to_owned(),
            b"Monday: late.\nTuesday: calm.".to_vec()
        )]
    );
    assert_eq!(whole(&mut flow, 1).rows("evidence").count(), 1);
}
