//! The register of schools is imported over cases that were made before it: no name is lost, no id
//! is shown, and open cases are taken over in one change.

use crate::flow::Flow;
use crate::linear::linear;
use crate::text;
use offsite::keymap::Keymap;
use offsite::ui::effect::{Done, Effect};

/// A download that has both schools of the demo's case OSD-2026-0006 under numbers of its own, and a
/// second school of a name that is there twice.
const GIAS: &str = "URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),Street,Town,Postcode,TelephoneNum\n\
900001,Prince Henry's High School,Community school,Open,Secondary,1 Invented Road,Evesham,WR11 4QH,01386000000\n\
900002,The Chase,Academy converter,Open,Secondary,2 Invented Road,Malvern,WR14 3NZ,01684000000\n";

const CASE: &str = "OSD-2026-0006";

fn imported(store: &std::path::Path, rows: &str, more: &[&str]) -> String {
    let file = store.join("gias.csv");
    std::fs::write(&file, format!("{GIAS}{rows}")).expect("written");
    let path = file.to_string_lossy();
    let args = [&["import", "schools", &path], more].concat();
    let out = crate::offsite(store, &args);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stderr).into_owned()
}

#[test]
fn an_import_takes_no_name_off_a_case_and_prints_no_id() {
    let (_dir, store) = crate::demo();
    let says = imported(&store, "", &[]);
    assert!(says.contains("--move-cases moves the cases"), "{says}");
    let list = text(&crate::offsite(&store, &["cases", "--json"]));
    assert!(list.contains("Prince Henry's High School") && !list.contains("\"L-"), "{list}");
    let letter = ["document", CASE, "letter", "--draft", "--format", "text", "--to"];
    let to = store.to_string_lossy().into_owned();
    let made = crate::offsite(&store, &[&letter[..], &[&to]].concat());
    let file = text(&made).lines().next().expect("a file").to_owned();
    let letter = std::fs::read_to_string(file).expect("read");
    assert!(letter.contains("Prince Henry's High School") && !letter.contains("L-prince"));
    let doctor = text(&crate::offsite(&store, &["doctor"]));
    assert!(!doctor.contains("does not have"), "{doctor}");
    assert!(crate::offsite(&store, &["verify"]).status.success());
}

#[test]
fn open_cases_are_taken_over_by_name_and_town_in_one_change() {
    let (dir, store) = crate::demo();
    let twice = "900003,Woodrush High,Community school,Open,Secondary,3 Invented Road,Wythall,,\n\
                 900004,Woodrush High,Academy converter,Open,Secondary,3 Invented Road,Wythall,,\n";
    let says = imported(&store, twice, &["--move-cases"]);
    assert!(says.contains("OSD-2026-0006: The Chase, Malvern is 900002 in this file"), "{says}");
    assert!(says.contains("Woodrush High, Wythall may be 900003 or 900004"), "{says}");
    let cell = |case: &str, field: &str| {
        let out = text(&crate::offsite(&store, &["case", "show", case, "--json"]));
        let case: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        case["answers"][field]["School"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(cell(CASE, "school.home"), "900001");
    assert_eq!(cell(CASE, "school.host"), "900002");
    let why = text(&crate::offsite(&store, &["why", CASE, "--json"]));
    assert!(!why.contains("no term dates"), "its term dates came with it: {why}");
    // One undo takes the register and the cases back.
    let mut flow = Flow::on(dir, Keymap::built_in());
    flow.keys("u").keys("y");
    let dir = flow.close();
    let store = dir.path().join("store");
    let out = text(&crate::offsite(&store, &["case", "show", CASE, "--json"]));
    assert!(
        out.contains("L-prince-henrys-high-school-evesham") && !out.contains("900001"),
        "{out}"
    );
}

#[test]
fn a_school_that_resolves_to_nothing_is_a_fault_and_its_id_is_on_no_screen() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let file = dir.path().join("case.jsonl");
    let case = "{\"id\":\"OSD-2026-0001\",\"answers\":{\"child.full_name\":{\"Text\":\"Bailey Ashworth\"},\"school.home\":{\"School\":\"L-gone\"}},\"rows\":{},\"marks\":[]}\n";
    std::fs::write(&file, case).expect("written");
    assert!(crate::offsite(&store, &["import", "cases", &file.to_string_lossy()]).status.success());
    let verified = crate::offsite(&store, &["verify"]);
    // A fault of the data, not damage: the store kept what it was given.
    assert_eq!(verified.status.code(), Some(1));
    let said = text(&verified);
    assert!(said.contains("= complete: ") && said.contains("OSD-2026-0001: Home school is L-gone"));
    let doctor = text(&crate::offsite(&store, &["doctor"]));
    assert!(doctor.contains("Home school is L-gone"), "{doctor}");
    for args in [&["case", "show", "OSD-2026-0001"][..], &["cases", "--json"], &["today"]] {
        let shown = text(&crate::offsite(&store, args));
        assert!(!shown.contains("L-gone"), "{shown}");
    }
    let mut typed = vec!["find bailey", "1", "letter"];
    typed.extend([""; 12]);
    typed.extend([".", "overview", "quit"]);
    let plain = linear(&store, &typed);
    assert!(
        plain.contains("a school that is not in the register") && !plain.contains("L-gone"),
        "{plain}"
    );
    let mut flow = Flow::on(dir, Keymap::built_in());
    flow.keys("2").says("a school that is not in the register").lacks("L-gone");
}

/// Reads the file that the session asked for.
fn read(flow: &mut Flow) {
    let effects = flow.ui.take_effects();
    let [Effect::ReadFile { path, then }] = effects.as_slice() else { panic!("{effects:?}") };
    let read = Ok(std::fs::read(path).expect("read"));
    let (purpose, name) = (then.clone(), "gias.csv".to_owned());
    let asks = flow.ui.on_done(Done::FileRead { purpose, name, read });
    flow.turn(asks);
}

#[test]
fn the_screen_asks_whether_open_cases_move_and_does_it_in_one_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("gias.csv");
    std::fs::write(&file, GIAS).expect("written");
    let mut flow = Flow::demo();
    let typed = format!("{}<Enter>", file.display());
    let school = |flow: &mut Flow| {
        let case = flow.owner.case(CASE.parse().expect("a reference")).expect("the case");
        case.case.answer("school.home").as_text().to_owned()
    };
    let built_in = school(&mut flow);
    // Left, stored alone, and stored with the cases.
    for (key, says, number) in
        [("q", "No changes made.", &*built_in), ("x", "2 schools new or changed.", &*built_in)]
    {
        flow.keys(":import schools<Enter>").says("Register of schools").keys(&typed);
        read(&mut flow);
        flow.says("Are these the same schools?")
            .says("Prince Henry's High School, Evesham is 900001 in this file")
            .keys(key)
            .says(says);
        assert_eq!(school(&mut flow), number);
    }
    flow.keys("uy");
    flow.keys(":import schools<Enter>").keys(&typed);
    read(&mut flow);
    flow.keys("<Enter>").says("moved.");
    assert_eq!(school(&mut flow), "900001");
    flow.keys("uy");
    assert_eq!(school(&mut flow), built_in, "one undo takes the register and the cases back");
}

#[test]
fn a_linear_session_asks_whether_open_cases_move() {
    let (_dir, store) = crate::demo();
    let file = store.join("gias.csv");
    std::fs::write(&file, GIAS).expect("written");
    let import = format!("import schools {}", file.display());
    let said = linear(&store, &[&import, "yes", "yes", "quit"]);
    assert!(said.contains("Are these the same schools? Move "), "{said}");
    assert!(said.contains("2 schools new or changed, "), "{said}");
    let out = text(&crate::offsite(&store, &["case", "show", CASE, "--json"]));
    assert!(out.contains("900001") && out.contains("900002"), "{out}");
    let said = linear(&store, &["import schools /nowhere/gias.csv", "quit"]);
    assert!(said.contains("gias.csv"), "{said}");
}
